//! Pronouns and what they can stand for.

use super::{Gender, WordMap};
use crate::{CodebookError, Files};

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// 1, 2 or 3.
    pub person: u8,
    /// Whether it stands for one, for several, or for either (`None`).
    pub plural: Option<bool>,
    /// The gender that it states; none for "it" and for those that state none.
    pub gender: Option<Gender>,
    /// Whether it stands for a thing or body: "it".
    pub neuter: bool,
    /// How it is used.
    pub usage: PronounUse,
}

/// How a pronoun is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PronounUse {
    /// "he", "their".
    Personal,
    /// "himself".
    Reflexive,
    /// "who".
    Relative,
}

/// `pronouns.tsv`.
pub(crate) fn pronouns(files: &Files, language: &str) -> Result<WordMap<Pronoun>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/pronouns.tsv"), "pronoun", |row| {
        let person = match row.get("person") {
            "1" => 1,
            "2" => 2,
            "3" => 3,
            other => return Err(row.wrong(format!("person `{other}` is none of 1, 2, 3"))),
        };
        let plural = match row.get("number") {
            "one" => Some(false),
            "many" => Some(true),
            "any" => None,
            other => return Err(row.wrong(format!("number `{other}` is none of one, many, any"))),
        };
        let (gender, neuter) = match row.get("gender") {
            "m" => (Some(Gender::Masculine), false),
            "f" => (Some(Gender::Feminine), false),
            "n" => (None, true),
            "" => (None, false),
            other => return Err(row.wrong(format!("gender `{other}` is none of m, f, n"))),
        };
        let usage = match row.get("use") {
            "personal" => PronounUse::Personal,
            "reflexive" => PronounUse::Reflexive,
            "relative" => PronounUse::Relative,
            other => return Err(row.wrong(format!("use `{other}` is none of personal, reflexive, relative"))),
        };
        Ok(Pronoun { person, plural, gender, neuter, usage })
    })
}
