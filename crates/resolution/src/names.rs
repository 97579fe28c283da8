//! Names of people, organisations and places: parsed, proposed as pairs, compared.
//!
//! [`Name::parse`] takes titles off and finds how the parts sound; [`NameIndex`] collapses spellings to name types and
//! proposes pairs of them in near-linear time; [`compare`] says how much two names speak for one bearer, in bits, and why.
//! A name alone is never enough to join people: [`Agreement`] says how far it goes. All lists and weights stand in
//! `codebook/matching`. Measured by `cargo xtask eval names` (docs/measurements.md).

mod align;
mod assign;
mod blocks;
mod compare;
mod fold;
mod frequency;
mod index;
mod keys;
mod mixing;
mod name;
mod sketch;
mod sounds;
mod tables;
mod titles;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use compare::{Agreement, Comparison, How, Reason, compare};
pub use frequency::{Crossed, Frequencies};
pub use index::{Added, CAP, Candidates, LeftOut, NameIndex, NameType, Proposed, TypeId};
pub use mixing::Mixing;
pub use name::{Name, NameError, NameKind};
pub use sketch::Sketches;
