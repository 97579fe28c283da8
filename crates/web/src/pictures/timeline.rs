//! Events over time, in lanes by group of act. What is not known to the day is as long as what is not known.

mod axis;

use super::legend::{self, Entry, Sign};
use crate::svg::{Anchor, Fade, Sheet, Use, shortened, width};
use jiff::civil::Date;

const WIDTH: f64 = 1000.0;
const LEFT: f64 = 14.0;
const RIGHT: f64 = WIDTH - 14.0;
const TOP: f64 = 30.0;
const ROW: f64 = 23.0;
const BAR: f64 = 11.0;
const LANE_HEAD: f64 = 24.0;
const LABEL: f64 = 11.5;
/// A day known exactly is no thinner than this.
const THINNEST: f64 = 7.0;
/// Labels are no longer than this.
const LONGEST: f64 = 240.0;

/// How an event is told, for its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// In the voice of a document.
    Reported,
    /// Somebody says so.
    Alleged,
    /// Planned, threatened, supposed or only denied.
    Unreal,
}

impl Telling {
    /// Of a status of the records.
    pub fn of(status: &str) -> Self {
        match status {
            "reported" => Self::Reported,
            "alleged" => Self::Alleged,
            _ => Self::Unreal,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Reported => "real",
            Self::Alleged => "told",
            Self::Unreal => "unreal",
        }
    }
}

/// One event to draw.
#[derive(Clone, Debug)]
pub struct Mark {
    /// In which lane, and in which colour.
    pub group: String,
    /// How it is told.
    pub telling: Telling,
    /// First and last day on which it may have happened; one of them may be open.
    pub days: [Option<Date>; 2],
    /// Beside it.
    pub label: String,
    /// Everything about it.
    pub title: String,
    /// Where it leads.
    pub address: String,
}

/// Words of the drawing.
pub struct Words {
    /// Of the whole.
    pub title: String,
    /// Groups of acts in order, with their names.
    pub lanes: Vec<(String, String)>,
    /// An exact day; some day within; an open end; alleged; not said to have happened.
    pub legend: [String; 5],
    /// What must be read with it.
    pub notes: Vec<String>,
}

/// Where a mark stands: its bar from left to right, its label, the row of its lane.
#[derive(Clone, Debug)]
struct Placed<'a> {
    mark: &'a Mark,
    bar: [f64; 2],
    label: (f64, Anchor, String),
    row: usize,
}

/// Draws the events. `within`: the days that are shown; none: all that are needed.
pub fn draw(marks: &[Mark], within: Option<[Date; 2]>, words: &Words, shown: Use) -> String {
    let days = within.unwrap_or_else(|| axis::days_of(marks));
    let lanes: Vec<(&(String, String), Vec<Placed<'_>>)> = words
        .lanes
        .iter()
        .map(|lane| (lane, placed(marks.iter().filter(|mark| mark.group == lane.0), days)))
        .filter(|(_, placed)| !placed.is_empty())
        .collect();
    let entries = legend(&words.legend);
    let bottom = TOP + lanes.iter().map(|(_, placed)| height(placed)).sum::<f64>();
    let legend_height = legend::height(&entries, LEFT, RIGHT);
    let height = bottom + 14.0 + legend_height + 17.0 * words.notes.len() as f64 + 10.0;
    let mut sheet = Sheet::new(WIDTH, height, shown);
    axis::draw(&mut sheet, days, bottom, |day| x(day, days));
    let mut top = TOP;
    for (i, (lane, placed)) in lanes.iter().enumerate() {
        draw_lane(&mut sheet, lane, placed, top, i);
        top += self::height(placed);
    }
    legend::draw(&mut sheet, &entries, (LEFT, RIGHT), bottom + 12.0);
    for (note, y) in words.notes.iter().zip(0_u32..) {
        let at = (LEFT, bottom + 12.0 + legend_height + 16.0 + 17.0 * f64::from(y));
        sheet.text("soft small", at, Anchor::Start, &shortened(note, 11.0, RIGHT - LEFT));
    }
    sheet.finish(&words.title)
}

fn height(placed: &[Placed<'_>]) -> f64 {
    let rows = placed.iter().map(|one| one.row + 1).max().unwrap_or(0);
    LANE_HEAD + rows as f64 * ROW + 6.0
}

/// The beginning of a day on the sheet.
fn x(day: Date, days: [Date; 2]) -> f64 {
    let [first, last] = days;
    let all = f64::from(axis::between(first, last) + 1);
    LEFT + (RIGHT - LEFT) * f64::from(axis::between(first, day)) / all.max(1.0)
}

/// Each in the first row of its lane where it has room.
fn placed<'a>(marks: impl Iterator<Item = &'a Mark>, days: [Date; 2]) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'a>> = marks.map(|mark| place(mark, days)).collect();
    placed.sort_by(|one, other| {
        extent(one)[0].total_cmp(&extent(other)[0]).then_with(|| one.mark.address.cmp(&other.mark.address))
    });
    let mut ends: Vec<f64> = Vec::new();
    for one in &mut placed {
        let [from, until] = extent(one);
        let row = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        one.row = row;
        match ends.get_mut(row) {
            Some(end) => *end = until + 12.0,
            None => ends.push(until + 12.0),
        }
    }
    placed
}

