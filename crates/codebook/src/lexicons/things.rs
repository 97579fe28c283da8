//! Words for places and for written things.

use super::WordMap;
use crate::{CodebookError, Files};

/// How wide a kind of place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceWidth {
    /// A state.
    Country,
    /// A province, district, island.
    Region,
    /// A town, village, quarter.
    City,
    /// A building, street, camp or natural feature.
    Site,
}

/// What a written or recorded thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A statute, treaty, code.
    Law,
    /// A report, letter, film.
    Work,
}

/// `place_nouns.tsv`: nouns for places, also as part of their names.
pub(crate) fn place_nouns(files: &Files, language: &str) -> Result<WordMap<PlaceWidth>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/place_nouns.tsv"), "noun", |row| match row.get("width") {
        "country" => Ok(PlaceWidth::Country),
        "region" => Ok(PlaceWidth::Region),
        "city" => Ok(PlaceWidth::City),
        "site" => Ok(PlaceWidth::Site),
        other => Err(row.wrong(format!("width `{other}` is none of country, region, city, site"))),
    })
}

/// `document_nouns.tsv`: nouns for laws and for works.
pub(crate) fn document_nouns(files: &Files, language: &str) -> Result<WordMap<DocumentKind>, CodebookError> {
    WordMap::load(files, &format!("lexicons/{language}/document_nouns.tsv"), "noun", |row| match row.get("kind") {
        "law" => Ok(DocumentKind::Law),
        "work" => Ok(DocumentKind::Work),
        other => Err(row.wrong(format!("kind `{other}` is neither law nor work"))),
    })
}
