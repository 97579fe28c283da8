//! Originals: sealed in chunks, under a keyed name, never changed.
//!
//! ```text
//! file  = "saksi blob 1\n", salt [32], chunks of 64 KiB each with its tag, the last one shorter or as long
//! text  = content, zeros up to a padded length, SHA-256 of the content [32], length of the content u64
//! name  = HMAC-SHA-256(key of the case, SHA-256 of the content)
//! ```
//!
//! The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizar 2015) with a key for each file: the nonce counts the chunks and
//! marks the last. The name tells nobody without the key whether a file that they know is here; lengths are padded (Padmé,
//! Nikitin and others 2019), which costs at most 12 %.

mod reader;

pub use reader::BlobReader;

use crate::keys::Keyring;
use crate::{CaseId, IdError, Randomness, SecretKey, Storage, cipher, outside};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Read};

/// The folder of the originals.
pub const FOLDER: &str = "blobs";
const PREAMBLE: &[u8] = b"saksi blob 1\n";
const SALT: usize = 32;
const HEAD: usize = PREAMBLE.len() + SALT;
/// Text of a chunk, bytes.
const CHUNK: usize = 64 << 10;
const SEALED_CHUNK: usize = CHUNK + cipher::TAG;
/// SHA-256 and length at the end of the text.
const TRAILER: usize = 32 + 8;
const UNFINISHED: &str = "new-";

/// Keyed name of an original.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId([u8; 32]);

impl BlobId {
    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`IdError`].
    pub fn from_hex(text: &str) -> Result<Self, IdError> {
        Ok(Self(*crate::EntryHash::from_hex(text)?.as_bytes()))
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobId({self})")
    }
}

/// An original that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub id: BlobId,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub size: u64,
    /// False when the same bytes were here before.
    pub fresh: bool,
}

/// Why an original cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// What is to be kept cannot be read.
    #[error("the original cannot be read: {0}")]
    Source(io::Error),
    /// The disk.
    #[error("the disk says: {0}")]
    Storage(#[from] io::Error),
    /// It is not there.
    #[error("original {0} is missing")]
    Missing(BlobId),
    /// It is not what was kept.
    #[error("original {0} is damaged")]
    Damaged(BlobId),
    /// The keys of the case are missing.
    #[error("the keys of this case are missing")]
    NoKey,
}

/// The originals of a case.
pub struct Blobs<'a> {
    storage: &'a dyn Storage,
    root: SecretKey,
    case: CaseId,
}

impl fmt::Debug for Blobs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blobs({})", self.case)
    }
}

impl<'a> Blobs<'a> {
    /// The originals below [`FOLDER`], which must exist.
    ///
    /// # Errors
    /// [`BlobError::NoKey`].
    pub fn new(storage: &'a dyn Storage, keys: &Keyring) -> Result<Self, BlobError> {
        Ok(Self { storage, root: keys.blob_root().ok_or(BlobError::NoKey)?, case: keys.case() })
    }

    /// Keeps what a source gives. It is on the disk, whole, when this returns.
    ///
    /// # Errors
    /// [`BlobError::Source`], [`BlobError::Storage`]; nothing is left behind then, or an unfinished file that
    /// [`Blobs::remove_unfinished`] takes away.
    pub fn add(&self, source: &mut dyn Read, randomness: &mut dyn Randomness) -> Result<Kept, BlobError> {
        let unfinished = format!("{FOLDER}/{UNFINISHED}{}", crate::RecordId::from_bytes(outside::random(randomness)));
        let written = self.write(&unfinished, source, randomness);
        let (sha256, size) = match written {
            Ok(written) => written,
            Err(error) => {
                drop(self.storage.remove(&unfinished));
                return Err(error);
            }
        };
        let id = self.id(&sha256);
        let fresh = self.storage.length(&path(id))?.is_none();
        if fresh {
            self.storage.rename(&unfinished, &path(id))?;
            self.storage.sync_folder(FOLDER)?;
        } else {
            self.storage.remove(&unfinished)?;
        }
        Ok(Kept { id, sha256, size, fresh })
    }

