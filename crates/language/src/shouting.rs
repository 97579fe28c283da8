//! Text in capital letters, given back its small ones, so that a model of ordinary text can read it.
//!
//! Wire services of the telex age and headlines are set in capitals. Words that the model's word lists know become small;
//! others, most of them names, keep their first capital. Every byte keeps its place.

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
    let mut calm = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_alphabetic() != first.is_alphabetic()).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        calm_word(run, lemmatizer, &mut calm);
        rest = behind;
    }
    Cow::Owned(calm)
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

fn calm_word(word: &str, lemmatizer: &Lemmatizer, calm: &mut String) {
    let lower = word.to_lowercase();
    let keeps_place = lower.len() == word.len() && word.chars().all(char::is_alphabetic);
    if !keeps_place {
        calm.push_str(word);
    } else if function_words().contains(lower.as_str()) || lemmatizer.knows(&lower) {
        calm.push_str(&lower);
    } else {
        let first = word.chars().next().map_or(0, char::len_utf8);
        // The lower-case form has the same length as a whole, so a changed first letter would shift the rest.
        match lower.get(first..) {
            Some(tail) => {
                calm.push_str(&word[..first]);
                calm.push_str(tail);
            }
            None => calm.push_str(word),
        }
    }
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
