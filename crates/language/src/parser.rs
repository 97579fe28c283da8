//! Finds the tree of every sentence, and with it where sentences start.
//!
//! Source: `spacy/pipeline/_parser_internals/arc_eager.pyx` and `_state.pxd`: the arc-eager system of Nivre 2003 with the
//! non-monotonic transitions of Honnibal & Johnson 2015 and a move `B` that breaks sentences.

mod projectivity;
mod state;
mod tree;

use crate::processor::Processor;
use crate::transition::{Move, Products, Scorer, load_moves};
use crate::weights::WeightsFile;
use crate::{Files, ModelError};
use document::Label;
use projectivity::Decoration;
use state::State;
pub(crate) use tree::Tree;

/// Words in view of the scorer: B0, B1, S0, S1, S2, leftmost of B0, leftmost and rightmost of S0.
const N_SLOTS: usize = 8;

/// The kinds of move, in the order of their numbers in the file.
const KINDS: [Kind; 5] = [Kind::Shift, Kind::Reduce, Kind::Left, Kind::Right, Kind::Break];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

/// The weights and the moves.
pub(crate) struct Parser {
    scorer: Scorer,
    labels: Vec<Label>,
    decorations: Vec<Option<Decoration>>,
    /// The moves of each kind of [`KINDS`] stand together.
    kinds: [std::ops::Range<usize>; KINDS.len()],
    root: Label,
}

impl Parser {
    /// `width`: length of the shared vectors.
    pub(crate) fn load(files: &Files, width: usize) -> Result<Parser, ModelError> {
        let moves = load_moves(files, "parser/moves")?;
        let file = WeightsFile::read(files, "parser/model")?;
        let scorer = Scorer::new(&file.weights()?, width, N_SLOTS, moves.len())?;
        let is_known = |found: &Move| usize::from(found.kind) < KINDS.len() && found.label != "subtok";
        if !moves.iter().all(is_known) {
            return Err(ModelError::unsupported(&files.path_of("parser/moves"), "a move of another system"));
        }
        let place = |kind| moves.partition_point(|found| usize::from(found.kind) < kind);
        Ok(Parser {
            scorer,
            decorations: moves.iter().map(|found| Decoration::of(found.label)).collect(),
            labels: moves.iter().map(|found| found.label).collect(),
            kinds: std::array::from_fn(|kind| place(kind)..place(kind + 1)),
            root: Label::new("ROOT"),
        })
    }

    /// The tree over `n_words` words with these `vectors` (`n_words` x width); `is_space` says which are white space,
    /// `goes_on` which never start a sentence.
    pub(crate) fn parse(
        &self,
        processor: Processor,
        vectors: &[f32],
        n_words: usize,
        is_space: impl Fn(usize) -> bool,
        goes_on: impl Fn(usize) -> bool,
        products: &mut Products,
    ) -> Tree {
        self.scorer.prepare(processor, vectors, n_words, products);
        let mut state = State::new(n_words, goes_on);
        while !state.is_final() {
            let scores = self.scorer.score(processor, &state.in_view(), products);
            let Some(next) = self.best(scores, &state) else { break };
            state.apply(self.kind(next), next as u16);
        }
        self.tree(&state, is_space)
    }

    /// The first of the highest scores among the valid moves.
    fn best(&self, scores: &[f32], state: &State) -> Option<usize> {
        let mut best: Option<(usize, f32)> = None;
        for (kind, range) in KINDS.into_iter().zip(&self.kinds) {
            if range.is_empty() || !state.allows(kind) {
                continue;
            }
            let highest = scores[range.clone()].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if best.is_none_or(|(_, score)| highest > score) {
                let offset = scores[range.clone()].iter().position(|score| *score == highest).unwrap_or(0);
                best = Some((range.start + offset, highest));
            }
        }
        best.map(|(index, _)| index)
    }

    fn kind(&self, index: usize) -> Kind {
        let found = KINDS.into_iter().zip(&self.kinds).find(|(_, range)| range.contains(&index));
        found.map_or(Kind::Reduce, |(kind, _)| kind)
    }

    fn tree(&self, state: &State, is_space: impl Fn(usize) -> bool) -> Tree {
        let mut tree = Tree::new(state.heads());
        let mut decorations = Vec::new();
        for word in 0..tree.len() {
            let Some(index) = state.move_of(word).filter(|_| tree.heads[word] != word) else {
                tree.labels.push(self.root);
                continue;
            };
            decorations.extend(self.decorations[index].map(|decoration| (word, decoration)));
            tree.labels.push(self.labels[index]);
        }
        projectivity::restore(&mut tree, &decorations, is_space);
        tree.mark_sentences();
        tree
    }
}
