//! `cargo xtask eval events`, `fit events`: how often acts of two documents that are joined are one event, and whether what is stated holds.
//!
//! On MUC-4, many reports of many like attacks: pairs that were judged by reading (`docs/judgements/muc_events.tsv`), weighed back to the
//! flow, and pairs that its templates label; and on ECB+, whose incidents hold few events of one kind. What is learnt from and what is
//! measured on share no text.

mod case;
mod judged;
mod silver;
mod table;

use crate::{Failure, ecb, run};
use case::Case;
use judged::Label;
use resolution::Digest;
use resolution::calibration::{Calibration, Labelled};
use resolution::events::{ActPair, EventRules};
use std::f64::consts::LN_2;
use std::path::PathBuf;
use table::Known;

const WEIGHTS: &str = "codebook/matching/event_weights.tsv";

/// What one pair of ECB+ counts beside one judged pair: its train part counts a tenth of the whole, because nearly every pair of one
/// class in one of its incidents is one event.
const ECB_WEIGHT: f64 = 0.02;

/// The weights as they were until session 7, set by hand.
const BY_HAND: [(&str, f64); 4] = [("prior", -8.0), ("scale", 1.0), ("unanchored_max", 2.5), ("victim_more", -1.0)];

/// Pairs of one source with what is stated of them.
struct Source {
    name: String,
    pairs: Vec<Known>,
}

/// Where readings lie that were made before: `--readings` of MUC-4, `--train` and `--dev` of ECB+.
fn option(arguments: &[String], name: &str) -> Option<String> {
    arguments.iter().skip_while(|one| *one != name).nth(1).cloned()
}

fn case(arguments: &[String]) -> Result<Case, Failure> {
    option(arguments, "--readings").map_or_else(case::muc, |path| Case::read_back(&PathBuf::from(path)))
}

fn rules() -> Result<EventRules, Failure> {
    EventRules::builtin().map_err(|error| Failure::new(error.to_string(), "mend the codebook"))
}

/// Prints what is stated and what is found, on texts that nothing was learnt from, beside the weights set by hand and equal words on
/// one day.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let (case, today) = (case(arguments)?, rules()?);
    let judged = judged::read(&case, &case.pairs(&today))?;
    println!(
        "judged pairs {}, of these unclear {}; no longer compared {}",
        judged.pairs.len(),
        judged.unclear(),
        judged.lost
    );
    let by_hand = today.clone().with_weights(&BY_HAND);
    for (name, rules) in [("as stated", &today), ("weights set by hand, until session 7", &by_hand)] {
        println!("\n## {name}\n\n{}", table::HEAD);
        let sources = sources(&case, rules, option(arguments, "--dev"))?;
        sources.iter().for_each(|source| table::rows(&source.name, &source.pairs, rules));
        if name == "as stated" {
            sources.iter().for_each(|source| table::bins(&source.name, &source.pairs));
        }
    }
    println!(
        "\n## equal words on one day\n\n| on | pairs that are alike | of these one event | of all that are one |\n| --- | --- | --- | --- |"
    );
    sources(&case, &today, option(arguments, "--dev"))?
        .iter()
        .for_each(|source| table::alike(&source.name, &source.pairs));
    silver::agreement(&case, &case.pairs(&today))
}

/// The held parts.
fn sources(case: &Case, rules: &EventRules, dev: Option<String>) -> Result<Vec<Source>, Failure> {
    let pairs = case.pairs(rules);
    let judged = judged::read(case, &pairs)?;
    let held = |half: &str| -> Vec<Known> {
        let of_half = judged.pairs.iter().filter(|one| one.half == half && one.label != Label::Unclear);
        of_half.map(|one| known(case, &pairs[one.pair], one.label == Label::Same, one.weight)).collect()
    };
    let silver = silver::label(case, &pairs)?;
    let labelled = silver.labels.iter().filter(|(idx, _)| judged::is_held(case, &pairs[*idx]));
    let ecb = ecb::pairs("dev", dev, rules)?;
    Ok(vec![
        Source { name: "MUC-4 fitted, judged".to_owned(), pairs: held("fit") },
        Source { name: "MUC-4 held, judged".to_owned(), pairs: held("held") },
        Source {
            name: "MUC-4 held, by templates".to_owned(),
            pairs: labelled.map(|(idx, same)| known(case, &pairs[*idx], *same, 1.0)).collect(),
        },
        Source {
            name: "ECB+ dev".to_owned(),
            pairs: ecb
                .iter()
                .map(|(bits, same, alike)| Known { bits: *bits, same: *same, weight: 1.0, alike: *alike })
                .collect(),
        },
    ])
}

