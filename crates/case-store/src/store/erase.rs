//! Takes content away for good: keys of people concerned, and originals. Entries, signatures and proofs stay.

use super::{Store, StoreError};
use crate::blobs::{BlobId, Blobs};
use crate::entry::Draft;
use crate::keys::Keyring;
use crate::ledger::{Ledger, LedgerError, Receipt};
use crate::subjects::Subjects;
use crate::{Kind, RecordId, Storage, SubjectId};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Destroys the key of somebody concerned: nobody can read again what was sealed with it, on this device and on every one that
    /// merges with it. Signatures and proofs stay valid. Recorded first, with the reason.
    ///
    /// # Errors
    /// [`StoreError`]; when the entry was recorded, destroying is tried again at the next opening.
    pub fn erase(&mut self, subject: SubjectId, reason: &str) -> Result<Receipt, StoreError> {
        self.erase_with(subject, reason, &[])
    }

    /// The same, with originals that go too. They are written over and removed; a disk may keep remnants, and whoever has the
    /// keys of the case could read those. Registering the same bytes later brings them back.
    ///
    /// # Errors
    /// As for [`Store::erase`].
    pub fn erase_with(
        &mut self,
        subject: SubjectId,
        reason: &str,
        originals: &[BlobId],
    ) -> Result<Receipt, StoreError> {
        let record = RecordId::from_bytes(*subject.as_bytes());
        let draft = Draft::new(Kind::Erasure, record).with("subject", subject.to_string()).with("reason", reason);
        let draft = originals.iter().fold(draft, |draft, blob| draft.with("blob", blob.to_string()));
        let receipt = self.append(&draft)?;
        self.subjects.destroy(&*self.outside.storage, subject)?;
        self.destroy_originals()?;
        Ok(receipt)
    }

    /// Destroys what entries say was destroyed: a power cut came between, or another device recorded it.
    pub(super) fn destroy_erased(&mut self) -> Result<(), StoreError> {
        let order: Vec<_> = self.ledger.order_of(Kind::Erasure).collect();
        for place in order {
            let entry = self.ledger.entry(&*self.outside.storage, place, &self.keyring, &self.subjects)?;
            let Some(Ok(subject)) = entry.text("subject").map(SubjectId::from_hex) else { continue };
            if self.read_only.is_none() {
                self.subjects.destroy(&*self.outside.storage, subject)?;
            } else {
                self.subjects.forget(subject);
            }
        }
        if self.read_only.is_none() { self.destroy_originals() } else { Ok(()) }
    }

    fn destroy_originals(&mut self) -> Result<(), StoreError> {
        let storage = &*self.outside.storage;
        let erased = erased_originals(&self.ledger, storage, &self.keyring, &self.subjects)?;
        if erased.is_empty() {
            return Ok(());
        }
        let blobs = Blobs::new(storage, &self.keyring)?;
        let there: Vec<BlobId> = blobs.list()?.into_iter().filter(|blob| erased.contains(blob)).collect();
        there.into_iter().try_for_each(|blob| blobs.destroy(blob)).map_err(StoreError::from)
    }

    /// Whether the key of somebody concerned was destroyed.
    #[must_use]
    pub fn is_erased(&self, subject: SubjectId) -> bool {
        self.subjects.is_destroyed(subject)
    }

    /// Whose keys were destroyed, as the ledger says.
    pub(super) fn erased(&self) -> impl Iterator<Item = SubjectId> + '_ {
        self.ledger.order_of(Kind::Erasure).filter_map(|place| {
            let entry = self.ledger.entry(&*self.outside.storage, place, &self.keyring, &self.subjects).ok()?;
            SubjectId::from_hex(entry.text("subject")?).ok()
        })
    }
}

/// Originals that were taken away and not registered again since. What was registered elsewhere without knowing of it goes too.
pub(super) fn erased_originals(
    ledger: &Ledger,
    storage: &dyn Storage,
    keyring: &Keyring,
    subjects: &Subjects,
) -> Result<BTreeSet<BlobId>, LedgerError> {
    let mut erased: BTreeMap<BlobId, u64> = BTreeMap::new();
    for place in ledger.order_of(Kind::Erasure) {
        let entry = ledger.entry(storage, place, keyring, subjects)?;
        let blobs = entry.fields.iter().filter(|field| field.name == "blob");
        for blob in blobs.filter_map(|field| BlobId::from_hex(field.value()?.text()?).ok()) {
            erased.insert(blob, entry.header.step);
        }
    }
    if erased.is_empty() {
        return Ok(BTreeSet::new());
    }
    for place in ledger.order_of(Kind::DocumentRegistered).chain(ledger.order_of(Kind::Intake)) {
        let entry = ledger.entry(storage, place, keyring, subjects)?;
        let Some(Ok(blob)) = entry.text("blob").map(BlobId::from_hex) else { continue };
        if erased.get(&blob).is_some_and(|step| entry.header.step > *step) {
            erased.remove(&blob);
        }
    }
    Ok(erased.into_keys().collect())
}
