//! Proposals: what an optional reader saw. Never mixed with what Saksi's own rules read.

use crate::{EntityKind, Role};
use document::Span;

/// What one optional reader proposed for one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposals {
    /// Which kind of reader.
    pub reader: ProposingReader,
    /// The model's name, when it is known.
    pub model: Option<String>,
    /// What pins the model: the hash of its file, or the id that the server reports.
    pub version: Option<String>,
    /// What was proposed, in order of the text.
    pub list: Vec<Proposal>,
    /// How many answers were thrown away, because their words are not in the text or name nothing in the codebook.
    pub dropped: usize,
}

/// A kind of optional reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposingReader {
    /// A GLiNER model in a file (Zaratiana et al. 2024).
    Gliner,
    /// A language model behind an OpenAI-compatible server.
    Llm,
}

/// One thing that a model proposes, tied to words of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it is.
    pub kind: ProposalKind,
    /// The words for it; of an act the word that names it.
    pub span: Span,
    /// The words around it that say it; for acts only.
    pub evidence: Option<Span>,
    /// Who took part, for acts.
    pub participants: Vec<ProposedParticipant>,
    /// The model's own score in `0.0..=1.0`, which nobody has measured; not a probability.
    pub score: Option<f64>,
}

/// What a proposal is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// Somebody or something.
    Entity(EntityKind),
    /// An act, by its type in the codebook.
    Act(String),
}

/// Who took part in a proposed act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProposedParticipant {
    /// How.
    pub role: Role,
    /// The words for it.
    pub span: Span,
}
