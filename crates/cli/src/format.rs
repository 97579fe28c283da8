//! What `saksi read` hands out: JSON Lines, a listing, or a page.

use crate::CommandError;
use crate::error::ErrorKind;
use crate::output::Output;
use domain::Reading;
use pipeline::Tools;
use report::{Labels, Overview, Section, Sources};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};
use std::path::Path;
use std::str::FromStr;

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One record a line.
    Json,
    /// A listing for a terminal.
    Text,
    /// One self-contained page.
    Html,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        match name {
            "json" => Ok(Format::Json),
            "text" => Ok(Format::Text),
            "html" => Ok(Format::Html),
            _ => Err("the formats are json, text and html".to_owned()),
        }
    }
}

/// One reading in a format, ready to be written in its turn.
pub enum Rendered {
    /// As it is.
    Plain(String),
    /// Part of a page whose head is only known at the end.
    Section(Box<Section>),
}

impl Format {
    /// One reading in this form. `number` counts documents from 1.
    pub fn render(self, number: usize, reading: &Reading, labels: &Labels) -> Rendered {
        match self {
            Format::Json => Rendered::Plain(records::reading_to_json(reading) + "\n"),
            Format::Text => Rendered::Plain(report::listing(number, reading, labels) + "\n"),
            Format::Html => Rendered::Section(Box::new(report::document_section(number, reading, labels))),
        }
    }
}

/// Takes rendered readings in order and writes them; holds none.
pub struct Sheet<'a> {
    labels: &'a Labels,
    page: Option<Page>,
}

/// A page whose sections wait in a file without a name until its head is known.
struct Page {
    overview: Overview,
    sections: BufWriter<File>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub fn new(format: Format, labels: &'a Labels) -> Result<Sheet<'a>, CommandError> {
        let page = match format {
            Format::Json | Format::Text => None,
            Format::Html => Some(Page { overview: Overview::new(), sections: BufWriter::new(spool()?) }),
        };
        Ok(Sheet { labels, page })
    }

    /// Adds one reading.
    pub fn add(&mut self, rendered: Rendered, output: &mut Output) -> Result<(), CommandError> {
        match (rendered, &mut self.page) {
            (Rendered::Section(section), Some(page)) => {
                page.overview.add(section.summary);
                page.sections.write_all(section.html.as_bytes()).map_err(spool_error)
            }
            (Rendered::Section(section), None) => output.write(&section.html),
            (Rendered::Plain(text), _) => {
                output.write(&text)?;
                output.flush()
            }
        }
    }

    /// Writes what can only be known at the end.
    pub fn finish(self, tools: &Tools, output: &mut Output) -> Result<(), CommandError> {
        let Some(Page { overview, sections }) = self.page else { return Ok(()) };
        output.write(&overview.head(self.labels))?;
        let mut sections = sections.into_inner().map_err(|error| spool_error(error.into_error()))?;
        sections.rewind().map_err(spool_error)?;
        copy_lines(BufReader::new(sections), output)?;
        let codebook = tools.codebook.hash();
        let sources = Sources {
            version: env!("CARGO_PKG_VERSION"),
            codebook: codebook.get(..19).unwrap_or(&codebook),
            places: tools.gazetteer.attribution(),
        };
        output.write(&overview.foot(&sources))
    }
}

fn copy_lines(mut sections: BufReader<File>, output: &mut Output) -> Result<(), CommandError> {
    let mut line = String::new();
    while sections.read_line(&mut line).map_err(spool_error)? > 0 {
        output.write(&line)?;
        line.clear();
    }
    Ok(())
}

/// A file that nobody else can open and that is gone when the program ends, however it ends.
fn spool() -> Result<File, CommandError> {
    tempfile::tempfile().map_err(spool_error)
}

fn spool_error(source: std::io::Error) -> CommandError {
    let folder = std::env::temp_dir();
    let kind = ErrorKind::Output(Path::new(&folder).display().to_string());
    CommandError::new(kind, source, "free some space there, or set TMPDIR to a folder that has more")
}
