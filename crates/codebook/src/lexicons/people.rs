//! Words for people and bodies: titles, person nouns, group nouns, organisation nouns.

use super::WordMap;
use crate::{CodebookError, Files, Row};

/// Whether who bears a word acts for the state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Office {
    /// An official, a body of the state.
    Public,
    /// Anyone else.
    Private,
    /// As the rest of the phrase says: "police chief", "party chief".
    #[default]
    Depends,
}

/// The gender that a word or title states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he".
    Masculine,
    /// "she".
    Feminine,
}

/// What a title or a noun for people says about who bears it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonWord {
    /// Whether it is an office of the state.
    pub office: Office,
    /// The gender that it states.
    pub gender: Option<Gender>,
}

/// What a noun for bodies says about what it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyWord {
    /// Whether it is a body of the state.
    pub office: Office,
    /// Whether it speaks of a body only inside a name: "Evening Post", but not "the post".
    pub names_only: bool,
}

/// `not_people.tsv`: phrases whose noun means people elsewhere: "social media".
pub(crate) fn not_people(files: &Files, language: &str) -> Result<WordMap<()>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/not_people.tsv"), "phrase", |_| Ok(()))
}

/// `titles.tsv`: words before a name that belong to the office.
pub(crate) fn titles(files: &Files, language: &str) -> Result<WordMap<PersonWord>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/titles.tsv"), "title", person_word)
}

/// `person_nouns.tsv`: nouns for people, singular.
pub(crate) fn person_nouns(files: &Files, language: &str) -> Result<WordMap<PersonWord>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/person_nouns.tsv"), "noun", person_word)
}

/// `group_nouns.tsv`: nouns that stand for several people even in the singular.
pub(crate) fn group_nouns(files: &Files, language: &str) -> Result<WordMap<Office>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/group_nouns.tsv"), "noun", office)
}

/// `organization_nouns.tsv`: nouns for bodies, also as first or last words of their names.
pub(crate) fn organization_nouns(files: &Files, language: &str) -> Result<WordMap<BodyWord>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/organization_nouns.tsv"), "noun", |row| {
        let names_only = match row.get("use") {
            "" => false,
            "names" => true,
            other => return Err(row.wrong(format!("use `{other}` is neither names nor empty"))),
        };
        Ok(BodyWord { office: office(row)?, names_only })
    })
}

/// `naming_words.tsv`: words right before the name of somebody new.
pub(crate) fn naming_words(files: &Files, language: &str) -> Result<WordMap<()>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/naming_words.tsv"), "word", |_| Ok(()))
}

/// `not_in_office.tsv`: words in a role that say that no office of the state is held now.
pub(crate) fn not_in_office(files: &Files, language: &str) -> Result<WordMap<()>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/not_in_office.tsv"), "word", |_| Ok(()))
}

/// `first_names.tsv`: whose first name it nearly always is; endings of family names start with `-`.
pub(crate) fn first_names(files: &Files, language: &str) -> Result<WordMap<Gender>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/first_names.tsv"), "name", |row| {
        gender(&row)?.ok_or_else(|| row.wrong("a name without a gender says nothing".to_owned()))
    })
}

fn person_word(row: Row<'_, '_>) -> Result<PersonWord, CodebookError> {
    Ok(PersonWord { gender: gender(&row)?, office: office(row)? })
}

fn gender(row: &Row<'_, '_>) -> Result<Option<Gender>, CodebookError> {
    match row.get("gender") {
        "" => Ok(None),
        "m" => Ok(Some(Gender::Masculine)),
        "f" => Ok(Some(Gender::Feminine)),
        other => Err(row.wrong(format!("gender `{other}` is neither m nor f nor empty"))),
    }
}

fn office(row: Row<'_, '_>) -> Result<Office, CodebookError> {
    match row.get("office") {
        "public" => Ok(Office::Public),
        "private" => Ok(Office::Private),
        "" | "depends" => Ok(Office::Depends),
        other => Err(row.wrong(format!("office `{other}` is none of public, private, depends"))),
    }
}
