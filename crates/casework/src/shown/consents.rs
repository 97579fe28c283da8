//! What people agreed to, and who would go out, as it is handed out to be looked at.

use cache::ConsentRow;
use disclosure::{Done, Purpose, Standing, Warning};
use serde::{Deserialize, Serialize};

/// An entry about a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentShown {
    /// Identifier of the person; none when the latest readings have them no more.
    pub person: Option<String>,
    /// What was recorded.
    pub row: ConsentRow,
    /// Who recorded it, as they are called in the case.
    pub recorded_by: Option<String>,
}

/// Two members name somebody who did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideShown {
    /// Identifier of the person.
    pub person: Option<String>,
    /// What the first one recorded; the note is the reason.
    pub row: ConsentRow,
    /// Who proposed it.
    pub recorded_by: Option<String>,
    /// Who confirmed it; none: it waits and counts for nothing.
    pub confirmed_by: Option<String>,
    /// Whether it no longer counts.
    pub ended: bool,
    /// Whether whoever asks may confirm it.
    pub may_confirm: bool,
}

/// A person, as they would go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonGoing {
    /// Identifier in the case.
    pub id: String,
    /// Name in the case.
    pub name: String,
    /// What stands for the person in what goes out.
    pub shown: String,
    /// The identifier there.
    pub shown_id: String,
    /// How they stand there.
    pub standing: Standing,
    /// `given`, `none`, `expired`, `needs-guardian`, `refused`.
    pub decision: String,
}

/// Who would go out, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoesOut {
    /// Everybody with a name.
    pub persons: Vec<PersonGoing>,
    /// What for.
    pub purpose: Purpose,
    /// For whom, as it would go out.
    pub recipient: String,
    /// On which day.
    pub on: String,
    /// What a person should look at before.
    pub warnings: Vec<Warning>,
    /// What the gate would do.
    pub done: Done,
    /// Entries about people whom the latest readings have no more.
    pub n_lost: usize,
}
