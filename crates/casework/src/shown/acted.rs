//! What was done about a case, as it is handed out: interventions with their lives, and what waits in the queue of the intake.

use super::{EventRow, Place};
use interventions::reprisals::Why;
use interventions::{Reminder, Step, Taken, Wrong};
use serde::{Deserialize, Serialize};

/// Interventions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InterventionList {
    /// Those that were asked for: what is due first at the beginning, then the last moved.
    pub rows: Vec<InterventionRow>,
    /// How many there are in the case.
    pub total: usize,
    /// The day by which reminders are told (ISO 8601).
    pub today: String,
}

/// One of them in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InterventionRow {
    /// Its record.
    pub id: String,
    /// Such as `special_procedures`.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// To whom.
    pub recipient: Option<String>,
    /// Where it stands.
    pub state: Step,
    /// Since when (ISO 8601).
    pub since: String,
    /// The people that it is about: identifier and name; no identifier: the part of the document is gone.
    pub people: Vec<(Option<String>, String)>,
    /// What is due first.
    pub next: Option<Reminder>,
    /// How many reminders are over.
    pub n_over: usize,
    /// What the last reply was.
    pub reply: Option<String>,
    /// How many acts were marked as possible reprisals.
    pub n_reprisals: usize,
    /// How it hangs together with what was asked for: `about`, `denies` or `reprisal`; empty in a list of all.
    pub how: Vec<String>,
}

/// One intervention with its life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InterventionShown {
    /// As in a list.
    pub row: InterventionRow,
    /// The form it is written with.
    pub form: Option<String>,
    /// The steps in the order of their days.
    pub steps: Vec<StepShown>,
    /// What it is about.
    pub events: Vec<EventRow>,
    /// What is due, the earliest first.
    pub reminders: Vec<Reminder>,
    /// Steps that may follow.
    pub possible: Vec<Step>,
    /// Acts that may be reprisals and that nobody looked at.
    pub candidates: Vec<CandidateShown>,
    /// Whose consent does not cover it: identifier, name, and what is missing.
    pub without_consent: Vec<(Option<String>, String, String)>,
    /// Of how many people the case says anything about consent.
    pub n_with_consent: usize,
    /// The day by which reminders are told (ISO 8601).
    pub today: String,
    /// The life as the rules see it, so that a page can ask them before the case does.
    pub life: interventions::Life,
    /// Whose key would sign.
    pub me: String,
}

/// A step of a life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepShown {
    /// As it was recorded; parts of documents are left out of its fields.
    pub taken: Taken,
    /// The document that it names.
    pub document: Option<Place>,
    /// The acts that a reply denies.
    pub denies: Vec<EventRow>,
    /// The act that may be a reprisal.
    pub act: Option<EventRow>,
    /// Why it could not have been recorded where it stands: something before it was taken back, or two devices recorded at once.
    pub misplaced: Option<Wrong>,
}

/// An act that a person should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateShown {
    /// The act.
    pub event: EventRow,
    /// Why the program proposes it.
    pub why: Why,
    /// The person of the submission.
    pub name: String,
}

/// Something that came in, as the queue shows it: nothing of what it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeRow {
    /// Its number in the queue: the record.
    pub id: String,
    /// `waiting`, `admitted`, `refused`, or `issued` for a form that was given out and did not come back.
    pub state: String,
    /// The number of the form; none: a letter.
    pub form: Option<String>,
    /// Whether this case gave out the form.
    pub is_issued: bool,
    /// Its language.
    pub language: Option<String>,
    /// Bytes of the original.
    pub size: Option<i64>,
    /// How it came.
    pub channel: Option<String>,
    /// On which day (ISO 8601).
    pub received: Option<String>,
    /// Purpose and what the person answered; of a letter what whoever took it in says.
    pub consents: Vec<(String, String)>,
    /// When it was recorded last, milliseconds since 1970.
    pub time: i64,
    /// Who recorded that.
    pub author: Option<String>,
    /// The record of the document that it became.
    pub document: Option<String>,
    /// Why it was admitted or refused.
    pub reason: Option<String>,
    /// Whatever else is to be known.
    pub note: Option<String>,
}

/// Something that came in, for whoever moderates.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeShown {
    /// As in the queue.
    pub row: IntakeRow,
    /// What it tells, as plain text; none: a letter that is no text, or its content was destroyed.
    pub account: Option<String>,
    /// How to reach the person, and what they are afraid of.
    pub contact: Option<String>,
    /// SHA-256 of the original.
    pub sha256: Option<String>,
}

impl std::fmt::Debug for IntakeShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IntakeShown([sealed])")
    }
}
