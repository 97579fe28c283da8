//! `saksi erase`: destroys the content of a document for good.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use casework::{Answer, Request};

const HELP: &str = include_str!("../../texts/erase.txt");
const OPTIONS: Options = Options { command: "erase", flags: &[], valued: &["reason"] };

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => erase(&arguments),
        None => say(HELP),
    }
}

fn erase(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let document = arguments.word("document", "erase")?.to_owned();
    let missing = || CommandError::usage("--reason TEXT is missing: it is recorded", "erase");
    let reason = arguments.value("reason").ok_or_else(missing)?;
    let mut session = arguments.case.open("erase")?;
    let answer = session.ask("nothing was erased", Request::Erase { document, reason })?;
    session.close()?;
    let Answer::Entry { entry } = answer else { return Err(unexpected()) };
    say(&format!("{ERASED}recorded as {}\n", crate::terminal::short(&entry)))
}

const ERASED: &str = "its content is gone from this copy, and goes from every other when it merges. Not from backups, bundles and \
    prints: destroy those too.\n";
