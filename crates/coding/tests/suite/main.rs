//! Runs the worked examples of the codebook: each `text` block must yield exactly the acts of the block after it.
//!
//! Examples fenced `acts-wanted` are known problems: counted and printed, never failing. `UPDATE_CODEBOOK=1` moves
//! examples that fail under the page's `## Known problems` and those that have come right back to `## Examples`.
//! `SUITE=arrest,bail` runs those pages only. Needs a language model: `SAKSI_MODEL`, or a `data` folder above the crate.

#![allow(clippy::print_stderr, missing_docs, reason = "a test that reports to a person")]

mod compare;
mod coreference;
mod entities;
mod page;
mod rewrite;
mod statements;
mod tools;
mod wanted;

use codebook::Codebook;
use compare::Difference;
use page::{Example, Page, Section};
use std::path::{Path, PathBuf};

/// What became of one example.
struct Outcome {
    example: Example,
    differences: Vec<Difference>,
}

#[test]
fn the_examples_yield_their_acts() {
    let codebook = codebook();
    let model = tools::model();
    let mut reader = tools::Reader::new(&model, &codebook);
    let mut pages: Vec<(Page, Vec<Outcome>)> = Vec::new();
    for page in chosen_pages(&codebook) {
        let outcomes = page.examples.iter().map(|example| run(example, &mut reader)).collect();
        pages.push((page, outcomes));
    }
    if std::env::var_os("UPDATE_CODEBOOK").is_some() {
        pages.iter().for_each(|(page, outcomes)| rewrite::write(&folder(), page, outcomes));
    }
    report(&pages);
}

/// The codebook as it lies on disk, so that a changed word list needs no new build.
fn codebook() -> Codebook {
    tools::without_weights(Codebook::open(&folder()).unwrap())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codebook")
}

fn run(example: &Example, reader: &mut tools::Reader<'_>) -> Outcome {
    let reading = reader.read(&example.text);
    Outcome { example: example.clone(), differences: compare::differences(&reading, &example.acts) }
}

/// Prints what differs and fails when an example outside the known problems does.
fn report(pages: &[(Page, Vec<Outcome>)]) {
    let (mut right, mut wrong, mut known, mut mended) = (0, 0, 0, 0);
    for (page, outcomes) in pages {
        for outcome in outcomes {
            let passes = outcome.differences.is_empty();
            match (outcome.example.section, passes) {
                (Section::Examples, true) => right += 1,
                (Section::Examples, false) => wrong += 1,
                (Section::KnownProblems, true) => mended += 1,
                (Section::KnownProblems, false) => known += 1,
            }
            print(page, outcome);
        }
    }
    let all = (right + wrong + known + mended).max(1);
    let share = 100.0 * f64::from(right + mended) / f64::from(all);
    eprintln!(
        "codebook examples: {right} right, {wrong} wrong, {known} known problems, {mended} of them mended: {share:.1} %"
    );
    assert_eq!(wrong, 0, "examples of the codebook yield other acts than they state");
}

fn print(page: &Page, outcome: &Outcome) {
    let label = match (outcome.example.section, outcome.differences.is_empty()) {
        (Section::Examples, true) => return,
        (Section::Examples, false) => "wrong",
        (Section::KnownProblems, true) => "mended, move it to the examples",
        (Section::KnownProblems, false) => "known problem",
    };
    eprintln!("{}:{}: {label}: {}", page.path, outcome.example.line, outcome.example.text.replace('\n', " "));
    outcome.differences.iter().for_each(|difference| eprintln!("    {difference}"));
}

fn chosen_pages(codebook: &Codebook) -> Vec<Page> {
    let chosen = std::env::var("SUITE").unwrap_or_default();
    let wanted = |page: &Page| chosen.is_empty() || chosen.split(',').any(|id| id == page.id());
    pages(codebook).into_iter().filter(wanted).collect()
}

fn pages(codebook: &Codebook) -> Vec<Page> {
    codebook.files().under("acts/").map(|(path, text)| Page::read(path, text)).collect()
}

#[test]
fn every_act_type_has_a_page_that_teaches() {
    let codebook = codebook();
    let pages = pages(&codebook);
    for act_type in codebook.act_types.iter() {
        let page = pages.iter().find(|page| page.id() == act_type.id);
        let page = page.unwrap_or_else(|| panic!("codebook/acts/{}.md is missing", act_type.id));
        let own = |example: &&Example| example.acts.iter().any(|act| act.act_type == act_type.id);
        assert!(page.examples.len() >= 4, "{}: fewer than four examples", page.path);
        assert!(page.examples.iter().filter(own).count() >= 3, "{}: fewer than three of its own type", page.path);
        assert!(!page.examples.iter().all(|example| own(&example)), "{}: no example where it must not fire", page.path);
        for heading in ["## Counts", "## Does not count", "## Roles", "## Typical wording", "## Source", "## Examples"]
        {
            assert!(page.text.contains(heading), "{}: no heading `{heading}`", page.path);
        }
    }
    for act in pages.iter().flat_map(|page| &page.examples).flat_map(|example| &example.acts) {
        assert!(codebook.act_types.get(&act.act_type).is_some(), "no act type `{}`", act.act_type);
    }
}
