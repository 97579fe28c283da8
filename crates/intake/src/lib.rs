//! Forms that a person fills in offline and sends by any safe channel, and what comes back of them.
//!
//! [`Form`] is written as a text or as a page that needs no script and asks nothing of the network ([`write_text`], [`write_page`]).
//! It has a number drawn by chance and nothing that tells of a case. [`read`] takes back what was filled in, strictly: what does not
//! fit is refused with line and column, and nothing of it is taken. The questions are data (`codebook/intake/questions.tsv`).
//! No I/O, no clock; chance is passed in. Not here: the queue in which it waits (`casework`).

mod filled;
mod number;
mod page;
mod questions;
mod read;
mod saved;
mod text;

pub use filled::{CONSENTS, Filled};
pub use number::Number;
pub use page::write_page;
pub use questions::{LANGUAGES, Questions};
pub use read::{FormError, Place, read};
pub use text::write_text;

/// A form that is given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its number.
    pub number: Number,
    /// `en`, `km`, `th` or `id`.
    pub language: String,
}

/// The version of the form that this program writes and reads.
pub const VERSION: u32 = 1;
/// Longest form that is read, bytes.
pub const MAX_FORM: usize = 1_000_000;

#[cfg(test)]
mod tests;
