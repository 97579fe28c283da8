//! Takes in what another device recorded in the same case: the union of all logs, whatever the order, however often.

use super::erase::erased_originals;
use super::{Progress, Store, StoreError};
use crate::blobs::{BlobError, BlobId, Blobs};
use crate::entry::{Draft, Entry};
use crate::keys::{Keyring, KeysError, Slot, Slots};
use crate::ledger::{Destination, Finding, Ledger, LedgerError, Log, Receipt, Sealed};
use crate::subjects::Subjects;
use crate::{AuthorId, DeviceId, Kind, Randomness, RecordId, Storage, merkle};
use std::collections::BTreeSet;

/// How many frames are taken in with one wait for the disk.
const BATCH: usize = 256;

/// What a merge brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// New entries.
    pub n_entries: u64,
    /// New originals.
    pub n_originals: u64,
    /// New members.
    pub n_members: u64,
    /// What is wrong there, and forks that show now. What was whole was taken in.
    pub findings: Vec<Finding>,
}

/// Why nothing was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// Another case.
    #[error("that folder holds another case")]
    OtherCase,
    /// The member who merges was removed there.
    #[error("you have no key to what was recorded there; ask another member to merge")]
    NotAMember,
}

impl Store {
    /// Takes in everything that a folder of the same case holds and this one lacks: keys of people concerned, originals, entries,
    /// members. Nothing here is changed or lost; a forked log is kept with both branches and named. The other folder is only read.
    ///
    /// # Errors
    /// [`StoreError::Merge`], or [`StoreError`] when the disk fails: what was taken in until then stays, and the same merge goes on
    /// from there.
    pub fn merge(&mut self, other: &dyn Storage) -> Result<Merged, StoreError> {
        self.merge_telling(other, &mut |_| ())
    }

    /// The same; `progress` is told how many of the originals and of the entries there were looked at.
    ///
    /// # Errors
    /// As for [`Store::merge`].
    pub fn merge_telling(
        &mut self,
        other: &dyn Storage,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Merged, StoreError> {
        self.check_writable()?;
        let slots = Slots::read(other)?;
        let theirs_open = self.keys_for(&slots)?;
        // Where members were removed on both sides at once, each side has a key that the other lacks.
        let keyring = self.keyring.joined(&theirs_open);
        let (their_subjects, mut findings) = Subjects::open(other, &keyring)?;
        let theirs = Ledger::open(other, &keyring)?;
        findings.extend(theirs.findings().into_iter().filter(Finding::is_damage));
        let mut merged = Merged { findings, ..Merged::default() };
        let mut removed = removed_in(&theirs, other, &keyring, &their_subjects);
        removed.extend(removed_in(&self.ledger, &*self.outside.storage, &self.keyring, &self.subjects));
        match (self.keyring.contains(&theirs_open), theirs_open.contains(&self.keyring)) {
            (true, _) => {}
            (false, true) => self.adopt(&slots, &theirs_open, &removed)?,
            (false, false) => self.join(&slots, &keyring, &removed)?,
        }
        let keys: Vec<_> = their_subjects.keys().collect();
        let crate::Outside { storage, randomness, .. } = &mut self.outside;
        self.subjects.insert(&**storage, &keys, &self.keyring, &mut **randomness)?;
        let mut erased = erased_originals(&theirs, other, &keyring, &their_subjects)?;
        erased.extend(erased_originals(&self.ledger, &*self.outside.storage, &self.keyring, &self.subjects)?);
        self.take_originals(other, &erased, &mut merged, progress)?;
        let (mut done, of) = (0, theirs.logs().iter().map(|log| log.spots().len() as u64).sum());
        for log in theirs.logs() {
            self.take_log(log, other, &mut merged, &mut |n| progress(Progress::Entries { done: done + n, of }))?;
            done += log.spots().len() as u64;
        }
        self.destroy_erased()?;
        // What was registered again after it had been taken away.
        let erased = erased_originals(&self.ledger, &*self.outside.storage, &self.keyring, &self.subjects)?;
        self.take_originals(other, &erased, &mut merged, progress)?;
        merged.n_members = self.take_members(&slots, &removed)?;
        merged.findings.extend(self.ledger.findings().into_iter().filter(|f| matches!(f, Finding::Forked { .. })));
        Ok(merged)
    }

    /// Records how far the logs of the other devices go, as this one saw them: taking entries away there would show. Call it after
    /// a merge that brought something; nothing is recorded about logs that were seen like this before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn witness(&mut self) -> Result<Vec<Receipt>, StoreError> {
        let seen: BTreeSet<(String, String)> = self
            .ledger
            .order_of(Kind::Witness)
            .filter_map(|place| self.ledger.entry(&*self.outside.storage, place, &self.keyring, &self.subjects).ok())
            .filter(|entry| entry.header.device == self.device)
            .filter_map(|entry| Some((entry.text("device")?.to_owned(), entry.text("root")?.to_owned())))
            .collect();
        let others = self.ledger.logs().iter().filter(|log| log.device() != self.device && !log.spots().is_empty());
        let witnessed = others.filter_map(|log| {
            let root = merkle::root(log.spots().iter().map(|spot| spot.hash));
            let (device, root) = (log.device().to_string(), crate::EntryHash::from_bytes(root).to_string());
            let draft = Draft::new(Kind::Witness, RecordId::from_bytes(*log.device().as_bytes()));
            let draft = draft.with("device", device.clone()).with("size", log.spots().len().to_string());
            (!seen.contains(&(device, root.clone()))).then(|| draft.with("root", root))
        });
        let drafts: Vec<Draft> = witnessed.collect();
        self.append_all(&drafts)
    }

