//! Dated acts on a line of time. A day is a dot, an interval a bar, an open end fades.

use crate::labels::{GROUPS, Labels};
use crate::overview::ActSummary;
use crate::when::When;
use document::DateWindow;
use jiff::civil::Date;
use jiff::{ToSpan, Unit};

/// A drawing in units of its view box.
#[derive(Debug, Default)]
pub struct Timeline {
    pub lanes: Vec<Lane>,
    pub ticks: Vec<Tick>,
    pub height: f64,
    /// Acts with at least one known end.
    pub n_dated: usize,
    /// Acts that are left out because there are too many to draw.
    pub n_left_out: usize,
}

/// One group of act types.
#[derive(Debug)]
pub struct Lane {
    pub name: String,
    pub group: &'static str,
    pub y: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
}

/// One act.
#[derive(Debug)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    /// 0 for a day.
    pub width: f64,
    /// Open at the start, at the end.
    pub opens: [bool; 2],
    pub label: String,
    pub status: String,
    pub status_key: &'static str,
    pub when: When,
    pub whom: String,
    pub document: usize,
    pub act: usize,
}

/// A month or year on the axis.
#[derive(Debug)]
pub struct Tick {
    pub x: f64,
    pub label: String,
}

pub const WIDTH: f64 = 680.0;
const LEFT: f64 = 126.0;
const RIGHT: f64 = 666.0;
const ROW: f64 = 15.0;
const MAX_ROWS: usize = 8;
const MAX_MARKS: usize = 800;
const MAX_TICKS: usize = 7;

/// Days of the axis.
#[derive(Clone, Copy)]
struct Axis {
    first: Date,
    n_days: f64,
}

impl Axis {
    /// From the first to the last day that any act of at most a year's uncertainty names.
    fn new(windows: impl Iterator<Item = DateWindow>) -> Option<Axis> {
        let is_narrow = |(first, last): &(Date, Date)| days(*first, *last) <= 366.0;
        let ends =
            windows.filter_map(|window| Some((window.earliest.or(window.latest)?, window.latest.or(window.earliest)?)));
        let (first, last) = ends.filter(is_narrow).reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)))?;
        let margin = (days(first, last) * 0.02).max(3.0);
        let first = first.saturating_sub((margin as i64).days());
        Some(Axis { first, n_days: days(first, last) + margin })
    }

    fn x(self, date: Date) -> f64 {
        let share = (days(self.first, date) / self.n_days).clamp(0.0, 1.0);
        ((LEFT + share * (RIGHT - LEFT)) * 10.0).round() / 10.0
    }

    fn ticks(self) -> Vec<Tick> {
        let n_months = self.n_days / 30.44;
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
        let step = steps.into_iter().find(|step| n_months / f64::from(*step) <= MAX_TICKS as f64).unwrap_or(1200);
        let mut ticks = Vec::new();
        let mut day = self.first.first_of_month();
        while days(self.first, day) <= self.n_days && ticks.len() <= 2 * MAX_TICKS {
            let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
            if day >= self.first && month % step == 0 {
                let form = if step < 12 { "%b %Y" } else { "%Y" };
                ticks.push(Tick { x: self.x(day), label: day.strftime(form).to_string() });
            }
            let Ok(next) = day.checked_add(1.month()) else { break };
            day = next;
        }
        ticks
    }
}

fn days(from: Date, to: Date) -> f64 {
    from.until((Unit::Day, to)).map_or(0.0, |span| f64::from(span.get_days()))
}

/// The drawing; empty when no act has a date.
pub fn draw(acts: &[&ActSummary], labels: &Labels) -> Timeline {
    let dated: Vec<&ActSummary> = acts.iter().copied().filter(|act| !act.window.is_open()).collect();
    let Some(axis) = Axis::new(dated.iter().map(|act| act.window)) else { return Timeline::default() };
    let drawn = &dated[..dated.len().min(MAX_MARKS)];
    let mut lanes = Vec::new();
    let mut y = 8.0;
    for group in GROUPS {
        let marks: Vec<Mark> = drawn.iter().filter(|act| act.group == group).map(|act| mark(act, axis)).collect();
        if marks.is_empty() {
            continue;
        }
        let lane = lane(labels.group_name(group), group, y, marks);
        y += lane.height;
        lanes.push(lane);
    }
    let n_left_out = dated.len() - drawn.len();
    Timeline { lanes, ticks: axis.ticks(), height: y, n_dated: dated.len(), n_left_out }
}

fn mark(act: &ActSummary, axis: Axis) -> Mark {
    let DateWindow { earliest, latest } = act.window;
    let start = earliest.map_or(LEFT, |day| axis.x(day));
    let end = latest.map_or(RIGHT, |day| axis.x(day));
    let is_day = act.window.exact().is_some();
    Mark {
        x: start,
        y: 0.0,
        width: if is_day { 0.0 } else { ((end - start).max(6.0) * 10.0).round() / 10.0 },
        opens: [earliest.is_none(), latest.is_none()],
        label: act.label.clone(),
        status: act.status.clone(),
        status_key: act.status_key,
        when: When::new(act.window),
        whom: act.whom.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "),
        document: act.document,
        act: act.number,
    }
}

/// Puts each mark into the first row where it does not touch another; crowded lanes share their last row.
fn lane(name: &str, group: &'static str, y: f64, mut marks: Vec<Mark>) -> Lane {
    marks.sort_by(|one, two| one.x.total_cmp(&two.x));
    let mut row_ends: Vec<f64> = Vec::new();
    for mark in &mut marks {
        let free = row_ends.iter().position(|end| *end + 3.0 < mark.x - 6.0);
        let row = free.unwrap_or_else(|| row_ends.len().min(MAX_ROWS - 1));
        let end = mark.x + mark.width.max(6.0);
        match row_ends.get_mut(row) {
            Some(row_end) => *row_end = row_end.max(end),
            None => row_ends.push(end),
        }
        mark.y = y + 14.0 + row as f64 * ROW;
    }
    Lane { name: name.to_owned(), group, y, height: 14.0 + row_ends.len() as f64 * ROW, marks }
}
