//! Text to words of the letters a-z, in whatever script it was written.

use unicode_general_category::{GeneralCategory as Category, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// A word of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// In lower case, in its own script.
    pub own: String,
    /// Letters a-z and digits.
    pub plain: String,
    /// All its letters are capitals, two of them or more.
    pub capitals: bool,
    /// It is letters with points: "J.-C.", "U.S.".
    pub pointed: bool,
}

/// The words of a text: NFC, split at spaces, hyphens, points and where a small letter meets a capital; apostrophes join.
pub fn words(text: &str) -> Vec<Word> {
    let text = text.nfc().collect::<String>().replace('&', " and ");
    text.split(is_outer_break).flat_map(pieces).collect()
}

/// The letters a-z and digits of a text.
pub fn plain_letters(text: &str) -> String {
    let kept = text.chars().filter(|c| is_kept(*c)).collect::<String>();
    let plain = deunicode::deunicode(&kept);
    plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What stands between two points is looked at together: "J.-C." is two initials, "S.A.R.L." one word.
fn pieces(chunk: &str) -> Vec<Word> {
    let parts: Vec<&str> = chunk.split('.').filter(|part| part.chars().any(is_kept)).collect();
    let are_letters = |parts: &[&str]| parts.iter().all(|part| part.chars().filter(|c| is_kept(*c)).count() == 1);
    if parts.len() > 1 && are_letters(&parts) {
        let joined: String = parts.concat();
        return word(&joined, true).into_iter().collect();
    }
    parts.into_iter().flat_map(split_capitals).filter_map(|part| word(&part, false)).collect()
}

fn word(text: &str, pointed: bool) -> Option<Word> {
    let kept: String = text.chars().filter(|c| is_kept(*c)).collect();
    if kept.is_empty() {
        return None;
    }
    let letters = || kept.chars().filter(|c| c.is_alphabetic());
    // The plural of an acronym has a small s: "NGOs".
    let stem = kept.strip_suffix('s').unwrap_or(&kept);
    let capitals = stem.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && letters().count() > 1
        && letters().any(char::is_uppercase);
    Some(Word { own: kept.to_lowercase(), plain: plain_letters(&kept), capitals, pointed })
}

/// "KarnVash" is two words.
fn split_capitals(part: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in part.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
        before = c;
    }
    words
}

/// What always parts words.
fn is_outer_break(c: char) -> bool {
    c != '.' && !is_kept(c) && !is_joined(c)
}

/// Marks that spellings leave out: apostrophes, and characters without width.
fn is_joined(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´') || get_general_category(c) == Category::Format
}

/// Letters, their marks, and digits.
fn is_kept(c: char) -> bool {
    use Category as C;
    if is_joined(c) {
        return false;
    }
    c.is_alphanumeric() || matches!(get_general_category(c), C::NonspacingMark | C::SpacingMark | C::EnclosingMark)
}
