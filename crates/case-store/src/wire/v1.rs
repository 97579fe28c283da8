//! Version 1 of an entry in bytes. Only ever added to; kept vectors in `tests/vectors/v1`.
//!
//! ```text
//! entry   = signed length u32, sealed length u32, signed, signature [64], sealed
//! signed  = version u16, kind u16, case [16], device [16], sequence u64, step u64, previous [32], author [32],
//!           time i64, record [16], sealed SHA-256 [32], n u16, n x commitment [32]
//! sealed  = n x { name length u8, name, subject [16], nonce [24], ciphertext length u32, ciphertext }
//! ```
//!
//! A later version may add bytes at the end of `signed` and of `sealed`, nothing else. So this reader understands the
//! beginning of every later entry, checks its signature and its place in the chain, and says that there is more.

use super::{Reader, WireError, put_long};
use crate::{AuthorId, CaseId, Commitment, DeviceId, EntryHash, Kind, RecordId, SubjectId, Timestamp};

/// The version that this module writes.
pub const VERSION: u16 = 1;
/// Longest entry, bytes. Larger contents are originals and belong to the blobs.
pub const MAX_ENTRY: usize = 32 << 20;
/// Most fields in one entry.
pub const MAX_FIELDS: usize = 1024;
/// Longest name of a field, bytes.
pub const MAX_NAME: usize = 64;
/// Length of an Ed25519 signature, bytes.
pub const SIGNATURE: usize = 64;
/// Length of the nonce of XChaCha20-Poly1305, bytes.
pub const NONCE: usize = 24;

/// What stands at the head of every entry. Readable for everybody who is shown a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the entry records.
    pub kind: Kind,
    /// The case it belongs to.
    pub case: CaseId,
    /// The log it stands in.
    pub device: DeviceId,
    /// Its place in the log, from 1.
    pub sequence: u64,
    /// One more than the largest step that the writer had seen (Lamport 1978): what was known before has a smaller one.
    pub step: u64,
    /// Hash of the entry before it in the log; [`EntryHash::NONE`] for the first.
    pub previous: EntryHash,
    /// Who signed.
    pub author: AuthorId,
    /// When, by the clock of the device.
    pub time: Timestamp,
    /// What it speaks of.
    pub record: RecordId,
}

/// The part of an entry that the signature covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Version of the format.
    pub version: u16,
    /// The head of the entry.
    pub header: Header,
    /// SHA-256 of the sealed part.
    pub sealed: [u8; 32],
    /// One commitment for each field, in the order of the sealed part.
    pub commitments: Vec<Commitment>,
}

/// A field whose content is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedField {
    /// Its name: 1 to 64 of `a-z`, `0-9` and `_`.
    pub name: String,
    /// Whose key opens it.
    pub subject: SubjectId,
    /// Nonce of the sealed content.
    pub nonce: [u8; NONCE],
    /// Salt and value, sealed.
    pub ciphertext: Vec<u8>,
}

/// The three parts of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// What is signed.
    pub signed: &'a [u8],
    /// The signature.
    pub signature: &'a [u8; SIGNATURE],
    /// The sealed fields.
    pub sealed: &'a [u8],
}

/// Whether a text may name a field.
#[must_use]
pub fn is_field_name(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=MAX_NAME).contains(&name.len()) && name.bytes().all(letters)
}

/// Writes the signed part in this version.
#[must_use]
pub fn put_signed(header: &Header, sealed: &[u8; 32], commitments: &[Commitment]) -> Vec<u8> {
    let mut out = Vec::with_capacity(174 + 32 * commitments.len());
    out.extend_from_slice(&VERSION.to_be_bytes());
    out.extend_from_slice(&header.kind.number().to_be_bytes());
    out.extend_from_slice(header.case.as_bytes());
    out.extend_from_slice(header.device.as_bytes());
    out.extend_from_slice(&header.sequence.to_be_bytes());
    out.extend_from_slice(&header.step.to_be_bytes());
    out.extend_from_slice(header.previous.as_bytes());
    out.extend_from_slice(header.author.as_bytes());
    out.extend_from_slice(&header.time.0.to_be_bytes());
    out.extend_from_slice(header.record.as_bytes());
    out.extend_from_slice(sealed);
    let n_fields = u16::try_from(commitments.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&n_fields.to_be_bytes());
    commitments.iter().for_each(|commitment| out.extend_from_slice(commitment.as_bytes()));
    out
}

