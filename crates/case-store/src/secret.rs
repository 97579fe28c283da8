//! Secrets: forgotten when dropped, never shown.

use crate::Randomness;
use std::fmt;
use zeroize::Zeroize;

/// A key of 32 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// Takes the bytes of a key.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fresh key.
    pub fn random(randomness: &mut dyn Randomness) -> Self {
        let mut bytes = [0; 32];
        randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// The bytes, for a cipher.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Another key from this one, for one purpose (HKDF-SHA-256, RFC 5869).
    #[must_use]
    pub fn derive(&self, purpose: &[u8]) -> Self {
        let mut bytes = [0; 32];
        // HKDF only fails for outputs longer than 255 hashes.
        let derived = hkdf::Hkdf::<sha2::Sha256>::new(None, &self.0).expand(purpose, &mut bytes);
        debug_assert!(derived.is_ok());
        Self(bytes)
    }
}

impl Drop for SecretKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// Bytes that may name a person: the value of a field.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretBytes(Vec<u8>);

impl SecretBytes {
    /// The bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as text, where they are UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl<T: Into<Vec<u8>>> From<T> for SecretBytes {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl Drop for SecretBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_shown() {
        let name = SecretBytes::from("Ilse Marrak");
        assert_eq!(format!("{:?} {:?}", SecretKey::from_bytes([7; 32]), name), "[sealed] [sealed]");
    }

    #[test]
    fn a_purpose_gives_another_key() {
        let key = SecretKey::from_bytes([7; 32]);
        assert!(key.derive(b"one") == key.derive(b"one"));
        assert!(key.derive(b"one") != key.derive(b"two") && key.derive(b"one") != key);
    }
}
