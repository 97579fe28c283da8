//! Times of day: "5 p.m. EST, Nov. 6", "noon Thursday", "this morning", "Friday night", "on the morning of November 6", "overnight".

use super::{Grammar, Read};
use crate::times::meaning::{Clock, Meaning, Parsed};
use codebook::{TimeMeaning, TimeUnit};

impl Grammar<'_> {
    /// A time of day that stands before its day, or alone.
    pub(super) fn clock_first(&self, at: usize) -> Read {
        self.time_and_day(at).or_else(|| self.part_of_day(at))
    }

    /// "10 p.m. Wednesday", "noon on Nov. 6", "5 p.m."
    fn time_and_day(&self, at: usize) -> Read {
        let (clock, end) = self.clock(at)?;
        let next = self.pass(self.comma(end), &["on"]);
        let day = self.calendar_date(next).or_else(|| self.relative(next)).filter(|_| !self.lexemes.breaks(next));
        match day {
            Some((parsed, end)) if parsed.clock.is_none() && is_day(&parsed.meaning) => {
                Some((Parsed { clock: Some(clock), ..parsed }, end))
            }
            _ => Some((Parsed { meaning: Meaning::Anaphor(TimeUnit::Day, 0), edge: None, clock: Some(clock) }, end)),
        }
    }

    /// A time on the clock.
    fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        if self.lexemes.is(at, &["noon", "midnight", "midday"]) {
            let hour = if self.lexemes.is(at, &["midnight"]) { 24 } else { 12 };
            let minute = Some(0).filter(|_| hour == 12);
            return Some((Clock::At { hour, minute, second: None }, at + 1));
        }
        let hour: u8 =
            self.lexemes.digits(at).parse().ok().or_else(|| u8::try_from(self.numbers.cardinal(at)?).ok())?;
        let (minute, second, end) = self.minutes(at + 1);
        if hour > 24 || (self.lexemes.digits(at).is_empty() && minute.is_some()) {
            return None;
        }
        if let Some((afternoon, end)) = self.half_day(end) {
            let hour = if hour > 12 { hour } else { hour % 12 + if afternoon { 12 } else { 0 } };
            return Some((Clock::At { hour, minute: minute.or(Some(0)), second }, self.zone(end)));
        }
        if self.lexemes.is(end, &["o"]) && self.lexemes.is(end + 2, &["clock"]) {
            return Some((Clock::At { hour, minute: Some(0), second: None }, self.zone(end + 3)));
        }
        let zone = self.zone(end);
        let before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let expected =
            zone > end || self.is_dated(at) || matches!(before, "at" | "around" | "by" | "until" | "from" | "about");
        (minute.is_some() && expected).then_some((Clock::At { hour, minute, second }, zone))
    }

    /// ":30", ":30:15".
    fn minutes(&self, at: usize) -> (Option<u8>, Option<u8>, usize) {
        let two = |at: usize| -> Option<u8> {
            let glued = self.lexemes.mark(at) == Some(':') && self.lexemes.joined(at) && self.lexemes.joined(at + 1);
            let digits = self.lexemes.digits(at + 1);
            digits.parse().ok().filter(|value| glued && digits.len() == 2 && *value < 60)
        };
        match (two(at), two(at + 2)) {
            (Some(minute), Some(second)) => (Some(minute), Some(second), at + 4),
            (Some(minute), None) => (Some(minute), None, at + 2),
            _ => (None, None, at),
        }
    }

    /// "a.m.", "pm", "in the afternoon": whether it is the second half of the day.
    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.lexemes.word(at) {
            "am" => return Some((false, at + 1)),
            "pm" => return Some((true, at + 1)),
            "a" | "p" if self.lexemes.mark(at + 1) == Some('.') && self.lexemes.is(at + 2, &["m"]) => {
                let afternoon = self.lexemes.is(at, &["p"]);
                let point = self.lexemes.mark(at + 3) == Some('.') && self.lexemes.joined(at + 3);
                return Some((afternoon, at + 3 + usize::from(point)));
            }
            _ => {}
        }
        let part = self.pass(at + 1, &["the"]);
        let part =
            self.lexemes.is(at, &["in", "at"]).then(|| self.part_word(part)).flatten().map(|name| (name, part + 1))?;
        Some((part.0 != "MO", part.1))
    }

    fn zone(&self, at: usize) -> usize {
        let zone = self.sense(at, |meaning| matches!(meaning, TimeMeaning::Zone).then_some(())).is_some();
        let local = self.lexemes.is(at, &["local"]) && self.lexemes.is(at + 1, &["time"]);
        let zone = zone && self.lexemes.capital(at);
        at + usize::from(zone) + 2 * usize::from(local)
    }

    /// "morning", "night".
    pub(super) fn part_word(&self, at: usize) -> Option<String> {
        self.sense(at, |meaning| match meaning {
            TimeMeaning::DayPart { part, plural: false } => Some(part.clone()),
            _ => None,
        })
    }

    /// "this morning", "last night", "tonight", "overnight", "the morning of Nov. 6", "mid-afternoon yesterday", "the next morning".
    pub(super) fn part_of_day(&self, at: usize) -> Read {
        if let Some(by) = self.sense(at, |meaning| match meaning {
            TimeMeaning::Night(by) => Some(*by),
            _ => None,
        }) {
            return Some((on(Meaning::Shift(TimeUnit::Day, i32::from(by)), "NI".to_owned()), at + 1));
        }
        if self.lexemes.is(at, &["overnight"]) {
            return Some((on(Meaning::Anaphor(TimeUnit::Day, 0), "NI".to_owned()), at + 1));
        }
        let the = self.lexemes.is(at, &["the"]);
        let start = at + usize::from(the);
        if let Some(by) = self.shift(start)
            && let Some(part) = self.part_word(start + 1)
        {
            let story = self.lexemes.is(start, &["next", "following", "previous"]);
            let meaning = match story {
                true => Meaning::Anaphor(TimeUnit::Day, i32::from(by)),
                false => Meaning::Shift(TimeUnit::Day, i32::from(by)),
            };
            return Some((on(meaning, part), start + 2));
        }
        let part = self.part_word(start)?;
        let next = self.pass(self.pass(start + 1, &["of"]), &["on"]);
        let day = self.calendar_date(next).or_else(|| self.relative(next)).filter(|_| !self.lexemes.breaks(next));
        if let Some((parsed, end)) = day.filter(|(parsed, _)| is_day(&parsed.meaning)) {
            return Some((Parsed { clock: Some(Clock::Part(part)), ..parsed }, end));
        }
        let before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let alone = (the && matches!(before, "in" | "during" | "on")) || matches!(before, "mid") || self.phrase;
        alone.then(|| (on(Meaning::Anaphor(TimeUnit::Day, 0), part), start + 1))
    }

    /// A day with the time of day behind it: "Friday night", "Nov. 6 at 5 p.m.", "Saturday morning at 9".
    pub(super) fn with_clock(&self, reading: (Parsed, usize)) -> (Parsed, usize) {
        let (parsed, end) = reading;
        if parsed.clock.is_some() || !is_day(&parsed.meaning) || self.lexemes.breaks(end) {
            return (parsed, end);
        }
        let next = self.pass(self.pass(self.pass(end, &["early", "late"]), &["in"]), &["the"]);
        if let Some(part) =
            self.part_word(next).filter(|_| next == end || next > end + 1 || self.lexemes.is(end, &["early", "late"]))
        {
            return (Parsed { clock: Some(Clock::Part(part)), ..parsed }, next + 1);
        }
        let next = self.pass(self.pass(self.comma(end), &["at"]), &["around", "about"]);
        match self.clock(next).filter(|_| next > end || self.phrase) {
            Some((clock, end)) => (Parsed { clock: Some(clock), ..parsed }, end),
            None => (parsed, end),
        }
    }
}

fn on(meaning: Meaning, part: String) -> Parsed {
    Parsed { meaning, edge: None, clock: Some(Clock::Part(part)) }
}

/// Whether a meaning is a single day.
fn is_day(meaning: &Meaning) -> bool {
    use crate::times::meaning::{Field, Pick};
    match meaning {
        Meaning::Calendar { field, .. } => matches!(field, Field::Day(..) | Field::NthWeekday(..) | Field::Feast(_)),
        Meaning::InMonth { .. } | Meaning::Shift(TimeUnit::Day, _) | Meaning::Anaphor(TimeUnit::Day, _) => true,
        Meaning::Weekday(_, pick) => *pick != Pick::Nth(0),
        Meaning::Offset(amounts, _, _) => amounts.iter().all(|(_, unit)| *unit <= TimeUnit::Day),
        _ => false,
    }
}
