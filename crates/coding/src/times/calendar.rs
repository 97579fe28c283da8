//! Days, weeks, months and what can be reckoned with them.

use codebook::TimeUnit;
use document::DateWindow;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A day, when there is such a day.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The first to the last day of a month.
pub(crate) fn month(year: i16, month: i8) -> Option<DateWindow> {
    let first = day(year, month, 1)?;
    Some(DateWindow::between(first, first.last_of_month()))
}

/// The months `first..=last` of a year.
pub(crate) fn months(year: i16, first: i8, last: i8) -> Option<DateWindow> {
    Some(DateWindow::between(day(year, first, 1)?, day(year, last, 1)?.last_of_month()))
}

/// The years `first..=last`.
pub(crate) fn years(first: i16, last: i16) -> Option<DateWindow> {
    Some(DateWindow::between(day(first, 1, 1)?, day(last, 12, 31)?))
}

/// Monday to Sunday around a day.
pub(crate) fn week_of(date: Date) -> Option<DateWindow> {
    let monday = add(date, -i64::from(date.weekday().to_monday_zero_offset()), TimeUnit::Day)?;
    Some(DateWindow::between(monday, add(monday, 6, TimeUnit::Day)?))
}

/// Monday to Sunday of an ISO 8601 week.
pub(crate) fn week(year: i16, week: i8) -> Option<DateWindow> {
    week_of(ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date())
}

/// A day so many units later; `None` outside of the calendar.
pub(crate) fn add(date: Date, n: i64, unit: TimeUnit) -> Option<Date> {
    if n.abs() > 100_000 {
        return None;
    }
    let span: Span = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return Some(date),
        TimeUnit::Day | TimeUnit::Night => n.days(),
        TimeUnit::Week | TimeUnit::Weekend => n.weeks(),
        TimeUnit::Fortnight => (2 * n).weeks(),
        TimeUnit::Month => n.months(),
        TimeUnit::Quarter => (3 * n).months(),
        TimeUnit::Half => (6 * n).months(),
        TimeUnit::Year => within(n)?.years(),
        TimeUnit::Decade => within(n * 10)?.years(),
        TimeUnit::Century => within(n * 100)?.years(),
        TimeUnit::Millennium => within(n * 1000)?.years(),
    };
    date.checked_add(span).ok()
}

fn within(years: i64) -> Option<i64> {
    (years.abs() < 10_000).then_some(years)
}

/// The calendar unit that holds a day.
pub(crate) fn around(date: Date, unit: TimeUnit) -> Option<DateWindow> {
    let (year, quarter) = (date.year(), (date.month() - 1) / 3);
    match unit {
        TimeUnit::Week => week_of(date),
        TimeUnit::Fortnight => {
            let week = week_of(date)?;
            Some(DateWindow { latest: add(week.latest?, 7, TimeUnit::Day), ..week })
        }
        TimeUnit::Weekend => {
            let week = week_of(date)?;
            Some(DateWindow { earliest: add(week.earliest?, 5, TimeUnit::Day), ..week })
        }
        TimeUnit::Month => month(year, date.month()),
        TimeUnit::Quarter => months(year, quarter * 3 + 1, quarter * 3 + 3),
        TimeUnit::Half => months(year, if date.month() < 7 { 1 } else { 7 }, if date.month() < 7 { 6 } else { 12 }),
        TimeUnit::Year => years(year, year),
        TimeUnit::Decade => years(year - year.rem_euclid(10), year - year.rem_euclid(10) + 9),
        TimeUnit::Century => years(year - year.rem_euclid(100), year - year.rem_euclid(100) + 99),
        TimeUnit::Millennium => years(year - year.rem_euclid(1000), year - year.rem_euclid(1000) + 999),
        _ => Some(DateWindow::day(date)),
    }
}

/// The `nth` such weekday of a month; -1 is the last.
pub(crate) fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm printed in Meeus, Astronomical Algorithms, 1991).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

/// The day of a feast: `12-25` or the name of a rule.
pub(crate) fn feast(year: i16, rule: &str) -> Option<Date> {
    match rule {
        "easter" => easter(year),
        "good friday" => add(easter(year)?, -2, TimeUnit::Day),
        "thanksgiving" => nth_weekday(year, 11, 4, 4),
        _ => {
            let (month, date) = rule.split_once('-')?;
            day(year, month.parse().ok()?, date.parse().ok()?)
        }
    }
}

/// The season `SP`, `SU`, `FA` or `WI` of a year, by whole months in the north; winter starts in December of that year.
pub(crate) fn season(year: i16, season: &str) -> Option<DateWindow> {
    match season {
        "SP" => months(year, 3, 5),
        "SU" => months(year, 6, 8),
        "FA" => months(year, 9, 11),
        _ => Some(DateWindow::between(day(year, 12, 1)?, day(year + 1, 2, 1)?.last_of_month())),
    }
}
