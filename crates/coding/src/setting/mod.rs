//! When and where of acts that do not say so themselves.
//!
//! Start reading at [`settle`]. An act's own words come first (see `times::belonging` and `acts::places`). What is added
//! here is read off the rest of the document and is always `inferred`, with the words that it is read from.

mod bounded;
mod carried;
mod countries;
mod headed;
mod placed;
mod retold;
#[cfg(test)]
mod tests;
mod this_year;

use crate::{Entities, Text, Times};
use document::{Basis, DateWindow, FuzzyDate};
use domain::{Act, ActStatus};

/// Adds what the document says of when and where each act happened.
pub(crate) fn settle(text: &Text<'_>, times: &Times, entities: &mut Entities, acts: &mut [Act]) {
    date(text, times, acts);
    placed::place(text, times, entities, acts);
}

/// Dates the acts that have no date of their own, as far as the document says enough.
///
/// In this order: the day that a chronology sets over it, the same act told elsewhere, the sentence before, the year of a report
/// that names no other, the day of publication. O(n log n) in acts.
fn date(text: &Text<'_>, times: &Times, acts: &mut [Act]) {
    headed::date(text, times, acts);
    retold::date(acts);
    carried::date(text, times, acts);
    this_year::date(times, acts);
    bounded::date(times, acts);
}

/// Whether the text presents the act as something that took place.
fn is_told_as_fact(act: &Act) -> bool {
    matches!(act.status, ActStatus::Reported | ActStatus::Alleged | ActStatus::Denied)
}

/// Whether the act's own words say when it was.
fn is_dated(act: &Act) -> bool {
    matches!(act.date.basis, Basis::Stated | Basis::Relative) && act.date.window.earliest.is_some()
}

/// Whether nothing is known of when the act took place.
fn is_undated(act: &Act) -> bool {
    act.date.window.is_open()
}

fn inferred(window: DateWindow, from: &FuzzyDate) -> FuzzyDate {
    FuzzyDate { window, basis: Basis::Inferred, text: from.text.clone() }
}

/// The paragraph that holds a token.
fn block_of(text: &Text<'_>, token_idx: usize) -> usize {
    let start = text.token(token_idx).span.start;
    text.document.blocks.partition_point(|block| block.span.start <= start)
}
