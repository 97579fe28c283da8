//! `saksi merge`: takes in what another copy of the same case holds.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::count;
use casework::{Answer, Request};

const HELP: &str = include_str!("../../texts/merge.txt");
const OPTIONS: Options = Options { command: "merge", flags: &[], valued: &[] };

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => merge(&arguments),
        None => say(HELP),
    }
}

fn merge(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let other = arguments.word("other copy", "merge")?;
    let folder = std::path::absolute(other).unwrap_or_else(|_| other.into());
    let mut session = arguments.case.open("merge")?;
    let answer = session.ask("nothing was taken in", Request::Merge { folder })?;
    session.close()?;
    let Answer::Merged { n_entries, n_originals, findings } = answer else { return Err(unexpected()) };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let entries = count(number(n_entries), "entry", "entries");
    let originals = count(number(n_originals), "original", "originals");
    let told: String = findings.iter().map(|finding| format!("Note: {finding}\n")).collect();
    say(&format!("took in {entries} and {originals}\n{told}"))?;
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::Damaged })
}
