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

/// Slots of the largest known system.
const MOST_SLOTS: usize = 8;

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

/// Words whose products are computed together; those of the two latest lots are kept.
const LOT: usize = 1024;

/// The products of the words of a text with all slots, and room for a step's scores.
///
/// The words in view are nearly always among the latest ones; the products of an older one are computed anew, so that
/// memory does not grow with the text.
#[derive(Default)]
pub(crate) struct Products {
    /// All words, hidden width.
    hidden: Vec<f32>,
    n_words: usize,
    /// The words whose products are kept.
    kept: std::ops::Range<usize>,
    /// Their products, at most two lots; behind them a row for each slot whose word is older.
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

    /// Takes up a text with these `vectors` (`n_words` x width).
    pub(crate) fn prepare(&self, processor: Processor, vectors: &[f32], n_words: usize, products: &mut Products) {
        let hidden = sized(&mut products.hidden, n_words * self.hidden);
        self.linear.product(processor, vectors, self.linear.depth(), hidden);
        hidden.chunks_exact_mut(self.hidden).for_each(|row| add(row, &self.linear_bias));
        products.n_words = n_words;
        products.kept = 0..0;
        sized(&mut products.values, (n_words.min(2 * LOT) + self.n_slots) * self.lower.columns());
        products.state.resize(self.pieces * self.hidden, 0.0);
        sized(&mut products.scores, self.upper_bias.len());
    }

    /// The score of every move when these words are in view (-1 for an empty slot).
    pub(crate) fn score<'a>(&self, processor: Processor, in_view: &[i32], products: &'a mut Products) -> &'a [f32] {
        let newest = in_view.iter().copied().max().and_then(|word| usize::try_from(word).ok());
        while newest.is_some_and(|word| word >= products.kept.end) {
            self.next_lot(processor, products);
        }
        let mut rows = [None; MOST_SLOTS];
        for (slot, word) in in_view.iter().enumerate() {
            rows[slot] = usize::try_from(*word).ok().map(|word| self.row(processor, word, slot, products));
        }
        let Products { values, state, scores, .. } = products;
        let (scorer, values, state, rows) = (self, values.as_slice(), state.as_mut_slice(), &rows[..in_view.len()]);
        let scores = &mut scores[..self.upper_bias.len()];
        {
            let scores = &mut *scores;
            compiled_for_each!(
                processor,
                score(scorer: &Scorer, rows: &[Option<usize>], values: &[f32], state: &mut [f32], scores: &mut [f32])
            );
        }
        scores
    }

    /// The row of [`Products::values`] that holds the products of `word`, which is in view in `slot` and not newer than
    /// the kept ones.
    fn row(&self, processor: Processor, word: usize, slot: usize, products: &mut Products) -> usize {
        if word >= products.kept.start {
            return word - products.kept.start;
        }
        let (row, columns) = (products.n_words.min(2 * LOT) + slot, self.lower.columns());
        let hidden = &products.hidden[word * self.hidden..(word + 1) * self.hidden];
        self.lower.product(processor, hidden, self.hidden, &mut products.values[row * columns..(row + 1) * columns]);
        row
    }

    /// Computes the products of the next words, forgetting the older lot when two are kept.
    fn next_lot(&self, processor: Processor, products: &mut Products) {
        let (columns, kept) = (self.lower.columns(), &mut products.kept);
        if kept.len() == 2 * LOT {
            products.values.copy_within(LOT * columns..2 * LOT * columns, 0);
            kept.start += LOT;
        }
        let end = products.n_words.min(kept.end + LOT);
        let output = (kept.end - kept.start) * columns..(end - kept.start) * columns;
        let hidden = &products.hidden[kept.end * self.hidden..end * self.hidden];
        self.lower.product(processor, hidden, self.hidden, &mut products.values[output]);
        kept.end = end;
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
    rows: &[Option<usize>],
    values: &[f32],
    state: &mut [f32],
    scores: &mut [f32],
) {
    let length = state.len();
    state.copy_from_slice(&scorer.lower_bias);
    for slot in 0..rows.len() {
        let row = match rows[slot] {
            Some(row) => &values[(row * scorer.n_slots + slot) * length..][..length],
            None => &scorer.absent[slot * length..][..length],
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

#[cfg(test)]
mod tests {
    use super::*;

    fn scorer() -> Scorer {
        let (hidden, pieces, n_slots, n_moves) = (16, 2, 3, 5);
        let number = |i: usize| (i * 7919 % 23) as f32 - 11.0;
        let columns = n_slots * pieces * hidden;
        Scorer {
            linear: Matrix::new(16, hidden, |k, column| number(k * 31 + column)),
            linear_bias: (0..hidden).map(number).collect(),
            lower: Matrix::new(hidden, columns, |k, column| number(k * 17 + column)),
            lower_bias: (0..pieces * hidden).map(number).collect(),
            absent: (0..columns).map(number).collect(),
            upper: upper_blocks(&(0..n_moves * hidden).map(number).collect::<Vec<_>>(), hidden, n_moves),
            upper_bias: vec![0.0; BLOCK],
            hidden,
            pieces,
            n_slots,
        }
    }

    #[test]
    fn words_far_back_keep_their_scores() {
        let (scorer, processor, n_words) = (scorer(), Processor::detect(), 4 * LOT + 100);
        let vectors: Vec<f32> = (0..n_words * 16).map(|i| (i * 31 % 13) as f32).collect();
        let mut products = Products::default();
        let views = [[0, 1, -1], [1500, 2, 1499], [4000, 0, 3999], [4195, 4194, 700], [0, 1, -1]];
        scorer.prepare(processor, &vectors, n_words, &mut products);
        let in_order = views.map(|view| scorer.score(processor, &view, &mut products).to_vec());
        for (view, expected) in views.iter().zip(in_order) {
            scorer.prepare(processor, &vectors, n_words, &mut products);
            assert_eq!(scorer.score(processor, view, &mut products), expected, "{view:?}");
        }
    }

    #[test]
    fn the_first_of_the_highest_valid_moves_wins() {
        assert_eq!(best_move(&[1.0, 3.0, 3.0, 9.0], |index| index < 3), Some(1));
        assert_eq!(best_move(&[f32::NAN, 1.0], |_| false), None);
    }
}
