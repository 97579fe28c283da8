//! Symmetric positive definite systems, small ones: Cholesky's decomposition.

/// The lower triangle of `L` with `L Lᵀ = A`, row by row.
#[derive(Clone, Debug)]
pub struct Cholesky {
    size: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// Decomposes the symmetric matrix of this size whose lower triangle `matrix` holds row by row in a full square;
    /// nothing when it is not positive definite, to about 1e-10 of its diagonal.
    pub fn of(size: usize, matrix: &[f64]) -> Option<Cholesky> {
        let mut lower = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let (upper, lower_row) = (&lower[column * size..][..column], &lower[row * size..][..column]);
                let dot: f64 = upper.iter().zip(lower_row).map(|(a, b)| a * b).sum();
                let rest = matrix[row * size + column] - dot;
                if row == column {
                    if rest.is_nan() || rest <= 1e-10 * matrix[row * size + row] {
                        return None;
                    }
                    lower[row * size + row] = rest.sqrt();
                } else {
                    lower[row * size + column] = rest / lower[column * size + column];
                }
            }
        }
        Some(Cholesky { size, lower })
    }

    /// `x` with `A x = right`.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let size = self.size;
        let mut x = right.to_vec();
        for row in 0..size {
            let dot: f64 = (0..row).map(|k| self.lower[row * size + k] * x[k]).sum();
            x[row] = (x[row] - dot) / self.lower[row * size + row];
        }
        for row in (0..size).rev() {
            let dot: f64 = (row + 1..size).map(|k| self.lower[k * size + row] * x[k]).sum();
            x[row] = (x[row] - dot) / self.lower[row * size + row];
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_a_singular_one_is_not() {
        let matrix = [4.0, 0.0, 0.0, 2.0, 5.0, 0.0, 1.0, 3.0, 6.0];
        let x = Cholesky::of(3, &matrix).unwrap().solve(&[4.0 + 4.0 + 3.0, 2.0 + 10.0 + 9.0, 1.0 + 6.0 + 18.0]);
        for (found, expected) in x.into_iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
        assert!(Cholesky::of(2, &[1.0, 0.0, 2.0, 4.0]).is_none());
    }
}
