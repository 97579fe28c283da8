//! Why something was not done: what happened, why, and what to do. Goes through a socket as it is; names no person.

use cache::CacheError;
use case_store::StoreError;
use case_store::keys::{KeysError, ShareError};
use serde::{Deserialize, Serialize};

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What kind of reason, for programs.
    pub why: Why,
    /// What happened.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// Names the words for it in another language; empty where only `why` does.
    #[serde(default)]
    pub id: String,
}

/// What kind of reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// There is no case in the folder.
    NoCase,
    /// The folder for a new case holds something.
    NotEmpty,
    /// The passphrase or the shares do not open it.
    WrongKey,
    /// A passphrase that could be guessed.
    WeakPassphrase,
    /// Another process has it open.
    InUse,
    /// Written by a newer program.
    Newer,
    /// Something is damaged; nothing is recorded any more.
    Damaged,
    /// What was asked for is not there.
    NotFound,
    /// What was asked for makes no sense.
    Unclear,
    /// The disk.
    Disk,
    /// Whoever holds the keys has gone.
    Locked,
    /// What it needs is still being worked out.
    Working,
}

impl Refusal {
    /// A refusal.
    pub fn new(why: Why, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { why, message: message.into(), hint: hint.into(), id: String::new() }
    }

    /// The same with a name for its words: the desk says it in the language of whoever asks.
    #[must_use]
    pub fn called(self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self }
    }

    /// Something that is not in the case.
    pub(crate) fn not_found(what: &str, hint: &str) -> Self {
        Self::new(Why::NotFound, format!("this case holds no {what}"), hint)
    }
}

const FREE_SPACE: &str =
    "check that the disk is not full and that you may write to the folder; what was acknowledged is safe";
const BACKUP: &str =
    "what can be read still can; `saksi verify CASE` names the damage, then put the file back from a backup";

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        let (why, hint) = match &error {
            StoreError::InUse => (Why::InUse, "wait until the other command has ended; `saksi lock CASE` ends a vault"),
            StoreError::NotEmpty => (Why::NotEmpty, "name a folder that does not exist yet, or an empty one"),
            StoreError::ReadOnly(_) => (Why::Damaged, BACKUP),
            StoreError::Keys(error) => keys(error),
            StoreError::Timestamp(_) => (Why::Unclear, "check that the token answers this checkpoint"),
            StoreError::Merge(_) => (Why::Unclear, "see `saksi merge --help`"),
            StoreError::Proof(_) => (Why::NotFound, "`saksi log CASE --full` shows the entries and their fields"),
            StoreError::Ledger(_) | StoreError::Storage(_) => (Why::Disk, FREE_SPACE),
            StoreError::Blob(case_store::blobs::BlobError::Source(_)) => {
                (Why::Unclear, "check that the file is still there and that you may read it")
            }
            StoreError::Blob(case_store::blobs::BlobError::Storage(_)) => (Why::Disk, FREE_SPACE),
            StoreError::Blob(_) => (Why::Damaged, BACKUP),
        };
        Self::new(why, message, hint)
    }
}

fn keys(error: &KeysError) -> (Why, &'static str) {
    match error {
        KeysError::NoCase => (Why::NoCase, "check the path; `saksi new FOLDER` makes a case"),
        KeysError::WrongPassphrase => (
            Why::WrongKey,
            "check the keyboard and the spaces between words, and try again; two recovery shares open it too: `--shares`",
        ),
        KeysError::Weak(_) => {
            (Why::WeakPassphrase, "take the one that `saksi new` offers, or at least six words drawn by chance")
        }
        KeysError::Newer(_) => (Why::Newer, "update Saksi; the case is untouched"),
        KeysError::Damaged(_) | KeysError::Tampered => (Why::Damaged, BACKUP),
        KeysError::Share(ShareError::Newer) => (Why::Newer, "update Saksi; the case is untouched"),
        KeysError::Share(_) => (Why::WrongKey, "read the words again from the paper; order and spelling matter"),
        KeysError::NoSuchMember => (Why::NotFound, "`saksi member list CASE` shows the members"),
        KeysError::Storage(_) => (Why::Disk, FREE_SPACE),
        KeysError::Effort(_) => {
            (Why::Disk, "close other programs: opening a case takes about 200 MB of memory for a second")
        }
        _ => (Why::Unclear, "`saksi member list CASE` shows the members"),
    }
}

impl From<CacheError> for Refusal {
    fn from(error: CacheError) -> Self {
        let message = error.to_string();
        match error {
            CacheError::Query(_) => {
                Self::new(Why::Unclear, message, "see `saksi search --help`").called("nothing-to-search")
            }
            CacheError::Io(_) => Self::new(Why::Disk, message, FREE_SPACE),
            _ => Self::new(
                Why::Damaged,
                message,
                "delete `cache.db` in the folder of the case: it is rebuilt from the ledger",
            ),
        }
    }
}

impl From<case_store::blobs::BlobError> for Refusal {
    fn from(error: case_store::blobs::BlobError) -> Self {
        StoreError::from(error).into()
    }
}
