//! The scorer that the parser and the name finder share: from the words in view to the next move.
//!
//! Source: `spacy.TransitionBasedParser.v2` (`spacy/ml/parser_model.pyx`): the words in view each have a slot; word x slot
//! products are computed once per text, summed per step, and scored by one more affine map.

use crate::matrix::{Matrix, WIDTH, sized};
use crate::maxout::add;
use crate::message_pack::{self, Value};
use crate::processor::{Processor, compiled_for_each, multiply_add};
use crate::weights::{Node, Weights};
use crate::{Files, ModelError};
use document::Label;

/// Columns of the upper layer that are scored together.
const BLOCK: usize = 2 * WIDTH;

/// The weights.
pub(crate) struct Scorer {
    /// From the vector of a word to the hidden width.
    linear: Matrix,
    linear_bias: Vec<f32>,
    /// From the hidden width to slots x pieces x hidden width.
    lower: Matrix,
    /// pieces x hidden width.
    lower_bias: Vec<f32>,
    /// What stands in a slot where no word is: slots x pieces x hidden width.
    absent: Vec<f32>,
    /// By blocks of [`BLOCK`] moves, hidden width x [`BLOCK`].
    upper: Vec<[f32; BLOCK]>,
    upper_bias: Vec<f32>,
    hidden: usize,
    pieces: usize,
    n_slots: usize,
}

/// The products of all words of a text with all slots, and room for a step's scores.
#[derive(Default)]
pub(crate) struct Products {
    hidden: Vec<f32>,
    values: Vec<f32>,
    state: Vec<f32>,
    scores: Vec<f32>,
}

impl Scorer {
    /// From the layers of a model file with `n_slots` slots that takes vectors of `width` numbers and scores `n_moves`.
    pub(crate) fn new(weights: &Weights, width: usize, n_slots: usize, n_moves: usize) -> Result<Scorer, ModelError> {
        let lower = weights.layer("precomputable_affine")?;
        let [slots, hidden, pieces, depth] = lower.tensor("W")?.shape()?;
        if slots != n_slots || depth != hidden || hidden == 0 || pieces == 0 || hidden % WIDTH != 0 {
            return Err(weights.unsupported(format!("a state of {slots} x {hidden} x {pieces} x {depth}")));
        }
        // In the order of the walk: the upper layer stands before the one inside the shared part.
        let linears = weights.layers("linear");
        let [upper, linear] = linears[..] else {
            return Err(weights.unsupported("a parser without upper layer"));
        };
        let linear_values = linear.tensor("W")?.values_of(&[hidden, width])?;
        let mut scorer = Scorer {
            linear: Matrix::new(width, hidden, |k, column| linear_values[column * width + k]),
            linear_bias: linear.tensor("b")?.values_of(&[hidden])?,
            lower: Matrix::new(0, 0, |_, _| 0.0),
            lower_bias: Vec::new(),
            absent: Vec::new(),
            upper: upper_blocks(&upper.tensor("W")?.values_of(&[n_moves, hidden])?, hidden, n_moves),
            upper_bias: upper.tensor("b")?.values_of(&[n_moves])?,
            hidden,
            pieces,
            n_slots,
        };
        scorer.upper_bias.resize(n_moves.next_multiple_of(BLOCK), 0.0);
        scorer.read_lower(lower)?;
        Ok(scorer)
    }

    /// The slots' weights, from slots x hidden x pieces to slots x pieces x hidden.
    fn read_lower(&mut self, node: &Node) -> Result<(), ModelError> {
        let (hidden, pieces, slots) = (self.hidden, self.pieces, self.n_slots);
        let values = node.tensor("W")?.values_of(&[slots, hidden, pieces, hidden])?;
        let absent = node.tensor("pad")?.values_of(&[1, slots, hidden, pieces])?;
        let bias = node.tensor("b")?.values_of(&[hidden, pieces])?;
        let source = |column: usize| {
            let (slot, piece, unit) = (column / (pieces * hidden), column / hidden % pieces, column % hidden);
            (slot * hidden + unit) * pieces + piece
        };
        self.lower = Matrix::new(hidden, slots * pieces * hidden, |k, column| values[source(column) * hidden + k]);
        self.absent = (0..slots * pieces * hidden).map(|column| absent[source(column)]).collect();
        self.lower_bias = (0..pieces * hidden).map(|column| bias[source(column)]).collect();
        Ok(())
    }

