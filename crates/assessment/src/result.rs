//! What an assessment hands out.

use resolution::digest::Span;
use resolution::result::ActRef;
use serde::{Deserialize, Serialize};

/// Words of a document that something rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Position of its digest.
    pub document: usize,
    /// Where, in code points of its text.
    pub span: Span,
}

/// A sentence that a check says, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which check: a key of the file of labels.
    pub check: String,
    /// The sentence.
    pub sentence: String,
    /// The words that it rests on, in order.
    pub evidence: Vec<Evidence>,
}

/// The one word for an event, as in the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// All reports come from one origin.
    #[default]
    SingleOrigin,
    /// Two origins or more tell of it independently.
    Corroborated,
    /// Somebody says that it is not so.
    Disputed,
    /// An authority says itself that it is so.
    AcknowledgedByAuthority,
}

impl Word {
    /// As in the records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SingleOrigin => "single-origin",
            Self::Corroborated => "corroborated",
            Self::Disputed => "disputed",
            Self::AcknowledgedByAuthority => "acknowledged-by-authority",
        }
    }
}

/// Reports that are one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginGroup {
    /// Who first told it, as the documents name them.
    pub name: Option<String>,
    /// The acts of the event that come from there, in order.
    pub reports: Vec<ActRef>,
}

/// What somebody is to the event of which they speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// It was done to them.
    Victim,
    /// They saw it.
    Witness,
    /// Of the family of somebody concerned.
    Relative,
    /// They speak for somebody concerned before a court.
    Lawyer,
    /// They treated somebody.
    Medical,
    /// They are said to have done it.
    Accused,
    /// Of a state, its police, army, courts.
    Official,
    /// Of a body that watches human rights, or another association.
    Organization,
    /// Of a news medium.
    Reporter,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl SourceKind {
    /// As in the files of words and labels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Victim => "victim",
            Self::Witness => "witness",
            Self::Relative => "relative",
            Self::Lawyer => "lawyer",
            Self::Medical => "medical",
            Self::Accused => "accused",
            Self::Official => "official",
            Self::Organization => "organization",
            Self::Reporter => "reporter",
            Self::Unknown => "unknown",
        }
    }

    /// Whether they were there.
    #[must_use]
    pub const fn is_first_hand(self) -> bool {
        matches!(self, Self::Victim | Self::Witness | Self::Accused)
    }
}

/// Somebody who says that it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who, in the words of the documents.
    pub name: String,
    /// Identity across documents, when known.
    pub identity: Option<String>,
    /// What they are to it.
    pub kind: SourceKind,
    /// The words by which they say it.
    pub evidence: Vec<Evidence>,
}

/// Somebody who says that it is not so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Who; none when the text does not tell.
    pub speaker: Option<String>,
    /// Identity across documents, when known.
    pub identity: Option<String>,
    /// What they are to it.
    pub kind: SourceKind,
    /// In which words.
    pub evidence: Vec<Evidence>,
}

/// An authority that says itself that it is so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Who.
    pub speaker: String,
    /// Identity across documents, when known.
    pub identity: Option<String>,
    /// Whether they speak of what they or their own body is said to have done.
    pub against_interest: bool,
    /// In which words.
    pub evidence: Vec<Evidence>,
}

/// Reports that cannot all be right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inconsistency {
    /// `date` or `number`.
    pub of: String,
    /// What is said, each once, in order.
    pub says: Vec<String>,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// Something that a standard asks for and that the reports do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// What.
    pub need: crate::standard::Need,
    /// How many are asked for; 1 where there is nothing to count.
    pub amount: usize,
    /// How many there are.
    pub has: usize,
}

/// What the reports of one event are worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Names of the origins, each once; one without a name is not listed.
    pub origins: Vec<String>,
    /// How many origins tell of it independently.
    pub independent_origins: usize,
    /// The reports by origin.
    pub groups: Vec<OriginGroup>,
    /// Who says that it happened.
    pub sources: Vec<Source>,
    /// Who says that it is not so.
    pub disputed_by: Vec<Dispute>,
    /// Which authority says that it is so.
    pub acknowledged_by: Vec<Acknowledgement>,
    /// Where the reports contradict each other.
    pub inconsistencies: Vec<Inconsistency>,
    /// What the standard asks for and the reports do not have: keys of the file of labels.
    pub missing: Vec<String>,
    /// The same with how many are asked for and how many there are.
    pub lacks: Vec<Lack>,
    /// The one word.
    pub word: Word,
    /// A sentence of each check that has something to say.
    pub findings: Vec<Finding>,
}
