//! Fits the weights of `codebook/reading/{html,plain}.tsv` to pages with known bodies, and says how well they do on others.
//!
//! `cargo run --release -p reading --example fit -- html|text PAGES.jsonl [OUT.tsv]`; a line holds `html` or `text`, and
//! `gold`. Without OUT only the cross-validation is printed. Two rounds of logistic regression, the second on
//! out-of-fold probabilities of the first (stacking, Wolpert 1992).
#![allow(clippy::print_stdout, missing_docs)]

mod logistic;
mod subject;

use logistic::Data;
use reading::tuning::Model;
use std::collections::HashMap;
use subject::{Subject, WebPage, plain::Pasted};

const N_FOLDS: usize = 5;
const N_INNER: usize = 3;

struct Example<'p> {
    subject: Box<dyn Subject + 'p>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    gold: HashMap<u64, i32>,
    id: String,
}

struct Models {
    first: Model,
    second: Model,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let form = arguments.next().ok_or("html or text?")?;
    let pages = std::fs::read_to_string(arguments.next().ok_or("which pages?")?)?;
    let records: Vec<serde_json::Value> = pages.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let subjects: Vec<Box<dyn Subject + '_>> = if form == "html" {
        let open = |record: &serde_json::Value| WebPage::open(record["html"].as_str().unwrap_or("").to_owned());
        records.iter().map(|record| Box::new(open(record)) as Box<dyn Subject>).collect()
    } else {
        records
            .iter()
            .map(|record| Box::new(Pasted::open(record["text"].as_str().unwrap_or(""))) as Box<dyn Subject>)
            .collect()
    };
    let examples: Vec<Example<'_>> =
        subjects.into_iter().zip(&records).map(|(subject, record)| example(subject, record)).collect();
    let strength: f64 =
        std::env::var("L2").ok().and_then(|value| value.parse().ok()).unwrap_or(if form == "html" { 0.1 } else { 0.3 });

    let held = cross_validate(&examples, strength);
    for threshold in [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7] {
        let (f1, precision, recall) = score(&examples, &held, threshold, false);
        println!("cross-validated, threshold {threshold}: F1 {f1:.4} P {precision:.4} R {recall:.4}");
    }
    if std::env::var("LIST").is_ok() {
        score(&examples, &held, 0.5, true);
    }
    let ceiling: Vec<Vec<f32>> = examples.iter().map(|example| example.labels.clone()).collect();
    println!("with the labels themselves: {:?}", score(&examples, &ceiling, 0.5, false));

    let all: Vec<usize> = (0..examples.len()).collect();
    let models = fit(&examples, &all, strength);
    let own: Vec<Vec<f32>> = examples.iter().map(|example| probabilities(example, &models)).collect();
    println!("on the pages fitted to: {:?}", score(&examples, &own, 0.5, false));
    if let Some(out) = arguments.next() {
        std::fs::write(out, table(&form, &examples[0], &models, score(&examples, &held, 0.5, false)))?;
    }
    Ok(())
}

/// For each example, probabilities from models that have not seen it.
fn cross_validate(examples: &[Example<'_>], strength: f64) -> Vec<Vec<f32>> {
    let mut held = vec![Vec::new(); examples.len()];
    for fold in 0..N_FOLDS {
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..examples.len()).partition(|example_idx| example_idx % N_FOLDS == fold);
        let models = fit(examples, &train, strength);
        for example_idx in test {
            held[example_idx] = probabilities(&examples[example_idx], &models);
        }
    }
    held
}

fn probabilities(example: &Example<'_>, models: &Models) -> Vec<f32> {
    let first = answers(&models.first, &example.subject.first());
    answers(&models.second, &example.subject.second(&first))
}

fn answers(model: &Model, rows: &[Vec<f32>]) -> Vec<f32> {
    rows.iter().map(|row| model.probability(row)).collect()
}

fn example<'p>(subject: Box<dyn Subject + 'p>, record: &serde_json::Value) -> Example<'p> {
    let text = if record["gold"].is_null() { &record["text"] } else { &record["gold"] };
    let gold = grams(&words(text.as_str().unwrap_or("")));
    let labels = labels(&*subject, &gold);
    let n_gold: i32 = gold.values().sum();
    let n_words: Vec<f32> =
        (0..subject.n_parts()).map(|part_idx| words(subject.words(part_idx)).len() as f32).collect();
    let scale = 1.0 / (n_gold.max(50) as f32);
    let n_other: f32 = n_words.iter().zip(&labels).filter(|(_, label)| **label < 0.5).map(|(n, _)| n).sum();
    let damp = (2.0 / (n_other * scale).max(2.0)).sqrt();
    let weights =
        n_words.iter().zip(&labels).map(|(n, label)| n * scale * if *label < 0.5 { damp } else { 1.0 }).collect();
    Example { subject, labels, weights, gold, id: record["id"].to_string() }
}

/// Runs of letters and digits, as the scorer sees them.
fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty()).collect()
}

fn hash(words: &[&str]) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

