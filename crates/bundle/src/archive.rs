//! A tar archive of plain files, as POSIX ustar writes it: heads of 512 bytes, contents filled up to 512.
//!
//! The reader takes files and nothing else: no links, folders, devices or extensions, so there is nothing in an archive that
//! could lead outside of the folder it is unpacked in.

use std::io::{self, Read, Write};

/// Everything in an archive comes in pieces of so many bytes.
pub const BLOCK: usize = 512;
const NAME: usize = 100;
/// Where the sum of the head stands.
const SUM: std::ops::Range<usize> = 148..156;
/// Largest size that eleven octal digits hold, bytes.
const MAX_OCTAL: u64 = (1 << 33) - 1;

/// The head of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its path in the archive, ASCII, at most 100 bytes.
    pub name: String,
    /// Its length, bytes.
    pub size: u64,
}

/// Why an archive is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// A head that is none.
    #[error("the archive is damaged")]
    Damaged,
    /// A link, a folder, a device.
    #[error("the archive holds something other than files")]
    NotAFile,
}

impl Head {
    /// The head in bytes.
    ///
    /// # Errors
    /// `InvalidFilename` when the name is too long.
    pub fn bytes(&self) -> io::Result<[u8; BLOCK]> {
        let mut block = [0; BLOCK];
        let name = self.name.as_bytes();
        if name.is_empty() || name.len() > NAME || !name.is_ascii() {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        block[..name.len()].copy_from_slice(name);
        block[100..108].copy_from_slice(b"0000600\0");
        block[108..116].copy_from_slice(b"0000000\0");
        block[116..124].copy_from_slice(b"0000000\0");
        if self.size <= MAX_OCTAL {
            block[124..136].copy_from_slice(format!("{:011o}\0", self.size).as_bytes());
        } else {
            // Larger sizes in binary, as GNU tar and all others read them.
            block[124] = 0x80;
            block[128..136].copy_from_slice(&self.size.to_be_bytes());
        }
        block[136..148].copy_from_slice(b"00000000000\0");
        block[156] = b'0';
        block[257..265].copy_from_slice(b"ustar\x0000");
        let sum = format!("{:06o}\0 ", sum(&block));
        block[SUM].copy_from_slice(sum.as_bytes());
        Ok(block)
    }

    /// Reads a head; none at the end of the archive.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn parse(block: &[u8; BLOCK]) -> Result<Option<Self>, ArchiveError> {
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let damaged = ArchiveError::Damaged;
        if octal(&block[SUM]) != Some(sum(block)) || !block[257..].starts_with(b"ustar") {
            return Err(damaged);
        }
        if !matches!(block[156], b'0' | 0) || block[345..].iter().any(|byte| *byte != 0) {
            return Err(ArchiveError::NotAFile);
        }
        let end = block[..NAME].iter().position(|byte| *byte == 0).unwrap_or(NAME);
        let name = std::str::from_utf8(&block[..end]).ok().filter(|name| name.is_ascii()).ok_or(damaged)?;
        let size = match &block[124..136] {
            [0x80, 0, 0, 0, rest @ ..] => u64::from_be_bytes(rest.try_into().map_err(|_| damaged)?),
            digits => octal(digits).ok_or(damaged)?,
        };
        Ok(Some(Self { name: name.to_owned(), size }))
    }
}

/// How many zeros fill a file up.
pub const fn padding(size: u64) -> usize {
    let over = (size % BLOCK as u64) as usize;
    if over == 0 { 0 } else { BLOCK - over }
}

/// Writes the zeros behind a file.
///
/// # Errors
/// What the system says.
pub fn write_padding(to: &mut dyn Write, size: u64) -> io::Result<()> {
    to.write_all(&[0; BLOCK][..padding(size)])
}

/// Writes the end of an archive.
///
/// # Errors
/// What the system says.
pub fn write_end(to: &mut dyn Write) -> io::Result<()> {
    to.write_all(&[0; 2 * BLOCK])
}

/// Reads one block.
///
/// # Errors
/// What the system says.
pub fn read_block(from: &mut dyn Read) -> io::Result<[u8; BLOCK]> {
    let mut block = [0; BLOCK];
    from.read_exact(&mut block)?;
    Ok(block)
}

/// The sum of a head, counting its own place as spaces.
fn sum(block: &[u8; BLOCK]) -> u64 {
    let byte = |(at, byte): (usize, &u8)| if SUM.contains(&at) { u64::from(b' ') } else { u64::from(*byte) };
    block.iter().enumerate().map(byte).sum()
}

fn octal(digits: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(digits).ok()?.trim_matches(|c| c == '\0' || c == ' ');
    u64::from_str_radix(text, 8).ok()
}
