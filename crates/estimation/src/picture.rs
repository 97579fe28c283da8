//! The estimators with their intervals as a drawing (SVG), which needs no script.

use crate::report::Report;
use crate::sentences;
use std::fmt::Write as _;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 220.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 74.0;
const ROW: f64 = 34.0;

/// One table, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// What tells it from the others; nothing when it is the only one.
    pub name: Option<&'a str>,
    /// People on the lists.
    pub people: u64,
    /// The estimators.
    pub report: &'a Report,
}

/// The words of a drawing, by the names that `texts/en.tsv` has for them; `{people}` stays in `picture.on-the-lists`.
pub type Words<'a> = &'a dyn Fn(&str) -> String;

/// Draws the estimators of one table, or of several below each other, in English.
pub fn svg(series: &[Series]) -> String {
    drawn(series, &|name| sentences::named(name).to_owned())
}

/// The same in other words. Where there is no number, that is said. Looks are attributes, so that a page may forbid styles inside of it.
pub fn drawn(series: &[Series], words: Words) -> String {
    let n_rows: usize = series.iter().map(|one| one.report.answers.len() + usize::from(one.name.is_some())).sum();
    let height = TOP + ROW * n_rows as f64 + 64.0;
    let highest = series.iter().flat_map(|one| one.report.estimates()).map(|(_, estimate)| estimate.high);
    let people = series.iter().map(|one| one.people as f64).fold(1.0, f64::max);
    let scale = Scale::to(highest.fold(people * 1.2, f64::max));
    let mut body = String::new();
    let bottom = TOP + ROW * n_rows as f64;
    scale.draw(&mut body, bottom, words);
    let mut y = TOP;
    for one in series {
        if let Some(name) = one.name {
            text(&mut body, 20.0, y + 20.0, "start", "head", name);
            y += ROW;
        }
        draw_series(&mut body, &scale, one, words, &mut y);
    }
    text(&mut body, 20.0, bottom + 50.0, "start", "soft", &words("picture.note"));
    let title = escaped(&words("picture.title"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" class=\"estimates\" \
         font-family=\"sans-serif\" font-size=\"13\" fill=\"#222222\"><title>{title}</title>\
         <rect class=\"sheet\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\
         <text class=\"title\" x=\"20\" y=\"28\" font-size=\"16\" font-weight=\"bold\">{title}</text>{body}</svg>\n"
    )
}

/// The looks of an interval: of a model, and of what is shown to compare.
fn look(is_model: bool) -> [&'static str; 2] {
    match is_model {
        true => ["class=\"interval\" stroke=\"#2a5d84\" stroke-width=\"3\"", "class=\"point\" fill=\"#2a5d84\""],
        false => [
            "class=\"bound\" stroke=\"#888888\" stroke-width=\"3\" stroke-dasharray=\"5 3\"",
            "class=\"weak\" fill=\"#888888\"",
        ],
    }
}

fn draw_series(body: &mut String, scale: &Scale, series: &Series, words: Words, y: &mut f64) {
    let [top, known] = [*y, scale.x(series.people as f64)];
    for answer in &series.report.answers {
        let middle = *y + ROW / 2.0;
        text(body, LEFT - 14.0, middle + 4.0, "end", "name", &words(answer.method.code()));
        match &answer.outcome {
            Ok(estimate) => {
                let [low, point, high] = [estimate.low, estimate.point, estimate.high].map(|people| scale.x(people));
                let [line, dot] = look(answer.method.is_model());
                let numbers = [estimate.point, estimate.low, estimate.high].map(grouped);
                let [shown_point, shown_low, shown_high] = &numbers;
                add(
                    body,
                    format_args!(
                        "<g><title>{shown_point} ({shown_low} – {shown_high})</title><line {line} x1=\"{low:.1}\" \
                         x2=\"{high:.1}\" y1=\"{middle:.1}\" y2=\"{middle:.1}\"/><circle {dot} cx=\"{point:.1}\" \
                         cy=\"{middle:.1}\" r=\"5\"/></g>"
                    ),
                );
                text(body, point, middle - 8.0, "middle", "soft", shown_point);
            }
            Err(_) => text(body, known + 10.0, middle + 4.0, "start", "soft", &words("picture.none")),
        }
        *y += ROW;
    }
    let label = words("picture.on-the-lists").replace("{people}", &grouped(series.people as f64));
    add(
        body,
        format_args!(
            "<line class=\"known\" stroke=\"#b04a2f\" stroke-width=\"1.5\" x1=\"{known:.1}\" x2=\"{known:.1}\" y1=\"{:.1}\" y2=\"{y:.1}\"/>",
            top - 6.0
        ),
    );
    text(body, known, top - 12.0, "middle", "soft", &label);
}

/// From people to places on the drawing.
struct Scale {
    step: f64,
    n_steps: f64,
}

impl Scale {
    /// A scale from 0 to at least `most`, in four to ten steps of 1, 2 or 5 and zeros.
    fn to(most: f64) -> Scale {
        let power = 10_f64.powf((most / 5.0).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * power).find(|step| most / step <= 7.0);
        let step = step.unwrap_or(power * 10.0).max(1.0);
        Scale { step, n_steps: (most / step).ceil().max(1.0) }
    }

    fn x(&self, people: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * people / (self.step * self.n_steps)
    }

    fn draw(&self, body: &mut String, bottom: f64, words: Words) {
        for tick in 0..=self.n_steps as u32 {
            let people = f64::from(tick) * self.step;
            let x = self.x(people);
            add(
                body,
                format_args!(
                    "<line class=\"scale\" stroke=\"#cccccc\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{bottom:.1}\"/>"
                ),
            );
            text(body, x, bottom + 16.0, "middle", "soft", &grouped(people));
        }
        text(body, RIGHT, bottom + 32.0, "end", "soft", &words("picture.people"));
    }
}

/// A whole number with its digits in groups of three.
pub fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn text(body: &mut String, x: f64, y: f64, anchor: &str, class: &str, words: &str) {
    let words = escaped(words);
    let look = match class {
        "soft" => " font-size=\"11\" fill=\"#555555\"",
        "head" => " font-weight=\"bold\"",
        _ => "",
    };
    add(
        body,
        format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\"{look}>{words}</text>"),
    );
}

