//! What papers of a case say: from what may go out to sentences with their sources.
//!
//! In: [`disclosure::Disclosed`], which the gate alone can make, and what is [`Wanted`]. Out: [`Draft`], a [`paper::Paper`] and
//! what is missing in it. Every sentence about what happened is attributed and leads by its note to document, passage and hash.
//! Sentences and their words are in `texts/`, forms in `codebook/forms/`. No I/O, no clock, no randomness.
//! Not here: how a paper looks (`paper`, `typeset`), what may be said (`disclosure`).

mod annex;
mod chronology;
mod citing;
pub mod forms;
mod looking;
mod naming;
mod papers;
mod sentence;
mod unknown;
mod when;
mod words;

use disclosure::Disclosed;
use forms::{Form, Forms, Missing};
use jiff::civil::Date;
use paper::Paper;
use std::collections::BTreeMap;

pub use forms::FormError;

/// Which paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Everything about a person or an event.
    #[default]
    Dossier,
    /// What happened, by country and date.
    Incidents,
    /// How many people, and how that was counted.
    Tally,
    /// A form, filled in.
    Submission,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Dossier, Kind::Incidents, Kind::Tally, Kind::Submission];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Dossier => "dossier",
            Kind::Incidents => "incidents",
            Kind::Tally => "tally",
            Kind::Submission => "submission",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Which paper, about whom and what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub kind: Kind,
    /// The person, by the identifier that goes out.
    pub person: Option<String>,
    /// The event, by the identifier that goes out.
    pub event: Option<String>,
    /// Nothing that certainly ended before this day.
    pub from: Option<Date>,
    /// Nothing that certainly began after this day.
    pub to: Option<Date>,
    /// The form of a submission, such as `special-procedures`.
    pub form: Option<String>,
    /// Answers that stand in no document, by the identifier of the field.
    pub given: BTreeMap<String, String>,
}

/// A paper, and what it lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The paper.
    pub paper: Paper,
    /// What the form asks for and nobody answered, in its order; empty for other papers.
    pub missing: Vec<Missing>,
    /// How many sentences about what happened it has. Each has its note.
    pub n_facts: usize,
    /// What each question of the form is answered with, in its order; empty for other papers.
    pub filled: Vec<Filled>,
}

/// A question of a form, and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The heading of its part.
    pub section: String,
    /// The question.
    pub question: forms::Field,
    /// Whether somebody writes the answer in; else it is recorded in the case.
    pub by_hand: bool,
    /// The words of the answer, a paragraph each; empty where the facts stand, or nothing does.
    pub answers: Vec<String>,
    /// How it stands.
    pub state: FilledState,
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledState {
    /// It is answered.
    Answered,
    /// The facts in order of time are the answer.
    Facts,
    /// It has to be answered and is not.
    Missing,
    /// It is not answered, and need not be.
    Open,
}

/// Why there is no paper. No variant holds a name.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The person is not among what may go out.
    #[error("there is no such person in this case; `saksi people CASE` lists them")]
    NoPerson,
    /// The event is not among what may go out.
    #[error("there is no such event in this case; `saksi events CASE` lists them")]
    NoEvent,
    /// A dossier is about somebody or something.
    #[error("a dossier needs --person or --event")]
    NothingNamed,
    /// A submission is about somebody.
    #[error("a submission needs --person: the person whom it is about")]
    NobodyNamed,
    /// There is no such form.
    #[error("there is no form `{wanted}`; the forms are {known}")]
    NoForm {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// An answer was given for a field that the form does not have.
    #[error("the form has no field `{field}` that somebody fills in by hand; those are {known}")]
    NoField {
        /// What was given.
        field: String,
        /// What there is.
        known: String,
    },
    /// The forms are wrong.
    #[error(transparent)]
    Form(#[from] FormError),
}

/// Writes a paper. The same input gives the same paper.
///
/// # Errors
/// [`DraftError`].
pub fn draft(disclosed: &Disclosed, wanted: &Wanted, forms: &Forms) -> Result<Draft, DraftError> {
    match wanted.kind {
        Kind::Dossier => papers::dossier(disclosed, wanted),
        Kind::Incidents => Ok(papers::incidents(disclosed, wanted)),
        Kind::Tally => Ok(papers::tally(disclosed, wanted)),
        Kind::Submission => papers::submission(disclosed, wanted, form(forms, wanted)?),
    }
}

/// What a form asks for and nobody answered, without a paper.
///
/// # Errors
/// [`DraftError`], as for [`draft`].
pub fn missing(disclosed: &Disclosed, wanted: &Wanted, forms: &Forms) -> Result<Vec<Missing>, DraftError> {
    Ok(papers::submission(disclosed, wanted, form(forms, wanted)?)?.missing)
}

fn form<'f>(forms: &'f Forms, wanted: &Wanted) -> Result<&'f Form, DraftError> {
    let name = wanted.form.as_deref().unwrap_or("special-procedures");
    let known = || forms.all().map(|form| form.id.as_str()).collect::<Vec<_>>().join(", ");
    forms.get(name).ok_or_else(|| DraftError::NoForm { wanted: name.to_owned(), known: known() })
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
