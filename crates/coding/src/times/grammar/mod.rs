//! The grammar of time expressions over lexemes. Each kind of expression is one file; the longest reading wins.

mod calendar_dates;
mod clock;
mod lengths;
mod numeric_dates;
mod relative;
mod terminals;

pub(super) use lengths::length_value;

use super::meaning::{Meaning, Parsed};
use crate::numbers::{Lexemes, Numbers};
use codebook::{Lexicons, TimeEdge};
use document::Span;

/// Reads time expressions.
#[derive(Debug)]
pub(crate) struct Grammar<'a> {
    pub(super) lexemes: &'a Lexemes,
    pub(super) numbers: Numbers<'a>,
    pub(super) lexicons: &'a Lexicons,
    /// Where the language model saw dates and times, in order: they allow readings that are ambiguous elsewhere.
    pub(super) dated: &'a [Span],
    /// Whether the text is known to be a time expression, so that nothing is ambiguous.
    pub(super) phrase: bool,
}

/// A reading and the lexeme after it.
pub(super) type Read = Option<(Parsed, usize)>;

impl<'a> Grammar<'a> {
    /// A grammar for running text, or for a phrase that is known to be a time.
    pub fn new(lexemes: &'a Lexemes, lexicons: &'a Lexicons, dated: &'a [Span], phrase: bool) -> Grammar<'a> {
        let numbers = Numbers { lexemes, words: &lexicons.numbers };
        Grammar { lexemes, numbers, lexicons, dated, phrase }
    }

    /// Every expression, in order, with its lexemes `start..end`.
    pub fn all(&self) -> Vec<(Parsed, usize, usize)> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.lexemes.len() {
            match self.read(at) {
                Some((parsed, end)) if end > at => {
                    found.push((parsed, at, end));
                    at = end;
                }
                _ => at += 1,
            }
        }
        found
    }

    /// The longest expression that starts at `at`.
    pub fn read(&self, at: usize) -> Read {
        let reading = self.core(at)?;
        Some(self.with_clock(reading))
    }

    /// Without a time of day behind it.
    pub(super) fn core(&self, at: usize) -> Read {
        let readings = [
            self.edged(at),
            self.numeric_date(at),
            self.calendar_date(at),
            self.relative(at),
            self.clock_first(at),
            self.length(at),
        ];
        let longest = readings.iter().flatten().map(|(_, end)| *end).max()?;
        let reading = readings.into_iter().flatten().find(|(_, end)| *end == longest)?;
        let (start, end) = (self.lexemes.get(at)?, self.lexemes.get(longest - 1)?);
        let crosses = (at + 1..longest).any(|i| self.lexemes.breaks(i));
        (!crosses && start.span.start < end.span.end).then_some(reading)
    }

    /// "early 1990", "late last week", "the end of the month", "mid-July", "the first half of 2019".
    fn edged(&self, at: usize) -> Read {
        let start = at + usize::from(self.lexemes.is(at, &["the"]));
        let (edge, mut next) = self.edge(start)?;
        // "earlier" and "later" alone are adverbs, "the end" alone is no time.
        next += usize::from(self.lexemes.mark(next) == Some('-') && self.lexemes.joined(next));
        let of = self.lexemes.is(next, &["of", "in", "on", "during"]);
        next += usize::from(of);
        let lone = self.lexemes.is(start, &["start", "close", "end", "beginning", "middle", "midst", "outset"]);
        if lone && !of && !self.phrase {
            return None;
        }
        let (mut parsed, end) = self.core_after_edge(next)?;
        if parsed.edge.is_some() || matches!(parsed.meaning, Meaning::Duration(_) | Meaning::Set(_)) {
            return None;
        }
        parsed.edge = Some(edge);
        Some((parsed, end))
    }

    fn core_after_edge(&self, at: usize) -> Read {
        let readings = [
            self.calendar_date(at),
            self.edged_word(at),
            self.relative(at),
            self.part_of_day(at),
            self.numeric_date(at),
        ];
        readings.into_iter().flatten().max_by_key(|(_, end)| *end)
    }

    /// "mid 80s", "early spring", "late 2016": words that alone would be too ambiguous.
    fn edged_word(&self, at: usize) -> Read {
        let start = at + usize::from(self.lexemes.is(at, &["the"]));
        let (year, end) = self.year(start)?;
        Some((Parsed::plain(Meaning::Calendar { year, field: super::meaning::Field::Whole }), end))
    }

    fn edge(&self, at: usize) -> Option<(TimeEdge, usize)> {
        self.lexemes.phrase(at, 2, |phrase| {
            self.lexicons.times.senses(phrase).iter().find_map(|sense| match sense.meaning {
                codebook::TimeMeaning::Edge(edge) => Some(edge),
                _ => None,
            })
        })
    }

    /// Whether the language model saw a date or time at this lexeme.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        let Some(lexeme) = self.lexemes.get(at) else { return false };
        let i = self.dated.partition_point(|span| span.end <= lexeme.span.start);
        self.phrase || self.dated.get(i).is_some_and(|span| span.overlaps(lexeme.span))
    }
}

impl Grammar<'_> {
    /// The longest expression of a phrase, ranges included: "from Oct. 2 to October 22", "between 2015 and May 2018".
    pub fn phrase(&self) -> Option<(Parsed, usize, usize)> {
        let readings = (0..self.lexemes.len()).filter_map(|at| {
            let (parsed, end) = self.range(at).or_else(|| self.read(at))?;
            Some((parsed, at, end))
        });
        readings.max_by_key(|(_, start, end)| (self.lexemes.span(*start, *end).len(), usize::MAX - start))
    }

    fn range(&self, at: usize) -> Read {
        let start = self.pass(at, &["from", "between"]);
        let (from, next) = self.read(start)?;
        let dash = matches!(self.lexemes.mark(next), Some('-' | '–' | '/'))
            || self.lexemes.is(next, &["to", "until", "till", "through", "thru", "and"]);
        let (to, end) = dash.then(|| self.read(next + 1)).flatten()?;
        Some((Parsed::plain(Meaning::Range(Box::new(from.meaning), Box::new(to.meaning))), end))
    }
}
