//! How far something is that takes long.

use case_store::store::Progress;
use serde::{Deserialize, Serialize};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is done.
    pub doing: Doing,
    /// So much.
    pub done: u64,
    /// Of so much.
    pub of: u64,
}

/// What is done, and what it is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// Entries are checked.
    Entries,
    /// Originals are hashed.
    Originals,
    /// A bundle is written, bytes.
    Packing,
    /// A bundle is read, bytes.
    Unpacking,
    /// The tables are made from the entries once more.
    Folding,
    /// Entries of another copy are taken in.
    TakingIn,
    /// Originals of another copy are taken in.
    Copying,
    /// What is known of each document is fetched.
    Fetching,
    /// Documents are put beside each other.
    Adding,
    /// What they have in common is worked out, in steps.
    Comparing,
    /// Lists and pictures of all of it are made, in steps.
    Sorting,
    /// The rows of a table are checked.
    Rows,
    /// A table of others is taken in, pieces.
    Importing,
}

impl From<Progress> for Step {
    fn from(progress: Progress) -> Self {
        match progress {
            Progress::Entries { done, of } => Self { doing: Doing::Entries, done, of },
            Progress::Originals { done, of } => Self { doing: Doing::Originals, done, of },
        }
    }
}

impl Step {
    /// How far a merge is.
    pub(crate) const fn of_merge(progress: Progress) -> Self {
        match progress {
            Progress::Entries { done, of } => Self { doing: Doing::TakingIn, done, of },
            Progress::Originals { done, of } => Self { doing: Doing::Copying, done, of },
        }
    }
}
