//! Days written out in words or figures. No clock: a day without a year stays without one.

use document::{DateWindow, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A day that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where, in the searched text.
    pub span: Span,
    /// The day, or the days that it may be when the order of day and month is open; `None` without a year.
    pub window: Option<DateWindow>,
    /// Month and day when the year is missing.
    pub yearless: Option<(i8, i8)>,
}

/// In which order a language writes `3/4/2020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Nearly everywhere.
    DayFirst,
    /// English may be either.
    Open,
}

impl Order {
    /// The order in a language (BCP 47).
    pub fn of(language: Option<&str>) -> Order {
        if language.is_none_or(|language| language == "en" || language.starts_with("en-")) {
            Order::Open
        } else {
            Order::DayFirst
        }
    }
}

/// A word, a number or a mark, with its place.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

impl Token<'_> {
    const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self, longest: usize) -> Option<i16> {
        let digits = self.text.len() <= longest && self.text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { self.text.parse().ok() } else { None }
    }

    fn month(&self) -> Option<i8> {
        months().get(self.text.to_lowercase().as_str()).copied()
    }

    fn is_mark(&self, marks: &str) -> bool {
        self.text.len() == 1 && marks.contains(self.text)
    }
}

/// All days in `text`, in order. Two-digit years count only where `short_years` (datelines of old wire copy).
pub fn find(text: &str, order: Order, short_years: bool) -> Vec<Found> {
    let tokens = tokens(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match day_at(&tokens[at..], order, short_years) {
            Some((n_tokens, window, yearless)) => {
                let span = Span::new(tokens[at].start, tokens[at + n_tokens - 1].end());
                found.push(Found { span, window, yearless });
                at += n_tokens;
            }
            None => at += 1,
        }
    }
    found
}

/// The day at the head of a machine-readable value such as `2020-09-30T23:10:00+07:00`, as written, no zone applied.
pub fn machine(value: &str) -> Option<Date> {
    let value = value.trim();
    if let Some(found) = find(value, Order::Open, false).first().filter(|found| found.span.start < 12) {
        return found.window?.exact();
    }
    let digits = value.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    if value.as_bytes().get(8).is_some_and(u8::is_ascii_digit) && value.len() < 12 {
        return None; // seconds since 1970 have ten figures and no zone
    }
    day(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..8].parse().ok()?)
}

/// The day inside an address, such as `/2020/09/30/` or `2020-09-30`.
pub fn address(url: &str) -> Option<(Date, &str)> {
    let bytes = url.as_bytes();
    for start in 0..bytes.len().saturating_sub(7) {
        if start > 0 && bytes[start - 1].is_ascii_digit() || !bytes[start].is_ascii_digit() {
            continue;
        }
        for (length, parts) in [(10, [0, 5, 8]), (8, [0, 4, 6])] {
            let Some(piece) = url.get(start..start + length) else { continue };
            if bytes.get(start + length).is_some_and(u8::is_ascii_digit) || !well_parted(piece.as_bytes()) {
                continue;
            }
            let number = |from: usize, to: usize| piece.get(from..to).and_then(|digits| digits.parse::<i16>().ok());
            let (Some(year), Some(month), Some(day_of)) =
                (number(parts[0], 4), number(parts[1], parts[1] + 2), number(parts[2], parts[2] + 2))
            else {
                continue;
            };
            if let Some(date) = day(year, month, day_of).filter(|date| date.year() >= 1990) {
                return Some((date, piece));
            }
        }
    }
    None
}

/// Four, two and two figures, parted by the same mark or by none.
fn well_parted(piece: &[u8]) -> bool {
    match piece.len() {
        10 => matches!(piece[4], b'/' | b'-' | b'_' | b'.') && piece[4] == piece[7],
        _ => piece.iter().all(u8::is_ascii_digit),
    }
}

type Parsed = (usize, Option<DateWindow>, Option<(i8, i8)>);

