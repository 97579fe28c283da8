//! Forms from TOML, with line and column of what does not fit.

use super::source::nearest;
use super::{Field, Form, Section, Source, When, Whom};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;

/// Why a form cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("codebook/{path}:{line}:{column}: {what}")]
pub struct FormError {
    /// Inside the codebook.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, letters.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenForm {
    id: Spanned<String>,
    title: String,
    short: String,
    recipient: String,
    channel: String,
    needs_consent: Vec<Spanned<String>>,
    #[serde(rename = "section")]
    sections: Vec<WrittenSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSection {
    title: String,
    per: Option<Spanned<String>>,
    #[serde(rename = "field")]
    fields: Vec<WrittenField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    id: Spanned<String>,
    label: Spanned<String>,
    help: String,
    source: Spanned<String>,
    required: bool,
    when: Option<Spanned<String>>,
    ask: Spanned<String>,
    #[serde(default)]
    choices: Vec<String>,
    wording: Spanned<String>,
}

/// The form in a file.
pub fn parse(path: &str, text: &str) -> Result<Form, FormError> {
    let at = |span: Option<Range<usize>>, what: String| error(path, text, span.unwrap_or_default(), what);
    let written: WrittenForm = toml::from_str(text)
        .map_err(|failed: toml::de::Error| at(failed.span(), failed.message().replace('\n', " ")))?;
    let checker = Checker { path, text };
    checker.form(written)
}

struct Checker<'t> {
    path: &'t str,
    text: &'t str,
}

impl Checker<'_> {
    fn form(&self, written: WrittenForm) -> Result<Form, FormError> {
        let stem = self.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
        if written.id.get_ref() != stem {
            return Err(self.wrong(&written.id, format!("the id must be the name of the file, `{stem}`")));
        }
        for purpose in &written.needs_consent {
            self.word(purpose, "purpose", &["partner", "government", "public"], |word| Some(word.to_owned()))?;
        }
        let mut seen = BTreeSet::new();
        let mut sections = Vec::new();
        for section in written.sections {
            if let Some(per) = &section.per {
                self.word(per, "value of `per`", &["person"], |word| Some(word.to_owned()))?;
            }
            let fields = section.fields.into_iter().map(|field| self.field(field, &mut seen));
            sections.push(Section { title: section.title, fields: fields.collect::<Result<_, _>>()? });
        }
        Ok(Form {
            id: written.id.into_inner(),
            title: written.title,
            short: written.short,
            recipient: written.recipient,
            channel: written.channel,
            needs_consent: written.needs_consent.into_iter().map(Spanned::into_inner).collect(),
            sections,
        })
    }

    fn field(&self, written: WrittenField, seen: &mut BTreeSet<String>) -> Result<Field, FormError> {
        if !seen.insert(written.id.get_ref().clone()) {
            return Err(self.wrong(&written.id, format!("the field `{}` stands twice", written.id.get_ref())));
        }
        if written.label.get_ref().trim().is_empty() {
            return Err(self.wrong(&written.label, "a field needs a label: the question that it asks".to_owned()));
        }
        let when = written.when.as_ref().map(|when| self.word(when, "condition", When::WORDS, When::from_word));
        let checked = |word: &str| ["published", "unchecked"].contains(&word).then(|| word == "published");
        Ok(Field {
            source: self.word(&written.source, "source", Source::WORDS, Source::from_word)?,
            ask: self.word(&written.ask, "person to ask", Whom::WORDS, Whom::from_word)?,
            when: when.transpose()?.unwrap_or(When::Always),
            is_checked: self.word(&written.wording, "wording", &["published", "unchecked"], checked)?,
            id: written.id.into_inner(),
            label: written.label.into_inner(),
            help: written.help,
            required: written.required,
            choices: written.choices,
        })
    }

    fn word<T>(
        &self,
        written: &Spanned<String>,
        what: &str,
        words: &[&str],
        known: impl Fn(&str) -> Option<T>,
    ) -> Result<T, FormError> {
        let word = written.get_ref();
        let hint = match nearest(word, words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", words.join(", ")),
        };
        known(word).ok_or_else(|| self.wrong(written, format!("unknown {what} `{word}`; {hint}")))
    }

    fn wrong(&self, written: &Spanned<String>, what: String) -> FormError {
        error(self.path, self.text, written.span(), what)
    }
}

fn error(path: &str, text: &str, span: Range<usize>, what: String) -> FormError {
    let before = text.get(..span.start.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    FormError {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        what,
    }
}
