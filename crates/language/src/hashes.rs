//! The two hash functions that turn strings into the numbers a model knows them by.

use std::collections::HashMap;
use std::sync::LazyLock;

/// spaCy's id of a string: the number of a reserved word, 0 for the empty string, else [`murmur64a`].
///
/// Source: `spacy/strings.pyx`, `get_string_id`; the reserved words are `spacy/symbols.pyx`.
pub(crate) fn string_id(text: &str) -> u64 {
    static SYMBOLS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| {
        let lines = include_str!("../data/symbols.tsv").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t').and_then(|(word, id)| Some((word, id.parse().ok()?)))).collect()
    });
    if text.is_empty() {
        return 0;
    }
    SYMBOLS.get(text).copied().unwrap_or_else(|| murmur64a(text.as_bytes(), 1))
}

/// MurmurHash64A of Austin Appleby (public domain), as `murmurhash.mrmr.hash64` has it.
fn murmur64a(key: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (key.len() as u64).wrapping_mul(FACTOR);
    let (blocks, rest) = key.as_chunks::<8>();
    for block in blocks {
        let mut word = u64::from_le_bytes(*block).wrapping_mul(FACTOR);
        word ^= word >> 47;
        hash = (hash ^ word.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(FACTOR);
    }
    hash = (hash ^ hash >> 47).wrapping_mul(FACTOR);
    hash ^ hash >> 47
}

/// The four hashes of a feature value that choose rows of an embedding table.
///
/// Source: `thinc/backends/numpy_ops.pyx`, `MurmurHash3_x86_128_uint64`: despite its name the x64 variant of
/// MurmurHash3 for one 8-byte key, its 128 bits taken as four numbers.
pub(crate) fn row_hashes(value: u64, seed: u32) -> [u32; 4] {
    let mixed = value.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let seed = u64::from(seed);
    let first = mixed ^ seed ^ 8;
    let second = seed ^ 8;
    let first = first.wrapping_add(second);
    let second = second.wrapping_add(first);
    let (first, second) = (finish(first), finish(second));
    let first = first.wrapping_add(second);
    let second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

/// `fmix64` of MurmurHash3.
fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agree_with_the_python_packages() {
        assert_eq!(murmur64a(b"hello", 1), 5983625672228268878);
        assert_eq!(row_hashes(12345678901234567, 8), [1519880696, 3764588297, 132337396, 3499398798]);
    }

    #[test]
    fn reserved_words_have_small_numbers() {
        assert_eq!((string_id(""), string_id("punct"), string_id("IS_ALPHA")), (0, 445, 1));
    }
}
