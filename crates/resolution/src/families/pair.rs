//! What it means that two texts share words.

use super::align::{Alignment, Passage};
use super::index::Pair;
use super::settings::Settings;
use serde::{Deserialize, Serialize};

/// How two texts hang together, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PairKind {
    /// Each is nearly all of the other.
    Copy,
    /// One is mostly made of the other's words.
    Cut,
    /// Neither is, but one took a passage that the other wrote: the background paragraph of an agency.
    Passage,
    /// Only the same words of a speaker stand in both. Who heard them is another question.
    Quote,
    /// Only phrases that many would write.
    Stock,
    /// Nothing to speak of.
    Independent,
}

impl PairKind {
    /// Whether one text was made from the other, or both from a third one.
    #[must_use]
    pub const fn is_derived(self) -> bool {
        matches!(self, Self::Copy | Self::Cut)
    }
}

/// What a passage is by itself, when `documents` have it.
pub fn passage_kind(passage: &Passage, documents: u32, settings: &Settings) -> PairKind {
    let told = passage.told();
    let stock = told < settings.stock_words && documents >= settings.stock_documents;
    if told >= settings.passage_words && !stock {
        PairKind::Passage
    } else if passage.quoted >= settings.quote_words {
        PairKind::Quote
    } else {
        PairKind::Stock
    }
}

/// What two texts are to each other. `documents`: for each passage, how many documents have it.
pub fn pair_kind(alignment: &Alignment, documents: &[u32], settings: &Settings) -> PairKind {
    let passages = alignment.passages.iter().zip(documents);
    let best = passages.map(|(passage, &documents)| passage_kind(passage, documents, settings)).min();
    let Some(best) = best else { return PairKind::Independent };
    let scattered = alignment.told >= settings.scattered_words && alignment.told_share >= settings.scattered_share;
    if best != PairKind::Passage && !scattered {
        return best;
    }
    let (left, right) = (alignment.left_in_order, alignment.right_in_order);
    if left.min(right) >= settings.copy_share {
        PairKind::Copy
    } else if left.max(right) >= settings.cut_share && alignment.told >= settings.cut_words {
        PairKind::Cut
    } else {
        PairKind::Passage
    }
}

/// The passages for which a pair hangs together: long ones, or where only scattered ones are left, those.
pub fn shared_passages<'a>(pair: &'a Pair, settings: &'a Settings) -> impl Iterator<Item = &'a Passage> {
    let kinds = pair.alignment.passages.iter().zip(&pair.documents);
    let is_long =
        |(passage, &documents): (&Passage, &u32)| passage_kind(passage, documents, settings) == PairKind::Passage;
    let any_long = kinds.clone().any(is_long);
    let related = pair.kind <= PairKind::Passage;
    let counts = move |passage: &Passage, documents: &u32| match any_long {
        true => is_long((passage, documents)),
        false => related && passage.told() >= settings.part_words,
    };
    kinds.filter(move |(passage, documents)| counts(passage, documents)).map(|(passage, _)| passage)
}
