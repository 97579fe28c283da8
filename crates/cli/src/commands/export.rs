//! `saksi export`: the case as one record for other programs, as far as consent goes.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::output::Output;
use crate::session::unexpected;
use casework::{Answer, Request};
use std::path::PathBuf;

const HELP: &str = include_str!("../../texts/export.txt");
const OPTIONS: Options =
    Options { command: "export", flags: &[], valued: &["format", "output", "to", "for", "purpose"] };
const NOT_EXPORTED: &str = "nothing was exported";
/// Who gets it when nobody is named.
const SELF: &str = "the user of this computer";
/// What for, when nobody is named.
const OWN_USE: &str = "keep";

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
    let (recipient, purpose) = whom(arguments, "export")?;
    let path = arguments.value("output").map(PathBuf::from);
    // Before anything is recorded: a place that cannot be written to is no export.
    let mut output = Output::open(path.as_deref())?;
    let is_kept = purpose == OWN_USE;
    let request = Request::Export { recipient, purpose };
    let mut session = arguments.case.open("export")?;
    let reply = session.ask_with(request, &[]).map_err(|refusal| CommandError::refused(NOT_EXPORTED, refusal))?;
    session.close()?;
    let Answer::Exported { .. } = reply.answer else { return Err(unexpected()) };
    output.write(&String::from_utf8_lossy(&reply.body))?;
    output.finish()?;
    if is_kept {
        eprint!("{}", include_str!("../../texts/exported.txt"));
    } else {
        eprint!("{}", include_str!("../../texts/exported_gated.txt"));
    }
    Ok(Outcome::Done)
}

/// For whom and what for. What goes to somebody else says what for: nothing is guessed.
pub fn whom(arguments: &CaseArguments, command: &'static str) -> Result<(String, String), CommandError> {
    let purpose = arguments.value("purpose").or_else(|| arguments.value("for"));
    match (arguments.value("to"), purpose) {
        (None, None) => Ok((SELF.to_owned(), OWN_USE.to_owned())),
        (Some(to), Some(purpose)) => Ok((to, purpose)),
        (None, Some(purpose)) if purpose == OWN_USE => Ok((SELF.to_owned(), purpose)),
        (None, Some(_)) => Err(CommandError::usage("--to WHOM is missing: who gets it", command)),
        (Some(_), None) => {
            let message = "--purpose is missing: keep (among members), partner, government or public";
            Err(CommandError::usage(message, command))
        }
    }
}
