//! `saksi intake`: forms that are given out, and the queue of what comes back.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::layout::{at_both_ends, wrapped};
use crate::output::Output;
use crate::session::unexpected;
use crate::terminal::{count, day, line, printable, short};
use askama::Template;
use casework::intake::{Form, Number, read, write_page, write_text};
use casework::shown::{IntakeRow, IntakeShown};
use casework::{Answer, Incoming, Request};
use std::io::Read;
use std::path::Path;

const HELP: &str = include_str!("../../texts/intake.txt");
const OPTIONS: Options = Options {
    command: "intake",
    flags: &["letter", "destroy", "all"],
    valued: &["out", "language", "note", "channel", "received", "consent", "reason", "original"],
};
const NOT_SHOWN: &str = "the queue cannot be shown";
const NOT_TAKEN: &str = "nothing was taken in";
const NOT_DECIDED: &str = "nothing was decided";
/// Longest file that is taken in, bytes.
const MAX_FILE: u64 = 1 << 30;

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let Some(arguments) = CaseArguments::parse(parser, OPTIONS)? else { return say(HELP) };
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["list"] => list(&arguments),
        ["form"] => form(&arguments),
        ["add", file] => add(&arguments, Path::new(file)),
        ["show", id] => show(&arguments, id),
        ["admit", id] => moderate(&arguments, id, true),
        ["refuse", id] => moderate(&arguments, id, false),
        _ => Err(usage("the actions are form, add FILE, list, show ID, admit ID and refuse ID")),
    }
}

fn usage(what: &str) -> CommandError {
    CommandError::usage(what, "intake")
}

fn form(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let out = arguments.value("out").ok_or_else(|| usage("name the file: --out account.txt, or --out account.html"))?;
    let is_page = match Path::new(&out).extension().and_then(|ending| ending.to_str()) {
        Some("html") => true,
        Some("txt") => false,
        _ => return Err(usage("the file ends in .txt or in .html")),
    };
    let language = arguments.value("language").unwrap_or_else(|| "en".to_owned());
    let mut session = arguments.case.open("intake")?;
    let request = Request::IssueForm { language: language.clone(), note: arguments.value("note") };
    let answer = session.ask("no form was made", request)?;
    session.close()?;
    let Answer::FormIssued { number } = answer else { return Err(unexpected()) };
    let form = Form { number: Number::parse(&number).ok_or_else(unexpected)?, language };
    let mut output = Output::open(Some(Path::new(&out)))?;
    output.write(&if is_page { write_page(&form) } else { write_text(&form) })?;
    output.finish()?;
    say(&format!("{out} is form {number}; each person gets a form of their own\n"))
}

/// A form is read before the case is opened, so that no process with keys looks at foreign bytes.
fn add(arguments: &CaseArguments, file: &Path) -> Result<Outcome, CommandError> {
    let wrong = |error: std::io::Error| {
        let hint = "check the path, and that you may read the file";
        CommandError::new(ErrorKind::Input(file.display().to_string()), error, hint)
    };
    let mut bytes = Vec::new();
    std::fs::File::open(file).and_then(|source| source.take(MAX_FILE + 1).read_to_end(&mut bytes)).map_err(wrong)?;
    let form = match arguments.has("letter") {
        true => None,
        false => Some(read(&bytes).map_err(|error| {
            let hint = error.hint();
            CommandError::new(ErrorKind::Input(file.display().to_string()), error, hint)
        })?),
    };
    let how = Incoming {
        channel: arguments.value("channel"),
        received: arguments.value("received"),
        form,
        consent: arguments.value("consent"),
        note: arguments.value("note"),
    };
    let is_form = how.form.is_some();
    let mut session = arguments.case.open("intake")?;
    let reply = session.ask_with(Request::TakeIn(how), &bytes);
    let reply = reply.map_err(|refusal| CommandError::refused(NOT_TAKEN, refusal))?;
    session.close()?;
    let Answer::Waits { id, known, issued } = reply.answer else { return Err(unexpected()) };
    let (folder, id) = (arguments.case.folder("intake")?.display(), short(&id));
    let mut text = match known {
        true => format!("{id} came in before; nothing was recorded\n"),
        false => format!("{id} waits; nothing of it is shown before you admit it\n"),
    };
    if is_form && issued == Some(false) {
        text += "note: this case gave out no form with this number\n";
    }
    text += &format!("to read it: saksi intake {folder} show {id}\n");
    text += "the file still lies where it was; delete it safely\n";
    say(&wrapped(&printable(&text)))
}

