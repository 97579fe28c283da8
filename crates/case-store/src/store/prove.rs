//! Checkpoints of the logs, and proofs of single entries.

use super::{Store, StoreError};
use crate::checkpoint::{Checkpoint, Head};
use crate::ledger::{LedgerError, Log, LogError};
use crate::proof::{Proof, ProofError};
use crate::{DeviceId, EntryHash, merkle};

/// What a checkpoint from outside says about this case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The log holds what it held then, unchanged.
    Holds,
    /// The log is shorter than it was: somebody put an older copy back, or took entries away.
    Shorter {
        /// How many entries it has.
        now: u64,
    },
    /// The log has other entries than it had.
    Rewritten,
    /// There is no such log, or the checkpoint is of another case.
    OtherCase,
}

impl Store {
    /// Signs how far the log of a device goes. The hashes are those of the entries as they were read, whole, when the case was opened, or
    /// written since: what happens to the file meanwhile cannot get under the signature. [`Store::verify`] reads the file again.
    ///
    /// # Errors
    /// [`StoreError`] when there is no such log, or it is damaged.
    pub fn checkpoint(&self, device: DeviceId) -> Result<Checkpoint, StoreError> {
        let log = self.log_of(device)?;
        let leaves = Self::leaves(log)?;
        let head =
            Head { case: self.case(), device, size: leaves.len() as u64, root: merkle::root(leaves.iter().copied()) };
        Ok(Checkpoint::sign(head, &self.author))
    }

    /// Proves an entry to somebody without the case, showing fields by name. Showing is an export: record it.
    ///
    /// # Errors
    /// [`StoreError::Proof`] when there is no such entry or field.
    pub fn prove(&self, hash: EntryHash, fields: &[&str]) -> Result<Proof, StoreError> {
        let position = |(n, log): (usize, &Log)| Some((n, log.spots().iter().position(|spot| spot.hash == hash)?));
        let found = self.ledger.logs().iter().enumerate().find_map(position).ok_or(ProofError::NotInLog)?;
        let entry = self.ledger.entry(&*self.outside.storage, found, &self.keyring, &self.subjects)?;
        let log = self.ledger.logs().get(found.0).ok_or(ProofError::NotInLog)?;
        let leaves = Self::leaves(log)?;
        let (case, device, size) = (self.case(), log.device(), leaves.len() as u64);
        let head = Head { case, device, size, root: merkle::root(leaves.iter().copied()) };
        let checkpoint = Checkpoint::sign(head, &self.author);
        Ok(Proof::new(&entry, fields, &leaves, (checkpoint, self.author.id()))?)
    }

    /// Compares the case with a checkpoint that was kept elsewhere: a backup, an export, another member. Who signed it is the
    /// caller's to check ([`Checkpoint::check_signature`]).
    #[must_use]
    pub fn check_against(&self, checkpoint: &Checkpoint) -> Against {
        let head = checkpoint.head();
        let logs = self.ledger.logs().iter().filter(|log| log.device() == head.device);
        let logs: Vec<&Log> = logs.filter(|_| head.case == self.case()).collect();
        let size = usize::try_from(head.size).unwrap_or(usize::MAX);
        let leaves = |log: &Log| log.spots().get(..size).map(|spots| merkle::root(spots.iter().map(|spot| spot.hash)));
        if logs.iter().any(|log| leaves(log) == Some(head.root)) {
            return Against::Holds;
        }
        match logs.iter().map(|log| log.spots().len()).max() {
            None => Against::OtherCase,
            Some(now) if now < size => Against::Shorter { now: now as u64 },
            Some(_) => Against::Rewritten,
        }
    }

    fn log_of(&self, device: DeviceId) -> Result<&Log, StoreError> {
        let mut logs = self.ledger.logs().iter().filter(|log| log.device() == device);
        match (logs.next(), logs.next()) {
            (Some(log), None) => Ok(log),
            (Some(_), Some(_)) => Err(LedgerError::Forked.into()),
            (None, _) => Err(ProofError::NotInLog.into()),
        }
    }

    /// The hashes of a log that is whole.
    fn leaves(log: &Log) -> Result<Vec<EntryHash>, StoreError> {
        log.check_writable().or_else(|error| match error {
            LogError::Unsettled => Ok(()),
            damaged => Err(damaged),
        })?;
        Ok(log.spots().iter().map(|spot| spot.hash).collect())
    }
}
