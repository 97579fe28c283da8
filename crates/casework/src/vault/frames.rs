//! Messages on the socket: a header as JSON, then bytes that belong to it. Each with its length before it.

use crate::refusal::Refusal;
use crate::request::Answer;
use crate::step::Step;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// What a vault says: how far it is, any number of times, then the reply.
#[derive(Serialize, Deserialize)]
pub enum Said {
    /// How far it is.
    Step(Step),
    /// The end of it.
    Reply(Result<Answer, Refusal>),
}

/// Longest header, bytes.
const MAX_HEADER: u32 = 256 << 20;

/// Writes a header and says how many bytes follow it.
pub fn write_header<T: Serialize>(to: &mut dyn Write, header: &T, body: u64) -> io::Result<()> {
    let json = zeroize::Zeroizing::new(serde_json::to_vec(header)?);
    let length = u32::try_from(json.len()).ok().filter(|length| *length <= MAX_HEADER);
    let length = length.ok_or(io::ErrorKind::InvalidInput)?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&body.to_be_bytes())?;
    to.write_all(&json)
}

/// Reads a header and how many bytes follow it; none when the other side has closed.
pub fn read_header<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<Option<(T, u64)>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let mut body = [0; 8];
    from.read_exact(&mut body)?;
    let length = u32::from_be_bytes(length);
    if length > MAX_HEADER {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut json = zeroize::Zeroizing::new(Vec::new());
    from.take(u64::from(length)).read_to_end(&mut json)?;
    Ok(Some((serde_json::from_slice(&json)?, u64::from_be_bytes(body))))
}
