//! What the reports of one event are worth: sentences with their evidence, never a score of truth.
//!
//! In: digests and what was found across them ([`resolution::result::Resolution`]). Out: an [`Assessment`] of an event: how many
//! origins told of it independently, who the sources are, who disputes it, which authority acknowledges it, where the reports
//! contradict each other, and what is missing for a [`Standard`]. No I/O, no clock. Start reading at [`Assessor`]; each check is
//! one file in [`checks`]. Words are in `codebook/labels`, word lists and standards in `codebook/assessment`.

mod assessor;
pub mod checks;
pub mod counts;
#[doc(hidden)]
pub mod example;
mod labels;
pub mod life_line;
mod result;
mod standard;

#[cfg(test)]
mod tests;

pub use assessor::{Assessor, Lookups};
pub use labels::{Labels, LabelsError};
pub use result::{
    Acknowledgement, Assessment, Dispute, Evidence, Finding, Inconsistency, Lack, OriginGroup, Source, SourceKind, Word,
};
pub use standard::{Need, Requirement, Standard, StandardError};
