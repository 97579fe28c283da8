//! `saksi add`: files into a case. Every original is stored before anything reads it, and each document is acknowledged by itself.

use super::{Outcome, say, usage};
use crate::CommandError;
use crate::document_reader::{DocumentReader, is_fatal, keep_panics_quiet};
use crate::progress::Progress;
use crate::session::{CaseChoice, Session, unexpected};
use crate::tools::{self, ToolChoice};
use crate::{inputs, side_by_side, terminal};
use casework::{Answer, DocumentRow, ReadBy, Refusal, Registration, Request, Why};
use domain::Reading;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use proposals::Readers;
use std::fs::File;
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const HELP: &str = include_str!("../../texts/add.txt");

/// What the arguments ask for.
#[derive(Default)]
struct Arguments {
    case: CaseChoice,
    files: Vec<PathBuf>,
    how: Registration,
    tools: ToolChoice,
    jobs: usize,
    quiet: bool,
    again: bool,
    each: bool,
}

/// How it went.
#[derive(Default)]
struct Count {
    fresh: usize,
    known: usize,
    not_taken: usize,
    read: usize,
    not_read: usize,
}

/// Adds what the arguments name.
pub fn run(arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match parse(arguments)? {
        Some(arguments) => add(&arguments),
        None => say(HELP),
    }
}

fn parse(mut parser: lexopt::Parser) -> Result<Option<Arguments>, CommandError> {
    let jobs = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut arguments = Arguments { jobs, ..Arguments::default() };
    let wrong = |error| usage(error, "add");
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('q') | Long("quiet") => arguments.quiet = true,
            Long("again") => arguments.again = true,
            Long("each") => arguments.each = true,
            Short('j') | Long("jobs") => {
                let jobs: NonZero<u16> = parser.value().and_then(|value| value.parse()).map_err(wrong)?;
                arguments.jobs = usize::from(jobs.get());
            }
            Long(name) => {
                let name = name.to_owned();
                take(&mut arguments, &name, &mut parser).map_err(wrong)?;
            }
            Value(folder) if arguments.case.folder.is_none() => arguments.case.folder = Some(folder.into()),
            Value(file) => arguments.files.push(file.into()),
            other => return Err(usage(other.unexpected(), "add")),
        }
    }
    arguments.case.folder("add")?;
    Ok(Some(arguments))
}

fn take(arguments: &mut Arguments, name: &str, parser: &mut lexopt::Parser) -> Result<(), lexopt::Error> {
    if arguments.case.unlocking.take(name, parser)? {
        return Ok(());
    }
    let mut text = || parser.value()?.string();
    match name {
        "source" => arguments.how.source = Some(text()?),
        "obtained" => arguments.how.obtained = Some(text()?),
        "consent" => arguments.how.consent = Some(text()?),
        "note" => arguments.how.notes.push(text()?),
        "model" => arguments.tools.model = Some(parser.value()?.into()),
        "codebook" => arguments.tools.codebook = Some(parser.value()?.into()),
        _ => return Err(Long(name).unexpected()),
    }
    Ok(())
}

fn add(arguments: &Arguments) -> Result<Outcome, CommandError> {
    let files = match arguments.files.is_empty() {
        true => Vec::new(),
        false => inputs::list(&arguments.files)?,
    };
    let mut session = arguments.case.open("add")?;
    let mut count = Count::default();
    register(arguments, &files, &mut session, &mut count)?;
    let unread = documents(&mut session, Request::Unread)?;
    if !unread.is_empty() || arguments.again {
        session = read(arguments, unread, session, &mut count)?;
    }
    session.close()?;
    tell(arguments, &files, &count)
}

fn documents(session: &mut Session, request: Request) -> Result<Vec<DocumentRow>, CommandError> {
    match session.ask("nothing was read", request)? {
        Answer::Documents { rows, .. } => Ok(rows),
        _ => Err(unexpected()),
    }
}

/// Says of one thing that it is on the disk, to whoever waits for it at the other end of a pipe.
fn acknowledge(arguments: &Arguments, line: std::fmt::Arguments<'_>) {
    if arguments.each {
        let mut output = std::io::stdout().lock();
        // Whoever does not listen any more is no reason to stop.
        drop(writeln!(output, "{line}").and_then(|()| output.flush()));
    }
}

/// Stores and registers the files, one after the other.
fn register(
    arguments: &Arguments,
    files: &[PathBuf],
    session: &mut Session,
    count: &mut Count,
) -> Result<(), CommandError> {
    let mut progress = Progress::new(files.len(), arguments.quiet);
    for file in files {
        match register_one(&arguments.how, file, session) {
            Ok((document, known)) => {
                let what = if known { "known" } else { "stored" };
                acknowledge(arguments, format_args!("{what} {document} {}", file.display()));
                if known { count.known += 1 } else { count.fresh += 1 }
            }
            // The file, not the case.
            Err(refusal) if refusal.why == Why::Unclear => {
                progress.say(&format!("saksi: {} was not added: {}", file.display(), refusal.message));
                count.not_taken += 1;
            }
            Err(refusal) => return Err(CommandError::refused(STOPPED, refusal)),
        }
        progress.step();
    }
    progress.finish(0);
    Ok(())
}

const STOPPED: &str =
    "not everything was added; what was acknowledged is safe, and the same command goes on from there";