fn list(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("intake")?;
    let answer = session.ask(NOT_SHOWN, Request::Intakes { all: arguments.has("all") })?;
    session.close()?;
    let Answer::Intakes { rows, n_waiting } = answer else { return Err(unexpected()) };
    let folder = arguments.case.folder("intake")?.display().to_string();
    let mut text = match n_waiting {
        0 => "Nothing waits.\n".to_owned(),
        n => format!("{} wait{}.\n", count(n as i64, "thing", "things"), if n == 1 { "s" } else { "" }),
    };
    for row in &rows {
        text.push('\n');
        for line in self::row(row) {
            text += &line;
            text.push('\n');
        }
    }
    if n_waiting > 0 {
        text += &format!("\nTo read one: saksi intake {folder} show ID\n");
    }
    say(&wrapped(&printable(&text)))
}

/// State, way and consent; nothing of what it tells.
fn row(row: &IntakeRow) -> Vec<String> {
    let form = match &row.form {
        Some(form) if row.is_issued => format!("form {form}"),
        Some(form) => format!("form {form}, not given out here"),
        None => "letter".to_owned(),
    };
    let mut lines = vec![at_both_ends(&format!("{}  {}: {form}", short(&row.id), row.state), &day(row.time))];
    let size = row.size.map(|size| count(size, "byte", "bytes"));
    let way = [row.channel.clone(), row.received.clone(), size];
    let way: Vec<String> = way.into_iter().flatten().map(|one| line(&one, 60)).collect();
    if !way.is_empty() {
        lines.push(format!("          {}", way.join(", ")));
    }
    let consents: Vec<String> =
        row.consents.iter().map(|(purpose, answer)| format!("{purpose}: {}", line(answer, 60))).collect();
    if !consents.is_empty() {
        lines.push(format!("          {}", consents.join("; ")));
    }
    for (label, value) in [("document", &row.document), ("why", &row.reason), ("note", &row.note)] {
        lines.extend(value.as_ref().map(|value| {
            let value = if label == "document" { short(value).to_owned() } else { line(value, 120) };
            format!("          {label}: {value}")
        }));
    }
    lines
}

#[derive(Template)]
#[template(path = "intake.txt", escape = "none")]
struct Page<'a> {
    folder: String,
    id: String,
    head: String,
    about: Vec<String>,
    account: Option<&'a str>,
    contact: Option<&'a str>,
    is_waiting: bool,
}

fn show(arguments: &CaseArguments, id: &str) -> Result<Outcome, CommandError> {
    let original = arguments.value("original");
    let mut session = arguments.case.open("intake")?;
    let request = Request::Intake { id: id.to_owned(), original: original.is_some() };
    let reply = session.ask_with(request, &[]).map_err(|refusal| CommandError::refused(NOT_SHOWN, refusal))?;
    session.close()?;
    let Answer::Intake(shown) = reply.answer else { return Err(unexpected()) };
    if let Some(file) = original {
        let written = std::fs::write(&file, &reply.body);
        written.map_err(|error| CommandError::output(Path::new(&file), error))?;
    }
    let IntakeShown { row, account, contact, sha256 } = &*shown;
    let mut lines = self::row(row).into_iter();
    let head = lines.next().unwrap_or_default();
    let hash = sha256.as_ref().map(|hash| format!("          SHA-256 {hash}"));
    let page = Page {
        folder: arguments.case.folder("intake")?.display().to_string(),
        id: short(&row.id).to_owned(),
        head,
        about: lines.chain(hash).collect(),
        account: account.as_deref().map(str::trim_end),
        contact: contact.as_deref(),
        is_waiting: row.state == "waiting",
    };
    say(&wrapped(&printable(&page.render().unwrap_or_default())))
}

fn moderate(arguments: &CaseArguments, id: &str, admit: bool) -> Result<Outcome, CommandError> {
    let (reason, destroy) = (arguments.value("reason"), arguments.has("destroy"));
    let mut session = arguments.case.open("intake")?;
    let answer = session.ask(NOT_DECIDED, Request::Moderate { id: id.to_owned(), admit, reason, destroy })?;
    session.close()?;
    let Answer::Moderated { document, .. } = answer else { return Err(unexpected()) };
    let folder = arguments.case.folder("intake")?.display();
    match document {
        Some(document) => {
            let document = short(&document);
            say(&format!("admitted as document {document}; to have it read: saksi add {folder}\n"))
        }
        None if destroy => say("refused, and destroyed\n"),
        None => say("refused; it stays sealed in the case, and is shown nowhere\n"),
    }
}
