//! `saksi consent`: who agreed to be named, for what and to whom; who would go out, and how.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::passphrase::is_somebody_there;
use crate::session::{Session, unexpected};
use crate::terminal::{day, line, printable, short};
use casework::shown::{ConsentShown, GoesOut, IdentityList, OverrideShown};
use casework::{Answer, ConsentDraft, ConsentRow, OverrideStep, Request, Sort};
use std::fmt::Write as _;

const HELP: &str = include_str!("../../texts/consent.txt");
const OPTIONS: Options = Options {
    command: "consent",
    flags: &["guardian", "minor"],
    valued: &["purpose", "to", "on", "until", "how", "by", "note", "reason"],
};
const NOT_RECORDED: &str = "nothing was recorded";
const NOT_SHOWN: &str = "consents cannot be shown";

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let Some(arguments) = CaseArguments::parse(parser, OPTIONS)? else { return say(HELP) };
    let (action, words) = match arguments.words.split_first() {
        Some((action, words)) => (action.as_str(), words.join(" ")),
        None => ("list", String::new()),
    };
    match action {
        "give" => record(&arguments, &words, "given"),
        "refuse" => record(&arguments, &words, "refused"),
        "withdraw" => record(&arguments, &words, "withdrawn"),
        "list" => list(&arguments, &words),
        "check" => check(&arguments),
        "override" => overrule(&arguments, &words),
        "confirm" => answer(&arguments, OverrideStep::Confirm { entry: words }),
        "end" => answer(&arguments, OverrideStep::End { entry: words }),
        _ => Err(CommandError::usage(
            format!("`consent {action}` is not one of: give, refuse, withdraw, list, check, override, confirm, end"),
            "consent",
        )),
    }
}

fn record(arguments: &CaseArguments, who: &str, state: &str) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("consent")?;
    let draft = ConsentDraft {
        person: chosen(&mut session, who, "consent")?,
        state: state.to_owned(),
        purpose: arguments.value("purpose"),
        recipient: arguments.value("to"),
        on: arguments.value("on"),
        until: arguments.value("until"),
        how: arguments.value("how"),
        by: arguments.value("by"),
        guardian: arguments.has("guardian"),
        minor: arguments.has("minor"),
        note: arguments.value("note"),
    };
    recorded(session, Request::Consent(draft))
}

fn overrule(arguments: &CaseArguments, who: &str) -> Result<Outcome, CommandError> {
    let (recipient, purpose) = super::export::whom(arguments, "consent")?;
    let reason = arguments.value("reason").ok_or_else(|| CommandError::usage("--reason TEXT is missing", "consent"))?;
    let mut session = arguments.case.open("consent")?;
    let person = chosen(&mut session, who, "consent")?;
    recorded(session, Request::Override(OverrideStep::Propose { person, purpose, recipient, reason }))
}

fn answer(arguments: &CaseArguments, step: OverrideStep) -> Result<Outcome, CommandError> {
    let session = arguments.case.open("consent")?;
    recorded(session, Request::Override(step))
}

fn recorded(mut session: Session, request: Request) -> Result<Outcome, CommandError> {
    let waits = matches!(request, Request::Override(OverrideStep::Propose { .. }));
    let answer = session.ask(NOT_RECORDED, request)?;
    session.close()?;
    let Answer::Entry { entry } = answer else { return Err(unexpected()) };
    let rest = if waits { "; it counts when a second member confirms it" } else { "" };
    say(&format!("recorded as {}{rest}\n", short(&entry)))
}

/// The identifier of the one who is meant. When several could be, whoever is there is asked; a program gets the list.
pub fn chosen(session: &mut Session, who: &str, command: &'static str) -> Result<String, CommandError> {
    if who.trim().is_empty() {
        return Err(CommandError::usage("nobody was named", command));
    }
    let wanted = Request::Identity { sort: Sort::People, wanted: who.to_owned() };
    match session.ask(NOT_SHOWN, wanted)? {
        Answer::Identity(shown) if shown.row.kind == "person" => Ok(shown.row.id),
        Answer::Identity(_) => Err(CommandError::usage("this is nobody, but a body or a place", command)),
        Answer::Identities(list) => pick(&list, command),
        _ => Err(unexpected()),
    }
}

