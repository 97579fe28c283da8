//! Provinces, states, districts: ISO 3166-2, through the package `pycountry`.

use super::{Entry, wheel};
use crate::{GazetteerError, Place, PlaceKind};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Divisions {
    #[serde(rename = "3166-2")]
    list: Vec<Division>,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
    parent: Option<String>,
}

/// Reads all divisions. ISO gives no positions.
pub(crate) fn read(packages: &Path) -> Result<Vec<Entry>, GazetteerError> {
    wheel::with_member(packages, "pycountry", "pycountry/databases/iso3166-2.json", |bytes| {
        let mut text = String::new();
        bytes.read_to_string(&mut text).map_err(|error| error.to_string())?;
        let divisions: Divisions = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        Ok(divisions.list.into_iter().map(entry).collect())
    })
}

fn entry(division: Division) -> Entry {
    let (country, code) = division.code.split_once('-').unwrap_or((&division.code, ""));
    let kind = if division.parent.is_some() { PlaceKind::District } else { PlaceKind::Region };
    let place = Place {
        id: format!("iso3166-2:{}", division.code),
        kind,
        position: None,
        country: country.to_owned(),
        division: code.to_owned(),
        population: 0,
    };
    Entry { place, names: names(&division.name) }
}

/// "Bern (de), Berne (fr)" and "Bougainville [North Solomons]" are two names each.
fn names(name: &str) -> Vec<String> {
    let parts = name
        .split([',', ';', '[', ']'])
        .map(|part| part.split('(').next().unwrap_or(part).trim_matches([' ', '*', ')']));
    parts.filter(|part| part.chars().count() > 2).map(str::to_owned).collect()
}
