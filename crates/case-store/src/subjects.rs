//! The keys of the people concerned: the one table of a case that is written over, so that a key can be destroyed.
//!
//! ```text
//! file   = preamble [92], records
//! record = subject [16], epoch u32, nonce [24], sealed key [48], or zeros when the key was destroyed
//! ```
//!
//! Kept twice. Keys are drawn ahead in batches, so that an entry about somebody new costs no more than another. A record is
//! bound to its place; it is written to the first copy, synced, and only then to the second.

use crate::entry::{SubjectKey, SubjectKeys};
use crate::keys::{Keyring, Sealing};
use crate::ledger::Finding;
use crate::{CaseId, Randomness, SecretKey, Storage, SubjectId, cipher, outside};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use zeroize::Zeroizing;

/// The two copies.
pub const FILES: [&str; 2] = ["subjects", "subjects-2"];
/// Longest table, bytes.
pub const MAX_FILE: usize = 1 << 30;
const RECORD: usize = 16 + 4 + cipher::NONCE + 32 + cipher::TAG;
const PREAMBLE: &[u8] = b"saksi keys 1\n";
const FIRST_BATCH: usize = 16;
const LARGEST_BATCH: usize = 256;

/// The table, read.
#[derive(Clone, Debug)]
pub struct Subjects {
    keys: BTreeMap<SubjectId, Known>,
    /// Drawn and on the disk, not used yet.
    free: Vec<SubjectId>,
    destroyed: BTreeSet<SubjectId>,
    n_records: u64,
    batch: usize,
    /// Records that one copy lacks.
    to_mend: Vec<(u8, u64, [u8; RECORD])>,
}

#[derive(Clone, Debug)]
struct Known {
    record: u64,
    key: SecretKey,
}

/// A record in one copy.
enum State {
    Whole(SubjectId, SecretKey),
    Blank,
    Bad,
    Absent,
}

impl Subjects {
    /// Makes an empty table.
    ///
    /// # Errors
    /// What the disk says.
    pub fn create(storage: &dyn Storage) -> io::Result<Self> {
        let mut preamble = PREAMBLE.to_vec();
        preamble.resize(RECORD, 0);
        FILES.iter().try_for_each(|file| crate::storage::replace(storage, file, &preamble))?;
        Ok(Self::empty())
    }

    fn empty() -> Self {
        Self {
            keys: BTreeMap::new(),
            free: Vec::new(),
            destroyed: BTreeSet::new(),
            n_records: 0,
            batch: FIRST_BATCH,
            to_mend: Vec::new(),
        }
    }

