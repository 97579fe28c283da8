//! Readings as things that people read: one self-contained page, or a terminal listing.
//!
//! In: [`domain::Reading`]s, one after the other, and [`Labels`]. Out: text. Nothing here holds more than one reading:
//! a page is the sections of [`document_section`] in order, between [`Overview::head`] and [`Overview::foot`].
//! Words that a user reads stand in `templates/` and in `codebook/labels/`.
//! Not here: records for programs (see `records`), dossiers and tables of a case.

mod document_view;
mod duration;
mod facts;
mod labels;
mod listing;
mod marks;
mod overview;
mod people;
mod proposed;
mod timeline;
mod when;

pub use document_view::{Section, document_section};
pub use labels::Labels;
pub use listing::listing;
pub use overview::{Overview, Sources, Summary};

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
