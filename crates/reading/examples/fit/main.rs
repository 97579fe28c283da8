//! Fits the weights of `codebook/reading/html.tsv` to pages with known bodies, and says how well it does on others.
//!
//! `cargo run --release -p reading --example fit -- PAGES.jsonl [OUT.tsv]`; a line holds `html` and `gold`. Without OUT
//! only the cross-validation is printed. Two rounds of logistic regression, the second on out-of-fold probabilities of the
//! first (stacking, Wolpert 1992).
#![allow(clippy::print_stdout, missing_docs)]

mod logistic;

use logistic::Data;
use reading::tuning::{Chances, Facts, Lexicons, Models, Page, Row, decide, page, probabilities, run};
use std::collections::HashMap;

const N_FOLDS: usize = 5;
const N_INNER: usize = 3;

struct Example<'p> {
    facts: Facts<'p, 'p>,
    page: &'p Page<'p>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    gold: HashMap<u64, i32>,
    id: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let pages = std::fs::read_to_string(arguments.next().ok_or("which pages?")?)?;
    let records: Vec<serde_json::Value> = pages.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let parsed: Vec<(Page<'_>, String)> =
        records.iter().map(|record| page(record["html"].as_str().unwrap_or(""))).collect();
    let examples: Vec<Example<'_>> =
        parsed.iter().zip(&records).map(|((page, title), record)| example(page, title, record)).collect();
    let settings: f64 = std::env::var("L2").ok().and_then(|value| value.parse().ok()).unwrap_or(0.5);

    let mut held = vec![Vec::new(); examples.len()];
    for fold in 0..N_FOLDS {
        let train: Vec<usize> = (0..examples.len()).filter(|example_idx| example_idx % N_FOLDS != fold).collect();
        let models = fit(&examples, &train, settings);
        for example_idx in (0..examples.len()).filter(|example_idx| example_idx % N_FOLDS == fold) {
            held[example_idx] = probabilities(&examples[example_idx].facts, &models);
        }
    }
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
    let models = fit(&examples, &all, settings);
    let own: Vec<Vec<f32>> = examples.iter().map(|example| probabilities(&example.facts, &models)).collect();
    println!("on the pages fitted to: {:?}", score(&examples, &own, 0.5, false));
    if let Some(out) = arguments.next() {
        std::fs::write(out, table(&examples[0], &models, score(&examples, &held, 0.5, false)))?;
    }
    Ok(())
}

