//! From what an expression says to a TIMEX3 value and an interval, as far as the known dates allow.

use super::calendar as cal;
use super::grammar::length_value;
use super::meaning::{Amount, Clock, Field, From, Meaning, Parsed, Pick, Year};
use codebook::{TimeEdge, TimeUnit};
use document::{Basis, DateWindow};
use domain::TimeType;
use jiff::civil::Date;

/// What an expression counts from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings {
    /// When the text was published.
    pub published: DateWindow,
    /// What was told last.
    pub story: Option<Stretch>,
    /// The last quarter of a year that was told.
    pub quarter: Option<Stretch>,
    /// When the clause says that it happens.
    pub tense: Tense,
}

/// A stretch of the calendar and the unit that it was told in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    /// The days.
    pub window: DateWindow,
    /// Told as a day, a month ...; `None` when it is no unit of the calendar.
    pub unit: Option<TimeUnit>,
}

/// When a clause says that something happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Before the day of publication.
    Past,
    /// After it.
    Future,
    /// Not said.
    #[default]
    Unknown,
}

/// What is known of an expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Resolved {
    /// TIMEX3 value.
    pub value: Option<String>,
    /// The days.
    pub window: Option<DateWindow>,
    /// The unit of the window.
    pub unit: Option<TimeUnit>,
    /// How it is known.
    pub basis: Basis,
}

/// The TIMEX3 type of an expression.
pub(crate) fn time_type(parsed: &Parsed) -> TimeType {
    match &parsed.meaning {
        _ if parsed.clock.is_some() => TimeType::Time,
        Meaning::Duration(_) | Meaning::Stretch(..) => TimeType::Duration,
        Meaning::Set(_) => TimeType::Set,
        _ => TimeType::Date,
    }
}

/// Value and interval of an expression.
///
/// When the day of publication is a window, the interval reaches from what the expression means on its first day to
/// what it means on its last, and the value says only what is the same on both.
pub(crate) fn resolve(parsed: &Parsed, around: &Surroundings) -> Resolved {
    let mut resolved = match &parsed.meaning {
        Meaning::Duration(amounts) => return plain(length_value(amounts)),
        Meaning::Set(value) => return plain(value.clone()),
        Meaning::Reference(reference) => return reference_to(reference, around),
        _ => relative(parsed, around),
    };
    if let Some(clock) = &parsed.clock
        && let Some(value) = &mut resolved.value
    {
        value.push_str(&clock_value(clock));
    }
    if let Meaning::Offset(amounts, -1, From::Speech) = &parsed.meaning
        && amounts.iter().any(|(amount, _)| *amount == Amount::Vague)
    {
        resolved.value = Some("PAST_REF".to_owned());
    }
    if let Meaning::Stretch(amount, unit, _) = &parsed.meaning {
        resolved.value = Some(length_value(&[(*amount, *unit)]));
    }
    resolved
}

fn plain(value: String) -> Resolved {
    Resolved { value: Some(value), ..Resolved::default() }
}

fn reference_to(reference: &str, around: &Surroundings) -> Resolved {
    let published = around.published;
    let window = match reference {
        "PRESENT" => Some(published),
        "PAST" => Some(DateWindow { earliest: None, latest: published.latest }),
        _ => Some(DateWindow { earliest: published.earliest, latest: None }),
    };
    Resolved {
        value: Some(format!("{reference}_REF")),
        window: window.filter(|w| !w.is_open()),
        unit: None,
        basis: basis(published),
    }
}

fn basis(published: DateWindow) -> Basis {
    match published {
        _ if published.is_open() => Basis::Unknown,
        _ if published.exact().is_some() => Basis::Relative,
        _ => Basis::Inferred,
    }
}

