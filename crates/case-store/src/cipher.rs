//! XChaCha20-Poly1305 with a random nonce: the one cipher of a case.

use crate::SecretKey;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

/// Length of a nonce, bytes.
pub const NONCE: usize = 24;
/// What sealing adds, bytes.
pub const TAG: usize = 16;

/// Seals a text; `binding` is authenticated and not kept.
pub fn seal(key: &SecretKey, nonce: &[u8; NONCE], binding: &[u8], text: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    let payload = Payload { msg: text, aad: binding };
    // The cipher only refuses texts beyond 256 GiB; an empty result never opens.
    cipher.encrypt(&XNonce::from(*nonce), payload).unwrap_or_default()
}

/// Opens what was sealed under the same key, nonce and binding; none when a bit of any of them differs.
pub fn open(key: &SecretKey, nonce: &[u8; NONCE], binding: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: binding }).ok()
}
