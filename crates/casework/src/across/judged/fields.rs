//! How the fields of a judgement are written: names, days, passages. One grammar for the desk, the command line and the ledger.

use document::DateWindow;
use jiff::civil::Date;
use resolution::digest::{Count, Kind, Span, Status};

/// Longest passage that is quoted in an entry, code points.
pub const MAX_PASSAGE: usize = 4000;

/// One of several names in a field, which semicolons separate: `Tomas Kelvar`, `Tomas Kelvar [e person 12-24]` (that very
/// entity of the document), `Ministry of Works [organization]` (somebody new), `34 villagers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// As a person reads it.
    pub name: &'a str,
    /// The key of the entity.
    pub key: Option<&'a str>,
    /// What somebody new is.
    pub kind: Option<Kind>,
}

impl<'a> Named<'a> {
    /// The names of a field.
    pub fn all(value: &'a str) -> impl Iterator<Item = Self> {
        value.split(';').map(str::trim).filter(|one| !one.is_empty()).map(Self::one)
    }

    /// One name.
    #[must_use]
    pub fn one(text: &'a str) -> Self {
        let plain = Self { name: text, key: None, kind: None };
        let Some((name, mark)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) else { return plain };
        let (name, mark) = (name.trim(), mark.trim());
        if name.is_empty() {
            return plain;
        }
        match kind(mark) {
            Some(kind) => Self { name, key: None, kind: Some(kind) },
            None if mark.starts_with("e ") || mark.starts_with("+e ") => Self { name, key: Some(mark), kind: None },
            None => plain,
        }
    }

    /// How many, when the words begin with a number: `34 villagers`, `34+ villagers` (or more), `30-40 villagers`.
    #[must_use]
    pub fn count(&self) -> Option<Count> {
        let (number, rest) = self.name.split_once(char::is_whitespace)?;
        let n = |text: &str| text.parse::<u64>().ok();
        let (at_least, at_most) = match number.split_once(['-', '–']) {
            Some((least, most)) => (n(least)?, Some(n(most)?)),
            None => match number.strip_suffix('+') {
                Some(least) => (n(least)?, None),
                None => (n(number)?, Some(n(number)?)),
            },
        };
        let is_said = !rest.trim().is_empty() && at_most.is_none_or(|most| most >= at_least);
        is_said.then(|| Count { at_least: Some(at_least), at_most, text: self.name.to_owned(), about: false })
    }
}

/// Kinds that somebody new may have.
#[must_use]
pub fn kind(word: &str) -> Option<Kind> {
    match word {
        "person" => Some(Kind::Person),
        "organization" => Some(Kind::Organization),
        "group" => Some(Kind::Group),
        "place" => Some(Kind::Place),
        _ => None,
    }
}

/// The word of the records for a status.
#[must_use]
pub fn status(word: &str) -> Option<Status> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// Days: `2031-02-03`, a month `2031-02`, a year `2031`, from one to the other `2031-02-03/2031-02-05`, open at an end
/// `2031-02-03/` or `/2031-02-05`; nothing: not known (ISO 8601; `..` for an open end as in 8601-2).
///
/// None when it is none of these, or ends before it begins.
#[must_use]
pub fn window(value: &str) -> Option<DateWindow> {
    let value = value.trim();
    if value.is_empty() {
        return Some(DateWindow::default());
    }
    let Some((first, last)) = value.split_once('/') else { return unit(value) };
    let end = |text: &str| match text.trim() {
        "" | ".." => Some(DateWindow::default()),
        text => unit(text),
    };
    let window = DateWindow { earliest: end(first)?.earliest, latest: end(last)?.latest };
    let is_in_order = window.earliest.zip(window.latest).is_none_or(|(first, last)| first <= last);
    is_in_order.then_some(window)
}

/// A day, a month or a year.
fn unit(text: &str) -> Option<DateWindow> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let parts: Vec<&str> = text.split('-').collect();
    let fits = |widths: &[usize]| parts.len() == widths.len() && parts.iter().zip(widths).all(|(p, w)| p.len() == *w);
    if fits(&[4, 2, 2]) {
        return text.parse().ok().map(DateWindow::day);
    }
    let n = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    if fits(&[4, 2]) {
        let first = Date::new(n(0)?, i8::try_from(n(1)?).ok()?, 1).ok()?;
        return Some(DateWindow::between(first, first.last_of_month()));
    }
    if fits(&[4]) {
        let year = n(0)?;
        return Some(DateWindow::between(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    }
    None
}

/// A passage as it is recorded: its place and its words, by which it is found again when the text has moved.
#[must_use]
pub fn passage(span: Span, text: &[char]) -> String {
    let words: String =
        text.get(span.0 as usize..span.1 as usize).map(|letters| letters.iter().collect()).unwrap_or_default();
    format!("{}-{} {words}", span.0, span.1)
}

/// Where the words of a recorded passage stand in a text now: at their place, else where they stand nearest to it. None when
/// they stand there no more.
#[must_use]
pub fn anchored(passage: &str, text: &[char]) -> Option<Span> {
    let (place, words) = passage.split_once(' ').unwrap_or((passage, ""));
    let (start, end) = place.split_once('-')?;
    let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
    let words: Vec<char> = words.chars().collect();
    let span = |start: usize| Some(Span(u32::try_from(start).ok()?, u32::try_from(start + words.len()).ok()?));
    if words.is_empty() || words.len() != end.checked_sub(start)? || words.len() > MAX_PASSAGE {
        return None;
    }
    if text.get(start..end) == Some(words.as_slice()) {
        return span(start);
    }
    let found = text.windows(words.len()).enumerate().filter(|(_, window)| *window == words.as_slice());
    span(found.map(|(at, _)| at).min_by_key(|at| at.abs_diff(start))?)
}
