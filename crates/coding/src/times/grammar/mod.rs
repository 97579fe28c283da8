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
        let lone = self
            .lexemes
            .is(start, &["start", "close", "end", "beginning", "middle", "midst", "outset", "rest", "remainder"]);
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
        self.lasting(at).or_else(|| self.first_to_last(at))
    }

    /// "from 3 to 12 May", "between now and 4 June", "from May to July 2031".
    fn first_to_last(&self, at: usize) -> Read {
        let start = self.pass(at, &["from", "between"]);
        let joint = |next: usize| {
            let dash = matches!(self.lexemes.mark(next), Some('-' | '–' | '/'))
                || self.lexemes.is(next, &["to", "until", "till", "through", "thru", "and"]);
            dash.then(|| self.end_point(next + 1)).flatten()
        };
        // "3-7-27" is a day, no stretch of days.
        let spoken = |next: usize| start > at || !self.lexemes.word(next).is_empty();
        let days = self.day_number(start).filter(|(_, next)| spoken(*next));
        let days = days.and_then(|(day, next)| Some((day, joint(next)?)));
        if let Some((day, (to, end))) = days
            && let Some(from) = with_day(&to.meaning, day)
        {
            return Some((Parsed::plain(Meaning::Range(Box::new(from), Box::new(to.meaning))), end));
        }
        let (from, next) = self.end_point(start)?;
        let (to, end) = joint(next)?;
        let from = in_year_of(from.meaning, &to.meaning);
        Some((Parsed::plain(Meaning::Range(Box::new(from), Box::new(to.meaning))), end))
    }

    /// A date, or "now".
    fn end_point(&self, at: usize) -> Read {
        let now = self.lexemes.is(at, &["now", "today"]);
        if now { Some((Parsed::plain(Meaning::Shift(codebook::TimeUnit::Day, 0)), at + 1)) } else { self.read(at) }
    }

    /// "4 May for ten days", "two weeks starting 4 May", "for three days, from today", "the week beginning 4 May".
    fn lasting(&self, at: usize) -> Read {
        let now = Meaning::Shift(codebook::TimeUnit::Day, 0);
        let less = self.lexemes.is(at, &["less"]) && self.lexemes.is(at + 1, &["than"]);
        if less || self.lexemes.is(at, &["within"]) {
            let (reading, end) = self.relative(at + 1 + usize::from(less))?;
            let offset = matches!(reading.meaning, Meaning::Offset(_, 1, _));
            return offset.then(|| (Parsed::plain(Meaning::Range(Box::new(now), Box::new(reading.meaning))), end));
        }
        let week = self.pass(at, &["the"]);
        if self.lexemes.is(week, &["week"]) && self.lexemes.is(week + 1, &["starting", "beginning", "commencing"]) {
            let (from, end) = self.read(self.pass(week + 2, &["on"]))?;
            let six_days = vec![(super::meaning::Amount::Exact(6.0), codebook::TimeUnit::Day)];
            return Some((for_length(from.meaning, six_days), end));
        }
        if let Some((amounts, next)) = self.amounts(self.pass(at, &["for"])) {
            let comma = self.comma(next);
            let starts = self.lexemes.is(comma, &["starting", "beginning"])
                || (self.lexemes.is(comma, &["from"]) && (comma > next || self.lexemes.is(at, &["for"])));
            if let Some((from, end)) = starts.then(|| self.end_point(self.pass(comma + 1, &["on"]))).flatten() {
                return Some((for_length(from.meaning, amounts), end));
            }
        }
        let (from, next) = self.read(self.pass(at, &["from"]))?;
        let (amounts, end) = self.lexemes.is(next, &["for"]).then(|| self.amounts(next + 1)).flatten()?;
        Some((for_length(from.meaning, amounts), end))
    }
}

fn for_length(from: Meaning, amounts: Vec<(super::meaning::Amount, codebook::TimeUnit)>) -> Parsed {
    let to = Meaning::Offset(amounts, 1, super::meaning::From::Time(Box::new(from.clone())));
    Parsed::plain(Meaning::Range(Box::new(from), Box::new(to)))
}

/// Another day of the same month.
fn with_day(meaning: &Meaning, day: i8) -> Option<Meaning> {
    use super::meaning::Field;
    match meaning {
        Meaning::Calendar { year, field: Field::Day(month, last, _) } if day < *last => {
            Some(Meaning::Calendar { year: *year, field: Field::Day(*month, day, None) })
        }
        Meaning::InMonth { months, field: Field::Day(month, last, _) } if day < *last => {
            Some(Meaning::InMonth { months: *months, field: Field::Day(*month, day, None) })
        }
        _ => None,
    }
}

/// "from May to July 2031" is one year, "from December to May 2031" two.
fn in_year_of(from: Meaning, to: &Meaning) -> Meaning {
    use super::meaning::{Field, Year};
    let month = |field: &Field| match field {
        Field::Month(month) | Field::Day(month, ..) => Some(*month),
        _ => None,
    };
    match (from, to) {
        (
            Meaning::Calendar { year: Year::Missing, field },
            Meaning::Calendar { year: Year::Known(year), field: last },
        ) if month(&field).is_some() => {
            let year = if month(&field) > month(last) { year - 1 } else { *year };
            Meaning::Calendar { year: Year::Known(year), field }
        }
        (from, _) => from,
    }
}
