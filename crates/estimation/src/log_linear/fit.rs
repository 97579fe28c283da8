//! Poisson regression with the logarithmic link, by iteratively reweighted least squares (Nelder & Wedderburn 1972).

use crate::matrix::Cholesky;

/// Most steps; a maximum that exists is reached in about ten.
const MOST_STEPS: usize = 100;

/// A table of columns and counts: one row for each history.
#[derive(Clone, Debug)]
pub struct Table {
    n_columns: usize,
    rows: Vec<f64>,
    counts: Vec<f64>,
}

/// A maximum of the likelihood.
#[derive(Clone, Debug)]
pub struct Fit {
    /// One a column.
    pub coefficients: Vec<f64>,
    /// One a row.
    pub fitted: Vec<f64>,
    /// Twice the difference of log-likelihoods to the saturated model.
    pub deviance: f64,
    /// Variance of the first coefficient.
    pub first_variance: f64,
}

impl Table {
    /// A table; `rows` holds `n_columns` values for each count.
    pub fn new(n_columns: usize, rows: Vec<f64>, counts: Vec<f64>) -> Table {
        Table { n_columns, rows, counts }
    }

    /// Each row with its count.
    pub fn rows(&self) -> impl Iterator<Item = (&[f64], f64)> {
        self.rows.chunks_exact(self.n_columns).zip(self.counts.iter().copied())
    }

    /// How many values a row has.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// `Xᵀ diag(weights) X`, its lower triangle.
    pub fn cross_product(&self, weights: impl Iterator<Item = f64>) -> Vec<f64> {
        let size = self.n_columns;
        let mut product = vec![0.0; size * size];
        for ((row, _), weight) in self.rows().zip(weights) {
            for (left, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                let line = &mut product[left * size..=left * size + left];
                line.iter_mut().zip(row).for_each(|(sum, other)| *sum += weight * value * other);
            }
        }
        product
    }

    /// The maximum of the likelihood, if the steps reach one.
    pub fn fit(&self) -> Option<Fit> {
        let mut fitted: Vec<f64> = self.counts.iter().map(|count| count + 0.5).collect();
        let mut deviance = f64::INFINITY;
        for _ in 0..MOST_STEPS {
            let cholesky = Cholesky::of(self.n_columns, &self.cross_product(fitted.iter().copied()))?;
            let coefficients = cholesky.solve(&self.working_response(&fitted));
            fitted = self.predicted(&coefficients);
            let last = std::mem::replace(&mut deviance, self.deviance(&fitted));
            if !deviance.is_finite() {
                return None;
            }
            if (last - deviance).abs() < 1e-11 * (deviance.abs() + 0.1) {
                let first_variance = self.first_variance(&fitted)?;
                return Some(Fit { coefficients, fitted, deviance, first_variance });
            }
        }
        None
    }

    /// `Xᵀ W z` for the working response `z` at these fitted counts.
    fn working_response(&self, fitted: &[f64]) -> Vec<f64> {
        let mut right = vec![0.0; self.n_columns];
        for ((row, count), fitted) in self.rows().zip(fitted) {
            let weighted = fitted * fitted.ln() + count - fitted;
            right.iter_mut().zip(row).for_each(|(sum, value)| *sum += weighted * value);
        }
        right
    }

    fn predicted(&self, coefficients: &[f64]) -> Vec<f64> {
        let predictor = |row: &[f64]| row.iter().zip(coefficients).map(|(value, one)| value * one).sum::<f64>();
        self.rows().map(|(row, _)| predictor(row).clamp(-700.0, 700.0).exp()).collect()
    }

    fn deviance(&self, fitted: &[f64]) -> f64 {
        let share = |(count, fitted): (&f64, &f64)| match *count > 0.0 {
            true => count * (count / fitted).ln() - (count - fitted),
            false => *fitted,
        };
        2.0 * self.counts.iter().zip(fitted).map(share).sum::<f64>()
    }

    fn first_variance(&self, fitted: &[f64]) -> Option<f64> {
        let cholesky = Cholesky::of(self.n_columns, &self.cross_product(fitted.iter().copied()))?;
        let mut first = vec![0.0; self.n_columns];
        *first.first_mut()? = 1.0;
        cholesky.solve(&first).first().copied()
    }
}
