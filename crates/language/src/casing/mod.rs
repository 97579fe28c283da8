//! Small and capital letters for words whose letters are all capitals: which are names, which acronyms.
//!
//! A greedy tagger, left to right, with learned weights (averaged perceptron, Collins 2002) over how a word is written
//! elsewhere, its neighbours, brackets, initials and what the words before it became. The weights are data
//! (`data/casing.tsv`, made by [`fit`]); nothing in them knows a text.

mod features;
mod fit;
mod model;
mod usage;
mod vote;
mod words;

pub use fit::fit;
pub use model::Model;

use std::sync::OnceLock;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "front".
    Small,
    /// "Front".
    Capital,
    /// "NATO".
    Acronym,
}

impl Case {
    /// All cases, in the order of the weights.
    pub const ALL: [Case; 3] = [Case::Small, Case::Capital, Case::Acronym];
}

/// `text` in ordinary writing. Every byte keeps its place; letters whose small form has another length stay.
///
/// `is_common`: whether a word in small letters is in a dictionary. Linear in the length of the text.
pub fn restore(text: &str, is_common: impl Fn(&str) -> bool) -> String {
    let words = words::split(text);
    let cases = builtin().tag(&words, is_common);
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (word, case) in words.iter().zip(cases) {
        out.push_str(text.get(end..word.at.start).unwrap_or_default());
        write(text.get(word.at.clone()).unwrap_or_default(), word, case, &mut out);
        end = word.at.end;
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

fn write(as_is: &str, word: &words::Word, case: Case, out: &mut String) {
    let first = as_is.chars().next().map_or(0, char::len_utf8);
    let tail = word.lower.get(first..).filter(|_| word.lower.len() == as_is.len());
    match (case, tail) {
        (Case::Acronym, _) | (_, None) => out.push_str(as_is),
        (Case::Small, Some(_)) if !word.starts_sentence => out.push_str(&word.lower),
        (_, Some(tail)) => {
            out.push_str(&as_is[..first]);
            out.push_str(tail);
        }
    }
}

fn builtin() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Model::parse(include_str!("../../data/casing.tsv")))
}

#[cfg(test)]
mod tests {
    use super::restore;

    fn is_common(word: &str) -> bool {
        ["the", "rebels", "burned", "two", "buses", "near", "of", "members", "front", "attacked", "police"]
            .contains(&word)
    }

    #[test]
    fn every_byte_keeps_its_place() {
        let text = "THE İZMİR POLICE (ŞTĞ) ATTACKED Ünal'S BUSES. ß";
        let calm = restore(text, is_common);
        assert_eq!(calm.len(), text.len());
        assert_eq!(calm.to_lowercase(), text.to_lowercase());
    }

    #[test]
    fn names_and_sentences_begin_with_capitals() {
        let calm = restore("THE REBELS BURNED TWO BUSES NEAR VELMAR. POLICE ATTACKED THE FRONT.", is_common);
        assert_eq!(calm, "The rebels burned two buses near Velmar. Police attacked the front.");
    }

    #[test]
    fn a_bracketed_acronym_names_the_words_before_it() {
        let calm = restore("MEMBERS OF THE KARVIAN PEOPLE'S FREEDOM FRONT (KPFF) BURNED TWO BUSES.", is_common);
        assert_eq!(calm, "Members of the Karvian People's Freedom Front (KPFF) burned two buses.");
    }
}
