//! Time stamps of an authority for a checkpoint (RFC 3161): asking, keeping, and reading what they say.
//!
//! A request is a file that somebody sends to an authority of their choice; nothing here opens a socket. What comes back is kept
//! beside the checkpoint when it is for that checkpoint. Who signed it is checked with what every computer has:
//! `openssl ts -verify -data CHECKPOINT -in TOKEN -CAfile AUTHORITY`; this module does not check that signature and never says so.

mod der;

use crate::checkpoint::Checkpoint;
use crate::{Randomness, Timestamp, outside};
use der::Der;
use sha2::{Digest, Sha256};

/// `SEQUENCE { SEQUENCE { sha256, NULL }, OCTET STRING (32 bytes follow) }`: a message imprint up to its hash.
const IMPRINT: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];
/// 1.2.840.113549.1.7.2, signed data.
const SIGNED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.9.16.1.4, what a time stamp says.
const TIME_STAMP: [u8; 11] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/// 2.16.840.1.101.3.4.2.1.
const SHA256: [u8; 9] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// Longest reply that is read, bytes.
pub const MAX_REPLY: usize = 1 << 20;

/// What a reply says; that the authority signed it is not checked here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// When the authority saw the checkpoint, by its own clock, to the second.
    pub time: Timestamp,
}

/// Why a reply is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// Not a reply of RFC 3161.
    #[error("not a reply of a time-stamping authority")]
    Format,
    /// The authority refused.
    #[error("the authority refused (status {0})")]
    Refused(u8),
    /// For something else.
    #[error("the time stamp is for another text than this checkpoint")]
    OtherText,
}

/// A request for a checkpoint, to be sent with `Content-Type: application/timestamp-query`. Tells the authority a hash and nothing else.
#[must_use]
pub fn request(checkpoint: &Checkpoint, randomness: &mut dyn Randomness) -> Vec<u8> {
    let mut nonce: [u8; 8] = outside::random(randomness);
    // A positive number of full length, so that there is one way to write it.
    nonce[0] = nonce[0] & 0x3f | 0x40;
    let body = [&[0x02, 0x01, 0x01], IMPRINT.as_slice(), &hash(checkpoint), &[0x02, 0x08], &nonce, &[0x01, 0x01, 0xff]];
    let body = body.concat();
    [&[0x30, u8::try_from(body.len()).unwrap_or_default()], body.as_slice()].concat()
}

/// What the reply of an authority says about a checkpoint.
///
/// # Errors
/// [`TimestampError`].
pub fn read(reply: &[u8], checkpoint: &Checkpoint) -> Result<Said, TimestampError> {
    if reply.len() > MAX_REPLY {
        return Err(TimestampError::Format);
    }
    let status = status(reply).ok_or(TimestampError::Format)?;
    if status > 1 {
        return Err(TimestampError::Refused(status));
    }
    let mut info = info(reply).ok_or(TimestampError::Format)?;
    let (stamped, time) = said(&mut info).ok_or(TimestampError::Format)?;
    if stamped == hash(checkpoint) { Ok(Said { time }) } else { Err(TimestampError::OtherText) }
}

fn hash(checkpoint: &Checkpoint) -> [u8; 32] {
    Sha256::digest(checkpoint.to_text()).into()
}

fn status(reply: &[u8]) -> Option<u8> {
    let number = Der::whole(reply)?.inside(der::SEQUENCE)?.inside(der::SEQUENCE)?.take(der::INTEGER)?;
    if let [status] = number { Some(*status) } else { None }
}

/// The inside of `TSTInfo`.
fn info(reply: &[u8]) -> Option<Der<'_>> {
    let mut response = Der::whole(reply)?.inside(der::SEQUENCE)?;
    response.take(der::SEQUENCE)?;
    let mut content = response.inside(der::SEQUENCE)?;
    (content.take(der::OBJECT)? == SIGNED_DATA).then_some(())?;
    let mut signed = content.inside(der::CONTEXT_0)?.inside(der::SEQUENCE)?;
    signed.take(der::INTEGER)?;
    signed.take(der::SET)?;
    let mut content = signed.inside(der::SEQUENCE)?;
    (content.take(der::OBJECT)? == TIME_STAMP).then_some(())?;
    content.inside(der::CONTEXT_0)?.inside(der::OCTETS)?.inside(der::SEQUENCE)
}

/// Hash and time.
fn said(info: &mut Der<'_>) -> Option<([u8; 32], Timestamp)> {
    info.take(der::INTEGER)?;
    info.take(der::OBJECT)?;
    let mut imprint = info.inside(der::SEQUENCE)?;
    (imprint.inside(der::SEQUENCE)?.take(der::OBJECT)? == SHA256).then_some(())?;
    let hash = imprint.take(der::OCTETS)?.try_into().ok()?;
    info.take(der::INTEGER)?;
    Some((hash, time(info.take(der::TIME)?)?))
}

/// `YYYYMMDDhhmmss`, perhaps a fraction, `Z`.
fn time(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, _) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() != 14 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| whole.get(from..to)?.parse::<i8>().ok();
    let date = jiff::civil::Date::new(whole.get(..4)?.parse().ok()?, part(4, 6)?, part(6, 8)?).ok()?;
    let time = jiff::civil::Time::new(part(8, 10)?, part(10, 12)?, part(12, 14)?, 0).ok()?;
    let moment = date.to_datetime(time).to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Timestamp(moment.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests;
