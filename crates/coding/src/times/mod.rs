//! When: time expressions, the document's own date, and the date of an act.
//!
//! Start reading at [`find`]: the [`grammar`] reads expressions, [`published`] bounds the day of publication,
//! [`resolve`] turns what was read into values and intervals, [`belonging`] says which expression dates an act.

mod belonging;
mod calendar;
mod grammar;
mod meaning;
mod phrase;
mod published;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;

pub use phrase::{PhraseTime, resolve_phrase};

use crate::Text;
use crate::numbers::Lexemes;
use codebook::TimeUnit;
use document::Basis;
use domain::{DateWindow, FuzzyDate, Span, TimeExpression};
use grammar::Grammar;
pub(crate) use meaning::Meaning;
use meaning::{Parsed, Year};
use resolve::{Resolved, Stretch, Surroundings, Tense};
use std::ops::Range;

/// The time expressions of a document, resolved as far as the text allows.
#[derive(Debug, Default)]
pub struct Times {
    published: FuzzyDate,
    list: Vec<TimeExpression>,
    found: Vec<Found>,
}

/// An expression with what it was read as.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub parsed: Parsed,
    pub span: Span,
    pub tokens: Range<usize>,
    pub tense: Tense,
    pub resolved: Resolved,
}

impl Times {
    /// All time expressions, in order of the text.
    pub fn list(&self) -> &[TimeExpression] {
        &self.list
    }

    /// When the document was published, narrowed by the text's own facts.
    pub fn published(&self) -> &FuzzyDate {
        &self.published
    }

    /// When the act named by the token `trigger` happened, from the time expressions that belong to its clause.
    pub fn date_of(&self, text: &Text<'_>, trigger: usize) -> FuzzyDate {
        belonging::date_of(self, text, trigger)
    }

    /// How long the act named by the token `trigger` lasted or is to last, ISO 8601 (`P18M`).
    pub fn duration_of(&self, text: &Text<'_>, trigger: usize) -> Option<String> {
        belonging::duration_of(self, text, trigger)
    }

    /// Whether the verb at `token_idx` tells what was done at a point of the story: "seized", "was seized", not "has seized"
    /// or "had seized".
    pub(crate) fn is_simple_past(&self, text: &Text<'_>, token_idx: usize) -> bool {
        tense::is_simple_past(text, token_idx)
    }

    /// Whether a date is told in these tokens.
    pub(crate) fn has_date_in(&self, tokens: &Range<usize>) -> bool {
        belonging::within(self, tokens).iter().any(belonging::says_when)
    }

    /// Whether a date or "recently", "once" and the like is told in these tokens.
    pub(crate) fn has_time_in(&self, tokens: &Range<usize>) -> bool {
        let told = |found: &Found| belonging::says_when(found) || matches!(found.parsed.meaning, Meaning::Reference(_));
        belonging::within(self, tokens).iter().any(told)
    }

    /// The time that a sentence leaves its story at: of its last clause in the simple past that says when it was.
    pub(crate) fn story_date(&self, text: &Text<'_>, sentence: &Range<usize>) -> Option<FuzzyDate> {
        belonging::story_date(self, text, sentence)
    }

    /// The expressions with what they were read as, in order of the text.
    pub(crate) fn all(&self) -> &[Found] {
        &self.found
    }

    pub(crate) fn into_parts(self) -> (FuzzyDate, Vec<TimeExpression>) {
        (self.published, self.list)
    }
}

impl Found {
    /// The TIMEX3 type.
    pub fn time_type(&self) -> domain::TimeType {
        resolve::time_type(&self.parsed)
    }
}

/// Finds and resolves the time expressions.
pub fn find(text: &Text<'_>) -> Times {
    let mut found = read(text);
    let published = published::narrow(text, &found);
    resolve_all(text, &mut found, published.window);
    let list = found.iter().map(expression).collect();
    Times { published, list, found }
}

