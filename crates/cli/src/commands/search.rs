//! `saksi search`: words and people in a case.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::{line, short, title};
use casework::{Answer, FOUND, Found, MAX_RANKED, Request};
use std::fmt::Write as _;
use std::io::IsTerminal;

const HELP: &str = include_str!("../../texts/search.txt");
const OPTIONS: Options = Options { command: "search", flags: &["person"], valued: &["purpose", "limit", "skip"] };

/// Searches for what the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => search(&arguments),
        None => say(HELP),
    }
}

fn search(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    if arguments.words.is_empty() {
        return Err(CommandError::usage("no words to search for were given", "search"));
    }
    let request = Request::Search {
        query: quoted(&arguments.words),
        person: arguments.has("person"),
        purpose: arguments.value("purpose"),
        offset: arguments.number("skip", 0, "search")?,
        limit: arguments.number("limit", 20, "search")?,
    };
    let mut session = arguments.case.open("search")?;
    let answer = session.ask("nothing was searched", request)?;
    session.close()?;
    let Answer::Found(found) = answer else { return Err(unexpected()) };
    say(&text(&found))
}

/// The shell took away the quotes of a phrase; they are put back.
fn quoted(words: &[String]) -> String {
    let word = |word: &String| match word.contains(char::is_whitespace) && !word.contains('"') {
        true => format!("\"{word}\""),
        false => word.clone(),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn text(found: &Found) -> String {
    let mut text = String::new();
    for (person, document) in &found.people {
        let (id, name) = (short(&document.record), line(&person.name, 60));
        let _never_fails = writeln!(text, "{id} {:4} {name}  in  {}", person.entity, line(title(document), 60));
    }
    if !found.people.is_empty() && !found.hits.is_empty() {
        text.push('\n');
    }
    let [open, close] = if std::io::stdout().is_terminal() { ["\x1b[1m", "\x1b[0m"] } else { ["[", "]"] };
    for (hit, document) in &found.hits {
        let _never_fails = writeln!(text, "{}  {}", short(&document.record), line(title(document), 80));
        let marked = hit.passage.split_whitespace().collect::<Vec<_>>().join(" ");
        let marked: String = marked.chars().filter(|c| !c.is_control() || FOUND.contains(c)).collect();
        let _never_fails = writeln!(text, "          {}", marked.replace(FOUND[0], open).replace(FOUND[1], close));
    }
    if text.is_empty() {
        text = "Nothing was found. All words must stand in one document; `arrest*` finds beginnings of words.\n"
            .to_owned();
    }
    if found.is_cut {
        let _never_fails = writeln!(
            text,
            "\nMore than {MAX_RANKED} documents have these words: the best of the newest {MAX_RANKED} are shown. Add a word to find others."
        );
    }
    if found.entry.is_some() {
        text.push_str("\nThis search was for a person by name, so it is recorded in the log of the case.\n");
    }
    text
}
