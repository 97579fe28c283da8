//! Links the records of one file whose truth is known and says how well: `link SCHEMA.json FILE.csv`, used by `cargo xtask bench linkage`.
//!
//! The schema is a [`Schema`] as JSON; the true entity of a record stands in the column `truth`. Prints one JSON object.
#![allow(clippy::print_stdout, missing_docs, reason = "a tool of the project")]

use resolution::calibration::reliability;
use resolution::cluster::{Constraints, ScoredPair, cluster};
use resolution::linkage::{Linked, Linker, Model, Schema, Settings, Table};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [schema, file, rest @ ..] = &arguments[..] else {
        return Err("link SCHEMA.json FILE.csv [--without-labels]".into());
    };
    let schema: Schema = serde_json::from_slice(&std::fs::read(schema)?)?;
    let text = std::fs::read_to_string(file)?;
    let settings = Settings::default();
    let started = Instant::now();
    let table = Table::read_csv(&text, &schema)?;
    let read = started.elapsed();
    let linker = Linker::new(&table, &settings);
    let proposed = started.elapsed();
    let model = linker.learn();
    let learnt = started.elapsed();
    let linked = linker.link(&model);
    let all = started.elapsed();
    let truth = Truth::read(&text, table.len())?;
    drop(text);
    let mut found = json!({
        "records": table.len(), "seconds": { "read": read.as_secs_f64(), "propose": (proposed - read).as_secs_f64(), "learn": (learnt - proposed).as_secs_f64(),
            "link": (all - learnt).as_secs_f64(), "all": all.as_secs_f64() },
        "problems": linked.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "blocking": blocking(&linked, &truth),
        "without_labels": measures(&table, &model, &linked, &truth, &settings),
    });
    drop(linked);
    if rest.is_empty() {
        let started = Instant::now();
        let known: Vec<Option<u32>> =
            (0..table.len()).map(|record| (!truth.is_held(record)).then(|| truth.of[record])).collect();
        let model = linker.train(&known)?;
        let trained = started.elapsed().as_secs_f64();
        let linked = linker.link(&model);
        found["seconds"]["train"] = json!(trained);
        found["seconds"]["link_trained"] = json!(started.elapsed().as_secs_f64() - trained);
        found["with_labels"] = measures(&table, &model, &linked, &truth, &settings);
    }
    found["peak_mb"] = json!(peak_mb());
    println!("{found:#}");
    Ok(())
}

/// Which entity each record is of.
struct Truth {
    of: Vec<u32>,
    held: Vec<bool>,
}

impl Truth {
    fn read(text: &str, n_records: usize) -> Result<Self, Failure> {
        let schema = Schema { id: Some("truth".into()), columns: Vec::new(), missing: Vec::new() };
        let table = Table::read_csv(text, &schema)?;
        if table.len() != n_records {
            return Err("the truth does not fit the records".into());
        }
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut of = Vec::with_capacity(n_records);
        for record in 0..u32::try_from(n_records)? {
            let next = u32::try_from(numbers.len())?;
            of.push(*numbers.entry(table.id(record)).or_insert(next));
        }
        // Half of the entities, by a hash of the number: every other one would follow the order of the file.
        let held = (0..u64::try_from(numbers.len())?).map(|entity| ((entity * 2_654_435_761) >> 7) % 2 == 1).collect();
        Ok(Self { of, held })
    }

    fn is_held(&self, record: usize) -> bool {
        self.held[self.of[record] as usize]
    }

    fn same(&self, left: u32, right: u32) -> bool {
        self.of[left as usize] == self.of[right as usize]
    }
}

/// Which records count: all, or those of the entities that nothing was learnt from.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    All,
    Held,
}

impl Part {
    fn has(self, truth: &Truth, record: u32) -> bool {
        self == Part::All || truth.is_held(record as usize)
    }

    fn n_true(self, truth: &Truth) -> f64 {
        let mut sizes = vec![0_u64; truth.held.len()];
        let records = (0_u32..).zip(&truth.of).filter(|&(record, _)| self.has(truth, record));
        records.for_each(|(_, &entity)| sizes[entity as usize] += 1);
        sizes.iter().map(|&n| (n * n.saturating_sub(1) / 2) as f64).sum()
    }
}

