//! What a server asks for before it answers. Never shown.

use std::fmt;

/// A server's key. Its `Debug` prints `[sealed]`.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// Words that are no key. Does not repeat them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file holds no key: one line of letters, digits and signs")]
pub struct KeyError;

impl Key {
    /// The key in the first line of a file's `words`.
    ///
    /// # Errors
    /// [`KeyError`] when it is empty, too long, or could break out of a header.
    pub fn new(words: &str) -> Result<Key, KeyError> {
        let line = words.lines().next().unwrap_or_default().trim();
        let fits = !line.is_empty() && line.len() <= 4096 && line.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Key(line.to_owned())) } else { Err(KeyError) }
    }

    /// The header line that carries it.
    pub(super) fn header(&self) -> String {
        format!("Authorization: Bearer {}\r\n", self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_line_and_is_never_shown() {
        let key = Key::new("abc-123\n").unwrap();
        assert_eq!(format!("{key:?}"), "[sealed]");
        assert_eq!(key.header(), "Authorization: Bearer abc-123\r\n");
        assert_eq!(["", "\n", "a b", "a\u{1}"].map(|words| Key::new(words).is_err()), [true; 4]);
    }
}