    /// Reads both copies and says where they differ. Changes nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open(storage: &dyn Storage, keys: &Keyring) -> io::Result<(Self, Vec<Finding>)> {
        let (mut table, mut findings) = (Self::empty(), Vec::new());
        let mut copies = [Vec::new(), Vec::new()];
        for (copy, file) in FILES.iter().enumerate() {
            copies[copy] = crate::storage::read_all(storage, file, MAX_FILE)?.unwrap_or_default();
            let (preamble, _) = copies[copy].split_at(copies[copy].len().min(RECORD));
            if preamble
                .strip_prefix(PREAMBLE)
                .is_none_or(|rest| rest.len() != RECORD - PREAMBLE.len() || rest.iter().any(|b| *b != 0))
            {
                findings.push(Finding::SubjectsCopy { copy: u8::from(copy == 1) + 1, record: 0 });
                let mut whole = [0; RECORD];
                whole[..PREAMBLE.len()].copy_from_slice(PREAMBLE);
                table.to_mend.push((u8::from(copy == 1), 0, whole));
            }
        }
        let longest = copies.iter().map(Vec::len).max().unwrap_or(0);
        for record in 1..longest.div_ceil(RECORD).max(1) as u64 {
            table.take_in(record, &copies, keys, &mut findings);
        }
        Ok((table, findings))
    }

    fn take_in(&mut self, record: u64, copies: &[Vec<u8>; 2], keys: &Keyring, findings: &mut Vec<Finding>) {
        let [one, two] = [0, 1].map(|copy| state(&copies[copy], record, keys));
        let bytes = |copy: usize| slice(&copies[copy], record).and_then(|bytes| <[u8; RECORD]>::try_from(bytes).ok());
        let mut mend = |copy: u8, good: usize| {
            findings.push(Finding::SubjectsCopy { copy: copy + 1, record });
            let whole = bytes(good).unwrap_or([0; RECORD]);
            self.to_mend.push((copy, record, whole));
        };
        match (&one, &two) {
            (State::Whole(a, _), State::Whole(b, _)) if a == b => {}
            (State::Whole(..), _) => mend(1, 0),
            (_, State::Whole(..)) => mend(0, 1),
            (State::Blank, State::Bad) => mend(1, 0),
            (State::Bad, State::Blank) => mend(0, 1),
            (State::Bad, State::Bad) => findings.push(Finding::SubjectKeyDamaged { record }),
            // A batch that the power cut off before anything used it.
            (State::Bad, State::Absent) => return self.to_mend.push((0, record, [0; RECORD])),
            (State::Blank, State::Absent) | (State::Absent, _) => return,
            (State::Blank, State::Blank) => {}
        }
        self.n_records = record;
        if let (State::Whole(subject, key), _) | (_, State::Whole(subject, key)) = (one, two) {
            self.keys.insert(subject, Known { record, key });
        }
    }

    /// Writes what one copy lacks, and cuts off what the power cut left.
    ///
    /// # Errors
    /// What the disk says.
    pub fn mend(&mut self, storage: &dyn Storage) -> io::Result<()> {
        for (copy, file) in FILES.iter().enumerate() {
            let lacking: Vec<_> = self.to_mend.iter().filter(|(of, ..)| usize::from(*of) == copy).collect();
            let (length, end) = (storage.length(file)?, offset(self.n_records + 1));
            if lacking.is_empty() && length == Some(end) {
                continue;
            }
            if length.is_none() {
                storage.create(file)?;
                storage.sync_folder("")?;
            }
            for (_, record, bytes) in lacking {
                storage.write(file, offset(*record), bytes)?;
            }
            storage.truncate(file, end)?;
            storage.sync(file)?;
        }
        self.to_mend.clear();
        Ok(())
    }

    /// A subject that nothing was recorded about yet; its key is on the disk, twice.
    ///
    /// # Errors
    /// What the disk says.
    pub fn fresh(
        &mut self,
        storage: &dyn Storage,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> io::Result<SubjectId> {
        if self.free.is_empty() {
            let drawn: Vec<(SubjectId, SecretKey)> = (0..self.batch)
                .map(|_| (SubjectId::from_bytes(outside::random(randomness)), SecretKey::random(randomness)))
                .collect();
            self.insert(storage, &drawn, keys, randomness)?;
            self.free = drawn.into_iter().map(|(subject, _)| subject).collect();
            self.batch = (2 * self.batch).min(LARGEST_BATCH);
        }
        self.free.pop().ok_or_else(|| io::ErrorKind::Other.into())
    }

    /// Adds keys, those of another device among them; what is known or destroyed here stays as it is.
    ///
    /// # Errors
    /// What the disk says; none of them is known then.
    pub fn insert(
        &mut self,
        storage: &dyn Storage,
        new: &[(SubjectId, SecretKey)],
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> io::Result<()> {
        let is_new = |subject: &SubjectId| !self.keys.contains_key(subject) && !self.destroyed.contains(subject);
        let new: Vec<_> = new.iter().filter(|(subject, _)| is_new(subject)).collect();
        let first = self.n_records + 1;
        let mut bytes = Zeroizing::new(Vec::with_capacity(RECORD * new.len()));
        for (record, (subject, key)) in (first..).zip(new.iter().copied()) {
            bytes.extend_from_slice(&seal(record, *subject, key, keys, randomness));
        }
        for file in FILES.iter().filter(|_| !new.is_empty()) {
            storage.write(file, offset(first), &bytes)?;
            storage.sync(file)?;
        }
        for (record, (subject, key)) in (first..).zip(new) {
            self.keys.insert(*subject, Known { record, key: key.clone() });
            self.n_records = record;
        }
        Ok(())
    }

    /// Destroys a key in both copies. Remnants that a disk keeps elsewhere are out of reach.
    ///
    /// # Errors
    /// What the disk says; the key is no longer used, and destroying it is tried again when the case is opened.
    pub fn destroy(&mut self, storage: &dyn Storage, subject: SubjectId) -> io::Result<()> {
        self.destroyed.insert(subject);
        self.free.retain(|free| *free != subject);
        let Some(known) = self.keys.get(&subject) else { return Ok(()) };
        for file in FILES {
            storage.write(file, offset(known.record), &[0; RECORD])?;
            storage.sync(file)?;
        }
        self.to_mend.retain(|(_, record, _)| *record != known.record);
        self.keys.remove(&subject);
        Ok(())
    }

    /// No longer uses a key, without touching the disk.
    pub fn forget(&mut self, subject: SubjectId) {
        self.destroyed.insert(subject);
    }

    /// Whether the key of a subject was destroyed by an entry that this table has heard of.
    #[must_use]
    pub fn is_destroyed(&self, subject: SubjectId) -> bool {
        self.destroyed.contains(&subject)
    }

    /// Every key, to be given to another device of the same case.
    pub fn keys(&self) -> impl Iterator<Item = (SubjectId, SecretKey)> + '_ {
        self.keys.iter().map(|(subject, known)| (*subject, known.key.clone()))
    }

    /// The keys as an entry of an epoch needs them: the case itself has a key for each epoch.
    #[must_use]
    pub fn in_epoch<'a>(&'a self, keys: &'a Keyring, epoch: impl Into<Sealing>) -> InEpoch<'a> {
        InEpoch { table: self, keys, epoch: epoch.into() }
    }
}

