//! `saksi checkpoint`: signs how far the log of this installation goes, and keeps what an authority says about it.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::session::unexpected;
use crate::terminal::minute;
use casework::{Answer, Request, Stamp};
use std::fmt::Write as _;
use std::path::Path;

const HELP: &str = include_str!("../../texts/checkpoint.txt");
const OPTIONS: Options = Options {
    command: "checkpoint",
    flags: &[],
    valued: &["timestamp-request", "timestamp-reply", "of", "timestamps"],
};
const NOT_SIGNED: &str = "nothing was signed";
const NOT_KEPT: &str = "no time stamp was kept";

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let Some(arguments) = CaseArguments::parse(parser, OPTIONS)? else { return say(HELP) };
    let value = |name: &str| arguments.value(name);
    match (value("timestamp-request"), value("timestamp-reply"), value("timestamps")) {
        (None, None, None) => checkpoint(&arguments),
        (Some(file), None, None) => request(&arguments, Path::new(&file)),
        (None, Some(file), None) => keep(&arguments, file),
        (None, None, Some(folder)) => give_out(&arguments, Path::new(&folder)),
        _ => Err(CommandError::usage("one of the time stamp options at a time", "checkpoint")),
    }
}

fn checkpoint(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("checkpoint")?;
    let answer = session.ask(NOT_SIGNED, Request::Checkpoint)?;
    session.close()?;
    let Answer::Text { text } = answer else { return Err(unexpected()) };
    say(&text)
}

fn request(arguments: &CaseArguments, file: &Path) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("checkpoint")?;
    let reply = session.ask_with(Request::TimestampRequest, &[]);
    let reply = reply.map_err(|refusal| CommandError::refused(NOT_SIGNED, refusal))?;
    session.close()?;
    let Answer::Text { text } = reply.answer else { return Err(unexpected()) };
    std::fs::write(file, reply.body).map_err(|error| CommandError::output(file, error))?;
    say(&text)
}

fn keep(arguments: &CaseArguments, file: String) -> Result<Outcome, CommandError> {
    let of = arguments.value("of").ok_or_else(|| CommandError::usage("--of CHECKPOINT is missing", "checkpoint"))?;
    let hint = "check path and rights";
    let checkpoint = std::fs::read_to_string(&of);
    let checkpoint = checkpoint.map_err(|error| CommandError::new(ErrorKind::Input(of), error, hint))?;
    let reply = std::fs::read(&file).map_err(|error| CommandError::new(ErrorKind::Input(file), error, hint))?;
    let mut session = arguments.case.open("checkpoint")?;
    let kept = session.ask_with(Request::KeepTimestamp { checkpoint }, &reply);
    kept.map_err(|refusal| CommandError::refused(NOT_KEPT, refusal))?;
    session.close()?;
    say(KEPT)
}

const KEPT: &str = "kept with its checkpoint. That it is for this checkpoint was checked; whether the authority signed it tells:\n\
    openssl ts -verify -data CHECKPOINT -in REPLY -CAfile CERTIFICATE-OF-THE-AUTHORITY\n";

/// Writes every checkpoint and its time stamp to files, for somebody who checks them.
fn give_out(arguments: &CaseArguments, folder: &Path) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("checkpoint")?;
    let answer = session.ask("no time stamps can be given out", Request::Timestamps)?;
    session.close()?;
    let Answer::Timestamps { stamps } = answer else { return Err(unexpected()) };
    if stamps.is_empty() {
        return say("no time stamps are kept\n");
    }
    std::fs::create_dir_all(folder).map_err(|error| CommandError::output(folder, error))?;
    let mut text = String::new();
    for (number, Stamp { checkpoint, reply, time }) in (1..).zip(stamps) {
        let files = [(format!("{number}.checkpoint"), checkpoint.into_bytes()), (format!("{number}.tsr"), reply)];
        for (name, bytes) in &files {
            let file = folder.join(name);
            std::fs::write(&file, bytes).map_err(|error| CommandError::output(&file, error))?;
        }
        let _never_fails = writeln!(text, "{} and {}: {} UTC", files[0].0, files[1].0, minute(time));
    }
    say(&text)
}
