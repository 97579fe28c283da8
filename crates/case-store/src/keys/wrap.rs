//! A key for one reader: ephemeral X25519 (RFC 7748), HKDF-SHA-256, XChaCha20-Poly1305.

use crate::{Randomness, SecretKey, cipher, outside};
use x25519_dalek::{PublicKey, StaticSecret};

/// Length of a wrapped key, bytes.
pub const WRAPPED: usize = 32 + 32 + cipher::TAG;

/// The public half of an exchange key.
pub fn public(secret: &SecretKey) -> [u8; 32] {
    PublicKey::from(&StaticSecret::from(*secret.expose())).to_bytes()
}

/// Wraps a key to whoever holds the secret half of `reader`. `binding` says what the key is for.
pub fn wrap(key: &SecretKey, reader: &[u8; 32], binding: &[u8], randomness: &mut dyn Randomness) -> Vec<u8> {
    let ephemeral = StaticSecret::from(outside::random::<32>(randomness));
    let public = PublicKey::from(&ephemeral).to_bytes();
    let shared = SecretKey::from_bytes(ephemeral.diffie_hellman(&PublicKey::from(*reader)).to_bytes());
    let sealing = shared.derive(&purpose(&public, reader));
    // The sealing key is used once, so the nonce may be fixed.
    let sealed = cipher::seal(&sealing, &[0; cipher::NONCE], binding, key.expose());
    [public.as_slice(), &sealed].concat()
}

/// Unwraps a key; none when it is not for this reader or was changed.
pub fn unwrap(wrapped: &[u8], secret: &SecretKey, binding: &[u8]) -> Option<SecretKey> {
    let (ephemeral, sealed) = wrapped.split_first_chunk::<32>()?;
    let shared = StaticSecret::from(*secret.expose()).diffie_hellman(&PublicKey::from(*ephemeral));
    if !shared.was_contributory() {
        return None;
    }
    let sealing = SecretKey::from_bytes(shared.to_bytes()).derive(&purpose(ephemeral, &public(secret)));
    let key = zeroize::Zeroizing::new(cipher::open(&sealing, &[0; cipher::NONCE], binding, sealed)?);
    Some(SecretKey::from_bytes(key.as_slice().try_into().ok()?))
}

fn purpose(ephemeral: &[u8; 32], reader: &[u8; 32]) -> Vec<u8> {
    [b"saksi wrap 1\n".as_slice(), ephemeral, reader].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededRandomness;

    #[test]
    fn only_the_reader_unwraps_and_only_what_was_wrapped() {
        let mut randomness = SeededRandomness::new(1);
        let (key, reader, other) = (1, 2, 3).into_keys();
        let wrapped = wrap(&key, &public(&reader), b"case", &mut randomness);
        assert_eq!(wrapped.len(), WRAPPED);
        assert!(unwrap(&wrapped, &reader, b"case") == Some(key));
        assert!(unwrap(&wrapped, &other, b"case").is_none() && unwrap(&wrapped, &reader, b"other").is_none());
        for bit in 0..8 * WRAPPED {
            let mut changed = wrapped.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            // X25519 ignores the highest bit of a public key; the purpose does not.
            assert!(unwrap(&changed, &reader, b"case").is_none(), "bit {bit}");
        }
    }

    trait IntoKeys {
        fn into_keys(self) -> (SecretKey, SecretKey, SecretKey);
    }

    impl IntoKeys for (u8, u8, u8) {
        fn into_keys(self) -> (SecretKey, SecretKey, SecretKey) {
            let key = |byte| SecretKey::from_bytes([byte; 32]);
            (key(self.0), key(self.1), key(self.2))
        }
    }
}
