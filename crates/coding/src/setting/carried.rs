//! A story goes on at the time that it was told to be at.

use super::{block_of, inferred, is_told_as_fact, is_undated};
use crate::{Text, Times};
use document::FuzzyDate;
use domain::Act;
use std::collections::BTreeMap;

/// How many sentences a date is carried on.
const REACH: usize = 2;

/// Gives undated acts in the simple past the time of the story: of the last clause in the simple past that says when it
/// was, in the same paragraph and at most [`REACH`] sentences before.
///
/// What is told of speaking ("said on Friday"), in relative clauses ("who was beaten") or with a time of its own that is
/// not known ("recently") is no part of the story. Of 36 dates that were carried on or told elsewhere, drawn at random from
/// HRDsAttack train, 29 were right before the last two were left out.
pub(super) fn date(text: &Text<'_>, times: &Times, acts: &mut [Act]) {
    let mut undated: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (act_idx, act) in acts.iter().enumerate().filter(|(_, act)| is_told_as_fact(act) && is_undated(act)) {
        let Some(trigger) = text.annotations.tokens_in(act.trigger).next() else { continue };
        if times.is_simple_past(text, trigger) && !is_aside(text, trigger) {
            undated.entry(text.annotations.sentence_of(trigger)).or_default().push((act_idx, trigger));
        }
    }
    for (sentence, told) in undated {
        for (act_idx, trigger) in told {
            if let Some(date) = story_time(text, times, sentence, trigger) {
                acts[act_idx].date = inferred(date.window, &date);
            }
        }
    }
}

/// Whether the verb stands in a relative clause, which may tell of any time.
fn is_aside(text: &Text<'_>, verb: usize) -> bool {
    let tree = &text.tree;
    let chain = std::iter::once(verb).chain(tree.ancestors(verb)).take(8);
    chain.take_while(|&i| tree.relation(i).is_in(&["relcl", "conj"])).any(|i| tree.relation(i) == "relcl")
}

/// The time that the sentences before `sentence` leave the story at.
fn story_time(text: &Text<'_>, times: &Times, sentence: usize, trigger: usize) -> Option<FuzzyDate> {
    let sentences = &text.annotations.sentences;
    if times.has_time_in(sentences.get(sentence)?) {
        return None;
    }
    let block = block_of(text, trigger);
    for before in (sentence.saturating_sub(REACH)..sentence).rev() {
        let tokens = sentences.get(before)?;
        if block_of(text, tokens.start) + 1 < block {
            return None;
        }
        if times.has_date_in(tokens) {
            return times.story_date(text, tokens);
        }
    }
    None
}
