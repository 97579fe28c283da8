//! The two heads of a log: how many entries were acknowledged, and the hash of the last one.
//!
//! They are written in turn, so that one of them always stands. What they say is true and may be one entry behind while
//! the log is open; closing brings both up to date.

use crate::keys::Keyring;
use crate::{CaseId, DeviceId, EntryHash, Randomness, cipher, outside};

/// Length of what is sealed, bytes. The rest of the block that a head lies in is zero.
const TEXT: usize = 8 + EntryHash::LENGTH;

/// What a head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// How many entries were acknowledged.
    pub size: u64,
    /// Hash of the last of them.
    pub last: EntryHash,
}

/// Which log, and which of its two heads.
#[derive(Clone, Copy, Debug)]
pub struct HeadPlace {
    /// The case.
    pub case: CaseId,
    /// The log.
    pub device: DeviceId,
    /// 0 or 1.
    pub slot: u8,
}

/// Seals a head with the newest key.
pub fn seal(head: Head, place: HeadPlace, keys: &Keyring, randomness: &mut dyn Randomness) -> Vec<u8> {
    let epoch = keys.epoch();
    let nonce = outside::random(randomness);
    let text = [head.size.to_be_bytes().as_slice(), head.last.as_bytes()].concat();
    let sealed = keys.heads(epoch).map(|key| cipher::seal(key, &nonce, &binding(place, epoch), &text));
    [epoch.to_be_bytes().as_slice(), &nonce, &sealed.unwrap_or_default()].concat()
}

/// Opens a head; none when it is not whole.
pub fn open(bytes: &[u8], place: HeadPlace, keys: &Keyring) -> Option<Head> {
    let (epoch, rest) = bytes.split_first_chunk::<4>()?;
    let (nonce, rest) = rest.split_first_chunk::<{ cipher::NONCE }>()?;
    let (sealed, padding) = rest.split_at_checked(TEXT + cipher::TAG)?;
    if padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    let epoch = u32::from_be_bytes(*epoch);
    let binding = binding(place, epoch);
    let text = keys.every_heads(epoch).find_map(|key| cipher::open(key, nonce, &binding, sealed))?;
    let (size, last) = text.split_first_chunk::<8>()?;
    Some(Head { size: u64::from_be_bytes(*size), last: EntryHash::from_bytes(last.try_into().ok()?) })
}

fn binding(place: HeadPlace, epoch: u32) -> Vec<u8> {
    let epoch = epoch.to_be_bytes();
    [b"saksi head 1\n".as_slice(), place.case.as_bytes(), place.device.as_bytes(), &[place.slot], &epoch].concat()
}
