//! Gives a draft its place in a log and signs it.

use super::{Draft, DraftError, Header, SubjectKey, SubjectKeys, field};
use crate::wire::WireError;
use crate::wire::v1::{self, Parts, SIGNATURE};
use crate::{AuthorId, CaseId, DeviceId, EntryHash, Randomness, SecretKey, Timestamp};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// Stands before what is signed, so that no other signature of the same key can be taken for an entry.
const SIGNED_AS: &[u8] = b"saksi entry\n";

/// Why bytes are no entry of this case, or a draft cannot become one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The bytes are not in the format.
    #[error("not an entry: {0}")]
    Wire(#[from] WireError),
    /// The sealed part is not the one that was signed.
    #[error("the sealed part of the entry is not the one that was signed")]
    SealedPart,
    /// The signature is not the author's.
    #[error("the signature of the entry is not its author's")]
    Signature,
    /// The draft is not allowed.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// A field is about somebody whose key was destroyed or never made.
    #[error("the field `{field}` is about somebody who has no key in this case (any more)")]
    NoKey {
        /// The field.
        field: String,
    },
}

/// Where and when a draft is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The case.
    pub case: CaseId,
    /// The log.
    pub device: DeviceId,
    /// Place in the log, from 1.
    pub sequence: u64,
    /// See [`Header::step`].
    pub step: u64,
    /// Hash of the entry before.
    pub previous: EntryHash,
    /// Time by the clock of the device.
    pub time: Timestamp,
}

/// A key to sign with.
pub struct Author(SigningKey);

impl Author {
    /// From the 32 secret bytes of RFC 8032.
    #[must_use]
    pub fn from_secret(secret: &SecretKey) -> Self {
        Self(SigningKey::from_bytes(secret.expose()))
    }

    /// The public key.
    #[must_use]
    pub fn id(&self) -> AuthorId {
        AuthorId::from_bytes(self.0.verifying_key().to_bytes())
    }

    /// Signs bytes that start with a word for what they are.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE] {
        self.0.sign(message).to_bytes()
    }
}

impl std::fmt::Debug for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Author({}, [sealed])", self.id())
    }
}

/// An entry as it goes into a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry {
    /// The bytes, see [`crate::wire::v1`].
    pub bytes: Vec<u8>,
    /// Their hash.
    pub hash: EntryHash,
}

/// Checks, commits, seals and signs a draft.
///
/// # Errors
/// [`EntryError::Draft`] or [`EntryError::NoKey`].
pub fn seal(
    draft: &Draft,
    place: Place,
    author: &Author,
    keys: &dyn SubjectKeys,
    randomness: &mut dyn Randomness,
) -> Result<SealedEntry, EntryError> {
    draft.check()?;
    let mut fields = Vec::with_capacity(draft.fields.len());
    let mut commitments = Vec::with_capacity(draft.fields.len());
    for field in &draft.fields {
        let SubjectKey::Known(key) = keys.subject_key(field.subject) else {
            return Err(EntryError::NoKey { field: field.name.clone() });
        };
        let (sealed, commitment) = field::seal(&place.case, field, &key, randomness);
        fields.push(sealed);
        commitments.push(commitment);
    }
    let sealed = v1::put_sealed(&fields);
    let signed = v1::put_signed(&header(draft, place, author.id()), &digest(&sealed), &commitments);
    let signature = author.sign(&[SIGNED_AS, &signed].concat());
    let bytes = v1::put_entry(Parts { signed: &signed, signature: &signature, sealed: &sealed })?;
    Ok(SealedEntry { bytes, hash: entry_hash(&signed, &signature) })
}

fn header(draft: &Draft, place: Place, author: AuthorId) -> Header {
    let Place { case, device, sequence, step, previous, time } = place;
    Header { kind: draft.kind, case, device, sequence, step, previous, author, time, record: draft.record }
}

pub(crate) fn check_signature(author: &AuthorId, signed: &[u8], signature: &[u8; SIGNATURE]) -> Result<(), EntryError> {
    let key = VerifyingKey::from_bytes(author.as_bytes()).map_err(|_| EntryError::Signature)?;
    let message = [SIGNED_AS, signed].concat();
    key.verify_strict(&message, &Signature::from_bytes(signature)).map_err(|_| EntryError::Signature)
}

/// RFC 6962, 2.1: the hash of a leaf starts with a zero byte.
pub(crate) fn entry_hash(signed: &[u8], signature: &[u8; SIGNATURE]) -> EntryHash {
    let hash = Sha256::new().chain_update([0]).chain_update(signed).chain_update(signature).finalize();
    EntryHash::from_bytes(hash.into())
}

/// SHA-256.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
