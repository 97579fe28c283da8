//! The traces of a date: structured data, labels, datelines, lines near the title, addresses, banners.

use super::parse::{Found, Order, address, find, machine};
use document::{Basis, DateEvidence, DateTier, DateWindow, FuzzyDate, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The paragraphs of a page in reading order, as the search for dates and names sees them.
pub struct Lines<'t> {
    /// Their words.
    pub words: Vec<&'t str>,
    /// Whether they are body.
    pub kept: Vec<bool>,
    /// The place of the title.
    pub title: Option<usize>,
    /// Whether they are days as headings of what happened on them.
    pub headings: Vec<bool>,
}

impl Lines<'_> {
    /// The first paragraph of the body that is not the title.
    pub fn first_kept(&self) -> usize {
        let body = (0..self.words.len()).find(|at| self.kept[*at] && Some(*at) != self.title);
        body.unwrap_or(self.words.len())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Published,
    Updated,
    Printed,
    Other,
}

/// Paragraphs longer than this, in bytes, are not searched for labels.
const LONGEST: usize = 320;

/// Machine-readable values, best first.
pub fn from_structured<'v>(values: impl IntoIterator<Item = &'v str>) -> Vec<DateEvidence> {
    let mut dated: Vec<(Date, &str)> = Vec::new();
    for value in values {
        // Comments and teasers carry dates of their own; they come later.
        if let Some(date) =
            machine(value).filter(|date| dated.len() < 4 && dated.iter().all(|(known, _)| known != date))
        {
            dated.push((date, value));
        }
    }
    dated.into_iter().map(|(date, value)| evidence(DateTier::Structured, DateWindow::day(date), value)).collect()
}

/// The first `<time>` of a page that no word says is its own; later ones belong to teasers and comments.
pub fn from_times(values: &[String]) -> Option<DateEvidence> {
    let (date, value) = values.iter().find_map(|value| Some((machine(value)?, value)))?;
    Some(evidence(DateTier::NearTitle, DateWindow::day(date), value))
}

/// The day inside the page's own address.
pub fn from_address(url: &str) -> Option<DateEvidence> {
    address(url).map(|(date, piece)| evidence(DateTier::Address, DateWindow::day(date), piece))
}

/// What the visible text says.
pub fn from_lines(lines: &Lines<'_>, order: Order) -> Vec<DateEvidence> {
    let (mut found, mut second_best) = (Vec::new(), Vec::new());
    let short = |(at, words): &(usize, &&str)| words.len() <= LONGEST && !lines.headings[*at];
    for (at, words) in lines.words.iter().enumerate().filter(short) {
        for day in find(words, order, false) {
            match label(lines, at, words, day) {
                Some(trace) => found.push(trace),
                None => second_best.extend(closing(lines, at, words, day)),
            }
        }
    }
    // Of many labelled days those of teasers come later; the one nearest to the title or the body is this text's own.
    let mut seen_label = false;
    found.retain(|trace: &DateEvidence| trace.tier != DateTier::Labelled || !std::mem::replace(&mut seen_label, true));
    found.extend(dateline(lines, order));
    let is_dated = found.iter().any(|trace| trace.tier != DateTier::PageDate && trace.window.exact().is_some());
    found.extend(second_best.into_iter().filter(|_| !is_dated).take(1));
    found
}

/// A day that counts when no better one is found: of the last change of a chronology, or under a letter ("Selm, 3 May 2031").
fn closing(lines: &Lines<'_>, at: usize, words: &str, day: Found) -> Option<DateEvidence> {
    let window = day.window.filter(|window| window.exact().is_some())?;
    let before = &words[..day.span.start];
    let updated = lines.headings.contains(&true) && meaning(before) == Some(Meaning::Updated) && words.len() < 120;
    let alone = words[day.span.end..].trim_matches(|letter: char| !letter.is_alphanumeric()).is_empty();
    let place = before.split_whitespace().count() <= 3 && (before.is_empty() || before.trim_end().ends_with(','));
    let under = at + 3 >= lines.words.len() && alone && place;
    (updated || under).then(|| evidence(DateTier::NearTitle, window, words))
}

fn label(lines: &Lines<'_>, at: usize, words: &str, day: Found) -> Option<DateEvidence> {
    let window = day.window?;
    let bare = is_bare(words, day.span);
    let is_month = window.earliest.zip(window.latest).is_some_and(|(first, last)| (last - first).get_days() > 26);
    let text = if words.chars().count() <= 120 { words } else { &words[day.span.start..day.span.end] };
    match meaning(&words[..day.span.start]) {
        Some(Meaning::Published) if !lines.kept[at] || words.len() < 120 => {
            Some(evidence(DateTier::Labelled, window, text))
        }
        Some(Meaning::Printed) if is_banner(lines, at) => Some(evidence(DateTier::PageDate, open_start(window), text)),
        Some(_) => None,
        None if bare && is_above(lines, at) => Some(evidence(DateTier::PageDate, open_start(window), text)),
        None if is_near_title(lines, at) && (bare || is_short(words) && !is_month) => {
            let signed = has_clock(words) || at > 0 && is_signature(lines.words[at - 1]) || is_signature(words);
            Some(evidence(if signed { DateTier::Labelled } else { DateTier::NearTitle }, window, text))
        }
        None => None,
    }
}

