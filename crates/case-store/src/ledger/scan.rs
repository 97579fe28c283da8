//! Reads a log from its first byte to its last: every entry that is whole, and what is not.

use super::Finding;
use super::head::{self, Head, HeadPlace};
use super::log::{BLOCK, FIRST_FRAME, PREAMBLE};
use crate::entry::Header;
use crate::frame::{self, FramePlace, PREFIX, Prefix, UNIT};
use crate::keys::Keyring;
use crate::wire::v1;
use crate::{DeviceId, EntryHash, Kind, Storage, entry};
use std::io;

/// Where an entry lies in its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its place, from 1.
    pub sequence: u64,
    /// What it records.
    pub kind: Kind,
    /// See [`Header::step`].
    pub step: u64,
    /// Its hash.
    pub hash: EntryHash,
    /// Which key of the case seals it.
    pub epoch: u32,
    /// Byte of the file where its frame begins.
    pub offset: u64,
    /// Length of the frame.
    pub length: u32,
}

/// A log as it lies on the disk.
#[derive(Clone, Debug, Default)]
pub struct Scanned {
    /// Every whole entry, in order.
    pub spots: Vec<Spot>,
    /// Where the last whole frame ends.
    pub end: u64,
    /// Length of the file.
    pub length: u64,
    /// What the two heads say.
    pub heads: [Option<Head>; 2],
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

/// Reads the whole log of a device.
pub fn scan(storage: &dyn Storage, file: &str, device: DeviceId, keys: &Keyring) -> io::Result<Scanned> {
    let length = storage.length(file)?.ok_or(io::ErrorKind::NotFound)?;
    let mut scanned = Scanned { length, end: FIRST_FRAME, ..Scanned::default() };
    read_preamble(storage, file, device, &mut scanned)?;
    read_heads(storage, file, device, keys, &mut scanned)?;
    let mut frames = Frames { storage, file, device, keys, window: Vec::new(), window_at: 0 };
    frames.read(&mut scanned)?;
    compare_with_heads(device, &mut scanned);
    Ok(scanned)
}

fn read_preamble(storage: &dyn Storage, file: &str, device: DeviceId, scanned: &mut Scanned) -> io::Result<()> {
    let found = storage.read(file, 0, BLOCK)?;
    let (word, rest) = found.split_at(found.len().min(PREAMBLE.len()));
    if word == PREAMBLE && rest.len() == BLOCK - PREAMBLE.len() && rest.iter().all(|byte| *byte == 0) {
        return Ok(());
    }
    let newer = version(word).filter(|version| *version > 1);
    scanned.findings.push(newer.map_or(Finding::Preamble { device }, |version| Finding::NewerLog { device, version }));
    Ok(())
}

/// The number in `saksi log N\n`.
fn version(word: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(word).ok()?.strip_prefix("saksi log ")?;
    text.trim_end_matches('\0').strip_suffix('\n')?.parse().ok()
}

fn read_heads(
    storage: &dyn Storage,
    file: &str,
    device: DeviceId,
    keys: &Keyring,
    scanned: &mut Scanned,
) -> io::Result<()> {
    for slot in [0, 1_u8] {
        let offset = super::log::head_offset(slot);
        let bytes = storage.read(file, offset, BLOCK)?;
        let whole = (bytes.len() == BLOCK).then_some(bytes.as_slice());
        let head = whole.and_then(|bytes| head::open(bytes, HeadPlace { case: keys.case(), device, slot }, keys));
        scanned.heads[usize::from(slot)] = head;
    }
    match scanned.heads {
        [None, None] => scanned.findings.push(Finding::NoHead { device }),
        [None, _] => scanned.findings.push(Finding::HeadUnreadable { device, slot: 1 }),
        [_, None] => scanned.findings.push(Finding::HeadUnreadable { device, slot: 2 }),
        _ => {}
    }
    Ok(())
}

impl Scanned {
    /// The head that knows most.
    pub fn head(&self) -> Option<Head> {
        self.heads.into_iter().flatten().max()
    }

