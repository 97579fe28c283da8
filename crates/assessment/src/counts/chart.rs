//! What was documented, period by period, as a drawing (SVG): ranges, names and numbers apart, active sources; no lines of trend.
//!
//! Colours stand in attributes, so that a page may forbid styles inside of it; a style sheet of the page may change them by class.

use super::{Bin, Counts};
use crate::Labels;
use document::DateWindow;
use std::fmt::Write as _;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 60.0;
const BASE: f64 = 250.0;
const TOP: f64 = 64.0;
/// Height of a line of text.
const LINE: f64 = 17.0;
/// Letters that fit into a line of text.
const LETTERS: usize = 112;
/// Below this width the words under a column stand askew.
const NARROW: f64 = 76.0;

/// Most periods of one drawing; more are counted and said.
pub const MOST_PERIODS: usize = 36;

/// Draws the bins of one act type. `labels`: `codebook/labels/en/counts.tsv`; `name`: what people call the act type.
#[must_use]
pub fn svg(counts: &Counts, act_type: &str, name: &str, labels: &Labels) -> String {
    let all: Vec<&Bin> = counts.bins.iter().filter(|bin| bin.act_type == act_type && bin.place.is_none()).collect();
    let bins = all.get(..MOST_PERIODS).unwrap_or(&all);
    let tallest = bins.iter().map(|bin| tallest(bin)).max().unwrap_or(0).max(1);
    let scale = (BASE - TOP) / tallest as f64;
    let step = (WIDTH - LEFT - 20.0) / bins.len().max(1) as f64;
    let mut body = String::new();
    axis(&mut body, tallest, scale);
    for (bin, i) in bins.iter().zip(0_u32..) {
        draw(&mut body, bin, LEFT + step * f64::from(i), step.min(120.0), scale, labels);
    }
    let below = BASE + if step < NARROW { 84.0 } else { 52.0 };
    let height = legend(&mut body, counts, all.len() - bins.len(), labels, below);
    let title = escaped(&labels.sentence("chart-title", &[("act_type", name)]));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" class=\"chart\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"#333333\"><title>{title}</title>\
         <rect class=\"sheet\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\
         <text class=\"title\" x=\"20\" y=\"28\" font-size=\"16\" font-weight=\"bold\">{title}</text>{body}</svg>\n"
    )
}

fn tallest(bin: &Bin) -> u64 {
    let reported = bin.reported.at_most.unwrap_or(bin.reported.at_least);
    bin.documented.at_most.max(reported).max(bin.reported.at_least)
}

fn axis(body: &mut String, tallest: u64, scale: f64) {
    let steps = (0..19_u32).flat_map(|power| [1, 2, 5].map(|digit| 10_u64.pow(power).saturating_mul(digit)));
    let step = steps.into_iter().find(|step| tallest / step <= 6).unwrap_or(tallest);
    for value in (0..=tallest / step).map(|i| i * step) {
        let y = BASE - value as f64 * scale;
        let right = WIDTH - 20.0;
        add(
            body,
            format_args!(
                "<line class=\"scale\" stroke=\"#dddddd\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>"
            ),
        );
        text(body, LEFT - 8.0, y + 4.0, "end", &value.to_string());
    }
}

/// Two columns that do not touch: people by name, and what is reported.
fn draw(body: &mut String, bin: &Bin, x: f64, width: f64, scale: f64, labels: &Labels) {
    let [left, right, column] = [x + width * 0.1, x + width * 0.54, width * 0.36];
    let (documented, reported) = (&bin.documented, &bin.reported);
    bar(body, "named", left, column, [0, documented.at_least], scale);
    bar(body, "more", left, column, [documented.at_least, documented.at_most], scale);
    bar(body, "least", right, column, [0, reported.at_least], scale);
    bar(body, "told", right, column, [0, reported.at_most.unwrap_or(reported.at_least)], scale);
    if reported.at_most.is_none() {
        let [middle, top] = [right + column / 2.0, BASE - reported.at_least as f64 * scale];
        open(body, [middle, middle], [top, top - 14.0]);
    }
    let sources = match bin.active_sources {
        1 => labels.sentence("chart-source", &[]),
        n => labels.sentence("chart-sources", &[("n", &n.to_string())]),
    };
    let (middle, days) = (x + width / 2.0, days(bin.period, labels));
    if width < NARROW {
        askew(body, middle + 4.0, BASE + 14.0, &format!("{days} · {sources}"));
    } else {
        text(body, middle, BASE + 16.0, "middle", &days);
        text(body, middle, BASE + 32.0, "middle", &sources);
    }
}

