//! `cargo xtask eval identities [--pairs FILE]`, `fit identities`: how often people that are joined across documents are one, and whether
//! probabilities hold; and the line from sums of bits to odds that makes them hold.

mod registers;
mod world;

use crate::{Failure, run};
use resolution::Digest;
use resolution::calibration::{Calibration, Labelled, reliability};
use resolution::identities::{Resolver, ScoredPair, Settings};
use resolution::result::{EntityRef, Judgements};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::PathBuf;
use world::World;

/// Documents whose people are known.
#[derive(Debug, Default)]
pub struct Case {
    /// For tables.
    pub name: String,
    /// The documents.
    pub digests: Vec<Digest>,
    /// For each document the person that each entity is; none for what is no person.
    pub truth: Vec<Vec<Option<usize>>>,
}

impl Case {
    /// Nothing yet.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// One more document.
    pub fn add(&mut self, digest: Digest, truth: Vec<Option<usize>>) {
        self.digests.push(digest);
        self.truth.push(truth);
    }

    fn person(&self, at: EntityRef) -> Option<usize> {
        self.truth.get(at.document)?.get(at.entity).copied().flatten()
    }
}

/// A pair of entities and whether they are one.
struct Known {
    pair: ScoredPair,
    same: bool,
}

/// What came out of one case.
struct Found {
    name: String,
    pairs: Vec<Known>,
    /// Pairs within the people that were put together: right, all; true pairs of the case.
    together: [f64; 3],
}

/// Worlds to learn from and worlds to measure on: other seeds, so other people and other names.
fn worlds(seed: u64) -> [World; 4] {
    let full = [45, 15, 30, 55];
    [
        World { name: "common names, context", people: 1_200, parts: [300, 200], steepness: 1.0, says: full, seed },
        World {
            name: "common names, hardly any context",
            people: 1_200,
            parts: [300, 200],
            steepness: 1.0,
            says: [5, 2, 5, 10],
            seed: seed + 1,
        },
        World {
            name: "uneven names, context",
            people: 1_200,
            parts: [900, 600],
            steepness: 0.8,
            says: full,
            seed: seed + 2,
        },
        World {
            name: "uneven names, small case",
            people: 120,
            parts: [300, 200],
            steepness: 0.9,
            says: full,
            seed: seed + 3,
        },
    ]
}

/// Prints what came out on the half that nothing was learnt from.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let found = |half: &str| -> Result<Vec<Found>, Failure> { Ok(cases(half)?.iter().map(resolved).collect()) };
    match arguments {
        [] => report(&found("test")?),
        [option, path] if option == "--pairs" => {
            let mut lines = String::new();
            for half in ["train", "test"] {
                found(half)?.iter().for_each(|found| dump(half, found, &mut lines));
            }
            let path = PathBuf::from(path);
            std::fs::write(&path, lines).map_err(|error| Failure::file(&path, &error))
        }
        _ => Err(Failure::new("the option is --pairs FILE", "see `cargo xtask help`")),
    }
}

const CALIBRATION: &str = "codebook/matching/identity_calibration.tsv";

/// Pairs of each case that the fit takes at most, evenly drawn, so that no case outweighs the others.
const PAIRS_OF_A_CASE: usize = 3_000;

/// Fits the rows of people in `identity_calibration.tsv` on the train half.
pub fn fit() -> Result<(), Failure> {
    let all: Vec<Found> = cases("train")?.iter().map(resolved).collect();
    let path = run::root().join(CALIBRATION);
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (zone, is_limited) in [("joined", false), ("asked", true)] {
        let labelled: Vec<Labelled> = all.iter().flat_map(|found| drawn(found, is_limited)).collect();
        let fitted = Calibration::platt(&labelled).map_err(|error| Failure::new(error.to_string(), "see the cases"))?;
        let Calibration::Platt { slope, intercept } = fitted else { continue };
        let [slope, intercept] = [slope, intercept].map(|natural| natural / std::f64::consts::LN_2);
        let row = format!("people\t{zone}\t{slope:.3}\t{intercept:.2}");
        println!("{row}\t({} pairs)", labelled.len());
        let is_row = |line: &&mut String| line.starts_with(&format!("people\t{zone}\t"));
        lines.iter_mut().filter(is_row).for_each(|line| line.clone_from(&row));
    }
    std::fs::write(&path, lines.join("\n") + "\n").map_err(|error| Failure::file(&path, &error))
}

/// Pairs of one case that the program may join, or may not, every n-th.
fn drawn(found: &Found, is_limited: bool) -> Vec<Labelled> {
    let of_zone = |known: &&Known| known.pair.is_limited == is_limited && !known.pair.is_excluded;
    let pairs: Vec<&Known> = found.pairs.iter().filter(of_zone).collect();
    let step = pairs.len().div_ceil(PAIRS_OF_A_CASE).max(1);
    pairs.iter().step_by(step).map(|known| Labelled { score: known.pair.bits, same: known.same }).collect()
}