fn place<'a>(mark: &'a Mark, days: [Date; 2]) -> Placed<'a> {
    let [first, last] = mark.days;
    let left = first.map_or(LEFT, |day| x(day, days).clamp(LEFT, RIGHT - THINNEST));
    let right = last.map_or(RIGHT, |day| x(axis::next(day), days).clamp(LEFT, RIGHT)).max(left + THINNEST);
    let label = shortened(&mark.label, LABEL, LONGEST);
    let wide = width(&label, LABEL);
    let (at, anchor) = match () {
        // Over a long bar that is pale enough to be read through.
        () if right - left > wide + 16.0 && mark.days[0] != mark.days[1] => (left + 8.0, Anchor::Start),
        () if right + 6.0 + wide <= RIGHT => (right + 6.0, Anchor::Start),
        () if left - 6.0 - wide >= LEFT => (left - 6.0, Anchor::End),
        () => (left + 8.0, Anchor::Start),
    };
    Placed { mark, bar: [left, right], label: (at, anchor, label), row: 0 }
}

/// From where to where a mark and its label reach.
fn extent(one: &Placed<'_>) -> [f64; 2] {
    let (at, anchor, label) = &one.label;
    let wide = width(label, LABEL);
    let (from, until) = if *anchor == Anchor::End { (at - wide, *at) } else { (*at, at + wide) };
    [one.bar[0].min(from), one.bar[1].max(until)]
}

fn draw_lane(sheet: &mut Sheet, (group, name): &(String, String), placed: &[Placed<'_>], top: f64, lane: usize) {
    if lane % 2 == 1 {
        sheet.rect("band", (0.0, top), (WIDTH, height(placed)), 0.0);
    }
    sheet.rect(group, (LEFT, top + 8.0), (4.0, 13.0), 2.0);
    sheet.text("lane halo", (LEFT + 10.0, top + 19.0), Anchor::Start, name);
    for one in placed {
        let y = top + LANE_HEAD + one.row as f64 * ROW;
        sheet.link("mark", &one.mark.address, &one.mark.title, |sheet| draw_mark(sheet, one, group, y));
    }
}

fn draw_mark(sheet: &mut Sheet, one: &Placed<'_>, group: &str, y: f64) {
    let [left, right] = one.bar;
    let at = (left, y + (ROW - BAR) / 2.0);
    let size = (right - left, BAR);
    let telling = one.mark.telling.class();
    match one.mark.days {
        [Some(first), Some(last)] if first == last => sheet.rect(&format!("{group} {telling}"), at, size, 2.0),
        [Some(_), Some(_)] => sheet.rect(&format!("{group} {telling} window"), at, size, 5.0),
        [Some(_), None] => sheet.faded_rect(&format!("{group} {telling} window"), at, size, Fade::After),
        [None, Some(_)] => sheet.faded_rect(&format!("{group} {telling} window"), at, size, Fade::Before),
        [None, None] => sheet.faded_rect(&format!("{group} {telling} window"), at, size, Fade::Both),
    }
    let (x, anchor, label) = &one.label;
    sheet.text("label halo", (*x, y + ROW / 2.0 + 4.0), *anchor, label);
}

fn legend(words: &[String; 5]) -> Vec<Entry> {
    let draws: [(f64, Sign); 5] = [
        (THINNEST, |sheet, (x, y)| sheet.rect("other real", (x, y - BAR / 2.0), (THINNEST, BAR), 2.0)),
        (40.0, |sheet, (x, y)| sheet.rect("other real window", (x, y - BAR / 2.0), (40.0, BAR), 5.0)),
        (40.0, |sheet, (x, y)| sheet.faded_rect("other real window", (x, y - BAR / 2.0), (40.0, BAR), Fade::After)),
        (14.0, |sheet, (x, y)| sheet.rect("other told", (x, y - BAR / 2.0), (14.0, BAR), 2.0)),
        (14.0, |sheet, (x, y)| sheet.rect("other unreal", (x, y - BAR / 2.0), (14.0, BAR), 2.0)),
    ];
    let entries = draws.into_iter().zip(words);
    entries.map(|((sign, draw), words)| Entry { sign, draw, words: words.clone() }).collect()
}

#[cfg(test)]
mod tests;
