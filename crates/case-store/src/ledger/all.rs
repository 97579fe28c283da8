//! All logs of a case: one for each device, and one more for each fork.

use super::order::{Branch, Order, common};
use super::{Finding, Log, LogError, Sealed, Spot};
use crate::entry::{self, Author, Draft, Entry, EntryError, Place};
use crate::frame::{self, FramePlace};
use crate::keys::Keyring;
use crate::subjects::Subjects;
use crate::{DeviceId, EntryHash, Kind, Randomness, Storage, Timestamp};
use std::collections::BTreeSet;

/// The folder of the logs.
pub const FOLDER: &str = "log";
const EXTENSION: &str = ".led";

/// Why something cannot be recorded or read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// An entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The keys do not reach so far.
    #[error("the keys of this case are missing")]
    NoKey,
    /// This device's log is forked: a copy of the case was written to as the same device.
    #[error("this device's log is forked; open the case as a new device to go on, both branches are kept")]
    Forked,
}

impl From<std::io::Error> for LedgerError {
    fn from(error: std::io::Error) -> Self {
        Self::Log(error.into())
    }
}

/// Proof that something was recorded: it is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The log.
    pub device: DeviceId,
    /// Place in it.
    pub sequence: u64,
    /// Hash of the entry.
    pub hash: EntryHash,
    /// Time by the clock of the device.
    pub time: Timestamp,
}

/// Up to where the logs go: device, number of entries, hash of the last. Equal heads mean equal cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads(pub BTreeSet<(DeviceId, u64, EntryHash)>);

impl Heads {
    /// As bytes, to be kept beside what was made from the entries up to here.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let one = |(device, size, hash): &(DeviceId, u64, EntryHash)| {
            [device.as_bytes().as_slice(), &size.to_be_bytes(), hash.as_bytes()].concat()
        };
        self.0.iter().flat_map(one).collect()
    }

    /// From [`Heads::to_bytes`]; none when it is something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let one = |bytes: &[u8]| {
            let (device, rest) = bytes.split_first_chunk::<{ DeviceId::LENGTH }>()?;
            let (size, hash) = rest.split_first_chunk::<8>()?;
            let hash = EntryHash::from_bytes(hash.try_into().ok()?);
            Some((DeviceId::from_bytes(*device), u64::from_be_bytes(*size), hash))
        };
        bytes.chunks(DeviceId::LENGTH + 8 + EntryHash::LENGTH).map(one).collect::<Option<_>>().map(Self)
    }
}

/// Who writes where.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// The log written to.
    pub device: DeviceId,
    /// Who signs.
    pub author: &'a Author,
    /// The keys of the case.
    pub keys: &'a Keyring,
    /// The keys of the people concerned.
    pub subjects: &'a Subjects,
    /// When.
    pub time: Timestamp,
}

/// Where entries of another copy go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Destination {
    /// The log.
    pub log: usize,
    /// How many of them it has.
    pub has: usize,
    /// How many of them some log has: a fork repeats what it shares.
    pub known: usize,
}

/// All logs of a case.
#[derive(Debug, Default)]
pub struct Ledger {
    logs: Vec<Log>,
}

impl Ledger {
    /// Reads every log; what is wrong is in [`Ledger::findings`].
    ///
    /// # Errors
    /// [`LogError::Storage`].
    pub fn open(storage: &dyn Storage, keys: &Keyring) -> Result<Self, LogError> {
        let mut logs = Vec::new();
        for name in storage.list(FOLDER)? {
            if let Some(device) = device_of(&name) {
                logs.push(Log::open(storage, &format!("{FOLDER}/{name}"), device, keys)?);
            }
        }
        Ok(Self { logs })
    }

