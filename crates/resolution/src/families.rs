//! Which texts are one text: copies, cuts, passages that one took from the other. And who first told what.
//!
//! A second print of a story is no second source. [`Fingerprints`] are made once of each text; an [`Index`] finds the pairs
//! that share rare ones, [`align`] measures what a pair really shares, in both directions, and [`PairKind`] says what that
//! is: words in quotation marks and stock phrases are shared by texts that know nothing of each other. [`find`] does all of
//! it; [`origins::origins`] adds what the texts say about where they are from, and [`origins::independent`] counts.

mod agencies;
mod align;
mod fingerprints;
mod grams;
mod group;
mod index;
mod order;
pub mod origins;
mod pair;
mod quotes;
mod settings;
mod units;

#[cfg(test)]
mod tests;

pub use align::{Alignment, Passage, align};
pub use fingerprints::{Fingerprints, FingerprintsError};
pub use index::{Index, Pair};
pub use pair::PairKind;
pub use settings::{Settings, SettingsError};

use crate::Digest;
use crate::result::{Family, Note, Origin};

/// What is found about texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// Texts that share words that one of them wrote.
    pub families: Vec<Family>,
    /// Who first told what: every document stands in exactly one.
    pub origins: Vec<Origin>,
    /// Caps that were reached.
    pub notes: Vec<Note>,
}

/// Families and origins of texts.
///
/// `digests` and `prints`: one of each a document, in the same order. Near-linear in the number of words. The same documents
/// in another order give the same families. For documents that come one by one, keep an [`Index`] and call [`of_index`].
#[must_use]
pub fn find(digests: &[Digest], prints: &[Fingerprints], settings: &Settings) -> Texts {
    let mut index = Index::default();
    for (digest, print) in digests.iter().zip(prints) {
        index.add(&digest.document, print.clone(), settings);
    }
    of_index(digests, &mut index, settings)
}

/// The same from an index that was filled before with exactly these documents, in their order; only pairs that are new are
/// compared.
#[must_use]
pub fn of_index(digests: &[Digest], index: &mut Index, settings: &Settings) -> Texts {
    let notes = index.refresh(settings);
    let pairs: Vec<&Pair> = index.known().collect();
    let families = group::families(digests, index, &pairs, settings);
    let origins = origins::origins(digests, &families);
    Texts { families, origins, notes }
}
