//! `saksi judge`: records what a person decided about what the program read.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::{Session, unexpected};
use crate::terminal::short;
use casework::{Answer, Request, Target, Verdict};

const HELP: &str = include_str!("../../texts/judge.txt");
const OPTIONS: Options = Options {
    command: "judge",
    flags: &[],
    valued: &["field", "value", "set", "passage", "what", "hours", "reason", "name", "from", "until"],
};
const NOT_JUDGED: &str = "nothing was judged";

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
    let of: Vec<Target> = targets.iter().map(|target| parse(target)).collect();
    let mut session = arguments.case.open("judge")?;
    let request = match verdict {
        Verdict::Add => added(arguments, targets, &mut session)?,
        Verdict::Amend if !arguments.values("set").is_empty() || arguments.value("passage").is_some() => {
            amended(arguments, of, &mut session)?
        }
        _ => told(verdict, arguments, of)?,
    };
    let answer = session.ask(NOT_JUDGED, request)?;
    session.close()?;
    let Answer::Entry { entry } = answer else { return Err(unexpected()) };
    let (folder, entry) = (arguments.case.folder("judge")?.display(), short(&entry));
    say(&format!("recorded as {entry}; to take it back: saksi undo {folder} {entry}\n"))
}

/// A judgement with at most one field and value.
fn told(verdict: Verdict, arguments: &CaseArguments, of: Vec<Target>) -> Result<Request, CommandError> {
    let (field, value, of) = match verdict {
        Verdict::Alias => (Some(days(arguments)?), Some(name(arguments)?), of),
        Verdict::Claim => (None, Some(claimed_until(arguments)?), of),
        // `setting two-person yes`: no documents, but a field and its value.
        Verdict::Setting => match of.as_slice() {
            [field, value] => (Some(field.document.clone()), Some(value.document.clone()), Vec::new()),
            _ => return Err(CommandError::usage("write: setting two-person yes, or: setting two-person no", "judge")),
        },
        _ => (arguments.value("field"), arguments.value("value"), of),
    };
    Ok(Request::Judge { verdict, of, field, value, reason: arguments.value("reason") })
}

/// Several fields of one part at once.
fn amended(arguments: &CaseArguments, of: Vec<Target>, session: &mut Session) -> Result<Request, CommandError> {
    let Ok([of]) = <[Target; 1]>::try_from(of) else {
        return Err(CommandError::usage("amending is about one thing at a time", "judge"));
    };
    let mut changes = set(arguments)?;
    changes.extend(arguments.value("field").zip(arguments.value("value")));
    let passages = passages(arguments, &of.document, session)?;
    Ok(Request::Amend { of, changes, passages, reason: arguments.value("reason") })
}

/// Something that the program did not read.
fn added(arguments: &CaseArguments, targets: &[String], session: &mut Session) -> Result<Request, CommandError> {
    let [document] = targets else {
        return Err(CommandError::usage("name the document that says it", "judge"));
    };
    let part = match arguments.value("what").as_deref() {
        None | Some("act") => "act",
        Some("person" | "entity") => "entity",
        Some("statement") => "statement",
        Some(_) => return Err(CommandError::usage("--what takes act, person or statement", "judge")),
    };
    let fields = set(arguments)?.into_iter().collect();
    let passages = passages(arguments, document, session)?;
    let reason = arguments.value("reason");
    Ok(Request::AddPart { document: document.clone(), part: part.to_owned(), fields, passages, reason })
}

/// Every `--set FIELD=VALUE`.
fn set(arguments: &CaseArguments) -> Result<Vec<(String, String)>, CommandError> {
    let pair = |text: String| {
        let (field, value) = text.split_once('=')?;
        Some((field.trim().to_owned(), value.trim().to_owned()))
    };
    let pairs = arguments.values("set").into_iter().map(pair).collect::<Option<_>>();
    pairs.ok_or_else(|| CommandError::usage("--set takes FIELD=VALUE, such as date=2031-02", "judge"))
}

/// Where the words of every `--passage` stand: `12-40`, or the words themselves when they stand once in the text.
fn passages(arguments: &CaseArguments, document: &str, session: &mut Session) -> Result<Vec<[u32; 2]>, CommandError> {
    let wanted = arguments.values("passage");
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let shown = session.ask(NOT_JUDGED, Request::Show { document: document.to_owned(), record: false })?;
    let Answer::Document(shown) = shown else { return Err(unexpected()) };
    wanted.iter().map(|passage| place(passage, &shown.text)).collect()
}

fn place(passage: &str, text: &str) -> Result<[u32; 2], CommandError> {
    let numbers = passage.split_once('-').and_then(|(start, end)| Some([start.parse().ok()?, end.parse().ok()?]));
    if let Some(place) = numbers {
        return Ok(place);
    }
    let mut found = text.match_indices(passage).map(|(at, _)| at);
    let (Some(at), None) = (found.next(), found.next()) else {
        let message = "the words of --passage must stand in the text just once, as they are written there";
        return Err(CommandError::usage(message, "judge"));
    };
    let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let start = letters(text.get(..at).unwrap_or_default());
    Ok([start, start.saturating_add(letters(passage))])
}

/// The moment until which somebody works on a document, milliseconds since 1970.
fn claimed_until(arguments: &CaseArguments) -> Result<String, CommandError> {
    let hours = i64::from(arguments.number("hours", 1, "judge")?);
    let until = jiff::Timestamp::now().as_millisecond().saturating_add(hours.saturating_mul(3_600_000));
    Ok(until.to_string())
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
        "add" => Ok(Verdict::Add),
        "comment" => Ok(Verdict::Comment),
        "claim" => Ok(Verdict::Claim),
        "confirm" => Ok(Verdict::Confirm),
        "setting" => Ok(Verdict::Setting),
        _ => Err(CommandError::usage(
            "the verdicts are accept, amend, reject, add, confirm, comment, claim, setting, same, not-same, unsure and alias",
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

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_passage_is_a_place_or_words_that_stand_once() {
        assert_eq!(place("12-40", "").ok(), Some([12, 40]));
        assert_eq!(place("ថ្ងៃ", "ក ថ្ងៃ").ok(), Some([2, 6]));
        assert!(place("one", "one one").is_err() && place("two", "one").is_err());
    }
}