/// Whatever is a stretch of the calendar.
fn relative(parsed: &Parsed, around: &Surroundings) -> Resolved {
    if let Some(stretch) = stated(parsed) {
        return Resolved { basis: Basis::Stated, ..of_stretch(&parsed.meaning, stretch) };
    }
    let on = |day: Option<Date>| day.and_then(|day| at(parsed, day, around));
    let (first, last) = (on(around.published.earliest), on(around.published.latest));
    let counted = counts_from_story(&parsed.meaning) && around.story.is_some();
    if counted && let Some(stretch) = at_story(parsed, around) {
        let basis =
            if around.story.is_some_and(|story| story.unit.is_some()) { Basis::Relative } else { Basis::Inferred };
        return Resolved { basis, ..of_stretch(&parsed.meaning, stretch) };
    }
    match (first, last) {
        (Some(first), Some(last)) if first == last => {
            let basis = if around.published.exact().is_some() { Basis::Relative } else { Basis::Inferred };
            Resolved { basis, ..of_stretch(&parsed.meaning, first) }
        }
        (first, last) => {
            let window = DateWindow {
                earliest: first.and_then(|stretch| stretch.window.earliest),
                latest: last.and_then(|stretch| stretch.window.latest),
            };
            let window = sound(window).filter(|window| !window.is_open());
            let basis = if window.is_some() { Basis::Inferred } else { Basis::Unknown };
            Resolved { value: underspecified(&parsed.meaning), window, unit: None, basis }
        }
    }
}

fn sound(window: DateWindow) -> Option<DateWindow> {
    match (window.earliest, window.latest) {
        (Some(first), Some(last)) if first > last => None,
        _ => Some(window),
    }
}

fn of_stretch(meaning: &Meaning, stretch: Stretch) -> Resolved {
    let value = match meaning {
        Meaning::Calendar { field: Field::Season(season), .. } => {
            stretch.window.earliest.map(|day| format!("{:04}-{season}", day.year()))
        }
        Meaning::Range(..) => range_value(stretch.window),
        Meaning::Calendar { field: Field::Days(..), .. } | Meaning::InMonth { field: Field::Days(..), .. } => {
            range_value(stretch.window)
        }
        _ => stretch.unit.and_then(|unit| value_of(stretch.window, unit)),
    };
    Resolved { value, window: Some(stretch.window), unit: stretch.unit, basis: Basis::Unknown }
}

fn range_value(window: DateWindow) -> Option<String> {
    let (first, last) = (window.earliest?, window.latest?);
    let whole_years = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31);
    Some(if whole_years { format!("{:04}/{:04}", first.year(), last.year()) } else { format!("{first}/{last}") })
}

/// The TIMEX3 value of a unit of the calendar.
fn value_of(window: DateWindow, unit: TimeUnit) -> Option<String> {
    let first = window.earliest?;
    let (year, month) = (first.year(), first.month());
    let week = first.iso_week_date();
    Some(match unit {
        TimeUnit::Week | TimeUnit::Fortnight => format!("{:04}-W{:02}", week.year(), week.week()),
        TimeUnit::Weekend => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        TimeUnit::Month => format!("{year:04}-{month:02}"),
        TimeUnit::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
        TimeUnit::Half => format!("{year:04}-H{}", (month + 5) / 6),
        TimeUnit::Year => format!("{year:04}"),
        TimeUnit::Decade => format!("{:03}", year / 10),
        TimeUnit::Century => format!("{:02}", year / 100),
        TimeUnit::Millennium => format!("{}", year / 1000),
        _ => first.to_string(),
    })
}

fn clock_value(clock: &Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{part}"),
        Clock::At { hour, minute, second } => {
            let minute = minute.map_or_else(String::new, |minute| format!(":{minute:02}"));
            let second = second.map_or_else(String::new, |second| format!(":{second:02}"));
            format!("T{hour:02}{minute}{second}")
        }
    }
}

/// What can be said of a value when nothing is known to count from.
fn underspecified(meaning: &Meaning) -> Option<String> {
    match meaning {
        Meaning::Calendar { year: Year::Missing | Year::Shifted(_) | Year::Toward(_), field } => match field {
            Field::Day(month, day, _) => Some(format!("XXXX-{month:02}-{day:02}")),
            Field::Month(month) => Some(format!("XXXX-{month:02}")),
            Field::Quarter(quarter) => Some(format!("XXXX-Q{quarter}")),
            Field::Season(season) => Some(format!("XXXX-{season}")),
            _ => None,
        },
        Meaning::InMonth { field: Field::Day(_, day, _), .. } => Some(format!("XXXX-XX-{day:02}")),
        Meaning::Weekday(weekday, _) => Some(format!("XXXX-WXX-{weekday}")),
        _ => None,
    }
}

