//! Scripts that put no space between words: searched by pairs of characters.

/// The characters of such scripts in pairs, each pair one token, runs apart. Empty when the text has none.
///
/// "ភាសា" gives "ភា ាស សា": a search for any part of it of two or more characters finds it.
#[must_use]
pub fn pairs(text: &str) -> String {
    let mut pairs = String::new();
    for run in text.split(|c| !is_unspaced(c)).filter(|run| !run.is_empty()) {
        let mut before: Option<char> = None;
        for letter in run.chars() {
            if let Some(before) = before {
                push(&mut pairs, before, letter);
            }
            before = Some(letter);
        }
    }
    pairs
}

/// Combining signs are no letters for the tokenizer, so a pair is written as two numbers in letters.
fn push(pairs: &mut String, one: char, other: char) {
    use std::fmt::Write as _;
    let _never_fails = write!(pairs, "{:x}z{:x} ", u32::from(one), u32::from(other));
}

/// Thai, Lao, Myanmar, Khmer, Tai scripts, kana and Han (blocks of the Unicode Standard).
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1950..=0x19ff | 0x1a20..=0x1aaf
        | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa9e0..=0xa9ff | 0xaa60..=0xaadf | 0x2_0000..=0x3_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_run_within_a_script() {
        assert_eq!(pairs("plain words"), "");
        assert_eq!(pairs("กขค and ง"), "e01ze02 e02ze04 ");
    }
}
