//! How well copies, cuts and shared passages are told from shared quotes and stock phrases: `cargo xtask eval reuse`.
//!
//! Arguments: the file of judged pairs, then texts as JSON Lines with `id` and `text`. `--pairs` prints what was measured of
//! each judged pair instead of the table.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use resolution::families::{Fingerprints, Index, Pair, PairKind, Settings};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

/// A judged pair with all that was measured of it.
struct Judged {
    left: String,
    right: String,
    label: String,
    /// For setting amounts, else for testing.
    tuning: bool,
    kind: PairKind,
    jaccard: f64,
    containment: f64,
    pair: Option<Pair>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let pairs_only =
        arguments.iter().position(|argument| argument == "--pairs").map(|at| arguments.remove(at)).is_some();
    let (labels, files) = arguments.split_first().ok_or("reuse LABELS TEXTS...")?;
    let texts = texts(files)?;
    let judged = judged(&std::fs::read_to_string(labels)?, &texts)?;
    if pairs_only {
        judged.iter().for_each(show);
    } else {
        table(&judged);
    }
    Ok(())
}

fn texts(files: &[String]) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut texts = BTreeMap::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            let line: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| line.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            texts.insert(field("id"), field("text"));
        }
    }
    Ok(texts)
}

fn judged(labels: &str, texts: &BTreeMap<String, String>) -> Result<Vec<Judged>, Box<dyn Error>> {
    let ids: Vec<&String> = texts.keys().collect();
    let mut index = Index::default();
    texts.iter().for_each(|(id, text)| index.add(id, Fingerprints::of(text), Settings::built_in()));
    let (pairs, notes) = index.pairs(Settings::built_in());
    notes.iter().for_each(|note| println!("note: {}", note.message));
    println!("{} texts, {} pairs compared", texts.len(), pairs.len());
    let mut found: BTreeMap<(String, String), Pair> = BTreeMap::new();
    for pair in pairs {
        let both = ids.get(pair.left).zip(ids.get(pair.right)).ok_or("a pair outside of the texts")?;
        found.insert((both.0.min(both.1).to_string(), both.0.max(both.1).to_string()), pair);
    }
    let lines = labels.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| {
            let mut parts = line.split('\t').map(str::to_owned);
            let (Some(left), Some(right), Some(label)) = (parts.next(), parts.next(), parts.next()) else {
                return Err("a line of the labels has not three parts".into());
            };
            let grams = |id: &String| texts.get(id).map(|text| grams(text)).ok_or("a judged text is missing");
            let (one, other) = (grams(&left)?, grams(&right)?);
            let both = as_f64(one.intersection(&other).count());
            let pair = found.remove(&(left.clone().min(right.clone()), right.clone().max(left.clone())));
            Ok(Judged {
                tuning: left
                    .split('_')
                    .next()
                    .and_then(|topic| topic.parse::<u32>().ok())
                    .is_some_and(|topic| topic % 2 == 0),
                kind: pair.as_ref().map_or(PairKind::Independent, |pair| pair.kind),
                jaccard: both / as_f64(one.union(&other).count()).max(1.0),
                containment: both / as_f64(one.len().min(other.len())).max(1.0),
                pair,
                left,
                right,
                label,
            })
        })
        .collect()
}

/// Word 5-grams, for the peers: lower case, letters and digits.
fn grams(text: &str) -> BTreeSet<Vec<String>> {
    let text = text.to_lowercase();
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.windows(5).map(<[String]>::to_vec).collect()
}

fn show(judged: &Judged) {
    let Judged { left, right, label, kind, jaccard, containment, pair, .. } = judged;
    print!("{left}\t{right}\t{label}\t{kind:?}\t{jaccard:.3}\t{containment:.3}");
    if let Some(pair) = pair {
        let best = pair.alignment.passages.iter().zip(&pair.documents).max_by_key(|(passage, _)| passage.told());
        let best = best.map(|(passage, documents)| (passage.same, passage.told(), *documents)).unwrap_or_default();
        let a = &pair.alignment;
        print!("\t{:.2}\t{:.2}\t{}\t{:.2}\t{best:?}", a.left_in_order, a.right_in_order, a.told, a.told_share);
    }
    println!();
}

