//! Writes a bundle.

use crate::archive::{self, Head};
use crate::bag::{self, Hashes};
use crate::keys::{KeyError, Recipients};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// A file that goes into a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its path, such as `log/0123.led`.
    pub name: String,
    /// Its length, bytes; exactly so many are taken.
    pub size: u64,
}

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The recipients.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A file that goes in is shorter than it was.
    #[error("{name} became shorter while it was read")]
    Shorter {
        /// Which.
        name: String,
    },
    /// The disk.
    #[error("the disk says: {0}")]
    Io(#[from] io::Error),
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// SHA-256 of the encrypted file.
    pub sha256: [u8; 32],
    /// Its length, bytes.
    pub size: u64,
}

/// Packs `items`, whose contents `open` gives, and encrypts them for `recipients`. `agent`: name and version of the program.
/// `tell` hears how many bytes have gone in.
///
/// # Errors
/// [`PackError`]; what was written is no bundle then.
pub fn pack<W: Write>(
    to: W,
    recipients: &Recipients,
    agent: &str,
    items: &[Item],
    open: &mut dyn FnMut(&str) -> io::Result<Box<dyn Read>>,
    tell: &mut dyn FnMut(u64),
) -> Result<Packed, PackError> {
    let hashing = Hashing { to, hash: Sha256::new(), size: 0 };
    let mut out = recipients.encryptor()?.wrap_output(hashing)?;
    let (mut files, mut tags) = (Hashes::new(), Hashes::new());
    let n_bytes: u64 = items.iter().map(|item| item.size).sum();
    let info = bag::info(agent, (n_bytes, items.len()));
    for (name, text) in [(bag::DECLARATION, bag::DECLARED), (bag::INFO, &info)] {
        tags.insert(name.to_owned(), put_text(&mut out, name, text)?);
    }
    let mut done = 0;
    for item in items {
        let name = format!("{}{}", bag::PAYLOAD, item.name);
        let hash = put(&mut out, &name, item, &mut *open(&item.name)?, &mut |n| {
            done += n;
            tell(done);
        })?;
        files.insert(name, hash);
    }
    tags.insert(bag::MANIFEST.to_owned(), put_text(&mut out, bag::MANIFEST, &bag::manifest(&files))?);
    put_text(&mut out, bag::TAG_MANIFEST, &bag::manifest(&tags))?;
    archive::write_end(&mut out)?;
    let mut written = out.finish()?;
    written.flush()?;
    Ok(Packed { sha256: written.hash.finalize().into(), size: written.size })
}

fn put_text(out: &mut dyn Write, name: &str, text: &str) -> Result<[u8; 32], PackError> {
    let item = Item { name: name.to_owned(), size: text.len() as u64 };
    put(out, name, &item, &mut text.as_bytes(), &mut |_| ())
}

fn put(
    out: &mut dyn Write,
    name: &str,
    item: &Item,
    from: &mut dyn Read,
    tell: &mut dyn FnMut(u64),
) -> Result<[u8; 32], PackError> {
    out.write_all(&Head { name: format!("{}{name}", bag::TOP), size: item.size }.bytes()?)?;
    let (mut hash, mut left, mut buffer) = (Sha256::new(), item.size, vec![0; 1 << 16]);
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let n = match from.read(&mut buffer[..wanted]) {
            Ok(0) => return Err(PackError::Shorter { name: item.name.clone() }),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        hash.update(&buffer[..n]);
        out.write_all(&buffer[..n])?;
        left -= n as u64;
        tell(n as u64);
    }
    archive::write_padding(out, item.size)?;
    Ok(hash.finalize().into())
}

/// Hashes what goes through.
struct Hashing<W> {
    to: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.size += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
