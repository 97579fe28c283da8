//! A phrase that is known to be a time, resolved against one day.

use super::grammar::Grammar;
use super::resolve::{Surroundings, Tense, resolve};
use crate::numbers::Lexemes;
use codebook::Lexicons;
use document::{DateWindow, Span};
use jiff::civil::Date;

/// What a phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseTime {
    /// The words of the expression, in bytes of the phrase.
    pub span: Span,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// The days.
    pub window: Option<DateWindow>,
}

/// The longest time expression of a phrase, said on the day `reference`; with `future`, what is not clear lies ahead.
///
/// For callers that know that the words are a time (a form, a table, a test). Running text is read by [`super::find`].
pub fn resolve_phrase(text: &str, reference: Date, future: bool, lexicons: &Lexicons) -> Option<PhraseTime> {
    let lexemes = Lexemes::new(text);
    let grammar = Grammar::new(&lexemes, lexicons, &[], true);
    let (parsed, start, end) = grammar.phrase()?;
    let tense = if future { Tense::Future } else { Tense::Past };
    let around = Surroundings { published: DateWindow::day(reference), tense, ..Surroundings::default() };
    let resolved = resolve(&parsed, &around);
    Some(PhraseTime { span: lexemes.span(start, end), value: resolved.value, window: resolved.window })
}
