//! `saksi judge`: records what a person decided about what the program read.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::short;
use casework::{Answer, Request, Target, Verdict};

const HELP: &str = include_str!("../../texts/judge.txt");
const OPTIONS: Options =
    Options { command: "judge", flags: &[], valued: &["field", "value", "reason", "name", "from", "until"] };

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
    let verdict = named(verdict)?;
    let (field, value) = match verdict {
        Verdict::Alias => (Some(days(arguments)?), Some(name(arguments)?)),
        _ => (arguments.value("field"), arguments.value("value")),
    };
    let of = targets.iter().map(|target| parse(target)).collect();
    let request = Request::Judge { verdict, of, field, value, reason: arguments.value("reason") };
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
        "alias" => Ok(Verdict::Alias),
        _ => Err(CommandError::usage(
            "the verdicts are accept, amend, reject, same, not-same, unsure and alias",
            "judge",
        )),
    }
}

/// The name that somebody goes by.
fn name(arguments: &CaseArguments) -> Result<String, CommandError> {
    arguments.value("name").ok_or_else(|| CommandError::usage("an alias needs --name NAME", "judge"))
}

/// From when to when it means them, as ISO 8601-2 writes it: "2021-03-01/..".
fn days(arguments: &CaseArguments) -> Result<String, CommandError> {
    let end = |option: &str| match arguments.value(option) {
        None => Ok("..".to_owned()),
        Some(day) if is_day(&day) => Ok(day),
        Some(_) => Err(CommandError::usage(format!("--{option} takes a day such as 2021-03-01"), "judge")),
    };
    Ok(format!("{}/{}", end("from")?, end("until")?))
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
}

/// "1a2b3c4d", "1a2b3c4d:a3" or "1a2b3c4d#a3", or a person, body or event across documents: "p1a".
fn parse(target: &str) -> Target {
    match target.split_once([':', '#']) {
        Some((document, part)) => Target { document: document.to_owned(), part: Some(part.to_owned()) },
        None => Target { document: target.to_owned(), part: None },
    }
}
