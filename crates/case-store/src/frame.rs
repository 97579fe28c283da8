//! A frame: one entry, sealed for the members of the case and bound to its place in one log.
//!
//! ```text
//! frame  = length u32, epoch u32, sequence u64, previous [32], nonce [24], ciphertext
//! text   = entry, 0x80, zeros up to a multiple of 256 bytes of the whole frame
//! ```
//!
//! Everything before the nonce is authenticated, with case and device, so a frame opens at one place only. The place stands
//! in the frame so that what lies behind a damaged frame can still be found and read. Frames are padded so that their
//! lengths tell little.

use crate::wire::{Reader, WireError, v1};
use crate::{CaseId, DeviceId, EntryHash, Randomness, SecretKey, cipher, outside};
use zeroize::Zeroizing;

/// Frames are multiples of this long, bytes.
pub const UNIT: usize = 256;
/// Length of what stands before the ciphertext, bytes.
pub const PREFIX: usize = 72;
/// Longest frame, bytes.
pub const MAX_FRAME: usize = v1::MAX_ENTRY + UNIT;

const BOUND: usize = PREFIX - cipher::NONCE;
const END_OF_ENTRY: u8 = 0x80;

/// The place of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FramePlace {
    /// The case.
    pub case: CaseId,
    /// The log.
    pub device: DeviceId,
    /// Which key of the case seals it.
    pub epoch: u32,
    /// Place of the entry in the log, from 1.
    pub sequence: u64,
    /// Hash of the entry before.
    pub previous: EntryHash,
}

/// What stands before the ciphertext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// Length of the whole frame, bytes.
    pub length: usize,
    /// Which key of the case seals it.
    pub epoch: u32,
    /// Place of the entry in the log.
    pub sequence: u64,
    /// Hash of the entry before.
    pub previous: EntryHash,
    nonce: [u8; cipher::NONCE],
}

/// Seals an entry.
///
/// # Errors
/// [`WireError::Invalid`] when the entry is longer than [`v1::MAX_ENTRY`].
pub fn seal(
    entry: &[u8],
    place: FramePlace,
    key: &SecretKey,
    randomness: &mut dyn Randomness,
) -> Result<Vec<u8>, WireError> {
    if entry.len() > v1::MAX_ENTRY {
        return Err(WireError::Invalid { what: "length of the entry" });
    }
    let length = (PREFIX + entry.len() + 1 + cipher::TAG).next_multiple_of(UNIT);
    let mut text = Zeroizing::new(Vec::with_capacity(length));
    text.extend_from_slice(entry);
    text.push(END_OF_ENTRY);
    text.resize(length - PREFIX - cipher::TAG, 0);
    let nonce = outside::random(randomness);
    let bound = bound(length, &place);
    let ciphertext = cipher::seal(key, &nonce, &binding(&place, &bound), &text);
    Ok([bound.as_slice(), &nonce, &ciphertext].concat())
}

/// Reads what stands before the ciphertext.
///
/// # Errors
/// [`WireError`] when there is too little or the length is impossible.
pub fn prefix(bytes: &[u8]) -> Result<Prefix, WireError> {
    let mut reader = Reader::new(bytes);
    let length = usize::try_from(reader.u32()?).unwrap_or(usize::MAX);
    if !(UNIT..=MAX_FRAME).contains(&length) || !length.is_multiple_of(UNIT) {
        return Err(WireError::Invalid { what: "length of a frame" });
    }
    let (epoch, sequence) = (reader.u32()?, reader.u64()?);
    Ok(Prefix { length, epoch, sequence, previous: EntryHash::from_bytes(reader.array()?), nonce: reader.array()? })
}

/// Opens a whole frame at its place; the bytes of the entry. None when a single bit or the place differs.
#[must_use]
pub fn open(frame: &[u8], place: &FramePlace, key: &SecretKey) -> Option<Zeroizing<Vec<u8>>> {
    let prefix = prefix(frame).ok()?;
    if prefix.length != frame.len() {
        return None;
    }
    let bound = bound(frame.len(), place);
    let text = cipher::open(key, &prefix.nonce, &binding(place, &bound), frame.get(PREFIX..)?)?;
    // The prefix itself is not what was authenticated but the place asked for: they must be the same.
    if frame.get(..BOUND)? != bound {
        return None;
    }
    unpad(Zeroizing::new(text))
}

fn unpad(mut text: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    let end = text.iter().rposition(|byte| *byte != 0)?;
    if *text.get(end)? != END_OF_ENTRY || text.len() - end > UNIT {
        return None;
    }
    text.truncate(end);
    Some(text)
}

fn bound(length: usize, place: &FramePlace) -> Vec<u8> {
    let mut out = Vec::with_capacity(BOUND);
    out.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(&place.epoch.to_be_bytes());
    out.extend_from_slice(&place.sequence.to_be_bytes());
    out.extend_from_slice(place.previous.as_bytes());
    out
}

fn binding(place: &FramePlace, bound: &[u8]) -> Vec<u8> {
    [b"saksi frame 1\n".as_slice(), place.case.as_bytes(), place.device.as_bytes(), bound].concat()
}

#[cfg(test)]
mod tests;
