//! Dates in digits: "2019-11-06", "11/02/89", "13.5.2015", "09-Nov-89", "10/2019".

use super::calendar_dates::two_digits;
use super::{Grammar, Read};
use crate::times::meaning::{Field, Meaning, Parsed, Year};

impl Grammar<'_> {
    pub(super) fn numeric_date(&self, at: usize) -> Read {
        if self.lexemes.digits(at).is_empty() {
            return None;
        }
        self.three_parts(at).or_else(|| self.two_parts(at))
    }

    fn separator(&self, at: usize) -> Option<char> {
        let mark = self.lexemes.mark(at).filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        (self.phrase || (self.lexemes.joined(at) && self.lexemes.joined(at + 1))).then_some(mark)
    }

    fn part(&self, at: usize) -> Option<i16> {
        self.lexemes.digits(at).parse().ok().filter(|_| self.lexemes.digits(at).len() <= 4)
    }

    fn three_parts(&self, at: usize) -> Read {
        let separator = self.separator(at + 1)?;
        let comma = self.phrase && self.lexemes.mark(at + 3) == Some(',');
        if self.separator(at + 3) != Some(separator) && !comma {
            return None;
        }
        if self.lexemes.joined(at + 5) && !self.lexemes.word(at + 5).is_empty() && self.lexemes.word(at + 5) != "t" {
            return None;
        }
        let last_length = self.lexemes.digits(at + 4).len();
        if let Some((month, _)) = self.month(at + 2) {
            return self.named_month(at, month);
        }
        let (first, second, third) = (self.part(at)?, self.part(at + 2)?, self.part(at + 4)?);
        let (year, month, day) = if self.lexemes.digits(at).len() == 4 {
            (first, second, third)
        } else {
            let year = if last_length == 4 { third } else { two_digits(self.lexemes.digits(at + 4))? };
            let day_first = first > 12
                || (separator == '.' && second <= 12 && self.lexemes.digits(at + 4).len() == 4 && !self.phrase);
            if day_first { (year, second, first) } else { (year, first, second) }
        };
        self.day(year, month, day, at + 5)
    }

    /// "31-Oct-74", "2019-sep-1".
    fn named_month(&self, at: usize, month: i8) -> Read {
        let (first, third) = (self.part(at)?, self.part(at + 4)?);
        let (year, day) = if self.lexemes.digits(at).len() == 4 {
            (first, third)
        } else if self.lexemes.digits(at + 4).len() == 4 {
            (third, first)
        } else {
            (two_digits(self.lexemes.digits(at + 4))?, first)
        };
        self.day(year, i16::from(month), day, at + 5)
    }

    fn day(&self, year: i16, month: i16, day: i16, end: usize) -> Read {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
        let field = Field::Day(month, day, None);
        valid.then(|| (Parsed::plain(Meaning::Calendar { year: Year::Known(year), field }), end))
    }

    /// "10/2019", "2019-10", and "11/02" where a date is expected.
    fn two_parts(&self, at: usize) -> Read {
        let separator = self.separator(at + 1)?;
        let (first, second) = (self.part(at)?, self.part(at + 2)?);
        let more = matches!(self.lexemes.mark(at + 3), Some('-' | '/')) && self.lexemes.joined(at + 3);
        let lengths = (self.lexemes.digits(at).len(), self.lexemes.digits(at + 2).len());
        let month_of = |year: i16, month: i16| {
            let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
            let field = Field::Month(month);
            (1000..2200)
                .contains(&year)
                .then_some((Parsed::plain(Meaning::Calendar { year: Year::Known(year), field }), at + 3))
        };
        if more {
            return None;
        }
        match lengths {
            (4, 1..=2) if self.phrase || (separator == '-' && self.is_dated(at) && lengths.1 == 2) => {
                month_of(first, second)
            }
            (1..=2, 4) if self.phrase || separator == '/' => month_of(second, first),
            (1..=2, 1..=2) => self.month_and_day(at, separator, first, second),
            _ => None,
        }
    }

    fn month_and_day(&self, at: usize, separator: char, first: i16, second: i16) -> Read {
        let before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let expected = self.phrase || (separator == '/' && (before == "on" || self.is_dated(at)));
        if !expected || (self.phrase && before == "at") {
            return None;
        }
        let (month, day) = if first > 12 { (second, first) } else { (first, second) };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
        let field = Field::Day(month, day, None);
        valid.then(|| (Parsed::plain(Meaning::Calendar { year: Year::Missing, field }), at + 3))
    }
}
