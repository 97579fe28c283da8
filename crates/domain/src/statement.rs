//! Statements: who says what.

use crate::{ActIdx, EntityIdx};
use document::Span;

/// Words that the text attributes to somebody.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is done with the words.
    pub kind: StatementKind,
    /// Who speaks.
    pub speaker: Option<EntityIdx>,
    /// The words for who speaks, near the cue.
    pub speaker_span: Option<Span>,
    /// To whom it was said: "told RFA".
    pub told_to: Option<EntityIdx>,
    /// Whether (part of) it stands in quotation marks.
    pub direct: bool,
    /// The words that attribute: "told", "according to", "denied".
    pub cue: Span,
    /// What was said, without speaker and cue.
    pub content: Vec<Span>,
    /// Speaker, cue and content together, as clauses of the text.
    pub evidence: Vec<Span>,
    /// The acts that it asserts, denies or threatens.
    pub acts: Vec<ActIdx>,
}

/// What a speaker does with the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementKind {
    /// Says that something is so.
    Claim,
    /// Says that somebody did something harmful.
    Accusation,
    /// Says that something is not so, or justifies it.
    Denial,
    /// Owns up to something.
    Confession,
    /// Says that something bad will be done.
    Threat,
    /// Asks that something be done or stop.
    Demand,
    /// Values, hopes, fears.
    Opinion,
}
