//! Text in capital letters, given back its small ones, so that a model of ordinary text can read it.
//!
//! Wire services of the telex age and headlines are set in capitals. Here is seen which texts are; [`casing`] knows which
//! words are names. Every byte keeps its place.

use crate::casing;
use crate::lemmatizer::Lemmatizer;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

/// How many letters a text must have before its capitals mean anything.
const MIN_LETTERS: usize = 40;

/// The text in ordinary writing when it is shouted, else the text itself.
pub(crate) fn calmed<'t>(text: &'t str, lemmatizer: &Lemmatizer) -> Cow<'t, str> {
    if !is_shouted(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(casing::restore(text, |lower| is_common(lower, lemmatizer)))
}

/// Whether nearly all letters are capitals.
fn is_shouted(text: &str) -> bool {
    let (mut capitals, mut letters) = (0, 0);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        capitals += usize::from(letter.is_uppercase());
    }
    letters >= MIN_LETTERS && capitals * 10 >= letters * 9
}

/// Whether a word in small letters is no name.
pub(crate) fn is_common(lower: &str, lemmatizer: &Lemmatizer) -> bool {
    function_words().contains(lower) || lemmatizer.knows(lower)
}

fn function_words() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| include_str!("../data/function_words.txt").split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::is_shouted;

    #[test]
    fn only_texts_in_capitals_are_shouted() {
        assert!(is_shouted("THE GUERRILLAS BURNED TWO BUSES NEAR PORT SELEN ON FRIDAY MORNING."));
        assert!(!is_shouted("The guerrillas burned two buses near Port Selen on Friday morning."));
        assert!(!is_shouted("NATO"));
    }
}
