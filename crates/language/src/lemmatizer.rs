//! Base forms of words, from rules for suffixes, a list of known forms and exceptions, by part of speech.
//!
//! Source: `spacy/pipeline/lemmatizer.py`, `rule_lemmatize`, and `spacy/lang/en/lemmatizer.py`, `is_base_form`.

use crate::characters::is_alpha;
use crate::hashes::string_id;
use crate::message_pack::{self, Value};
use crate::{Files, ModelError};
use std::collections::{HashMap, HashSet};

/// The tables of each part of speech, by the id of its name in lower case.
pub(crate) struct Lemmatizer {
    tables: HashMap<u64, Tables>,
}

#[derive(Default)]
struct Tables {
    /// Suffix, and what to put in its place.
    rules: Vec<(Box<str>, Box<str>)>,
    /// Forms that exist.
    index: HashSet<Box<str>>,
    exceptions: HashMap<Box<str>, Vec<Box<str>>>,
}

impl Lemmatizer {
    pub(crate) fn load(files: &Files) -> Result<Lemmatizer, ModelError> {
        let path = files.path_of("lemmatizer/lookups/lookups.bin");
        let bytes = files.read("lemmatizer/lookups/lookups.bin")?;
        let file = message_pack::parse(&bytes).map_err(ModelError::malformed(&path))?;
        if file.get("lemma_rules").is_none() {
            return Err(ModelError::missing(&path, "table `lemma_rules`"));
        }
        let lemmatizer = Lemmatizer::read(&file);
        lemmatizer.ok_or_else(|| ModelError::damaged(&path, "a table of another form"))
    }

    fn read(file: &Value) -> Option<Lemmatizer> {
        let table = |name| file.get(name).and_then(Value::entries).unwrap_or_default();
        let mut tables: HashMap<u64, Tables> = HashMap::new();
        for (pos, rules) in table("lemma_rules") {
            let rules = rules.list()?.iter().map(|rule| match rule.list()? {
                [old, new] => Some((old.text()?.into(), new.text()?.into())),
                _ => None,
            });
            tables.entry(pos.unsigned()?).or_default().rules = rules.collect::<Option<_>>()?;
        }
        for (pos, forms) in table("lemma_index") {
            tables.entry(pos.unsigned()?).or_default().index = texts(forms)?.collect::<Option<_>>()?;
        }
        for (pos, exceptions) in table("lemma_exc") {
            let exceptions = exceptions.entries()?.iter();
            let exceptions =
                exceptions.map(|(form, lemmas)| Some((form.text()?.into(), texts(lemmas)?.collect::<Option<_>>()?)));
            tables.entry(pos.unsigned()?).or_default().exceptions = exceptions.collect::<Option<_>>()?;
        }
        Some(Lemmatizer { tables })
    }

    /// Whether a word in small letters is an ordinary one: itself or its base form is in the word lists.
    pub(crate) fn knows(&self, lower: &str) -> bool {
        self.tables.values().any(|tables| {
            tables.index.contains(lower)
                || tables.exceptions.contains_key(lower)
                || tables.first_form(lower).is_some_and(|form| tables.index.contains(form.as_str()))
        })
    }

    /// The lemma of `word` with this part of speech and these morphological features (`Key=Value|Key=Value`).
    pub(crate) fn lemma(&self, word: &str, pos: &str, morph: &str) -> String {
        let pos = pos.to_lowercase();
        let lower = word.to_lowercase();
        if matches!(pos.as_str(), "" | "eol" | "space") || is_base_form(&pos, morph) {
            return lower;
        }
        match self.tables.get(&string_id(&pos)) {
            Some(tables) => tables.first_form(&lower).unwrap_or_else(|| word.to_owned()),
            None if pos == "propn" => word.to_owned(),
            None => lower,
        }
    }
}

fn texts<'a>(list: &'a Value) -> Option<impl Iterator<Item = Option<Box<str>>> + 'a> {
    Some(list.list()?.iter().map(|text| text.text().map(Into::into)))
}

impl Tables {
    /// The form that spaCy puts first: the last exception, else the last known form, else the first form with a mark or
    /// digit, else the first unknown one.
    fn first_form(&self, lower: &str) -> Option<String> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(&**old) else { continue };
            let form = format!("{stem}{new}");
            if self.index.contains(form.as_str()) {
                known.insert(0, form);
            } else if !form.is_empty() && !form.chars().all(is_alpha) {
                known.push(form);
            } else if !form.is_empty() {
                unknown.push(form);
            }
        }
        for form in self.exceptions.get(lower).into_iter().flatten() {
            if !known.iter().any(|known| **known == **form) {
                known.insert(0, form.to_string());
            }
        }
        known.into_iter().next().or_else(|| unknown.into_iter().next())
    }
}

/// Whether the features say that the word is not inflected.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let feature = |key| morph.split('|').filter_map(|feature| feature.split_once('=')).find(|(name, _)| *name == key);
    let feature = |key| feature(key).map(|(_, value)| value);
    let form = feature("VerbForm");
    let plain_present = form == Some("Fin") && feature("Tense") == Some("Pres") && feature("Number").is_none();
    (pos == "noun" && feature("Number") == Some("Sing"))
        || (pos == "verb" && plain_present)
        || matches!(form, Some("Inf" | "None"))
        || feature("Degree") == Some("Pos")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmatizer() -> Lemmatizer {
        let tables = Tables {
            rules: vec![("s".into(), "".into()), ("ies".into(), "y".into()), ("es".into(), "".into())],
            index: ["city".into(), "citie".into()].into(),
            exceptions: [("mice".into(), vec!["mouse".into()])].into(),
        };
        Lemmatizer { tables: [(string_id("noun"), tables)].into() }
    }

    #[test]
    fn the_last_known_form_wins_then_exceptions() {
        let lemmatizer = lemmatizer();
        assert_eq!(lemmatizer.lemma("Cities", "NOUN", "Number=Plur"), "city");
        assert_eq!(lemmatizer.lemma("mice", "NOUN", "Number=Plur"), "mouse");
        assert_eq!(lemmatizer.lemma("blorps", "NOUN", "Number=Plur"), "blorp");
        assert_eq!(lemmatizer.lemma("s", "NOUN", "Number=Plur"), "s");
    }

    #[test]
    fn base_forms_and_names_stay() {
        let lemmatizer = lemmatizer();
        assert_eq!(lemmatizer.lemma("News", "NOUN", "Number=Sing"), "news");
        assert_eq!(lemmatizer.lemma("Tessaly", "PROPN", "Number=Sing"), "Tessaly");
        assert_eq!(lemmatizer.lemma("THE", "DET", ""), "the");
    }
}
