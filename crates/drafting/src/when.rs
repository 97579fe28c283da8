//! Days as a lawyer writes them: no surer than the record is.

use crate::words::{t, with};
use document::DateWindow;
use jiff::civil::Date;

/// When something happened, as the beginning of a sentence: "On 14 March 2031", "In or about May 2031".
///
/// `basis`: `stated`, `relative`, `inferred` or `unknown`, as in the records.
pub fn opening(window: DateWindow, basis: &str) -> String {
    let about = basis == "inferred";
    let key = |sure: &'static str, unsure: &'static str| if about { unsure } else { sure };
    match (window.earliest, window.latest) {
        (Some(first), Some(last)) if first == last => with(key("on-day", "about-day"), &[("day", &day(first))]),
        (Some(first), Some(last)) if is_year(first, last) => {
            with(key("in-year", "about-year"), &[("year", &first.year().to_string())])
        }
        (Some(first), Some(last)) if is_month(first, last) => {
            with(key("in-month", "about-month"), &[("month", &month(first))])
        }
        (Some(first), Some(last)) => {
            let (first, last) = between(first, last);
            with("between", &[("first", &first), ("last", &last)])
        }
        (Some(first), None) => with("since-day", &[("day", &day(first))]),
        (None, Some(last)) => with("until-day", &[("day", &day(last))]),
        (None, None) => t("no-day"),
    }
}

/// The same within a sentence.
pub fn within(window: DateWindow, basis: &str) -> String {
    lower_first(&opening(window, basis))
}

/// The same in a table: "14 March 2031", "March 2031".
pub fn short(window: DateWindow) -> String {
    match (window.earliest, window.latest) {
        (Some(first), Some(last)) if first == last => day(first),
        (Some(first), Some(last)) if is_year(first, last) => first.year().to_string(),
        (Some(first), Some(last)) if is_month(first, last) => month(first),
        (Some(first), Some(last)) => {
            let (first, last) = between(first, last);
            format!("{first} – {last}")
        }
        (Some(first), None) => lower_first(&with("since-day", &[("day", &day(first))])),
        (None, Some(last)) => lower_first(&with("until-day", &[("day", &day(last))])),
        (None, None) => String::new(),
    }
}

/// Both ends, without what they share.
fn between(first: Date, last: Date) -> (String, String) {
    let whole_months = first.day() == 1 && last == last.last_of_month();
    match (whole_months, first.year() == last.year(), first.month() == last.month()) {
        (true, true, _) => (month_name(first), month(last)),
        (true, false, _) => (month(first), month(last)),
        (false, true, true) => (first.day().to_string(), day(last)),
        (false, true, false) => (format!("{} {}", first.day(), month_name(first)), day(last)),
        (false, false, _) => (day(first), day(last)),
    }
}

/// "14 March 2031".
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "March 2031".
pub fn month(date: Date) -> String {
    date.strftime("%B %Y").to_string()
}

fn month_name(date: Date) -> String {
    date.strftime("%B").to_string()
}

fn is_month(first: Date, last: Date) -> bool {
    first.day() == 1 && last == first.last_of_month()
}

fn is_year(first: Date, last: Date) -> bool {
    first == first.first_of_year() && last == first.last_of_year()
}

/// A sentence's beginning within a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The beginning of a sentence.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
