//! How many, with its uncertainty.

use document::Span;

/// A stated number: "34", "at least 34", "some 60", "dozens".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// No fewer than.
    pub at_least: Option<u64>,
    /// No more than; open when the text says "at least".
    pub at_most: Option<u64>,
    /// Whether the text says "about", "some", "nearly".
    pub about: bool,
    /// The words that say it.
    pub span: Span,
}

impl Count {
    /// Exactly `n`.
    pub const fn exactly(n: u64, span: Span) -> Count {
        Count { at_least: Some(n), at_most: Some(n), about: false, span }
    }
}
