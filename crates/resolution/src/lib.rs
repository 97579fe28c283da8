//! Across documents: who is the same person, which texts are one text, which acts are one event.
//!
//! In: a [`Digest`] of each document, made from its record (`docs/records.md`), and what people decided. Out: candidates
//! with reasons, never decisions ([`result`]). No I/O, no clock, no randomness; the same input gives the same result in any
//! order. Spans are code points of `document.text`, as in the records. Not here: what a number of sources means (see
//! `assessment`), and who decides (see `casework`).

pub mod calibration;
pub mod cluster;
pub mod digest;
pub mod events;
pub mod families;
pub mod identities;
pub mod linkage;
pub mod names;
pub mod resolve;
pub mod result;
mod shared;

pub use digest::Digest;
pub use resolve::resolve;