    /// Computes the products for all rows of `vectors` (`n_words` x width).
    pub(crate) fn prepare(&self, processor: Processor, vectors: &[f32], n_words: usize, products: &mut Products) {
        self.linear.product(processor, vectors, self.linear.depth(), n_words, &mut products.hidden);
        for row in products.hidden.chunks_exact_mut(self.hidden).take(n_words) {
            add(row, &self.linear_bias);
        }
        self.lower.product(processor, &products.hidden, self.hidden, n_words, &mut products.values);
        products.state.resize(self.pieces * self.hidden, 0.0);
        sized(&mut products.scores, self.upper_bias.len());
    }

    /// The score of every move when these words are in view (-1 for an empty slot).
    pub(crate) fn score<'a>(&self, processor: Processor, in_view: &[i32], products: &'a mut Products) -> &'a [f32] {
        let Products { values, state, scores, .. } = products;
        let (scorer, values, state) = (self, values.as_slice(), state.as_mut_slice());
        let scores = &mut scores[..self.upper_bias.len()];
        {
            let scores = &mut *scores;
            compiled_for_each!(
                processor,
                score(scorer: &Scorer, in_view: &[i32], values: &[f32], state: &mut [f32], scores: &mut [f32])
            );
        }
        scores
    }
}

/// moves x hidden, rearranged.
fn upper_blocks(values: &[f32], hidden: usize, n_moves: usize) -> Vec<[f32; BLOCK]> {
    let value = |k: usize, index: usize| if index < n_moves { values[index * hidden + k] } else { 0.0 };
    let blocks = (0..n_moves).step_by(BLOCK).flat_map(|first| (0..hidden).map(move |k| (first, k)));
    blocks.map(|(first, k)| std::array::from_fn(|lane| value(k, first + lane))).collect()
}

#[inline(always)]
fn score<const FUSED: bool, const ROWS: usize>(
    scorer: &Scorer,
    in_view: &[i32],
    values: &[f32],
    state: &mut [f32],
    scores: &mut [f32],
) {
    let length = state.len();
    state.copy_from_slice(&scorer.lower_bias);
    for slot in 0..in_view.len() {
        let row = match usize::try_from(in_view[slot]) {
            Ok(word) => &values[(word * scorer.n_slots + slot) * length..][..length],
            Err(_) => &scorer.absent[slot * length..][..length],
        };
        add(state, row);
    }
    let hidden = scorer.hidden;
    let (best, pieces) = state.split_at_mut(hidden);
    for piece in 0..scorer.pieces - 1 {
        let piece = &pieces[piece * hidden..(piece + 1) * hidden];
        for i in 0..hidden {
            best[i] = if piece[i] > best[i] { piece[i] } else { best[i] };
        }
    }
    let n_blocks = scorer.upper.len() / hidden;
    for block in 0..n_blocks {
        let weights = &scorer.upper[block * hidden..(block + 1) * hidden];
        let mut sums = [0.0; BLOCK];
        for k in 0..hidden {
            for lane in 0..BLOCK {
                sums[lane] = multiply_add::<FUSED>(best[k], weights[k][lane], sums[lane]);
            }
        }
        let (bias, output) = (&scorer.upper_bias[block * BLOCK..][..BLOCK], &mut scores[block * BLOCK..][..BLOCK]);
        for lane in 0..BLOCK {
            output[lane] = sums[lane] + bias[lane];
        }
    }
}

/// A move with its label, such as `L-nsubj`; `kind` as the file numbers it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Move {
    pub(crate) kind: u8,
    pub(crate) label: Label,
}

/// The moves of a parser in the order of its classes: by kind, then by falling frequency, then by falling label.
///
/// Source: `spacy/pipeline/_parser_internals/transition_system.pyx`, `initialize_actions`.
pub(crate) fn load_moves(files: &Files, name: &str) -> Result<Vec<Move>, ModelError> {
    let path = files.path_of(name);
    let bytes = files.read(name)?;
    let file = message_pack::parse(&bytes).map_err(ModelError::malformed(&path))?;
    let json = file.get("moves").and_then(Value::text).ok_or_else(|| ModelError::missing(&path, "entry `moves`"))?;
    let kinds: std::collections::BTreeMap<u8, std::collections::HashMap<String, i64>> =
        serde_json::from_str(json).map_err(|error| ModelError::damaged(&path, error.to_string()))?;
    let mut moves = Vec::new();
    for (kind, labels) in kinds {
        let mut labels: Vec<(i64, String)> = labels.into_iter().map(|(label, frequency)| (frequency, label)).collect();
        labels.sort_by(|left, right| right.cmp(left));
        moves.extend(labels.iter().map(|(_, label)| Move { kind, label: Label::new(label) }));
    }
    Ok(moves)
}

/// The first of the highest scores among the moves that pass `valid`.
pub(crate) fn best_move(scores: &[f32], valid: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (index, score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, highest)| *score > highest) && valid(index) {
            best = Some((index, *score));
        }
    }
    best.map(|(index, _)| index)
}