/// "GENEVA, Sept. 30, 2031 --", at the head of the body.
fn dateline(lines: &Lines<'_>, order: Order) -> Option<DateEvidence> {
    let start = lines.first_kept();
    let mut heads = (start..lines.words.len()).filter(|at| lines.kept[*at]).take(3);
    // A text without a headline has its first paragraph in that place.
    let first = lines.title.map(|at| lines.words[at]).filter(|words| is_dateline_alone(words, order));
    first
        .and_then(|words| dateline_of(words, order))
        .or_else(|| heads.find_map(|at| dateline_of(lines.words[at], order)))
}

/// Whether words start with nothing but a place and a day: "SELM (KARVIA), 4 MAY 31 (MNA) --".
fn is_dateline_alone(words: &str, order: Order) -> bool {
    let head = &words[..words.floor_char_boundary(80)];
    let Some(day) = find(head, order, true).into_iter().next() else { return false };
    let place = head[..day.span.start].trim_end();
    let named = place.strip_suffix(',').is_some_and(|place| !place.contains([',', '.', ':', ';']) && place.len() <= 40);
    let after = head[day.span.end..].trim_start();
    named && ["(", "--", "-", "–", "—"].iter().any(|mark| after.starts_with(mark))
}

fn dateline_of(words: &str, order: Order) -> Option<DateEvidence> {
    let head = &words[..words.floor_char_boundary(140)];
    let end = [" - ", "--", "—", "–", " _ ", ") "].iter().filter_map(|mark| head.find(mark)).min()?;
    let capitals =
        head.split_whitespace().next().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase));
    let day = find(head, order, true).into_iter().find(|day| day.span.start <= end + 2 && day.span.start < 80)?;
    let window = day.window.unwrap_or_default();
    let text = head.get(..end.max(day.span.end)).unwrap_or(head).trim_end();
    capitals.then(|| evidence(DateTier::Dateline, window, text))
}

/// What all traces together say: the day that most of the trust stands behind, else an upper bound, else nothing.
pub fn conclude(traces: &mut [DateEvidence]) -> FuzzyDate {
    traces.sort_by_key(|trace| trace.tier);
    let mut trust: HashMap<Date, (u32, u32)> = HashMap::new();
    let mut counted = Vec::new();
    for trace in traces.iter().filter(|trace| trace.tier != DateTier::PageDate) {
        let Some(date) = trace.window.exact() else { continue };
        if !counted.contains(&(trace.tier, date)) {
            counted.push((trace.tier, date));
            let sums = trust.entry(date).or_default();
            // A structured value that stands first outweighs a second one.
            let first = counted.iter().filter(|(tier, _)| *tier == trace.tier).count() == 1;
            *sums = (sums.0 + weight(trace.tier) * if first { 3 } else { 1 }, sums.1 + 1);
        }
    }
    let best = trust.into_iter().max_by_key(|(date, (weight, _))| (*weight, std::cmp::Reverse(*date)));
    let best = best.map(|(date, sums)| (local_day(traces, date).unwrap_or(date), sums));
    if let Some((date, (_, n_tiers))) = best {
        let text = traces.iter().find(|trace| trace.window.exact() == Some(date)).map(|trace| trace.text.clone());
        if n_tiers > 1
            && let Some(trace) =
                traces.iter_mut().find(|trace| trace.window.exact() == Some(date) && trace.tier == DateTier::Structured)
        {
            trace.tier = DateTier::Agreed;
        }
        traces.sort_by_key(|trace| trace.tier);
        return FuzzyDate { window: DateWindow::day(date), basis: Basis::Stated, text };
    }
    let known = traces.iter().filter(|trace| !trace.window.is_open());
    let (mut window, mut text, mut basis) = (DateWindow::default(), None, Basis::Unknown);
    for trace in known {
        let Some(narrower) = window.intersect(trace.window) else { continue };
        basis =
            if trace.tier == DateTier::PageDate && basis != Basis::Stated { Basis::Inferred } else { Basis::Stated };
        window = narrower;
        text.get_or_insert(trace.text.clone());
    }
    FuzzyDate { window, basis, text }
}