    fn write(
        &self,
        file: &str,
        source: &mut dyn Read,
        randomness: &mut dyn Randomness,
    ) -> Result<([u8; 32], u64), BlobError> {
        let salt = outside::random::<SALT>(randomness);
        self.storage.create(file)?;
        self.storage.write(file, 0, &[PREAMBLE, &salt].concat())?;
        let mut writer = Writer { storage: self.storage, file, key: self.key(&salt), chunk: 0, text: Vec::new() };
        let (mut hash, mut size) = (Sha256::new(), 0_u64);
        let mut buffer = zeroize::Zeroizing::new(vec![0; CHUNK]);
        loop {
            let n = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(BlobError::Source(error)),
            };
            let read = buffer.get(..n).unwrap_or_default();
            hash.update(read);
            size += n as u64;
            writer.put(read)?;
        }
        let sha256: [u8; 32] = hash.finalize().into();
        writer.finish(size, &sha256)?;
        self.storage.sync(file)?;
        Ok((sha256, size))
    }

    /// Opens an original. A damaged end or a swapped file is noticed here, other damage while reading.
    ///
    /// # Errors
    /// [`BlobError::Missing`], [`BlobError::Damaged`], [`BlobError::Storage`].
    pub fn open(&self, id: BlobId) -> Result<BlobReader<'a>, BlobError> {
        let file = path(id);
        let length = self.storage.length(&file)?.ok_or(BlobError::Missing(id))?;
        let head = self.storage.read(&file, 0, HEAD)?;
        let salt = head.strip_prefix(PREAMBLE).ok_or(BlobError::Damaged(id))?;
        let reader = BlobReader::new(self.storage, file, self.key(salt), id, length)?;
        if self.id(reader.sha256()) == id { Ok(reader) } else { Err(BlobError::Damaged(id)) }
    }

    /// Reads an original to its end and compares its hash.
    ///
    /// # Errors
    /// As for [`Blobs::open`].
    pub fn verify(&self, id: BlobId) -> Result<u64, BlobError> {
        let mut reader = self.open(id)?;
        io::copy(&mut reader, &mut io::sink()).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => BlobError::Damaged(id),
            _ => BlobError::Storage(error),
        })
    }

    /// Names of all originals that are here, sorted.
    ///
    /// # Errors
    /// [`BlobError::Storage`].
    pub fn list(&self) -> Result<Vec<BlobId>, BlobError> {
        Ok(self.storage.list(FOLDER)?.iter().filter_map(|name| BlobId::from_hex(name).ok()).collect())
    }

    /// Takes away what an interrupted [`Blobs::add`] left.
    ///
    /// # Errors
    /// [`BlobError::Storage`].
    pub fn remove_unfinished(&self) -> Result<(), BlobError> {
        for name in self.storage.list(FOLDER)?.iter().filter(|name| name.starts_with(UNFINISHED)) {
            self.storage.remove(&format!("{FOLDER}/{name}"))?;
        }
        Ok(())
    }

    /// Writes an original over with zeros and removes it. A disk may keep what was there elsewhere.
    ///
    /// # Errors
    /// [`BlobError::Storage`].
    pub fn destroy(&self, id: BlobId) -> Result<(), BlobError> {
        let file = path(id);
        let Some(length) = self.storage.length(&file)? else { return Ok(()) };
        let zeros = vec![0; 1 << 20];
        let mut offset = 0;
        while offset < length {
            let n = usize::try_from(length - offset).unwrap_or(usize::MAX).min(zeros.len());
            self.storage.write(&file, offset, &zeros[..n])?;
            offset += n as u64;
        }
        self.storage.sync(&file)?;
        self.storage.remove(&file)?;
        Ok(self.storage.sync_folder(FOLDER)?)
    }

    /// Takes an original over from another folder of the same case, as it is. Whether it is whole, reading tells.
    ///
    /// # Errors
    /// [`BlobError`]; nothing is left behind then.
    pub fn take_over(&self, id: BlobId, other: &dyn Storage, randomness: &mut dyn Randomness) -> Result<(), BlobError> {
        let length = other.length(&path(id))?.ok_or(BlobError::Missing(id))?;
        let unfinished = format!("{FOLDER}/{UNFINISHED}{}", crate::RecordId::from_bytes(outside::random(randomness)));
        self.storage.create(&unfinished)?;
        let copied = self.copy(&path(id), other, &unfinished, length);
        if let Err(error) = copied {
            drop(self.storage.remove(&unfinished));
            return Err(error.into());
        }
        Ok(())
    }

    fn copy(&self, file: &str, other: &dyn Storage, to: &str, length: u64) -> io::Result<()> {
        let mut offset = 0;
        while offset < length {
            let piece = other.read(file, offset, 16 * CHUNK)?;
            if piece.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.storage.write(to, offset, &piece)?;
            offset += piece.len() as u64;
        }
        self.storage.sync(to)?;
        self.storage.rename(to, file)?;
        self.storage.sync_folder(FOLDER)
    }

    fn key(&self, salt: &[u8]) -> SecretKey {
        self.root.derive(&[b"saksi original ".as_slice(), self.case.as_bytes(), salt].concat())
    }

    fn id(&self, sha256: &[u8; 32]) -> BlobId {
        let key = self.root.derive(b"saksi names of originals");
        let mac = Hmac::<Sha256>::new_from_slice(key.expose()).map(|mac| mac.chain_update(sha256).finalize());
        BlobId(mac.map_or([0; 32], |mac| mac.into_bytes().into()))
    }
}

