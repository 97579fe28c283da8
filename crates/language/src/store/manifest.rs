//! The `manifest.json` of an installed model.

use super::{StoreError, digest_of, sha256};
use crate::ModelError;
use crate::files::Files;
use serde::{Deserialize, Serialize};
use std::path::{Component, Path, PathBuf};

/// Its name beside the files.
pub(super) const FILE: &str = "manifest.json";

/// What this program writes and understands.
pub(super) const FORMAT: &str = "saksi-model/1";

/// What is known of an installed model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installed {
    pub(super) format: String,
    /// Such as `en_core_web_md`.
    pub name: String,
    /// Such as `3.8.0`.
    pub version: String,
    /// ISO 639-1, such as `en`.
    pub language: String,
    /// As its makers state it, such as `MIT`.
    pub licence: String,
    /// Digest of the model, hexadecimal.
    pub sha256: String,
    /// Name and SHA-256 of the wheel that it came from, when it was one.
    pub source: Option<Entry>,
    /// Every file, but the manifest itself.
    pub files: Vec<Entry>,
    /// The folder; not part of the manifest.
    #[serde(skip)]
    pub path: PathBuf,
}

/// A file of a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Relative to the model folder, with `/`.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
}

impl Entry {
    pub(super) fn of(name: &str, bytes: &[u8]) -> Entry {
        Entry { name: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// The models in a folder of models, by name. A folder that does not exist holds none.
///
/// # Errors
/// [`StoreError::Model`] when a manifest is damaged.
pub fn list(models: &Path) -> Result<Vec<Installed>, StoreError> {
    let mut installed = Vec::new();
    for entry in std::fs::read_dir(models).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with('.') {
            installed.extend(read(&entry.path())?);
        }
    }
    installed.sort_by(|left: &Installed, right| left.name.cmp(&right.name));
    Ok(installed)
}

/// Reads every file of an installed model again and compares it with the manifest.
///
/// # Errors
/// [`StoreError`] with the first file that is absent or differs.
pub fn verify(model: &Path) -> Result<Installed, StoreError> {
    let installed = read(model)?.ok_or_else(|| ModelError::missing(model, FILE))?;
    let files = Files::open(model)?;
    for entry in &installed.files {
        let found = sha256(&files.read(&entry.name)?);
        if found != entry.sha256 {
            let (path, expected) = (model.join(&entry.name), entry.sha256.clone());
            return Err(StoreError::Unexpected { path, expected, found });
        }
    }
    let found = digest_of(&files)?;
    if found != installed.sha256 {
        return Err(StoreError::Unexpected { path: model.to_owned(), expected: installed.sha256, found });
    }
    Ok(installed)
}

/// The digest of an installed model whose files all have the recorded sizes; `None` without a manifest.
pub(super) fn checked_sizes(model: &Path) -> Result<Option<String>, ModelError> {
    let Some(installed) = read(model)? else { return Ok(None) };
    for entry in &installed.files {
        let path = model.join(&entry.name);
        let size =
            std::fs::metadata(&path).map_err(|source| ModelError::Unreadable { path: path.clone(), source })?.len();
        if size != entry.bytes {
            return Err(ModelError::damaged(&path, format!("{size} bytes instead of {}", entry.bytes)));
        }
    }
    Ok(Some(installed.sha256))
}

/// The manifest in this folder, if there is one.
fn read(model: &Path) -> Result<Option<Installed>, ModelError> {
    let path = model.join(FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let text =
        std::fs::read_to_string(&path).map_err(|source| ModelError::Unreadable { path: path.clone(), source })?;
    let mut installed: Installed =
        serde_json::from_str(&text).map_err(|error| ModelError::damaged(&path, error.to_string()))?;
    let stays_inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if installed.format != FORMAT || !installed.files.iter().all(|entry| stays_inside(&entry.name)) {
        return Err(ModelError::damaged(&path, format!("not a manifest of the format {FORMAT}")));
    }
    model.clone_into(&mut installed.path);
    Ok(Some(installed))
}
