//! How many: counts of people, and figures that sum up and are no events.

use crate::{Entities, Text, Times};
use domain::{Act, Count, Figure, Statement};
use std::ops::Range;

/// The stated number of the noun phrase headed by `head`: "at least 34 activists", "a dozen police", "12 citizens".
pub fn count_of(_text: &Text<'_>, _head: usize) -> Option<Count> {
    None
}

/// The token range of a count's words, for callers that cut noun phrases.
pub fn count_words(_text: &Text<'_>, _head: usize) -> Option<Range<usize>> {
    None
}

/// Finds the figures.
pub fn find(
    _text: &Text<'_>,
    _entities: &Entities,
    _times: &Times,
    _acts: &[Act],
    _statements: &[Statement],
) -> Vec<Figure> {
    Vec::new()
}
