//! Identifiers: random numbers and digests that tell nothing about what they name.

use std::fmt;

/// Why a text is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: expected {digits} hexadecimal digits")]
pub struct IdError {
    digits: usize,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// Length in bytes.
            pub const LENGTH: usize = $bytes;

            /// From its bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }

            /// Reads lower-case or upper-case hexadecimal digits.
            ///
            /// # Errors
            /// [`IdError`] when the length or a digit is wrong.
            pub fn from_hex(text: &str) -> Result<Self, IdError> {
                let mut bytes = [0; $bytes];
                from_hex(text, &mut bytes).ok_or(IdError { digits: 2 * $bytes })?;
                Ok(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    };
}

identifier!(
    /// One case. Random.
    CaseId,
    16
);
identifier!(
    /// One writer of one log. Random; never used by two installations at once.
    DeviceId,
    16
);
identifier!(
    /// The thing that an entry speaks of: a document, a judgement, an export. Random.
    RecordId,
    16
);
identifier!(
    /// Whose key seals the content of a field: a person concerned, or the case itself. Random.
    SubjectId,
    16
);
identifier!(
    /// Who signed: the Ed25519 public key of a member.
    AuthorId,
    32
);
identifier!(
    /// RFC 6962 leaf hash of an entry: its place in the chain and in the Merkle tree.
    EntryHash,
    32
);
identifier!(
    /// SHA-256 of salt, name and value of a field.
    Commitment,
    32
);

impl SubjectId {
    /// The case itself: for what concerns no single person. Its key is never destroyed.
    pub const CASE: Self = Self([0; 16]);
}

impl EntryHash {
    /// Stands before the first entry of a log.
    pub const NONE: Self = Self([0; 32]);
}

fn from_hex(text: &str, bytes: &mut [u8]) -> Option<()> {
    let digits = text.as_bytes();
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(16 * high + low).ok()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_there_and_back() {
        let id = CaseId::from_bytes(*b"0123456789abcdef");
        assert_eq!(CaseId::from_hex(&id.to_string()), Ok(id));
        assert_eq!(format!("{:?}", SubjectId::CASE), format!("SubjectId({})", "0".repeat(32)));
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        for text in ["", "00", &"0".repeat(31), &"0".repeat(33), &"g".repeat(32), &"é".repeat(16), &"+1".repeat(16)] {
            assert!(CaseId::from_hex(text).is_err(), "{text}");
        }
    }
}
