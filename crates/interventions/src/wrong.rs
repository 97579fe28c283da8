//! Why a step cannot be recorded, and what to do. Names no person.

use crate::step::Step;
use serde::{Deserialize, Serialize};

/// Why a step cannot be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "wrong", rename_all = "kebab-case")]
pub enum Wrong {
    /// An earlier step is missing.
    #[error("`{step}` cannot be recorded before `{needs}`")]
    Before {
        /// What was to be recorded.
        step: Step,
        /// What has to be there first.
        needs: Step,
    },
    /// The kind of intervention has no such step.
    #[error("this kind of intervention has no step `{step}`")]
    NoSuchStep {
        /// The step.
        step: Step,
    },
    /// It went out already.
    #[error("`{step}` cannot be recorded any more: it was submitted on {on}")]
    Gone {
        /// The step.
        step: Step,
        /// The day.
        on: String,
    },
    /// It is closed.
    #[error("`{step}` cannot be recorded: the intervention was closed on {on}")]
    Closed {
        /// The step.
        step: Step,
        /// The day.
        on: String,
    },
    /// The same person reviewed it already.
    #[error("you reviewed this draft already; a second person has to")]
    SameReviewer,
    /// One more person has to review what is to be submitted.
    #[error("only {n} of two people reviewed this draft")]
    SecondReviewer {
        /// How many did.
        n: usize,
    },
    /// Another file was reviewed.
    #[error("the file is not the one that was reviewed")]
    OtherFile,
    /// Consent is missing, refused, withdrawn or out of date.
    #[error("consent of {n} of the people concerned does not cover this")]
    NoConsent {
        /// Of how many.
        n: usize,
    },
    /// Nothing says how consent was given.
    #[error("nothing in this case says who agreed, and how")]
    ConsentUntold,
    /// A field is missing.
    #[error("`{step}` needs the field `{field}`")]
    Missing {
        /// The step.
        step: Step,
        /// The field.
        field: String,
    },
    /// A field that the step does not have.
    #[error("`{step}` has no field `{field}`")]
    UnknownField {
        /// The step.
        step: Step,
        /// The field.
        field: String,
    },
    /// A value that a field cannot have.
    #[error("the field `{field}` cannot have this value")]
    Value {
        /// The field.
        field: String,
        /// What it can have.
        one_of: Vec<String>,
    },
    /// A day that is none.
    #[error("the field `{field}` takes a day such as 2031-02-03")]
    Day {
        /// The field.
        field: String,
    },
    /// A day that has not come.
    #[error("this day has not come yet")]
    Future,
    /// A day before the step that it follows.
    #[error("this is before `{step}`, which was on {on}")]
    TooEarly {
        /// The step before.
        step: Step,
        /// Its day.
        on: String,
    },
    /// A reply whose words are nowhere.
    #[error("a full or partial reply is a document of the case, or at least a file with a hash")]
    NoWords,
}

impl Wrong {
    /// Names the words for it, such as `before`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Before { .. } => "before",
            Self::NoSuchStep { .. } => "no-such-step",
            Self::Gone { .. } => "gone",
            Self::Closed { .. } => "closed",
            Self::SameReviewer => "same-reviewer",
            Self::SecondReviewer { .. } => "second-reviewer",
            Self::OtherFile => "other-file",
            Self::NoConsent { .. } => "no-consent",
            Self::ConsentUntold => "consent-untold",
            Self::Missing { .. } => "missing",
            Self::UnknownField { .. } => "unknown-field",
            Self::Value { .. } => "value",
            Self::Day { .. } => "day",
            Self::Future => "future",
            Self::TooEarly { .. } => "too-early",
            Self::NoWords => "no-words",
        }
    }

    /// What to do, for a person at a command line.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Before { needs, .. } => format!("record it first: saksi intervention CASE step ID {needs}"),
            Self::NoSuchStep { .. } => "`saksi intervention CASE show ID` lists the steps that can follow".to_owned(),
            Self::Gone { .. } => "record `follow_up` for what is sent now, or begin a new intervention".to_owned(),
            Self::Closed { .. } => "take the closing back first: saksi undo CASE ENTRY".to_owned(),
            Self::SameReviewer | Self::SecondReviewer { .. } => {
                "ask another member to record `reviewed`; `saksi member add CASE` gives somebody a key".to_owned()
            }
            Self::OtherFile => {
                "review this file (step ID reviewed --file FILE), or submit the one that was reviewed".to_owned()
            }
            Self::NoConsent { .. } => {
                "`saksi intervention CASE show ID` names whom to ask; record answers with `saksi consent CASE`"
                    .to_owned()
            }
            Self::ConsentUntold => {
                "say how with --note, or record it for each person with `saksi consent CASE`".to_owned()
            }
            Self::Missing { field, .. } => format!("add --{}", field.replace('_', "-")),
            Self::Value { one_of, .. } => format!("it is one of {}", one_of.join(", ")),
            Self::Future => "record what happened when it has happened".to_owned(),
            Self::TooEarly { .. } => {
                "check the day; a step that was recorded wrongly is put right with --replaces ENTRY".to_owned()
            }
            Self::NoWords => {
                "add the reply to the case (saksi add) and name it with --document, or give --file".to_owned()
            }
            Self::UnknownField { .. } | Self::Day { .. } => "see `saksi intervention --help`".to_owned(),
        }
    }
}
