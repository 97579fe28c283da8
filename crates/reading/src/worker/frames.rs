//! Messages on a pipe: a length of four bytes (little endian), then as many bytes.

use crate::picture::Copy;
use document::{Document, Problem};
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// What the parent says before the bytes of a file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// As the user gave it.
    pub path: String,
    /// Media type, if known.
    pub hint: Option<String>,
    /// A copy of a picture is wanted, and no document.
    #[serde(default)]
    pub picture: Option<Copy>,
}

/// First byte of an answer with a copy; any other begins a problem.
pub const COPIED: u8 = 1;

/// What the child answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The document.
    pub document: Document,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Writes one message.
pub fn write(pipe: &mut impl Write, bytes: &[u8]) -> Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| Error::from(ErrorKind::InvalidInput))?;
    pipe.write_all(&length.to_le_bytes())?;
    pipe.write_all(bytes)
}

/// Reads one message of at most `longest` bytes; `None` when the pipe is closed before it begins.
pub fn read(pipe: &mut impl Read, longest: usize) -> Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    let mut n_read = 0;
    while n_read < length.len() {
        match pipe.read(&mut length[n_read..]) {
            Ok(0) if n_read == 0 => return Ok(None),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(n) => n_read += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > longest {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    pipe.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(Some(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn messages_come_out_as_they_went_in() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"one").unwrap();
        write(&mut pipe, b"").unwrap();
        let mut rest = pipe.as_slice();
        assert_eq!(read(&mut rest, 10).unwrap().as_deref(), Some(b"one".as_slice()));
        assert_eq!(read(&mut rest, 10).unwrap().as_deref(), Some(b"".as_slice()));
        assert!(read(&mut rest, 10).unwrap().is_none());
    }

    #[test]
    fn cut_and_oversized_messages_are_refused() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"four").unwrap();
        assert!(read(&mut &pipe[..6], 10).is_err());
        assert!(read(&mut &pipe[..2], 10).is_err());
        assert!(read(&mut pipe.as_slice(), 3).is_err());
    }
}
