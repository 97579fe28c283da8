//! Seconds for each record against the number of records, as a small picture.

use super::{Run, table};
use std::fmt::Write;

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 220.0;
const EDGE: f64 = 48.0;

/// Both axes are logarithmic in records and plain in milliseconds; the dashed line is 1.5 times the smallest size.
pub fn of(growth: &[Run]) -> String {
    let points: Vec<(f64, f64)> =
        growth.iter().map(|run| (log(run.records), 1000.0 * table::per_record(run))).collect();
    let first = points.first().copied().unwrap_or((0.0, 1.0));
    let last = points.last().copied().unwrap_or(first);
    let top = points.iter().map(|&(_, y)| y).fold(1.5 * first.1, f64::max) * 1.15;
    let across = |x: f64| EDGE + (x - first.0) / (last.0 - first.0).max(1e-9) * (WIDTH - 2.0 * EDGE);
    let up = |y: f64| HEIGHT - EDGE - y / top * (HEIGHT - 2.0 * EDGE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
         <text x=\"{EDGE}\" y=\"20\">Linking records: processor milliseconds a record (dashed: 1.5 x the smallest size)</text>\n"
    );
    let (left, right, limit) = (across(first.0), across(last.0), up(1.5 * first.1));
    let path: Vec<String> = points.iter().map(|&(x, y)| format!("{:.1},{:.1}", across(x), up(y))).collect();
    let _infallible = writeln!(
        svg,
        "<path d=\"M{left:.1} {limit:.1} H{right:.1}\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>\n\
         <path d=\"M{left:.1} {0:.1} H{right:.1}\" stroke=\"#000\"/>\n\
         <polyline points=\"{1}\" fill=\"none\" stroke=\"#06c\" stroke-width=\"2\"/>",
        up(0.0),
        path.join(" ")
    );
    for (run, &(x, y)) in growth.iter().zip(&points) {
        let _infallible = writeln!(
            svg,
            "<circle cx=\"{0:.1}\" cy=\"{1:.1}\" r=\"3\" fill=\"#06c\"/><text x=\"{0:.1}\" y=\"{2:.1}\" text-anchor=\"middle\">{y:.3}</text>\
             <text x=\"{0:.1}\" y=\"{3:.1}\" text-anchor=\"middle\">{4}</text>",
            across(x),
            up(y),
            up(y) - 8.0,
            HEIGHT - EDGE + 16.0,
            run.records
        );
    }
    svg.push_str("</svg>\n");
    svg
}

#[allow(clippy::cast_precision_loss, reason = "a picture")]
fn log(records: u64) -> f64 {
    (records.max(1) as f64).log10()
}
