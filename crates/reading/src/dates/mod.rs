//! When a text was published: every trace, how far it can be trusted, and what follows from all of them.

mod chronology;
mod evidence;
mod parse;
#[cfg(test)]
mod tests;

pub use chronology::headings;
pub use evidence::{Lines, conclude, from_address, from_lines, from_structured, from_times, is_bare};
pub use parse::{Order, find};
