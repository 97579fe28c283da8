//! The whole case: its keys, its ledger, its originals, behind one door.

mod carry;
mod erase;
mod members;
mod merge;
mod open;
mod prove;
mod stamp;
mod verify;
mod wipe;

pub use carry::{Carried, longest};
pub use members::RemovedBy;
pub use merge::{MergeError, Merged};
pub use open::Opener;
pub use prove::Against;
pub use stamp::Stamped;
pub use verify::{Progress, Verification};
pub use wipe::wipe;

use crate::blobs::{BlobError, Blobs};
use crate::entry::{Draft, Entry};
use crate::keys::{Keyring, KeysError, MemberSecrets, Slots};
use crate::ledger::{Finding, Heads, Ledger, LedgerError, LogError, Order, Receipt, Writer};
use crate::proof::ProofError;
use crate::subjects::Subjects;
use crate::{Author, CaseId, Clock, DeviceId, Randomness, RecordId, SecretKey, Storage, SubjectId, ballast, outside};
use std::io;
use std::sync::Arc;

/// What a case is given from outside.
pub struct Outside {
    /// Its folder.
    pub storage: Arc<dyn Storage>,
    /// The clock of the device.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub randomness: Box<dyn Randomness>,
    /// Room to keep free, bytes: [`ballast::USUAL`]; 0 in tests.
    pub ballast: u64,
}

impl Outside {
    /// A folder of the disk, with the clock and the randomness of the system.
    #[must_use]
    pub fn on_disk(folder: impl Into<std::path::PathBuf>) -> Self {
        Self {
            storage: Arc::new(crate::Disk::new(folder)),
            clock: Arc::new(crate::SystemClock),
            randomness: Box::new(crate::SystemRandomness),
            ballast: ballast::USUAL,
        }
    }
}

/// Why a case cannot be made, opened or written to.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has it open.
    #[error("this case is open in another window or process; close it there first")]
    InUse,
    /// Something is in the folder already.
    #[error("this folder is not empty; make the case in a new one")]
    NotEmpty,
    /// Nothing may be recorded.
    #[error("this case is read-only: {0}")]
    ReadOnly(ReadOnly),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A merge.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// A time stamp.
    #[error(transparent)]
    Timestamp(#[from] crate::timestamp::TimestampError),
    /// A proof.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// An original.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The disk.
    #[error("the disk says: {0}")]
    Storage(#[from] io::Error),
}

impl From<LogError> for StoreError {
    fn from(error: LogError) -> Self {
        Self::Ledger(error.into())
    }
}

/// Why nothing may be recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// Something is damaged. What is whole can be read and exported.
    #[error("{0}")]
    Damaged(Finding),
    /// The folder cannot be written to.
    #[error("the folder cannot be written to")]
    Folder,
}

/// An open case. One at a time may write ([`Storage::lock`]).
pub struct Store {
    outside: Outside,
    device: DeviceId,
    slots: Slots,
    keyring: Keyring,
    secrets: MemberSecrets,
    author: Author,
    ledger: Ledger,
    subjects: Subjects,
    findings: Vec<Finding>,
    read_only: Option<ReadOnly>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({}, [sealed])", self.slots.case())
    }
}

