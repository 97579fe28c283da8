//! Where models live, how they get there and how it is known that they are the right ones.
//!
//! An installed model is a folder with the files of the pipeline, the notices of its makers and a `manifest.json` that
//! pins every file by SHA-256. The digest of a model is the SHA-256 of what `sha256sum` prints for the files that decide
//! its answers, sorted by name; it is the same whether they lie in a folder, in a wheel or inside the program.

mod add;
mod lookup;
mod manifest;

pub use add::{Added, Pin, add};
pub use lookup::{embedded, find, models_folder, open};
pub use manifest::{Installed, list, verify};

use crate::ModelError;
use crate::files::{Files, NEEDED};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Why a model cannot be installed or is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The model itself cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Its digest is not the expected one.
    #[error(
        "{path} is not the model that was expected: its SHA-256 is {found}, not {expected}; \
         if you trust it, pass --sha256 {found}"
    )]
    Unexpected {
        /// The model or file.
        path: PathBuf,
        /// Hexadecimal.
        expected: String,
        /// Hexadecimal.
        found: String,
    },
    /// A file cannot be written.
    #[error("cannot write {path}: {source}")]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A model whose digest is known in advance (`data/known_models.tsv`).
pub(crate) struct Known {
    name: &'static str,
    version: &'static str,
    sha256: &'static str,
}

/// The models that this crate was tested with.
pub(crate) fn known() -> impl Iterator<Item = Known> {
    let lines = include_str!("../data/known_models.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Known { name: fields.next()?, version: fields.next()?, sha256: fields.next()? })
    })
}

/// The digest in the manifest of an installed model, after checking that every file has the size that it records;
/// `None` when there is no manifest.
pub(crate) fn recorded_digest(files: &Files) -> Result<Option<String>, ModelError> {
    manifest::checked_sizes(files.path())
}

/// Computes the digest of a model.
pub(crate) fn digest_of(files: &Files) -> Result<String, ModelError> {
    let lines = NEEDED.iter().map(|name| Ok(format!("{}  {name}\n", sha256(&files.read(name)?))));
    let lines = lines.collect::<Result<String, ModelError>>()?;
    Ok(sha256(lines.as_bytes()))
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The notices of the model that was built into this program; empty when there is none.
pub fn embedded_notices() -> &'static str {
    lookup::EMBEDDED_NOTICES
}
