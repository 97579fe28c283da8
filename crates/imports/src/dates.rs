//! Days as tables write them.

use document::DateWindow;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// In which order a table writes day, month and year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// `2031-02-03`, `2031-02`, `2031`, and from one to the other with `/` between (ISO 8601).
    #[default]
    #[serde(rename = "iso")]
    Iso,
    /// `3/2/2031`, with any of `/ . -` and blanks between.
    #[serde(rename = "day-month-year")]
    DayFirst,
    /// `2/3/2031`.
    #[serde(rename = "month-day-year")]
    MonthFirst,
}

impl DateOrder {
    /// As mappings write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::DayFirst => "day-month-year",
            Self::MonthFirst => "month-day-year",
        }
    }
}

/// The days that a cell speaks of; none when it is no date in this order. Years have four digits: nobody guesses a century.
#[must_use]
pub fn window(value: &str, order: DateOrder) -> Option<DateWindow> {
    let value = value.trim();
    if order == DateOrder::Iso { iso(value) } else { parts(value, order) }
}

fn iso(value: &str) -> Option<DateWindow> {
    // A time of the day behind the day says nothing about the day.
    let value = value.split_once('T').map_or(value, |(day, _)| day);
    let Some((first, last)) = value.split_once('/') else { return unit(value) };
    let end = |text: &str| match text.trim() {
        "" | ".." => Some(DateWindow::default()),
        text => unit(text),
    };
    let window = DateWindow { earliest: end(first)?.earliest, latest: end(last)?.latest };
    window.earliest.zip(window.latest).is_none_or(|(first, last)| first <= last).then_some(window)
}

fn unit(text: &str) -> Option<DateWindow> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    if !parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    match parts.as_slice() {
        [year, month, day] if (year.len(), month.len(), day.len()) == (4, 2, 2) => {
            text.trim().parse().ok().map(DateWindow::day)
        }
        [year, month] if (year.len(), month.len()) == (4, 2) => whole_month(year, month),
        [year] if year.len() == 4 => whole_year(year),
        _ => None,
    }
}

fn whole_month(year: &str, month: &str) -> Option<DateWindow> {
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    Some(DateWindow::between(first, first.last_of_month()))
}

fn whole_year(year: &str) -> Option<DateWindow> {
    let year = year.parse().ok()?;
    Some(DateWindow::between(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

fn parts(value: &str, order: DateOrder) -> Option<DateWindow> {
    let parts: Vec<&str> = value.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    match parts.as_slice() {
        [one, two, year] if year.len() == 4 => {
            let (day, month) = if order == DateOrder::DayFirst { (one, two) } else { (two, one) };
            let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(DateWindow::day(day))
        }
        // A day that begins with its year is not in doubt.
        [year, month, day] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().map(DateWindow::day)
        }
        [month, year] if year.len() == 4 => whole_month(year, month),
        [year] if year.len() == 4 => whole_year(year),
        _ => None,
    }
}