impl Store {
    /// The case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.slots.case()
    }

    /// The log that this store writes to.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// Who signs.
    #[must_use]
    pub const fn author(&self) -> &Author {
        &self.author
    }

    /// What was noticed when the case was opened; empty after a clean close.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether something may be recorded.
    ///
    /// # Errors
    /// [`ReadOnly`], why not.
    pub fn writable(&self) -> Result<(), ReadOnly> {
        self.read_only.clone().map_or(Ok(()), Err)
    }

    /// Records something. It is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was recorded then.
    pub fn append(&mut self, draft: &Draft) -> Result<Receipt, StoreError> {
        let receipts = self.append_all(std::slice::from_ref(draft))?;
        receipts.into_iter().next().ok_or(StoreError::Ledger(LedgerError::NoKey))
    }

    /// Records several things in order and waits for the disk once: all of them or, on an error, none.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was recorded then.
    pub fn append_all(&mut self, drafts: &[Draft]) -> Result<Vec<Receipt>, StoreError> {
        self.check_writable()?;
        match self.try_append(drafts) {
            Err(error) if is_full(&error) && ballast::release(&*self.outside.storage)? => self.try_append(drafts),
            appended => appended,
        }
        .map_err(StoreError::from)
    }

    fn try_append(&mut self, drafts: &[Draft]) -> Result<Vec<Receipt>, LedgerError> {
        let writer = Writer {
            device: self.device,
            author: &self.author,
            keys: &self.keyring,
            subjects: &self.subjects,
            time: self.outside.clock.now(),
        };
        self.ledger.append(&*self.outside.storage, drafts, writer, &mut *self.outside.randomness)
    }

    /// Every entry of every device once, in the order that is the same everywhere. Memory: one entry.
    #[must_use]
    pub fn entries(&self) -> Entries<'_> {
        Entries { store: self, order: self.ledger.order() }
    }

    /// The entries that whoever folded the ledger up to `known` lacks; none when the fold must begin anew, because a merge brought
    /// entries that belong between those that are known.
    #[must_use]
    pub fn entries_after(&self, known: &Heads) -> Option<Entries<'_>> {
        self.ledger.order_after(known).map(|order| Entries { store: self, order })
    }

    /// Up to where the logs go.
    #[must_use]
    pub fn heads(&self) -> Heads {
        self.ledger.heads()
    }

    /// The logs.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The originals.
    ///
    /// # Errors
    /// [`BlobError::NoKey`].
    pub fn blobs(&self) -> Result<Blobs<'_>, StoreError> {
        Ok(Blobs::new(&*self.outside.storage, &self.keyring)?)
    }

    /// Keeps an original; it is on the disk when this returns. Recording that it is here is the caller's next step.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep(&mut self, source: &mut dyn io::Read) -> Result<crate::blobs::Kept, StoreError> {
        self.check_writable()?;
        let blobs = Blobs::new(&*self.outside.storage, &self.keyring)?;
        Ok(blobs.add(source, &mut *self.outside.randomness)?)
    }

    /// A fresh identifier for something that will be recorded.
    pub fn new_record(&mut self) -> RecordId {
        RecordId::from_bytes(outside::random(&mut *self.outside.randomness))
    }

    /// A key for somebody concerned, under which fields about them can be sealed. It is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn new_subject(&mut self) -> Result<SubjectId, StoreError> {
        self.check_writable()?;
        let Outside { storage, randomness, .. } = &mut self.outside;
        Ok(self.subjects.fresh(&**storage, &self.keyring, &mut **randomness)?)
    }

    /// Key for the cache, which may be deleted at any time. Another one after a member was removed.
    #[must_use]
    pub fn cache_key(&self) -> Option<SecretKey> {
        self.keyring.cache_key()
    }

    /// Key for the names that stand for people in what goes to a recipient: the same on every device and after members change, and
    /// another one for each recipient. `recipient`: folded by the caller.
    #[must_use]
    pub fn recipient_key(&self, recipient: &str) -> Option<SecretKey> {
        self.keyring.pseudonym_root().map(|root| root.derive(format!("recipient {recipient}").as_bytes()))
    }

    /// Forgets the keys after bringing the heads of the logs up to date.
    ///
    /// # Errors
    /// [`StoreError::Ledger`]; nothing is lost then.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.finish()
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        if self.read_only.is_some() {
            return Ok(());
        }
        let Outside { storage, randomness, .. } = &mut self.outside;
        Ok(self.ledger.close(&**storage, &self.keyring, &mut **randomness)?)
    }

    fn check_writable(&self) -> Result<(), StoreError> {
        self.writable().map_err(StoreError::ReadOnly)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Whoever wants to know whether it went well calls `close`; without it the next opening tells of an unclean stop.
        drop(self.finish());
    }
}

fn is_full(error: &LedgerError) -> bool {
    matches!(error, LedgerError::Log(LogError::Storage(error)) if error.kind() == io::ErrorKind::StorageFull)
}

/// Goes through entries in order.
#[derive(Debug)]
pub struct Entries<'a> {
    store: &'a Store,
    order: Order<'a>,
}

impl Iterator for Entries<'_> {
    type Item = Result<Entry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let place = self.order.next()?;
        let Store { outside, keyring, subjects, ledger, .. } = self.store;
        Some(ledger.entry(&*outside.storage, place, keyring, subjects).map_err(StoreError::from))
    }
}

#[cfg(test)]
mod tests;
