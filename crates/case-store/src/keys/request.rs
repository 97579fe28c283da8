//! What somebody on another computer sends to become a member: their public keys, and their secret ones sealed with their passphrase.
//!
//! ```text
//! saksi member request 1
//! <signing key, exchange key, memory u32, passes u32, lanes u32, salt [16], nonce [24], sealed secrets [80], base64>
//! <Ed25519 signature of both lines, base64>
//! ```
//!
//! It says no more than the slot that comes of it. Whoever swaps it on its way would become the member: both sides compare
//! [`Candidate::fingerprint`] by another way.

use super::slot::{Candidate, MemberKind, NewMember, SEALED};
use super::{Effort, EffortError};
use crate::AuthorId;
use crate::wire::{Reader, WireError};
use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const TITLE: &str = "saksi member request 1";
const TITLE_OF_ANY: &str = "saksi member request ";
/// Longest text that is looked at, bytes.
const MAX_TEXT: usize = 4096;

/// Why a text is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Not in the format.
    #[error("this is not the request of a member")]
    Format,
    /// Made by a newer program.
    #[error("this request was made by a newer program; update this one")]
    Newer,
    /// Changed, or not signed with its own key.
    #[error("this request was changed on its way")]
    Changed,
    /// A passphrase that could be tried too quickly, or that would take too long.
    #[error(transparent)]
    Effort(#[from] EffortError),
}

impl From<WireError> for RequestError {
    fn from(_: WireError) -> Self {
        Self::Format
    }
}

impl NewMember {
    /// The text to be sent to a member of the case.
    #[must_use]
    pub fn request(&self) -> String {
        let body = body(&self.candidate);
        let signature = Base64::encode_string(&self.secrets.author().sign(body.as_bytes()));
        format!("{body}{signature}\n")
    }
}

impl Candidate {
    /// Reads the text of [`NewMember::request`].
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn from_request(text: &str) -> Result<Self, RequestError> {
        let text = if text.len() <= MAX_TEXT { text.trim() } else { "" };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let [title, keys, signature] = lines.as_slice() else { return Err(RequestError::Format) };
        if *title != TITLE {
            let is_newer = title.starts_with(TITLE_OF_ANY);
            return Err(if is_newer { RequestError::Newer } else { RequestError::Format });
        }
        let candidate = parse(&Base64::decode_vec(keys).map_err(|_| RequestError::Format)?)?;
        let signature = Base64::decode_vec(signature).ok().and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
        let signature = Signature::from_bytes(&signature.ok_or(RequestError::Format)?);
        let key = VerifyingKey::from_bytes(candidate.signing_key.as_bytes()).map_err(|_| RequestError::Changed)?;
        key.verify_strict(body(&candidate).as_bytes(), &signature).map_err(|_| RequestError::Changed)?;
        candidate.effort.check()?;
        Ok(candidate)
    }

    /// Twenty digits for both sides to compare: 80 bits of a hash of both keys.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let keys = [b"saksi member fingerprint 1\n".as_slice(), self.signing_key.as_bytes(), &self.exchange_key];
        let hash = Sha256::digest(keys.concat());
        let mut digits = String::new();
        for (at, pair) in hash.chunks(2).take(5).enumerate() {
            let space = if at == 0 { "" } else { " " };
            let _never_fails = write!(digits, "{space}{:02x}{:02x}", pair[0], pair[1]);
        }
        digits
    }
}

fn body(member: &Candidate) -> String {
    let (memory, passes, lanes) = member.effort.parameters();
    let numbers = [memory, passes, lanes].map(u32::to_be_bytes).concat();
    let keys = [member.signing_key.as_bytes().as_slice(), &member.exchange_key].concat();
    let all = [keys.as_slice(), &numbers, &member.salt, &member.nonce, &member.sealed].concat();
    format!("{TITLE}\n{}\n", Base64::encode_string(&all))
}

fn parse(bytes: &[u8]) -> Result<Candidate, RequestError> {
    let mut reader = Reader::new(bytes);
    let candidate = Candidate {
        kind: MemberKind::Passphrase,
        signing_key: AuthorId::from_bytes(reader.array()?),
        exchange_key: reader.array()?,
        effort: Effort::new(reader.u32()?, reader.u32()?, reader.u32()?),
        salt: reader.array()?,
        nonce: reader.array()?,
        sealed: reader.take(SEALED)?.to_vec(),
    };
    reader.end()?;
    Ok(candidate)
}

#[cfg(test)]
mod tests;
