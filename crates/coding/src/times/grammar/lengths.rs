//! Lengths and what recurs: "18-month", "two and a half years", "for hours", "every week", "daily", "twice a month".

use super::{Grammar, Read};
use crate::times::meaning::{Amount, Meaning, Parsed};
use codebook::{TimeMeaning, TimeUnit};

impl Grammar<'_> {
    pub(super) fn length(&self, at: usize) -> Read {
        let readings = [self.set(at), self.duration(at), self.bare_plural(at), self.within(at)];
        readings.into_iter().flatten().max_by_key(|(_, end)| *end)
    }

    /// One or more amounts in a row: "1 year, 2 months and 3 days".
    pub(super) fn amounts(&self, at: usize) -> Option<(Vec<(Amount, TimeUnit)>, usize)> {
        let (amount, unit, mut end) = self.amount(at)?;
        let mut amounts = vec![(amount, unit)];
        while amounts.len() < 4 {
            let next = self.pass(self.comma(end), &["and"]);
            let Some((amount, unit, after)) = self.amount(next).filter(|_| !self.lexemes.breaks(next)) else { break };
            let repeats = amounts.iter().any(|(_, known)| *known == unit);
            if repeats || (next == end && unit > amounts[amounts.len() - 1].1 && !self.phrase) {
                break;
            }
            amounts.push((amount, unit));
            end = after;
        }
        Some((amounts, end))
    }

    /// "two weeks", "18-month", "a year", "a few days", "at least 30 more days", "an hour and a half", "half an hour".
    pub(super) fn amount(&self, at: usize) -> Option<(Amount, TimeUnit, usize)> {
        let start = self.bounds(at);
        if self.lexemes.is(start, &["half"]) && self.lexemes.is(start + 1, &["a", "an"]) {
            let (unit, _) = self.unit(start + 2)?;
            return Some((Amount::Exact(0.5), unit, start + 3));
        }
        let (amount, next) = self.how_many(start)?;
        let dash = matches!(self.lexemes.mark(next), Some('-' | '‐' | '‑')) && self.lexemes.joined(next);
        let next = next + usize::from(dash);
        let next = self.pass(
            next,
            &[
                "more",
                "additional",
                "other",
                "consecutive",
                "full",
                "straight",
                "successive",
                "trading",
                "business",
                "working",
                "calendar",
                "further",
                "long",
                "whole",
                "entire",
            ],
        );
        let (unit, _) = self.unit(next).filter(|_| !self.lexemes.breaks(next))?;
        if unit == TimeUnit::Second && self.lexemes.is(start, &["a", "an", "the"]) {
            return None;
        }
        let mut end = next + 1;
        let half =
            self.lexemes.is(end, &["and"]) && self.lexemes.is(end + 1, &["a"]) && self.lexemes.is(end + 2, &["half"]);
        let amount = match amount {
            Amount::Exact(value) if half => Amount::Exact(value + 0.5),
            amount => amount,
        };
        end += 3 * usize::from(half);
        if self.lexemes.is(end, &["or"]) && self.lexemes.is(end + 1, &["so", "more", "less", "two"]) {
            end += 2;
        }
        Some((amount, unit, end))
    }

    /// Passes "about", "at least", "another" before an amount.
    fn bounds(&self, at: usize) -> usize {
        if let Some((_, end)) = self
            .numbers
            .bound(at, false)
            .filter(|_| !self.lexemes.is(at, &["some"]) || self.numbers.number(at + 1).is_some())
        {
            return end;
        }
        self.pass(at, &["another"])
    }

    fn how_many(&self, at: usize) -> Option<(Amount, usize)> {
        if let Some((_, end)) = self.numbers.vague(at) {
            return Some((Amount::Vague, end));
        }
        if self.lexemes.is(at, &["couple"])
            || (self.lexemes.is(at, &["a"]) && self.lexemes.is(at + 1, &["couple", "pair"]))
        {
            let end = at + 1 + usize::from(self.lexemes.is(at, &["a"]));
            return Some((Amount::Exact(2.0), self.pass(end, &["of"])));
        }
        if let Some(number) = self.numbers.number(at).filter(|number| number.value < 100_000.0) {
            return Some(self.range_of_amounts(number.value, number.end));
        }
        if self.lexemes.is(at, &["a", "an"]) {
            return Some((Amount::Exact(1.0), at + 1));
        }
        // "another year"
        let another = at.checked_sub(1).is_some_and(|before| self.lexemes.is(before, &["another"]));
        another.then_some((Amount::Exact(1.0), at))
    }

    /// "two to three weeks" is told by its lower end.
    fn range_of_amounts(&self, value: f64, at: usize) -> (Amount, usize) {
        let joint = self.lexemes.is(at, &["to", "or"]) || matches!(self.lexemes.mark(at), Some('-' | '–'));
        match self.numbers.number(at + 1).filter(|high| joint && high.value > value && high.value < 1000.0) {
            Some(high) => (Amount::Exact(value), high.end),
            None => (Amount::Exact(value), at),
        }
    }

    fn duration(&self, at: usize) -> Read {
        let start = self.pass(at, &["the"]);
        let (amounts, mut end) = self.amounts(start)?;
        let one = self.lexemes.is(start, &["a", "an"]) && amounts.len() == 1;
        // "$60 a barrel a day": a price or rate, once each.
        let rate = one && self.is_rate(start);
        if rate {
            return amounts.first().map(|(_, unit)| (Parsed::plain(Meaning::Set(format!("P1{}", letter(*unit)))), end));
        }
        if one
            && matches!(
                amounts[0].1,
                TimeUnit::Night | TimeUnit::Weekend | TimeUnit::Quarter | TimeUnit::Half | TimeUnit::Second
            )
        {
            return None;
        }
        // Ages are no times of the story: "a 44-year-old", "52 years old".
        let dash = usize::from(self.lexemes.mark(end) == Some('-'));
        if self.lexemes.is(end + dash, &["old"])
            && amounts.iter().all(|(_, unit)| *unit == TimeUnit::Year)
            && !self.phrase
        {
            return None;
        }
        if dash == 1 && self.lexemes.is(end + 1, &["long"]) {
            end += 2;
        }
        Some((Parsed::plain(Meaning::Duration(amounts)), end))
    }

    fn is_rate(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let Some(lexeme) = self.lexemes.get(before) else { return false };
        let number = !self.lexemes.digits(before).is_empty() || self.numbers.cardinal(before).is_some();
        let word = self.lexemes.is(
            before,
            &[
                "twice", "once", "times", "million", "billion", "thousand", "hundred", "percent", "dollars", "cents",
                "barrels", "tons", "times",
            ],
        );
        !lexeme.breaks && (number || word || self.lexemes.mark(before) == Some('%'))
    }

    /// "for days", "in weeks", "years of", "decades-long": plural units without a number.
    fn bare_plural(&self, at: usize) -> Read {
        let (unit, plural) = self.unit(at)?;
        if !plural && self.lexemes.mark(at + 1) == Some('-') && self.lexemes.is(at + 2, &["long"]) {
            return Some((Parsed::plain(Meaning::Duration(vec![(Amount::Exact(1.0), unit)])), at + 3));
        }
        if !plural
            || matches!(
                unit,
                TimeUnit::Second | TimeUnit::Quarter | TimeUnit::Night | TimeUnit::Weekend | TimeUnit::Minute
            ) && !self.phrase
        {
            return None;
        }
        let before = at.checked_sub(1).map_or("", |i| self.lexemes.word(i));
        let after = self.lexemes.word(at + 1);
        let sign =
            matches!(before, "for" | "in" | "of" | "after" | "within" | "over" | "lasted" | "took" | "spent" | "only")
                || matches!(after, "of" | "ago" | "later" | "earlier" | "before" | "after");
        let end =
            if self.lexemes.mark(at + 1) == Some('-') && self.lexemes.is(at + 2, &["long"]) { at + 3 } else { at + 1 };
        let meaning = match after {
            "ago" => {
                return Some((
                    Parsed::plain(Meaning::Offset(
                        vec![(Amount::Vague, unit)],
                        -1,
                        crate::times::meaning::From::Speech,
                    )),
                    at + 2,
                ));
            }
            "later" => {
                return Some((
                    Parsed::plain(Meaning::Offset(vec![(Amount::Vague, unit)], 1, crate::times::meaning::From::Story)),
                    at + 2,
                ));
            }
            _ => Meaning::Duration(vec![(Amount::Vague, unit)]),
        };
        (sign || end > at + 1 || self.phrase).then_some((Parsed::plain(meaning), end))
    }

    /// "within 18 months".
    fn within(&self, at: usize) -> Read {
        let next = self.pass(at + 1, &["the"]);
        if !self.lexemes.is(at, &["within"]) {
            return None;
        }
        let (amounts, end) = self.amounts(next + usize::from(self.phrase && self.shift(next) == Some(1)))?;
        if let ([(amount, unit)], true) = (&amounts[..], self.phrase) {
            return Some((Parsed::plain(Meaning::Stretch(*amount, *unit, 1)), end));
        }
        Some((Parsed::plain(Meaning::Duration(amounts)), end))
    }

    /// "every week", "each Thursday", "every two years", "daily", "Tuesday nights", "each July".
    fn set(&self, at: usize) -> Read {
        if let Some((value, end)) = self.phrase_sense(at, |meaning| match meaning {
            TimeMeaning::Often(value) => Some(value.clone()),
            _ => None,
        }) {
            return Some((Parsed::plain(Meaning::Set(value)), end));
        }
        if let Some((weekday, false, next)) = self.weekday(at)
            && let Some(part) = self.plural_part(next)
        {
            return Some((Parsed::plain(Meaning::Set(format!("XXXX-WXX-{weekday}T{part}"))), next + 1));
        }
        if !self.lexemes.is(at, &["every", "each"]) {
            return None;
        }
        let next = self.pass(at + 1, &["single", "other"]);
        if let Some((unit, _)) = self.unit(next) {
            return Some((Parsed::plain(Meaning::Set(length_value(&[(Amount::Exact(1.0), unit)]))), next + 1));
        }
        if let Some((amounts, end)) = self.amounts(next) {
            return Some((Parsed::plain(Meaning::Set(length_value(&amounts))), end));
        }
        if let Some((weekday, _, end)) = self.weekday(next) {
            return Some((Parsed::plain(Meaning::Set(format!("XXXX-WXX-{weekday}"))), end));
        }
        if let Some((month, end)) = self.month(next) {
            return Some((Parsed::plain(Meaning::Set(format!("XXXX-{month:02}"))), end));
        }
        if let Some(season) = self.season(next) {
            return Some((Parsed::plain(Meaning::Set(format!("XXXX-{season}"))), next + 1));
        }
        let part = self.part_word(next)?;
        Some((Parsed::plain(Meaning::Set(format!("XXXX-XX-XXT{part}"))), next + 1))
    }

    fn plural_part(&self, at: usize) -> Option<String> {
        self.sense(at, |meaning| match meaning {
            TimeMeaning::DayPart { part, plural: true } => Some(part.clone()),
            _ => None,
        })
    }
}

