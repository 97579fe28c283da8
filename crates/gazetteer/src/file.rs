//! The file: magic, lengths, attribution, names (finite state transducer), lists of places by name, strings, places.
//!
//! All numbers are little endian. A name leads to an offset into the lists: a count byte, then place numbers of four
//! bytes. Places are records of [`RECORD`] bytes; country, division and id stand in a table of strings.

use crate::{Place, PlaceKind};
use fst::Map;

/// First bytes of the file; the digit is the version of the format.
pub(crate) const MAGIC: &[u8; 8] = b"SAKSIGZ1";
/// Bytes of one place.
pub(crate) const RECORD: usize = 28;
/// A place without a position has this latitude.
pub(crate) const NOWHERE: i32 = i32::MAX;

/// A gazetteer in memory.
pub(crate) struct File {
    attribution: String,
    names: Map<Vec<u8>>,
    lists: Vec<u8>,
    strings: Vec<u8>,
    places: Vec<u8>,
}

impl File {
    /// `None` when the bytes are not a whole gazetteer.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Option<File> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let mut lengths = [0_usize; 5];
        let (head, mut rest) = rest.split_at_checked(40)?;
        for (length, number) in lengths.iter_mut().zip(head.chunks_exact(8)) {
            *length = usize::try_from(u64::from_le_bytes(number.try_into().ok()?)).ok()?;
        }
        let mut next = |length: usize| {
            let (part, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(part.to_vec())
        };
        Some(File {
            attribution: String::from_utf8(next(lengths[0])?).ok()?,
            names: names(next(lengths[1])?)?,
            lists: next(lengths[2])?,
            strings: next(lengths[3])?,
            places: next(lengths[4])?,
        })
    }

    pub(crate) fn attribution(&self) -> &str {
        &self.attribution
    }

    pub(crate) fn knows(&self, key: &str) -> bool {
        self.names.contains_key(key)
    }

    pub(crate) fn places(&self, key: &str) -> Vec<Place> {
        self.names.get(key).and_then(|offset| self.list(usize::try_from(offset).ok()?)).unwrap_or_default()
    }

    fn list(&self, offset: usize) -> Option<Vec<Place>> {
        let count = usize::from(*self.lists.get(offset)?);
        let numbers = self.lists.get(offset + 1..offset + 1 + 4 * count)?;
        let number = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize);
        numbers.chunks_exact(4).map(|bytes| self.place(number(bytes)?)).collect()
    }

    fn place(&self, number: usize) -> Option<Place> {
        let record = self.places.get(number.checked_mul(RECORD)?..)?.get(..RECORD)?;
        let long = |at: usize| record.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        let latitude = i32::from_le_bytes(long(0)?);
        let longitude = i32::from_le_bytes(long(4)?);
        let text = |at: usize| self.string(u32::from_le_bytes(long(at)?) as usize);
        Some(Place {
            position: (latitude != NOWHERE).then(|| (f64::from(latitude) / 1e5, f64::from(longitude) / 1e5)),
            population: u32::from_le_bytes(long(8)?),
            id: text(12)?,
            country: text(16)?,
            division: text(20)?,
            kind: match record[24] {
                0 => PlaceKind::Region,
                1 => PlaceKind::District,
                _ => PlaceKind::Town,
            },
        })
    }

    /// Strings stand with their length in front.
    fn string(&self, offset: usize) -> Option<String> {
        let length = usize::from(*self.strings.get(offset)?);
        let bytes = self.strings.get(offset + 1..offset + 1 + length)?;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }
}

/// A damaged automaton would lead anywhere, so its checksum is looked at.
fn names(bytes: Vec<u8>) -> Option<Map<Vec<u8>>> {
    let names = Map::new(bytes).ok()?;
    names.as_fst().verify().ok()?;
    Some(names)
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File {{ {} names, {} places }}", self.names.len(), self.places.len() / RECORD)
    }
}
