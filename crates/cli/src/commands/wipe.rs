//! `saksi wipe`: destroys the keys of a case on this disk, fast.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::passphrase::is_somebody_there;

const HELP: &str = include_str!("../../texts/wipe.txt");
const LIMITS: &str = include_str!("../../texts/wiped.txt");
const OPTIONS: Options = Options { command: "wipe", flags: &["yes"], valued: &[] };
const NOT_WIPED: &str = "the case was not destroyed";

/// Destroys the keys of the case that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => wipe(&arguments),
        None => say(HELP),
    }
}

fn wipe(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let folder = arguments.case.folder("wipe")?;
    if !arguments.has("yes") {
        confirm()?;
    }
    super::lock::end_vault(folder);
    let n_files = casework::wipe(folder).map_err(|refusal| CommandError::refused(NOT_WIPED, refusal))?;
    say(&format!("destroyed {n_files} files: the slots, the keys of people, the tables\n{LIMITS}"))
}

fn confirm() -> Result<(), CommandError> {
    let refused = |why: &str| CommandError::new(ErrorKind::Case(NOT_WIPED), why, "type wipe when asked, or give --yes");
    if !is_somebody_there() {
        return Err(refused("nobody is there to confirm it"));
    }
    eprint!("Nobody will be able to open this copy of the case again. Type wipe to go on: ");
    let mut typed = String::new();
    let _nothing_typed = std::io::stdin().read_line(&mut typed);
    if typed.trim() == "wipe" { Ok(()) } else { Err(refused("it was not confirmed")) }
}