/// What is written out in full and counts from nothing.
fn stated(parsed: &Parsed) -> Option<Stretch> {
    let stretch = match &parsed.meaning {
        Meaning::Calendar { year: Year::Known(year), field } => field_of(*year, field)?,
        Meaning::Decade(first, true) => {
            Stretch { window: cal::years(*first, first + 9)?, unit: Some(TimeUnit::Decade) }
        }
        // The hundreds are not said; people write so of the century before.
        Meaning::Decade(first, false) => {
            Stretch { window: cal::years(*first, first + 9)?, unit: Some(TimeUnit::Decade) }
        }
        Meaning::Century(first) => Stretch { window: cal::years(*first, first + 99)?, unit: Some(TimeUnit::Century) },
        Meaning::Range(from, to) => {
            let (from, to) = (stated(&Parsed::plain((**from).clone()))?, stated(&Parsed::plain((**to).clone()))?);
            let window = sound(DateWindow { earliest: from.window.earliest, latest: to.window.latest })?;
            Stretch { window, unit: None }
        }
        _ => return None,
    };
    Some(edge(stretch, parsed.edge, None))
}

/// A part of a known year.
fn field_of(year: i16, field: &Field) -> Option<Stretch> {
    let (window, unit) = match field {
        Field::Whole => (cal::years(year, year)?, TimeUnit::Year),
        Field::Half(half) => (cal::months(year, half * 6 - 5, half * 6)?, TimeUnit::Half),
        Field::Quarter(quarter) => (cal::months(year, quarter * 3 - 2, quarter * 3)?, TimeUnit::Quarter),
        Field::Season(season) => return Some(Stretch { window: cal::season(year, season)?, unit: None }),
        Field::Month(month) => (cal::month(year, *month)?, TimeUnit::Month),
        Field::Day(month, day, _) => (DateWindow::day(cal::day(year, *month, *day)?), TimeUnit::Day),
        Field::Days(month, first, last) => {
            let window = DateWindow::between(cal::day(year, *month, *first)?, cal::day(year, *month, *last)?);
            return Some(Stretch { window, unit: None });
        }
        Field::Week(nth) if *nth < 0 => {
            let last = cal::around(cal::day(year, 12, 28)?, TimeUnit::Week)?;
            let steps = i64::from(*nth) + 1;
            (cal::around(cal::add(last.earliest?, steps, TimeUnit::Week)?, TimeUnit::Week)?, TimeUnit::Week)
        }
        Field::Week(nth) => (cal::week(year, *nth)?, TimeUnit::Week),
        Field::WeekAround(month, day) => (cal::week_of(cal::day(year, *month, *day)?)?, TimeUnit::Week),
        Field::WeekOfMonth(month, nth) => (week_of_month(year, *month, *nth)?, TimeUnit::Week),
        Field::NthWeekday(month, weekday, nth) => {
            (DateWindow::day(cal::nth_weekday(year, *month, *weekday, *nth)?), TimeUnit::Day)
        }
        Field::LastDay(month, nth) => {
            let last = cal::day(year, *month, 1)?.last_of_month();
            (DateWindow::day(cal::add(last, 1 - i64::from(*nth), TimeUnit::Day)?), TimeUnit::Day)
        }
        Field::Feast(rule) => (DateWindow::day(cal::feast(year, rule)?), TimeUnit::Day),
    };
    Some(Stretch { window, unit: Some(unit) })
}

/// The nth week of a month that has its Thursday there (the rule of ISO 8601 for years); -1 is the last.
fn week_of_month(year: i16, month: i8, nth: i8) -> Option<DateWindow> {
    cal::week_of(cal::nth_weekday(year, month, 4, nth).or_else(|| cal::nth_weekday(year, month, 4, -1))?)
}

