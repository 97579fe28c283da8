//! `cargo xtask eval names [--pairs | --growth]`: names compared and proposed, beside Jaro-Winkler, Levenshtein and, where it is installed, logic-v2.

mod bench;
mod blocking;
mod figures;
pub mod khmer;
mod peer;

use crate::{Failure, run};
use figures::Scored;
use resolution::names::{Frequencies, Name, NameKind, compare};
use std::path::PathBuf;
use std::time::Instant;

/// A labelled pair of names.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Person, Company, Organization, …
    pub schema: String,
    pub left: String,
    pub right: String,
    pub same: bool,
    /// Weights may be set with it; the other half only measures.
    pub train: bool,
}

/// A way to compare names: its name, the threshold that its authors or we would use, and a score for each pair.
pub struct Matcher {
    pub name: &'static str,
    pub threshold: f64,
    pub scores: Vec<f64>,
    /// Microseconds a pair; parsing of both names included.
    pub micros: f64,
}

/// Runs all of it; prints tables and keeps them in `target/eval/names.md`. `--pairs` prints every pair of the train halves with
/// its score and nothing else; `--growth` adds the proposing of pairs of 10k, 100k and a million name types, which takes minutes.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let options: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if !matches!(options.as_slice(), [] | ["--pairs" | "--growth"]) {
        return Err(Failure::new("the options are --pairs and --growth", "see `cargo xtask help`"));
    }
    let folder = run::shared()?.join("eval/linkage");
    let bench = bench::read(&folder.join("nomenklatura_name_bench_cases.csv"))?;
    let khmer = khmer::pairs(&run::root().join("crates/resolution/tests/data/khmer_pairs.tsv"))?;
    if options.contains(&"--pairs") {
        print_pairs(bench.iter().chain(&khmer));
        return Ok(());
    }
    let mut report = bench::report(&bench);
    report += &khmer::report(&khmer, &folder.join("cambodia_politician_name_variants.txt"))?;
    if options.contains(&"--growth") {
        report += &blocking::report();
    }
    let path = run::root().join("target/eval/names.md");
    let parent = path.parent().map(PathBuf::from).unwrap_or_default();
    std::fs::create_dir_all(&parent).map_err(|error| Failure::file(&parent, &error))?;
    std::fs::write(&path, &report).map_err(|error| Failure::file(&path, &error))?;
    println!("{report}\nkept in {}", path.display());
    Ok(())
}

fn print_pairs<'a>(pairs: impl Iterator<Item = &'a Labelled>) {
    for pair in pairs.filter(|pair| pair.train) {
        let Some((left, right)) = parsed(pair) else { continue };
        let comparison = compare(&left, &right, &Frequencies::default());
        let how: Vec<String> =
            comparison.reasons.iter().map(|reason| format!("{:?} {:.1}", reason.how, reason.bits)).collect();
        println!(
            "{}\t{}\t{:.2}\t{:?}\t{} | {}\t{}",
            pair.schema,
            u8::from(pair.same),
            comparison.bits,
            comparison.agreement,
            pair.left,
            pair.right,
            how.join(", ")
        );
    }
}

fn kind(schema: &str) -> NameKind {
    if schema == "Person" { NameKind::Person } else { NameKind::Organization }
}

fn parsed(pair: &Labelled) -> Option<(Name, Name)> {
    let kind = kind(&pair.schema);
    Some((Name::parse(&pair.left, kind).ok()?, Name::parse(&pair.right, kind).ok()?))
}

/// Every matcher on the same pairs.
pub fn matchers(pairs: &[Labelled]) -> Vec<Matcher> {
    let ours = |pair: &Labelled| {
        parsed(pair).map_or(0.0, |(left, right)| compare(&left, &right, &Frequencies::default()).probability)
    };
    let lower = |pair: &Labelled| (pair.left.to_lowercase(), pair.right.to_lowercase());
    let mut matchers = vec![
        timed("Saksi", 0.5, pairs, ours),
        timed("Jaro-Winkler", 0.7, pairs, |pair| {
            let (left, right) = lower(pair);
            strsim::jaro_winkler(&left, &right)
        }),
        timed("Levenshtein", 0.7, pairs, |pair| {
            let (left, right) = lower(pair);
            strsim::normalized_levenshtein(&left, &right)
        }),
    ];
    matchers.extend(peer::logic_v2(pairs));
    matchers
}

/// Microseconds a pair for the comparison alone, of names that are parsed.
pub fn comparison_alone(pairs: &[Labelled]) -> f64 {
    let parsed: Vec<_> = pairs.iter().filter_map(parsed).collect();
    let frequencies = Frequencies::default();
    let start = Instant::now();
    let bits: f64 = parsed.iter().map(|(left, right)| compare(left, right, &frequencies).bits).sum();
    let micros = start.elapsed().as_secs_f64() * 1e6;
    // The sum is used, so that no comparison is left out.
    if bits.is_nan() { f64::NAN } else { micros / f64::from(u32::try_from(parsed.len().max(1)).unwrap_or(u32::MAX)) }
}

fn timed(name: &'static str, threshold: f64, pairs: &[Labelled], score: impl Fn(&Labelled) -> f64) -> Matcher {
    // The first comparison reads the tables.
    let _warm: Vec<f64> = pairs.iter().take(1).map(&score).collect();
    let start = Instant::now();
    let scores = pairs.iter().map(&score).collect();
    let micros = start.elapsed().as_secs_f64() * 1e6 / f64::from(u32::try_from(pairs.len().max(1)).unwrap_or(u32::MAX));
    Matcher { name, threshold, scores, micros }
}

/// The scores of the pairs that `which` picks.
pub fn picked(matcher: &Matcher, pairs: &[Labelled], which: impl Fn(&Labelled) -> bool) -> Vec<Scored> {
    let scored = pairs.iter().zip(&matcher.scores).filter(|(pair, _)| which(pair));
    scored.map(|(pair, score)| Scored { score: *score, same: pair.same }).collect()
}