fn known(case: &Case, pair: &ActPair, same: bool, weight: f64) -> Known {
    Known { bits: pair.bits, same, weight, alike: alike(&case.digests, pair) }
}

/// Whether two acts are told with one word and on one day: the peer that needs nothing else.
pub fn alike(digests: &[Digest], pair: &ActPair) -> bool {
    let act = |at: resolution::result::ActRef| digests.get(at.document)?.acts.get(at.act);
    let stems = |word: &str| resolution::digest::words::stems(word);
    act(pair.left).zip(act(pair.right)).is_some_and(|(one, other)| {
        let day = one.date.exact();
        day.is_some() && day == other.date.exact() && stems(&one.word) == stems(&other.word)
    })
}

/// Fits the line from sums of bits to odds and writes it into the codebook as prior, scale and the most that words alone may reach.
pub fn fit(arguments: &[String]) -> Result<(), Failure> {
    let (case, rules) = (case(arguments)?, rules()?);
    let pairs = case.pairs(&rules);
    let judged = judged::read(&case, &pairs)?;
    let fitted = judged.pairs.iter().filter(|one| one.half == "fit" && one.label != Label::Unclear);
    let mut labelled: Vec<(Labelled, f64)> = fitted
        .map(|one| (Labelled { score: pairs[one.pair].bits, same: one.label == Label::Same }, one.weight))
        .collect();
    // The judged pairs stand for the flow; so that they count as many as they are, their weights have a mean of 1.
    let mean = labelled.iter().map(|(_, weight)| weight).sum::<f64>() / judged::count(labelled.len()).max(1.0);
    labelled.iter_mut().for_each(|(_, weight)| *weight /= mean);
    let n_judged = labelled.len();
    let train = ecb::pairs("train", option(arguments, "--train"), &rules)?;
    labelled.extend(train.iter().map(|(bits, same, _)| (Labelled { score: *bits, same: *same }, ECB_WEIGHT)));
    let line =
        Calibration::platt_weighed(&labelled).map_err(|error| Failure::new(error.to_string(), "judge more pairs"))?;
    let Calibration::Platt { slope, intercept } = line else {
        return Err(Failure::new("no line came out", "judge more pairs"));
    };
    let (slope, intercept) = (slope / LN_2, intercept / LN_2);
    if slope <= 0.0 {
        return Err(Failure::new("more bits do not mean more pairs that are one", "look at the judgements"));
    }
    println!(
        "{n_judged} judged pairs, {} of ECB+ train at {ECB_WEIGHT}; log2 odds {slope:.3} for each bit of today, {intercept:.2} at none",
        train.len()
    );
    let scale = rules.weight("scale") * slope;
    let rows = [
        ("prior", rules.weight("prior") + intercept / scale),
        ("scale", scale),
        ("unanchored_max", rules.weight("unanchored_max").mul_add(slope, intercept)),
    ];
    write(&rows)
}

fn write(rows: &[(&str, f64)]) -> Result<(), Failure> {
    let path = run::root().join(WEIGHTS);
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let line = |line: &str| -> String {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let row = rows.iter().find(|(name, _)| cells.first().is_some_and(|cell| cell == name));
        if let (Some((_, weight)), Some(cell)) = (row, cells.get_mut(1)) {
            *cell = format!("{weight:.3}");
        }
        cells.join("\t")
    };
    rows.iter().for_each(|(name, weight)| println!("{name}\t{weight:.3}"));
    let lines: Vec<String> = text.lines().map(line).collect();
    std::fs::write(&path, lines.join("\n") + "\n").map_err(|error| Failure::file(&path, &error))
}