/// What the expression means when the text is published on `speech`; `true` when it counts from the story.
fn at(parsed: &Parsed, speech: Date, around: &Surroundings) -> Option<Stretch> {
    let stretch = meaning_at(&parsed.meaning, speech, around)?;
    let now = matches!(&parsed.meaning, Meaning::Shift(unit, 0) if *unit > TimeUnit::Day).then_some(speech);
    Some(edge(stretch, parsed.edge, now))
}

fn meaning_at(meaning: &Meaning, speech: Date, around: &Surroundings) -> Option<Stretch> {
    match meaning {
        Meaning::Calendar { year, field } => calendar_at(*year, field, speech, around.tense),
        Meaning::InMonth { months, field } => in_month_at(*months, field, speech, around.tense),
        Meaning::Weekday(weekday, pick) => Some(on_day(weekday_at(*weekday, *pick, speech, around.tense)?)),
        Meaning::Shift(unit, by) => unit_around(cal::add(speech, i64::from(*by), *unit)?, *unit),
        Meaning::Offset(amounts, sign, from) => offset_at(amounts, *sign, from, speech, around),
        Meaning::Stretch(amount, unit, side) => stretch_at(*amount, *unit, *side, speech),
        Meaning::Anaphor(unit, by) => anaphor_at(*unit, *by, speech, around),
        Meaning::Range(from, to) => {
            let now = Meaning::Shift(TimeUnit::Day, 0);
            let tense = match (**from == now, **to == now) {
                (true, _) => Tense::Future,
                (_, true) => Tense::Past,
                _ => around.tense,
            };
            let around = &Surroundings { tense, ..*around };
            let (from, to) = (meaning_at(from, speech, around)?, meaning_at(to, speech, around)?);
            let window = sound(DateWindow { earliest: from.window.earliest, latest: to.window.latest })?;
            Some(Stretch { window, unit: None })
        }
        Meaning::Decade(..) | Meaning::Century(_) => stated(&Parsed::plain(meaning.clone())),
        Meaning::Reference(_) | Meaning::Duration(_) | Meaning::Set(_) => None,
    }
}

fn on_day(day: Date) -> Stretch {
    Stretch { window: DateWindow::day(day), unit: Some(TimeUnit::Day) }
}

fn unit_around(day: Date, unit: TimeUnit) -> Option<Stretch> {
    Some(Stretch { window: cal::around(day, unit)?, unit: Some(unit) })
}

/// The weekend that is meant by "the weekend": the last one that began, or the coming one.
fn nearest_weekend(speech: Date, tense: Tense) -> Option<Date> {
    let saturday = cal::around(speech, TimeUnit::Weekend)?.earliest?;
    if saturday > speech && tense == Tense::Past { cal::add(saturday, -7, TimeUnit::Day) } else { Some(saturday) }
}

fn calendar_at(year: Year, field: &Field, speech: Date, tense: Tense) -> Option<Stretch> {
    match year {
        Year::Known(year) => field_of(year, field),
        Year::Shifted(by) => field_of(speech.year().checked_add(i16::try_from(by).ok()?)?, field),
        Year::Toward(0) => field_of(speech.year(), field),
        Year::Toward(by) => {
            let years = (-1..=1).map(|step| speech.year() + step);
            let mut found = years.filter_map(|year| field_of(year, field));
            if by < 0 {
                found.rfind(|stretch| stretch.window.latest < Some(speech))
            } else {
                found.find(|stretch| stretch.window.earliest > Some(speech))
            }
        }
        Year::Missing => without_year(field, speech, tense),
    }
}

