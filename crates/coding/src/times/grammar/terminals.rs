//! The words of the grammar.

use super::Grammar;
use crate::times::meaning::Year;
use codebook::{TimeMeaning, TimeUnit};

impl Grammar<'_> {
    /// The first meaning of the word at `at` that `pick` takes.
    pub(super) fn sense<T>(&self, at: usize, pick: impl Fn(&TimeMeaning) -> Option<T>) -> Option<T> {
        let capital = self.lexemes.capital(at) || self.phrase;
        let senses = self.lexicons.times.senses(self.lexemes.word(at));
        senses.iter().filter(|sense| capital || !sense.capital).find_map(|sense| pick(&sense.meaning))
    }

    /// The longest phrase at `at` with a meaning that `pick` takes.
    pub(super) fn phrase_sense<T>(&self, at: usize, pick: impl Fn(&TimeMeaning) -> Option<T>) -> Option<(T, usize)> {
        let times = &self.lexicons.times;
        self.lexemes
            .phrase(at, times.longest(), |phrase| times.senses(phrase).iter().find_map(|sense| pick(&sense.meaning)))
    }

    /// A month's name with its point: "Sept.".
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = self.sense(at, |meaning| match meaning {
            TimeMeaning::Month(month) => Some(*month),
            _ => None,
        })?;
        Some((month, self.after_point(at)))
    }

    /// A weekday's name with its point; plural names recur.
    pub(super) fn weekday(&self, at: usize) -> Option<(i8, bool, usize)> {
        let (day, plural) = self.sense(at, |meaning| match meaning {
            TimeMeaning::Weekday { day, plural } => Some((*day, *plural)),
            _ => None,
        })?;
        Some((day, plural, self.after_point(at)))
    }

    /// Passes the point of an abbreviation, when more of the expression may follow it.
    fn after_point(&self, at: usize) -> usize {
        let short = self.lexemes.word(at).len() <= 5;
        let point = self.lexemes.mark(at + 1) == Some('.') && self.lexemes.joined(at + 1);
        let follows = !self.lexemes.breaks(at + 2)
            && (!self.lexemes.digits(at + 2).is_empty()
                || self.numbers.ordinal(at + 2).is_some()
                || self.month(at + 2).is_some()
                || !self.lexemes.capital(at + 2));
        at + 1 + usize::from(short && point && follows)
    }

    /// A unit of time; `true` when plural.
    pub(super) fn unit(&self, at: usize) -> Option<(TimeUnit, bool)> {
        self.sense(at, |meaning| match meaning {
            TimeMeaning::Unit { unit, plural } => Some((*unit, *plural)),
            _ => None,
        })
    }

    /// "last" -1, "this" 0, "next" 1.
    pub(super) fn shift(&self, at: usize) -> Option<i8> {
        self.sense(at, |meaning| match meaning {
            TimeMeaning::Shift(by) => Some(*by),
            _ => None,
        })
    }

    /// `SP`, `SU`, `FA`, `WI`.
    pub(super) fn season(&self, at: usize) -> Option<String> {
        self.sense(at, |meaning| match meaning {
            TimeMeaning::Season(season) => Some(season.clone()),
            _ => None,
        })
    }

    /// A day of a month in digits or as an ordinal, 1 to 31.
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let (day, end) = self.numbers.ordinal(at).or_else(|| {
            let digits = self.lexemes.digits(at);
            // "6,500" and "2.5" are no days; "6, 1994" and "6." are.
            let more = matches!(self.lexemes.mark(at + 1), Some(',' | '.' | ':' | '%'))
                && self.lexemes.joined(at + 1)
                && self.lexemes.joined(at + 2)
                && self.lexemes.digits(at + 2).len() != 4
                && !self.lexemes.digits(at + 2).is_empty();
            (1..=2)
                .contains(&digits.len())
                .then(|| digits.parse().ok())
                .flatten()
                .filter(|_| !more)
                .map(|n| (n, at + 1))
        })?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        // "15-year", "5pm": the number belongs to what follows.
        let glued = self.lexemes.joined(end) && self.lexemes.get(end).is_some() && !self.lexemes.word(end).is_empty();
        (!glued || self.month(end).is_some()).then_some((day, end))
    }

    /// Four digits from 1000 to 2199, or a year in words.
    pub(super) fn year(&self, at: usize) -> Option<(Year, usize)> {
        let digits = self.lexemes.digits(at);
        if digits.len() == 4 {
            let year = digits.parse().ok().filter(|year| (1000..2200).contains(year))?;
            let counted = self.lexemes.joined(at + 1)
                && (self.lexemes.mark(at + 1) == Some('%')
                    || !self.lexemes.word(at + 1).is_empty()
                    || (self.lexemes.mark(at + 1) == Some(',')
                        && self.lexemes.joined(at + 2)
                        && self.lexemes.digits(at + 2).len() == 3));
            return (!counted).then_some((Year::Known(year), at + 1));
        }
        self.year_in_words(at).map(|(year, end)| (Year::Known(year), end))
    }

    /// "nineteen ninety-six", "two thousand and eighteen", "nineteen zero one", "twenty nineteen".
    pub(super) fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let first = self.numbers.cardinal(at)?;
        if (first == 2 || first == 1) && self.lexemes.is(at + 1, &["thousand"]) {
            let (year, end) = self.numbers.count(at)?;
            return i16::try_from(year).ok().filter(|year| (1000..2100).contains(year)).map(|year| (year, end));
        }
        if !(11..=20).contains(&first) {
            return None;
        }
        let next = at + 1;
        if self.lexemes.is(next, &["zero", "oh", "o", "hundred"]) {
            let rest = if self.lexemes.is(next, &["hundred"]) { Some((0, next)) } else { self.numbers.count(next + 1) };
            let (rest, end) = rest.filter(|(rest, _)| *rest < 10)?;
            return i16::try_from(first * 100 + rest).ok().map(|year| (year, end.max(next + 1)));
        }
        let (rest, end) = self.numbers.count(next).filter(|(rest, _)| (10..100).contains(rest))?;
        self.numbers.cardinal(next)?;
        i16::try_from(first * 100 + rest).ok().map(|year| (year, end))
    }

    /// Passes one comma.
    pub(super) fn comma(&self, at: usize) -> usize {
        at + usize::from(self.lexemes.mark(at) == Some(',') && !self.lexemes.breaks(at))
    }

    /// Passes one of these words.
    pub(super) fn pass(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.lexemes.is(at, words) && !self.lexemes.breaks(at))
    }
}
