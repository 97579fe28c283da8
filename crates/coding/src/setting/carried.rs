//! A story goes on at the time that it was told to be at.

use super::{block_of, inferred, is_dated, is_told_as_fact, is_undated};
use crate::{Text, Times};
use domain::Act;

/// How many sentences a date is carried on.
const REACH: usize = 2;

/// Gives an undated act in the simple past the date of the act told just before it in the same paragraph.
pub(super) fn date(text: &Text<'_>, times: &Times, acts: &mut [Act]) {
    let mut order: Vec<usize> = (0..acts.len()).collect();
    order.sort_by_key(|&i| acts[i].trigger);
    let mut before: Option<Told> = None;
    for i in order {
        let Some(trigger) = text.annotations.tokens_in(acts[i].trigger).next() else { continue };
        let sentence = text.annotations.sentence_of(trigger);
        if before.as_ref().is_some_and(|told| told.sentence + REACH < sentence) {
            before = None;
        }
        let on_the_line = is_told_as_fact(&acts[i]) && times.is_simple_past(text, trigger);
        if is_undated(&acts[i]) {
            let Some(told) = before.as_ref().filter(|_| on_the_line) else { continue };
            let fits = told.sentence < sentence
                && told.block == block_of(text, trigger)
                && !times.has_date_between(told.trigger, trigger, text);
            if fits {
                acts[i].date = inferred(acts[told.act].date.window, &acts[told.act].date);
            }
        } else if on_the_line && is_dated(&acts[i]) {
            before = Some(Told { act: i, trigger, sentence, block: block_of(text, trigger) });
        }
    }
}

struct Told {
    act: usize,
    trigger: usize,
    sentence: usize,
    block: usize,
}