    /// The keys that open the other folder.
    fn keys_for(&self, slots: &Slots) -> Result<Keyring, StoreError> {
        if slots.case() != self.case() {
            return Err(MergeError::OtherCase.into());
        }
        let Some(keyring) = slots.keyring(&self.secrets) else {
            // Our member is not there (yet). The seal tells whether the keys are the same.
            return match slots.epoch() {
                _ if slots.is_sealed_with(&self.keyring) => Ok(self.keyring.clone()),
                0 => Err(KeysError::Tampered.into()),
                _ => Err(MergeError::NotAMember.into()),
            };
        };
        Ok(keyring)
    }

    /// Begins a new epoch for whoever is a member on either side and was removed on neither.
    fn join(&mut self, slots: &Slots, keyring: &Keyring, removed: &BTreeSet<AuthorId>) -> Result<(), StoreError> {
        let (slots, keyring) = self.slots.joined(slots, keyring, removed, &mut *self.outside.randomness)?;
        slots.write(&*self.outside.storage)?;
        (self.slots, self.keyring) = (slots, keyring);
        Ok(())
    }

    /// Takes the newer slots over, and gives the members that only we know the newer key.
    fn adopt(&mut self, slots: &Slots, keyring: &Keyring, removed: &BTreeSet<AuthorId>) -> Result<(), StoreError> {
        let mut slots = slots.clone();
        slots.overtake(&self.slots, keyring);
        add_members(&mut slots, &self.slots, keyring, removed, &mut *self.outside.randomness)?;
        slots.write(&*self.outside.storage)?;
        (self.slots, self.keyring) = (slots, keyring.clone());
        Ok(())
    }

    /// Gives the key of the case to members of other slots who were not removed; how many.
    fn take_members(&mut self, theirs: &Slots, removed: &BTreeSet<AuthorId>) -> Result<u64, StoreError> {
        let mut slots = self.slots.clone();
        let added = add_members(&mut slots, theirs, &self.keyring, removed, &mut *self.outside.randomness)?;
        if added > 0 {
            slots.write(&*self.outside.storage)?;
            self.slots = slots;
        }
        Ok(added)
    }

