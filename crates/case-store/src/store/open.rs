//! Making a case and opening one.

use super::{Outside, ReadOnly, Store, StoreError};
use crate::blobs::{self, Blobs};
use crate::entry::Draft;
use crate::keys::{NewMember, Share, Slots, Unlocked};
use crate::ledger::{self, Finding, Ledger};
use crate::subjects::Subjects;
use crate::{CaseId, DeviceId, Kind, RecordId, ballast, outside};
use std::io;

/// What opens a case.
#[derive(Clone, Copy)]
pub enum Opener<'a> {
    /// A member's passphrase.
    Passphrase(&'a str),
    /// Two recovery shares.
    Shares(&'a [Share]),
}

impl Store {
    /// Makes a case in an empty folder, with one member. It is there, whole, or there is none: the slots come last.
    ///
    /// `program`: name and version, recorded. `title`: recorded, sealed, never in a file name.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::InUse`], [`StoreError::Storage`].
    pub fn create(
        mut outside: Outside,
        founder: NewMember,
        device: DeviceId,
        program: &str,
        title: Option<&str>,
    ) -> Result<Self, StoreError> {
        lock(&outside)?;
        check_empty(&outside)?;
        let case = CaseId::from_bytes(outside::random(&mut *outside.randomness));
        [ledger::FOLDER, blobs::FOLDER].iter().try_for_each(|folder| outside.storage.make_folder(folder))?;
        let subjects = Subjects::create(&*outside.storage)?;
        let NewMember { candidate, secrets } = founder;
        let added = super::members::added(&candidate, None);
        let (slots, keyring) = Slots::found(case, candidate, &mut *outside.randomness);
        let (author, ledger, findings) = (secrets.author(), Ledger::default(), Vec::new());
        let read_only = None;
        let mut store =
            Self { outside, device, slots, keyring, secrets, author, ledger, subjects, findings, read_only };
        let mut founded =
            Draft::new(Kind::CaseFounded, RecordId::from_bytes(*case.as_bytes())).with("program", program);
        if let Some(title) = title {
            founded = founded.with("title", title);
        }
        store.append_all(&[founded, added])?;
        store.finish()?;
        store.slots.write(&*store.outside.storage)?;
        store.fill_ballast()?;
        Ok(store)
    }

    /// Opens a case, and writes to the log of `device` from now on. What is not as a clean close left it is in
    /// [`Store::findings`]; damage makes the case read-only.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when it does not open, [`StoreError::InUse`], [`StoreError::Storage`].
    pub fn open(outside: Outside, opener: Opener<'_>, device: DeviceId) -> Result<Self, StoreError> {
        let locked = lock(&outside);
        let storage = &*outside.storage;
        let Unlocked { slots, keyring, secrets, mut findings } = match opener {
            Opener::Passphrase(passphrase) => Slots::unlock(storage, passphrase)?,
            Opener::Shares(shares) => Slots::unlock_with_shares(storage, shares)?,
        };
        let folder_read_only = match locked {
            Err(StoreError::Storage(error)) if cannot_write(&error) => true,
            locked => locked.map(|()| false)?,
        };
        let mend_slots = !findings.is_empty();
        let (subjects, of_subjects) = Subjects::open(storage, &keyring)?;
        let ledger = Ledger::open(storage, &keyring)?;
        findings.extend(of_subjects);
        findings.extend(ledger.findings());
        if !ledger.has(Kind::CaseFounded) {
            findings.push(Finding::NotFounded);
        }
        let damage = findings.iter().find(|finding| finding.is_damage()).cloned().map(ReadOnly::Damaged);
        let read_only = damage.or(folder_read_only.then_some(ReadOnly::Folder));
        let author = secrets.author();
        let mut store =
            Self { outside, device, slots, keyring, secrets, author, ledger, subjects, findings, read_only };
        match store.put_right(mend_slots) {
            // A disk that takes nothing must not keep the case from being read.
            Err(error) if of_disk(&error).is_some() && store.read_only.is_none() => {
                store.read_only = Some(ReadOnly::Folder);
                store.destroy_erased()?;
            }
            put_right => put_right?,
        }
        Ok(store)
    }

    fn put_right(&mut self, slots: bool) -> Result<(), StoreError> {
        self.destroy_erased()?;
        if self.read_only.is_none() { self.mend(slots) } else { Ok(()) }
    }

    /// Puts right what one of two copies lacks, and takes away what was begun and not finished.
    fn mend(&mut self, slots: bool) -> Result<(), StoreError> {
        let storage = &*self.outside.storage;
        // A full disk must not keep the case from being opened.
        let mut mended = || -> Result<(), StoreError> {
            Blobs::new(storage, &self.keyring)?.remove_unfinished()?;
            self.subjects.mend(storage)?;
            if slots { Ok(self.slots.write(storage)?) } else { Ok(()) }
        };
        match mended() {
            Err(error) if is_full(&error) => Ok(()),
            mended => mended.and_then(|()| self.fill_ballast()),
        }
    }

    pub(super) fn fill_ballast(&mut self) -> Result<(), StoreError> {
        let Outside { storage, randomness, ballast, .. } = &mut self.outside;
        ballast::fill(&**storage, *ballast, &mut **randomness)?;
        Ok(())
    }
}

fn lock(outside: &Outside) -> Result<(), StoreError> {
    outside.storage.lock().map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => StoreError::InUse,
        _ => error.into(),
    })
}

fn check_empty(outside: &Outside) -> Result<(), StoreError> {
    for folder in ["", ledger::FOLDER, blobs::FOLDER] {
        if outside.storage.list(folder)?.iter().any(|name| name != "lock") {
            return Err(StoreError::NotEmpty);
        }
    }
    Ok(())
}

fn cannot_write(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::StorageFull
    )
}

/// What the disk said, when that is the error.
fn of_disk(error: &StoreError) -> Option<&io::Error> {
    use crate::blobs::BlobError;
    use crate::keys::KeysError;
    match error {
        StoreError::Storage(error)
        | StoreError::Blob(BlobError::Storage(error))
        | StoreError::Keys(KeysError::Storage(error)) => Some(error),
        _ => None,
    }
}

fn is_full(error: &StoreError) -> bool {
    of_disk(error).is_some_and(|error| error.kind() == io::ErrorKind::StorageFull)
}
