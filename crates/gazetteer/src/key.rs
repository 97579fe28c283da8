//! The form under which a name is looked up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents, points and apostrophes; hyphens are blanks. "Port-au-Prince" and "Port au Prince" are one.
pub fn key(name: &str) -> String {
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = letters
        .filter(|c| !matches!(c, '.' | '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʿ' | 'ʼ'))
        .map(|c| if c.is_alphanumeric() { special(c) } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters with a stroke have no accent to take off.
const fn special(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    }
}
