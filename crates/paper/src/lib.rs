//! A paper: what stands in it and in which order, without how it looks; and two writers for it.
//!
//! In: a [`Paper`]. Out: [`html::write`], a page that needs nothing else; [`docx::write`], a file for word processors. PDF is
//! in `typeset`, apart because it takes long to compile. Every text of a paper may be foreign: [`Run::text`] and the writers
//! make sure that nothing in a name or a quotation is taken for an instruction. No I/O, no clock, no randomness.
//! Not here: what a paper says (see `drafting`).

pub mod clean;
pub mod docx;
pub mod html;
mod model;

pub use model::{Block, Cell, Column, Direction, Face, Field, Paper, Run, TitlePage, Words};

#[cfg(test)]
mod tests;