fn day_at(tokens: &[Token<'_>], order: Order, short_years: bool) -> Option<Parsed> {
    let day = figures(tokens, order).or_else(|| day_month(tokens, short_years)).or_else(|| month_day(tokens));
    day.or_else(|| whole_month(tokens))
}

/// `December 2031`.
fn whole_month(tokens: &[Token<'_>]) -> Option<Parsed> {
    let month = tokens.first()?.month()?;
    let year = tokens.get(1)?.number(4).filter(|_| tokens[1].text.len() == 4)?;
    let first = day(year, i16::from(month), 1)?;
    Some((2, Some(DateWindow::between(first, first.last_of_month())), None))
}

/// `2020-09-30`, `30.09.2020`, `9/30/2020`.
fn figures(tokens: &[Token<'_>], order: Order) -> Option<Parsed> {
    let [first, mark, second, other, third, ..] = tokens else { return None };
    if !mark.is_mark("-./") || other.text != mark.text || first.end() != mark.start || mark.end() != second.start {
        return None;
    }
    let (first, second) = (first.number(4).map(|n| (n, first.text.len()))?, second.number(2)?);
    let third_length = if third.text.len() > 4 { third.text.find('T')? } else { third.text.len() };
    let third: i16 = third.text.get(..third_length)?.parse().ok()?;
    if first.1 == 4 {
        return Some((5, Some(DateWindow::day(day(first.0, second, third)?)), None));
    }
    if third_length != 4 {
        return None;
    }
    let day_first = day(third, second, first.0);
    let month_first = day(third, first.0, second);
    let window = match (day_first, month_first) {
        (Some(date), None) | (None, Some(date)) => DateWindow::day(date),
        (Some(date), Some(_)) if mark.text == "." || order == Order::DayFirst => DateWindow::day(date),
        (Some(left), Some(right)) => DateWindow::between(left.min(right), left.max(right)),
        (None, None) => return None,
    };
    Some((5, Some(window), None))
}

/// `30 September 2020`, `30. September 2020`, `30 de septiembre de 2020`, `30th of September, 2020`, `30-Sep-2020`.
fn day_month(tokens: &[Token<'_>], short_years: bool) -> Option<Parsed> {
    let day_of = ordinal(tokens.first()?)?;
    let mut at = 1;
    while at < 3 && tokens.get(at).is_some_and(|token| token.is_mark(".-/,") || is_link(token.text)) {
        at += 1;
    }
    let month = tokens.get(at)?.month()?;
    at += 1;
    let mut year_at = at;
    while year_at < at + 3 && tokens.get(year_at).is_some_and(|token| token.is_mark(".,-/") || is_link(token.text)) {
        year_at += 1;
    }
    with_year(tokens, at, year_at, month, day_of, short_years)
}

/// `September 30, 2020`, `Sept. 30`, `March 3rd 2031`.
fn month_day(tokens: &[Token<'_>]) -> Option<Parsed> {
    let month = tokens.first()?.month()?;
    let mut at = 1;
    while tokens.get(at).is_some_and(|token| token.is_mark(".")) && at < 2 {
        at += 1;
    }
    let day_of = ordinal(tokens.get(at)?)?;
    at += 1;
    let mut year_at = at;
    while year_at < at + 2 && tokens.get(year_at).is_some_and(|token| token.is_mark(",.")) {
        year_at += 1;
    }
    with_year(tokens, at, year_at, month, day_of, false)
}

fn with_year(
    tokens: &[Token<'_>],
    at: usize,
    year_at: usize,
    month: i8,
    day_of: i16,
    short_years: bool,
) -> Option<Parsed> {
    let year = tokens.get(year_at).and_then(|token| match token.text.len() {
        4 => token.number(4).filter(|year| (1900..2100).contains(year)),
        2 if short_years => token.number(2).map(|year| if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    });
    match year {
        Some(year) => Some((year_at + 1, Some(DateWindow::day(day(year, i16::from(month), day_of)?)), None)),
        None => {
            day(2024, i16::from(month), day_of)?;
            Some((at, None, Some((month, i8::try_from(day_of).ok()?))))
        }
    }
}

/// `3`, `3rd`, `1er`.
fn ordinal(token: &Token<'_>) -> Option<i16> {
    let digits = token.text.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == 'º' || letter == '°');
    let ending = &token.text[digits.len()..];
    let known = ["", "st", "nd", "rd", "th", "er", "º", "°"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let number: i16 = digits.parse().ok()?;
    (known && digits.len() <= 2 && (1..=31).contains(&number)).then_some(number)
}

fn is_link(word: &str) -> bool {
    ["de", "of", "del", "di"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn day(year: i16, month: i16, day_of: i16) -> Option<Date> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day_of).ok()?).ok()
}

/// Whether a word is a month's name or a year.
pub(super) fn names_time(word: &str) -> bool {
    let is_year = word.len() == 4 && word.parse().is_ok_and(|year: i16| (1900..2100).contains(&year));
    is_year || months().contains_key(word.to_lowercase().as_str())
}

/// Runs of letters and digits, and single marks; blanks are dropped.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() || letter == '°' {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            tokens.push(Token { text: &text[start..at], start });
        }
        if !letter.is_whitespace() {
            tokens.push(Token { text: &text[at..at + letter.len_utf8()], start: at });
        }
    }
    if let Some(start) = start {
        tokens.push(Token { text: &text[start..], start });
    }
    tokens
}

fn months() -> &'static HashMap<&'static str, i8> {
    static MONTHS: OnceLock<HashMap<&'static str, i8>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        let rows =
            include_str!("../../../../codebook/reading/months.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            row.split('\t').collect::<Vec<_>>().get(..2).and_then(|row| Some((row[0], row[1].parse().ok()?)))
        })
        .collect()
    })
}
