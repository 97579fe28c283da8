//! A chronology: what stands under a day, or behind it in the same paragraph, happened on that day.

use super::{block_of, inferred, is_told_as_fact, is_undated};
use crate::{Text, Times};
use document::{Block, BlockKind, FuzzyDate};
use domain::Act;

/// A heading of more words than this says more than a day.
const LONGEST: usize = 8;

/// Dates undated acts by the day over their paragraph ("12 May 2031" on a line of its own), or in front of it ("12 May 2031:
/// guards ..."). What a clause tells as past on that day ("had announced") is left out. O(blocks + acts log blocks).
pub(super) fn date(text: &Text<'_>, times: &Times, acts: &mut [Act]) {
    let days = days(text, times);
    for act in acts.iter_mut().filter(|act| is_told_as_fact(act) && is_undated(act)) {
        let Some(trigger) = text.annotations.tokens_in(act.trigger).next() else { continue };
        let day = block_of(text, trigger).checked_sub(1).and_then(|block| days.get(block)?.as_ref());
        if let Some(day) = day.filter(|_| !is_past_then(text, trigger)) {
            act.date = inferred(day.window, day);
        }
    }
}

/// For every paragraph, the day that it stands under.
fn days(text: &Text<'_>, times: &Times) -> Vec<Option<FuzzyDate>> {
    let mut over = None;
    let mut days = Vec::with_capacity(text.document.blocks.len());
    for block in &text.document.blocks {
        let opening = opening(text, times, block);
        match (opening, block.kind) {
            (Some((day, true)), _) => {
                over = Some(day);
                days.push(None);
            }
            (Some((day, false)), _) => days.push(Some(day)),
            (None, BlockKind::Headline | BlockKind::Heading) => {
                over = None;
                days.push(None);
            }
            (None, _) => days.push(over.clone()),
        }
    }
    days
}

/// The day that a paragraph opens with, and whether it says nothing else.
fn opening(text: &Text<'_>, times: &Times, block: &Block) -> Option<(FuzzyDate, bool)> {
    let words = text.document.quote(block.span);
    let start = block.span.start + (words.len() - words.trim_start().len());
    let first = times.all().partition_point(|found| found.span.start < start);
    let found = times.all().get(first).filter(|found| found.span.start == start)?;
    let window = found.resolved.window.filter(|window| window.earliest.is_some() && window.latest.is_some())?;
    let rest = text.document.text.get(found.span.end..block.span.end)?.trim_start_matches([' ', '\t']);
    let alone = block.kind == BlockKind::Heading && words.split_whitespace().count() <= LONGEST;
    let in_front = rest.starts_with([':', '–', '—', '\n']) || rest.starts_with("- ") || rest.starts_with("| ");
    let day = FuzzyDate { window, text: Some(text.document.quote(found.span).to_owned()), ..FuzzyDate::default() };
    (alone || in_front).then_some((day, alone))
}

/// "had announced": before the day that is told of.
fn is_past_then(text: &Text<'_>, verb: usize) -> bool {
    text.tree.with(verb, &["aux"]).any(|auxiliary| text.lower(auxiliary) == "had")
}
