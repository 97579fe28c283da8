//! `saksi counts`: how many people, with honest bounds; what is documented by name and what is reported are two numbers.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::layout::wrapped;
use crate::output::Output;
use crate::phrases::{Phrases, place};
use crate::session::unexpected;
use crate::terminal::{count, line, printable, window};
use askama::Template;
use casework::shown::{CountList, CountQuery, CountRow, TallyShown};
use casework::{Answer, Request};
use std::path::PathBuf;

const HELP: &str = include_str!("../../texts/counts.txt");
const OPTIONS: Options = Options { command: "counts", flags: &["places"], valued: &["act", "from", "to", "by", "svg"] };
const NOT_COUNTED: &str = "nothing was counted";

/// Counts what the arguments ask for.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => counts(&arguments),
        None => say(HELP),
    }
}

fn counts(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let phrases = Phrases::load()?;
    let act_type = arguments.value("act");
    let drawing = arguments.value("svg").map(PathBuf::from);
    let name = act_type.as_deref().map(|act| phrases.act(act)).unwrap_or_default();
    let query = CountQuery {
        from: arguments.value("from"),
        until: arguments.value("to"),
        period: arguments.value("by"),
        by_place: arguments.has("places"),
        draw_as: drawing.as_ref().map(|_| name),
        act_type,
        words: Vec::new(),
    };
    let mut session = arguments.case.open("counts")?;
    let reply = session.ask_with(Request::Counts(query), &[]);
    let reply = reply.map_err(|refusal| CommandError::refused(NOT_COUNTED, refusal))?;
    session.close()?;
    let Answer::Counts(list) = reply.answer else { return Err(unexpected()) };
    if let Some(path) = &drawing {
        let mut output = Output::open(Some(path))?;
        output.write(&String::from_utf8_lossy(&reply.body))?;
        output.finish()?;
    }
    let folder = arguments.case.folder("counts")?.display().to_string();
    say(&wrapped(&printable(&Page::new(&list, &phrases, folder, drawing).render().unwrap_or_default())))
}

/// Ready lines; the template puts them in order.
#[derive(Template)]
#[template(path = "counts.txt", escape = "none")]
struct Page {
    folder: String,
    n_documents: String,
    rows: Vec<Entry>,
    left_out: Vec<String>,
    head: String,
    merge_policy: String,
    program: String,
    drawing: Option<String>,
}

struct Entry {
    heading: String,
    named: String,
    reported: String,
    sources: String,
    tallies: Vec<String>,
    problems: Vec<String>,
}

impl Page {
    fn new(list: &CountList, phrases: &Phrases, folder: String, drawing: Option<PathBuf>) -> Page {
        let left_out =
            list.left_out.iter().map(|(n, key)| format!("{n:>5}  {}", phrases.text(&format!("left-out.{key}"))));
        Page {
            folder,
            n_documents: count(list.n_documents as i64, "document", "documents"),
            rows: list.rows.iter().map(|row| entry(row, phrases)).collect(),
            left_out: left_out.collect(),
            head: list.head.get(..23).unwrap_or(&list.head).to_owned(),
            merge_policy: list.merge_policy.clone(),
            program: list.program.clone(),
            drawing: drawing.map(|path| path.display().to_string()),
        }
    }
}

fn entry(row: &CountRow, phrases: &Phrases) -> Entry {
    let period = row.period.as_ref().map(|days| format!(", {}", window(days))).unwrap_or_default();
    let place_name = row.place.as_deref().map(|place| format!(", {}", line(place, 40))).unwrap_or_default();
    let events = count(row.n_events as i64, "event", "events");
    let sources = count(row.active_sources as i64, "origin", "origins");
    Entry {
        heading: format!("{}{period}{place_name}", phrases.act(&row.act_type)),
        named: range(row.named.0, Some(row.named.1)),
        reported: range(row.reported.0, row.reported.1),
        sources: format!("{events}, told by {sources}"),
        tallies: row.tallies.iter().map(tally).collect(),
        problems: row.problems.clone(),
    }
}

/// "“at least 14”, says Mira Tell  1a2b:a3, Headline".
fn tally(tally: &TallyShown) -> String {
    let speaker = tally.speaker.as_deref().map(|speaker| format!(", says {}", line(speaker, 50))).unwrap_or_default();
    format!("“{}”{speaker}  {}", line(&tally.text, 60), place(&tally.place))
}

/// "3", "3 to 5", "at least 34".
fn range(least: u64, most: Option<u64>) -> String {
    match most {
        Some(most) if most == least => least.to_string(),
        Some(most) => format!("{least} to {most}"),
        None => format!("at least {least}"),
    }
}
