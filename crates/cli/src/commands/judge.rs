//! `saksi judge`: records what a person decided about what the program read.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::short;
use casework::{Answer, Request, Target, Verdict};

const HELP: &str = include_str!("../../texts/judge.txt");
const OPTIONS: Options = Options { command: "judge", flags: &[], valued: &["field", "value", "reason"] };

/// Records the judgement that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => judge(&arguments),
        None => say(HELP),
    }
}

fn judge(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let Some((verdict, targets)) = arguments.words.split_first() else {
        return Err(CommandError::usage("no verdict was given", "judge"));
    };
    let request = Request::Judge {
        verdict: named(verdict)?,
        of: targets.iter().map(|target| parse(target)).collect(),
        field: arguments.value("field"),
        value: arguments.value("value"),
        reason: arguments.value("reason"),
    };
    let mut session = arguments.case.open("judge")?;
    let answer = session.ask("nothing was judged", request)?;
    session.close()?;
    let Answer::Entry { entry } = answer else { return Err(unexpected()) };
    let (folder, entry) = (arguments.case.folder("judge")?.display(), short(&entry));
    say(&format!("recorded as {entry}; to take it back: saksi undo {folder} {entry}\n"))
}

fn named(verdict: &str) -> Result<Verdict, CommandError> {
    match verdict {
        "accept" => Ok(Verdict::Accept),
        "amend" => Ok(Verdict::Amend),
        "reject" => Ok(Verdict::Reject),
        "same" => Ok(Verdict::Same),
        "not-same" => Ok(Verdict::NotSame),
        "unsure" => Ok(Verdict::Unsure),
        _ => Err(CommandError::usage("the verdicts are accept, amend, reject, same, not-same and unsure", "judge")),
    }
}

/// "1a2b3c4d" or "1a2b3c4d:a3".
fn parse(target: &str) -> Target {
    match target.split_once(':') {
        Some((document, part)) => Target { document: document.to_owned(), part: Some(part.to_owned()) },
        None => Target { document: target.to_owned(), part: None },
    }
}
