//! `saksi member`: who has a key to a case.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::passphrase::{ask, from_descriptor, is_somebody_there};
use crate::session::{Session, unexpected};
use crate::terminal::{day, line, short};
use casework::{Answer, Hidden, Request};
use lexopt::prelude::Value;
use std::fmt::Write as _;

const HELP: &str = include_str!("../../texts/member.txt");
const OPTIONS: Options = Options { command: "member", flags: &[], valued: &["name", "new-passphrase-fd", "reason"] };

/// Does what the arguments say.
pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let action = match parser.next().map_err(|error| super::usage(error, "member"))? {
        Some(Value(action)) => action.to_string_lossy().into_owned(),
        _ => return say(HELP),
    };
    let Some(arguments) = CaseArguments::parse(parser, OPTIONS)? else { return say(HELP) };
    match action.as_str() {
        "list" => list(&arguments),
        "add" => add(&arguments),
        "remove" => remove(&arguments),
        "shares" => shares(&arguments),
        _ => Err(CommandError::usage(format!("`member {action}` is not one of: list, add, remove, shares"), "member")),
    }
}

fn list(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("member")?;
    let answer = session.ask("the members cannot be listed", Request::Members)?;
    session.close()?;
    let Answer::Members { rows } = answer else { return Err(unexpected()) };
    let mut text = String::new();
    for row in rows {
        let name = row.name.as_deref().map_or_else(|| "(founder)".to_owned(), |name| line(name, 40));
        let role = row.role.as_deref().map(|role| format!(", {}", line(role, 30))).unwrap_or_default();
        let removed = row.removed.map(|time| format!(", removed {}", day(time))).unwrap_or_default();
        let name = if row.role.as_deref() == Some("recovery") { "(shares)".to_owned() } else { name };
        let _never_fails =
            writeln!(text, "{}  {name}{role}, added {}{removed}", short(&row.signing_key), day(row.added));
    }
    say(&text)
}

fn add(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let Some(name) = arguments.value("name") else {
        return Err(CommandError::usage("no name was given: --name NAME", "member"));
    };
    let mut session = arguments.case.open("member")?;
    let passphrase = match arguments.value("new-passphrase-fd") {
        Some(descriptor) => from_descriptor(
            descriptor.parse().map_err(|_| CommandError::usage("--new-passphrase-fd takes a number", "member"))?,
        )?,
        None => typed_twice()?,
    };
    let passphrase = Hidden((*passphrase).clone());
    entry(&mut session, "nobody was added", Request::AddMember { name, passphrase })?;
    session.close()?;
    say("added; give them a copy of the folder, they open it with their own passphrase\n")
}

fn typed_twice() -> Result<zeroize::Zeroizing<String>, CommandError> {
    eprintln!(
        "The new member types a passphrase of their own; one made by chance is:\n\n    {}\n",
        &*casework::generate_passphrase()
    );
    let typed = ask("Passphrase of the new member: ")?;
    if typed != ask("The same once more: ")? {
        return Err(CommandError::usage("the two passphrases are not the same", "member"));
    }
    Ok(typed)
}

fn remove(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let member = arguments.word("member", "member")?.to_owned();
    let mut session = arguments.case.open("member")?;
    entry(&mut session, "nobody was removed", Request::RemoveMember { member, reason: arguments.value("reason") })?;
    session.close()?;
    say(
        "removed: what is recorded from now on has a new key. What that person copied before stays readable for them.\n",
    )
}

/// New recovery shares, shown once and rehearsed. Never through a vault: they would open the case for ever.
fn shares(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let not_made =
        |why: &str, hint: &str| CommandError::new(ErrorKind::Case("no recovery shares were made"), why, hint);
    if !is_somebody_there() {
        return Err(not_made("nobody is there to write them down", "run it in a terminal"));
    }
    match arguments.case.open("member")? {
        Session::Here(mut case) => {
            super::new::rehearsed(&mut case)?;
            Session::Here(case).close()?;
            say("earlier shares no longer open the case\n")
        }
        #[cfg(target_os = "linux")]
        Session::Vault(_) => Err(not_made("the case is unlocked", "lock it first: saksi lock CASE")),
    }
}

fn entry(session: &mut Session, what: &'static str, request: Request) -> Result<(), CommandError> {
    match session.ask(what, request)? {
        Answer::Entry { .. } => Ok(()),
        _ => Err(unexpected()),
    }
}
