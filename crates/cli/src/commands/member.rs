//! `saksi member`: who has a key to a case.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::passphrase::{ask, from_descriptor, is_somebody_there};
use crate::session::{Session, unexpected};
use crate::terminal::{day, line, short};
use casework::{Answer, Effort, Hidden, Request};
use lexopt::prelude::Value;
use std::fmt::Write as _;

const HELP: &str = include_str!("../../texts/member.txt");
const OPTIONS: Options = Options {
    command: "member",
    flags: &["less-memory"],
    valued: &["name", "new-passphrase-fd", "reason", "out", "request", "fingerprint"],
};

/// Does what the arguments say.
pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let action = match parser.next().map_err(|error| super::usage(error, "member"))? {
        Some(Value(action)) => action.to_string_lossy().into_owned(),
        _ => return say(HELP),
    };
    let Some(arguments) = CaseArguments::parse_loosely(parser, OPTIONS)? else { return say(HELP) };
    if action == "request" {
        return request(&arguments);
    }
    arguments.case.folder("member")?;
    match action.as_str() {
        "list" => list(&arguments),
        "add" if arguments.value("request").is_some() => add_by_request(&arguments),
        "add" => add(&arguments),
        "remove" => remove(&arguments),
        "shares" => shares(&arguments),
        _ => Err(CommandError::usage(
            format!("`member {action}` is not one of: list, request, add, remove, shares"),
            "member",
        )),
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
    let passphrase = new_passphrase(arguments)?;
    let passphrase = Hidden((*passphrase).clone());
    entry(&mut session, NOBODY, Request::AddMember { name, passphrase })?;
    session.close()?;
    say("added; give them a copy of the folder, they open it with their own passphrase\n")
}

/// Makes keys for oneself, to become a member of a case that somebody else has.
fn request(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let out = arguments.value("out").ok_or_else(|| CommandError::usage("--out FILE is missing", "member"))?;
    crate::session::harden();
    let passphrase = new_passphrase(arguments)?;
    let effort = if arguments.has("less-memory") { Effort::FLOOR } else { Effort::USUAL };
    let request = casework::member_request(&passphrase, effort);
    let request = request.map_err(|refusal| CommandError::refused("no keys were made", refusal))?;
    let failed = |error| CommandError::output(std::path::Path::new(&out), error);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&out).map_err(failed)?;
    std::io::Write::write_all(&mut file, request.text.as_bytes()).map_err(failed)?;
    say(&format!(
        "wrote {out}; send it to a member of the case, and read these digits to them by another way:\n\n    {}\n\n\
         Keep your passphrase: with it you open the bundle of the case that they send you.\n",
        request.fingerprint
    ))
}

/// Adds whoever sent a request, after the digits were compared.
fn add_by_request(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let Some(name) = arguments.value("name") else {
        return Err(CommandError::usage("no name was given: --name NAME", "member"));
    };
    let file = arguments.value("request").unwrap_or_default();
    let hint = "give the file that `saksi member request` wrote";
    let text = std::fs::read_to_string(&file);
    let text = text.map_err(|error| CommandError::new(ErrorKind::Input(file), error, hint))?;
    let fingerprint = match arguments.value("fingerprint") {
        Some(digits) => digits,
        None => read_out(&text)?,
    };
    let mut session = arguments.case.open("member")?;
    entry(&mut session, NOBODY, Request::AddCandidate { name, request: text, fingerprint })?;
    session.close()?;
    let case = arguments.case.folder("member")?.display();
    say(&format!(
        "added; to give them the case: saksi bundle {case} --to THEIR-RECIPIENT --out FILE\n\
         they open it with their own passphrase: saksi merge FOLDER FILE --identity KEYFILE\n"
    ))
}

/// Somebody at the terminal types the digits that the sender read to them; showing them would be an invitation not to ask.
fn read_out(request: &str) -> Result<String, CommandError> {
    casework::fingerprint(request).map_err(|refusal| CommandError::refused(NOBODY, refusal))?;
    if !is_somebody_there() {
        let what = "--fingerprint DIGITS is missing: the twenty digits that the sender of the request reads to you";
        return Err(CommandError::usage(what, "member"));
    }
    eprint!("The twenty digits that the sender of the request reads to you: ");
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| CommandError::new(ErrorKind::Input("the terminal".to_owned()), error, "try again"))?;
    Ok(line)
}

const NOBODY: &str = "nobody was added";

fn new_passphrase(arguments: &CaseArguments) -> Result<zeroize::Zeroizing<String>, CommandError> {
    let Some(descriptor) = arguments.value("new-passphrase-fd") else { return typed_twice() };
    let number = descriptor.parse();
    from_descriptor(number.map_err(|_| CommandError::usage("--new-passphrase-fd takes a number", "member"))?)
}

fn typed_twice() -> Result<zeroize::Zeroizing<String>, CommandError> {
    if !is_somebody_there() {
        let hint =
            "give --new-passphrase-fd N, such as `--new-passphrase-fd 3 3<FILE`, when no terminal is there to ask on";
        return Err(CommandError::new(ErrorKind::Case(NOBODY), "there is no passphrase of the new member", hint));
    }
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