fn add(body: &mut String, what: std::fmt::Arguments) {
    let _never_fails = body.write_fmt(what);
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{kosovo, lists};
    use crate::latent::Settings;

    #[test]
    fn numbers_are_grouped_and_scales_hold_them() {
        assert_eq!([0.0, 999.4, 1000.0, 12_345_678.0].map(grouped), ["0", "999", "1,000", "12,345,678"]);
        for most in [3.0, 17.0, 4_400.0, 18_393.0, 1.2e7] {
            let scale = Scale::to(most);
            assert!(scale.x(most) <= RIGHT + 1e-6 && (1.0..=7.0).contains(&scale.n_steps), "{most}");
        }
    }

    #[test]
    fn a_drawing_has_a_row_for_each_estimator_and_escapes_names() {
        let settings = Settings { iterations: 2000, most_iterations: 2000, ..Settings::default() };
        let report = crate::estimate(&kosovo(), settings);
        let drawing = svg(&[Series { name: Some("<doubtful> & joined"), people: 4400, report: &report }]);
        assert_eq!(drawing.matches("<circle").count(), report.estimates().count());
        assert!(drawing.contains("&lt;doubtful&gt; &amp; joined") && drawing.contains("on the lists: 4,400"));
        assert!(!drawing.contains("<style") && !drawing.contains(" style="), "a page may forbid styles");
        let refused = crate::estimate(&lists("A B", &[("10", 3)]), settings);
        assert_eq!(svg(&[Series { name: None, people: 3, report: &refused }]).matches("<circle").count(), 0);
    }
}
