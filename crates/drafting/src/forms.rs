//! Forms as data: which questions, in which order, from where each is answered, and who must be asked for what is missing.

mod load;
mod source;

pub use load::FormError;
pub use source::{Source, When, Whom};

use serde::Serialize;
use std::collections::BTreeMap;

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Such as `special-procedures`; also the name of its file.
    pub id: String,
    /// Its title in full.
    pub title: String,
    /// Its title in short.
    pub short: String,
    /// As consents name whoever receives it.
    pub recipient: String,
    /// How it is handed in.
    pub channel: String,
    /// For which purposes a consent is asked.
    pub needs_consent: Vec<String>,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its questions, in order.
    pub fields: Vec<Field>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Stays when its words change.
    pub id: String,
    /// The question.
    pub label: String,
    /// What a good answer has.
    pub help: String,
    /// From where it is answered.
    pub source: Source,
    /// Whether it has to be answered.
    pub required: bool,
    /// Only then.
    pub when: When,
    /// Who has to be asked.
    pub ask: Whom,
    /// Answers to choose from; any when empty.
    pub choices: Vec<String>,
    /// Whether its words were compared with what the body publishes; if not, look at the live form.
    pub is_checked: bool,
}

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The field.
    pub field: String,
    /// The question.
    pub label: String,
    /// What a good answer has.
    pub help: String,
    /// Who has to be asked.
    pub ask: Whom,
    /// Whether somebody has to write the answer in, with `--set FIELD=ANSWER`; else it is to be recorded in the case.
    pub by_hand: bool,
}

/// All forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms(BTreeMap<String, Form>);

impl Forms {
    /// The forms of a codebook.
    ///
    /// # Errors
    /// [`FormError`] with file, line and column.
    pub fn load(files: &codebook::Files) -> Result<Forms, FormError> {
        let mut forms = BTreeMap::new();
        for (path, text) in files.under("forms/").filter(|(path, _)| path.ends_with(".toml")) {
            let form = load::parse(path, text)?;
            forms.insert(form.id.clone(), form);
        }
        Ok(Forms(forms))
    }

    /// The forms that the program carries.
    ///
    /// # Errors
    /// [`FormError`] when one of them is wrong; a test makes sure that none is.
    pub fn builtin() -> Result<Forms, FormError> {
        Forms::load(&codebook::Files::builtin())
    }

    /// The form with this name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Form> {
        self.0.get(id)
    }

    /// All of them, in order of their names.
    pub fn all(&self) -> impl Iterator<Item = &Form> {
        self.0.values()
    }
}

impl Form {
    /// All questions, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }
}

#[cfg(test)]
mod tests;
