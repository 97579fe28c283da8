//! States and territories by name and demonym.

use crate::{CodebookError, Files, Row, Table};
use std::collections::HashMap;

/// States and territories with what English texts call them and their people.
#[derive(Debug, Default)]
pub struct Countries {
    list: Vec<Country>,
    by_name: HashMap<String, usize>,
    by_demonym: HashMap<String, usize>,
}

/// One state or territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso: String,
    /// The usual English name.
    pub name: String,
    /// The seat of government.
    pub capital: String,
    /// Degrees north, about the middle.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// For a territory, the code of the state that it belongs to.
    pub part_of: Option<String>,
}

impl Countries {
    pub(crate) fn load(files: &Files) -> Result<Countries, CodebookError> {
        let mut countries = Countries::default();
        for row in Table::read(files, "places/countries.tsv")?.rows() {
            countries.add(row)?;
        }
        Ok(countries)
    }

    fn add(&mut self, row: Row<'_, '_>) -> Result<(), CodebookError> {
        let degrees = |column: &str| row.get(column).parse().map_err(|_| row.wrong(format!("`{column}` is no number")));
        let idx = self.list.len();
        self.list.push(Country {
            iso: row.required("iso")?.to_owned(),
            name: row.required("name")?.to_owned(),
            capital: row.get("capital").to_owned(),
            latitude: degrees("latitude")?,
            longitude: degrees("longitude")?,
            part_of: Some(row.get("part_of").to_owned()).filter(|iso| !iso.is_empty()),
        });
        for name in std::iter::once(row.get("name")).chain(row.list("other_names")) {
            self.by_name.entry(name.to_lowercase()).or_insert(idx);
        }
        for demonym in row.list("demonyms") {
            self.by_demonym.entry(demonym.to_lowercase()).or_insert(idx);
        }
        Ok(())
    }

    /// The country with this name, in lower case and without an article.
    pub fn named(&self, name: &str) -> Option<&Country> {
        self.by_name.get(name).map(|&idx| &self.list[idx])
    }

    /// The country of this adjective or noun for its people, in lower case, singular or plural.
    pub fn of_people(&self, demonym: &str) -> Option<&Country> {
        let singular = || demonym.strip_suffix('s').and_then(|word| self.by_demonym.get(word));
        self.by_demonym.get(demonym).or_else(singular).map(|&idx| &self.list[idx])
    }

    /// Whether `word`, in lower case, is a plural for the people of a country: "thais", but not "thai".
    pub fn is_people_plural(&self, word: &str) -> bool {
        !self.by_demonym.contains_key(word) && self.of_people(word).is_some()
    }

    /// The country with this ISO 3166-1 alpha-2 code, in capitals.
    pub fn with_code(&self, iso: &str) -> Option<&Country> {
        self.list.iter().find(|country| country.iso == iso)
    }

    /// All, in order of code.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.list.iter()
    }

    /// Every name in lower case with its country.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Country)> {
        self.by_name.iter().map(|(name, &idx)| (name.as_str(), &self.list[idx]))
    }
}
