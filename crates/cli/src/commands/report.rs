//! `saksi report`: papers of a case, with every fact's source; or what a form still lacks.

use super::consent::chosen;
use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::output::Output;
use crate::session::unexpected;
use crate::terminal::{line, printable};
use casework::{Answer, PaperQuery, Reported, Request};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const HELP: &str = include_str!("../../texts/report.txt");
const OPTIONS: Options = Options {
    command: "report",
    flags: &["check"],
    valued: &["person", "event", "from", "to", "form", "set", "purpose", "recipient", "on", "out"],
};
const NOT_WRITTEN: &str = "no paper was written";

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    // The kind stands before the case.
    let Some(arguments) = CaseArguments::parse_loosely(parser, OPTIONS)? else { return say(HELP) };
    let (arguments, kind) = arguments.with_first_word("kind of paper", "report")?;
    report(&arguments, kind)
}

fn report(arguments: &CaseArguments, kind: String) -> Result<Outcome, CommandError> {
    let path = arguments.value("out").map(PathBuf::from);
    let format = match (&path, arguments.has("check")) {
        (_, true) => None,
        (Some(path), false) => Some(format_of(path)?),
        (None, false) => {
            return Err(CommandError::usage("--out FILE.pdf, .docx or .html is missing, or --check", "report"));
        }
    };
    // Before anything is recorded: a place that cannot be written to is no export.
    let output = path.as_deref().filter(|_| format.is_some()).map(|path| Output::open(Some(path))).transpose()?;
    let mut session = arguments.case.open("report")?;
    let person = arguments.value("person").map(|who| chosen(&mut session, &who, "report")).transpose()?;
    let mut given = std::collections::BTreeMap::new();
    for answer in arguments.values("set") {
        let (field, words) =
            answer.split_once('=').ok_or_else(|| CommandError::usage("--set takes FIELD=ANSWER", "report"))?;
        given.insert(field.trim().to_owned(), words.trim().to_owned());
    }
    let query = PaperQuery {
        kind,
        person,
        event: arguments.value("event"),
        from: arguments.value("from"),
        to: arguments.value("to"),
        form: arguments.value("form"),
        given,
        purpose: arguments.value("purpose"),
        recipient: arguments.value("recipient"),
        on: arguments.value("on"),
        format,
    };
    let reply =
        session.ask_with(Request::Report(query), &[]).map_err(|refusal| CommandError::refused(NOT_WRITTEN, refusal))?;
    session.close()?;
    let Answer::Reported(reported) = reply.answer else { return Err(unexpected()) };
    match output {
        Some(mut output) => {
            output.write_bytes(&reply.body)?;
            output.finish()?;
            eprint!("{}", told(&reported));
            Ok(Outcome::Done)
        }
        None => say(&told(&reported)),
    }
}

fn format_of(path: &Path) -> Result<String, CommandError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if ["pdf", "docx", "html"].contains(&ending.as_str()) {
        return Ok(ending);
    }
    Err(CommandError::usage("the file must end in .pdf, .docx or .html", "report"))
}

/// What is missing and whom to ask, and what should be looked at before it goes out.
fn told(reported: &Reported) -> String {
    let mut text = String::new();
    for one in &reported.missing {
        let how = if one.by_hand { format!("--set {}=...", one.field) } else { "record it in the case".to_owned() };
        let _never_fails = writeln!(text, "missing: {}\n  ask {}: {}\n  {how}", one.label, whom(&one.ask), one.help);
    }
    let _never_fails = writeln!(text, "{} facts; {} answers missing", reported.n_facts, reported.missing.len());
    if reported.n_warnings > 0 {
        let _never_fails = writeln!(text, "{} warnings: see `saksi consent check`", reported.n_warnings);
    }
    if !reported.unprintable.is_empty() {
        let letters: String = reported.unprintable.iter().map(|(letter, _)| *letter).take(20).collect();
        let n: usize = reported.unprintable.iter().map(|(_, n)| n).sum();
        let _never_fails = writeln!(text, "{n} letters have no font in a PDF: {}", line(&letters, 40));
    }
    if !reported.sha256.is_empty() {
        let _never_fails = writeln!(text, "for {}; SHA-256 {}", line(&reported.recipient, 80), reported.sha256);
    }
    printable(&text)
}

fn whom(ask: &str) -> &'static str {
    match ask {
        "victim" => "the person concerned",
        "family" => "the family",
        "witness" => "a witness",
        "lawyer" => "the lawyer",
        "submitter" => "whoever submits",
        _ => "whoever keeps the record",
    }
}
