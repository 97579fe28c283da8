//! Text that is only text in a page, and the hash by which the page allows its own looks.

use sha2::{Digest, Sha256};

/// Text with everything replaced that HTML would read as markup, also inside a quoted attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// SHA-256 of a style, base64, as Content Security Policy asks for it.
#[must_use]
pub fn style_hash(style: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(style.as_bytes());
    let mut text = String::new();
    for three in digest.chunks(3) {
        let bits = three.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for place in 0..=three.len() {
            let digit = (bits >> (18 - 6 * place)) & 63;
            text.push(DIGITS.get(digit as usize).copied().map_or('=', char::from));
        }
        (three.len()..3).for_each(|_| text.push('='));
    }
    text
}
