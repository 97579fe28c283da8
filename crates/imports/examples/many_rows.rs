//! How long a table of N rows takes to be checked and read (default a million), and the largest memory of the process.
#![allow(clippy::print_stdout)]

use imports::table::Table;
use imports::{Known, Mapping};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Instant;

const MAPPING: &str = r#"
name = "many"
date = "day-month-year"
act_type = "arrest"
[columns]
No = "event"
Name = "victim"
Date = "date"
Place = "place"
Remarks = "ignore"
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let n: u32 = std::env::args().nth(1).map_or(Ok(1_000_000), |n| n.parse())?;
    let mut text = "No,Name,Date,Place,Remarks\n".to_owned();
    for row in 0..n {
        let (day, month) = (row % 28 + 1, row % 12 + 1);
        writeln!(text, "{row},Person {row},{day}/{month}/2031,Town {},\"seen by, or told to, nobody\"", row % 500)?;
    }
    let act_types: BTreeSet<String> = ["arrest".to_owned()].into();
    let known = Known { act_types: &act_types, locate: &|_, _| None };
    let mapping = Mapping::parse(MAPPING)?;
    let table = Table::new(&text, &mapping, &known)?;
    let started = Instant::now();
    let n_rows = table.check(&mut |_| ())?;
    let checked = started.elapsed();
    let (mut n_pieces, mut n_bytes) = (0, 0_usize);
    let id = |bytes: &[u8]| bytes.len().to_string();
    let imported = table.import("many.csv", ("text/csv", text.as_bytes()), &id, &mut |piece| {
        n_pieces += 1;
        n_bytes += piece.record.len();
    });
    let (whole, size) = (started.elapsed(), text.len() / 1_000_000);
    println!(
        "{n_rows} rows, {size} MB: checked in {:.1} s, read in {:.1} s",
        checked.as_secs_f64(),
        (whole - checked).as_secs_f64()
    );
    println!("{} acts in {n_pieces} pieces, {} MB of records; {}", imported.n_acts, n_bytes / 1_000_000, peak());
    Ok(())
}

/// The largest resident memory, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory not known").to_owned()
}
