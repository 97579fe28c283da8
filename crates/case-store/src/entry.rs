//! An entry: what is recorded once and never changed. Signed by its author, sealed for the members of the case.

mod draft;
mod field;
mod kind;
mod seal;

pub use draft::{Draft, DraftError, DraftField};
pub use field::{Content, Field, FieldOpening, SubjectKey, SubjectKeys, commitment};
pub use kind::{FieldRule, Kind, Occurs};
#[cfg(test)]
pub(crate) use seal::digest;
pub use seal::{Author, EntryError, Place, SealedEntry, seal};
pub(crate) use seal::{check_signature, entry_hash};

pub use crate::wire::v1::Header;
use crate::wire::v1::{self, SIGNATURE, Signed};
use crate::{Commitment, EntryHash};

/// One entry, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What everybody may see who is shown a proof.
    pub header: Header,
    /// The fields, in the order in which they were written.
    pub fields: Vec<Field>,
    /// Its place in the chain and in the Merkle tree.
    pub hash: EntryHash,
    /// Version of the format it was written in.
    pub version: u16,
    signed: Vec<u8>,
    signature: [u8; SIGNATURE],
}

impl Entry {
    /// Opens an entry. Checks the hash of the sealed part and every opening; not the signature (see [`Entry::check_signature`])
    /// and not the place (the frame does that).
    ///
    /// # Errors
    /// [`EntryError`] when the bytes are no entry.
    pub fn open(bytes: &[u8], keys: &dyn SubjectKeys) -> Result<Self, EntryError> {
        let parts = v1::read_entry(bytes)?;
        let signed = v1::read_signed(parts.signed)?;
        if seal::digest(parts.sealed) != signed.sealed {
            return Err(EntryError::SealedPart);
        }
        let sealed = v1::read_sealed(parts.sealed, signed.commitments.len(), signed.version)?;
        let Signed { version, header, commitments, .. } = signed;
        let pairs = sealed.into_iter().zip(commitments);
        let fields = pairs.map(|(field, commitment)| field::open(&header.case, field, commitment, keys)).collect();
        let hash = seal::entry_hash(parts.signed, parts.signature);
        Ok(Self { header, fields, hash, version, signed: parts.signed.to_vec(), signature: *parts.signature })
    }

    /// Whether the author signed exactly this (Ed25519, RFC 8032, strict).
    ///
    /// # Errors
    /// [`EntryError::Signature`] when not.
    pub fn check_signature(&self) -> Result<(), EntryError> {
        seal::check_signature(&self.header.author, &self.signed, &self.signature)
    }

    /// The bytes that the hash is taken of, without the leading zero: what is signed, and the signature.
    #[must_use]
    pub fn leaf(&self) -> Vec<u8> {
        [self.signed.as_slice(), &self.signature].concat()
    }

    /// The first field of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The value of the first field of a name as text; none when it is absent, destroyed or no text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.field(name)?.value()?.text()
    }

    /// The commitments, one for each field.
    pub fn commitments(&self) -> impl Iterator<Item = Commitment> + '_ {
        self.fields.iter().map(|field| field.commitment)
    }

    /// Whether a newer program wrote something here that this one does not understand: a later version, an unknown kind,
    /// an unknown field. All of it is kept.
    #[must_use]
    pub fn has_more(&self) -> bool {
        let known = |field: &Field| self.header.kind.rule(&field.name).is_some();
        self.version > v1::VERSION || matches!(self.header.kind, Kind::Newer(_)) || !self.fields.iter().all(known)
    }
}

#[cfg(test)]
mod tests;
