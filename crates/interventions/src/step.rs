//! The steps of an intervention (HURIDOCS "Intervention"; the states of a communication of the Special Procedures).

use serde::{Deserialize, Serialize};

/// Kinds of letters to a government: urgent appeal, allegation letter, both by several mandates, other letter.
pub const LETTERS: [&str; 5] = ["UA", "AL", "JUA", "JAL", "OL"];
/// What came back: nothing, a part, all of it, or a reply that is not made public.
pub const REPLIES: [&str; 4] = ["none", "partial", "full", "withheld"];
/// How an act hangs together with a submission: somebody says so, somebody concludes it, or it was looked at and does not.
pub const LINKS: [&str; 3] = ["stated", "inferred", "none"];
/// How an intervention ended.
pub const OUTCOMES: [&str; 6] = ["settled", "partly_settled", "not_taken_up", "no_answer", "withdrawn", "abandoned"];

/// A step. What is recorded twice happened twice, where [`crate::check`] allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It was begun, or changed before it went out.
    Draft,
    /// Everybody whom it concerns agreed.
    Consent,
    /// Somebody read it and agrees that it may go out. Two people are needed.
    Reviewed,
    /// It went out.
    Submitted,
    /// Whoever got it says so.
    Acknowledged,
    /// Whoever got it asks for more.
    InformationRequested,
    /// A letter went to the government.
    LetterSent,
    /// The government, or whoever was written to, answered; or did not.
    Reply,
    /// More was sent.
    FollowUp,
    /// It is public, in a report or by us.
    Published,
    /// Nothing more is expected.
    Closed,
    /// An act that came after it may be a reprisal.
    Reprisal,
}

impl Step {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 12] = [
        Self::Draft,
        Self::Consent,
        Self::Reviewed,
        Self::Submitted,
        Self::Acknowledged,
        Self::InformationRequested,
        Self::LetterSent,
        Self::Reply,
        Self::FollowUp,
        Self::Published,
        Self::Closed,
        Self::Reprisal,
    ];

    /// As it is recorded.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Consent => "consent",
            Self::Reviewed => "reviewed",
            Self::Submitted => "submitted",
            Self::Acknowledged => "acknowledged",
            Self::InformationRequested => "information_requested",
            Self::LetterSent => "letter_sent",
            Self::Reply => "reply",
            Self::FollowUp => "follow_up",
            Self::Published => "published",
            Self::Closed => "closed",
            Self::Reprisal => "reprisal",
        }
    }

    /// The step with a name; `-` may stand for `_`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
