//! `saksi undo`: takes a judgement back, which is recorded too.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::short;
use casework::{Answer, Request};

const HELP: &str = include_str!("../../texts/undo.txt");
const OPTIONS: Options = Options { command: "undo", flags: &[], valued: &["reason"] };

/// Takes back the entry that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => undo(&arguments),
        None => say(HELP),
    }
}

fn undo(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let entry = arguments.word("entry", "undo")?.to_owned();
    let mut session = arguments.case.open("undo")?;
    let answer = session.ask("nothing was taken back", Request::Undo { entry, reason: arguments.value("reason") })?;
    session.close()?;
    let Answer::Entry { entry } = answer else { return Err(unexpected()) };
    let (folder, entry) = (arguments.case.folder("undo")?.display(), short(&entry));
    say(&format!("taken back, recorded as {entry}; to bring it back: saksi undo {folder} {entry}\n"))
}