    fn last(&self) -> (u64, EntryHash) {
        self.spots.last().map_or((0, EntryHash::NONE), |spot| (spot.sequence, spot.hash))
    }
}

/// What the head promises must be there.
fn compare_with_heads(device: DeviceId, scanned: &mut Scanned) {
    let (last, _) = scanned.last();
    let promised = scanned.head().map_or(0, |head| head.size);
    if last < promised {
        let damaged = scanned.end < scanned.length;
        let (first, missing) = (last + 1, promised);
        scanned.findings.push(match damaged {
            true => Finding::EntriesDamaged { device, first, last: missing },
            false => Finding::EntriesMissing { device, first, last: missing },
        });
    } else if scanned.end < scanned.length {
        let (bytes, certain) = (scanned.length - scanned.end, last > promised);
        scanned.findings.push(Finding::TornTail { device, last, bytes, certain });
    }
    for head in scanned.heads.into_iter().flatten() {
        let named = scanned.spots.binary_search_by_key(&head.size, |spot| spot.sequence);
        if named.is_ok_and(|at| scanned.spots[at].hash != head.last) {
            scanned.findings.push(Finding::WrongHead { device, sequence: head.size });
            break;
        }
    }
}

/// The frames of a file, read in large pieces.
struct Frames<'a> {
    storage: &'a dyn Storage,
    file: &'a str,
    device: DeviceId,
    keys: &'a Keyring,
    window: Vec<u8>,
    window_at: u64,
}

/// How much is read at once, bytes.
const WINDOW: usize = 1 << 20;

/// What lies at an offset.
enum Found {
    /// A whole entry.
    Entry(Box<Header>, Spot),
    /// A frame sealed with a key that we do not have.
    Locked(Prefix),
    /// Nothing that opens here.
    Nothing,
}

