//! Finds the names: people, organisations, places, dates, amounts, as the model knows them.
//!
//! Source: `spacy/pipeline/_parser_internals/ner.pyx`: one move per word, in the scheme BILUO (begin, in, last, unit,
//! out). Names do not cross the sentence starts of the parser and do not begin on white space.

use crate::processor::Processor;
use crate::tok2vec::Tok2Vec;
use crate::transition::{Move, Products, Scorer, best_move, load_moves};
use crate::vectors::Vectors;
use crate::weights::WeightsFile;
use crate::{Files, ModelError};
use document::{Label, NamedSpan};

/// Words in view: the present one, the first of the open name, the one before the present one inside the open name.
const N_SLOTS: usize = 3;

/// The numbers of the moves in the file; 0 stands for a word that is not annotated.
const BEGIN: u8 = 1;
const IN: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
const OUT: u8 = 5;

/// The weights and the moves.
pub(crate) struct NameFinder {
    /// Its own word vectors; `None` when it takes the shared ones.
    pub(crate) own: Option<Tok2Vec>,
    scorer: Scorer,
    moves: Vec<Move>,
}

impl NameFinder {
    /// `width`: length of the shared vectors.
    pub(crate) fn load(files: &Files, width: usize, vectors: Option<&Vectors>) -> Result<NameFinder, ModelError> {
        let mut moves = load_moves(files, "ner/moves")?;
        moves.retain(|found| found.kind != 0 && (found.kind != OUT || found.label.is_empty()));
        if moves.iter().any(|found| found.kind > OUT) {
            return Err(ModelError::unsupported(&files.path_of("ner/moves"), "a move of another system"));
        }
        let file = WeightsFile::read(files, "ner/model")?;
        let weights = file.weights()?;
        let listens = weights.layers("hashembed").is_empty();
        let own = if listens { None } else { Some(Tok2Vec::new(&weights, vectors)?) };
        let width = own.as_ref().map_or(width, Tok2Vec::width);
        let scorer = Scorer::new(&weights, width, N_SLOTS, moves.len())?;
        Ok(NameFinder { own, scorer, moves })
    }

    /// The names among words with these `vectors`, in order.
    pub(crate) fn find(
        &self,
        processor: Processor,
        vectors: &[f32],
        sentence_starts: &[bool],
        is_space: impl Fn(usize) -> bool,
        products: &mut Products,
    ) -> Vec<NamedSpan> {
        let n_words = sentence_starts.len();
        self.scorer.prepare(processor, vectors, n_words, products);
        let mut names = Vec::new();
        let mut open: Option<(usize, Label)> = None;
        for word in 0..n_words {
            let here = word as i32;
            let in_view = open.map_or([here, -1, -1], |(start, _)| [here, start as i32, here - 1]);
            let scores = self.scorer.score(processor, &in_view, products);
            let place = Place {
                open: open.map(|(_, label)| label),
                may_continue: sentence_starts.get(word + 1) == Some(&false),
                is_space: is_space(word),
            };
            let Some(best) = best_move(&scores[..self.moves.len()], |index| place.allows(self.moves[index])) else {
                break;
            };
            let Move { kind, label } = self.moves[best];
            match (kind, open) {
                (BEGIN, _) => open = Some((word, label)),
                (UNIT, _) => names.push(NamedSpan { tokens: word..word + 1, label }),
                (LAST, Some((start, label))) => {
                    names.push(NamedSpan { tokens: start..word + 1, label });
                    open = None;
                }
                _ => {}
            }
        }
        names
    }
}

/// What decides which moves are valid.
struct Place {
    open: Option<Label>,
    /// Whether the next word is of the same sentence.
    may_continue: bool,
    is_space: bool,
}

impl Place {
    fn allows(&self, Move { kind, label }: Move) -> bool {
        match kind {
            OUT => self.open.is_none(),
            _ if label.is_empty() => false,
            BEGIN => self.open.is_none() && self.may_continue && !self.is_space,
            IN => self.open == Some(label) && self.may_continue,
            LAST => self.open == Some(label),
            UNIT => self.open.is_none() && !self.is_space,
            _ => false,
        }
    }
}
