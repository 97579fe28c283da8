//! `saksi estimate`: how many are on no list, or why nothing can be told.

mod answer;

use super::{Outcome, say, usage};
use crate::CommandError;
use crate::error::ErrorKind;
use crate::output::Output;
use crate::terminal::printable;
use answer::{Answer, Estimated};
use askama::Template as _;
use estimation::latent::Settings;
use estimation::picture::{self, Series};
use estimation::table;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

const HELP: &str = include_str!("../../texts/estimate.txt");

/// Largest table, bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// The seed when none is given.
const SEED: u64 = 1;

/// What the arguments ask for.
#[derive(Debug)]
struct Request {
    path: PathBuf,
    apart: Option<PathBuf>,
    lists: Vec<String>,
    seed: u64,
    svg: Option<PathBuf>,
    output: Option<PathBuf>,
    json: bool,
}

/// Estimates from the table that the arguments name.
pub fn run(arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match request(arguments)? {
        Some(request) => estimate(&request),
        None => say(HELP),
    }
}

fn request(mut arguments: lexopt::Parser) -> Result<Option<Request>, CommandError> {
    let wrong = |error| usage(error, "estimate");
    let mut request = Request {
        path: PathBuf::new(),
        apart: None,
        lists: Vec::new(),
        seed: SEED,
        svg: None,
        output: None,
        json: false,
    };
    let mut path = None;
    while let Some(argument) = arguments.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("lists") => {
                let names = arguments.value().and_then(|value| value.string()).map_err(wrong)?;
                request.lists = names.split(',').map(|name| name.trim().to_owned()).collect();
            }
            Long("apart") => request.apart = Some(arguments.value().map_err(wrong)?.into()),
            Long("seed") => request.seed = arguments.value().and_then(|value| value.parse()).map_err(wrong)?,
            Long("svg") => request.svg = Some(arguments.value().map_err(wrong)?.into()),
            Long("output") => request.output = Some(arguments.value().map_err(wrong)?.into()),
            Long("json") => request.json = true,
            Value(value) if path.is_none() => path = Some(value.into()),
            other => return Err(usage(other.unexpected(), "estimate")),
        }
    }
    request.path = path.ok_or_else(|| CommandError::usage("no table was named", "estimate"))?;
    Ok(Some(request))
}

fn estimate(request: &Request) -> Result<Outcome, CommandError> {
    let settings = Settings { seed: request.seed, ..Settings::default() };
    let paths = [Some(&request.path), request.apart.as_ref()];
    let tables = paths.into_iter().flatten().map(|path| read(path, &request.lists)).collect::<Result<Vec<_>, _>>()?;
    let tables: Vec<Estimated> = tables.into_iter().map(|table| table.estimate(settings)).collect();
    let answer = Answer::new(&tables, request.seed);
    let shown = match request.json {
        true => format!("{}\n", answer.json()),
        false => printable(&answer.render().unwrap_or_default()),
    };
    if let Some(path) = &request.svg {
        write(Some(path), &picture::svg(&series(&tables, &answer)))?;
    }
    write(request.output.as_deref(), &shown)?;
    Ok(Outcome::Done)
}

fn series<'a>(tables: &'a [Estimated], answer: &'a Answer) -> Vec<Series<'a>> {
    let names = answer.tables.iter().map(|table| table.name.as_deref());
    let drawn = tables.iter().zip(names);
    drawn.map(|(one, name)| Series { name, people: one.table.lists.people(), report: &one.report }).collect()
}

fn write(path: Option<&Path>, text: &str) -> Result<(), CommandError> {
    let mut output = Output::open(path)?;
    output.write(text)?;
    output.finish()
}

/// A table as it was read.
struct Read {
    path: String,
    hash: String,
    table: table::Table,
}

impl Read {
    fn estimate(self, settings: Settings) -> Estimated {
        let report = estimation::estimate(&self.table.lists, settings);
        Estimated { path: self.path, hash: self.hash, table: self.table, report }
    }
}

fn read(path: &Path, lists: &[String]) -> Result<Read, CommandError> {
    let shown = path.display().to_string();
    let cannot = |source: std::io::Error| {
        let hint = "name a table saved as CSV; see `saksi estimate --help`";
        CommandError::new(ErrorKind::Input(shown.clone()), source, hint)
    };
    let size = std::fs::metadata(path).map_err(cannot)?.len();
    if size > MOST_BYTES {
        let hint = "count the people with the same lists, and give one row for each combination with a column `n`";
        return Err(CommandError::new(ErrorKind::Input(shown), "it is larger than 256 MB", hint));
    }
    let bytes = std::fs::read(path).map_err(cannot)?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    match table::read(&bytes, lists) {
        Ok(table) => Ok(Read { path: shown, hash, table }),
        Err(error) => {
            let hint = "mend the table; `saksi estimate --help` says how it must look";
            Err(CommandError::new(ErrorKind::Input(shown), error, hint))
        }
    }
}