/// The document, and whether the same bytes were there before.
fn register_one(how: &Registration, file: &Path, session: &mut Session) -> Result<(String, bool), Refusal> {
    let unreadable = |error: std::io::Error| {
        Refusal::new(Why::Unclear, format!("it cannot be read: {error}"), "check path and rights")
    };
    let mut bytes = File::open(file).map_err(unreadable)?;
    let metadata = bytes.metadata().map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(Refusal::new(Why::Unclear, "it is a folder that cannot be opened", "check path and rights"));
    }
    let registration = Registration { name: file.display().to_string(), ..how.clone() };
    let reply = session.ask_reading(Request::Register(registration), &mut bytes, metadata.len())?;
    match reply.answer {
        Answer::Registered { document, known } => Ok((document, known)),
        _ => Err(Refusal::new(Why::Locked, "the answer does not fit the request", "please report this")),
    }
}

/// Reads what was not read yet, side by side; each reading is recorded as soon as its turn has come.
fn read(
    arguments: &Arguments,
    mut unread: Vec<DocumentRow>,
    mut session: Session,
    count: &mut Count,
) -> Result<Session, CommandError> {
    let tools = tools::load(&arguments.tools).map_err(|error| CommandError { hint: kept(&error.hint), ..error })?;
    keep_panics_quiet();
    let (readers, read_by) = (Readers::default(), tools::read_by(&tools));
    if arguments.again {
        unread.extend(documents(&mut session, Request::Stale { read_by: read_by.clone() })?);
    }
    let session = Mutex::new(session);
    let mut progress = Progress::new(unread.len(), arguments.quiet);
    let done = side_by_side::run(
        &unread,
        arguments.jobs.min(unread.len()).max(1),
        || {
            let mut reader = DocumentReader::new(&tools, &readers);
            let session = &session;
            move |idx: usize, row: &DocumentRow| (idx, read_one(&mut reader, row, session))
        },
        |(idx, reading)| {
            let is_read = !reading.problems.iter().any(is_fatal);
            let row = unread.get(idx).ok_or_else(unexpected)?;
            let entry = record(row, &reading, &read_by, &mut held(&session))
                .map_err(|refusal| CommandError::refused(STOPPED, refusal))?;
            acknowledge(arguments, format_args!("read {} {entry}", row.record));
            if is_read {
                count.read += 1
            } else {
                count.not_read += 1
            }
            progress.step();
            Ok(())
        },
    );
    progress.finish(0);
    done?;
    Ok(session.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn kept(hint: &str) -> String {
    format!("{hint}; the documents are in the case, and `saksi add CASE` reads them then")
}

fn held(session: &Mutex<Session>) -> MutexGuard<'_, Session> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads the original that the case holds, not the file that it came from.
fn read_one(reader: &mut DocumentReader<'_>, row: &DocumentRow, session: &Mutex<Session>) -> Reading {
    let name = row.name.as_deref().unwrap_or_default();
    let original = held(session).ask_with(Request::Original { document: row.record.clone() }, &[]);
    match original {
        Ok(reply) => reader.read_bytes(reply.body, name),
        Err(refusal) => DocumentReader::unreadable(name, &refusal.message),
    }
}

fn record(row: &DocumentRow, reading: &Reading, read_by: &ReadBy, session: &mut Session) -> Result<String, Refusal> {
    let request = Request::Record {
        document: row.record.clone(),
        sha256: row.sha256.clone().unwrap_or_default(),
        read_by: read_by.clone(),
        problems: reading.problems.iter().map(|problem| problem.code.clone()).collect(),
    };
    match session.ask_with(request, records::reading_to_json(reading).as_bytes())?.answer {
        Answer::Recorded { entry } => Ok(entry),
        _ => Err(Refusal::new(Why::Locked, "the answer does not fit the request", "please report this")),
    }
}

fn tell(arguments: &Arguments, files: &[PathBuf], count: &Count) -> Result<Outcome, CommandError> {
    let folder = arguments.case.folder("add")?.display();
    let documents = |n: usize| terminal::count(n as i64, "document", "documents");
    let mut text = match files.is_empty() {
        true => String::new(),
        false => format!("added {}", documents(count.fresh)),
    };
    if count.known > 0 {
        let are = if count.known == 1 { "was there already and is" } else { "were there already and are" };
        text += &format!("; {} with the same bytes {are} not kept twice", documents(count.known));
    }
    if count.not_taken > 0 {
        text += &format!("; {} could not be added", count.not_taken);
    }
    let read = match (count.read, count.not_read) {
        (0, 0) if files.is_empty() && !arguments.again => {
            format!("everything in {folder} has been read; to add more: saksi add {folder} FILE...\n")
        }
        (0, 0) if arguments.again => {
            "nothing to read again: this program, with this model and codebook, read all of it\n".to_owned()
        }
        (0, 0) => String::new(),
        (read, 0) => format!("read {}\n", documents(read)),
        (read, not_read) => {
            let why = format!("`saksi list {folder} --problems` says why");
            format!("read {}; {not_read} could not be read, {why}\n", documents(read))
        }
    };
    text += if text.is_empty() { "" } else { "\n" };
    say(&(text + &read))?;
    let is_whole = count.not_read == 0 && count.not_taken == 0;
    Ok(if is_whole { Outcome::Done } else { Outcome::SomeNotRead })
}
