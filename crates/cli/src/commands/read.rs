//! `saksi read`: files to records, a listing or a page.

use super::{Outcome, say, usage};
use crate::CommandError;
use crate::document_reader::{DocumentReader, is_fatal, keep_panics_quiet};
use crate::format::{Format, Sheet};
use crate::output::Output;
use crate::progress::Progress;
use crate::readers::ReaderChoice;
use crate::tools::{self, ToolChoice};
use crate::{inputs, side_by_side};
use domain::Reading;
use gazetteer::GazetteerError;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use std::num::NonZero;
use std::path::PathBuf;

const HELP: &str = include_str!("../../texts/read.txt");

/// What the arguments ask for.
struct Request {
    inputs: Vec<PathBuf>,
    format: Format,
    output: Option<PathBuf>,
    tools: ToolChoice,
    readers: ReaderChoice,
    jobs: usize,
    quiet: bool,
}

/// Reads what the arguments name.
pub fn run(arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match request(arguments)? {
        Some(request) => read(request),
        None => say(HELP),
    }
}

/// `None` when only help is asked for.
fn request(mut arguments: lexopt::Parser) -> Result<Option<Request>, CommandError> {
    let jobs = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut request = Request {
        inputs: Vec::new(),
        format: Format::Json,
        output: None,
        tools: ToolChoice::default(),
        readers: ReaderChoice::default(),
        jobs,
        quiet: false,
    };
    let wrong = |error| usage(error, "read");
    while let Some(argument) = arguments.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('f') | Long("format") => {
                request.format = arguments.value().and_then(|value| value.parse()).map_err(wrong)?;
            }
            Short('o') | Long("output") => request.output = Some(arguments.value().map_err(wrong)?.into()),
            Long("model") => request.tools.model = Some(arguments.value().map_err(wrong)?.into()),
            Long("codebook") => request.tools.codebook = Some(arguments.value().map_err(wrong)?.into()),
            Short('j') | Long("jobs") => {
                let jobs: NonZero<u16> = arguments.value().and_then(|value| value.parse()).map_err(wrong)?;
                request.jobs = usize::from(jobs.get());
            }
            Short('q') | Long("quiet") => request.quiet = true,
            Value(path) => request.inputs.push(path.into()),
            Long(name) => {
                let name = name.to_owned();
                if !request.readers.take(&name, &mut arguments).map_err(wrong)? {
                    return Err(wrong(lexopt::Error::UnexpectedOption(format!("--{name}"))));
                }
            }
            other @ Short(_) => return Err(usage(other.unexpected(), "read")),
        }
    }
    if request.inputs.is_empty() {
        return Err(CommandError::usage("no file or folder was named", "read"));
    }
    Ok(Some(request))
}

fn read(request: Request) -> Result<Outcome, CommandError> {
    let inputs = inputs::list(&request.inputs)?;
    let mut output = Output::open(request.output.as_deref())?;
    let tools = tools::load(&request.tools)?;
    let readers = request.readers.open(&tools.codebook)?;
    keep_panics_quiet();
    if tools.gazetteer.is_empty() && !request.quiet {
        eprintln!("saksi: {}", GazetteerError::NotInstalled);
    }
    let labels = tools::labels(&tools.codebook)?;
    let mut sheet = Sheet::new(request.format, &labels)?;
    let mut progress = Progress::new(inputs.len(), request.quiet || output.is_terminal());
    let mut n_not_read = 0;
    side_by_side::run(
        &inputs,
        request.jobs.min(inputs.len()).max(1),
        || {
            let mut reader = DocumentReader::new(&tools, &readers);
            let (format, labels) = (request.format, &labels);
            move |path_idx: usize, path: &PathBuf| {
                let reading = reader.read(path);
                (is_read(&reading), format.render(path_idx + 1, &reading, labels))
            }
        },
        |(is_read, rendered)| {
            n_not_read += usize::from(!is_read);
            progress.step();
            sheet.add(rendered, &mut output)
        },
    )?;
    sheet.finish(&tools, &mut output)?;
    output.finish()?;
    progress.finish(n_not_read);
    Ok(if n_not_read == 0 { Outcome::Done } else { Outcome::SomeNotRead })
}

/// Whether anything of the document was read.
fn is_read(reading: &Reading) -> bool {
    !reading.problems.iter().any(is_fatal)
}
