//! Binary formats: numbers big-endian, every length checked against what is left before it is used.

pub mod v1;

/// Why bytes are no entry, frame or table. Positions only, never content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The bytes end before the format does.
    #[error("ends early: {needed} more bytes needed at byte {at}")]
    Short {
        /// Where reading stopped.
        at: usize,
        /// How many bytes are missing.
        needed: usize,
    },
    /// The format ends before the bytes do.
    #[error("{extra} bytes too many")]
    Long {
        /// How many.
        extra: usize,
    },
    /// A value that the format does not allow.
    #[error("`{what}` has a value that the format does not allow")]
    Invalid {
        /// Which value.
        what: &'static str,
    },
    /// A version that this program does not know.
    #[error("format version {version} is newer than this program")]
    Newer {
        /// The version found.
        version: u16,
    },
}

/// Reads from the front of a slice.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], WireError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = rest.get(..length).ok_or_else(|| WireError::Short { at: self.at, needed: length - rest.len() })?;
        self.at += length;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, WireError> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub(crate) fn u16(&mut self) -> Result<u16, WireError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, WireError> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, WireError> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    pub(crate) fn i64(&mut self) -> Result<i64, WireError> {
        Ok(i64::from_be_bytes(self.array()?))
    }

    /// A length of four bytes and so many bytes.
    pub(crate) fn long(&mut self) -> Result<&'a [u8], WireError> {
        let length = self.u32()?;
        self.take(usize::try_from(length).map_err(|_| WireError::Invalid { what: "length" })?)
    }

    /// Nothing may be left.
    pub(crate) fn end(&self) -> Result<(), WireError> {
        match self.left() {
            0 => Ok(()),
            extra => Err(WireError::Long { extra }),
        }
    }
}

/// A length of four bytes and the bytes themselves. Callers have checked that the length fits.
pub(crate) fn put_long(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_checked_before_use() {
        let mut reader = Reader::new(&[0xff, 0xff, 0xff, 0xff, 1]);
        assert_eq!(reader.long(), Err(WireError::Short { at: 4, needed: 0xffff_ffff - 1 }));
        assert_eq!(Reader::new(&[1]).u16(), Err(WireError::Short { at: 0, needed: 1 }));
        assert_eq!(Reader::new(&[1]).end(), Err(WireError::Long { extra: 1 }));
    }
}
