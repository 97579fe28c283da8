//! Times that count from another: "last month", "yesterday", "on Friday", "two weeks ago", "the following year", "recently".

use super::{Grammar, Read};
use crate::times::meaning::{Amount, Field, From, Meaning, Parsed, Pick, Year};
use codebook::{TimeMeaning, TimeUnit};

impl Grammar<'_> {
    pub(super) fn relative(&self, at: usize) -> Read {
        let readings = [
            self.named_day(at),
            self.weekday_alone(at),
            self.shifted(at),
            self.offset(at),
            self.in_amount(at),
            self.weekdays_from_now(at),
            self.stretch(at),
            self.year_ago_period(at),
            self.anaphor(at),
            self.unit_after_next(at),
            self.reference(at),
        ];
        readings.into_iter().flatten().max_by_key(|(_, end)| *end)
    }

    /// "today", "yesterday", "the day before yesterday", "the day after tomorrow".
    fn named_day(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        if self.lexemes.is(start, &["day"]) && self.lexemes.is(start + 1, &["before", "after"]) {
            let sign = if self.lexemes.is(start + 1, &["before"]) { -1 } else { 1 };
            let (parsed, end) = self.simple_day(start + 2)?;
            let from = From::Time(Box::new(parsed.meaning));
            return Some((Parsed::plain(Meaning::Offset(vec![(Amount::Exact(1.0), TimeUnit::Day)], sign, from)), end));
        }
        self.day_word(at)
    }

    /// "today", "yesterday", "tomorrow".
    fn day_word(&self, at: usize) -> Read {
        let by = self.sense(at, |meaning| match meaning {
            TimeMeaning::Day(by) => Some(*by),
            _ => None,
        })?;
        Some((Parsed::plain(Meaning::Shift(TimeUnit::Day, i32::from(by))), at + 1))
    }

    /// A day that an offset can count from.
    fn simple_day(&self, at: usize) -> Read {
        if self.lexemes.is(at, &["now"]) || self.lexemes.is(at, &["right"]) && self.lexemes.is(at + 1, &["now"]) {
            let end = at + 1 + usize::from(self.lexemes.is(at, &["right"]));
            return Some((Parsed::plain(Meaning::Shift(TimeUnit::Day, 0)), end));
        }
        self.day_word(at)
            .or_else(|| self.weekday_alone(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.calendar_date(at))
            .filter(|(parsed, _)| {
                !matches!(parsed.meaning, Meaning::Set(_) | Meaning::Duration(_) | Meaning::Reference(_))
            })
    }

    /// "Friday", "last Friday", "this coming Sunday", "Friday last week", "wednesday of next week", "three Fridays from now", "Friday after next".
    fn weekday_alone(&self, at: usize) -> Read {
        let (shift, start) = self.shift_words(at);
        if let Some(by) = shift.filter(|_| self.lexemes.is(start, &["week"])) {
            let (weekday, _, end) = self.weekday(self.pass(self.possessive(start + 1), &["on"]))?;
            return Some((Parsed::plain(Meaning::Weekday(weekday, Pick::InWeek(i32::from(by)))), end));
        }
        let (weekday, plural, end) = self.weekday(start)?;
        if plural {
            let value = format!("XXXX-WXX-{weekday}");
            return (shift.is_none()).then_some((Parsed::plain(Meaning::Set(value)), end));
        }
        if let Some(by) = shift {
            let coming = self.lexemes.is(start - 1, &["coming", "upcoming"]);
            let pick = if coming { Pick::Steps(1) } else { Pick::Shift(by) };
            return Some((Parsed::plain(Meaning::Weekday(weekday, pick)), end));
        }
        let next = self.pass(end, &["of", "in", "from"]);
        let (shift, after) = self.shift_words(self.pass(next, &["the"]));
        if let Some(by) = shift.filter(|_| matches!(self.unit(after), Some((TimeUnit::Week, false)))) {
            return Some((Parsed::plain(Meaning::Weekday(weekday, Pick::InWeek(i32::from(by)))), after + 1));
        }
        if self.lexemes.is(end, &["after"]) && self.lexemes.is(end + 1, &["next"]) {
            return Some((Parsed::plain(Meaning::Weekday(weekday, Pick::Steps(2))), end + 2));
        }
        Some((Parsed::plain(Meaning::Weekday(weekday, Pick::Nearest)), end))
    }

    /// "last", "this past", "the next": steps from now and the lexeme after.
    fn shift_words(&self, at: usize) -> (Option<i8>, usize) {
        let start = self.pass(at, &["the"]);
        match self.shift(start) {
            Some(0) => match self.shift(start + 1) {
                Some(by) => (Some(by), start + 2),
                None => (Some(0), start + 1),
            },
            Some(by) => (Some(by), start + 1),
            None => (None, at),
        }
    }

    /// "last month", "this year", "next week", "the current quarter", "this summer", "last November", "the past year", "June last year".
    fn shifted(&self, at: usize) -> Read {
        let (shift, next) = self.shift_words(at);
        let toward = shift?;
        let by = i32::from(toward);
        let next = self.pass(next, &["full", "fiscal", "financial", "calendar"]);
        if let Some(season) = self.season(next) {
            return Some((
                Parsed::plain(Meaning::Calendar { year: Year::Toward(toward), field: Field::Season(season) }),
                next + 1,
            ));
        }
        if let Some((month, end)) = self.month(next) {
            return Some((
                Parsed::plain(Meaning::Calendar { year: Year::Toward(toward), field: Field::Month(month) }),
                end,
            ));
        }
        let (unit, plural) = self.unit(next)?;
        let story = self.lexemes.is(next - 1, &["following", "preceding"])
            || (self.lexemes.is(at, &["the"])
                && self.lexemes.is(next - 1, &["next", "previous"])
                && next == at + 2
                && !self.phrase);
        let small = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
        if plural || small {
            return None;
        }
        if unit == TimeUnit::Night {
            return None;
        }
        if unit >= TimeUnit::Decade && by == -1 {
            return Some((Parsed::plain(Meaning::Stretch(Amount::Exact(1.0), unit, by)), next + 1));
        }
        if story {
            return Some((Parsed::plain(Meaning::Anaphor(unit, by)), next + 1));
        }
        Some((Parsed::plain(Meaning::Shift(unit, by)), next + 1))
    }

    /// "the week after next", "the year after the next".
    fn unit_after_next(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        let (unit, plural) = self.unit(start)?;
        let next = self.pass(start + 2, &["the"]);
        let matches = !plural && self.lexemes.is(start + 1, &["after"]) && self.lexemes.is(next, &["next"]);
        matches.then(|| (Parsed::plain(Meaning::Shift(unit, 2)), next + 1))
    }

    /// "two weeks ago", "a year earlier", "three months later", "two days after Easter", "four weeks from now", "1 month 21 days ago".
    fn offset(&self, at: usize) -> Read {
        let (amounts, end) = self.amounts(at)?;
        // "two hours later" stays within the day; it is told as a length.
        let small = amounts.iter().all(|(_, unit)| *unit <= TimeUnit::Hour);
        if small && !self.phrase {
            return None;
        }
        let counted = |sign: i32, from: From, end: usize| {
            Some((Parsed::plain(Meaning::Offset(amounts.clone(), sign, from)), end))
        };
        match self.lexemes.word(end) {
            _ if self.lexemes.breaks(end) => None,
            "ago" | "back" => counted(-1, From::Speech, end + 1),
            "hence" => counted(1, From::Speech, end + 1),
            "earlier" | "previously" => counted(-1, From::Story, end + 1),
            "later" | "afterwards" | "afterward" => {
                counted(1, if self.phrase { From::Speech } else { From::Story }, end + 1)
            }
            "before" | "after" | "from" => {
                let sign = if self.lexemes.is(end, &["before"]) { -1 } else { 1 };
                let now = self.lexemes.is(end, &["from"]);
                let (from, end) = self.simple_day(end + 1)?;
                let clear = !now || self.phrase || matches!(from.meaning, Meaning::Shift(TimeUnit::Day, _));
                clear.then_some(())?;
                counted(sign, From::Time(Box::new(from.meaning)), end)
            }
            _ if self.phrase && self.lexemes.is(end, &["in"]) && self.lexemes.is(end + 2, &["future"]) => {
                counted(1, From::Speech, end + 3)
            }
            _ => None,
        }
    }

    /// "in three weeks": in a phrase, where nothing else could be meant.
    fn in_amount(&self, at: usize) -> Read {
        let inside = self.lexemes.is(at, &["in"]).then(|| self.amounts(at + 1)).flatten().filter(|_| self.phrase)?;
        Some((Parsed::plain(Meaning::Offset(inside.0, 1, From::Speech)), inside.1))
    }

    /// "two Sundays from now", "2 thursdays ago".
    fn weekdays_from_now(&self, at: usize) -> Read {
        let (steps, next) = self.numbers.count(at)?;
        let (weekday, _, end) = self.weekday(next)?;
        let steps = i32::try_from(steps).ok().filter(|steps| *steps < 60)?;
        let (sign, end) = match (self.lexemes.word(end), self.lexemes.word(end + 1)) {
            ("from", "now") => (1, end + 2),
            ("later", _) => (1, end + 1),
            ("ago" | "back", _) => (-1, end + 1),
            _ => return None,
        };
        Some((Parsed::plain(Meaning::Weekday(weekday, Pick::Steps(sign * steps))), end))
    }

    /// "the past three months", "the last few weeks", "next 3 days", "recent weeks", "the weeks ahead".
    fn stretch(&self, at: usize) -> Read {
        if self.lexemes.is(at, &["recent", "coming"]) && matches!(self.unit(at + 1), Some((_, true))) {
            let (unit, _) = self.unit(at + 1)?;
            let side = if self.lexemes.is(at, &["recent"]) { -1 } else { 1 };
            return Some((Parsed::plain(Meaning::Stretch(Amount::Vague, unit, side)), at + 2));
        }
        let (shift, next) = self.shift_words(at);
        let side = i32::from(shift.filter(|by| *by != 0)?);
        if self.lexemes.is(at, &["the"]) && self.lexemes.is(at + 1, &["following", "preceding"]) {
            return None;
        }
        let (amount, unit, end) = self.amount(next).or_else(|| {
            let (unit, plural) = self.unit(next)?;
            plural.then_some((Amount::Vague, unit, next + 1))
        })?;
        Some((Parsed::plain(Meaning::Stretch(amount, unit, side)), end))
    }

    /// "the year-ago quarter", "the year-earlier period", "year-earlier".
    fn year_ago_period(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        let dash = self.lexemes.mark(start + 1) == Some('-') && self.lexemes.is(start, &["year"]);
        if !dash || !self.lexemes.is(start + 2, &["ago", "earlier"]) {
            return None;
        }
        let next = start + 3;
        let end = next + usize::from(self.lexemes.is(next, &["quarter", "period", "month", "week"]));
        let amounts = vec![(Amount::Exact(1.0), TimeUnit::Year)];
        Some((Parsed::plain(Meaning::Offset(amounts, -1, From::Story)), end))
    }

    /// "that year", "the same day", "the quarter", "the year", "the month", "the day".
    fn anaphor(&self, at: usize) -> Read {
        let that = self.lexemes.is(at, &["that"]);
        let next = self.pass(at + 1, &["same", "latest", "full", "fiscal"]);
        if self.lexemes.is(next, &["period"]) && self.lexemes.is(at + 1, &["latest"]) {
            return Some((Parsed::plain(Meaning::Anaphor(TimeUnit::Quarter, 0)), next + 1));
        }
        let the = self.lexemes.is(at, &["the"]);
        let same = self.lexemes.is(at, &["same"]) && self.phrase;
        if !(that || the || same) {
            return None;
        }
        let (unit, plural) = self.unit(next)?;
        let small = unit < TimeUnit::Day;
        let clear =
            that || same || next > at + 1 || self.phrase || matches!(unit, TimeUnit::Quarter | TimeUnit::Weekend);
        // "the year" and "the month" are times when nothing is said of which.
        let of = self.lexemes.is(next + 1, &["of", "when", "that", "before", "after"]);
        let alone = matches!(unit, TimeUnit::Year | TimeUnit::Month | TimeUnit::Week) && !of;
        if the && unit == TimeUnit::Year && self.lexemes.is(next + 1, &["ended", "ending"]) {
            let length = Meaning::Duration(vec![(Amount::Exact(1.0), unit)]);
            return Some((Parsed::plain(length), next + 1));
        }
        let now =
            the && (next == at + 1 || unit == TimeUnit::Year) && !matches!(unit, TimeUnit::Quarter | TimeUnit::Weekend);
        let meaning = if now { Meaning::Shift(unit, 0) } else { Meaning::Anaphor(unit, 0) };
        (!plural && !small && (clear || alone)).then(|| (Parsed::plain(meaning), next + 1))
    }

    /// "recently", "now", "the near future".
    fn reference(&self, at: usize) -> Read {
        let (reference, end) = self.phrase_sense(at, |meaning| match meaning {
            TimeMeaning::Reference(reference) => Some(reference.clone()),
            _ => None,
        })?;
        Some((Parsed::plain(Meaning::Reference(reference)), end))
    }
}
