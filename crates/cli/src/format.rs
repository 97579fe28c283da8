//! What `saksi read` hands out: JSON Lines, a listing, or a page.

use crate::CommandError;
use crate::output::Output;
use codebook::Codebook;
use domain::Reading;
use std::str::FromStr;

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One record a line.
    Json,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        match name {
            "json" => Ok(Format::Json),
            _ => Err("the formats are json, text and html".to_owned()),
        }
    }
}

impl Format {
    /// One reading in this form. `number` counts documents from 0.
    pub fn render(self, _number: usize, reading: &Reading, _codebook: &Codebook) -> String {
        match self {
            Format::Json => records::reading_to_json(reading) + "\n",
        }
    }
}

/// Takes rendered readings in order and writes them.
pub struct Sheet {}

impl Sheet {
    /// An empty sheet.
    pub fn new(_format: Format, _codebook: &Codebook) -> Sheet {
        Sheet {}
    }

    /// Adds one reading.
    pub fn add(&mut self, rendered: String, output: &mut Output) -> Result<(), CommandError> {
        output.write(&rendered)?;
        output.flush()
    }

    /// Writes what can only be known at the end.
    pub fn finish(self, _output: &mut Output) -> Result<(), CommandError> {
        Ok(())
    }
}