    /// The logs.
    #[must_use]
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// What was noticed: damage, torn tails, forks.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let own = self.logs.iter().flat_map(|log| log.findings().iter().cloned());
        own.chain(self.branches().iter().filter_map(|branch| branch.fork(&self.logs))).collect()
    }

    /// Up to where the logs go.
    #[must_use]
    pub fn heads(&self) -> Heads {
        let head = |log: &Log| {
            let (size, hash) = log.last();
            (size > 0 && !self.is_begun(log)).then(|| (log.device(), size, hash))
        };
        Heads(self.logs.iter().filter_map(head).collect())
    }

    /// Whether a log is the beginning of another: a fork that was not yet wholly taken in.
    fn is_begun(&self, log: &Log) -> bool {
        let others = self.logs.iter().filter(|other| other.device() == log.device());
        let mut longer = others.filter(|other| other.spots().len() > log.spots().len());
        longer.any(|other| common(log.spots(), other.spots()) == log.spots().len())
    }

    /// Every entry once, in the order of [`Order`]: where to find it.
    #[must_use]
    pub fn order(&self) -> Order<'_> {
        Order::new(&self.logs, self.branches())
    }

    /// Every entry of one kind, in order.
    pub fn order_of(&self, kind: Kind) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.order().filter(move |(log, at)| self.spot((*log, *at)).is_some_and(|spot| spot.kind == kind))
    }

    /// Whether there is an entry of a kind.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.logs.iter().flat_map(Log::spots).any(|spot| spot.kind == kind)
    }

    /// What [`Ledger::order`] named.
    #[must_use]
    pub fn spot(&self, (log, at): (usize, usize)) -> Option<&Spot> {
        self.logs.get(log)?.spots().get(at)
    }

    /// The entries that `known` lacks, when all of them come after all that it has; none when a merge brought something that
    /// belongs between, so that whoever folds the ledger must begin anew.
    #[must_use]
    pub fn order_after(&self, known: &Heads) -> Option<Order<'_>> {
        Order::after(&self.logs, self.branches(), known)
    }

    /// Opens an entry that [`Ledger::order`] named.
    ///
    /// # Errors
    /// [`LedgerError`] when the disk no longer has what it had.
    pub fn entry(
        &self,
        storage: &dyn Storage,
        (log, at): (usize, usize),
        keys: &Keyring,
        subjects: &Subjects,
    ) -> Result<Entry, LedgerError> {
        let log = self.logs.get(log).ok_or(LedgerError::NoKey)?;
        let (bytes, epoch) = log.entry(storage, at, keys)?;
        Ok(Entry::open(&bytes, &subjects.in_epoch(keys, epoch))?)
    }

    /// Records drafts in the log of a device, in order; returns when they are on the disk.
    ///
    /// # Errors
    /// [`LedgerError`]; nothing was recorded then.
    pub fn append(
        &mut self,
        storage: &dyn Storage,
        drafts: &[Draft],
        writer: Writer<'_>,
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<Receipt>, LedgerError> {
        let mut step = self.logs.iter().flat_map(|log| log.spots().last()).map(|spot| spot.step).max().unwrap_or(0);
        let log = self.log_of(storage, writer, randomness)?;
        let (mut sequence, mut previous) = log.last();
        let (mut frames, mut receipts) = (Vec::new(), Vec::new());
        for draft in drafts {
            (sequence, step) = (sequence + 1, step + 1);
            let sealed = seal(draft, (sequence, step, previous), writer, randomness)?;
            previous = sealed.hash;
            receipts.push(Receipt { device: writer.device, sequence, hash: previous, time: writer.time });
            frames.push(sealed);
        }
        if !frames.is_empty() {
            log.append(storage, &frames, writer.keys, randomness)?;
        }
        Ok(receipts)
    }

    /// The log of a device that writes; made when there is none.
    fn log_of(
        &mut self,
        storage: &dyn Storage,
        writer: Writer<'_>,
        randomness: &mut dyn Randomness,
    ) -> Result<&mut Log, LedgerError> {
        let of_device = |log: &Log| log.device() == writer.device;
        match self.logs.iter().filter(|log| of_device(log)).count() {
            0 => {
                let file = format!("{FOLDER}/{}{EXTENSION}", writer.device);
                self.logs.push(Log::create(storage, &file, writer.device, writer.keys, randomness)?);
            }
            1 => {}
            _ => return Err(LedgerError::Forked),
        }
        self.logs.iter_mut().find(|log| of_device(log)).ok_or(LedgerError::Forked)
    }

    /// The log that entries of another copy belong to: the one that they go on from, or a new one for a fork. None when all of them
    /// are here.
    pub(crate) fn branch_for(
        &mut self,
        storage: &dyn Storage,
        device: DeviceId,
        theirs: &[Spot],
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<Option<Destination>, LedgerError> {
        let ours = self.logs.iter().enumerate().filter(|(_, log)| log.device() == device);
        let shared: Vec<_> = ours.map(|(n, log)| (common(theirs, log.spots()), log.spots().len(), n)).collect();
        if theirs.is_empty() || shared.iter().any(|(shared, ..)| *shared == theirs.len()) {
            return Ok(None);
        }
        let longest = shared.iter().map(|(shared, ..)| *shared).max();
        let known = longest.unwrap_or(0);
        if let Some((has, _, log)) = shared.iter().filter(|(shared, length, _)| shared == length).max() {
            return Ok(Some(Destination { log: *log, has: *has, known }));
        }
        let file = match longest.and_then(|at| theirs.get(at)) {
            Some(first) => fork_file(device, first.hash),
            None => format!("{FOLDER}/{device}{EXTENSION}"),
        };
        self.logs.push(Log::create(storage, &file, device, keys, randomness)?);
        Ok(Some(Destination { log: self.logs.len() - 1, has: 0, known }))
    }

    /// Appends frames of another copy to a log.
    pub(crate) fn append_frames(
        &mut self,
        log: usize,
        storage: &dyn Storage,
        frames: &[Sealed],
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), LedgerError> {
        let log = self.logs.get_mut(log).ok_or(LedgerError::NoKey)?;
        if frames.is_empty() { Ok(()) } else { Ok(log.append(storage, frames, keys, randomness)?) }
    }

    /// Brings the heads of all logs up to date.
    ///
    /// # Errors
    /// [`LogError::Storage`]; nothing is lost then.
    pub fn close(
        &mut self,
        storage: &dyn Storage,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        self.logs.iter_mut().try_for_each(|log| log.close(storage, keys, randomness))
    }

    fn branches(&self) -> Vec<Branch> {
        Branch::of(&self.logs)
    }
}

fn seal(
    draft: &Draft,
    (sequence, step, previous): (u64, u64, EntryHash),
    writer: Writer<'_>,
    randomness: &mut dyn Randomness,
) -> Result<Sealed, LedgerError> {
    let Writer { device, author, keys, subjects, time } = writer;
    let (case, epoch) = (keys.case(), keys.epoch());
    let place = Place { case, device, sequence, step, previous, time };
    let entry = entry::seal(draft, place, author, &subjects.in_epoch(keys, epoch), randomness)?;
    let place = FramePlace { case, device, epoch, sequence, previous };
    let key = keys.frames(epoch).ok_or(LedgerError::NoKey)?;
    let frame = frame::seal(&entry.bytes, place, key, randomness).map_err(EntryError::from)?;
    Ok(Sealed { frame, hash: entry.hash, kind: draft.kind, step })
}

/// Whether a file of this name is a log.
pub(crate) fn is_log(name: &str) -> bool {
    device_of(name).is_some()
}

/// Whose log a file is: `<device>.led`, or `<device>-<hash>.led` for a fork.
fn device_of(name: &str) -> Option<DeviceId> {
    let stem = name.strip_suffix(EXTENSION)?;
    DeviceId::from_hex(stem.split_once('-').map_or(stem, |(device, _)| device)).ok()
}

/// The file of a fork, named for the first entry that differs.
fn fork_file(device: DeviceId, first: EntryHash) -> String {
    let hash = first.to_string();
    format!("{FOLDER}/{device}-{}{EXTENSION}", hash.get(..16).unwrap_or(&hash))
}
