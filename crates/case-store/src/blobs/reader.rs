//! Reads an original chunk by chunk; what is given out was authenticated before.

use super::{BlobError, BlobId, CHUNK, HEAD, PREAMBLE, SEALED_CHUNK, TRAILER, nonce, padded};
use crate::{SecretKey, Storage, cipher};
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use zeroize::Zeroizing;

/// An original, being read. Memory: one chunk.
pub struct BlobReader<'a> {
    storage: &'a dyn Storage,
    file: String,
    key: SecretKey,
    id: BlobId,
    length: u64,
    n_chunks: u64,
    size: u64,
    sha256: [u8; 32],
    /// How much of the content was given out.
    given: u64,
    chunk: Zeroizing<Vec<u8>>,
    hash: Sha256,
}

impl std::fmt::Debug for BlobReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BlobReader({}, {} of {} bytes)", self.id, self.given, self.size)
    }
}

impl<'a> BlobReader<'a> {
    pub(super) fn new(
        storage: &'a dyn Storage,
        file: String,
        key: SecretKey,
        id: BlobId,
        length: u64,
    ) -> Result<Self, BlobError> {
        let body = length.checked_sub(HEAD as u64).ok_or(BlobError::Damaged(id))?;
        let n_chunks = body.div_ceil(SEALED_CHUNK as u64);
        let (size, sha256, given) = (0, [0; 32], 0);
        let (chunk, hash) = (Zeroizing::default(), Sha256::new());
        let mut reader = Self { storage, file, key, id, length, n_chunks, size, sha256, given, chunk, hash };
        reader.read_trailer()?;
        Ok(reader)
    }

    /// Length of the original, bytes.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of the original.
    #[must_use]
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    fn read_trailer(&mut self) -> Result<(), BlobError> {
        let damaged = BlobError::Damaged(self.id);
        let last = self.n_chunks.checked_sub(1);
        let Some(text) = last.map(|last| self.open_chunk(last)).transpose()?.flatten() else { return Err(damaged) };
        let Some((rest, size)) = text.split_last_chunk::<8>() else { return Err(damaged) };
        let Some((_, sha256)) = rest.split_last_chunk::<32>() else { return Err(damaged) };
        (self.size, self.sha256) = (u64::from_be_bytes(*size), *sha256);
        let text_length = self.length - HEAD as u64 - self.n_chunks * cipher::TAG as u64;
        let fits = self.size.checked_add(TRAILER as u64).is_some_and(|least| least <= text_length);
        if fits && padded(self.size) == text_length { Ok(()) } else { Err(damaged) }
    }

    /// The text of a chunk; none when it does not open.
    fn open_chunk(&self, chunk: u64) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        let offset = HEAD as u64 + chunk * SEALED_CHUNK as u64;
        let sealed = self.storage.read(&self.file, offset, SEALED_CHUNK)?;
        let last = chunk + 1 == self.n_chunks;
        let whole = sealed.len() == SEALED_CHUNK || last;
        let text = whole.then(|| cipher::open(&self.key, &nonce(chunk, last), PREAMBLE, &sealed)).flatten();
        Ok(text.map(Zeroizing::new))
    }

    fn damaged(&self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, BlobError::Damaged(self.id))
    }

    fn fill(&mut self) -> io::Result<()> {
        let chunk = self.open_chunk(self.given / CHUNK as u64)?;
        self.chunk = chunk.ok_or_else(|| self.damaged())?;
        let content = usize::try_from(self.size - self.given).unwrap_or(usize::MAX);
        self.chunk.truncate(content);
        self.hash.update(self.chunk.as_slice());
        Ok(())
    }
}

impl Read for BlobReader<'_> {
    /// # Errors
    /// `InvalidData` when the original is damaged.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.size || buffer.is_empty() {
            return Ok(0);
        }
        let within = usize::try_from(self.given % CHUNK as u64).unwrap_or_default();
        if within == 0 {
            self.fill()?;
        }
        let ready = self.chunk.get(within..).unwrap_or_default();
        let n = ready.len().min(buffer.len());
        buffer.iter_mut().zip(ready).for_each(|(to, from)| *to = *from);
        self.given += n as u64;
        let wrong = self.given == self.size && self.hash.clone().finalize()[..] != self.sha256;
        if n == 0 || wrong { Err(self.damaged()) } else { Ok(n) }
    }
}
