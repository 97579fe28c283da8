//! The case at rest: an encrypted ledger of signed entries that is only ever appended to, its keys, originals and proofs.
//!
//! Every table that a user sees is folded from the ledger; nothing else of a case needs to survive. Start reading at
//! [`Store`], then [`Draft`] (what is to be recorded) and [`Entry`] (what was recorded). All files go through [`Storage`]; clock,
//! randomness and identifiers are passed in. Not here: what a document says, the cache, the pages.

pub mod ballast;
pub mod blobs;
pub mod checkpoint;
pub mod entry;
pub mod frame;
pub mod keys;
pub mod ledger;
pub mod merkle;
pub mod proof;
pub mod storage;
pub mod store;
pub mod subjects;
pub mod testing;
pub mod timestamp;
pub mod wire;

mod cipher;
mod ids;
mod outside;
mod secret;

pub use entry::{Author, Content, Draft, DraftError, Entry, EntryError, Field, Header, Kind, SubjectKey, SubjectKeys};
pub use ids::{AuthorId, CaseId, Commitment, DeviceId, EntryHash, IdError, RecordId, SubjectId};
pub use keys::Keyring;
pub use ledger::{Finding, Heads, Receipt};
pub use outside::{Clock, Randomness, SystemClock, SystemRandomness, Timestamp};
pub use secret::{SecretBytes, SecretKey};
pub use storage::{Disk, Storage};
pub use store::{Entries, Opener, Outside, ReadOnly, Store, StoreError};