/// A part of an unnamed year. A month or quarter is the last that has begun, unless the clause speaks of the future;
/// a day is the nearest on the side that the tense says. A weekday that is said too must agree when it can.
fn without_year(field: &Field, speech: Date, tense: Tense) -> Option<Stretch> {
    let reach = if *field == Field::Day(2, 29, None) { 4 } else { 1 };
    let candidates = || (-reach..=reach).filter_map(|step| field_of(speech.year() + step, field));
    let agrees = |stretch: &Stretch| match (field, stretch.window.earliest) {
        (Field::Day(_, _, Some(weekday)), Some(day)) => day.weekday().to_monday_one_offset() == *weekday,
        _ => true,
    };
    let near: Vec<Stretch> = candidates().filter(|stretch| reach > 1 || within_a_year(stretch, speech)).collect();
    let near_agreeing: Vec<Stretch> = near.iter().copied().filter(agrees).collect();
    // A weekday that fits no near year is a slip of the pen; the date stands.
    let pool = if near_agreeing.is_empty() { near } else { near_agreeing };
    let begun = |stretch: &&Stretch| stretch.window.earliest <= Some(speech);
    let ahead = |stretch: &&Stretch| stretch.window.latest >= Some(speech);
    let (last, next) = (pool.iter().rfind(begun), pool.iter().find(ahead));
    let day = matches!(field, Field::Day(..) | Field::Days(..) | Field::NthWeekday(..));
    // Nobody writes "Dec. 1" in November and means eleven months ago, whatever the tense of the sentence.
    let far = |stretch: &Stretch| stretch.window.earliest.map_or(i32::MAX, |day| distance(day, speech));
    let soon = day && next.is_some_and(|next| far(next) < 45) && last.is_none_or(|last| far(last) > 250);
    match tense {
        _ if matches!(field, Field::Quarter(_) | Field::Half(_)) => last.or(next),
        Tense::Past if soon => next,
        Tense::Past => last.or(next),
        Tense::Future => next.or(last),
        Tense::Unknown if day => nearest(last, next, speech),
        Tense::Unknown => last.or(next),
    }
    .copied()
}

fn within_a_year(stretch: &Stretch, speech: Date) -> bool {
    stretch.window.earliest.is_some_and(|day| distance(day, speech) <= 370)
}

fn distance(left: Date, right: Date) -> i32 {
    left.until(right).map_or(i32::MAX, |span| span.get_days().abs())
}

fn nearest<'s>(last: Option<&'s Stretch>, next: Option<&'s Stretch>, speech: Date) -> Option<&'s Stretch> {
    let far = |stretch: Option<&Stretch>| {
        stretch.and_then(|s| s.window.earliest).map_or(i32::MAX, |day| distance(day, speech))
    };
    if far(last) <= far(next) { last.or(next) } else { next.or(last) }
}

fn in_month_at(months: Option<i32>, field: &Field, speech: Date, tense: Tense) -> Option<Stretch> {
    let in_the_month = |months: i32| {
        let day = cal::add(speech.first_of_month(), i64::from(months), TimeUnit::Month)?;
        field_of(day.year(), &with_month(field, day.month()))
    };
    if let Some(months) = months {
        return in_the_month(months);
    }
    let candidates: Vec<Stretch> = (-1..=1).filter_map(in_the_month).collect();
    let weekday = |stretch: &&Stretch| match (field, stretch.window.earliest) {
        (Field::Day(_, _, Some(weekday)), Some(day)) => day.weekday().to_monday_one_offset() == *weekday,
        _ => true,
    };
    let agreeing: Vec<Stretch> = candidates.iter().filter(weekday).copied().collect();
    let pool = if agreeing.is_empty() { &candidates } else { &agreeing };
    let last = pool.iter().rfind(|stretch| stretch.window.earliest <= Some(speech));
    let next = pool.iter().find(|stretch| stretch.window.latest >= Some(speech));
    match tense {
        Tense::Past => last.or(next),
        Tense::Future => next.or(last),
        Tense::Unknown => nearest(last, next, speech),
    }
    .copied()
}

fn with_month(field: &Field, month: i8) -> Field {
    match field {
        Field::Day(_, day, weekday) => Field::Day(month, *day, *weekday),
        Field::Days(_, first, last) => Field::Days(month, *first, *last),
        Field::NthWeekday(_, weekday, nth) => Field::NthWeekday(month, *weekday, *nth),
        Field::WeekOfMonth(_, nth) => Field::WeekOfMonth(month, *nth),
        Field::WeekAround(_, day) => Field::WeekAround(month, *day),
        Field::LastDay(_, nth) => Field::LastDay(month, *nth),
        other => other.clone(),
    }
}

