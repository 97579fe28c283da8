//! `saksi list`: the documents of a case.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::{count, line, short, title, window};
use casework::{Answer, DocumentRow, Request};
use std::fmt::Write as _;

const HELP: &str = include_str!("../../texts/list.txt");
const OPTIONS: Options = Options { command: "list", flags: &["problems"], valued: &[] };
/// Rows fetched at a time.
const PAGE: u32 = 500;

/// Lists what the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => list(&arguments),
        None => say(HELP),
    }
}

fn list(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("list")?;
    let (mut text, mut after, mut n_rows) = (String::new(), 0, 0);
    loop {
        let request = Request::List { after, limit: PAGE };
        let Answer::Documents { rows, .. } = session.ask("the documents cannot be listed", request)? else {
            return Err(unexpected());
        };
        let Some(last) = rows.last() else { break };
        after = last.number;
        for row in rows.iter().filter(|row| !arguments.has("problems") || !row.problems.is_empty()) {
            n_rows += 1;
            add(&mut text, row);
        }
    }
    session.close()?;
    if after == 0 {
        let folder = arguments.case.folder("list")?.display();
        text = format!("This case holds no documents yet: saksi add {folder} FILE...\n");
    } else if n_rows == 0 {
        text = "No document has a problem.\n".to_owned();
    }
    say(&text)
}

fn add(text: &mut String, row: &DocumentRow) {
    let origin = row.origin.last().map(|origin| format!(" ({})", line(origin, 30))).unwrap_or_default();
    let (date, title) = (window(&row.published), line(title(row), 70));
    let _never_fails = writeln!(text, "{}  {date:10}  {title}{origin}{}", short(&row.record), state(row));
    for (code, message) in row.problems.iter().filter(|(code, _)| code != "undated-document") {
        let _never_fails = writeln!(text, "          {code}: {}", line(message, 100));
    }
}

fn state(row: &DocumentRow) -> String {
    // Its content was taken out: there is nothing to count.
    if row.name.is_none() && row.sha256.is_some() && row.title.is_none() {
        return String::new();
    }
    if row.reading.is_none() {
        return "  not read yet".to_owned();
    }
    let judged = match row.n_judgements {
        0 => String::new(),
        n => format!(", {}", count(n, "judgement", "judgements")),
    };
    format!("  {}, {}{judged}", count(row.n_acts, "act", "acts"), count(row.n_persons, "person", "people"))
}
