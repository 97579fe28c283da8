//! `saksi verify`: whether everything in a case is what it was.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::session::unexpected;
use crate::terminal::count;
use casework::{Answer, Request, Verified};
use std::fmt::Write as _;

const HELP: &str = include_str!("../../texts/verify.txt");
const OPTIONS: Options = Options { command: "verify", flags: &[], valued: &["against"] };

/// Verifies the case that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => verify(&arguments),
        None => say(HELP),
    }
}

fn verify(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let against = arguments.value("against").map(checkpoint).transpose()?;
    let mut session = arguments.case.open("verify")?;
    let answer = session.ask_showing("the case cannot be verified", Request::Verify { against })?;
    session.close()?;
    let Answer::Verified(verified) = answer else { return Err(unexpected()) };
    say(&text(&verified))?;
    Ok(if verified.damage.is_empty() { Outcome::Done } else { Outcome::Damaged })
}

fn checkpoint(file: String) -> Result<String, CommandError> {
    let hint = "name a file that `saksi checkpoint` wrote";
    std::fs::read_to_string(&file).map_err(|error| CommandError::new(ErrorKind::Input(file), error, hint))
}

fn text(verified: &Verified) -> String {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let entries = count(number(verified.n_entries), "entry", "entries");
    let originals = count(number(verified.n_originals), "original", "originals");
    let mut text = String::new();
    match verified.damage.split_first() {
        None => {
            let _never_fails = writeln!(text, "Everything is as it was signed: {entries}, {originals} hashed again.");
        }
        Some((first, rest)) => {
            let _never_fails = writeln!(text, "Damage: {first}");
            for other in rest {
                let _never_fails = writeln!(text, "        {other}");
            }
            let _never_fails = writeln!(
                text,
                "Safe: {entries} and {originals} are as they were signed. Keep this folder as it is, and put what is damaged back from a backup."
            );
        }
    }
    for note in &verified.notes {
        let _never_fails = writeln!(text, "Note: {note}");
    }
    let _never_fails = writeln!(text, "The tables are what the ledger gives: {}", verified.row_hash);
    text
}