/// The cases of a half: made-up ones, real names of a register, pairs of romanised Khmer.
fn cases(half: &str) -> Result<Vec<Case>, Failure> {
    let seed = if half == "train" { 11 } else { 51 };
    let mut cases: Vec<Case> = worlds(seed).iter().map(World::case).collect();
    cases.push(registers::historical(half == "train")?);
    cases.push(registers::khmer(half == "train")?);
    Ok(cases)
}

fn resolved(case: &Case) -> Found {
    let mut resolver = Resolver::new();
    case.digests.iter().for_each(|digest| resolver.insert(digest));
    let persons = resolver.resolve(&case.digests, &[], &Judgements::default(), &Settings::default()).persons;
    let known = |pair: ScoredPair| {
        let (left, right) = (case.person(pair.left)?, case.person(pair.right)?);
        Some(Known { same: left == right, pair })
    };
    let pairs = resolver.scored_pairs().into_iter().filter(|pair| pair.are_people).filter_map(known).collect();
    let two = |n: usize| n as f64 * n.saturating_sub(1) as f64 / 2.0;
    let mut together = [0.0; 3];
    for person in &persons {
        let mut of: HashMap<usize, usize> = HashMap::new();
        let members = person.entities.iter().filter_map(|&at| case.person(at));
        members.for_each(|person| *of.entry(person).or_default() += 1);
        together[0] += of.values().map(|&n| two(n)).sum::<f64>();
        together[1] += two(of.values().sum());
    }
    let mut of: HashMap<usize, usize> = HashMap::new();
    case.truth.iter().flatten().flatten().for_each(|&person| *of.entry(person).or_default() += 1);
    together[2] = of.values().map(|&n| two(n)).sum();
    Found { name: case.name.clone(), pairs, together }
}

fn report(all: &[Found]) -> Result<(), Failure> {
    let mut report = String::from(
        "| case | pairs compared | pairs joined | of these right | pairs within people, right | true pairs found | ECE | Brier |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for found in all {
        let joined: Vec<&Known> = found.pairs.iter().filter(|known| known.pair.joins).collect();
        let stated: Vec<(f64, bool)> = found.pairs.iter().map(|known| (known.pair.probability, known.same)).collect();
        let fit = reliability(&stated, 10);
        let [right, all, truth] = found.together;
        let _never_fails = writeln!(
            report,
            "| {} | {} | {} | {:.4} | {:.4} | {:.3} | {:.3} | {:.3} |",
            found.name,
            found.pairs.len(),
            joined.len(),
            share(joined.iter().filter(|known| known.same).count(), joined.len()),
            right / all.max(1.0),
            right / truth.max(1.0),
            fit.ece,
            fit.brier
        );
    }
    let stated: Vec<(f64, bool)> =
        all.iter().flat_map(|found| &found.pairs).map(|known| (known.pair.probability, known.same)).collect();
    let fit = reliability(&stated, 10);
    let _never_fails = writeln!(
        report,
        "\nAll {} pairs: ECE {:.3}, Brier {:.3}\n\n| stated | found | pairs |\n| ---: | ---: | ---: |",
        fit.n, fit.ece, fit.brier
    );
    for bin in &fit.bins {
        let _never_fails = writeln!(report, "| {:.3} | {:.3} | {} |", bin.stated, bin.found, bin.n);
    }
    let path = run::root().join("target/eval/identities.md");
    let parent = path.parent().map(PathBuf::from).unwrap_or_default();
    std::fs::create_dir_all(&parent).map_err(|error| Failure::file(&parent, &error))?;
    std::fs::write(&path, &report).map_err(|error| Failure::file(&path, &error))?;
    println!("{report}\nkept in {}", path.display());
    Ok(())
}

fn share(some: usize, all: usize) -> f64 {
    some as f64 / (all.max(1)) as f64
}

/// A line for each pair: half, case, truth, limited, excluded, bits, and each comparison.
fn dump(half: &str, found: &Found, lines: &mut String) {
    for known in &found.pairs {
        let parts: BTreeMap<&str, f64> = known.pair.parts.iter().copied().collect();
        let cells: Vec<String> = parts.iter().map(|(name, bits)| format!("{name}={bits}")).collect();
        let flags = [known.same, known.pair.is_limited, known.pair.is_excluded].map(u8::from);
        let _never_fails = writeln!(
            lines,
            "{half}\t{}\t{}\t{}\t{}\t{}\t{}",
            found.name,
            flags[0],
            flags[1],
            flags[2],
            known.pair.bits,
            cells.join(" ")
        );
    }
}