fn weekday_at(weekday: i8, pick: Pick, speech: Date, tense: Tense) -> Option<Date> {
    let today = i64::from(speech.weekday().to_monday_one_offset());
    let ahead = (i64::from(weekday) - today).rem_euclid(7);
    let behind = (today - i64::from(weekday)).rem_euclid(7);
    let in_week = |by: i64| cal::add(speech, i64::from(weekday) - today + 7 * by, TimeUnit::Day);
    match pick {
        Pick::Nearest if tense == Tense::Future => cal::add(speech, ahead, TimeUnit::Day),
        Pick::Nearest => cal::add(speech, -behind, TimeUnit::Day),
        Pick::Shift(-1) => cal::add(speech, -(if behind == 0 { 7 } else { behind }), TimeUnit::Day),
        Pick::Shift(by) => in_week(i64::from(by)),
        Pick::InWeek(by) => in_week(i64::from(by)),
        Pick::Nth(nth) => cal::nth_weekday(speech.year(), speech.month(), weekday, nth),
        Pick::Steps(steps) if steps > 0 => {
            let first = if ahead == 0 { 7 } else { ahead };
            cal::add(speech, first + 7 * (i64::from(steps) - 1), TimeUnit::Day)
        }
        Pick::Steps(steps) => {
            let first = if behind == 0 { 7 } else { behind };
            cal::add(speech, -first + 7 * (i64::from(steps) + 1), TimeUnit::Day)
        }
    }
}

fn counts_from_story(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Offset(_, _, From::Story) | Meaning::Anaphor(..))
}

/// What counts from the story needs no day of publication.
fn at_story(parsed: &Parsed, around: &Surroundings) -> Option<Stretch> {
    let story = around.story?;
    let day = story.window.earliest?;
    Some(edge(meaning_at(&parsed.meaning, day, around)?, parsed.edge, None))
}

fn offset_at(
    amounts: &[(Amount, TimeUnit)],
    sign: i32,
    from: &From,
    speech: Date,
    around: &Surroundings,
) -> Option<Stretch> {
    let base = match from {
        From::Speech => on_day(speech),
        From::Story => around.story.unwrap_or(on_day(speech)),
        From::Time(meaning) => meaning_at(meaning, speech, around)?,
    };
    let one_year = amounts == [(Amount::Exact(1.0), TimeUnit::Year)] && sign < 0;
    let base = if one_year && (*from != From::Speech || around.quarter.is_some()) {
        around.quarter.unwrap_or(base)
    } else {
        base
    };
    moved(base, amounts, sign, !matches!(from, From::Time(_)))
}

/// A stretch moved by lengths; `loose` rounds to the unit that the length is told in.
pub(super) fn moved(base: Stretch, amounts: &[(Amount, TimeUnit)], sign: i32, loose: bool) -> Option<Stretch> {
    if amounts.iter().any(|(amount, _)| *amount == Amount::Vague) {
        let window = if sign < 0 {
            DateWindow { earliest: None, latest: base.window.latest }
        } else {
            DateWindow { earliest: base.window.earliest, latest: None }
        };
        return Some(Stretch { window, unit: None });
    }
    let shift = |day: Date| amounts.iter().try_fold(day, |day, (amount, unit)| add_amount(day, *amount, *unit, sign));
    let (first, last) = (shift(base.window.earliest?)?, shift(base.window.latest?)?);
    let smallest = amounts.iter().map(|(_, unit)| *unit).min()?;
    let unit = match base.unit {
        _ if smallest <= TimeUnit::Hour => TimeUnit::Day,
        Some(unit) if unit == TimeUnit::Quarter && smallest == TimeUnit::Year => TimeUnit::Quarter,
        Some(unit) if loose => unit.max(smallest),
        Some(unit) => unit,
        None => return Some(Stretch { window: DateWindow::between(first, last), unit: None }),
    };
    match unit {
        TimeUnit::Day | TimeUnit::Night => {
            Some(Stretch { window: DateWindow::between(first, last), unit: Some(TimeUnit::Day) })
        }
        // A month and a half, or two months from within a year: the days are known, their name is not.
        _ if base.unit > Some(smallest) => Some(Stretch { window: DateWindow::between(first, last), unit: None }),
        _ => unit_around(first, unit),
    }
}