fn grams(words: &[&str]) -> HashMap<u64, i32> {
    let mut counts = HashMap::new();
    if words.len() < 4 && !words.is_empty() {
        counts.insert(hash(words), 1);
    }
    for window in words.windows(4) {
        *counts.entry(hash(window)).or_default() += 1;
    }
    counts
}

/// The share of each part's words that lie in a run of four that the gold body has.
fn labels(subject: &dyn Subject, gold: &HashMap<u64, i32>) -> Vec<f32> {
    let (mut all, mut owner) = (Vec::new(), Vec::new());
    for part_idx in 0..subject.n_parts() {
        for word in words(subject.words(part_idx)) {
            all.push(word);
            owner.push(part_idx);
        }
    }
    let mut covered = vec![false; all.len()];
    for (start, window) in all.windows(4).enumerate() {
        if gold.contains_key(&hash(window)) {
            covered[start..start + 4].fill(true);
        }
    }
    let mut sums = vec![(0.0, 0.0); subject.n_parts()];
    for (part_idx, covered) in owner.iter().zip(covered) {
        sums[*part_idx].0 += f32::from(u8::from(covered));
        sums[*part_idx].1 += 1.0;
    }
    sums.iter().map(|(good, all)| if *all > 0.0 { good / all } else { 0.0 }).collect()
}

/// F1, precision, recall as `eval/bodies/score.py` computes them.
fn score(examples: &[Example<'_>], chances: &[Vec<f32>], threshold: f32, list: bool) -> (f64, f64, f64) {
    let (mut precision, mut recall) = (0.0, 0.0);
    for (example, chances) in examples.iter().zip(chances) {
        let body = example.subject.decide(chances, threshold);
        let kept: Vec<&str> = (0..chances.len())
            .filter(|part_idx| body[*part_idx])
            .flat_map(|part_idx| words(example.subject.words(part_idx)))
            .collect();
        let found = grams(&kept);
        let both: i32 = found.iter().map(|(gram, n)| example.gold.get(gram).copied().unwrap_or(0).min(*n)).sum();
        let (n_found, n_gold) = (found.values().sum::<i32>().max(1), example.gold.values().sum::<i32>().max(1));
        let (p, r) = (f64::from(both) / f64::from(n_found), f64::from(both) / f64::from(n_gold));
        if list {
            println!("PAGE {} {p:.3} {r:.3}", example.id);
            list_errors(example, chances, &body);
        }
        precision += p;
        recall += r;
    }
    let (precision, recall) = (precision / examples.len() as f64, recall / examples.len() as f64);
    (2.0 * precision * recall / (precision + recall), precision, recall)
}

fn list_errors(example: &Example<'_>, chances: &[f32], body: &[bool]) {
    for (part_idx, chance) in chances.iter().enumerate() {
        let label = example.labels[part_idx];
        if body[part_idx] != (label >= 0.5) && example.weights[part_idx] > 0.005 {
            let words: String = example.subject.words(part_idx).chars().take(110).collect();
            let kind = if label < 0.5 { "EXTRA" } else { "LOST" };
            println!(
                "   {kind} p={chance:.2} label={label:.2} w={:.3} {words} | {}",
                example.weights[part_idx],
                example.subject.place(part_idx)
            );
        }
    }
}

/// Both rounds, on the pages of `train`.
fn fit(examples: &[Example<'_>], train: &[usize], strength: f64) -> Models {
    let mut out_of_fold = vec![Vec::new(); train.len()];
    for fold in 0..N_INNER {
        let (test, inner): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|place| place % N_INNER == fold);
        let mut data = Data::default();
        for place in inner {
            let example = &examples[train[place]];
            add(&mut data, example, &example.subject.first());
        }
        let model = logistic::fit(&data, strength);
        for place in test {
            out_of_fold[place] = answers(&model, &examples[train[place]].subject.first());
        }
    }
    let (mut first, mut second) = (Data::default(), Data::default());
    for (example_idx, values) in train.iter().zip(&out_of_fold) {
        let example = &examples[*example_idx];
        add(&mut first, example, &example.subject.first());
        add(&mut second, example, &example.subject.second(values));
    }
    Models { first: logistic::fit(&first, strength), second: logistic::fit(&second, strength) }
}

fn add(data: &mut Data, example: &Example<'_>, rows: &[Vec<f32>]) {
    for (part_idx, row) in rows.iter().enumerate() {
        data.add(row, example.labels[part_idx], 3.0 * example.weights[part_idx]);
    }
}

fn table(form: &str, example: &Example<'_>, models: &Models, held: (f64, f64, f64)) -> String {
    let (first, second) = example.subject.names();
    format!(
        "# Weights of the choice between body and furniture, {form}: round, feature, weight.\n\
         # Fitted by crates/reading/examples/fit; five-fold cross-validated word 4-gram F1 {:.3}, P {:.3}, R {:.3}.\n\
         # Only numbers; no words of the pages. Licence: MIT OR Apache-2.0.\n{}{}",
        held.0,
        held.1,
        held.2,
        models.first.table("first", &first),
        models.second.table("second", &second)
    )
}
