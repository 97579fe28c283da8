//! The life line of a person as a drawing (SVG): one row a state, uncertain days as bars with soft ends, nothing drawn that is not known.
//!
//! Colours stand in attributes, because a page forbids styles inside of it; the sheet of the page may change them by class.

use crate::frame::Frame;
use casework::shown::{Days, LifeShown, StateShown};
use jiff::civil::Date;
use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const LEFT: f64 = 210.0;
const RIGHT: f64 = 744.0;
const ROW: f64 = 34.0;
const BAR: f64 = 14.0;
/// More states are not drawn; the table has all of them.
pub const MOST: usize = 40;
/// Letters of a label.
const LETTERS: usize = 34;

/// Days as places on the page.
struct Scale {
    first: Date,
    last: Date,
}

/// The drawing; nothing when no state has a day. `name`: the heading.
pub fn svg(life: &LifeShown, name: &str, frame: &Frame<'_>) -> Option<String> {
    let scale = Scale::of(&life.states)?;
    let drawn = life.states.get(..MOST).unwrap_or(&life.states);
    let mut body = String::new();
    let (mut y, mut track) = (50.0, "");
    let bottom = 50.0 + ROW * (drawn.len() + n_tracks(drawn)) as f64;
    scale.draw(&mut body, bottom);
    for (idx, state) in drawn.iter().enumerate() {
        if state.track != track {
            track = &state.track;
            let words = escaped(&frame.name("track", track));
            add(
                &mut body,
                format_args!("<text class=\"track\" font-size=\"11\" x=\"12\" y=\"{:.1}\">{words}</text>", y + 22.0),
            );
            y += ROW;
        }
        let is_torn = life.conflicts.iter().any(|conflict| conflict.states.contains(&idx));
        row(&mut body, state, &scale, y, is_torn, frame);
        y += ROW;
    }
    let more = life.states.len() - drawn.len();
    let note = if more > 0 { frame.count("and-more", &more) } else { String::new() };
    let foot = escaped(&format!("{} {note}", frame.t("life-note")));
    let title = escaped(name);
    let height = bottom + 50.0;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" class=\"lifeline\" \
         font-family=\"sans-serif\" font-size=\"13\" fill=\"#1d1c1a\"><title>{title}</title>\
         <rect class=\"sheet\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\
         <text class=\"title\" font-size=\"15\" font-weight=\"bold\" x=\"12\" y=\"24\">{title}</text>{body}\
         <text class=\"note\" font-size=\"11\" x=\"12\" y=\"{:.1}\">{foot}</text></svg>\n",
        bottom + 40.0
    ))
}

/// Label, bar, and the marks of what is not sure.
fn row(body: &mut String, state: &StateShown, scale: &Scale, y: f64, is_torn: bool, frame: &Frame<'_>) {
    let class = match state.track.as_str() {
        "liberty" => "liberty",
        "case" => "process",
        "watch" => "pressure",
        _ => "other",
    };
    let alleged = if state.alleged { format!(" ({})", frame.t("status-alleged")) } else { String::new() };
    let torn = if is_torn { " ⚠" } else { "" };
    let label = escaped(&format!("{}{alleged}{torn}", frame.name("state", &state.key)));
    let says = escaped(&short(&state.said_by.join(", ")));
    add(
        body,
        format_args!(
            "<g class=\"{class}\"><text x=\"12\" y=\"{:.1}\">{label}</text><text class=\"says\" font-size=\"10\" x=\"12\" y=\"{:.1}\">{says}</text>",
            y + 13.0,
            y + 26.0
        ),
    );
    bar(body, state, scale, y + 6.0);
    body.push_str("</g>");
}

/// Solid where the state is documented, soft where a day may lie on either side, dotted where nothing more is known.
fn bar(body: &mut String, state: &StateShown, scale: &Scale, y: f64) {
    let [begin, begun] = days(&state.begins);
    let [end, ended] = days(&state.ends);
    let until = state.documented_until.as_deref().and_then(|day| day.parse::<Date>().ok());
    // The first day on which it surely holds, and the last one.
    let from = begun.or(until).or(begin);
    let known = end.or(until).or(from);
    if let (Some(begin), Some(ended)) = (begin, ended)
        && known < from
    {
        // No day is sure: it lies anywhere between the two.
        return rect(body, "soft", scale.at(begin), scale.at(ended), y);
    }
    let (from, known) = (scale.opt(from, RIGHT), scale.opt(known.max(from), LEFT).max(scale.opt(from, LEFT)));
    let soft_from = begin.map_or(LEFT, |day| scale.at(day)).min(from);
    let soft_until = ended.map_or(known, |day| scale.at(day)).max(known);
    if soft_from < from {
        rect(body, "soft", soft_from, from, y);
    }
    rect(body, if state.alleged { "hollow" } else { "solid" }, from, known.max(from + 5.0), y);
    if soft_until > known {
        rect(body, "soft", known.max(from + 5.0), soft_until, y);
    }
    if end.is_none() && ended.is_none() && known + 9.0 < RIGHT {
        let y = y + BAR / 2.0;
        add(
            body,
            format_args!(
                "<line class=\"unknown\" stroke=\"#8a857a\" stroke-dasharray=\"1 5\" stroke-width=\"2\" x1=\"{:.1}\" x2=\"{RIGHT}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
                known.max(from + 5.0) + 4.0
            ),
        );
    }
}

