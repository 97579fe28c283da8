//! The sentences that people read: `codebook/labels/en/assessment.tsv`.

use std::collections::BTreeMap;

/// Sentences by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    texts: BTreeMap<String, String>,
}

/// What is wrong with a file of labels.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line} of the labels of assessments is not `key<TAB>text`")]
pub struct LabelsError {
    /// From 1.
    pub line: usize,
}

impl Labels {
    /// Reads a file of labels.
    ///
    /// # Errors
    /// [`LabelsError`] with the line.
    pub fn parse(file: &str) -> Result<Self, LabelsError> {
        let lines = file.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
        let texts = lines.map(|(text, line)| {
            let (key, text) = text.split_once('\t').ok_or(LabelsError { line })?;
            Ok((key.to_owned(), text.to_owned()))
        });
        Ok(Self { texts: texts.collect::<Result<_, _>>()? })
    }

    /// The same with these in the place of those of the same key: words of another language.
    #[must_use]
    pub fn with(mut self, words: &[(String, String)]) -> Self {
        self.texts.extend(words.iter().cloned());
        self
    }

    /// The English ones that are built in.
    ///
    /// # Errors
    /// [`LabelsError`] when the file is wrong; a test makes sure that it is not.
    pub fn built_in() -> Result<Self, LabelsError> {
        Self::parse(include_str!("../../../codebook/labels/en/assessment.tsv"))
    }

    /// The sentence of a key with values put in; the key itself when there is no such sentence.
    #[must_use]
    pub fn sentence(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.texts.get(key).map_or(key, String::as_str);
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            out += before;
            out += values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
            rest = behind;
        }
        out + rest
    }
}