/// A TIMEX3 length: `P2Y6M`, `PT36H`, `PXW`.
pub(in crate::times) fn length_value(amounts: &[(Amount, TimeUnit)]) -> String {
    let (mut days, mut clock) = (String::new(), String::new());
    for &(amount, unit) in amounts {
        let part = if unit <= TimeUnit::Hour { &mut clock } else { &mut days };
        part.push_str(&part_value(amount, unit));
    }
    if clock.is_empty() { format!("P{days}") } else { format!("P{days}T{clock}") }
}

fn part_value(amount: Amount, unit: TimeUnit) -> String {
    let letter = letter(unit);
    let Amount::Exact(value) = amount else { return format!("X{letter}") };
    let times = match unit {
        TimeUnit::Fortnight => 2.0,
        TimeUnit::Half => 6.0,
        TimeUnit::Decade => 10.0,
        TimeUnit::Century => 100.0,
        TimeUnit::Millennium => 1000.0,
        _ => 1.0,
    };
    let value = value * times;
    let rest = match unit {
        TimeUnit::Year => 12.0,
        TimeUnit::Day => 24.0,
        TimeUnit::Hour | TimeUnit::Minute => 60.0,
        _ => 0.0,
    };
    if value.fract() == 0.0 || rest == 0.0 {
        return format!("{value}{letter}");
    }
    let smaller = (value.fract() * rest).round();
    let small_letter = match unit {
        TimeUnit::Year => "M",
        TimeUnit::Day => return format!("{value}{letter}"),
        TimeUnit::Hour => "M",
        _ => "S",
    };
    if value < 1.0 {
        format!("{smaller}{small_letter}")
    } else {
        format!("{}{letter}{smaller}{small_letter}", value.trunc())
    }
}

fn letter(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "S",
        TimeUnit::Minute | TimeUnit::Month | TimeUnit::Half => "M",
        TimeUnit::Hour => "H",
        TimeUnit::Day | TimeUnit::Night => "D",
        TimeUnit::Week | TimeUnit::Fortnight => "W",
        TimeUnit::Weekend => "WE",
        TimeUnit::Quarter => "Q",
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century | TimeUnit::Millennium => "Y",
    }
}
