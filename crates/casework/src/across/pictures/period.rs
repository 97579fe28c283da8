//! Years and months as parts of time.

use document::DateWindow;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// More years of one list are not counted one by one.
const MAX_YEARS: i16 = 400;

/// `2031`, `2031-02` or `2031-02-03` as days; nothing for other words.
pub fn parse(text: &str) -> Option<DateWindow> {
    let mut parts = text.trim().splitn(3, '-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let Some(month) = parts.next() else {
        let first = Date::new(year, 1, 1).ok()?;
        return Some(DateWindow::between(first, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    match parts.next() {
        None => Some(DateWindow::between(first, first.last_of_month())),
        Some(day) => Some(DateWindow::day(Date::new(year, first.month(), day.parse().ok()?).ok()?)),
    }
}

/// Whether something in the one window may be in the other.
pub fn may_meet(one: DateWindow, other: DateWindow) -> bool {
    one.intersect(other).is_some()
}

/// How many of the windows may fall into each year, or into each month when a year is given. Windows that are open to both sides
/// are left out; years in which no end of a window lies, too.
pub fn counted(windows: &[DateWindow], within: Option<DateWindow>) -> Vec<(String, usize)> {
    let is_year = within.is_some_and(|within| within.earliest.map(Date::month) != within.latest.map(Date::month));
    match within.and_then(|within| within.earliest) {
        Some(first) if is_year => months(windows, first.year()),
        Some(_) => Vec::new(),
        None => years(windows),
    }
}

fn months(windows: &[DateWindow], year: i16) -> Vec<(String, usize)> {
    let months = (1..=12).filter_map(|month| Some((month, parse(&format!("{year:04}-{month:02}"))?)));
    let counted = months.map(|(month, days)| {
        let n = windows.iter().filter(|window| !window.is_open() && may_meet(**window, days)).count();
        (format!("{year:04}-{month:02}"), n)
    });
    counted.filter(|(_, n)| *n > 0).collect()
}

fn years(windows: &[DateWindow]) -> Vec<(String, usize)> {
    let ends = |window: &DateWindow| [window.earliest, window.latest].into_iter().flatten().map(Date::year);
    let mut named: BTreeMap<i16, usize> = windows.iter().flat_map(ends).map(|year| (year, 0)).collect();
    let (Some(first), Some(last)) = (named.keys().next().copied(), named.keys().next_back().copied()) else {
        return Vec::new();
    };
    // What begins and what has ended before each year: their difference is what may fall into it.
    let mut change: BTreeMap<i16, i64> = BTreeMap::new();
    for window in windows.iter().filter(|window| !window.is_open()) {
        let from = window.earliest.map_or(first, Date::year);
        let until = window.latest.map_or(last, Date::year);
        *change.entry(from).or_default() += 1;
        *change.entry(until.saturating_add(1)).or_default() -= 1;
        if until.saturating_sub(from) <= MAX_YEARS {
            named.extend(
                (from..=until).filter(|year| !named.contains_key(year)).map(|year| (year, 0)).collect::<Vec<_>>(),
            );
        }
    }
    let mut running = 0;
    let mut changes = change.into_iter().peekable();
    for (year, n) in &mut named {
        while let Some((_, by)) = changes.next_if(|(from, _)| from <= year) {
            running += by;
        }
        *n = usize::try_from(running).unwrap_or_default();
    }
    named.into_iter().filter(|(_, n)| *n > 0).map(|(year, n)| (format!("{year:04}"), n)).collect()
}

/// The first day that jiff knows, for windows without a beginning.
pub const FIRST: Date = date(-9999, 1, 1);