fn example<'p>(page: &'p Page<'p>, title: &str, record: &serde_json::Value) -> Example<'p> {
    let facts = Facts::new(page, title, Lexicons::builtin());
    let gold = grams(&words(record["gold"].as_str().unwrap_or("")));
    let labels = labels(page, &gold);
    let n_gold: i32 = gold.values().sum();
    let n_words: Vec<f32> =
        (0..page.parts.len()).map(|part_idx| words(page.flow.words(part_idx)).len() as f32).collect();
    let scale = 1.0 / (n_gold.max(50) as f32);
    let n_other: f32 = n_words.iter().zip(&labels).filter(|(_, label)| **label < 0.5).map(|(n, _)| n).sum();
    let damp = (2.0 / (n_other * scale).max(2.0)).sqrt();
    let weights =
        n_words.iter().zip(&labels).map(|(n, label)| n * scale * if *label < 0.5 { damp } else { 1.0 }).collect();
    Example { facts, page, labels, weights, gold, id: record["id"].as_str().unwrap_or("").to_owned() }
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
fn labels(page: &Page<'_>, gold: &HashMap<u64, i32>) -> Vec<f32> {
    let (mut all, mut owner) = (Vec::new(), Vec::new());
    for part_idx in 0..page.parts.len() {
        for word in words(page.flow.words(part_idx)) {
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
    let mut sums = vec![(0.0, 0.0); page.parts.len()];
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
        let body = decide(example.page, chances, threshold);
        let kept: Vec<&str> = (0..chances.len())
            .filter(|part_idx| body[*part_idx])
            .flat_map(|part_idx| words(example.page.flow.words(part_idx)))
            .collect();
        let found = grams(&kept);
        let both: i32 = found.iter().map(|(gram, n)| example.gold.get(gram).copied().unwrap_or(0).min(*n)).sum();
        let (n_found, n_gold) = (found.values().sum::<i32>().max(1), example.gold.values().sum::<i32>().max(1));
        let (p, r) = (f64::from(both) / f64::from(n_found), f64::from(both) / f64::from(n_gold));
        if list {
            println!("PAGE {} {p:.3} {r:.3}", example.id);
            for (part_idx, chance) in chances.iter().enumerate() {
                let label = example.labels[part_idx];
                if (*chance >= threshold) != (label >= 0.5) && example.weights[part_idx] > 0.005 {
                    let node = example.page.parts[part_idx].block as usize;
                    let path: Vec<String> = example
                        .page
                        .ancestors(node as u32)
                        .take(4)
                        .map(|node_idx| {
                            let class = example.page.tree.attribute(node_idx, "class").unwrap_or("");
                            format!(
                                "{}.{}",
                                example.page.tree.nodes[node_idx].tag.name(),
                                class.chars().take(40).collect::<String>()
                            )
                        })
                        .collect();
                    let words = example.page.flow.words(part_idx);
                    println!(
                        "   {} p={chance:.2} label={label:.2} w={:.3} {} | {}",
                        if label < 0.5 { "EXTRA" } else { "LOST" },
                        example.weights[part_idx],
                        words.chars().take(110).collect::<String>(),
                        path.join(" < ")
                    );
                }
            }
        }
        precision += p;
        recall += r;
    }
    let (precision, recall) = (precision / examples.len() as f64, recall / examples.len() as f64);
    (2.0 * precision * recall / (precision + recall), precision, recall)
}

/// Both rounds, on the pages of `train`.
fn fit(examples: &[Example<'_>], train: &[usize], settings: f64) -> Models {
    let mut out_of_fold = vec![Vec::new(); train.len()];
    for fold in 0..N_INNER {
        let inner: Vec<usize> =
            (0..train.len()).filter(|place| place % N_INNER != fold).map(|place| train[place]).collect();
        let model = logistic::fit(&first_data(examples, &inner), settings);
        for place in (0..train.len()).filter(|place| place % N_INNER == fold) {
            let facts = &examples[train[place]].facts;
            out_of_fold[place] = run(facts.wordings.len(), &model, |part_idx, row| facts.first(part_idx, row));
        }
    }
    let first = logistic::fit(&first_data(examples, train), settings);
    let mut data = Data::default();
    for (example_idx, values) in train.iter().zip(&out_of_fold) {
        let example = &examples[*example_idx];
        let chances = Chances::new(&example.facts, values);
        add(&mut data, example, |part_idx, row| example.facts.second(part_idx, &chances, row));
    }
    Models { first, second: logistic::fit(&data, settings) }
}

fn first_data(examples: &[Example<'_>], train: &[usize]) -> Data {
    let mut data = Data::default();
    for example_idx in train {
        let example = &examples[*example_idx];
        add(&mut data, example, |part_idx, row| example.facts.first(part_idx, row));
    }
    data
}

fn add(data: &mut Data, example: &Example<'_>, fill: impl Fn(usize, &mut Row)) {
    for part_idx in 0..example.labels.len() {
        let mut row = Row::default();
        fill(part_idx, &mut row);
        data.add(&row.values, example.labels[part_idx], 3.0 * example.weights[part_idx]);
    }
}

fn table(example: &Example<'_>, models: &Models, held: (f64, f64, f64)) -> String {
    let (first, second) = example.facts.names();
    format!(
        "# Weights of the choice between body and furniture on saved pages: round, feature, weight.\n\
         # Fitted by crates/reading/examples/fit; five-fold cross-validated word 4-gram F1 {:.3}, P {:.3}, R {:.3}.\n\
         # Only numbers; no words of the pages. Licence: MIT OR Apache-2.0.\n{}{}",
        held.0,
        held.1,
        held.2,
        models.first.table("first", &first),
        models.second.table("second", &second)
    )
}
