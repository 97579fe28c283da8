//! The layer that everything is made of: an affine map, the best of some pieces, normalised.

use crate::ModelError;
use crate::matrix::{self, BLOCK, Matrix, WIDTH, sized};
use crate::processor::{Processor, compiled_for_each};
use crate::weights::Node;

/// Maxout (Goodfellow et al. 2013), then layer normalisation (Ba et al. 2016), as `thinc.layers.Maxout(normalize=True)`.
pub(crate) struct MaxoutLayer {
    weights: Matrix,
    /// `pieces` x `width`, like the columns of `weights`.
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    width: usize,
}

impl MaxoutLayer {
    /// From a `maxout` node (W: width x pieces x depth, b: width x pieces) and the `layernorm` after it.
    pub(crate) fn new(maxout: &Node, norm: &Node) -> Result<MaxoutLayer, ModelError> {
        let weights = maxout.tensor("W")?;
        let [width, pieces, depth] = weights.shape()?;
        if width == 0 || pieces == 0 || depth == 0 || width % WIDTH != 0 {
            return Err(maxout.unsupported(format!("a layer of {width} x {pieces} x {depth}")));
        }
        let bias = maxout.tensor("b")?.values_of(&[width, pieces])?;
        let values = weights.values();
        let source = |column: usize| (column % width) * pieces + column / width;
        Ok(MaxoutLayer {
            weights: Matrix::new(depth, width * pieces, |k, column| values[source(column) * depth + k]),
            bias: (0..width * pieces).map(|column| bias[source(column)]).collect(),
            gain: norm.tensor("G")?.values_of(&[width])?,
            shift: norm.tensor("b")?.values_of(&[width])?,
            width,
        })
    }

    /// Inputs per row.
    pub(crate) fn depth(&self) -> usize {
        self.weights.depth()
    }

    /// Outputs per row.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The layer's answer to `n_rows` rows (`input[i * stride..][..depth]`), plus row `i` of `residual` unless empty.
    pub(crate) fn apply(
        &self,
        processor: Processor,
        input: &[f32],
        stride: usize,
        residual: &[f32],
        scratch: &mut Vec<f32>,
        output: &mut [f32],
    ) {
        let scratch = sized(scratch, BLOCK * self.weights.columns());
        let layer = self;
        compiled_for_each!(
            processor,
            apply(
                layer: &MaxoutLayer,
                input: &[f32],
                stride: usize,
                residual: &[f32],
                scratch: &mut [f32],
                output: &mut [f32]
            )
        );
    }
}

#[inline(always)]
fn apply<const FUSED: bool, const ROWS: usize>(
    layer: &MaxoutLayer,
    input: &[f32],
    stride: usize,
    residual: &[f32],
    scratch: &mut [f32],
    output: &mut [f32],
) {
    let (width, columns) = (layer.width, layer.weights.columns());
    for (index, output) in output.chunks_mut(BLOCK * width).enumerate() {
        let first = index * BLOCK;
        let n_rows = output.len() / width;
        matrix::block::<FUSED, ROWS>(&layer.weights, &input[first * stride..], stride, n_rows, scratch);
        for (row, output) in output.chunks_exact_mut(width).enumerate() {
            maxout(&scratch[row * columns..][..columns], &layer.bias, output);
            normalise(output, &layer.gain, &layer.shift);
            if !residual.is_empty() {
                add(output, &residual[(first + row) * width..][..width]);
            }
        }
    }
}

/// The largest piece of every output.
#[inline(always)]
fn maxout(sums: &[f32], bias: &[f32], output: &mut [f32]) {
    let width = output.len();
    for (piece, bias) in bias.chunks_exact(width).enumerate() {
        let sums = &sums[piece * width..][..width];
        for ((best, sum), bias) in output.iter_mut().zip(sums).zip(bias) {
            let value = sum + bias;
            *best = if piece == 0 || value > *best { value } else { *best };
        }
    }
}

/// Mean 0 and variance 1 (plus 1e-8, as thinc has it), then gain and shift.
#[inline(always)]
fn normalise(values: &mut [f32], gain: &[f32], shift: &[f32]) {
    let n = values.len() as f32;
    let mean = lane_sum(values, |value| value) / n;
    let variance = lane_sum(values, |value| (value - mean) * (value - mean)) / n + 1e-8;
    let scale = 1.0 / variance.sqrt();
    for ((value, gain), shift) in values.iter_mut().zip(gain).zip(shift) {
        *value = (*value - mean) * scale * gain + shift;
    }
}

/// The sum of `term(value)`, in [`WIDTH`] lanes; the number of values is a multiple of it.
#[inline(always)]
fn lane_sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; WIDTH];
    for values in values.as_chunks::<WIDTH>().0 {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += term(*value);
        }
    }
    let mut total = 0.0;
    for sum in sums {
        total += sum;
    }
    total
}

/// Adds `values` to `sums`, element by element.
#[inline(always)]
pub(crate) fn add(sums: &mut [f32], values: &[f32]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}
