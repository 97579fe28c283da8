//! The checks, one file each.

pub mod acknowledged;
pub mod disputed;
pub mod inconsistent;
pub mod missing;
pub mod origins;
pub mod sources;
mod speakers;

#[cfg(test)]
pub use speakers::n_words as n_source_words;
