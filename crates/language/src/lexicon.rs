//! The words that a worker has met, with everything that depends on the word alone.

use crate::attribute_ruler::AttributeRuler;
use crate::characters::{self, is_space};
use crate::hashes::string_id;
use crate::norms::Norms;
use crate::tokenizer::{RawToken, Tokenizer};
use crate::vectors::Vectors;
use std::collections::HashMap;

/// A form of a word: its text, and its norm when a special case of the tokenizer gave it one.
pub(crate) struct Lexeme {
    pub(crate) text: Box<str>,
    /// String ids of the features that the embeddings look at.
    pub(crate) orth: u64,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
    /// Row of its static vector.
    pub(crate) vector: Option<u32>,
    /// Rules of the attribute ruler that may start at this word, whatever its tag.
    pub(crate) rules: Box<[u16]>,
}

/// Lexemes by number. Grows with the words of the texts; the worker empties it between texts.
#[derive(Default)]
pub(crate) struct Lexicon {
    numbers: HashMap<u16, HashMap<Box<str>, u32>>,
    lexemes: Vec<Lexeme>,
}

/// The parts of a pipeline that know words.
pub(crate) struct WordSources<'a> {
    pub(crate) tokenizer: &'a Tokenizer,
    pub(crate) norms: &'a Norms,
    pub(crate) vectors: Option<&'a Vectors>,
    pub(crate) ruler: &'a AttributeRuler,
}

impl Lexicon {
    pub(crate) fn len(&self) -> usize {
        self.lexemes.len()
    }

    pub(crate) fn get(&self, number: u32) -> &Lexeme {
        &self.lexemes[number as usize]
    }

    /// The number of the lexeme of a token of `text`.
    pub(crate) fn number(&mut self, text: &str, token: &RawToken, sources: &WordSources) -> u32 {
        let word = token.text(text);
        let numbers = self.numbers.entry(token.norm).or_default();
        if let Some(number) = numbers.get(word) {
            return *number;
        }
        let number = self.lexemes.len() as u32;
        self.lexemes.push(Lexeme::new(word, token.norm, sources));
        numbers.insert(word.into(), number);
        number
    }
}

impl Lexeme {
    fn new(word: &str, norm: u16, sources: &WordSources) -> Lexeme {
        let orth = string_id(word);
        let norm = sources.tokenizer.norm(norm).map_or_else(|| string_id(&sources.norms.of(word)), string_id);
        let is_space = word.chars().all(is_space);
        Lexeme {
            text: word.into(),
            orth,
            norm,
            prefix: string_id(characters::prefix(word)),
            suffix: string_id(characters::suffix(word)),
            shape: string_id(&characters::shape(word)),
            is_space,
            vector: sources.vectors.and_then(|vectors| vectors.row(orth)),
            rules: sources.ruler.rules_of_word(&word.to_lowercase(), is_space),
        }
    }
}
