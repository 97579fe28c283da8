//! One list out of what the constructions found: no cue twice, quotations whole, weak cues inside others dropped.

use super::draft::{Construction, Draft};
use super::phrases;
use super::quotes::Quote;
use crate::Text;
use codebook::{ReportingKind, Takes};
use std::collections::HashMap;
use std::ops::Range;

/// Merges drafts, in order of their cues.
pub fn merge(text: &Text<'_>, quotes: &[Quote], drafts: Vec<Draft>) -> Vec<Draft> {
    let mut drafts = without_doubles(drafts);
    drafts.iter_mut().for_each(|draft| whole_quotes(text, quotes, draft));
    drafts.sort_by_key(|draft| (draft.cue.start, draft.construction));
    cut_at_siblings(text, &mut drafts);
    without_weak_nested(text, drafts)
}

/// Keeps the best construction of each cue; contents of quotations that go on are put together.
fn without_doubles(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by_key(|draft| draft.construction);
    let mut by_cue: HashMap<usize, usize> = HashMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if draft.goes_on {
            kept.push(draft);
            continue;
        }
        match by_cue.get(&draft.cue_head) {
            None => {
                by_cue.insert(draft.cue_head, kept.len());
                kept.push(draft);
            }
            Some(&i) => join(&mut kept[i], draft),
        }
    }
    kept
}

/// A quotation and a clause with one cue ("said that ...: '...'") are one statement.
fn join(kept: &mut Draft, other: Draft) {
    if kept.construction != Construction::Quotation {
        return;
    }
    for part in other.content {
        let overlaps = |old: &Range<usize>| old.start < part.end && part.start < old.end;
        if !kept.content.iter().any(overlaps) && other.construction <= Construction::AccordingTo {
            kept.content.push(part);
        }
    }
    kept.content.sort_by_key(|part| part.start);
}

/// Widens contents that begin or end inside a quotation that the cue is outside of.
fn whole_quotes(text: &Text<'_>, quotes: &[Quote], draft: &mut Draft) {
    for part in &mut draft.content {
        for quote in around(quotes, part.start).into_iter().chain(around(quotes, part.end.saturating_sub(1))).flatten()
        {
            let outside = draft.cue.end <= quote.start || draft.cue.start >= quote.end;
            if outside && quote.start < part.end && part.start < quote.end {
                let joins = |i: usize| phrases::is_mark(text, i);
                if quote.end > part.end && (part.start <= quote.start || (part.end..quote.end).all(joins)) {
                    part.end = quote.end;
                }
                if quote.start < part.start && (part.end >= quote.end || (quote.start..part.start).all(joins)) {
                    part.start = quote.start;
                }
            }
        }
    }
}

/// "praised him as a leader, comparing him to ...": what the same source says next is not inside what it says first.
fn cut_at_siblings(text: &Text<'_>, drafts: &mut [Draft]) {
    /// How many cues further on are looked at.
    const NEAR: usize = 4;
    for first in 0..drafts.len() {
        let next = first + 1..drafts.len().min(first + 1 + NEAR);
        let cuts: Vec<usize> = next
            .filter(|&second| are_siblings(text, &drafts[first], &drafts[second]))
            .map(|second| drafts[second].cue.start)
            .collect();
        for cut in cuts {
            for part in &mut drafts[first].content {
                if part.start < cut && cut < part.end {
                    *part = phrases::trim(text, part.start..before_and(text, cut));
                }
            }
            drafts[first].content.retain(|part| !part.is_empty());
        }
    }
}

fn are_siblings(text: &Text<'_>, first: &Draft, second: &Draft) -> bool {
    let joined = text.tree.relation(second.cue_head).is_in(&["advcl", "conj", "acl"]);
    let outside_quotes = first.construction != Construction::Quotation && first.construction != Construction::Colon;
    joined
        && outside_quotes
        && first.source.is_some()
        && first.source == second.source
        && second.cue.start >= first.cue.end
}

/// The token before "and" and a comma that join at `cut`.
fn before_and(text: &Text<'_>, cut: usize) -> usize {
    let joins = |i: usize| {
        phrases::is_mark(text, i) || matches!(text.lower(i).as_str(), "and" | "but" | "or" | "while" | "then")
    };
    (0..cut).rev().take(3).find(|&i| !joins(i)).map_or(cut, |i| i + 1)
}

/// The quotation part that holds a token.
fn around(quotes: &[Quote], token_idx: usize) -> Option<Option<Range<usize>>> {
    let at = quotes.partition_point(|quote| quote.parts.last().is_some_and(|part| part.tokens.end <= token_idx));
    let quote = quotes.get(at)?;
    Some(quote.parts.iter().map(|part| part.tokens.clone()).find(|tokens| tokens.contains(&token_idx)))
}

/// Inside what somebody says, only somebody's speech is worth a statement of its own, not wishes and topics.
fn without_weak_nested(text: &Text<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut contents: Vec<(Range<usize>, usize)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(i, draft)| draft.content.iter().map(move |part| (part.clone(), i)))
        .collect();
    contents.sort_by_key(|(part, _)| part.start);
    let mut waiting = contents.into_iter().peekable();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut keep = vec![true; drafts.len()];
    for (i, draft) in drafts.iter().enumerate() {
        while let Some((part, owner)) = waiting.next_if(|(part, _)| part.start <= draft.cue.start) {
            open.push((part.end, owner));
        }
        open.retain(|(end, _)| *end > draft.cue.start);
        let nested = open.iter().any(|(_, owner)| *owner != i && keep[*owner]);
        keep[i] = !nested || is_speech(text, draft);
    }
    drafts.into_iter().zip(keep).filter_map(|(draft, keep)| keep.then_some(draft)).collect()
}

/// Whether a statement is somebody's speech: a clause or quotation after a verb of speech.
fn is_speech(text: &Text<'_>, draft: &Draft) -> bool {
    // "I want to say that ..." inside a quotation is the speaker's own.
    if draft.source.as_ref().is_some_and(|source| matches!(text.lower(source.head).as_str(), "i" | "we")) {
        return false;
    }
    let verb = phrases::reporting_verb(text, draft.cue_head);
    let speech = verb.is_some_and(|verb| verb.takes(&Takes::Quote)) && draft.kind != ReportingKind::Opinion;
    match draft.construction {
        Construction::Quotation | Construction::Colon | Construction::AccordingTo => true,
        Construction::Clause => speech,
        Construction::Infinitive => draft.kind == ReportingKind::Demand && speech,
        _ => matches!(draft.kind, ReportingKind::Accusation | ReportingKind::Denial | ReportingKind::Threat),
    }
}
