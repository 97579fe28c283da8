//! Names in the place of names: the same for one recipient, and never the same for two.

use crate::Purpose;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroize;

/// Digits and letters without vowels, so that no word can appear by chance, and without what looks alike.
const ALPHABET: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";
/// Length of a keyed name, letters: 28^8 is 3.8e11, so that 10,000 people share one with a probability of 0.01 %.
const LENGTH: usize = 8;

/// What has an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A person.
    Person,
    /// An organisation or group.
    Body,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A document.
    Document,
    /// A statement.
    Statement,
    /// A family of texts.
    Family,
}

impl Thing {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Place => "place",
            Self::Event => "event",
            Self::Document => "document",
            Self::Statement => "statement",
            Self::Family => "family",
        }
    }
}

/// The key for one recipient of one case. Whoever has it can tell who is behind a pseudonym, so it never leaves the case.
pub struct RecipientKey([u8; 32]);

impl RecipientKey {
    /// `bytes`: derived from a secret of the case and the name of the recipient.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The identifier under which something of the case goes out; among the members its own.
    #[must_use]
    pub fn shown_id(&self, purpose: Purpose, thing: Thing, id: &str) -> String {
        if purpose == Purpose::Keep { id.to_owned() } else { self.name(thing.as_str(), id) }
    }

    /// What stands for something: `K7QF-3MXR`. `what`: the kind of thing, so that nothing of two kinds has one name.
    pub(crate) fn name(&self, what: &str, id: &str) -> String {
        let digest = self.mac(what, id.as_bytes());
        let mut letters = String::with_capacity(LENGTH + 1);
        let mut rest = digest.iter().take(16).fold(0_u128, |rest, byte| rest << 8 | u128::from(*byte));
        for at in 0..LENGTH {
            if at == LENGTH / 2 {
                letters.push('-');
            }
            let digit = usize::try_from(rest % 28).unwrap_or_default();
            letters.push(ALPHABET.get(digit).map_or('2', |letter| char::from(*letter)));
            rest /= 28;
        }
        letters
    }

    /// What can be compared with the content later, and guessed by nobody: `hmac-sha256:…` under a key of its own, which can be
    /// shown for this content alone.
    pub(crate) fn seal(&self, what: &str, content: &[u8]) -> String {
        let own = Self(self.mac(what, content));
        let digits: String = own.mac("seal", content).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("hmac-sha256:{digits}")
    }

    /// HMAC-SHA-256 (RFC 2104) of the kind of thing, a zero byte and the content.
    fn mac(&self, what: &str, content: &[u8]) -> [u8; 32] {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return [0; 32] };
        mac.update(what.as_bytes());
        mac.update(&[0]);
        mac.update(content);
        mac.finalize().into_bytes().into()
    }
}

impl Drop for RecipientKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for RecipientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}
