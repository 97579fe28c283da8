//! What kinds of things nouns name: people, buildings, vehicles, weapons and the like.

use crate::{CodebookError, Files, Table};
use std::collections::{HashMap, HashSet};

/// Rows of `noun_classes.tsv`: base forms in lower case by class.
#[derive(Debug, Default)]
pub struct NounClasses(HashMap<String, HashSet<String>>);

impl NounClasses {
    pub(super) fn load(files: &Files, language: &str) -> Result<NounClasses, CodebookError> {
        let path = format!("lexicons/{language}/noun_classes.tsv");
        let table = Table::read(files, &path)?;
        let mut classes: HashMap<String, HashSet<String>> = HashMap::new();
        for row in table.rows() {
            let words = row.required("words")?.split_whitespace().map(str::to_owned);
            classes.entry(row.required("class")?.to_owned()).or_default().extend(words);
        }
        Ok(NounClasses(classes))
    }

    /// Whether the noun with this base form is of the class.
    pub fn is(&self, word: &str, class: &str) -> bool {
        self.0.get(class).is_some_and(|words| words.contains(word))
    }

    /// Whether there is such a class.
    pub fn has(&self, class: &str) -> bool {
        self.0.contains_key(class)
    }
}
