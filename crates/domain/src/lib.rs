//! What a reading says: entities, acts, statements, figures and times, each tied to the words that say it.
//!
//! The shapes follow `records.md`; the crate `records` turns them into JSON. Nothing here says what is true.
//! Spans are byte ranges of [`document::Document::text`].

mod act;
mod count;
mod entity;
mod figure;
mod proposal;
mod statement;
mod time;

pub use act::{Act, ActStatus, Participant, Role};
pub use count::Count;
pub use document::{Basis, DateWindow, Document, FuzzyDate, Problem, Span};
pub use entity::{Entity, EntityKind, Mention, MentionForm, PlaceFix, PlacePrecision};
pub use figure::Figure;
pub use proposal::{Proposal, ProposalKind, Proposals, ProposedParticipant, ProposingReader};
pub use statement::{Statement, StatementKind};
pub use time::{TimeExpression, TimeType};

/// Position of an entity in [`Reading::entities`].
pub type EntityIdx = usize;
/// Position of an act in [`Reading::acts`].
pub type ActIdx = usize;
/// Position of a statement in [`Reading::statements`].
pub type StatementIdx = usize;

/// Everything that was read in one document.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The document; `published` is narrowed by what the text itself says.
    pub document: Document,
    /// Who and what is spoken of.
    pub entities: Vec<Entity>,
    /// What was done.
    pub acts: Vec<Act>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// Counts that sum up and are no events.
    pub figures: Vec<Figure>,
    /// Every time expression of the body.
    pub times: Vec<TimeExpression>,
    /// What optional readers proposed, one entry for each that was asked; none by default.
    pub proposals: Vec<Proposals>,
    /// What could not be read, or not surely.
    pub problems: Vec<Problem>,
}
