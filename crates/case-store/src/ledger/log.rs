//! The log of one device: frames one after the other, only ever appended to.
//!
//! ```text
//! file = preamble (one block), head 1 (one block), head 2 (one block), frames
//! ```
//!
//! An append writes the head as it was before (in the block that is older) and the frame, waits for the disk once, and
//! only then acknowledges. So a power cut leaves every acknowledged entry whole, and at most one torn frame behind them.

use super::Finding;
use super::head::{self, Head, HeadPlace};
use super::scan::{self, Spot};
use crate::frame::{self, FramePlace};
use crate::keys::{Keyring, Sealing};
use crate::storage::Storage;
use crate::{DeviceId, EntryHash, Kind, Randomness};
use std::io;
use zeroize::Zeroizing;

/// The file begins so; the rest of the block is zero.
pub const PREAMBLE: &[u8] = b"saksi log 1\n";
/// Heads are that far apart, so that no disk writes both at once.
pub const BLOCK: usize = 4096;
/// Where the frames begin.
pub const FIRST_FRAME: u64 = 3 * BLOCK as u64;

/// Where a head lies.
pub const fn head_offset(slot: u8) -> u64 {
    BLOCK as u64 * (slot as u64 + 1)
}

/// Why a log cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The disk.
    #[error("the disk says: {0}")]
    Storage(#[from] io::Error),
    /// The log is damaged, so nothing may be added to it.
    #[error("nothing can be added: {0}")]
    Damaged(Finding),
    /// An earlier append failed in a way that leaves open what is on the disk.
    #[error("nothing can be added until the case is opened again: an earlier write failed and could not be taken back")]
    Unsettled,
    /// There is no such entry, or it cannot be read.
    #[error("log {device}: entry {sequence} cannot be read")]
    Unreadable {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
}

/// A frame that is ready to be appended.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// Its bytes.
    pub frame: Vec<u8>,
    /// Hash of its entry.
    pub hash: EntryHash,
    /// What it records.
    pub kind: Kind,
    /// See [`crate::Header::step`].
    pub step: u64,
}

/// The log of one device.
#[derive(Debug)]
pub struct Log {
    file: String,
    device: DeviceId,
    spots: Vec<Spot>,
    end: u64,
    findings: Vec<Finding>,
    /// The head that is written next: the older one.
    next_head: u8,
    /// How many entries the heads vouched for when the log was opened.
    vouched: u64,
    /// Whether the file is as it must be for an append.
    ready: bool,
    /// Whether both heads say what is there.
    closed: bool,
    unsettled: bool,
}

