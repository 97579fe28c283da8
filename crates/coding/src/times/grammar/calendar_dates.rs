//! Dates with names: "Monday, Oct. 26, 2019", "the 15th of June", "June last year", "the third quarter of 1990", "the 1990s".

use super::{Grammar, Read};
use crate::times::meaning::{Field, Meaning, Parsed, Pick, Year};
use codebook::{TimeMeaning, TimeUnit};

/// Words after which four digits are a year.
const BEFORE_A_YEAR: &[&str] = &[
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "to",
    "during",
    "before",
    "after",
    "through",
    "fiscal",
    "and",
    "year",
    "throughout",
    "circa",
    "around",
    "between",
    "mid",
    "late",
    "early",
    "or",
    "late",
    "autumn",
    "fall",
    "spring",
    "summer",
    "winter",
    "for",
    "than",
    "post",
    "pre",
    "financial",
    "calendar",
];

impl Grammar<'_> {
    pub(super) fn calendar_date(&self, at: usize) -> Read {
        let readings = [
            self.weekday_and_date(at),
            self.month_first(at),
            self.day_first(at),
            self.year_first(at),
            self.nth_of(at),
            self.part_of_year(at),
            self.decade(at),
            self.century(at),
            self.feast(at),
            self.bare_year(at),
            self.day_alone(at),
        ];
        readings.into_iter().flatten().max_by_key(|(_, end)| *end)
    }

    /// "Wednesday (November 6)", "Friday, Oct. 13", "Wed, 22 of Jan", "Thursday the 21st"; the weekday is kept as a check.
    fn weekday_and_date(&self, at: usize) -> Read {
        let (weekday, plural, next) = self.weekday(at)?;
        if plural {
            return None;
        }
        let open = self.lexemes.mark(next) == Some('(') && !self.lexemes.breaks(next);
        let inner = self.pass(if open { next + 1 } else { self.comma(next) }, &["on"]);
        let date = self.month_first(inner).or_else(|| self.day_first(inner)).or_else(|| self.numeric_date(inner));
        if let Some((mut parsed, mut end)) = date {
            if let Meaning::Calendar { field: Field::Day(_, _, known), .. } = &mut parsed.meaning {
                *known = Some(weekday);
                end += usize::from(open && self.lexemes.mark(end) == Some(')'));
                return Some((parsed, end));
            }
            return None;
        }
        let the = self.pass(next, &["the"]);
        let (day, end) = self.numbers.ordinal(the).or_else(|| self.numbers.count(the).filter(|_| the > next))?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let field = Field::Day(0, day, Some(weekday));
        Some((Parsed::plain(Meaning::InMonth { months: None, field }), end))
    }

    /// "on the 15th", with nothing behind it that could be the fifteenth.
    fn day_alone(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        let before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let (day, end) =
            self.numbers.ordinal(start).or_else(|| self.numbers.count(start).filter(|_| self.phrase && start > at))?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let clear =
            before == "on" && start > at && !self.lexemes.digits(start).is_empty() && self.lexemes.word(end).is_empty();
        let field = Field::Day(0, day, None);
        (self.phrase || clear).then_some((Parsed::plain(Meaning::InMonth { months: None, field }), end))
    }

    /// "Sept. 30", "November 6, 2019", "May the 21st", "October 2019", "July 13-15", "January this year", "August".
    fn month_first(&self, at: usize) -> Read {
        let (month, after) = self.month(at)?;
        let bare = Parsed::plain(Meaning::Calendar { year: Year::Missing, field: Field::Month(month) });
        let next = self.hyphen_in_phrase(after);
        if let Some((day, end)) = self.day_number(self.pass(next, &["the"])).filter(|_| !self.lexemes.breaks(next)) {
            let (last, end) = self.day_range(day, end, true);
            let (year, end) = self.year_behind(end, true);
            let field = if last > day { Field::Days(month, day, last) } else { Field::Day(month, day, None) };
            return Some((Parsed::plain(Meaning::Calendar { year, field }), end));
        }
        if let Some((day, end)) = self.numbers.count(next).filter(|_| self.phrase && self.year(next).is_none()) {
            let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
            let (year, end) = self.year_behind(end, true);
            return Some((Parsed::plain(Meaning::Calendar { year, field: Field::Day(month, day, None) }), end));
        }
        let (year, end) = self.year_behind(self.pass(self.hyphen_in_phrase(after), &["of"]), false);
        if year != Year::Missing {
            return Some((Parsed::plain(Meaning::Calendar { year, field: Field::Month(month) }), end));
        }
        // The point of "Oct." at the end of a sentence is not taken here.
        self.is_month_alone(at).then_some((bare, after))
    }

    /// "May" and "March" are verbs, names of people and months; they need a sign that they are months.
    fn is_month_alone(&self, at: usize) -> bool {
        let word = self.lexemes.word(at);
        let ambiguous = matches!(word, "may" | "march" | "mar" | "august" | "april" | "june" | "jan" | "sept" | "sep");
        let before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let sign = [
            "in", "since", "of", "by", "until", "till", "from", "to", "during", "last", "next", "this", "and", "early",
            "late", "mid", "through", "each", "every", "before", "after", "between", "for",
        ];
        self.phrase
            || ((sign.contains(&before) || (!ambiguous || self.is_dated(at)))
                && (!matches!(word, "may" | "march") || self.lexemes.capital(at)))
    }

    fn hyphen_in_phrase(&self, at: usize) -> usize {
        at + usize::from(self.phrase && matches!(self.lexemes.mark(at), Some('-' | '/' | '.')))
    }

    /// The last day of "13-15", "13 to 15", "13 through the 15th".
    fn day_range(&self, first: i8, at: usize, month_first: bool) -> (i8, usize) {
        let dash = matches!(self.lexemes.mark(at), Some('-' | '–'));
        let word = self.lexemes.is(at, &["to", "through", "thru", "until", "till"]);
        let next = self.pass(at + 1, &["the"]);
        match self
            .day_number(next)
            .filter(|(last, end)| (dash || word) && *last > first && (!month_first || self.month(*end).is_none()))
        {
            Some((last, end)) if !self.lexemes.breaks(at) => (last, end),
            _ => (first, at),
        }
    }

    /// A year behind a month or a day: ", 2019", "2019", "last year", "this year"; two digits behind a day ("09 Nov 89").
    pub(super) fn year_behind(&self, at: usize, after_day: bool) -> (Year, usize) {
        if self.lexemes.breaks(at) {
            return (Year::Missing, at);
        }
        let next = self.hyphen_in_phrase(self.pass(self.comma(at), &["of"]));
        if let Some((year, end)) = self.year(next) {
            let end = if self.lexemes.is(end, &["ad", "a"]) && self.phrase { end + 1 } else { end };
            return (year, end);
        }
        let apostrophe = matches!(self.lexemes.mark(next), Some('\'' | '’')) && next == at;
        let digits = next + usize::from(apostrophe);
        if (apostrophe || (after_day && (next == at || self.phrase))) && self.lexemes.digits(digits).len() == 2 {
            let counted = self.lexemes.joined(digits + 1) && self.lexemes.mark(digits + 1) == Some(':');
            if let Some(year) = two_digits(self.lexemes.digits(digits)).filter(|_| !counted) {
                return (Year::Known(year), digits + 1);
            }
        }
        if let Some(by) = self.shift(next).filter(|_| matches!(self.unit(next + 1), Some((TimeUnit::Year, false)))) {
            return (Year::Shifted(i32::from(by)), next + 2);
        }
        (Year::Missing, at)
    }

    /// "15 June 2016", "the 15th of June", "09 Nov 89", "13-15 July", "22nd of June", "20th of next month".
    fn day_first(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        let (day, end) = self.day_number(start).or_else(|| {
            let (day, end) = self.numbers.count(start).filter(|_| self.phrase)?;
            i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
        })?;
        let end = if self.lexemes.is(end, &["day"]) { end + 1 } else { end };
        let (last, end) = self.day_range(day, end, false);
        let point = self.lexemes.mark(end) == Some('.') && self.lexemes.joined(end);
        let next =
            self.pass(self.hyphen_in_phrase(end + usize::from(point && self.month(end + 1).is_some())), &["of", "in"]);
        if let Some((month, after)) = self.month(next).filter(|_| !self.lexemes.breaks(next)) {
            let (year, end) = self.year_behind(after, true);
            let field = if last > day { Field::Days(month, day, last) } else { Field::Day(month, day, None) };
            return Some((Parsed::plain(Meaning::Calendar { year, field }), end));
        }
        let (months, end_of_month) = self.month_shift(next)?;
        let field = if last > day { Field::Days(0, day, last) } else { Field::Day(0, day, None) };
        (self.phrase || next > end)
            .then_some((Parsed::plain(Meaning::InMonth { months: Some(months), field }), end_of_month))
    }

    /// "next month", "the current month", "the month": months from now.
    fn month_shift(&self, at: usize) -> Option<(i32, usize)> {
        let next = self.pass(at, &["the"]);
        let by = self.shift(next).map(|by| (i32::from(by), next + 1)).or((next > at).then_some((0, next)))?;
        matches!(self.unit(by.1), Some((TimeUnit::Month, false))).then_some((by.0, by.1 + 1))
    }

    /// "2016 June", "2016, nov", "2019-sep-1".
    fn year_first(&self, at: usize) -> Read {
        let (year, end) = self.year(at).filter(|_| self.lexemes.digits(at).len() == 4)?;
        let next = if self.phrase { self.hyphen_in_phrase(self.comma(end)) } else { end };
        let (month, after) = self.month(next).filter(|_| self.phrase || self.lexemes.mark(next - 1).is_none())?;
        if !self.phrase && self.day_number(after).is_some() {
            return None;
        }
        let field = match self.day_number(self.hyphen_in_phrase(after)) {
            Some((day, end)) => {
                return Some((Parsed::plain(Meaning::Calendar { year, field: Field::Day(month, day, None) }), end));
            }
            None => Field::Month(month),
        };
        Some((Parsed::plain(Meaning::Calendar { year, field }), after))
    }

    /// "the first Friday of July", "the last week of 2015", "the second week of this month", "week of March 6", "last day of May 2015".
    fn nth_of(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        if self.lexemes.is(start, &["week", "month"])
            && self.lexemes.is(start + 1, &["of", "starting", "beginning", "commencing"])
        {
            return self.week_around(start);
        }
        if self.lexemes.is(start, &["week"]) && self.phrase {
            let week = self.lexemes.digits(start + 1).parse().ok().filter(|week| (1..=53).contains(week))?;
            return Some((
                Parsed::plain(Meaning::Calendar { year: Year::Missing, field: Field::Week(week) }),
                start + 2,
            ));
        }
        let (nth, next) = self.nth(start)?;
        let unit = self.unit(next).map(|(unit, _)| unit).filter(|unit| matches!(unit, TimeUnit::Week | TimeUnit::Day));
        let weekday = self.weekday(next).filter(|(_, plural, _)| !plural);
        let after = weekday.map_or(next + 1, |(_, _, end)| end);
        let of = self.pass(after, &["of", "in"]);
        let of_word = of > after;
        let in_month = |month: i8| -> Option<Field> {
            Some(match (weekday, unit) {
                (Some((weekday, _, _)), _) => Field::NthWeekday(month, weekday, nth),
                (None, Some(TimeUnit::Week)) => Field::WeekOfMonth(month, nth),
                (None, Some(_)) if nth < 0 => Field::LastDay(month, -nth),
                (None, Some(_)) => Field::Day(month, nth, None),
                _ => return None,
            })
        };
        if let Some((month, end)) = self.month(of).filter(|_| of_word || self.phrase) {
            let (year, end) = self.year_behind(end, false);
            return Some((Parsed::plain(Meaning::Calendar { year, field: in_month(month)? }), end));
        }
        if let Some((months, end)) = self.month_shift(of).filter(|_| of_word || self.phrase) {
            return Some((Parsed::plain(Meaning::InMonth { months: Some(months), field: in_month(0)? }), end));
        }
        if unit == Some(TimeUnit::Week) {
            let (year, end) = self.year(of).filter(|_| of_word).or_else(|| self.year_shift(of))?;
            return Some((Parsed::plain(Meaning::Calendar { year, field: Field::Week(nth) }), end));
        }
        let weekday = weekday.filter(|_| self.phrase && nth > 0)?;
        Some((Parsed::plain(Meaning::Weekday(weekday.0, Pick::Nth(nth))), after))
    }

    fn week_around(&self, at: usize) -> Read {
        let week = self.lexemes.is(at, &["week"]);
        let (parsed, end) = self.month_first(at + 2).or_else(|| self.day_first(at + 2)).or_else(|| {
            let (day, end) = self.numbers.ordinal(self.pass(at + 2, &["the"]))?;
            let field = Field::Day(0, i8::try_from(day).ok()?, None);
            Some((Parsed::plain(Meaning::InMonth { months: None, field }), end))
        })?;
        let meaning = match parsed.meaning {
            Meaning::Calendar { year, field: Field::Day(month, day, _) } if week => {
                Meaning::Calendar { year, field: Field::WeekAround(month, day) }
            }
            Meaning::Calendar { year, field: Field::Day(month, ..) } => {
                Meaning::Calendar { year, field: Field::Month(month) }
            }
            Meaning::InMonth { months, field: Field::Day(_, day, _) } => {
                Meaning::InMonth { months, field: Field::WeekAround(0, day) }
            }
            _ => return None,
        };
        Some((Parsed::plain(meaning), end))
    }

    /// "first", "last", "third last", "2nd".
    fn nth(&self, at: usize) -> Option<(i8, usize)> {
        if self.lexemes.is(at, &["last"]) {
            return Some((-1, at + 1));
        }
        let (nth, end) = self.numbers.ordinal(at)?;
        let nth = i8::try_from(nth).ok().filter(|nth| *nth < 54)?;
        if self.lexemes.is(end, &["last"]) { Some((-nth, end + 1)) } else { Some((nth, end)) }
    }

    /// "this year", "next year's", "last year": years from now.
    pub(super) fn year_shift(&self, at: usize) -> Option<(Year, usize)> {
        let by = self.shift(at).filter(|_| matches!(self.unit(at + 1), Some((TimeUnit::Year, false))))?;
        Some((Year::Shifted(i32::from(by)), self.possessive(at + 2)))
    }

    /// Passes "'s".
    pub(super) fn possessive(&self, at: usize) -> usize {
        let mark = matches!(self.lexemes.mark(at), Some('\'' | '’')) && self.lexemes.joined(at);
        at + 2 * usize::from(mark && self.lexemes.is(at + 1, &["s"]))
    }

    /// "the third quarter of 1990", "Q3 2016", "2016 Q3", "first half of 2019", "summer 2016", "fiscal 1989", "the 1988 second quarter".
    fn part_of_year(&self, at: usize) -> Read {
        let start = self.pass(at, &["the", "its", "a"]);
        let (before, next) = self
            .year(start)
            .map(|(year, end)| (Some(year), self.pass(self.possessive(end), &["the"])))
            .or_else(|| self.year_shift(start).map(|(year, end)| (Some(year), end)))
            .unwrap_or((None, start));
        let next = self.pass(next, &["fiscal", "financial"]);
        if next > start && before.is_none() {
            // "fiscal 1989"
            let (year, end) = self.year(self.pass(next, &["year"]))?;
            return Some((Parsed::plain(Meaning::Calendar { year, field: Field::Whole }), end));
        }
        let (field, end) =
            self.quarter(next).or_else(|| self.half(next)).or_else(|| self.season_alone(next, before.is_some()))?;
        if let Some(year) = before {
            return Some((Parsed::plain(Meaning::Calendar { year, field }), end));
        }
        let of = self.pass(end, &["of", "in"]);
        let (year, end) = self.year(self.comma(of)).or_else(|| self.year_shift(of)).unwrap_or((Year::Missing, end));
        if matches!(field, Field::Half(_)) && year == Year::Missing {
            return None;
        }
        Some((Parsed::plain(Meaning::Calendar { year, field }), end))
    }

    fn quarter(&self, at: usize) -> Option<(Field, usize)> {
        if self.lexemes.word(at) == "q" && self.lexemes.joined(at + 1) {
            let quarter = self.lexemes.digits(at + 1).parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            return Some((Field::Quarter(quarter), at + 2));
        }
        let (nth, end) = self.nth(at)?;
        let end = self.pass(end + usize::from(self.lexemes.mark(end) == Some('-')), &["fiscal"]);
        let quarter = matches!(self.unit(end), Some((TimeUnit::Quarter, false)));
        let quarter = quarter && (1..=4).contains(&nth);
        quarter.then_some((Field::Quarter(nth), end + 1))
    }

    fn half(&self, at: usize) -> Option<(Field, usize)> {
        if self.lexemes.word(at) == "h" && self.lexemes.joined(at + 1) {
            let half = self.lexemes.digits(at + 1).parse().ok().filter(|half| (1..=2).contains(half))?;
            return Some((Field::Half(half), at + 2));
        }
        let (nth, end) = if self.lexemes.is(at, &["latter"]) { (2, at + 1) } else { self.nth(at)? };
        let half = if nth == -1 { 2 } else { nth };
        (self.lexemes.is(end, &["half"]) && (1..=2).contains(&half)).then_some((Field::Half(half), end + 1))
    }

    /// A season alone is one only when an article, a preposition or a year says so: "fall" and "spring" are verbs too.
    fn season_alone(&self, at: usize, has_year: bool) -> Option<(Field, usize)> {
        let season = self.season(at)?;
        let word_before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let year = self.year(self.pass(at + 1, &["of"])).is_some();
        let sure = matches!(self.lexemes.word(at), "summer" | "winter" | "autumn");
        let sign = matches!(word_before, "in" | "since" | "by" | "until" | "during" | "early" | "late" | "mid")
            || (matches!(word_before, "the" | "of") && (sure || self.is_dated(at)));
        (has_year || year || sign || self.is_dated(at)).then_some((Field::Season(season), at + 1))
    }

    /// "the 1990s", "the '80s", "the mid-1970's", "the nineties", "the nineteen seventies".
    fn decade(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        let apostrophe = matches!(self.lexemes.mark(start), Some('\'' | '’' | '‘' | '`'));
        let first = start + usize::from(apostrophe);
        let digits = self.lexemes.digits(first);
        let value: Option<i16> = digits.parse().ok().filter(|value| value % 10 == 0);
        if let Some(value) = value {
            let mark = usize::from(matches!(self.lexemes.mark(first + 1), Some('\'' | '’')));
            let plural = self.lexemes.joined(first + 1 + mark) && self.lexemes.is(first + 1 + mark, &["s"]);
            let end = first + 2 + mark;
            return match digits.len() {
                4 if plural => Some((Parsed::plain(Meaning::Decade(value, true)), end)),
                2 if plural && (apostrophe || start > at || self.phrase) && value >= 20 => {
                    Some((Parsed::plain(Meaning::Decade(1900 + value, false)), end))
                }
                _ => None,
            };
        }
        let (hundreds, next) = match self.lexemes.word(start) {
            "nineteen" => (1900, start + 1),
            "eighteen" => (1800, start + 1),
            "two" if self.phrase && self.lexemes.is(start + 1, &["thousand"]) => (2000, self.pass(start + 2, &["and"])),
            _ if start > at || self.phrase => (0, start),
            _ => return None,
        };
        let tens = match self.lexemes.word(next) {
            "tens" => 10,
            "twenties" => 20,
            "thirties" => 30,
            "forties" => 40,
            "fifties" => 50,
            "sixties" => 60,
            "seventies" => 70,
            "eighties" => 80,
            "nineties" => 90,
            _ => return None,
        };
        let first_year = if hundreds == 0 { 1900 + tens } else { hundreds + tens };
        Some((Parsed::plain(Meaning::Decade(first_year, hundreds > 0)), next + 1))
    }

    /// "the 20th century".
    fn century(&self, at: usize) -> Read {
        let (nth, end) = self.numbers.ordinal(self.pass(at, &["the"]))?;
        let next = end + usize::from(self.lexemes.mark(end) == Some('-'));
        if !matches!(self.unit(next), Some((TimeUnit::Century, _))) {
            return None;
        }
        let first = i16::try_from(nth).ok().filter(|nth| (1..=30).contains(nth))?;
        Some((Parsed::plain(Meaning::Century((first - 1) * 100)), next + 1))
    }

    /// "Christmas 2014", "Thanksgiving Day", "last Thanksgiving".
    fn feast(&self, at: usize) -> Read {
        let by = self.shift(at);
        let start = at + usize::from(by.is_some());
        let (rule, end) = self.phrase_sense(start, |meaning| match meaning {
            TimeMeaning::Feast(rule) => Some(rule.clone()),
            _ => None,
        })?;
        if !self.lexemes.capital(start) && !self.phrase {
            return None;
        }
        let (year, end) = match by {
            Some(by) => (Year::Toward(by), end),
            None => self.year_behind(end, false),
        };
        Some((Parsed::plain(Meaning::Calendar { year, field: Field::Feast(rule) }), end))
    }

    /// "1989", "in 2019", "the 2018 elections", "1975-79", "the year two thousand".
    fn bare_year(&self, at: usize) -> Read {
        let the = self.pass(at, &["the"]);
        let start = self.pass(the, &["year"]);
        if start > the {
            let (year, end) = self.year(start)?;
            return Some((Parsed::plain(Meaning::Calendar { year, field: Field::Whole }), end));
        }
        let start = if the > at && self.lexemes.digits(the).len() == 4 { the } else { at };
        let (Year::Known(first), end) = self.year(start)? else { return None };
        let (last, range_end) = self.year_range(first, end);
        let whole = |year| Meaning::Calendar { year: Year::Known(year), field: Field::Whole };
        if range_end > end && ((1700..2200).contains(&first) || self.phrase) {
            return Some((Parsed::plain(Meaning::Range(Box::new(whole(first)), Box::new(whole(last)))), range_end));
        }
        self.is_year(start, end).then(|| (Parsed::plain(whole(first)), end))
    }

    fn year_range(&self, first: i16, at: usize) -> (i16, usize) {
        let dash = matches!(self.lexemes.mark(at), Some('-' | '–' | '/'))
            && (self.phrase || (self.lexemes.joined(at) && self.lexemes.joined(at + 1)));
        let digits = self.lexemes.digits(at + 1);
        let last: Option<i16> = match digits.len() {
            4 => digits.parse().ok(),
            2 => digits.parse::<i16>().ok().map(|tens| first - first % 100 + tens),
            _ => None,
        };
        let more = matches!(self.lexemes.mark(at + 2), Some('-' | '/')) && self.lexemes.joined(at + 2);
        last.filter(|last| dash && !more && *last > first && *last - first < 150)
            .map_or((first, at), |last| (last, at + 2))
    }

    /// Four digits are a year when the words around them say so.
    fn is_year(&self, at: usize, end: usize) -> bool {
        if self.phrase {
            return true;
        }
        let Some(lexeme) = self.lexemes.get(at) else { return false };
        let before = at.checked_sub(1);
        let money =
            before.is_some_and(|i| matches!(self.lexemes.mark(i), Some('$' | '£' | '€' | '#' | '.')) && !lexeme.gap);
        let word_before = before.map_or("", |i| self.lexemes.word(i));
        let counted = self.unit(end).is_some_and(|(_, plural)| plural)
            || self.lexemes.is(end, &["people", "percent", "euros", "dollars", "hours", "meters", "km"]);
        let plausible = (1800..2100).contains(&self.lexemes.digits(at).parse::<i16>().unwrap_or(0));
        let named = self.is_dated(at) || (word_before == "the" && plausible && !self.lexemes.word(end).is_empty());
        let in_words = self.lexemes.digits(at).is_empty();
        if money || counted || self.fraction_behind(end) {
            return false;
        }
        if in_words {
            return self.is_dated(at) || word_before == "in";
        }
        plausible
            && (named
                || BEFORE_A_YEAR.contains(&word_before)
                || before.is_some_and(|i| self.lexemes.mark(i) == Some('(')) && self.lexemes.mark(end) == Some(')'))
    }

    fn fraction_behind(&self, at: usize) -> bool {
        matches!(self.lexemes.mark(at), Some('.' | ','))
            && self.lexemes.joined(at)
            && self.lexemes.joined(at + 1)
            && !self.lexemes.digits(at + 1).is_empty()
    }
}

/// Two digits of a year, from 1950 to 2049.
pub(super) fn two_digits(digits: &str) -> Option<i16> {
    let value: i16 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    Some(if value < 50 { 2000 + value } else { 1900 + value })
}
