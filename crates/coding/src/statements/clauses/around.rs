//! A cue that its sentence runs around: "A, she said, B", "as she said, A", "A, but B, she said".

use super::Said;
use crate::Text;
use crate::statements::draft::Construction;
use crate::statements::phrases;
use codebook::{ReportingWord, Takes};
use std::ops::Range;

/// ", she said," in the middle or at the end of a sentence that the tree does not hang on it, and "as she said".
pub(super) fn around(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let subject = text.tree.first(verb, &["nsubj"]).filter(|_| word.takes(&Takes::Quote))?;
    let sentence = phrases::clipped(&text.sentence(verb), &phrases::paragraph(text, verb));
    let mark = text.tree.with(verb, &["mark"]).find(|&mark| mark < verb);
    let inner = phrases::clipped(&phrase_around(text, verb, subject, mark), &sentence);
    let comma_before = inner.start > sentence.start && text.word(inner.start - 1) == ",";
    let after = (inner.end..sentence.end).find(|&i| text.token(i).pos != "SPACE");
    let closed = after.is_none_or(|after| matches!(text.word(after), "," | "." | "?" | "!"));
    let begins = inner.start == sentence.start && mark.is_some() && after.is_some_and(|after| text.word(after) == ",");
    let marked = mark.is_none_or(|mark| text.lower(mark) == "as");
    let finite = |i: usize| text.token(i).tag.is_in(&["VBD", "VBZ", "VBP", "MD"]);
    let has_clause = sentence.clone().any(|i| !inner.contains(&i) && finite(i));
    let spoken = text.token(verb).tag != "VBG" && marked;
    ((comma_before || begins) && closed && has_clause && spoken).then(|| Said {
        construction: Construction::Clause,
        kind: word.kind,
        content: vec![sentence.start..inner.start, inner.end..sentence.end],
        listener: super::listener(text, verb, word),
        cue_end: None,
    })
}

/// Subject, verb and what stands right after it: "as she told the paper on Friday".
fn phrase_around(text: &Text<'_>, verb: usize, subject: usize, mark: Option<usize>) -> Range<usize> {
    let cue = phrases::cue(text, verb);
    let phrase = text.tree.subtree(subject);
    let start = phrase.start.min(cue.start).min(mark.unwrap_or(cue.start));
    let mut end = phrase.end.max(cue.end);
    for child in text.tree.with(verb, &["prep", "advmod", "npadvmod", "dobj", "dative"]) {
        let part = text.tree.subtree(child);
        if part.start == end {
            end = part.end;
        }
    }
    start..end
}

/// "A, but B, she said": all of the sentence before the cue is told, though the tree hangs only B on "said".
pub(super) fn sentence_before(text: &Text<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = phrases::clipped(&text.sentence(verb), &phrases::paragraph(text, verb));
    let subject = text.tree.first(verb, &["nsubj"]).map(|subject| text.tree.subtree(subject).start);
    let cue = phrases::cue(text, verb).start;
    let end = subject.map_or(cue, |subject| subject.min(cue));
    let comma = (sentence.start..end).rev().find(|&i| text.token(i).pos != "SPACE")?;
    let closes = text.word(comma) == "," || phrases::is_closing(text.word(comma));
    // Only the sentence's own verb closes it; a clause in its middle ends where it ends.
    (closes && text.tree.is_root(verb) && sentence.start < comma).then_some(sentence.start..comma)
}
