//! Tables and FollowTheMoney entities of others, as readings: each row a passage, each fact tied to its row, told apart from what
//! a program read in a text (`"source": "import"`, rule `import/NAME`).
//!
//! In: bytes, a [`Mapping`]. Out: [`Piece`]s, or what is wrong with line and column; all rows are checked before anything is given.
//! Pure: no I/O, no clock, no randomness. Start reading at [`table::Table`] and [`ftm::Entities`]. Not here: keeping them in a case.

pub mod dates;
pub mod decode;
mod fault;
pub mod fields;
pub mod ftm;
pub mod mapping;
mod reading;
pub mod rows;
pub mod suggest;
pub mod table;

#[cfg(test)]
mod tests;

pub use decode::decode;
pub use fault::{Fault, ImportError, MAX_TOLD};
pub use mapping::Mapping;

use domain::PlaceFix;
use std::collections::BTreeSet;

/// More rows are not taken in at once.
pub const MAX_ROWS: usize = 2_000_000;
/// So many rows are one document of a longer table.
pub const ROWS_IN_PIECE: usize = 1000;
/// Longest cell, bytes.
pub const MAX_CELL: usize = 32_768;

/// What must be known beside a table.
pub struct Known<'k> {
    /// The terms of the codebook.
    pub act_types: &'k BTreeSet<String>,
    /// Where a place lies: name and country, where known. None when it is not known, or could be several.
    pub locate: &'k dyn Fn(&str, Option<&str>) -> Option<PlaceFix>,
}

/// A document with its reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name.
    pub name: String,
    /// IANA media type.
    pub media_type: String,
    /// Its text.
    pub text: String,
    /// Its reading as JSON, version 1.
    pub record: String,
}

/// What was found in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows, or entities.
    pub n_rows: usize,
    /// Acts.
    pub n_acts: usize,
}
