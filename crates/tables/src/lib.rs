//! What leaves a case as data: tables as CSV and Parquet, FollowTheMoney entities, a public data set.
//!
//! In: [`disclosure::Disclosed`], which only the gate makes. Out: bytes. No I/O, no clock, no randomness: the same disclosure gives
//! the same bytes. Start reading at [`export()`]; each format is one file. Which columns there are and what they mean is data
//! (`codebook/tables/columns.tsv`).

pub mod csv;
pub mod dataset;
pub mod disclosed;
mod export;
pub mod ftm;
pub mod parquet;
pub mod schema;
mod table;

pub use export::{ExportError, Format, Named, export, files};
pub use table::{Cell, Column, ColumnType, Table};

#[cfg(test)]
mod tests;
