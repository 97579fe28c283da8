//! `saksi export`: the whole case as one record for other programs.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::output::Output;
use crate::session::unexpected;
use casework::{Answer, Request};
use std::path::PathBuf;

const HELP: &str = include_str!("../../texts/export.txt");
const OPTIONS: Options = Options { command: "export", flags: &[], valued: &["format", "output", "to", "for"] };
const NOT_EXPORTED: &str = "nothing was exported";
/// Who gets it when nobody is named.
const SELF: &str = "the user of this computer";
/// What for, when nothing is said.
const OWN_USE: &str = "own use";

/// Writes what the arguments ask for.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => export(&arguments),
        None => say(HELP),
    }
}

fn export(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    match arguments.value("format").as_deref() {
        None | Some("json") => {}
        Some(_) => return Err(CommandError::usage("the only format is json", "export")),
    }
    let path = arguments.value("output").map(PathBuf::from);
    // Before anything is recorded: a place that cannot be written to is no export.
    let mut output = Output::open(path.as_deref())?;
    let request = Request::Export {
        recipient: arguments.value("to").unwrap_or_else(|| SELF.to_owned()),
        purpose: arguments.value("for").unwrap_or_else(|| OWN_USE.to_owned()),
    };
    let mut session = arguments.case.open("export")?;
    let reply = session.ask_with(request, &[]).map_err(|refusal| CommandError::refused(NOT_EXPORTED, refusal))?;
    session.close()?;
    let Answer::Exported { .. } = reply.answer else { return Err(unexpected()) };
    output.write(&String::from_utf8_lossy(&reply.body))?;
    output.finish()?;
    eprint!("{}", include_str!("../../texts/exported.txt"));
    Ok(Outcome::Done)
}