/// Reads the signed part of this version or a later one.
///
/// # Errors
/// [`WireError`] where the bytes are not what the format says.
pub fn read_signed(bytes: &[u8]) -> Result<Signed, WireError> {
    let mut reader = Reader::new(bytes);
    let version = reader.u16()?;
    if version < VERSION {
        return Err(WireError::Invalid { what: "version" });
    }
    let header = read_header(&mut reader)?;
    let sealed = reader.array()?;
    let n_fields = usize::from(reader.u16()?);
    if n_fields > MAX_FIELDS {
        return Err(WireError::Invalid { what: "number of fields" });
    }
    let commitments = (0..n_fields).map(|_| reader.array().map(Commitment::from_bytes)).collect::<Result<_, _>>()?;
    ends_unless_newer(&reader, version)?;
    Ok(Signed { version, header, sealed, commitments })
}

fn read_header(reader: &mut Reader<'_>) -> Result<Header, WireError> {
    Ok(Header {
        kind: Kind::from_number(reader.u16()?),
        case: CaseId::from_bytes(reader.array()?),
        device: DeviceId::from_bytes(reader.array()?),
        sequence: reader.u64()?,
        step: reader.u64()?,
        previous: EntryHash::from_bytes(reader.array()?),
        author: AuthorId::from_bytes(reader.array()?),
        time: Timestamp(reader.i64()?),
        record: RecordId::from_bytes(reader.array()?),
    })
}

/// Writes the sealed part in this version.
#[must_use]
pub fn put_sealed(fields: &[SealedField]) -> Vec<u8> {
    let mut out = Vec::new();
    for field in fields {
        out.push(u8::try_from(field.name.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(field.name.as_bytes());
        out.extend_from_slice(field.subject.as_bytes());
        out.extend_from_slice(&field.nonce);
        put_long(&mut out, &field.ciphertext);
    }
    out
}

/// Reads the sealed part: `n_fields` and `version` from the signed part.
///
/// # Errors
/// [`WireError`] where the bytes are not what the format says.
pub fn read_sealed(bytes: &[u8], n_fields: usize, version: u16) -> Result<Vec<SealedField>, WireError> {
    let mut reader = Reader::new(bytes);
    let fields = (0..n_fields).map(|_| read_field(&mut reader)).collect::<Result<_, _>>()?;
    ends_unless_newer(&reader, version)?;
    Ok(fields)
}

fn read_field(reader: &mut Reader<'_>) -> Result<SealedField, WireError> {
    let length = usize::from(reader.u8()?);
    let name = std::str::from_utf8(reader.take(length)?).ok().filter(|name| is_field_name(name));
    Ok(SealedField {
        name: name.ok_or(WireError::Invalid { what: "name of a field" })?.to_owned(),
        subject: SubjectId::from_bytes(reader.array()?),
        nonce: reader.array()?,
        ciphertext: reader.long()?.to_vec(),
    })
}

fn ends_unless_newer(reader: &Reader<'_>, version: u16) -> Result<(), WireError> {
    if version > VERSION { Ok(()) } else { reader.end() }
}

/// Puts the three parts of an entry together.
///
/// # Errors
/// [`WireError::Invalid`] when the entry would be longer than [`MAX_ENTRY`].
pub fn put_entry(parts: Parts<'_>) -> Result<Vec<u8>, WireError> {
    let length = 8 + parts.signed.len() + SIGNATURE + parts.sealed.len();
    if length > MAX_ENTRY {
        return Err(WireError::Invalid { what: "length of the entry" });
    }
    let mut out = Vec::with_capacity(length);
    for part in [parts.signed, parts.sealed] {
        out.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
    }
    out.extend_from_slice(parts.signed);
    out.extend_from_slice(parts.signature);
    out.extend_from_slice(parts.sealed);
    Ok(out)
}

/// Takes an entry of any version apart.
///
/// # Errors
/// [`WireError`] where the lengths do not fit the bytes.
pub fn read_entry(bytes: &[u8]) -> Result<Parts<'_>, WireError> {
    let mut reader = Reader::new(bytes);
    let too_long = |_| WireError::Invalid { what: "length" };
    let signed_length = usize::try_from(reader.u32()?).map_err(too_long)?;
    let sealed_length = usize::try_from(reader.u32()?).map_err(too_long)?;
    let signed = reader.take(signed_length)?;
    let signature = reader.take(SIGNATURE)?.try_into().map_err(|_| WireError::Invalid { what: "signature" })?;
    let sealed = reader.take(sealed_length)?;
    reader.end()?;
    Ok(Parts { signed, signature, sealed })
}

#[cfg(test)]
mod tests;