/// See [`Subjects::in_epoch`].
#[derive(Clone, Copy, Debug)]
pub struct InEpoch<'a> {
    table: &'a Subjects,
    keys: &'a Keyring,
    epoch: Sealing,
}

impl SubjectKeys for InEpoch<'_> {
    fn subject_key(&self, subject: SubjectId) -> SubjectKey {
        if subject == SubjectId::CASE {
            return self.keys.content(self.epoch).cloned().map_or(SubjectKey::Missing, SubjectKey::Known);
        }
        if self.table.destroyed.contains(&subject) {
            return SubjectKey::Destroyed;
        }
        self.table.keys.get(&subject).map_or(SubjectKey::Missing, |known| SubjectKey::Known(known.key.clone()))
    }
}

const fn offset(record: u64) -> u64 {
    record * RECORD as u64
}

fn slice(copy: &[u8], record: u64) -> Option<&[u8]> {
    let start = usize::try_from(offset(record)).ok()?;
    copy.get(start..start.checked_add(RECORD)?)
}

fn state(copy: &[u8], record: u64, keys: &Keyring) -> State {
    let Some(bytes) = slice(copy, record) else { return State::Absent };
    if bytes.iter().all(|byte| *byte == 0) {
        return State::Blank;
    }
    open(record, bytes, keys).map_or(State::Bad, |(subject, key)| State::Whole(subject, key))
}

fn seal(record: u64, subject: SubjectId, key: &SecretKey, keys: &Keyring, randomness: &mut dyn Randomness) -> Vec<u8> {
    let (epoch, nonce) = (keys.epoch(), outside::random(randomness));
    let binding = binding(keys.case(), record, subject, epoch);
    let sealed = keys.subjects(epoch).map(|sealing| cipher::seal(sealing, &nonce, &binding, key.expose()));
    [subject.as_bytes().as_slice(), &epoch.to_be_bytes(), &nonce, &sealed.unwrap_or_default()].concat()
}

fn open(record: u64, bytes: &[u8], keys: &Keyring) -> Option<(SubjectId, SecretKey)> {
    let (subject, rest) = bytes.split_first_chunk()?;
    let (epoch, rest) = rest.split_first_chunk()?;
    let (nonce, sealed) = rest.split_first_chunk()?;
    let (subject, epoch) = (SubjectId::from_bytes(*subject), u32::from_be_bytes(*epoch));
    let binding = binding(keys.case(), record, subject, epoch);
    let key = keys.every_subjects(epoch).find_map(|key| cipher::open(key, nonce, &binding, sealed))?;
    Some((subject, SecretKey::from_bytes(Zeroizing::new(key).as_slice().try_into().ok()?)))
}

fn binding(case: CaseId, record: u64, subject: SubjectId, epoch: u32) -> Vec<u8> {
    let (record, epoch) = (record.to_be_bytes(), epoch.to_be_bytes());
    [b"saksi subject 1\n".as_slice(), case.as_bytes(), subject.as_bytes(), &record, &epoch].concat()
}

#[cfg(test)]
mod tests;
