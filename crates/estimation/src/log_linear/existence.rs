//! Whether the maximum of a Poisson likelihood exists: a linear programme over the zeros of the table.

use super::fit::Table;
use crate::Refusal;
use crate::matrix::Cholesky;

/// Below this, a value of the programme is a rounding error: its coefficients are small whole numbers.
const ZERO: f64 = 1e-7;

/// Says whether the maximum exists (Fienberg & Rinaldo 2012, theorem 8).
///
/// It does not when there is a direction in which the predictor falls at some zeros of the table, rises at none, and does
/// not change where people were counted: the likelihood grows along it without end.
///
/// # Errors
/// [`Refusal::NotIdentified`] when the columns depend on each other; [`Refusal::NoMaximum`].
pub fn check(table: &Table) -> Result<(), Refusal> {
    let size = table.n_columns();
    let positive = |(_, count): (&[f64], f64)| if count > 0.0 { 1.0 } else { 0.0 };
    if Cholesky::of(size, &table.cross_product(table.rows().map(positive))).is_some() {
        return Ok(());
    }
    if Cholesky::of(size, &table.cross_product(table.rows().map(|_| 1.0))).is_none() {
        return Err(Refusal::NotIdentified);
    }
    let counted: Vec<Vec<f64>> = table.rows().filter(|(_, count)| *count > 0.0).map(|(row, _)| row.to_vec()).collect();
    let directions = null_space(size, counted);
    let zeros = table.rows().filter(|(_, count)| *count <= 0.0);
    let along = |row: &[f64]| -> Vec<f64> {
        directions.iter().map(|direction| row.iter().zip(direction).map(|(a, b)| a * b).sum()).collect()
    };
    match falls_without_end(&zeros.map(|(row, _)| along(row)).collect::<Vec<_>>()) {
        true => Err(Refusal::NoMaximum),
        false => Ok(()),
    }
}

/// A basis of the vectors that every row maps to 0 (Gauss-Jordan elimination with row pivoting).
fn null_space(size: usize, mut rows: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let mut pivots: Vec<usize> = Vec::new();
    for column in 0..size {
        let done = pivots.len();
        let largest = (done..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        let Some(largest) = largest.filter(|row| rows[*row][column].abs() > ZERO) else { continue };
        rows.swap(done, largest);
        let pivot = rows[done][column];
        rows[done].iter_mut().for_each(|value| *value /= pivot);
        let pivot_row = rows[done].clone();
        for (_, values) in rows.iter_mut().enumerate().filter(|(row, _)| *row != done) {
            let factor = values[column];
            values.iter_mut().zip(&pivot_row).for_each(|(value, other)| *value -= factor * other);
        }
        pivots.push(column);
    }
    let free = (0..size).filter(|column| !pivots.contains(column));
    let vector = |column: usize| {
        let mut vector = vec![0.0; size];
        vector[column] = 1.0;
        pivots.iter().zip(&rows).for_each(|(pivot, row)| vector[*pivot] = -row[column]);
        vector
    };
    free.map(vector).collect()
}

/// Whether some `y` has `rows · y <= 0` in all rows and `< 0` in one: maximises `-Σ rows · y` with each share at most 1,
/// by the simplex method (Dantzig 1951) with Bland's rule, which does not cycle.
pub(super) fn falls_without_end(rows: &[Vec<f64>]) -> bool {
    let n = rows.first().map_or(0, Vec::len);
    // y = plus - minus, both at least 0; for each row: row·y <= 0 and -row·y <= 1. The origin is feasible.
    let bound = |sign: f64, row: &Vec<f64>, at_most: f64| -> Vec<f64> {
        let halves = [sign, -sign].into_iter().flat_map(|sign| row.iter().map(move |value| sign * value));
        halves.chain([at_most]).collect()
    };
    let mut tableau: Vec<Vec<f64>> =
        rows.iter().flat_map(|row| [bound(1.0, row, 0.0), bound(-1.0, row, 1.0)]).collect();
    let mut objective = vec![0.0; 2 * n + 1];
    for row in rows {
        row.iter().enumerate().for_each(|(i, value)| {
            objective[i] -= value;
            objective[n + i] += value;
        });
    }
    // Names of the variables that are in and out of the basis, for Bland's rule.
    let mut inside: Vec<usize> = (2 * n..2 * n + tableau.len()).collect();
    let mut outside: Vec<usize> = (0..2 * n).collect();
    loop {
        let rising = (0..2 * n).filter(|column| objective[*column] > ZERO);
        let Some(column) = rising.min_by_key(|column| outside[*column]) else { return false };
        let ratio = |row: &Vec<f64>| row[2 * n] / row[column];
        let limiting = (0..tableau.len()).filter(|row| tableau[*row][column] > ZERO);
        let order = |a: &usize, b: &usize| {
            ratio(&tableau[*a]).total_cmp(&ratio(&tableau[*b])).then(inside[*a].cmp(&inside[*b]))
        };
        let Some(row) = limiting.min_by(order) else { return true };
        if ratio(&tableau[row]) > ZERO {
            return true;
        }
        pivot(&mut tableau, &mut objective, row, column);
        std::mem::swap(&mut inside[row], &mut outside[column]);
    }
}

/// One exchange of the condensed tableau.
fn pivot(tableau: &mut [Vec<f64>], objective: &mut [f64], row: usize, column: usize) {
    let pivot = tableau[row][column];
    tableau[row].iter_mut().for_each(|value| *value /= pivot);
    tableau[row][column] = 1.0 / pivot;
    let pivot_row = tableau[row].clone();
    let exchange = |line: &mut [f64]| {
        let factor = line[column];
        line[column] = 0.0;
        line.iter_mut().zip(&pivot_row).for_each(|(value, other)| *value -= factor * other);
    };
    tableau.iter_mut().enumerate().filter(|(other, _)| *other != row).for_each(|(_, line)| exchange(line));
    exchange(objective);
}
