//! Python's questions about characters, which spaCy's features are made of.

use unicode_general_category::{GeneralCategory, get_general_category};

/// `str.isspace`: Unicode white space, and the four separators U+001C to U+001F.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// `str.isalpha`: a letter in the narrow sense, so no vowel sign of Khmer or Hindi.
pub(crate) fn is_alpha(character: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    if character.is_ascii() {
        return character.is_ascii_alphabetic();
    }
    let letters = [LowercaseLetter, UppercaseLetter, OtherLetter, ModifierLetter, TitlecaseLetter];
    letters.contains(&get_general_category(character))
}

/// `str.isdigit`: decimal digits, and other digits (Unicode `Numeric_Type=Digit`) such as superscripts.
pub(crate) fn is_digit(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_digit();
    }
    get_general_category(character) == GeneralCategory::DecimalNumber || is_other_digit(character)
}

/// The characters of `Numeric_Type=Digit`, from `DerivedNumericType.txt` of Unicode 15.
fn is_other_digit(character: char) -> bool {
    matches!(
        u32::from(character),
        0xb2..=0xb3 | 0xb9 | 0x1369..=0x1371 | 0x19da | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089 | 0x2460..=0x2468
            | 0x2474..=0x247c | 0x2488..=0x2490 | 0x24ea | 0x24f5..=0x24fd | 0x24ff | 0x2776..=0x277e
            | 0x2780..=0x2788 | 0x278a..=0x2792 | 0x10a40..=0x10a43 | 0x10e60..=0x10e68 | 0x11052..=0x1105a
            | 0x1f100..=0x1f10a
    )
}

/// spaCy's `word_shape`: letters become `X` or `x`, digits `d`, runs are cut after four.
///
/// Source: `spacy/lang/lex_attrs.py`.
pub(crate) fn shape(text: &str) -> String {
    if text.chars().nth(99).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::new();
    let mut run = (None, 0);
    for character in text.chars() {
        let class = match character {
            letter if is_alpha(letter) => {
                if letter.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            digit if is_digit(digit) => 'd',
            other => other,
        };
        run = if run.0 == Some(class) { (run.0, run.1 + 1) } else { (Some(class), 1) };
        if run.1 <= 4 {
            shape.push(class);
        }
    }
    shape
}

/// The last three characters.
pub(crate) fn suffix(text: &str) -> &str {
    let start = text.char_indices().rev().nth(2).map_or(0, |(start, _)| start);
    &text[start..]
}

/// The first character.
pub(crate) fn prefix(text: &str) -> &str {
    text.chars().next().map_or("", |first| &text[..first.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(shape("McDonald-2019"), "XxXxxxx-dddd");
        assert_eq!(shape("ABCDEFG"), "XXXX");
        assert_eq!(shape("²½"), "d½");
        assert_eq!(shape("ភ្ន"), "x\u{17d2}x");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn affixes_are_whole_characters() {
        assert_eq!((prefix("éa"), suffix("naïve"), suffix("né")), ("é", "ïve", "né"));
        assert_eq!((prefix(""), suffix("")), ("", ""));
    }
}