fn table(judged: &[Judged]) {
    let copy_or_cut = |judged: &Judged| matches!(judged.label.as_str(), "copy" | "cut");
    let derived = |judged: &Judged| copy_or_cut(judged) || judged.label == "passage";
    let (tuning, testing): (Vec<&Judged>, Vec<&Judged>) = judged.iter().partition(|judged| judged.tuning);
    println!("| question | method | half | recall | precision |\n| --- | --- | --- | ---: | ---: |");
    for (question, truth) in [
        ("copies and cuts", &copy_or_cut as &dyn Fn(&Judged) -> bool),
        ("made from one text: copies, cuts, shared passages", &derived),
    ] {
        let strict = question == "copies and cuts";
        let ours = |judged: &Judged| judged.kind.is_derived() || !strict && judged.kind == PairKind::Passage;
        let jaccard = best_threshold(&tuning, truth, |judged| judged.jaccard);
        let containment = best_threshold(&tuning, truth, |judged| judged.containment);
        for (half, of) in [("tuned", &tuning), ("tested", &testing)] {
            row(question, "Saksi", half, of, truth, &ours);
            row(question, &format!("5-gram containment from {containment:.2}"), half, of, truth, &|judged| {
                judged.containment >= containment
            });
            row(question, &format!("5-gram Jaccard from {jaccard:.2}"), half, of, truth, &|judged| {
                judged.jaccard >= jaccard
            });
        }
    }
    let related = |judged: &Judged| judged.kind <= PairKind::Passage;
    let share = |of: &dyn Fn(&Judged) -> bool, test: &dyn Fn(&Judged) -> bool| {
        let of: Vec<&Judged> = judged.iter().filter(|judged| of(judged)).collect();
        format!("{} of {}", of.iter().filter(|judged| test(judged)).count(), of.len())
    };
    println!("\nJudged copies and cuts that are found as copy, cut or passage: {}", share(&copy_or_cut, &related));
    println!(
        "Found copies and cuts that are judged copy, cut or passage: {}",
        share(&|judged| judged.kind.is_derived(), &derived)
    );
    println!("\nJudged (down) and found (across):");
    let mut cells: BTreeMap<(&str, PairKind), usize> = BTreeMap::new();
    judged.iter().for_each(|judged| *cells.entry((&judged.label, judged.kind)).or_default() += 1);
    for label in ["copy", "cut", "passage", "quote", "stock", "independent"] {
        let of = cells.iter().filter(|((judged, _), _)| *judged == label);
        println!("{label}: {}", of.map(|((_, kind), n)| format!("{kind:?} {n}")).collect::<Vec<_>>().join(", "));
    }
}

fn row(
    question: &str,
    method: &str,
    half: &str,
    of: &[&Judged],
    truth: &dyn Fn(&Judged) -> bool,
    found: &dyn Fn(&Judged) -> bool,
) {
    let (recall, precision) = scores(of, truth, found);
    println!("| {question} | {method} | {half} ({}) | {recall:.3} | {precision:.3} |", of.len());
}

fn scores(of: &[&Judged], truth: &dyn Fn(&Judged) -> bool, found: &dyn Fn(&Judged) -> bool) -> (f64, f64) {
    let count = |test: &dyn Fn(&Judged) -> bool| as_f64(of.iter().filter(|judged| test(judged)).count());
    let hits = count(&|judged| truth(judged) && found(judged));
    (hits / count(truth).max(1.0), hits / count(found).max(1.0))
}

/// The amount with the best F1 on the tuning half.
fn best_threshold(tuning: &[&Judged], truth: &dyn Fn(&Judged) -> bool, of: impl Fn(&Judged) -> f64) -> f64 {
    let f1 = |from: f64| {
        let (recall, precision) = scores(tuning, truth, &|judged| of(judged) >= from);
        2.0 * recall * precision / (recall + precision).max(f64::MIN_POSITIVE)
    };
    let steps = (1..100).map(|step| f64::from(step) / 100.0);
    steps.max_by(|&left, &right| f1(left).total_cmp(&f1(right))).unwrap_or_default()
}

#[allow(clippy::cast_precision_loss)]
fn as_f64(n: usize) -> f64 {
    n as f64
}