    fn take_originals(
        &mut self,
        other: &dyn Storage,
        erased: &BTreeSet<BlobId>,
        merged: &mut Merged,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), StoreError> {
        let theirs = Blobs::new(other, &self.keyring)?.list()?;
        let blobs = Blobs::new(&*self.outside.storage, &self.keyring)?;
        let ours: BTreeSet<_> = blobs.list()?.into_iter().collect();
        let lacking: Vec<_> =
            theirs.into_iter().filter(|blob| !ours.contains(blob) && !erased.contains(blob)).collect();
        let of = lacking.len() as u64;
        for (done, blob) in (1..).zip(lacking) {
            progress(Progress::Originals { done, of });
            match Blobs::new(other, &self.keyring)?.verify(blob) {
                Ok(_) => {
                    blobs.take_over(blob, other, &mut *self.outside.randomness)?;
                    merged.n_originals += 1;
                }
                Err(BlobError::Storage(error)) => return Err(error.into()),
                Err(_) => {
                    let damaged = Finding::OriginalDamaged { blob };
                    merged.findings.retain(|finding| *finding != damaged);
                    merged.findings.push(damaged);
                }
            }
        }
        Ok(())
    }

    /// Takes in what a log of theirs has and ours lacks.
    fn take_log(
        &mut self,
        theirs: &Log,
        other: &dyn Storage,
        merged: &mut Merged,
        tell: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        // Behind a gap the chain is broken: only what leads up to it is taken.
        let whole = theirs.spots().iter().zip(1..).take_while(|(spot, n)| spot.sequence == *n).count();
        let storage = &*self.outside.storage;
        let spots = &theirs.spots()[..whole];
        let Some(destination) =
            self.ledger.branch_for(storage, theirs.device(), spots, &self.keyring, &mut *self.outside.randomness)?
        else {
            return Ok(());
        };
        let mut frames = Vec::new();
        for (at, spot) in spots.iter().enumerate().skip(destination.has) {
            let (bytes, epoch) = theirs.entry(other, at, &self.keyring)?;
            let entry =
                Entry::open(&bytes, &self.subjects.in_epoch(&self.keyring, epoch)).map_err(LedgerError::from)?;
            if entry.check_signature().is_err() {
                merged.findings.push(Finding::Signature { device: theirs.device(), sequence: spot.sequence });
                break;
            }
            let frame = theirs.frame(other, spot)?;
            merged.n_entries += u64::from(at >= destination.known);
            frames.push(Sealed { frame, hash: spot.hash, kind: spot.kind, step: spot.step });
            if frames.len() == BATCH {
                self.append_frames(destination, &mut frames)?;
                tell(at as u64 + 1);
            }
        }
        self.append_frames(destination, &mut frames)
    }

    fn append_frames(&mut self, destination: Destination, frames: &mut Vec<Sealed>) -> Result<(), StoreError> {
        let crate::Outside { storage, randomness, .. } = &mut self.outside;
        self.ledger.append_frames(destination.log, &**storage, frames, &self.keyring, &mut **randomness)?;
        frames.clear();
        Ok(())
    }

    /// Devices whose logs are forked.
    #[must_use]
    pub fn forked(&self) -> BTreeSet<DeviceId> {
        let forked = |finding| match finding {
            Finding::Forked { device, .. } => Some(device),
            _ => None,
        };
        self.ledger.findings().into_iter().filter_map(forked).collect()
    }
}

/// Adds to slots the members of others whom they lack and who were not removed; how many.
fn add_members(
    slots: &mut Slots,
    others: &Slots,
    keyring: &Keyring,
    removed: &BTreeSet<AuthorId>,
    randomness: &mut dyn Randomness,
) -> Result<u64, StoreError> {
    let mut added = 0;
    for member in others.members().iter().map(Slot::member) {
        let known = slots.members().iter().any(|slot| slot.member().signing_key() == member.signing_key());
        if !known && !removed.contains(&member.signing_key()) {
            slots.add(member.clone(), keyring, randomness)?;
            added += 1;
        }
    }
    Ok(added)
}

/// The keys of members who were removed.
fn removed_in(ledger: &Ledger, storage: &dyn Storage, keyring: &Keyring, subjects: &Subjects) -> BTreeSet<AuthorId> {
    let places = ledger.order_of(Kind::MemberRemoved);
    let entries = places.filter_map(|place| ledger.entry(storage, place, keyring, subjects).ok());
    entries.filter_map(|entry| AuthorId::from_hex(entry.text("signing_key")?).ok()).collect()
}
