//! A mention before it is known whom it speaks of.

use codebook::Gender;
use domain::{EntityKind, MentionForm};
use std::ops::Range;

/// Words that speak of somebody or something.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The words.
    pub tokens: Range<usize>,
    /// The word that the rest of the sentence is joined to.
    pub head: usize,
    /// Name, nominal or pronoun.
    pub form: MentionForm,
    /// What it speaks of, as far as its own words say; meaningless for pronouns.
    pub kind: EntityKind,
    /// Whether it speaks of several.
    pub plural: bool,
    /// How many its words say they are, exactly.
    pub number: Option<usize>,
    /// The gender that its words state.
    pub gender: Option<Gender>,
    /// Whether it points back: "the", "this", "those".
    pub definite: bool,
    /// For a name, its position in the list of names.
    pub name: Option<usize>,
}
