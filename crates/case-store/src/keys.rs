//! Who can open a case: the keys of the case, and the members to whom they are wrapped.
//!
//! A member's passphrase opens the member's own keys, and these unwrap the newest key of the case, which opens the older
//! ones. So adding a member needs no shared passphrase, and removing one begins a new epoch with a new key.

pub mod passphrase;
pub mod words;

mod effort;
mod keyring;
mod recovery;
mod request;
mod slot;
mod slots;
mod slots_file;
mod wrap;

pub use effort::{Effort, EffortError};
pub use keyring::{Keyring, Sealing};
pub use recovery::{Share, ShareError};
pub use request::RequestError;
pub use slot::{Candidate, MemberKind, MemberSecrets, NewMember, Slot};
pub use slots::{Slots, Unlocked};
pub(crate) use slots_file::{FILES as SLOTS, MAX_FILE as MAX_SLOTS_FILE};

use crate::wire::WireError;
use std::io;

/// Why a case does not open or a member cannot be added or removed.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The disk.
    #[error("the disk says: {0}")]
    Storage(#[from] io::Error),
    /// There is no case here.
    #[error("this folder holds no case")]
    NoCase,
    /// Neither copy of the slots can be read.
    #[error("both copies of the slots are damaged ({0}); put one back from a backup of this case")]
    Damaged(WireError),
    /// Written by a newer program.
    #[error("this case was made by a newer program (format {0}); update this one to open it")]
    Newer(u16),
    /// Nobody has this passphrase.
    #[error("no member of this case has this passphrase")]
    WrongPassphrase,
    /// Somebody without the key changed the slots.
    #[error("the slots were changed by somebody who has no key to this case; put them back from a backup")]
    Tampered,
    /// The passphrase is too weak.
    #[error(transparent)]
    Weak(#[from] passphrase::Weak),
    /// The parameters of Argon2id are not allowed.
    #[error(transparent)]
    Effort(#[from] EffortError),
    /// A share.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// There is no such member.
    #[error("no such member")]
    NoSuchMember,
    /// There is one already.
    #[error("this member has a key already")]
    MemberAlready,
    /// The last member with a passphrase cannot be removed: nobody could open the case.
    #[error("the last member cannot be removed: nobody could open the case")]
    LastMember,
}
