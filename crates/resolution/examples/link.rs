//! Links the records of one file whose truth is known and says how well; used by `cargo xtask bench linkage`.
//!
//! `link SCHEMA.json FILE.csv` links with weights learnt without labels, then with weights of half of the entities;
//! `--without-labels` does only the first; `--peer FOLDER` measures what another linker has left in FOLDER (`peer.py`).
//! The schema is a [`Schema`] as JSON; the true entity of a record stands in the column `truth`. Prints one JSON object.
#![allow(clippy::print_stdout, missing_docs, reason = "a tool of the project")]

use resolution::calibration::reliability;
use resolution::cluster::{Constraints, ScoredPair, cluster};
use resolution::linkage::{Linked, LinkedPair, Linker, Model, Schema, Settings, Table};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [schema, file, rest @ ..] = &arguments[..] else {
        return Err("link SCHEMA.json FILE.csv [--without-labels | --peer FOLDER]".into());
    };
    let found = match rest {
        [] => own(schema, file, true)?,
        [option] if option == "--without-labels" => own(schema, file, false)?,
        [option, folder] if option == "--peer" => peer(file, std::path::Path::new(folder))?,
        _ => return Err("the options are --without-labels and --peer FOLDER".into()),
    };
    println!("{found:#}");
    Ok(())
}

/// What another linker found, measured as our own.
fn peer(file: &str, folder: &std::path::Path) -> Result<Value, Failure> {
    let text = std::fs::read_to_string(file)?;
    let truth = Truth::read(&text)?;
    let mut linked = Linked::default();
    for line in std::fs::read_to_string(folder.join("pairs.csv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [left, right, sum, probability] = cells[..] else { return Err("pairs.csv has other columns".into()) };
        let (left, right) = (left.parse()?, right.parse()?);
        linked.pairs.push(LinkedPair { left, right, sum: sum.parse()?, probability: probability.parse()? });
    }
    let mut clusters: BTreeMap<String, BTreeMap<String, Vec<u32>>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("clusters.csv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [record, threshold, cluster] = cells[..] else { return Err("clusters.csv has other columns".into()) };
        let of_threshold = clusters.entry(threshold.to_owned()).or_default();
        of_threshold.entry(cluster.to_owned()).or_default().push(record.parse()?);
    }
    let mut found: Value = serde_json::from_slice(&std::fs::read(folder.join("run.json"))?)?;
    found["records"] = json!(truth.of.len());
    found["blocking"] = blocking(&linked, &truth);
    for (name, part) in [("all", Part::All), ("held", Part::Held)] {
        let measured = |(threshold, clusters): (&String, &BTreeMap<String, Vec<u32>>)| {
            let members = clusters.values().map(Vec::as_slice);
            one_clustering(members, &truth, part, threshold.parse().unwrap_or_default())
        };
        let clusters: Value = clusters.iter().map(measured).collect();
        found["without_labels"][name] = json!({ "pairs": pairs(&linked, &truth, part), "clusters": clusters });
    }
    Ok(found)
}

/// What our linker finds.
fn own(schema: &str, file: &str, with_labels: bool) -> Result<Value, Failure> {
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
    let (cpu, peak) = (cpu_seconds(), peak_mb());
    let truth = Truth::read(&text)?;
    drop(text);
    let mut found = json!({
        "cpu_seconds": cpu, "peak_mb": peak, "records": table.len(), "seconds": { "read": read.as_secs_f64(), "propose": (proposed - read).as_secs_f64(), "learn": (learnt - proposed).as_secs_f64(),
            "link": (all - learnt).as_secs_f64(), "all": all.as_secs_f64() },
        "problems": linked.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "blocking": blocking(&linked, &truth),
        "without_labels": measures(&table, &model, &linked, &truth, &settings),
    });
    drop(linked);
    if with_labels {
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
    Ok(found)
}

/// Which entity each record is of.
struct Truth {
    of: Vec<u32>,
    held: Vec<bool>,
}

impl Truth {
    fn read(text: &str) -> Result<Self, Failure> {
        let schema = Schema { id: Some("truth".into()), columns: Vec::new(), missing: Vec::new() };
        let table = Table::read_csv(text, &schema)?;
        let n_records = table.len();
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

/// Seconds of all cores that this process has used; 0 where the system does not say. A tick is a hundredth of a second.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