impl Log {
    /// Makes the file of an empty log. It is there after a power cut, or it is not.
    ///
    /// # Errors
    /// [`LogError::Storage`].
    pub fn create(
        storage: &dyn Storage,
        file: &str,
        device: DeviceId,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, LogError> {
        let mut bytes = PREAMBLE.to_vec();
        let empty = Head { size: 0, last: EntryHash::NONE };
        for slot in [0, 1] {
            bytes.resize(usize::try_from(head_offset(slot)).unwrap_or_default(), 0);
            bytes.extend_from_slice(&head::seal(
                empty,
                HeadPlace { case: keys.case(), device, slot },
                keys,
                randomness,
            ));
        }
        bytes.resize(3 * BLOCK, 0);
        if storage.length(file)?.is_some() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        crate::storage::replace(storage, file, &bytes)?;
        Self::open(storage, file, device, keys)
    }

    /// Reads a log and changes nothing.
    ///
    /// # Errors
    /// [`LogError::Storage`]; whatever is wrong with the content is in [`Log::findings`].
    pub fn open(storage: &dyn Storage, file: &str, device: DeviceId, keys: &Keyring) -> Result<Self, LogError> {
        let scanned = scan::scan(storage, file, device, keys)?;
        let size = scanned.spots.last().map_or(0, |spot| spot.sequence);
        let vouched = scanned.head().map_or(0, |head| head.size);
        let [first, second] = scanned.heads.map(|head| head.map(|head| head.size));
        let closed = first == Some(size) && second == Some(size) && scanned.end == scanned.length;
        Ok(Self {
            file: file.to_owned(),
            device,
            spots: scanned.spots,
            end: scanned.end,
            findings: scanned.findings,
            next_head: u8::from(first > second),
            vouched,
            ready: closed,
            closed,
            unsettled: false,
        })
    }

    /// Whose log it is.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// Its file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What was noticed on opening.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Where the whole entries lie, in order.
    #[must_use]
    pub fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// Sequence and hash of the last entry; zero and [`EntryHash::NONE`] without any.
    #[must_use]
    pub fn last(&self) -> (u64, EntryHash) {
        self.spots.last().map_or((0, EntryHash::NONE), |spot| (spot.sequence, spot.hash))
    }

    /// Whether something may be appended.
    ///
    /// # Errors
    /// [`LogError::Damaged`] with the first damage; [`LogError::Unsettled`].
    pub fn check_writable(&self) -> Result<(), LogError> {
        if let Some(damage) = self.findings.iter().find(|finding| finding.is_damage()) {
            return Err(LogError::Damaged(damage.clone()));
        }
        if self.unsettled { Err(LogError::Unsettled) } else { Ok(()) }
    }

    /// The bytes of the frame at a spot.
    ///
    /// # Errors
    /// [`LogError::Storage`].
    pub fn frame(&self, storage: &dyn Storage, spot: &Spot) -> Result<Vec<u8>, LogError> {
        Ok(storage.read(&self.file, spot.offset, usize::try_from(spot.length).unwrap_or(usize::MAX))?)
    }

    /// The bytes of the entry at a place in [`Log::spots`], and which key sealed it.
    ///
    /// # Errors
    /// [`LogError::Unreadable`] when the file is no longer what it was.
    pub fn entry(
        &self,
        storage: &dyn Storage,
        at: usize,
        keys: &Keyring,
    ) -> Result<(Zeroizing<Vec<u8>>, Sealing), LogError> {
        let unreadable = |sequence| LogError::Unreadable { device: self.device, sequence };
        let spot = self.spots.get(at).ok_or_else(|| unreadable(0))?;
        let frame = self.frame(storage, spot)?;
        let prefix = frame::prefix(&frame).map_err(|_| unreadable(spot.sequence))?;
        let (epoch, previous) = (prefix.epoch, prefix.previous);
        let place = FramePlace { case: keys.case(), device: self.device, epoch, sequence: spot.sequence, previous };
        let open = |(sealing, key)| Some((frame::open(&frame, &place, key)?, sealing));
        keys.every_frames(epoch).find_map(open).ok_or_else(|| unreadable(spot.sequence))
    }

    /// Appends frames that follow each other, and returns when they are on the disk.
    ///
    /// # Errors
    /// [`LogError`]; nothing was acknowledged then, and nothing that was before is lost.
    pub fn append(
        &mut self,
        storage: &dyn Storage,
        frames: &[Sealed],
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        self.check_writable()?;
        self.make_ready(storage, keys, randomness)?;
        let head = self.head();
        self.closed = false;
        if let Err(error) = self.write(storage, head, frames, keys, randomness) {
            self.take_back(storage);
            return Err(error.into());
        }
        self.next_head ^= 1;
        self.take_in(frames);
        // More than one entry since the last head: a second head makes sure that a damaged one would be missed. The entries
        // are on the disk already, so a failure here only means that nothing may follow.
        if frames.len() > 1 {
            self.unsettled = self.write_head(storage, keys, randomness).is_err();
        }
        Ok(())
    }

    /// Brings both heads up to date, so that everything is known to be there when the log is opened next.
    ///
    /// # Errors
    /// [`LogError::Storage`]; nothing is lost then.
    pub fn close(
        &mut self,
        storage: &dyn Storage,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        if self.closed || self.check_writable().is_err() {
            return Ok(());
        }
        self.make_ready(storage, keys, randomness)?;
        self.write_head(storage, keys, randomness)?;
        self.write_head(storage, keys, randomness)?;
        self.closed = true;
        Ok(())
    }

    fn head(&self) -> Head {
        let (size, last) = self.last();
        Head { size, last }
    }

    /// Cuts off what a power cut left behind the last whole entry, and writes once more what may not have reached the disk.
    fn make_ready(
        &mut self,
        storage: &dyn Storage,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        if self.ready {
            return Ok(());
        }
        storage.truncate(&self.file, self.end)?;
        // After a failed sync the system may show what the disk does not have: what no head vouches for is written again.
        for spot in self.spots.iter().filter(|spot| spot.sequence > self.vouched) {
            let frame = self.frame(storage, spot)?;
            storage.write(&self.file, spot.offset, &frame)?;
        }
        storage.sync(&self.file)?;
        self.write_head(storage, keys, randomness)?;
        self.ready = true;
        Ok(())
    }

    fn write(
        &self,
        storage: &dyn Storage,
        head: Head,
        frames: &[Sealed],
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> io::Result<()> {
        let place = HeadPlace { case: keys.case(), device: self.device, slot: self.next_head };
        storage.write(&self.file, head_offset(place.slot), &head::seal(head, place, keys, randomness))?;
        let mut offset = self.end;
        for sealed in frames {
            storage.write(&self.file, offset, &sealed.frame)?;
            offset += sealed.frame.len() as u64;
        }
        storage.sync(&self.file)
    }

    /// Puts the file back to its last acknowledged entry.
    fn take_back(&mut self, storage: &dyn Storage) {
        let taken_back = storage.truncate(&self.file, self.end).and_then(|()| storage.sync(&self.file));
        self.unsettled = taken_back.is_err();
    }

    fn take_in(&mut self, frames: &[Sealed]) {
        for sealed in frames {
            let (sequence, _) = self.last();
            let length = u32::try_from(sealed.frame.len()).unwrap_or(u32::MAX);
            let (kind, step, hash, offset) = (sealed.kind, sealed.step, sealed.hash, self.end);
            let epoch = frame::prefix(&sealed.frame).map_or(0, |prefix| prefix.epoch);
            self.spots.push(Spot { sequence: sequence + 1, kind, step, hash, epoch, offset, length });
            self.end += u64::from(length);
        }
    }

    fn write_head(
        &mut self,
        storage: &dyn Storage,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        self.write(storage, self.head(), &[], keys, randomness)?;
        self.next_head ^= 1;
        Ok(())
    }
}