fn blocking(linked: &Linked, truth: &Truth) -> Value {
    let found = linked.pairs.iter().filter(|pair| truth.same(pair.left, pair.right)).count();
    json!({ "pairs": linked.blocking.n_pairs, "by_neighbours": linked.n_by_neighbours, "compared": linked.pairs.len(),
        "recall": found as f64 / Part::All.n_true(truth), "large_keys": linked.blocking.n_large, "left_out": linked.blocking.n_left_out })
}

fn measures(table: &Table, model: &Model, linked: &Linked, truth: &Truth, settings: &Settings) -> Value {
    let mut found = json!({});
    for (name, part) in [("all", Part::All), ("held", Part::Held)] {
        found[name] = json!({ "pairs": pairs(linked, truth, part), "clusters": clusters(table, model, linked, truth, settings, part) });
    }
    found
}

/// Best F1 over all thresholds, recall at precision .99, calibration.
fn pairs(linked: &Linked, truth: &Truth, part: Part) -> Value {
    let inside = linked.pairs.iter().filter(|pair| part.has(truth, pair.left) && part.has(truth, pair.right));
    let mut scored: Vec<(f64, f64, bool)> =
        inside.map(|pair| (pair.sum, pair.probability, truth.same(pair.left, pair.right))).collect();
    scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let n_true = part.n_true(truth);
    let (mut best, mut at_99, mut right) = ((0.0, 0.0, 0.0), 0.0_f64, 0.0);
    for (position, &(.., same)) in scored.iter().enumerate() {
        right += f64::from(u8::from(same));
        let (precision, recall) = (right / (position + 1) as f64, right / n_true);
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-12);
        if f1 > best.0 {
            best = (f1, precision, recall);
        }
        if precision >= 0.99 {
            at_99 = at_99.max(recall);
        }
    }
    let stated: Vec<(f64, bool)> = scored.iter().map(|&(_, probability, same)| (probability, same)).collect();
    let found = reliability(&stated, 10);
    json!({ "best_f1": best.0, "precision": best.1, "recall": best.2, "recall_at_99": at_99, "ece": found.ece, "brier": found.brier })
}

/// Pairs within clusters and B-cubed, at several thresholds; the first is that of the settings.
fn clusters(table: &Table, model: &Model, linked: &Linked, truth: &Truth, settings: &Settings, part: Part) -> Value {
    let scored: Vec<ScoredPair> = linked
        .pairs
        .iter()
        .map(|pair| ScoredPair { left: pair.left, right: pair.right, bits: model.odds(pair.sum) })
        .collect();
    let of = |join_at: f64| {
        let settings = resolution::cluster::ClusterSettings { join_at, ..settings.clusters };
        let found = cluster(table.len(), &scored, Constraints::default(), &settings);
        let members = found.clusters.iter().map(|cluster| &cluster.members[..]);
        one_clustering(members, truth, part, join_at)
    };
    let thresholds = [settings.clusters.join_at, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0];
    let n = if table.len() > 200_000 { 1 } else { thresholds.len() };
    thresholds.into_iter().take(n).map(of).collect()
}

fn one_clustering<'a>(clusters: impl Iterator<Item = &'a [u32]>, truth: &Truth, part: Part, join_at: f64) -> Value {
    let mut sizes = vec![0.0; truth.held.len()];
    let records = (0_u32..).zip(&truth.of).filter(|&(record, _)| part.has(truth, record));
    records.for_each(|(_, &entity)| sizes[entity as usize] += 1.0);
    let (mut proposed, mut right, mut precision, mut recall, mut n, mut largest) = (0.0, 0.0, 0.0, 0.0, 0.0, 0);
    for members in clusters {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for &record in members.iter().filter(|&&record| part.has(truth, record)) {
            *counts.entry(truth.of[record as usize]).or_default() += 1.0;
        }
        let size: f64 = counts.values().sum();
        largest = largest.max(members.len());
        proposed += size * (size - 1.0) / 2.0;
        for (&entity, &count) in &counts {
            right += count * (count - 1.0) / 2.0;
            precision += count * count / size;
            recall += count * count / sizes[entity as usize];
        }
        n += size;
    }
    let (precision, recall) = (precision / n, recall / n);
    json!({ "join_at": join_at, "pair_precision": right / f64::max(proposed, 1.0), "pair_recall": right / part.n_true(truth),
        "b3_precision": precision, "b3_recall": recall, "b3_f": 2.0 * precision * recall / (precision + recall), "largest": largest })
}

/// Most memory that this process has held, MB; 0 where the system does not say.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()).map_or(0.0, |kb| kb / 1024.0)
}
