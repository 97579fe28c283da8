//! A reporting verb and what it takes: "X said that ...", "X urged them to ...", "X rejected the claims".

mod around;
mod infinitive;
mod object;
mod passive;
mod speaker;
mod that;

use super::draft::{Construction, Draft, Source};
use super::{LONGEST_SENTENCE, phrases};
use crate::Text;
use codebook::{ReportingKind, ReportingWord, Takes};
use std::ops::Range;

/// Every reporting verb that has a content.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    let sentences = text.annotations.sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE);
    sentences.flat_map(|sentence| sentence.clone()).filter_map(|token_idx| at(text, token_idx)).collect()
}

/// What a verb says, before it is known who says it.
struct Said {
    construction: Construction,
    kind: ReportingKind,
    content: Vec<Range<usize>>,
    listener: Option<usize>,
    /// Where the cue ends, when a preposition belongs to it.
    cue_end: Option<usize>,
}

fn at(text: &Text<'_>, verb: usize) -> Option<Draft> {
    let word = phrases::reporting_verb(text, verb)?;
    if text.tree.relation(verb).is_in(&["aux", "auxpass", "amod", "compound"]) {
        return None;
    }
    let passive = passive::is_passive(text, verb);
    let said = if passive { passive::passive_said(text, verb, word)? } else { said(text, verb, word)? };
    let (cue_start, source) =
        if passive { passive::passive_source(text, verb) } else { speaker::active_source(text, verb)? };
    let cue = phrases::cue(text, verb);
    let by = text.tree.first(verb, &["agent"]).filter(|&by| passive && by == cue.end).map(|by| by + 1);
    let cue = cue_start.unwrap_or(cue.start)..said.cue_end.or(by).unwrap_or(cue.end).max(cue.end);
    let paragraph = phrases::paragraph(text, verb);
    let sentence = phrases::clipped(&text.sentence(verb), &paragraph);
    let head = if sentence.is_empty() { paragraph.start } else { sentence.start };
    let room = if head <= verb { head..paragraph.end } else { paragraph };
    let content = said.content.iter().map(|part| phrases::clipped(part, &room)).collect();
    let content: Vec<_> =
        phrases::trimmed(text, content).into_iter().flat_map(|part| apart(part, &cue, source.as_ref())).collect();
    let content =
        phrases::trimmed(text, content).into_iter().map(|part| without_remark(text, part)).collect::<Vec<_>>();
    (!content.is_empty()).then_some(Draft {
        construction: said.construction,
        kind: said.kind,
        source,
        listener: said.listener,
        cue_head: verb,
        goes_on: false,
        cue,
        content,
    })
}

fn said(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    that::clause(text, verb, word)
        .or_else(|| infinitive::infinitive(text, verb, word))
        .or_else(|| object::object(text, verb, word))
        .or_else(|| object::after(text, verb, word))
}

/// Without a relative clause after a comma at its end: the reporter's own remark. Quoted words stay whole.
fn without_remark(text: &Text<'_>, content: Range<usize>) -> Range<usize> {
    let quoted = content.clone().any(|i| phrases::is_opening(text.word(i)) && text.word(i) != "'");
    let comma = content.clone().rev().filter(|&i| text.word(i) == ",").find(|&comma| {
        let next = comma + 1;
        let pronoun = next < content.end && text.token(next).tag.is_in(&["WP", "WDT", "WP$"]);
        let clause = text.tree.ancestors(next.min(content.end - 1)).find(|&i| text.tree.relation(i) == "relcl");
        pronoun && clause.is_some_and(|clause| text.tree.subtree(clause).end + 1 >= content.end)
    });
    match comma.filter(|_| !quoted) {
        Some(comma) if comma > content.start => content.start..comma,
        _ => content,
    }
}

/// A content without the words of cue and source, when the tree mixes them.
fn apart(content: Range<usize>, cue: &Range<usize>, source: Option<&Source>) -> Vec<Range<usize>> {
    let mut parts = vec![content];
    for hole in [Some(cue), source.map(|source| &source.tokens)].into_iter().flatten() {
        parts = parts
            .into_iter()
            .flat_map(|part| [part.start..part.end.min(hole.start), part.start.max(hole.end)..part.end])
            .filter(|part| part.start < part.end)
            .collect();
    }
    parts
}

/// Whom the verb addresses: its object, or "to X".
fn listener(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<usize> {
    let object = text.tree.first(verb, &["dative", "dobj"]).filter(|_| word.takes(&Takes::Listener));
    object.or_else(|| {
        let to = text.tree.with(verb, &["prep", "dative"]).find(|&child| text.lower(child) == "to")?;
        text.tree.first(to, &["pobj"])
    })
}

/// Joins parts that only marks stand between.
fn joined(text: &Text<'_>, mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_by_key(|part| part.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if (last.end..part.start).all(|i| phrases::is_mark(text, i)) => {
                last.end = last.end.max(part.end)
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// Whether a clause has "to" before its verb.
pub fn is_infinitive(text: &Text<'_>, verb: usize) -> bool {
    text.tree.with(verb, &["aux"]).any(|aux| text.lower(aux) == "to")
}

/// Whether a clause has a finite verb: its own, or an auxiliary.
fn is_finite(text: &Text<'_>, verb: usize) -> bool {
    let finite = |i: usize| text.token(i).tag.is_in(&["VBD", "VBZ", "VBP", "MD"]);
    finite(verb)
        || text.tree.with(verb, &["aux", "auxpass", "cop"]).any(finite)
        || text.tree.with(verb, &["mark"]).any(|mark| text.lower(mark) == "that")
}
