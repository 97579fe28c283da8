//! From words to what the network takes: `<<ENT>> label … <<SEP>> words`, in word pieces, each word known by its first piece.

use super::GlinerError;
use super::config::{Config, beside};
use super::words::Word;
use crate::ReaderError;
use std::path::Path;
use tokenizers::{InputSequence, Tokenizer};

/// Longest word that is shown whole, bytes; the first piece stands for it anyhow.
const MAX_WORD: usize = 200;

/// Makes questions. Holds the tokenizer and the words of the prompt.
#[derive(Debug)]
pub struct Prompter {
    tokenizer: Tokenizer,
    prompt: Vec<String>,
}

/// What is asked of the network about one stretch of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Numbers of the word pieces.
    pub input_ids: Vec<i32>,
    /// For each piece the number of the word that it begins, from 1; 0 for all others.
    pub words_mask: Vec<i32>,
    /// Number of words.
    pub n_words: usize,
}

impl Prompter {
    /// The tokenizer that belongs to the model at `path`, and a prompt of `labels`.
    ///
    /// # Errors
    /// [`ReaderError::Model`] when there is no tokenizer or it does not know the marks of the prompt.
    pub fn open(path: &Path, config: &Config, labels: &[&str]) -> Result<Prompter, ReaderError> {
        let wrong = |path: &Path, what: &str| ReaderError::Model { path: path.to_owned(), what: what.to_owned() };
        let file = beside(path, "tokenizer.json");
        let file = file.ok_or_else(|| wrong(path, "there is no tokenizer.json beside it or in the folder above"))?;
        let mut tokenizer = Tokenizer::from_file(&file).map_err(|_| wrong(&file, "it is not a tokenizer"))?;
        tokenizer.with_padding(None);
        let untruncated = tokenizer.with_truncation(None).is_ok();
        let knows = |mark: &str| tokenizer.token_to_id(mark).is_some();
        if !untruncated || !knows(&config.ent_token) || !knows(&config.sep_token) {
            return Err(wrong(&file, "it does not know the marks of a GLiNER prompt"));
        }
        let mut prompt = Vec::new();
        for label in labels {
            prompt.extend([config.ent_token.clone(), (*label).to_owned()]);
        }
        prompt.push(config.sep_token.clone());
        Ok(Prompter { tokenizer, prompt })
    }

    /// The question about `words` of `text`.
    pub fn ask(&self, words: &[Word], text: &str) -> Result<Question, GlinerError> {
        let shown = words.iter().map(|word| short(text.get(word.span.start..word.span.end).unwrap_or_default()));
        let all: Vec<&str> = self.prompt.iter().map(String::as_str).chain(shown).collect();
        let encoding = self.tokenizer.encode(InputSequence::from(all), true).map_err(|_| GlinerError::Tokenizer)?;
        let input_ids = encoding.get_ids().iter().map(|&id| i32::try_from(id).unwrap_or_default()).collect();
        let words_mask = words_mask(encoding.get_word_ids(), self.prompt.len());
        Ok(Question { input_ids, words_mask, n_words: words.len() })
    }
}

impl Question {
    /// Number of word pieces.
    pub fn n_tokens(&self) -> usize {
        self.input_ids.len()
    }
}

/// Marks the first piece of each word after the first `n_skipped`.
fn words_mask(word_ids: &[Option<u32>], n_skipped: usize) -> Vec<i32> {
    let mut before = None;
    let number = |&word: &Option<u32>| {
        let is_first = word != before;
        before = word;
        let number = word.and_then(|word| (word as usize + 1).checked_sub(n_skipped)).filter(|_| is_first);
        number.and_then(|number| i32::try_from(number).ok()).unwrap_or(0)
    };
    word_ids.iter().map(number).collect()
}

fn short(word: &str) -> &str {
    word.get(..word.floor_char_boundary(MAX_WORD)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_first_pieces_of_the_texts_words_are_marked() {
        let word_ids = [None, Some(0), Some(1), Some(1), Some(2), Some(3), Some(4), Some(4), Some(5), None];
        assert_eq!(words_mask(&word_ids, 3), [0, 0, 0, 0, 0, 1, 2, 0, 3, 0]);
    }
}
