//! A signed note about a log: so many entries, this root (C2SP tlog-checkpoint over signed-note).
//!
//! ```text
//! saksi/<case>/<device>
//! <number of entries>
//! <root, base64>
//!
//! — saksi/<case>/<device> <key number and Ed25519 signature, base64>
//! ```
//!
//! Whoever keeps one can tell later whether the log still holds those entries, unchanged.

use crate::merkle::Hash;
use crate::{Author, AuthorId, CaseId, DeviceId};
use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

const NAME: &str = "saksi";
const ED25519: u8 = 1;

/// What a checkpoint says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The case.
    pub case: CaseId,
    /// The log.
    pub device: DeviceId,
    /// How many entries.
    pub size: u64,
    /// Root of their tree.
    pub root: Hash,
}

/// A signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    head: Head,
    key_number: [u8; 4],
    signature: [u8; 64],
}

/// Why a text is no checkpoint, or not this signer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not in the format, letter for letter.
    #[error("not a checkpoint")]
    Format,
    /// Signed by another key.
    #[error("the checkpoint was not signed with this key")]
    Signer,
}

impl Checkpoint {
    /// Signs.
    #[must_use]
    pub fn sign(head: Head, author: &Author) -> Self {
        let signature = author.sign(body(&head).as_bytes());
        Self { head, key_number: key_number(&origin(&head), &author.id()), signature }
    }

    /// What it says.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The signed note.
    #[must_use]
    pub fn to_text(&self) -> String {
        let signature = Base64::encode_string(&[self.key_number.as_slice(), &self.signature].concat());
        format!("{}\n\u{2014} {} {signature}\n", body(&self.head), origin(&self.head))
    }

    /// Reads a signed note. There is one way to write it: what differs by a letter is none.
    ///
    /// # Errors
    /// [`CheckpointError::Format`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let checkpoint = parse(text).ok_or(CheckpointError::Format)?;
        if checkpoint.to_text() == text { Ok(checkpoint) } else { Err(CheckpointError::Format) }
    }

    /// Whether this key signed it.
    ///
    /// # Errors
    /// [`CheckpointError::Signer`].
    pub fn check_signature(&self, signer: &AuthorId) -> Result<(), CheckpointError> {
        let key = VerifyingKey::from_bytes(signer.as_bytes()).map_err(|_| CheckpointError::Signer)?;
        let signature = Signature::from_bytes(&self.signature);
        let signed = key.verify_strict(body(&self.head).as_bytes(), &signature).is_ok();
        let named = self.key_number == key_number(&origin(&self.head), signer);
        if signed && named { Ok(()) } else { Err(CheckpointError::Signer) }
    }
}

fn origin(head: &Head) -> String {
    format!("{NAME}/{}/{}", head.case, head.device)
}

fn body(head: &Head) -> String {
    format!("{}\n{}\n{}\n", origin(head), head.size, Base64::encode_string(&head.root))
}

/// C2SP signed-note: the first four bytes of SHA-256 of name, newline, kind of key, key.
fn key_number(name: &str, key: &AuthorId) -> [u8; 4] {
    let hash = Sha256::digest([name.as_bytes(), b"\n", &[ED25519], key.as_bytes()].concat());
    [hash[0], hash[1], hash[2], hash[3]]
}

fn parse(text: &str) -> Option<Checkpoint> {
    let mut lines = text.split('\n');
    let mut origin = lines.next()?.strip_prefix(NAME)?.strip_prefix('/')?.split('/');
    let case = CaseId::from_hex(origin.next()?).ok()?;
    let device = DeviceId::from_hex(origin.next()?).ok()?;
    let size = lines.next()?.parse().ok()?;
    let root = Base64::decode_vec(lines.next()?).ok()?.try_into().ok()?;
    let sealed = Base64::decode_vec(lines.nth(1)?.rsplit(' ').next()?).ok()?;
    let (key_number, signature) = sealed.split_first_chunk::<4>()?;
    let signature = signature.try_into().ok()?;
    Some(Checkpoint { head: Head { case, device, size, root }, key_number: *key_number, signature })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SecretKey;

    fn checkpoint() -> (Checkpoint, AuthorId) {
        let author = Author::from_secret(&SecretKey::from_bytes([4; 32]));
        let (case, device) = (CaseId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]));
        (Checkpoint::sign(Head { case, device, size: 109_482, root: [3; 32] }, &author), author.id())
    }

    #[test]
    fn signed_then_read_is_the_same() {
        let (checkpoint, signer) = checkpoint();
        let text = checkpoint.to_text();
        assert_eq!(text.lines().count(), 5);
        let read = Checkpoint::parse(&text).expect("a checkpoint");
        assert_eq!((read.check_signature(&signer), read), (Ok(()), checkpoint));
    }

    #[test]
    fn every_changed_letter_is_noticed() {
        let (checkpoint, signer) = checkpoint();
        let text = checkpoint.to_text().into_bytes();
        for bit in 0..8 * text.len() {
            let mut changed = text.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let Ok(changed) = String::from_utf8(changed) else { continue };
            let seen = Checkpoint::parse(&changed).and_then(|changed| changed.check_signature(&signer));
            assert!(seen.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn another_key_did_not_sign() {
        let (checkpoint, _) = checkpoint();
        let other = Author::from_secret(&SecretKey::from_bytes([5; 32])).id();
        assert_eq!(checkpoint.check_signature(&other), Err(CheckpointError::Signer));
    }
}
