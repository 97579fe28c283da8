//! Acts: what somebody did to somebody.

use crate::{Count, EntityIdx, StatementIdx};
use document::{FuzzyDate, Span};

/// One mention of an act. Whether it is true is not said here.
#[derive(Clone, Debug)]
pub struct Act {
    /// Id of an act type of the codebook, such as `arrest`.
    pub act_type: String,
    /// How the text presents it.
    pub status: ActStatus,
    /// Who took part, and how.
    pub participants: Vec<Participant>,
    /// Where; each a place entity, widest first.
    pub places: Vec<EntityIdx>,
    /// When.
    pub date: FuzzyDate,
    /// How long it lasted or is to last, ISO 8601 (`P18M`).
    pub duration: Option<String>,
    /// What the person is accused of.
    pub charges: Vec<String>,
    /// The words that say it: the clause, without what belongs to other acts.
    pub evidence: Vec<Span>,
    /// The word that names it.
    pub trigger: Span,
    /// Who says so; empty when it is the document's own voice.
    pub statements: Vec<StatementIdx>,
    /// The rule that made it, such as `codebook/acts/surveillance#watching`.
    pub rule: String,
    /// Probability that a careful reader would agree, in `0.0..=1.0`.
    pub confidence: f64,
}

/// How a text presents an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActStatus {
    /// The text itself, or an authority about its own act, says that it happened.
    Reported,
    /// Only a named speaker says so.
    Alleged,
    /// Somebody says that it did not happen, and nobody else says that it did.
    Denied,
    /// Somebody says that it will be done to somebody unless or because.
    Threatened,
    /// It is set for later.
    Planned,
    /// Wished, feared, conditional, in general.
    Hypothetical,
}

/// Somebody or something that took part in an act.
#[derive(Clone, Debug)]
pub struct Participant {
    /// How it took part.
    pub role: Role,
    /// Who, when the document says enough to know.
    pub entity: Option<EntityIdx>,
    /// The words for it in the evidence.
    pub span: Span,
    /// How many, when it is a group with a stated size.
    pub count: Option<Count>,
}

/// How somebody took part (HURIDOCS events: victim, perpetrator; court and office as authority).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Whom it was done to, or who lodged a complaint, fled, was set free.
    Victim,
    /// Who did what the text presents as done to somebody.
    Perpetrator,
    /// A court, ministry or office whose act it lawfully is.
    Authority,
    /// What it was done with.
    Instrument,
    /// A building, vehicle or installation that it was done to.
    Target,
    /// To whom a complaint or appeal was made, or for whom somebody was extradited.
    Recipient,
}
