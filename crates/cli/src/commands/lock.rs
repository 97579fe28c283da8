//! `saksi lock`: has the vault of a case forget its keys.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};

const HELP: &str = include_str!("../../texts/lock.txt");
const OPTIONS: Options = Options { command: "lock", flags: &[], valued: &[] };

/// Locks the case that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => lock(&arguments),
        None => say(HELP),
    }
}

fn lock(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    if end_vault(arguments.case.folder("lock")?) { say("locked\n") } else { say("it was locked already\n") }
}

/// True when there was a vault.
#[cfg(target_os = "linux")]
pub fn end_vault(folder: &std::path::Path) -> bool {
    casework::vault::Connection::open(folder).map(casework::vault::Connection::lock).is_some()
}

/// There are none on this system.
#[cfg(not(target_os = "linux"))]
pub fn end_vault(_folder: &std::path::Path) -> bool {
    false
}
