//! `cargo xtask bench growth [N...]`: what joining people across documents takes as a case grows, as a table and a picture.

use crate::{Failure, run};
use std::fmt::Write as _;
use std::process::Command;

const SIDE: f64 = 300.0;
const MARGIN: f64 = 50.0;

/// One line of the example `growth` of `resolution`.
struct Row {
    mentions: f64,
    seconds: f64,
    cells: Vec<String>,
}

/// Runs each size in a process of its own; prints the table and keeps `docs/growth.svg`.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let sizes: Vec<&str> = if arguments.is_empty() {
        vec!["10000", "100000", "1000000"]
    } else {
        arguments.iter().map(String::as_str).collect()
    };
    let example = ["run", "--quiet", "--profile", "quick", "--package", "resolution", "--example", "growth", "--"];
    println!(
        "| mentions | name types | processor seconds | microseconds a mention | pairs scored a mention | MB | joined pairs right | true pairs joined | spellings of one person that meet |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut rows = Vec::new();
    for size in sizes {
        let mut command: Command = run::cargo(&example);
        let line = run::output(command.arg(size))?;
        let row = parse(&line)
            .ok_or_else(|| Failure::new(format!("growth {size} gave no figures"), "run the example alone"))?;
        println!("{}", table_row(&row));
        rows.push(row);
    }
    let picture = run::root().join("docs/growth.svg");
    std::fs::write(&picture, svg(&rows)).map_err(|error| {
        Failure::new(format!("{} cannot be written: {error}", picture.display()), "see the folder's rights")
    })
}

fn parse(line: &str) -> Option<Row> {
    let cells: Vec<String> = line.trim().split('\t').map(str::to_owned).collect();
    Some(Row { mentions: cells.first()?.parse().ok()?, seconds: cells.get(3)?.parse().ok()?, cells })
}

impl Row {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map(String::as_str).unwrap_or_default()
    }

    fn each(&self) -> f64 {
        self.seconds * 1e6 / self.mentions
    }
}

fn table_row(row: &Row) -> String {
    let scored = row.cell(5).parse::<f64>().unwrap_or_default() / row.mentions;
    let (types, memory, right, all, met) = (row.cell(2), row.cell(6), row.cell(7), row.cell(8), row.cell(12));
    format!(
        "| {} | {types} | {:.1} | {:.0} | {scored:.1} | {memory} | {right} | {all} | {met} |",
        row.mentions,
        row.seconds,
        row.each()
    )
}

/// Microseconds a mention over the number of mentions, the latter by powers of ten.
fn svg(rows: &[Row]) -> String {
    let size = SIDE + 2.0 * MARGIN;
    let highest = rows.iter().map(Row::each).fold(1.0, f64::max);
    let span = |row: &Row| row.mentions.max(1.0).log10();
    let (first, last) = rows.iter().map(span).fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let x = |row: &Row| MARGIN + SIDE * (span(row) - first) / (last - first).max(1e-9);
    let y = |row: &Row| MARGIN + SIDE * (1.0 - row.each() / highest);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{size}\" height=\"{size}\" \
         font-family=\"sans-serif\" font-size=\"11\" fill=\"#333\">\n<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\n\
         <path d=\"M{MARGIN} {bottom}H{right}M{MARGIN} {bottom}V{MARGIN}\" stroke=\"#333\"/>\n",
        bottom = MARGIN + SIDE,
        right = MARGIN + SIDE,
    );
    for row in rows {
        let (x, y) = (x(row), y(row));
        let _ = writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#2a6\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{:.0}</text>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            y - 8.0,
            row.each(),
            MARGIN + SIDE + 16.0,
            row.mentions
        );
    }
    let middle = MARGIN + SIDE / 2.0;
    let _ =
        writeln!(svg, "<text x=\"{middle}\" y=\"20\" text-anchor=\"middle\">processor microseconds a mention</text>");
    let _ =
        writeln!(svg, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">mentions in the case</text>", size - 8.0);
    svg + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_a_disc() {
        let rows: Vec<Row> = ["1000\t99\t233\t0.1", "10000\t999\t1918\t0.6"].into_iter().filter_map(parse).collect();
        assert_eq!(svg(&rows).matches("<circle").count(), 2);
        assert!(parse("nonsense").is_none());
    }
}
