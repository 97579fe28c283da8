//! Moves examples between the sections of a page after what became of them.

use crate::Outcome;
use crate::page::{Page, Section};
use std::path::Path;

const EXAMPLES: &str = "## Examples";
const KNOWN_PROBLEMS: &str = "## Known problems";

/// Writes the page anew when an example must move. Texts and acts stay as they are.
pub fn write(folder: &Path, page: &Page, outcomes: &[Outcome]) {
    let fails = |outcome: &&Outcome| outcome.example.section == Section::Examples && !outcome.differences.is_empty();
    let mended =
        |outcome: &&Outcome| outcome.example.section == Section::KnownProblems && outcome.differences.is_empty();
    if !outcomes.iter().any(|outcome| fails(&outcome) || mended(&outcome)) {
        return;
    }
    let lines: Vec<&str> = page.text.lines().collect();
    let head = lines.iter().position(|line| *line == EXAMPLES).expect("the page has examples");
    let mut text = lines[..=head].join("\n");
    for outcome in outcomes.iter().filter(|outcome| outcome.differences.is_empty()) {
        text += &format!("\n\n{}", blocks(&lines, outcome).replace("```acts-wanted", "```acts"));
    }
    if outcomes.iter().any(|outcome| !outcome.differences.is_empty()) {
        text += &format!("\n\n{KNOWN_PROBLEMS}");
    }
    for outcome in outcomes.iter().filter(|outcome| !outcome.differences.is_empty()) {
        let wanted = blocks(&lines, outcome).replace("```acts\n", "```acts-wanted\n");
        text += &format!("\n\n{}\n\n{wanted}", cause(outcome));
    }
    std::fs::write(folder.join(&page.path), text + "\n").expect("the page can be written");
}

fn blocks(lines: &[&str], outcome: &Outcome) -> String {
    lines[outcome.example.lines.clone()].join("\n")
}

/// What differs, in one line.
fn cause(outcome: &Outcome) -> String {
    let differences: Vec<String> = outcome.differences.iter().map(ToString::to_string).collect();
    format!("Read so far: {}.", differences.join("; "))
}
