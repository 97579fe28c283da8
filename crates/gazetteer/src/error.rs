//! What can be wrong with a gazetteer.

use std::path::PathBuf;

/// Why a gazetteer cannot be used or made.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// There is none at any usual path.
    #[error("no gazetteer is installed, so only countries are found on the map; `cargo xtask fetch` makes one")]
    NotInstalled,
    /// A file could not be read or written.
    #[error("cannot read or write {path}: {source}")]
    Unreadable {
        /// On disk.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not a gazetteer, or cut short.
    #[error("{path} is not a gazetteer of this version; make it again with `cargo xtask fetch`")]
    Damaged {
        /// On disk.
        path: PathBuf,
    },
    /// A package is not in the folder.
    #[error("{folder} has no wheel of the package {package}")]
    NoPackage {
        /// Where it was looked for.
        folder: PathBuf,
        /// Its name on PyPI.
        package: &'static str,
    },
    /// A package is there, but not what is needed is in it.
    #[error("{path}: {what}")]
    Package {
        /// The wheel.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}