fn pick(list: &IdentityList, command: &'static str) -> Result<String, CommandError> {
    let mut text = String::from("several could be meant:\n");
    for row in &list.rows {
        let roles = row.roles.first().map(|role| format!(", {}", line(role, 40))).unwrap_or_default();
        let _never_fails =
            writeln!(text, "  {:<8} {}{roles}; in {} documents", row.id, line(&row.name, 40), row.n_documents);
    }
    eprint!("{}", printable(&text));
    if is_somebody_there() {
        eprint!("which one? ");
        let mut typed = String::new();
        std::io::stdin().read_line(&mut typed).map_err(|_| unexpected())?;
        if let Some(row) = list.rows.iter().find(|row| row.id == typed.trim()) {
            return Ok(row.id.clone());
        }
    }
    Err(CommandError::usage("name one of them by the identifier in front", command))
}

fn list(arguments: &CaseArguments, who: &str) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("consent")?;
    let person = if who.is_empty() { None } else { Some(chosen(&mut session, who, "consent")?) };
    let answer = session.ask(NOT_SHOWN, Request::Consents { person })?;
    session.close()?;
    let Answer::Consents { rows, overrides } = answer else { return Err(unexpected()) };
    let mut text = String::new();
    for one in &rows {
        text.push_str(&consent_line(one));
    }
    for one in &overrides {
        text.push_str(&override_line(one));
    }
    if text.is_empty() {
        text.push_str("nothing was recorded; nobody is named in what goes out, but officials acting in office\n");
    }
    say(&printable(&text))
}

fn consent_line(one: &ConsentShown) -> String {
    let row = &one.row;
    let mut text = format!(
        "{}  {:<9} {}: {}",
        day(row.time),
        row.state.as_deref().unwrap_or("?"),
        who(&one.person, row),
        what_for(row)
    );
    let told = [
        ("given on", &row.on),
        ("until", &row.until),
        ("how:", &row.how),
        ("by", &row.by),
        ("recorded by", &one.recorded_by),
        ("note:", &row.note),
    ];
    for (word, value) in told {
        if let Some(value) = value {
            let _never_fails = write!(text, "; {word} {}", line(value, 60));
        }
    }
    text.push_str(if row.guardian { "; a guardian gave it\n" } else { "\n" });
    text
}

fn override_line(one: &OverrideShown) -> String {
    let row = &one.row;
    let state = match (&one.confirmed_by, one.ended) {
        (_, true) => "no longer counts".to_owned(),
        (Some(_), false) => "confirmed by a second member".to_owned(),
        (None, false) => format!("waits for a second member: consent CASE confirm {}", short(&row.entry)),
    };
    let reason = row.note.as_deref().map(|reason| line(reason, 60)).unwrap_or_default();
    format!("{}  override  {}: {}; {state}; reason: {reason}\n", day(row.time), who(&one.person, row), what_for(row))
}

fn who(person: &Option<String>, row: &ConsentRow) -> String {
    let name = row.name.as_deref().map_or_else(|| "(erased)".to_owned(), |name| line(name, 40));
    match person {
        Some(id) => format!("{name} ({id})"),
        None => format!("{name} (in no reading any more)"),
    }
}

fn what_for(row: &ConsentRow) -> String {
    let purpose = row.purpose.as_deref().unwrap_or("everything");
    match &row.recipient {
        Some(recipient) => format!("{purpose}, for {}", line(recipient, 40)),
        None => purpose.to_owned(),
    }
}

fn check(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let (recipient, purpose) = super::export::whom(arguments, "consent")?;
    let mut session = arguments.case.open("consent")?;
    let request = Request::GoesOut { purpose, recipient, on: arguments.value("on") };
    let answer = session.ask(NOT_SHOWN, request)?;
    session.close()?;
    let Answer::GoesOut(goes) = answer else { return Err(unexpected()) };
    say(&printable(&going(&goes)))
}

fn going(goes: &GoesOut) -> String {
    let mut text = format!("what goes out for {} to {} on {}:\n", goes.purpose.as_str(), goes.recipient, goes.on);
    for person in &goes.persons {
        let how = casework::word(&person.standing);
        let why = if person.decision == "none" { String::new() } else { format!(", consent: {}", person.decision) };
        let _never_fails = writeln!(
            text,
            "  {:<8} {:<30} as {} ({how}{why})",
            person.id,
            line(&person.name, 30),
            line(&person.shown, 40)
        );
    }
    let done = goes.done;
    let _never_fails = writeln!(
        text,
        "{} under pseudonyms; {} documents withheld; {} events with months for days; {} words of texts left out; {} warnings",
        done.n_pseudonymised,
        done.n_documents_withheld,
        done.n_dates_coarsened,
        done.n_texts_left_out,
        goes.warnings.len()
    );
    if goes.n_lost > 0 {
        let _never_fails =
            writeln!(text, "{} entries speak of people whom the latest readings have no more", goes.n_lost);
    }
    text
}
