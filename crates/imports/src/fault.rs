//! What is wrong with something that was to be imported: where, and what to do. Never quotes a cell: it may hold a name.

use std::fmt;

/// More faults are counted and not told one by one.
pub const MAX_TOLD: usize = 20;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The header of the cell.
    pub header: Option<String>,
    /// What is wrong.
    pub says: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if let Some(header) = &self.header {
            write!(f, " (\"{header}\")")?;
        }
        write!(f, ": {}", self.says)
    }
}

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The bytes are not what their encoding says.
    #[error("line {line}, column {column}: {says}")]
    Encoding {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What it looks like, and how to import it.
        says: String,
    },
    /// The mapping cannot be read.
    #[error("the mapping, line {line}, column {column}: {says}")]
    Mapping {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What is wrong.
        says: String,
    },
    /// The mapping does not fit the table.
    #[error("the mapping does not fit the table: {}", listed(faults, *more))]
    NoFit {
        /// Some of what is wrong.
        faults: Vec<Fault>,
        /// How many more there are.
        more: usize,
    },
    /// Rows that cannot be taken in.
    #[error("{}", listed(faults, *more))]
    Rows {
        /// Some of what is wrong.
        faults: Vec<Fault>,
        /// How many more there are.
        more: usize,
    },
    /// There is nothing.
    #[error("there are no rows")]
    Empty,
}

fn listed(faults: &[Fault], more: usize) -> String {
    let mut lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n       ")
}

/// Faults, of which the first ones are kept and the others counted.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    told: Vec<Fault>,
    more: usize,
}

impl Faults {
    /// One more, at a byte of a text.
    pub fn add(&mut self, text: &str, byte: usize, header: Option<&str>, says: impl Into<String>) {
        if self.told.len() >= MAX_TOLD {
            self.more += 1;
            return;
        }
        let (line, column) = place(text, byte);
        self.told.push(Fault { line, column, header: header.map(str::to_owned), says: says.into() });
    }

    /// An error when there are any.
    pub fn check(self, error: fn(Vec<Fault>, usize) -> ImportError) -> Result<(), ImportError> {
        if self.told.is_empty() { Ok(()) } else { Err(error(self.told, self.more)) }
    }
}

/// Rows that cannot be taken in.
pub fn in_rows(faults: Vec<Fault>, more: usize) -> ImportError {
    ImportError::Rows { faults, more }
}

/// A mapping that does not fit.
pub fn no_fit(faults: Vec<Fault>, more: usize) -> ImportError {
    ImportError::NoFit { faults, more }
}

/// Line and column of a byte, both from 1; the column in characters.
#[must_use]
pub fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let begins = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before.get(begins..).unwrap_or_default().chars().count() + 1)
}
