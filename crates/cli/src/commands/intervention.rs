//! `saksi intervention`: what was done about a case, and what became of it.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::layout::{WIDTH, at_both_ends, wrapped};
use crate::phrases::{Phrases, place};
use crate::session::unexpected;
use crate::terminal::{count, line, printable, short};
use askama::Template;
use casework::interventions::reprisals::Why;
use casework::interventions::{Reminder, Step};
use casework::shown::{CandidateShown, InterventionList, InterventionRow, InterventionShown, StepShown};
use casework::{Answer, Request};
use sha2::{Digest, Sha256};
use std::io::Read;

const HELP: &str = include_str!("../../texts/intervention.txt");
/// Options with a value: first those that are fields of a step, as they are recorded.
const VALUED: [&str; 23] = [
    "title",
    "mechanism",
    "recipient",
    "form",
    "person",
    "event",
    "date",
    "due",
    "channel",
    "copy",
    "reference",
    "letter",
    "outcome",
    "document",
    "denies",
    "sha256",
    "link",
    "note",
    "evidence",
    "replaces",
    "file",
    "about",
    "set",
];
/// The fields of a step.
const FIELDS: &[&str] = VALUED.split_at(20).0;
const OPTIONS: Options = Options { command: "intervention", flags: &[], valued: &VALUED };
const NOT_SHOWN: &str = "the interventions cannot be shown";
const NOT_RECORDED: &str = "nothing was recorded";
/// Longest table of deadlines, bytes.
const MAX_TABLE: u64 = 1 << 20;
/// More candidates are not printed.
const MAX_CANDIDATES: usize = 20;

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let Some(arguments) = CaseArguments::parse(parser, OPTIONS)? else { return say(HELP) };
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["list"] => list(&arguments),
        ["show", id] => show(&arguments, id),
        ["new", kind] => record(&arguments, None, Step::Draft, &[("kind", &kind.replace('-', "_"))]),
        ["step", id, step] => {
            let step = Step::named(step).ok_or_else(|| usage(format!("there is no step `{step}`")))?;
            record(&arguments, Some(id), step, &[])
        }
        ["reply", id, reply] => record(&arguments, Some(id), Step::Reply, &[("reply", reply)]),
        ["reprisal", id, act] => record(&arguments, Some(id), Step::Reprisal, &[("act", act)]),
        ["deadlines"] => deadlines(&arguments),
        [action, ..] => Err(usage(format!(
            "`{action}` does not go so; the actions are list, new, show, step, reply, reprisal and deadlines"
        ))),
    }
}

fn usage(what: String) -> CommandError {
    CommandError::usage(what, "intervention")
}

fn record(
    arguments: &CaseArguments,
    intervention: Option<&str>,
    step: Step,
    given: &[(&str, &str)],
) -> Result<Outcome, CommandError> {
    let mut fields: Vec<(String, String)> =
        given.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
    for &field in FIELDS {
        fields.extend(arguments.values(field).into_iter().map(|value| (field.to_owned(), value)));
    }
    for file in arguments.values("file") {
        fields.push(("sha256".to_owned(), sha256_of(&file)?));
    }
    let hash = fields.iter().rfind(|(field, _)| field == "sha256").map(|(_, hash)| hash.clone());
    let mut session = arguments.case.open("intervention")?;
    let request = Request::TakeStep { intervention: intervention.map(str::to_owned), step, fields };
    let answer = session.ask(NOT_RECORDED, request)?;
    let Answer::StepTaken { intervention, entry } = answer else { return Err(unexpected()) };
    let next = session.ask(NOT_SHOWN, Request::Intervention { id: intervention.clone() })?;
    session.close()?;
    let Answer::Intervention(shown) = next else { return Err(unexpected()) };
    let phrases = Phrases::load()?;
    let folder = arguments.case.folder("intervention")?.display().to_string();
    let (id, entry) = (short(&intervention), short(&entry));
    let mut text = format!("{id}  {}: {}\n", line(&shown.row.title, 50), standing(&shown.row, &phrases));
    if let Some(hash) = hash {
        text += &format!("SHA-256 {hash}\n");
    }
    text += &format!("recorded as {entry}; to take it back: saksi undo {folder} {entry}\n");
    if let Some(due) = shown.reminders.first() {
        text += &format!("due {}: {}\n", due.on, due.text("en"));
    }
    if !shown.possible.is_empty() {
        text += &format!("can follow: {}\n", names(&shown.possible));
    }
    say(&wrapped(&printable(&text)))
}

