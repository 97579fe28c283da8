//! A date as a form holds it: how exactly it is known, and its days.

use crate::form::Form;
use casework::fields::window;

/// How exactly a date is known.
pub const PRECISIONS: [&str; 5] = ["day", "month", "year", "span", "unknown"];

/// A date in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateForm {
    /// One of [`PRECISIONS`].
    pub precision: String,
    /// The day, month or year, or the first day of a span.
    pub first: String,
    /// The last day of a span.
    pub last: String,
}

impl DateForm {
    /// From a recorded value.
    pub fn of(value: &str) -> Self {
        let value = value.trim();
        let form = |precision: &str, first: &str, last: &str| Self {
            precision: precision.to_owned(),
            first: first.to_owned(),
            last: last.to_owned(),
        };
        if let Some((first, last)) = value.split_once('/') {
            let end = |text: &'_ str| if text.trim() == ".." { String::new() } else { text.trim().to_owned() };
            return match whole(value) {
                Some((precision, unit)) => form(precision, &unit, ""),
                None => form("span", &end(first), &end(last)),
            };
        }
        match value.len() {
            0 => form("unknown", "", ""),
            4 => form("year", value, ""),
            7 => form("month", value, ""),
            _ => form("day", value, ""),
        }
    }

    /// As it came back.
    pub fn posted(form: &Form) -> Self {
        let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
        Self { precision: text("precision"), first: text("date"), last: text("date-until") }
    }

    /// As it is recorded; none when something is wrong.
    pub fn value(&self) -> Option<String> {
        if self.wrong().is_some() {
            return None;
        }
        Some(match self.precision.as_str() {
            "unknown" => String::new(),
            "span" => format!("{}/{}", self.first, self.last),
            _ => self.first.clone(),
        })
    }

    /// What is wrong: the name of the words for it.
    pub fn wrong(&self) -> Option<&'static str> {
        let is_unit = |text: &str, length: usize| text.len() == length && !text.contains('/') && window(text).is_some();
        let is_end = |text: &str| text.is_empty() || is_unit(text, 10) || is_unit(text, 7) || is_unit(text, 4);
        match self.precision.as_str() {
            "day" if is_unit(&self.first, 10) => None,
            "day" => Some("wrong-day"),
            "month" if is_unit(&self.first, 7) => None,
            "month" => Some("wrong-month"),
            "year" if is_unit(&self.first, 4) => None,
            "year" => Some("wrong-year"),
            "span" if self.first.is_empty() && self.last.is_empty() => Some("wrong-span"),
            "span" if !(is_end(&self.first) && is_end(&self.last)) => Some("wrong-span"),
            "span" if window(&format!("{}/{}", self.first, self.last)).is_none() => Some("wrong-order"),
            "span" | "unknown" => None,
            _ => Some("wrong-precision"),
        }
    }
}

/// A span that is just a month or a year.
fn whole(value: &str) -> Option<(&'static str, String)> {
    let days = window(value)?;
    let first = days.earliest?.to_string();
    let unit = |length: usize| first.get(..length).filter(|unit| window(unit) == Some(days)).map(str::to_owned);
    unit(4).map(|year| ("year", year)).or_else(|| unit(7).map(|month| ("month", month)))
}