fn path(id: BlobId) -> String {
    format!("{FOLDER}/{id}")
}

fn nonce(chunk: u64, last: bool) -> [u8; cipher::NONCE] {
    let mut nonce = [0; cipher::NONCE];
    nonce[15..23].copy_from_slice(&chunk.to_be_bytes());
    nonce[23] = u8::from(last);
    nonce
}

/// Length of the text for a content: Padmé, and the trailer in one chunk.
fn padded(size: u64) -> u64 {
    let least = size + TRAILER as u64;
    let exponent = u64::from(least.ilog2());
    let kept_bits = u64::from(exponent.max(1).ilog2()) + 1;
    let mask = (1_u64 << exponent.saturating_sub(kept_bits)) - 1;
    let padded = (least + mask) & !mask;
    match padded % CHUNK as u64 {
        rest if rest != 0 && rest < TRAILER as u64 => padded - rest + TRAILER as u64,
        _ => padded,
    }
}

/// Seals text chunk by chunk.
struct Writer<'a> {
    storage: &'a dyn Storage,
    file: &'a str,
    key: SecretKey,
    chunk: u64,
    text: Vec<u8>,
}

impl Writer<'_> {
    /// Adds text; full chunks go to the disk once it is clear that they are not the last.
    fn put(&mut self, mut text: &[u8]) -> io::Result<()> {
        while !text.is_empty() {
            if self.text.len() == CHUNK {
                self.seal(false)?;
            }
            let (now, later) = text.split_at(text.len().min(CHUNK - self.text.len()));
            self.text.extend_from_slice(now);
            text = later;
        }
        Ok(())
    }

    fn finish(&mut self, size: u64, sha256: &[u8; 32]) -> io::Result<()> {
        let mut zeros = padded(size) - size - TRAILER as u64;
        while zeros > 0 {
            let n = usize::try_from(zeros).unwrap_or(CHUNK).min(CHUNK);
            self.put(&vec![0; n])?;
            zeros -= n as u64;
        }
        self.put(&[sha256.as_slice(), &size.to_be_bytes()].concat())?;
        self.seal(true)
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let sealed = cipher::seal(&self.key, &nonce(self.chunk, last), PREAMBLE, &self.text);
        zeroize::Zeroize::zeroize(&mut self.text);
        let offset = HEAD as u64 + self.chunk * SEALED_CHUNK as u64;
        self.chunk += 1;
        self.storage.write(self.file, offset, &sealed)
    }
}

#[cfg(test)]
mod tests;
