//! Words of one table and what it says about each.

use crate::{CodebookError, Files, Row, Table};
use std::collections::HashMap;

/// Lower-case words or phrases (single spaces between words) to what a table says about them.
#[derive(Debug)]
pub struct WordMap<T> {
    words: HashMap<String, T>,
    longest: usize,
}

impl<T> WordMap<T> {
    /// Reads `lexicons/<language>/<name>.tsv`: the first column is the word, `entry` reads the rest of a line.
    pub(crate) fn load(
        files: &Files,
        path: &str,
        column: &str,
        entry: impl Fn(Row<'_, '_>) -> Result<T, CodebookError>,
    ) -> Result<WordMap<T>, CodebookError> {
        let mut words = HashMap::new();
        for row in Table::read(files, path)?.rows() {
            if words.insert(row.required(column)?.to_lowercase(), entry(row)?).is_some() {
                return Err(row.wrong(format!("`{}` is listed twice", row.get(column))));
            }
        }
        let longest = words.keys().map(|word| word.split(' ').count()).max().unwrap_or(0);
        Ok(WordMap { words, longest })
    }

    /// What the table says about a word in lower case.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.words.get(word)
    }

    /// Whether the table has the word, which must be in lower case.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Number of words in the longest phrase of the table.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Every word with its entry, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.words.iter().map(|(word, entry)| (word.as_str(), entry))
    }
}

impl<T> Default for WordMap<T> {
    fn default() -> WordMap<T> {
        WordMap { words: HashMap::new(), longest: 0 }
    }
}
