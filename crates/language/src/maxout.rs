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
    let n_rows = output.len() / width;
    let mut first = 0;
    while first < n_rows {
        let n = BLOCK.min(n_rows - first);
        matrix::block::<FUSED, ROWS>(&layer.weights, &input[first * stride..], stride, n, scratch);
        for row in 0..n {
            let sums = &scratch[row * columns..(row + 1) * columns];
            let place = (first + row) * width..(first + row + 1) * width;
            let output = &mut output[place.clone()];
            maxout(sums, &layer.bias, output);
            normalise(output, &layer.gain, &layer.shift);
            if !residual.is_empty() {
                add(output, &residual[place]);
            }
        }
        first += n;
    }
}

// The loops below are counted, without iterators, for the same reason as in `matrix.rs`.

/// The largest piece of every output.
#[inline(always)]
fn maxout(sums: &[f32], bias: &[f32], output: &mut [f32]) {
    let width = output.len();
    let sums = &sums[..bias.len()];
    for i in 0..width {
        output[i] = sums[i] + bias[i];
    }
    let mut first = width;
    while first + width <= bias.len() {
        let (sums, bias) = (&sums[first..first + width], &bias[first..first + width]);
        for i in 0..width {
            let value = sums[i] + bias[i];
            output[i] = if value > output[i] { value } else { output[i] };
        }
        first += width;
    }
}

/// Mean 0 and variance 1 (plus 1e-8, as thinc has it), then gain and shift.
#[inline(always)]
fn normalise(values: &mut [f32], gain: &[f32], shift: &[f32]) {
    let n = values.len() as f32;
    let mean = lane_sum::<false>(values, 0.0) / n;
    let variance = lane_sum::<true>(values, mean) / n + 1e-8;
    let scale = 1.0 / variance.sqrt();
    let (gain, shift) = (&gain[..values.len()], &shift[..values.len()]);
    for i in 0..values.len() {
        values[i] = (values[i] - mean) * scale * gain[i] + shift[i];
    }
}

/// The sum of `value - offset`, or of its square, in [`WIDTH`] lanes; the number of values is a multiple of it.
#[inline(always)]
fn lane_sum<const SQUARE: bool>(values: &[f32], offset: f32) -> f32 {
    let mut sums = [0.0; WIDTH];
    let mut first = 0;
    while first + WIDTH <= values.len() {
        let values = &values[first..first + WIDTH];
        for lane in 0..WIDTH {
            let difference = values[lane] - offset;
            sums[lane] += if SQUARE { difference * difference } else { difference };
        }
        first += WIDTH;
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
    let values = &values[..sums.len()];
    for i in 0..sums.len() {
        sums[i] += values[i];
    }
}
