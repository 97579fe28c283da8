//! How many: counts of people, and figures that sum up and are no events.
//!
//! Numbers and their bounds are read in [`crate::numbers`]; `counts` ties them to noun phrases, `totals` finds figures.

mod counts;
#[cfg(test)]
mod tests;
mod totals;

use crate::{Entities, Text, Times};
use domain::{Act, Count, Figure, Statement};

/// The stated number of the noun phrase headed by `head`: "at least 34 activists", "a dozen police", "12 citizens".
pub fn count_of(text: &Text<'_>, head: usize) -> Option<Count> {
    counts::of_head(text, head).map(|counted| counted.count)
}

/// Finds the figures: counts that state a total or sum up over a period.
pub fn find(
    text: &Text<'_>,
    _entities: &Entities,
    times: &Times,
    acts: &[Act],
    statements: &[Statement],
) -> Vec<Figure> {
    totals::find(text, times, acts, statements)
}
