//! `saksi log`: who did what in a case, and when.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::{line, minute, short};
use casework::{Answer, LogRow, Request};
use std::fmt::Write as _;

const HELP: &str = include_str!("../../texts/log.txt");
const OPTIONS: Options = Options { command: "log", flags: &["full"], valued: &["limit", "skip"] };

/// Shows the entries that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => log(&arguments),
        None => say(HELP),
    }
}

fn log(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let document = match arguments.words.is_empty() {
        true => None,
        false => Some(arguments.word("document", "log")?.to_owned()),
    };
    let (offset, limit) = (arguments.number("skip", 0, "log")?, arguments.number("limit", 50, "log")?);
    let mut session = arguments.case.open("log")?;
    let answer = session.ask("the log cannot be shown", Request::Log { document, offset, limit })?;
    session.close()?;
    let Answer::Log { rows, total } = answer else { return Err(unexpected()) };
    let mut text = String::new();
    for row in &rows {
        add(&mut text, row, arguments.has("full"));
    }
    let shown = i64::from(offset) + i64::try_from(rows.len()).unwrap_or(i64::MAX);
    if arguments.words.is_empty() && shown < total {
        let _never_fails = writeln!(text, "... {} earlier entries: --skip {shown}", total - shown);
    }
    say(&text)
}

fn add(text: &mut String, row: &LogRow, full: bool) {
    let who = row.author_name.as_deref().map_or_else(|| short(&row.author).to_owned(), |name| line(name, 30));
    let undone = if row.undone { "  (taken back)" } else { "" };
    let (hash, time) = (short(&row.hash), minute(row.time));
    let _never_fails = writeln!(text, "{hash}  {time}  {who}  {}{undone}", what(row));
    if !full {
        return;
    }
    let _never_fails = writeln!(text, "          entry {} {} of log {}", row.hash, row.sequence, row.device);
    for (field, value) in &row.details {
        let value =
            value.as_deref().map_or("(taken out, or sealed with a key that is not here)".to_owned(), |v| line(v, 200));
        let _never_fails = writeln!(text, "          {field} {value}");
    }
}

fn what(row: &LogRow) -> String {
    let record = short(&row.record);
    let value = |name: &str| {
        let found = row.details.iter().find(|(field, _)| field == name);
        found.and_then(|(_, value)| value.as_deref()).map(|value| line(value, 60)).unwrap_or_default()
    };
    match row.kind {
        1 => format!("made the case, with {}", value("program")),
        2 => format!("registered document {record}: {}", value("name")),
        3 => format!("read document {record}, with {}", value("program")),
        4 => format!("judged: {} {}", value("verdict"), part(row)),
        5 => format!("searched for a person: {}", value("query")),
        6 => format!("exported to {}", value("recipient")),
        7 => format!("added the member {} {}", short(&value("signing_key")), [value("name"), value("role")].concat()),
        8 => format!("removed the member {}", short(&value("signing_key"))),
        9 => format!("took back entry {}", short(&value("entry"))),
        10 => format!("saw log {} up to entry {}", short(&value("device")), value("size")),
        11 => format!("consent: {}", value("state")),
        12 => format!("destroyed the content of a document: {}", value("reason")),
        13 => "had a checkpoint stamped with the time".to_owned(),
        14 => format!("made a working copy of {}", short(&value("of"))),
        15 => format!("recorded the step {} of intervention {record}", value("step")),
        16 => format!("recorded what came in as {record}: {}", value("state")),
        17 => format!("imported {} rows with the mapping {}", value("rows"), value("name")),
        other => format!("something that this program does not know yet (kind {other})"),
    }
}

/// "1a2b3c4d a3, 5e6f7a8b" of "RECORD/READING#a3" and "RECORD".
fn part(row: &LogRow) -> String {
    let of = row.details.iter().filter(|(field, _)| field == "of").filter_map(|(_, value)| value.as_deref());
    let one = |of: &str| match of.split_once('#') {
        Some((_, part)) => format!("{} {}", short(of), line(part, 10)),
        None => short(of).to_owned(),
    };
    of.map(one).collect::<Vec<_>>().join(", ")
}