/// The look of a part: fill, and the rest of its attributes.
fn look(class: &str) -> (&'static str, &'static str) {
    match class {
        "named" => ("#2a5d84", ""),
        "more" => ("#a9c4d8", ""),
        "least" => ("#f0d9d0", ""),
        _ => ("none", " stroke=\"#b04a2f\" stroke-width=\"1.5\""),
    }
}

fn bar(body: &mut String, class: &str, x: f64, width: f64, [from, to]: [u64; 2], scale: f64) {
    let [top, height] = [BASE - to as f64 * scale, to.saturating_sub(from) as f64 * scale];
    let (fill, rest) = look(class);
    add(
        body,
        format_args!(
            "<rect class=\"{class}\" fill=\"{fill}\"{rest} x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
        ),
    );
}

/// The mark of a number without an end.
fn open(body: &mut String, [x1, x2]: [f64; 2], [y1, y2]: [f64; 2]) {
    add(
        body,
        format_args!(
            "<line class=\"open\" stroke=\"#b04a2f\" stroke-width=\"1.5\" stroke-dasharray=\"3 2\" \
             x1=\"{x1:.1}\" x2=\"{x2:.1}\" y1=\"{y1:.1}\" y2=\"{y2:.1}\"/>"
        ),
    );
}

/// "2019", "2019-11", or that all days are one.
fn days(period: Option<DateWindow>, labels: &Labels) -> String {
    let Some((first, last)) = period.and_then(|days| Some((days.earliest?, days.latest?))) else {
        return labels.sentence("chart-all", &[]);
    };
    match first.month() == last.month() {
        true => format!("{:04}-{:02}", first.year(), first.month()),
        false => format!("{:04}", first.year()),
    }
}

/// What the columns are, what no number holds, and what it was made of; the height of the whole drawing.
fn legend(body: &mut String, counts: &Counts, n_not_drawn: usize, labels: &Labels, top: f64) -> f64 {
    let keys =
        [("named", "chart-named"), ("more", "chart-named-more"), ("least", "chart-reported"), ("open", "chart-open")];
    let mut y = top;
    for (class, key) in keys {
        match class {
            "open" => open(body, [20.0, 30.0], [y - 4.0, y - 4.0]),
            _ => {
                let (fill, rest) = look(class);
                let y = y - 9.0;
                add(
                    body,
                    format_args!(
                        "<rect class=\"{class}\" fill=\"{fill}\"{rest} x=\"20\" y=\"{y:.1}\" width=\"10\" height=\"10\"/>"
                    ),
                );
            }
        }
        text(body, 36.0, y, "start", &labels.sentence(key, &[]));
        y += LINE;
    }
    y += LINE / 2.0;
    for line in remarks(counts, n_not_drawn, labels).iter().flat_map(|remark| wrapped(remark)) {
        text(body, 20.0, y, "start", &line);
        y += LINE;
    }
    y + 4.0
}

fn remarks(counts: &Counts, n_not_drawn: usize, labels: &Labels) -> Vec<String> {
    let left_out = &counts.left_out;
    let values = [
        ("undated", left_out.undated.to_string()),
        ("unplaced", left_out.unplaced.to_string()),
        ("status", (left_out.denied + left_out.not_said_to_have_happened).to_string()),
        ("confidence", left_out.low_confidence.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut remarks = vec![labels.sentence("chart-left-out", &values), labels.sentence("chart-note", &[])];
    if n_not_drawn > 0 {
        remarks.push(labels.sentence("chart-more", &[("n", &n_not_drawn.to_string())]));
    }
    remarks.push(labels.sentence("chart-policy", &[("policy", &counts.basis.merge_policy)]));
    remarks.push(format!("{} · {}", counts.basis.program, counts.basis.head));
    remarks
}

/// Lines of whole words.
fn wrapped(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        let Some(line) = lines.last_mut() else { continue };
        if !line.is_empty() && line.chars().count() + word.chars().count() >= LETTERS {
            lines.push(word.to_owned());
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines
}

fn text(body: &mut String, x: f64, y: f64, anchor: &str, words: &str) {
    let words = escaped(words);
    add(body, format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>"));
}

fn askew(body: &mut String, x: f64, y: f64, words: &str) {
    let words = escaped(words);
    add(
        body,
        format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\" font-size=\"10\" transform=\"rotate(-45 {x:.1} {y:.1})\">{words}</text>"
        ),
    );
}

fn add(body: &mut String, what: std::fmt::Arguments) {
    let _never_fails = body.write_fmt(what);
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
