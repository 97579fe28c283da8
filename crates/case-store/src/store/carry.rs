//! The files of a case as they travel to another device: as they lie here, still sealed.
//!
//! The ballast, the lock and the cache stay: each device makes its own.

use super::{Store, StoreError};
use crate::{Storage, blobs, ledger, subjects};
use std::io::{self, Read};
use std::sync::Arc;

/// A file that travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its name in the folder of the case.
    pub name: String,
    /// Its length, bytes.
    pub size: u64,
}

/// How long a file of this name may be in a case, bytes; none when no case has such a file.
#[must_use]
pub fn longest(name: &str) -> Option<u64> {
    let is_hex = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    match name.split_once('/') {
        None if crate::keys::SLOTS.contains(&name) => Some(crate::keys::MAX_SLOTS_FILE as u64),
        None if subjects::FILES.contains(&name) => Some(subjects::MAX_FILE as u64),
        Some((ledger::FOLDER, file)) => ledger::is_log(file).then_some(u64::MAX),
        Some((blobs::FOLDER, file)) => is_hex(file, 64).then_some(u64::MAX),
        _ => None,
    }
}

impl Store {
    /// The files that make up the case, with what was recorded until now, in an order that never changes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn carried(&mut self) -> Result<Vec<Carried>, StoreError> {
        self.finish()?;
        let storage = &*self.outside.storage;
        let mut names = storage.list("")?;
        for folder in [ledger::FOLDER, blobs::FOLDER] {
            names.extend(storage.list(folder)?.into_iter().map(|file| format!("{folder}/{file}")));
        }
        names.retain(|name| longest(name).is_some());
        let mut carried = Vec::with_capacity(names.len());
        for name in names {
            let size = storage.length(&name)?.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            carried.push(Carried { name, size });
        }
        Ok(carried)
    }

    /// The bytes of such a file.
    pub fn carry(&self, name: &str) -> impl Read + use<> {
        let (storage, file) = (Arc::clone(&self.outside.storage), name.to_owned());
        Bytes { storage, file, offset: 0, piece: io::Cursor::new(Vec::new()) }
    }
}

/// How much is read at once, bytes.
const PIECE: usize = 1 << 20;

struct Bytes {
    storage: Arc<dyn Storage>,
    file: String,
    offset: u64,
    piece: io::Cursor<Vec<u8>>,
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.piece.read(buffer)?;
        if n > 0 || buffer.is_empty() {
            return Ok(n);
        }
        let piece = self.storage.read(&self.file, self.offset, PIECE)?;
        self.offset += piece.len() as u64;
        self.piece = io::Cursor::new(piece);
        self.piece.read(buffer)
    }
}
