//! The life of an intervention as a drawing (SVG): one row a step, its day as a place on the line, what is due as a ring to come.

use crate::frame::Frame;
use crate::pages::heading;
use crate::svg::{Anchor, Sheet, Use, shortened};
use casework::interventions::Step;
use casework::shown::InterventionShown;
use jiff::civil::Date;

const WIDTH: f64 = 1000.0;
const LEFT: f64 = 330.0;
const RIGHT: f64 = 970.0;
const TOP: f64 = 44.0;
const ROW: f64 = 26.0;
/// More steps are not drawn; the table has all of them.
const MOST: usize = 40;
/// More reminders are not drawn.
const MOST_DUE: usize = 6;

/// Days as places on the sheet.
struct Scale {
    first: Date,
    days: f64,
}

impl Scale {
    fn of(mut days: Vec<Date>) -> Option<Self> {
        days.sort_unstable();
        let (first, last) = (*days.first()?, *days.last()?);
        Some(Self { first, days: f64::from(between(first, last).max(1)) })
    }

    fn x(&self, day: Date) -> f64 {
        LEFT + (RIGHT - LEFT) * f64::from(between(self.first, day)) / self.days
    }
}

fn between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

/// The drawing; empty when no step has a day that can be read.
pub fn svg(shown: &InterventionShown, frame: &Frame<'_>) -> String {
    let day = |text: &str| text.parse::<Date>().ok();
    let steps: Vec<(Date, &casework::shown::StepShown)> =
        shown.steps.iter().take(MOST).filter_map(|one| Some((day(&one.taken.date)?, one))).collect();
    let due: Vec<(Date, &casework::interventions::Reminder)> =
        shown.reminders.iter().take(MOST_DUE).filter_map(|one| Some((day(&one.on)?, one))).collect();
    let today = day(&shown.today);
    let days = steps.iter().map(|(day, _)| *day).chain(due.iter().map(|(day, _)| *day)).chain(today).collect();
    let Some(scale) = Scale::of(days).filter(|_| !steps.is_empty()) else { return String::new() };
    let more = shown.steps.len().saturating_sub(steps.len());
    let height = TOP + ROW * (steps.len() + due.len()) as f64 + if more > 0 { 40.0 } else { 18.0 };
    let mut sheet = Sheet::new(WIDTH, height, Use::Page);
    sheet.line("axis", (LEFT, TOP - 12.0), (RIGHT, TOP - 12.0));
    if let Some(today) = today {
        let x = scale.x(today);
        sheet.line("grid", (x, TOP - 18.0), (x, height - 10.0));
        sheet.text(
            "soft small",
            (x, TOP - 24.0),
            if x > RIGHT - 60.0 { Anchor::End } else { Anchor::Middle },
            &frame.t("life-line-today"),
        );
    }
    let mut before: Option<(f64, f64)> = None;
    for (row, (day, one)) in steps.iter().enumerate() {
        let at = (scale.x(*day), TOP + ROW * (row as f64 + 0.5));
        label(&mut sheet, at.1, &day.to_string(), &heading(one, frame));
        if let Some(before) = before {
            // A stair: down to the next step, then on to its day.
            sheet.line("edge", before, (before.0, at.1));
            sheet.line("edge", (before.0, at.1), at);
        }
        let class = match one.taken.step {
            Step::Reprisal => "integrity",
            Step::Draft | Step::Consent | Step::Reviewed | Step::Submitted | Step::FollowUp => "process",
            _ => "space",
        };
        match one.taken.step {
            // Another shape, so that no colour alone says it.
            Step::Reprisal => sheet
                .shape(class, &[vec![(at.0, at.1 - 8.0), (at.0 + 8.0, at.1), (at.0, at.1 + 8.0), (at.0 - 8.0, at.1)]]),
            _ => sheet.circle(class, at, 6.0),
        }
        before = Some(at);
    }
    for (row, (day, one)) in due.iter().enumerate() {
        let at = (scale.x(*day), TOP + ROW * ((steps.len() + row) as f64 + 0.5));
        let over = if one.is_over(&shown.today) { format!(" ⚠ {}", frame.t("due-over")) } else { String::new() };
        label(&mut sheet, at.1, &day.to_string(), &format!("{}{over}", frame.t("column-due")));
        sheet.circle("unreal pressure", at, 6.0);
    }
    if more > 0 {
        sheet.text("soft small", (12.0, height - 14.0), Anchor::Start, &frame.count("life-line-more", &more));
    }
    sheet.finish(&frame.t("life-line-title"))
}

fn label(sheet: &mut Sheet, y: f64, day: &str, words: &str) {
    sheet.text("soft small", (12.0, y + 4.0), Anchor::Start, day);
    sheet.text("small", (92.0, y + 4.0), Anchor::Start, &shortened(words, 11.0, 225.0));
}
