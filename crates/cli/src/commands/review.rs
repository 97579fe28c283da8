//! `saksi people --review`: the pairs that may be one, one at a time for a person at a terminal, else as a list.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::CaseArguments;
use crate::error::ErrorKind;
use crate::layout::wrapped;
use crate::phrases::{Phrases, in_a_hundred};
use crate::session::{Session, unexpected};
use crate::terminal::printable;
use askama::Template;
use casework::shown::{Pair, Queue};
use casework::{Answer, Request, Target, Verdict};
use std::io::{BufRead, IsTerminal, Write};

/// Pairs listed unless more are asked for.
const LIMIT: u32 = 20;
const NOT_SHOWN: &str = "the pairs cannot be shown";

/// Pairs, ready for the template.
#[derive(Template)]
#[template(path = "review.txt", escape = "none")]
struct List {
    folder: String,
    pairs: Vec<Entry>,
    total: usize,
    n_more: usize,
    next: usize,
}

struct Entry {
    lines: Vec<String>,
    chance: String,
    left: String,
    right: String,
}

/// What somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Decide(Verdict),
    Skip,
    TakeBack,
    Quit,
}

/// Asks, or lists.
pub fn review(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let phrases = Phrases::load()?;
    let mut session = arguments.case.open("people")?;
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        ask_all(&mut session, &phrases)?;
        session.close()?;
        return Ok(Outcome::Done);
    }
    let offset = arguments.number("skip", 0, "people")?;
    let limit = arguments.number("limit", LIMIT, "people")?;
    let queue = queue(&mut session, offset, limit)?;
    session.close()?;
    let next = offset as usize + queue.pairs.len();
    let list = List {
        folder: arguments.case.folder("people")?.display().to_string(),
        pairs: queue.pairs.iter().map(|pair| entry(pair, &phrases)).collect(),
        total: queue.total,
        n_more: queue.total.saturating_sub(next),
        next,
    };
    say(&wrapped(&printable(&list.render().unwrap_or_default())))
}

fn entry(pair: &Pair, phrases: &Phrases) -> Entry {
    Entry {
        lines: phrases.pair(pair),
        chance: in_a_hundred(pair.probability),
        left: part(pair, true),
        right: part(pair, false),
    }
}

/// "1a2b3c4d:e1", as `saksi judge` takes it.
fn part(pair: &Pair, is_left: bool) -> String {
    let place = if is_left { &pair.left.place } else { &pair.right.place };
    format!("{}:{}", crate::terminal::short(&place.document), place.part)
}

fn queue(session: &mut Session, offset: u32, limit: u32) -> Result<Queue, CommandError> {
    match session.ask(NOT_SHOWN, Request::Queue { offset, limit })? {
        Answer::Queue(queue) => Ok(queue),
        _ => Err(unexpected()),
    }
}

/// One pair after the other, until there are no more or the person stops. Every answer is recorded at once.
fn ask_all(session: &mut Session, phrases: &Phrases) -> Result<(), CommandError> {
    let (mut n_skipped, mut recorded): (u32, Vec<String>) = (0, Vec::new());
    loop {
        let waiting = queue(session, n_skipped, 1)?;
        let Some(pair) = waiting.pairs.first() else { break };
        let left = waiting.total.saturating_sub(n_skipped as usize);
        show(&format!("\n{left} to decide; {} such pairs are one and the same\n\n", in_a_hundred(pair.probability)))?;
        show(&wrapped(&printable(&phrases.pair(pair).join("\n"))))?;
        match key()? {
            Key::Decide(verdict) => recorded.push(judge(session, verdict, pair)?),
            Key::Skip => n_skipped += 1,
            Key::Quit => break,
            Key::TakeBack => take_back(session, recorded.pop())?,
        }
    }
    let n = recorded.len();
    show(&Summary { n }.render().unwrap_or_default())
}

/// What is said at the end.
#[derive(Template)]
#[template(path = "reviewed.txt", escape = "none")]
struct Summary {
    n: usize,
}

fn judge(session: &mut Session, verdict: Verdict, pair: &Pair) -> Result<String, CommandError> {
    let of = [&pair.left.place, &pair.right.place];
    let of = of.map(|place| Target { document: place.document.clone(), part: Some(place.part.clone()) });
    let request = Request::Judge { verdict, of: of.to_vec(), field: None, value: None, reason: None };
    match session.ask("nothing was judged", request)? {
        Answer::Entry { entry } => Ok(entry),
        _ => Err(unexpected()),
    }
}

fn take_back(session: &mut Session, entry: Option<String>) -> Result<(), CommandError> {
    let Some(entry) = entry else { return Ok(()) };
    session.ask("nothing was taken back", Request::Undo { entry, reason: None }).map(drop)
}

/// What the person decides; asks again until it is clear.
fn key() -> Result<Key, CommandError> {
    loop {
        show(include_str!("../../texts/review_keys.txt"))?;
        let mut answer = String::new();
        let read = std::io::stdin().lock().read_line(&mut answer).map_err(terminal)?;
        if read == 0 {
            return Ok(Key::Quit);
        }
        if let Some(key) = parse(&answer) {
            return Ok(key);
        }
    }
}

fn parse(answer: &str) -> Option<Key> {
    match answer.trim().to_lowercase().as_str() {
        "s" | "same" => Some(Key::Decide(Verdict::Same)),
        "n" | "not" | "not the same" => Some(Key::Decide(Verdict::NotSame)),
        "u" | "unsure" => Some(Key::Decide(Verdict::Unsure)),
        "" | "skip" => Some(Key::Skip),
        "z" | "back" => Some(Key::TakeBack),
        "q" | "quit" => Some(Key::Quit),
        _ => None,
    }
}

fn show(text: &str) -> Result<(), CommandError> {
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(terminal)
}

fn terminal(error: std::io::Error) -> CommandError {
    CommandError::new(ErrorKind::Output("the terminal".to_owned()), error, "what was decided so far is recorded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_answers_decide() {
        assert_eq!(parse(" S\n"), Some(Key::Decide(Verdict::Same)));
        assert_eq!(parse("n"), Some(Key::Decide(Verdict::NotSame)));
        assert_eq!(parse("\n"), Some(Key::Skip));
        assert_eq!((parse("y"), parse("same?"), parse("ss")), (None, None, None));
    }
}
