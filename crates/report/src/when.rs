//! A date with its uncertainty, in words.

use askama::Template;
use document::{Basis, DateWindow, FuzzyDate};
use jiff::civil::Date;

/// "3 March 2021", "between 1 and 15 May 2021", "in March 2021", "not known". Printed by its template.
#[derive(Clone, Debug, Template)]
#[template(path = "when.txt")]
pub struct When {
    shape: Shape,
}

/// What is known of a date, as a person would put it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    Unknown,
    Day(String),
    Month(String),
    Year(i16),
    Between(String, String),
    Since(String),
    Until(String),
}

impl When {
    /// The words for a window.
    pub fn new(window: DateWindow) -> When {
        When { shape: shape(window) }
    }

    /// The words for a date.
    pub fn of(date: &FuzzyDate) -> When {
        When::new(date.window)
    }

    /// Whether there is anything to say.
    pub fn is_known(&self) -> bool {
        self.shape != Shape::Unknown
    }
}

fn shape(window: DateWindow) -> Shape {
    let DateWindow { earliest, latest } = window;
    match (earliest, latest) {
        (None, None) => Shape::Unknown,
        (Some(first), None) => Shape::Since(day(first)),
        (None, Some(last)) => Shape::Until(day(last)),
        (Some(first), Some(last)) if first == last => Shape::Day(day(first)),
        (Some(first), Some(last)) if is_year(first, last) => Shape::Year(first.year()),
        (Some(first), Some(last)) if is_month(first, last) => Shape::Month(first.strftime("%B %Y").to_string()),
        (Some(first), Some(last)) => Shape::Between(start(first, last), day(last)),
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The first day without what it shares with the last.
fn start(first: Date, last: Date) -> String {
    match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.day().to_string(),
        (true, false) => first.strftime("%-d %B").to_string(),
        _ => day(first),
    }
}

fn is_month(first: Date, last: Date) -> bool {
    first.day() == 1 && last == first.last_of_month()
}

fn is_year(first: Date, last: Date) -> bool {
    first == first.first_of_year() && last == first.last_of_year()
}

/// How a date is known, for templates.
pub const fn basis_key(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Relative => "relative",
        Basis::Inferred => "inferred",
        Basis::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn words(earliest: Option<Date>, latest: Option<Date>) -> String {
        When::new(DateWindow { earliest, latest }).to_string()
    }

    #[test]
    fn windows_read_as_people_say_them() {
        let (may_1, may_15) = (Some(date(2021, 5, 1)), Some(date(2021, 5, 15)));
        assert_eq!(words(may_15, may_15), "15 May 2021");
        assert_eq!(words(may_1, may_15), "between 1 and 15 May 2021");
        assert_eq!(words(Some(date(2020, 7, 1)), may_15), "between 1 July 2020 and 15 May 2021");
        assert_eq!(words(Some(date(2021, 3, 2)), may_15), "between 2 March and 15 May 2021");
        assert_eq!(words(may_1, Some(date(2021, 5, 31))), "in May 2021");
        assert_eq!(words(Some(date(2021, 1, 1)), Some(date(2021, 12, 31))), "in 2021");
        assert_eq!(words(may_1, None), "on or after 1 May 2021");
        assert_eq!(words(None, may_15), "on or before 15 May 2021");
        assert_eq!(words(None, None), "date not known");
    }
}
