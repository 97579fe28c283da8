//! Products of activations with the fixed weights of a layer.

use crate::processor::{Processor, compiled_for_each, multiply_add};

/// Columns that are computed together: one AVX-512 register, two AVX2 registers.
pub(crate) const WIDTH: usize = 16;

/// Rows whose sums are finished together, so that they are still near the processor when they are used.
pub(crate) const BLOCK: usize = 84;

/// Weights, cut into panels of [`WIDTH`] columns; missing columns of the last panel are zero.
pub(crate) struct Matrix {
    depth: usize,
    panels: Vec<[f32; WIDTH]>,
}

impl Matrix {
    /// `weight(k, column)` for inputs `k < depth` and `column < columns`.
    pub(crate) fn new(depth: usize, columns: usize, weight: impl Fn(usize, usize) -> f32) -> Matrix {
        let padded = |k, column| if column < columns { weight(k, column) } else { 0.0 };
        let row = |panel: usize, k| std::array::from_fn(|lane| padded(k, panel * WIDTH + lane));
        let panels = (0..columns.div_ceil(WIDTH)).flat_map(|panel| (0..depth).map(move |k| row(panel, k)));
        Matrix { depth, panels: panels.collect() }
    }

    /// Inputs per row.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Outputs per row, a multiple of [`WIDTH`].
    pub(crate) fn columns(&self) -> usize {
        self.panels.len() / self.depth.max(1) * WIDTH
    }

    /// The product of the rows of `input` with the weights, as many rows of [`Matrix::columns`] as `output` holds.
    ///
    /// Row `i` is `input[i * stride..][..depth]`; rows may overlap.
    pub(crate) fn product(&self, processor: Processor, input: &[f32], stride: usize, output: &mut [f32]) {
        let (matrix, n_rows) = (self, output.len() / self.columns().max(1));
        compiled_for_each!(
            processor,
            in_blocks(matrix: &Matrix, input: &[f32], stride: usize, n_rows: usize, output: &mut [f32])
        );
    }
}

/// The first `length` elements, whatever they held before.
pub(crate) fn sized(buffer: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
    &mut buffer[..length]
}

#[inline(always)]
fn in_blocks<const FUSED: bool, const ROWS: usize>(
    matrix: &Matrix,
    input: &[f32],
    stride: usize,
    n_rows: usize,
    output: &mut [f32],
) {
    let columns = matrix.columns();
    for first in (0..n_rows).step_by(BLOCK) {
        let n = BLOCK.min(n_rows - first);
        block::<FUSED, ROWS>(matrix, &input[first * stride..], stride, n, &mut output[first * columns..]);
    }
}

/// At most [`BLOCK`] rows of a product: each panel stays in the cache while all rows pass.
#[inline(always)]
pub(crate) fn block<const FUSED: bool, const ROWS: usize>(
    matrix: &Matrix,
    input: &[f32],
    stride: usize,
    n_rows: usize,
    output: &mut [f32],
) {
    let columns = matrix.columns();
    for (index, panel) in matrix.panels.chunks_exact(matrix.depth.max(1)).enumerate() {
        let mut row = 0;
        while row < n_rows {
            let input = &input[row * stride..];
            let output = &mut output[row * columns + index * WIDTH..];
            row += match n_rows - row {
                left if left >= ROWS => tile::<FUSED, ROWS>(panel, input, stride, output, columns),
                left if left >= 6 => tile::<FUSED, 6>(panel, input, stride, output, columns),
                left if left >= 3 => tile::<FUSED, 3>(panel, input, stride, output, columns),
                _ => tile::<FUSED, 1>(panel, input, stride, output, columns),
            };
        }
    }
}

/// `ROWS` rows of one panel, all sums in registers. Returns `ROWS`.
#[inline(always)]
fn tile<const FUSED: bool, const ROWS: usize>(
    panel: &[[f32; WIDTH]],
    input: &[f32],
    stride: usize,
    output: &mut [f32],
    columns: usize,
) -> usize {
    let depth = panel.len();
    let mut rows: [&[f32]; ROWS] = [&[]; ROWS];
    for row in 0..ROWS {
        rows[row] = &input[row * stride..row * stride + depth];
    }
    let mut sums = [[0.0; WIDTH]; ROWS];
    // Plain counted loops, no iterators or closures: only so does the compiler drop all checks of bounds, keep `sums` in
    // registers and make vectors of the lanes.
    for k in 0..depth {
        let weights = &panel[k];
        for row in 0..ROWS {
            let value = rows[row][k];
            for lane in 0..WIDTH {
                sums[row][lane] = multiply_add::<FUSED>(value, weights[lane], sums[row][lane]);
            }
        }
    }
    for row in 0..ROWS {
        let output = &mut output[row * columns..row * columns + WIDTH];
        // A call to copy would take the address of `sums`, which then could not stay in registers.
        #[allow(clippy::manual_memcpy)]
        for lane in 0..WIDTH {
            output[lane] = sums[row][lane];
        }
    }
    ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instruction_set_gives_the_product() {
        let (depth, columns, n_rows, stride) = (37, 21, 101, 5);
        let weight = |k: usize, column: usize| ((k * 7 + column * 3) % 11) as f32;
        let input: Vec<f32> = (0..n_rows * stride + depth).map(|i| (i % 5) as f32).collect();
        let matrix = Matrix::new(depth, columns, weight);
        for processor in Processor::available() {
            let mut output = vec![0.0; n_rows * matrix.columns()];
            matrix.product(processor, &input, stride, &mut output);
            for row in 0..n_rows {
                for column in 0..columns {
                    let sum: f32 = (0..depth).map(|k| input[row * stride + k] * weight(k, column)).sum();
                    assert_eq!(output[row * matrix.columns() + column], sum, "{processor:?} {row} {column}");
                }
            }
        }
    }
}