#[allow(clippy::cast_possible_truncation)] // Amounts are below 100,000.
fn add_amount(day: Date, amount: Amount, unit: TimeUnit, sign: i32) -> Option<Date> {
    let Amount::Exact(value) = amount else { return None };
    let whole = cal::add(day, i64::from(sign) * value.trunc() as i64, unit)?;
    if value.fract() == 0.0 {
        return Some(whole);
    }
    let days = match unit {
        TimeUnit::Year => 365.0,
        TimeUnit::Decade => 3652.0,
        TimeUnit::Month => 30.0,
        TimeUnit::Week => 7.0,
        _ => 1.0,
    };
    cal::add(whole, i64::from(sign) * (value.fract() * days) as i64, TimeUnit::Day)
}

/// "the past three months" ends on the day of publication; vague stretches reach no further than a reader would expect.
fn stretch_at(amount: Amount, unit: TimeUnit, side: i32, speech: Date) -> Option<Stretch> {
    let reach = match unit {
        TimeUnit::Day => 14.0,
        TimeUnit::Week => 10.0,
        TimeUnit::Month | TimeUnit::Year => 12.0,
        _ => 6.0,
    };
    let amount = if amount == Amount::Vague { Amount::Exact(reach) } else { amount };
    let far = add_amount(speech, amount, unit, side)?;
    let window = if side < 0 { DateWindow::between(far, speech) } else { DateWindow::between(speech, far) };
    Some(Stretch { window, unit: None })
}

fn anaphor_at(unit: TimeUnit, by: i32, speech: Date, around: &Surroundings) -> Option<Stretch> {
    if unit == TimeUnit::Weekend && by == 0 {
        return unit_around(nearest_weekend(speech, around.tense)?, TimeUnit::Weekend);
    }
    let base = match (unit, around.quarter, around.story) {
        (TimeUnit::Quarter, Some(quarter), _) if by == 0 => quarter.window.earliest?,
        // Figures of "the quarter" are those of the last one that has ended.
        (TimeUnit::Quarter, None, _) if by == 0 => cal::add(speech, -1, TimeUnit::Quarter)?,
        (_, _, Some(story)) => story.window.earliest?,
        _ => speech,
    };
    unit_around(cal::add(base, i64::from(by), unit)?, unit)
}

/// Narrows a stretch to its beginning, middle or end. With `now`, "earlier" and "later" count from there.
fn edge(stretch: Stretch, edge: Option<TimeEdge>, now: Option<Date>) -> Stretch {
    let (Some(edge), Some(first), Some(last)) = (edge, stretch.window.earliest, stretch.window.latest) else {
        return stretch;
    };
    if first == last {
        return stretch;
    }
    let now = now.filter(|now| first <= *now && *now <= last);
    let half = part_way(first, last, 2, 4);
    let window = match (edge, now) {
        (TimeEdge::Earlier, Some(now)) => DateWindow::between(first, now),
        (TimeEdge::Later, Some(now)) => DateWindow::between(now, last),
        // "later in 2019" says little about which part of it.
        (TimeEdge::Earlier | TimeEdge::Later, None) => return stretch,
        (TimeEdge::Start, _) => DateWindow::between(first, half),
        (TimeEdge::Mid, _) => DateWindow::between(part_way(first, last, 1, 4), part_way(first, last, 3, 4)),
        (TimeEdge::End, _) => DateWindow::between(cal::add(half, 1, TimeUnit::Day).unwrap_or(half), last),
    };
    Stretch { window: sound(window).unwrap_or(stretch.window), ..stretch }
}

fn part_way(first: Date, last: Date, part: i64, of: i64) -> Date {
    // Quarters and halves of a year end with a month.
    if (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31) && first.year() == last.year() {
        return cal::month(first.year(), i8::try_from(12 * part / of).unwrap_or(12))
            .and_then(|month| month.latest)
            .unwrap_or(last);
    }
    let days = i64::from(distance(first, last));
    cal::add(first, days * part / of, TimeUnit::Day).unwrap_or(first)
}
