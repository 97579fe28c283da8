//! `saksi checkpoint`: signs how far the log of this installation goes.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use casework::{Answer, Request};

const HELP: &str = include_str!("../../texts/checkpoint.txt");
const OPTIONS: Options = Options { command: "checkpoint", flags: &[], valued: &[] };

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => checkpoint(&arguments),
        None => say(HELP),
    }
}

fn checkpoint(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("checkpoint")?;
    let answer = session.ask("nothing was signed", Request::Checkpoint)?;
    session.close()?;
    let Answer::Text { text } = answer else { return Err(unexpected()) };
    say(&text)
}