/// Reads every expression, without resolving it.
fn read(text: &Text<'_>) -> Vec<Found> {
    let lexemes = Lexemes::new(&text.document.text);
    let dated: Vec<Span> = text
        .annotations
        .names
        .iter()
        .filter(|name| name.label.is_in(&["DATE", "TIME"]))
        .map(|name| text.span(name.tokens.clone()))
        .collect();
    let grammar = Grammar::new(&lexemes, text.lexicons(), &dated, false);
    let found = grammar.all().into_iter().map(|(parsed, start, end)| {
        let span = lexemes.span(start, end);
        let tokens = text.annotations.tokens_in(span);
        let tense = if tokens.is_empty() { Tense::Unknown } else { tense::tense_of(text, &tokens) };
        Found { parsed, span, tokens, tense, resolved: Resolved::default() }
    });
    found.filter(|found| !found.tokens.is_empty() && keep(text, found)).collect()
}

/// Words that are times only as adverbs or modifiers.
fn keep(text: &Text<'_>, found: &Found) -> bool {
    let first = found.tokens.start;
    let token = text.token(first);
    match &found.parsed.meaning {
        Meaning::Calendar { year: Year::Missing, field: meaning::Field::Month(_) } | Meaning::Weekday(..)
            if found.tokens.len() == 1 =>
        {
            // "Sun" and "Jan" alone are names more often than days.
            let short = text.word(first).len() == 3 && text.word(first) != "May";
            !token.tag.is_in(&["MD", "VB", "VBP", "VBD"]) && !short
        }
        Meaning::Reference(_) if found.tokens.len() == 1 => {
            !text.word(first).starts_with(char::is_uppercase) || token.pos == "ADV"
        }
        Meaning::Calendar { field: meaning::Field::Season(_), .. } => {
            !token.pos.is_in(&["VERB", "PROPN"]) || found.tokens.len() > 1
        }
        _ => true,
    }
}

/// The token of a range that governs the others.
pub(crate) fn head_of(text: &Text<'_>, tokens: &Range<usize>) -> usize {
    let outside = |i: &usize| text.tree.is_root(*i) || !tokens.contains(&text.tree.head(*i));
    // "the" of "the 2031 election" hangs on the election; "2031" is what the words are about.
    let word = |i: &usize| !text.token(*i).pos.is_in(&["DET", "PUNCT"]);
    let mut heads = tokens.clone().filter(outside);
    heads.clone().find(word).or_else(|| heads.next()).unwrap_or(tokens.start)
}

/// Resolves in order of the text; what was told before is what "two months later" counts from.
fn resolve_all(text: &Text<'_>, found: &mut [Found], published: DateWindow) {
    let mut around = Surroundings { published, ..Surroundings::default() };
    let mut quarter_sentence = usize::MAX;
    for found in found {
        let sentence = text.annotations.sentence_of(found.tokens.start);
        if quarter_sentence != usize::MAX && sentence > quarter_sentence + 2 {
            around.quarter = None;
        }
        around.tense = found.tense;
        found.resolved = resolve::resolve(&found.parsed, &around);
        let Resolved { window: Some(window), unit, .. } = found.resolved else { continue };
        let from_story = matches!(&found.parsed.meaning, Meaning::Offset(_, _, meaning::From::Story));
        if unit == Some(TimeUnit::Quarter) && !from_story {
            around.quarter = Some(Stretch { window, unit });
            quarter_sentence = sentence;
        }
        let dated = matches!(
            found.parsed.meaning,
            Meaning::Calendar { .. } | Meaning::Weekday(..) | Meaning::InMonth { .. } | Meaning::Offset(..)
        );
        if dated
            && window.earliest.is_some()
            && window.latest.is_some()
            && unit.is_none_or(|unit| unit <= TimeUnit::Year)
        {
            around.story = Some(Stretch { window, unit });
        }
    }
}

fn expression(found: &Found) -> TimeExpression {
    let time_type = resolve::time_type(&found.parsed);
    let dated = matches!(time_type, domain::TimeType::Date | domain::TimeType::Time);
    TimeExpression {
        span: found.span,
        time_type,
        value: found.resolved.value.clone(),
        window: found.resolved.window.filter(|_| dated),
        basis: if dated { found.resolved.basis } else { Basis::Unknown },
    }
}