fn rect(body: &mut String, class: &str, from: f64, until: f64, y: f64) {
    let look = match class {
        "soft" => {
            "fill=\"#7d95ad\" fill-opacity=\"0.35\" stroke=\"#33506e\" stroke-dasharray=\"2 3\" stroke-width=\"0.8\""
        }
        "hollow" => "fill=\"#ffffff\" stroke=\"#33506e\" stroke-width=\"1.6\"",
        _ => "fill=\"#33506e\"",
    };
    let width = (until - from).max(1.0);
    add(
        body,
        format_args!(
            "<rect class=\"{class}\" {look} rx=\"2\" x=\"{from:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\"/>"
        ),
    );
}

impl Scale {
    fn of(states: &[StateShown]) -> Option<Self> {
        let of_state = |state: &StateShown| {
            let until = state.documented_until.as_deref().and_then(|day| day.parse().ok());
            [days(&state.begins), days(&state.ends)]
                .concat()
                .into_iter()
                .chain([until])
                .flatten()
                .collect::<Vec<Date>>()
        };
        let all: Vec<Date> = states.iter().flat_map(of_state).collect();
        let (first, last) = (*all.iter().min()?, *all.iter().max()?);
        let margin = jiff::Span::new().days(i64::from((n_days(first, last) / 20).max(4)));
        Some(Self { first: first.saturating_sub(margin), last: last.saturating_add(margin) })
    }

    fn at(&self, day: Date) -> f64 {
        let whole = f64::from(n_days(self.first, self.last).max(1));
        LEFT + (RIGHT - LEFT) * f64::from(n_days(self.first, day)) / whole
    }

    fn opt(&self, day: Option<Date>, otherwise: f64) -> f64 {
        day.map_or(otherwise, |day| self.at(day))
    }

    /// A line for each year, quarter, month or week, so that there are at most about a dozen.
    fn draw(&self, body: &mut String, bottom: f64) {
        let mut free = LEFT - 30.0;
        for (day, label) in self.ticks() {
            let x = self.at(day);
            add(
                body,
                format_args!(
                    "<line class=\"scale\" stroke=\"#ddd8cc\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"46\" y2=\"{bottom:.1}\"/>"
                ),
            );
            if x > free && x < RIGHT - 30.0 {
                add(
                    body,
                    format_args!(
                        "<text class=\"says\" font-size=\"10\" x=\"{x:.1}\" y=\"{:.1}\">{label}</text>",
                        bottom + 14.0
                    ),
                );
                free = x + 62.0;
            }
        }
    }

    fn ticks(&self) -> Vec<(Date, String)> {
        let n = n_days(self.first, self.last);
        let mut ticks = Vec::new();
        let mut day = self.first;
        while day <= self.last && ticks.len() < 400 {
            let is_tick = match n {
                0..=45 => n_days(self.first, day) % 7 == 0,
                46..=400 => day.day() == 1,
                401..=1400 => day.day() == 1 && day.month() % 3 == 1,
                1401..=9000 => day.day() == 1 && day.month() == 1,
                _ => day.day() == 1 && day.month() == 1 && day.year() % 10 == 0,
            };
            if is_tick {
                let label = match n {
                    0..=45 => day.to_string(),
                    46..=1400 => format!("{:04}-{:02}", day.year(), day.month()),
                    _ => format!("{:04}", day.year()),
                };
                ticks.push((day, label));
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        ticks
    }
}

fn n_days(from: Date, until: Date) -> i32 {
    from.until(until).map(|span| span.get_days()).unwrap_or_default()
}

fn days(days: &Days) -> [Option<Date>; 2] {
    [0, 1].map(|end| days.get(end).and_then(Option::as_deref).and_then(|day| day.parse().ok()))
}

fn n_tracks(states: &[StateShown]) -> usize {
    let changes = states.iter().zip(states.iter().skip(1)).filter(|(one, other)| one.track != other.track).count();
    changes + usize::from(!states.is_empty())
}

fn short(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

fn add(body: &mut String, what: std::fmt::Arguments<'_>) {
    let _never_fails = body.write_fmt(what);
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
