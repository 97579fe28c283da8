//! The axis of time: which days are shown, and where a line is labelled.

use super::{Mark, RIGHT, TOP, WIDTH};
use crate::svg::{Anchor, Sheet};
use jiff::civil::{Date, date};
use jiff::{Span, Unit};

/// More lines are not drawn.
const MOST_LINES: usize = 40;
/// Between two labels there is no less.
const CLOSEST: f64 = 74.0;

/// A step from line to line.
#[derive(Clone, Copy)]
enum Step {
    Days(i8),
    Months(i8),
    Years(i16),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(5),
    Step::Days(10),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
];

/// Days from the one to the other.
pub fn between(first: Date, day: Date) -> i32 {
    first.until((Unit::Day, day)).map_or(0, |span| span.get_days())
}

pub fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// All days with a known end, and some around them.
pub fn days_of(marks: &[Mark]) -> [Date; 2] {
    let known = || marks.iter().flat_map(|mark| mark.days).flatten();
    let (first, last) = (known().min(), known().max());
    let (Some(first), Some(last)) = (first, last) else { return [date(2000, 1, 1), date(2000, 12, 31)] };
    // An open end needs room to fade.
    let margin = (between(first, last) / 20).max(10);
    let away = |day: Date, days: i32| day.checked_add(Span::new().days(days)).unwrap_or(day);
    [away(first, -margin), away(last, margin)]
}

/// Lines and their labels. `x`: where a day begins.
pub fn draw(sheet: &mut Sheet, days: [Date; 2], bottom: f64, x: impl Fn(Date) -> f64) {
    let step = STEPS.iter().find(|step| is_wide(**step, days, &x)).copied().unwrap_or(Step::Years(500));
    for day in lines(step, days) {
        let at = x(day);
        sheet.line("grid", (at, TOP - 6.0), (at, bottom));
        if at + 60.0 < RIGHT + 14.0 {
            sheet.text("soft small", (at + 3.0, TOP - 10.0), Anchor::Start, &label(step, day));
        }
    }
    sheet.line("axis", (0.0, TOP - 4.0), (WIDTH, TOP - 4.0));
}

fn is_wide(step: Step, [first, last]: [Date; 2], x: &impl Fn(Date) -> f64) -> bool {
    let day = (x(last) - x(first)) / f64::from(between(first, last).max(1));
    let days = match step {
        Step::Days(n) => f64::from(n),
        Step::Months(n) => 30.4 * f64::from(n),
        Step::Years(n) => 365.2 * f64::from(n),
    };
    days * day >= CLOSEST
}

/// The days on which a step begins, within the days that are shown.
fn lines(step: Step, [first, last]: [Date; 2]) -> Vec<Date> {
    let mut lines = Vec::new();
    let mut day = start(step, first);
    while let Some(here) = day.filter(|here| *here <= last && lines.len() < MOST_LINES) {
        if here >= first {
            lines.push(here);
        }
        day = after(step, here);
    }
    lines
}

fn start(step: Step, first: Date) -> Option<Date> {
    match step {
        Step::Days(_) => Some(first.first_of_month()),
        Step::Months(_) => Some(first.first_of_year()),
        Step::Years(n) => Date::new(first.year() - first.year().rem_euclid(n), 1, 1).ok(),
    }
}

fn after(step: Step, day: Date) -> Option<Date> {
    match step {
        // Days are counted from the first of each month, and not so near to the next first that labels meet.
        Step::Days(n) => {
            let next = day.checked_add(Span::new().days(i32::from(n))).ok()?;
            let is_late = next.month() == day.month() && next.days_in_month() - next.day() < n / 2;
            if next.month() == day.month() && !is_late { Some(next) } else { day.last_of_month().tomorrow().ok() }
        }
        Step::Months(n) => day.checked_add(Span::new().months(i32::from(n))).ok(),
        Step::Years(n) => day.checked_add(Span::new().years(n)).ok(),
    }
}

/// ISO 8601, as long as needed.
fn label(step: Step, day: Date) -> String {
    match step {
        Step::Days(_) => day.to_string(),
        Step::Months(_) => format!("{:04}-{:02}", day.year(), day.month()),
        Step::Years(_) => format!("{:04}", day.year()),
    }
}
