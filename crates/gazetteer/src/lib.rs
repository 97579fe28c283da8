//! Offline gazetteer: names of places to where they lie.
//!
//! In: one file, made by [`compile`] from packages with open data (see [`Gazetteer::attribution`]). Out: [`Place`]s by
//! name, the most populous first. Which of several places of one name a text means is not decided here.
//! Start reading at [`Gazetteer`]. Countries are not here but in the codebook, so they are known without any file.

mod compile;
mod error;
mod file;
mod key;
mod location;
mod place;

pub use compile::{Compiled, compile};
pub use error::GazetteerError;
pub use key::key;
pub use location::default_paths;
pub use place::{Place, PlaceKind};

use file::File;
use std::path::Path;

/// Places by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    file: Option<File>,
}

impl Gazetteer {
    /// A gazetteer that knows no place.
    pub fn empty() -> Gazetteer {
        Gazetteer::default()
    }

    /// Reads a file that [`compile`] wrote; about 10 MB, a few milliseconds.
    ///
    /// # Errors
    /// [`GazetteerError`] when it cannot be read or is no such file.
    pub fn open(path: &Path) -> Result<Gazetteer, GazetteerError> {
        let bytes =
            std::fs::read(path).map_err(|source| GazetteerError::Unreadable { path: path.to_owned(), source })?;
        let file = File::from_bytes(bytes).ok_or_else(|| GazetteerError::Damaged { path: path.to_owned() })?;
        Ok(Gazetteer { file: Some(file) })
    }

    /// The first of [`default_paths`] that exists; else an empty gazetteer with the reason.
    pub fn open_default() -> (Gazetteer, Option<GazetteerError>) {
        match default_paths().into_iter().find(|path| path.exists()) {
            None => (Gazetteer::empty(), Some(GazetteerError::NotInstalled)),
            Some(path) => match Gazetteer::open(&path) {
                Ok(gazetteer) => (gazetteer, None),
                Err(error) => (Gazetteer::empty(), Some(error)),
            },
        }
    }

    /// Whether it knows no place at all.
    pub const fn is_empty(&self) -> bool {
        self.file.is_none()
    }

    /// The places with this name, whatever its case, accents and hyphens: the most populous first, at most sixteen.
    pub fn places(&self, name: &str) -> Vec<Place> {
        self.file.as_ref().map(|file| file.places(&key(name))).unwrap_or_default()
    }

    /// Whether any place bears this name. Cheaper than [`Gazetteer::places`].
    pub fn knows(&self, name: &str) -> bool {
        self.file.as_ref().is_some_and(|file| file.knows(&key(name)))
    }

    /// Where the data come from and under which licences, to be shown with results.
    pub fn attribution(&self) -> &str {
        self.file.as_ref().map_or("", File::attribution)
    }
}

#[cfg(test)]
mod tests;