impl Frames<'_> {
    fn read(&mut self, scanned: &mut Scanned) -> io::Result<()> {
        let mut offset = FIRST_FRAME;
        while offset < scanned.length {
            let (sequence, previous) = scanned.last();
            match self.at(offset, sequence + 1, Some(previous))? {
                Found::Entry(header, spot) => {
                    self.check_place(&header, &spot, previous, scanned);
                    offset += u64::from(spot.length);
                    scanned.spots.push(spot);
                    scanned.end = offset;
                }
                found => {
                    // Behind what the heads vouch for nothing was acknowledged: whatever does not open there is a torn tail.
                    let vouched = scanned.head().is_none_or(|head| sequence < head.size);
                    let next = if vouched { self.next_after(offset, sequence + 1, scanned.length)? } else { None };
                    let Some((header, spot)) = next else {
                        self.end_with(&found, (sequence + 1, previous), scanned);
                        return Ok(());
                    };
                    self.skip_to(&header, spot, &mut offset, scanned);
                }
            }
        }
        Ok(())
    }

    /// Nothing behind this opens. Entries that only lack their key are no torn tail.
    fn end_with(&self, found: &Found, expected: (u64, EntryHash), scanned: &mut Scanned) {
        if let Found::Locked(prefix) = found
            && (prefix.sequence, prefix.previous) == expected
        {
            scanned.findings.push(Finding::KeyMissing { device: self.device, sequence: prefix.sequence });
        }
    }

    /// Goes on behind damaged entries.
    fn skip_to(&self, header: &Header, spot: Spot, offset: &mut u64, scanned: &mut Scanned) {
        let device = self.device;
        let (sequence, _) = scanned.last();
        if spot.sequence > sequence + 1 {
            let last = spot.sequence - 1;
            scanned.findings.push(Finding::EntriesDamaged { device, first: sequence + 1, last });
        } else {
            scanned.findings.push(Finding::ChainBroken { device, sequence: spot.sequence });
        }
        self.check_place(header, &spot, header.previous, scanned);
        *offset = spot.offset + u64::from(spot.length);
        scanned.spots.push(spot);
        scanned.end = *offset;
    }

    fn check_place(&self, header: &Header, spot: &Spot, previous: EntryHash, scanned: &mut Scanned) {
        let says = (header.case, header.device, header.sequence, header.previous);
        if says != (self.keys.case(), self.device, spot.sequence, previous) {
            scanned.findings.push(Finding::WrongPlace { device: self.device, sequence: spot.sequence });
        }
        // Nobody who lost the key may go on with an older one.
        if scanned.spots.last().is_some_and(|before| before.epoch > spot.epoch) {
            scanned.findings.push(Finding::OldKey { device: self.device, sequence: spot.sequence });
        }
    }

    /// Looks for the next whole entry behind a damaged one. Frames begin at multiples of [`UNIT`].
    fn next_after(&mut self, from: u64, sequence: u64, length: u64) -> io::Result<Option<(Box<Header>, Spot)>> {
        let mut offset = from;
        while offset < length {
            if let Found::Entry(header, spot) = self.at(offset, sequence, None)? {
                return Ok(Some((header, spot)));
            }
            offset += UNIT as u64;
        }
        Ok(None)
    }

    /// What lies at an offset: the entry `sequence` that follows `previous`, or, with none given, any later one.
    fn at(&mut self, offset: u64, sequence: u64, previous: Option<EntryHash>) -> io::Result<Found> {
        let Ok(prefix) = frame::prefix(self.bytes(offset, PREFIX)?) else { return Ok(Found::Nothing) };
        let fits = match previous {
            Some(_) => true,
            // Behind damage the frame's own word is taken for its place; the cipher says whether it is true.
            None => prefix.sequence >= sequence && prefix.sequence - sequence <= offset / UNIT as u64,
        };
        if !fits {
            return Ok(Found::Nothing);
        }
        let (case, device, keys) = (self.keys.case(), self.device, self.keys);
        let (sequence, previous) = previous.map_or((prefix.sequence, prefix.previous), |previous| (sequence, previous));
        let place = FramePlace { case, device, epoch: prefix.epoch, sequence, previous };
        if keys.frames(prefix.epoch).is_none() {
            return Ok(Found::Locked(prefix));
        }
        let bytes = self.bytes(offset, prefix.length)?;
        let opened = keys.every_frames(prefix.epoch).find_map(|(_, key)| frame::open(bytes, &place, key));
        let entry = opened.as_deref().and_then(|entry| v1::read_entry(entry).ok());
        let Some((entry, signed)) = entry.and_then(|entry| Some((entry, v1::read_signed(entry.signed).ok()?))) else {
            return Ok(Found::Nothing);
        };
        let hash = entry::entry_hash(entry.signed, entry.signature);
        let length = u32::try_from(prefix.length).unwrap_or(u32::MAX);
        let spot = Spot {
            sequence,
            kind: signed.header.kind,
            step: signed.header.step,
            hash,
            epoch: prefix.epoch,
            offset,
            length,
        };
        Ok(Found::Entry(Box::new(signed.header), spot))
    }

    /// Bytes of the file; fewer at its end.
    fn bytes(&mut self, offset: u64, length: usize) -> io::Result<&[u8]> {
        let within = |window: &[u8], at: u64| {
            let start = usize::try_from(offset.checked_sub(at)?).ok()?;
            (start.checked_add(length)? <= window.len()).then_some(start)
        };
        if within(&self.window, self.window_at).is_none() {
            self.window = self.storage.read(self.file, offset, length.max(WINDOW))?;
            self.window_at = offset;
        }
        let start = usize::try_from(offset - self.window_at).unwrap_or(usize::MAX).min(self.window.len());
        let end = start.saturating_add(length).min(self.window.len());
        Ok(&self.window[start..end])
    }
}
