//! What is known about a text besides its words: title, signature, publisher, where it came from, language.

mod byline;
mod language;
mod masthead;
mod origin;
mod structured;
#[cfg(test)]
mod tests;
mod title;

pub use byline::{byline_of, bylines, clean_name};
pub use language::language_of;
pub use origin::{Agencies, origins, signed_by};
pub use structured::Structured;
pub use title::{bare_title, headline_place, site_of};