/// SHA-256 of a file, read in pieces.
fn sha256_of(file: &str) -> Result<String, CommandError> {
    let wrong = |error: std::io::Error| {
        CommandError::new(ErrorKind::Input(file.to_owned()), error, "check the path, and that you may read the file")
    };
    let mut source = std::fs::File::open(file).map_err(wrong)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let n = source.read(&mut piece).map_err(wrong)?;
        if n == 0 {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(piece.get(..n).unwrap_or_default());
    }
}

fn deadlines(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let set = match arguments.value("set") {
        None => None,
        Some(file) => {
            let mut text = String::new();
            let read = std::fs::File::open(&file).and_then(|source| source.take(MAX_TABLE).read_to_string(&mut text));
            read.map_err(|error| {
                CommandError::new(ErrorKind::Input(file), error, "the table is a text in UTF-8, of at most 1 MB")
            })?;
            Some(text)
        }
    };
    let mut session = arguments.case.open("intervention")?;
    let answer = session.ask(NOT_RECORDED, Request::Deadlines { set })?;
    session.close()?;
    let Answer::Text { text } = answer else { return Err(unexpected()) };
    // Tabs stay: the table can be changed and handed back.
    say(&text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect::<String>())
}

#[derive(Template)]
#[template(path = "interventions.txt", escape = "none")]
struct List {
    folder: String,
    n: String,
    total: usize,
    rows: Vec<Vec<String>>,
}

fn list(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("intervention")?;
    let answer = session.ask(NOT_SHOWN, Request::Interventions { about: arguments.value("about") })?;
    session.close()?;
    let Answer::Interventions(list) = answer else { return Err(unexpected()) };
    let phrases = Phrases::load()?;
    let InterventionList { rows, total, today } = *list;
    let page = List {
        folder: arguments.case.folder("intervention")?.display().to_string(),
        n: count(total as i64, "intervention", "interventions"),
        total,
        rows: rows.iter().map(|one| row(one, &today, &phrases)).collect(),
    };
    say(&wrapped(&printable(&page.render().unwrap_or_default())))
}

fn row(row: &InterventionRow, today: &str, phrases: &Phrases) -> Vec<String> {
    let gap = " ".repeat(10);
    let mut lines = vec![at_both_ends(&format!("{}  {}", short(&row.id), line(&row.title, 45)), &row.since)];
    lines.push(format!("{gap}{}: {}", kind(&row.kind, phrases), standing(row, phrases)));
    let people: Vec<String> =
        row.people.iter().map(|(_, name)| line(name, 40)).filter(|name| !name.is_empty()).collect();
    if !people.is_empty() {
        lines.push(format!("{gap}{}", people.join(", ")));
    }
    if let Some(next) = &row.next {
        lines.push(format!("{gap}{}", due(next, today)));
    }
    let how: Vec<String> = row.how.iter().map(|how| phrases.text(&format!("how.{how}")).to_owned()).collect();
    if !how.is_empty() {
        lines.push(format!("{gap}{}", how.join("; ")));
    }
    lines
}

fn kind(kind: &str, phrases: &Phrases) -> String {
    phrases.text(&format!("intervention.{kind}")).to_owned()
}

/// "letter sent to the government, 1 possible reprisal".
fn standing(row: &InterventionRow, phrases: &Phrases) -> String {
    let state = match (row.state, &row.reply) {
        (Step::Reply, Some(reply)) => phrases.text(&format!("reply.{reply}")).to_owned(),
        (state, _) => phrases.text(&format!("step.{state}")).to_owned(),
    };
    let reprisals = count(row.n_reprisals as i64, "possible reprisal", "possible reprisals");
    if row.n_reprisals > 0 { format!("{state}, {reprisals}") } else { state }
}

fn due(reminder: &Reminder, today: &str) -> String {
    let over = if reminder.is_over(today) { " (over)" } else { "" };
    format!("due {}{over}: {}", reminder.on, reminder.text("en"))
}

fn names(steps: &[Step]) -> String {
    steps.iter().map(|step| step.name().replace('_', "-")).collect::<Vec<_>>().join(", ")
}

#[derive(Template)]
#[template(path = "intervention.txt", escape = "none")]
struct Page {
    folder: String,
    id: String,
    head: String,
    about: String,
    people: Vec<String>,
    consent: Vec<String>,
    steps: Vec<Vec<String>>,
    reminders: Vec<String>,
    candidates: Vec<Vec<String>>,
    possible: String,
}

fn show(arguments: &CaseArguments, id: &str) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("intervention")?;
    let answer = session.ask(NOT_SHOWN, Request::Intervention { id: id.to_owned() })?;
    session.close()?;
    let Answer::Intervention(shown) = answer else { return Err(unexpected()) };
    let phrases = Phrases::load()?;
    let folder = arguments.case.folder("intervention")?.display().to_string();
    let page = Page::new(&shown, &phrases, folder);
    say(&wrapped(&printable(&page.render().unwrap_or_default())))
}

