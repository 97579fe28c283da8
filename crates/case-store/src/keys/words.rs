//! Words to write keys and passphrases with: 2048, so each stands for eleven bits.

use std::sync::LazyLock;

/// How many bits a word stands for.
pub const BITS: usize = 11;

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../words/english.txt").lines();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// All words, in order.
#[must_use]
pub fn all() -> &'static [&'static str] {
    &WORDS
}

/// The number of a word. Case does not matter, and the first four letters are enough.
#[must_use]
pub fn number(word: &str) -> Option<u16> {
    let word = word.trim().to_lowercase();
    let whole = WORDS.binary_search(&word.as_str()).ok();
    let short = || (word.len() == 4).then(|| WORDS.iter().position(|known| known.starts_with(&word))).flatten();
    whole.or_else(short).and_then(|at| u16::try_from(at).ok())
}

/// Bytes as words; the last word is filled up with zeros.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> Vec<&'static str> {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8)) & 1);
    let n_words = (8 * bytes.len()).div_ceil(BITS);
    let number = |word: usize| (0..BITS).fold(0, |number, at| 2 * number + bit(word * BITS + at));
    (0..n_words).filter_map(|word| WORDS.get(number(word)).copied()).collect()
}

/// The bytes of numbers of words; bits that fill no byte are left out.
#[must_use]
pub fn to_bytes(numbers: &[u16]) -> Vec<u8> {
    let bit = |at: usize| numbers.get(at / BITS).map_or(0, |number| (number >> (BITS - 1 - at % BITS)) & 1);
    let byte = |byte: usize| (0..8).fold(0_u16, |value, at| 2 * value + bit(8 * byte + at));
    (0..numbers.len() * BITS / 8).filter_map(|at| u8::try_from(byte(at)).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_2048_and_four_letters_tell_them_apart() {
        assert_eq!(all().len(), 2048);
        assert!(all().is_sorted());
        let short: std::collections::BTreeSet<String> =
            all().iter().map(|word| word.chars().take(4).collect()).collect();
        assert_eq!(short.len(), 2048);
    }

    #[test]
    fn bytes_there_and_back() {
        let bytes: Vec<u8> = (0..22).map(|at| at * 11 + 3).collect();
        let words = from_bytes(&bytes);
        assert_eq!(words.len(), 16);
        let numbers: Vec<u16> = words.iter().filter_map(|word| number(word)).collect();
        assert_eq!(to_bytes(&numbers), bytes);
    }

    #[test]
    fn words_are_forgiving() {
        assert_eq!((number(" Abandon"), number("ABAN"), number("zoo")), (Some(0), Some(0), Some(2047)));
        assert_eq!((number("abando"), number(""), number("zzzz"), number("aba")), (None, None, None, None));
    }
}
