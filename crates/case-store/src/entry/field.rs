//! A field: a commitment that everybody may see, and an opening that one key opens.

use super::seal::digest;
use crate::wire::v1::SealedField;
use crate::{CaseId, Commitment, Randomness, SecretBytes, SecretKey, SubjectId, cipher, outside};
use zeroize::Zeroizing;

/// Length of the salt of a commitment, bytes.
pub const SALT: usize = 32;

/// A field, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Whose key opens it.
    pub subject: SubjectId,
    /// What the signature covers.
    pub commitment: Commitment,
    /// What could be opened.
    pub content: Content,
}

/// What became of the content of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Opened, and equal to what was committed to.
    Open(FieldOpening),
    /// The key was destroyed. That is as it should be.
    Destroyed,
    /// There is no such key, though none was destroyed: the table of keys is damaged or older than the log.
    KeyMissing,
    /// The key is there and the content is not what was committed to: damage, or a forger among the members.
    Wrong,
}

/// Salt and value: what proves a commitment to somebody who has no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOpening {
    /// Random; without it a short value could be guessed from its commitment.
    pub salt: [u8; SALT],
    /// The value.
    pub value: SecretBytes,
}

/// What is known of the key of a subject.
#[derive(Clone, Debug)]
pub enum SubjectKey {
    /// The key.
    Known(SecretKey),
    /// It was destroyed.
    Destroyed,
    /// There is none.
    Missing,
}

/// The keys of the people concerned.
pub trait SubjectKeys {
    /// The key of one of them.
    fn subject_key(&self, subject: SubjectId) -> SubjectKey;
}

impl Field {
    /// The value, when it could be opened.
    #[must_use]
    pub fn value(&self) -> Option<&SecretBytes> {
        match &self.content {
            Content::Open(opening) => Some(&opening.value),
            _ => None,
        }
    }
}

/// What a signature covers of a field: SHA-256 of `saksi field\n`, the salt, the length of the name (one byte), the name, the value.
#[must_use]
pub fn commitment(salt: &[u8; SALT], name: &str, value: &[u8]) -> Commitment {
    let length = [u8::try_from(name.len()).unwrap_or(u8::MAX)];
    let parts: [&[u8]; 5] = [b"saksi field\n", salt, &length, name.as_bytes(), value];
    Commitment::from_bytes(digest(&Zeroizing::new(parts.concat())))
}

/// Commits to a field and seals its opening.
pub(super) fn seal(
    case: &CaseId,
    field: &super::DraftField,
    key: &SecretKey,
    randomness: &mut dyn Randomness,
) -> (SealedField, Commitment) {
    let salt: [u8; SALT] = outside::random(randomness);
    let nonce = outside::random(randomness);
    let commitment = commitment(&salt, &field.name, field.value.expose());
    let opening = Zeroizing::new([salt.as_slice(), field.value.expose()].concat());
    let ciphertext = cipher::seal(key, &nonce, &binding(case, &field.name, field.subject, &commitment), &opening);
    (SealedField { name: field.name.clone(), subject: field.subject, nonce, ciphertext }, commitment)
}

/// Opens a field as far as the keys allow.
pub(super) fn open(case: &CaseId, sealed: SealedField, commitment: Commitment, keys: &dyn SubjectKeys) -> Field {
    let content = match keys.subject_key(sealed.subject) {
        SubjectKey::Destroyed => Content::Destroyed,
        SubjectKey::Missing => Content::KeyMissing,
        SubjectKey::Known(key) => unseal(case, &sealed, &commitment, &key).map_or(Content::Wrong, Content::Open),
    };
    Field { name: sealed.name, subject: sealed.subject, commitment, content }
}

fn unseal(case: &CaseId, sealed: &SealedField, expected: &Commitment, key: &SecretKey) -> Option<FieldOpening> {
    let binding = binding(case, &sealed.name, sealed.subject, expected);
    let opening = Zeroizing::new(cipher::open(key, &sealed.nonce, &binding, &sealed.ciphertext)?);
    let (salt, value) = opening.split_first_chunk::<SALT>()?;
    let same = commitment(salt, &sealed.name, value) == *expected;
    same.then(|| FieldOpening { salt: *salt, value: value.into() })
}

/// Ties a sealed opening to its case, name, subject and commitment.
fn binding(case: &CaseId, name: &str, subject: SubjectId, commitment: &Commitment) -> Vec<u8> {
    let parts: [&[u8]; 5] =
        [b"saksi opening\n", case.as_bytes(), subject.as_bytes(), commitment.as_bytes(), name.as_bytes()];
    parts.concat()
}
