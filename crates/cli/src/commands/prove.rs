//! `saksi prove`: proves an entry to somebody without the case.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use casework::{Answer, Request};

const HELP: &str = include_str!("../../texts/prove.txt");
const OPTIONS: Options = Options { command: "prove", flags: &[], valued: &["field", "to", "for"] };

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => prove(&arguments),
        None => say(HELP),
    }
}

fn prove(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let entry = arguments.word("entry", "prove")?.to_owned();
    let missing =
        |what: &str| CommandError::usage(format!("{what} is missing: it is recorded with the proof"), "prove");
    let request = Request::Prove {
        entry,
        fields: arguments
            .value("field")
            .unwrap_or_default()
            .split(',')
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        recipient: arguments.value("to").ok_or_else(|| missing("--to RECIPIENT"))?,
        purpose: arguments.value("for").ok_or_else(|| missing("--for PURPOSE"))?,
    };
    let mut session = arguments.case.open("prove")?;
    let answer = session.ask("nothing was proved", request)?;
    session.close()?;
    let Answer::Text { text } = answer else { return Err(unexpected()) };
    eprint!("{}", include_str!("../../texts/proved.txt"));
    say(&text)
}
