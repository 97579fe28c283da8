//! The labelled pairs of OpenSanctions' name_bench, split into halves by name. Their labels follow sanctions screening: a gauge, not the aim.

use super::figures::{auc, best_f1, f1};
use super::{Labelled, Matcher, comparison_alone, matchers, picked};
use crate::Failure;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Reads the pairs. Pairs that share a name, directly or through others, fall into the same half.
pub fn read(path: &Path) -> Result<Vec<Labelled>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    let rows: Vec<Vec<String>> = text.lines().skip(1).map(cells).filter(|row| row.len() > 4).collect();
    let mut groups = Groups::default();
    for row in &rows {
        groups.join(&row[2].to_lowercase(), &row[3].to_lowercase());
    }
    let pair = |row: &Vec<String>| Labelled {
        schema: row[1].clone(),
        left: row[2].clone(),
        right: row[3].clone(),
        same: row[4] == "true",
        train: (fnv(&groups.first(&row[2].to_lowercase())) >> 7).is_multiple_of(2),
    };
    Ok(rows.iter().map(pair).collect())
}

/// The cells of a line of comma-separated values (RFC 4180; no cell of this file spans lines).
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    cells
}

/// Names that hang together through pairs.
#[derive(Default)]
struct Groups {
    parent: BTreeMap<String, String>,
}

impl Groups {
    /// The first name in order of its group.
    fn first(&self, name: &str) -> String {
        let mut name = name;
        while let Some(parent) = self.parent.get(name).filter(|parent| *parent != name) {
            name = parent;
        }
        name.to_owned()
    }

    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.first(one), self.first(other));
        let first = one.clone().min(other.clone());
        self.parent.insert(one, first.clone());
        self.parent.insert(other, first);
    }
}

fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// One row for each matcher, kind and half.
pub fn report(pairs: &[Labelled]) -> String {
    let matchers = matchers(pairs);
    let mut report = String::from(
        "### nomenklatura name_bench\n\n| matcher | kind | half | pairs | F1 at its threshold | best F1 | AUC | µs a pair |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for matcher in &matchers {
        for (kind, schemas) in KINDS {
            for half in ["train", "test", "both"] {
                let is_in = |pair: &Labelled| {
                    (schemas.is_empty() || schemas.contains(&pair.schema.as_str()))
                        && (half == "both" || pair.train == (half == "train"))
                };
                row(&mut report, matcher, kind, half, pairs, is_in);
            }
        }
    }
    let _never_fails =
        writeln!(report, "\nOf names that are parsed already, Saksi takes {:.1} µs a pair.", comparison_alone(pairs));
    report
}

/// The kinds that the reference figures give.
const KINDS: [(&str, &[&str]); 3] =
    [("person", &["Person"]), ("organization", &["Company", "Organization"]), ("all", &[])];

fn row(
    report: &mut String,
    matcher: &Matcher,
    kind: &str,
    half: &str,
    pairs: &[Labelled],
    is_in: impl Fn(&Labelled) -> bool,
) {
    let scored = picked(matcher, pairs, is_in);
    let _never_fails = writeln!(
        report,
        "| {} | {kind} | {half} | {} | {:.3} at {} | {:.3} | {:.3} | {:.1} |",
        matcher.name,
        scored.len(),
        f1(&scored, matcher.threshold),
        matcher.threshold,
        best_f1(&scored),
        auc(&scored),
        matcher.micros
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_keep_their_commas() {
        assert_eq!(cells(r#"a,"Vethy, ""M""",true"#), ["a", "Vethy, \"M\"", "true"]);
    }

    #[test]
    fn names_that_hang_together_share_their_first() {
        let mut groups = Groups::default();
        groups.join("c", "b");
        groups.join("b", "a");
        groups.join("x", "y");
        assert_eq!([groups.first("c"), groups.first("x"), groups.first("z")], ["a", "x", "z"]);
    }
}