/// The visible day next to a machine-readable one: machines write the day of Greenwich, people that of the place.
fn local_day(traces: &[DateEvidence], date: Date) -> Option<Date> {
    let mut same = traces.iter().filter(|trace| trace.window.exact() == Some(date));
    let structured_only = same.all(|trace| trace.tier == DateTier::Structured);
    let visible = traces.iter().filter(|trace| matches!(trace.tier, DateTier::Labelled | DateTier::Address));
    let near = visible.filter_map(|trace| trace.window.exact()).find(|day| (*day - date).get_days().abs() == 1);
    near.filter(|_| structured_only)
}

const fn weight(tier: DateTier) -> u32 {
    match tier {
        DateTier::Agreed => 6,
        DateTier::Structured => 5,
        DateTier::Labelled | DateTier::Address => 4,
        DateTier::NearTitle => 3,
        DateTier::Dateline => 2,
        DateTier::PageDate => 0,
    }
}

fn evidence(tier: DateTier, window: DateWindow, text: &str) -> DateEvidence {
    DateEvidence { tier, window, text: text.to_owned() }
}

const fn open_start(window: DateWindow) -> DateWindow {
    DateWindow { earliest: None, latest: window.latest }
}

/// What the words just before a date say that it is.
fn meaning(before: &str) -> Option<Meaning> {
    let start = before.len().saturating_sub(60);
    let before = before[before.ceil_char_boundary(start)..].to_lowercase();
    let mut words: Vec<&str> = before
        .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    // Weekday and clock stand between label and date, as do words such as "on".
    let is_between = |word: &str| is_clock_word(word) || ["le", "el", "em", "il", "op", "the", "den"].contains(&word);
    loop {
        let label = label_at_end(&words);
        if label.is_some() || words.len() < 2 || !words.last().is_some_and(|word| is_between(word)) {
            return label;
        }
        words.pop();
    }
}

/// The longest label that the words end with.
fn label_at_end(words: &[&str]) -> Option<Meaning> {
    let last = |n: usize| labels().get(words[words.len() - n..].join(" ").as_str()).copied();
    (1..=4).rev().filter(|n| *n <= words.len()).find_map(last)
}

fn labels() -> &'static HashMap<&'static str, Meaning> {
    static LABELS: OnceLock<HashMap<&'static str, Meaning>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let rows =
            include_str!("../../../../codebook/reading/date_labels.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
            .filter_map(|(words, meaning)| match meaning {
                "published" => Some((words, Meaning::Published)),
                "updated" => Some((words, Meaning::Updated)),
                "printed" => Some((words, Meaning::Printed)),
                "other" => Some((words, Meaning::Other)),
                _ => None,
            })
            .collect()
    })
}

/// Nothing but the date: weekday, clock and marks aside.
pub fn is_bare(words: &str, span: Span) -> bool {
    let rest = [&words[..span.start], &words[span.end..]].join(" ");
    let mut letters = rest.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    letters.all(|word| is_weekday(&word.to_lowercase()) || is_clock_word(word))
}

/// Words that may stand between the days of a line: weekdays, "to", "and".
pub(super) fn is_between_dates(word: &str) -> bool {
    let lower = word.to_lowercase();
    let links = ["to", "until", "and", "from", "of", "the", "early", "mid", "late", "end", "beginning"];
    is_weekday(&lower) || links.contains(&lower.as_str())
}

fn is_weekday(word: &str) -> bool {
    clock_words().get(word) == Some(&"weekday")
}

fn is_clock_word(word: &str) -> bool {
    clock_words().contains_key(word.to_lowercase().as_str())
}

fn clock_words() -> &'static HashMap<&'static str, &'static str> {
    static WORDS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows =
            include_str!("../../../../codebook/reading/clock_words.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t')).collect()
    })
}

fn has_clock(words: &str) -> bool {
    let bytes = words.as_bytes();
    bytes
        .windows(4)
        .any(|four| four[0].is_ascii_digit() && four[1] == b':' && four[2].is_ascii_digit() && four[3].is_ascii_digit())
}

fn is_short(words: &str) -> bool {
    words.split_whitespace().count() <= 16
}

/// A short line outside the body: "Printed on ..." in the middle of a text speaks of something else.
fn is_banner(lines: &Lines<'_>, at: usize) -> bool {
    !lines.kept[at] && lines.words[at].split_whitespace().count() <= 8
}

/// Above the title, at the very top of a copy.
fn is_above(lines: &Lines<'_>, at: usize) -> bool {
    at < 3 && lines.title.is_some_and(|title| at < title)
}

/// Between the title and the fourth paragraph after the beginning of the body, or just above the title.
fn is_near_title(lines: &Lines<'_>, at: usize) -> bool {
    let first = lines.first_kept();
    let from = lines.title.map_or(first.saturating_sub(6), |title| title.saturating_sub(2));
    from <= at && at <= first.max(from + 6).min(from + 14)
}

fn is_signature(words: &str) -> bool {
    crate::about::byline_of(words).is_some()
}