impl Page {
    fn new(shown: &InterventionShown, phrases: &Phrases, folder: String) -> Page {
        let row = &shown.row;
        let to = row.recipient.as_deref().map(|to| format!(" to {}", line(to, 60))).unwrap_or_default();
        let mut people: Vec<String> = row.people.iter().map(person).collect();
        people.extend(
            shown
                .events
                .iter()
                .flat_map(|event| phrases.event_within(WIDTH - 2, event))
                .map(|line| format!("  {line}")),
        );
        let without = shown
            .without_consent
            .iter()
            .map(|(_, name, why)| format!("  {}: {}", line(name, 50), phrases.text(&format!("gap.{why}"))));
        let without: Vec<String> = without.collect();
        let consent = if without.is_empty() { Vec::new() } else { vec!["Consent does not cover it yet:".to_owned()] };
        Page {
            id: short(&row.id).to_owned(),
            head: at_both_ends(&line(&row.title, 60), short(&row.id)),
            about: format!("{}{to}; {} since {}", kind(&row.kind, phrases), standing(row, phrases), row.since),
            people,
            consent: consent.into_iter().chain(without).collect(),
            steps: shown.steps.iter().map(|one| step(one, phrases)).collect(),
            reminders: shown.reminders.iter().map(|one| format!("  {}", due(one, &shown.today))).collect(),
            candidates: shown.candidates.iter().take(MAX_CANDIDATES).map(|one| candidate(one, phrases)).collect(),
            possible: names(&shown.possible),
            folder,
        }
    }
}

fn person((id, name): &(Option<String>, String)) -> String {
    match id {
        Some(id) => at_both_ends(&format!("  {}", line(name, 60)), id),
        None => "  (somebody whose document was read anew or taken out)".to_owned(),
    }
}

/// The day and what happened, then what was told, then what hangs on it.
fn step(shown: &StepShown, phrases: &Phrases) -> Vec<String> {
    let (taken, gap) = (&shown.taken, " ".repeat(14));
    let key = format!("took.{}", taken.step);
    let name = match phrases.text(&key) {
        text if text == key => phrases.text(&format!("step.{}", taken.step)).to_owned(),
        text => text.to_owned(),
    };
    let which = [
        ("letter", taken.get("letter")),
        ("reply", taken.get("reply")),
        ("link", taken.get("link")),
        ("outcome", taken.get("outcome")),
    ];
    let which =
        which.into_iter().find_map(|(field, value)| Some(phrases.text(&format!("{field}.{}", value?)).to_owned()));
    let name = if taken.step == Step::Reply {
        which.unwrap_or(name)
    } else {
        [Some(name), which].into_iter().flatten().collect::<Vec<_>>().join(": ")
    };
    let mut lines = vec![at_both_ends(&format!("  {:<12}{name}", taken.date), short(&taken.entry))];
    for field in ["recipient", "channel", "copy", "reference", "due", "sha256", "note", "evidence"] {
        let values: Vec<String> = taken.all(field).map(|value| line(value, 300)).collect();
        if !values.is_empty() {
            lines.push(format!("{gap}{} {}", phrases.text(&format!("told.{field}")), values.join("; ")));
        }
    }
    lines.extend(shown.document.as_ref().map(|document| format!("{gap}document {}", place(document))));
    for (before, events) in [("denies", &shown.denies[..]), ("", shown.act.as_slice())] {
        for event in events {
            let before = if before.is_empty() { String::new() } else { format!("{before}: ") };
            lines.push(at_both_ends(&format!("{gap}{before}{}", line(&phrases.headline(event), 46)), &event.id));
        }
    }
    lines.extend(taken.author_name.as_deref().map(|name| format!("{gap}recorded by {}", line(name, 40))));
    lines.extend(shown.misplaced.as_ref().map(|wrong| format!("{gap}does not fit any more: {wrong}")));
    lines
}

fn candidate(one: &CandidateShown, phrases: &Phrases) -> Vec<String> {
    let mut lines: Vec<String> =
        phrases.event_within(WIDTH - 2, &one.event).into_iter().map(|line| format!("  {line}")).collect();
    lines.push(match &one.why {
        Why::SamePerson { .. } => format!("              against {}, after it was submitted", line(&one.name, 50)),
        Why::Relative { words, .. } => {
            format!("              \"{}\": perhaps relatives of {}", line(words, 50), line(&one.name, 50))
        }
    });
    lines
}
