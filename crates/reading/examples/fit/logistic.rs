//! Weighted logistic regression with L2, by Newton's method.

use reading::tuning::Model;

/// Rows of equal length, with a label in `0.0..=1.0` and a weight for each.
#[derive(Default)]
pub struct Data {
    pub rows: Vec<Vec<(u16, f32)>>,
    pub labels: Vec<f32>,
    pub weights: Vec<f32>,
    pub n_features: usize,
}

impl Data {
    pub fn add(&mut self, values: &[f32], label: f32, weight: f32) {
        self.n_features = values.len();
        self.rows.push(
            values
                .iter()
                .enumerate()
                .filter(|(_, value)| **value != 0.0)
                .map(|(at, value)| (at as u16, *value))
                .collect(),
        );
        self.labels.push(label);
        self.weights.push(weight);
    }
}

/// The first feature is the bias and is not held back by `strength`.
pub fn fit(data: &Data, strength: f64) -> Model {
    let n = data.n_features;
    let mut weights = vec![0.0_f64; n];
    for _ in 0..14 {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -strength * weight).collect();
        let mut hessian = vec![0.0_f64; n * n];
        for diagonal in 0..n {
            hessian[diagonal * n + diagonal] = strength;
        }
        gradient[0] = 0.0;
        hessian[0] = 1e-6;
        for (row_idx, row) in data.rows.iter().enumerate() {
            let sum: f64 = row.iter().map(|(at, value)| weights[usize::from(*at)] * f64::from(*value)).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let weight = f64::from(data.weights[row_idx]);
            let error = weight * (f64::from(data.labels[row_idx]) - p);
            let curve = weight * (p * (1.0 - p)).max(1e-5);
            for (place, &(at, value)) in row.iter().enumerate() {
                let (at, value) = (usize::from(at), f64::from(value));
                gradient[at] += error * value;
                let line = &mut hessian[at * n..at * n + at + 1];
                for &(other, other_value) in &row[..=place] {
                    line[usize::from(other)] += curve * value * f64::from(other_value);
                }
            }
        }
        let step = solve(&mut hessian, gradient, n);
        let longest = step.iter().fold(0.0_f64, |longest, step| longest.max(step.abs()));
        let damp = if longest > 4.0 { 4.0 / longest } else { 1.0 };
        for (weight, step) in weights.iter_mut().zip(&step) {
            *weight += damp * step;
        }
        if longest < 1e-3 {
            break;
        }
    }
    Model { weights: weights.iter().map(|weight| *weight as f32).collect() }
}

/// Solves a symmetric positive system, of which the lower half is given, by Cholesky's method.
fn solve(matrix: &mut [f64], mut right: Vec<f64>, n: usize) -> Vec<f64> {
    for row in 0..n {
        for column in 0..=row {
            let dot: f64 = (0..column).map(|inner| matrix[row * n + inner] * matrix[column * n + inner]).sum();
            let rest = matrix[row * n + column] - dot;
            matrix[row * n + column] =
                if row == column { rest.max(1e-9).sqrt() } else { rest / matrix[column * n + column] };
        }
    }
    for row in 0..n {
        let dot: f64 = (0..row).map(|inner| matrix[row * n + inner] * right[inner]).sum();
        right[row] = (right[row] - dot) / matrix[row * n + row];
    }
    for row in (0..n).rev() {
        let dot: f64 = (row + 1..n).map(|inner| matrix[inner * n + row] * right[inner]).sum();
        right[row] = (right[row] - dot) / matrix[row * n + row];
    }
    right
}
