//! Words as they are compared: without case and accents, in whatever script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of a text without case and accents.
pub fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The words of a text, folded; whatever is no letter or digit parts them.
pub fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a word is written without capitals and mostly without spaces: Khmer, Thai, Burmese, Chinese.
pub fn is_caseless(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// The word in Latin letters, when it is in another script.
pub fn latin(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let latin: String = deunicode::deunicode(word).chars().filter(char::is_ascii_alphanumeric).collect();
    (latin.len() >= 4).then(|| latin.to_lowercase())
}
