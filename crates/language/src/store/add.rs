//! Installs a model.

use super::manifest::{Entry, FILE, FORMAT};
use super::{Installed, StoreError, known, sha256};
use crate::ModelError;
use crate::config::{self, Meta};
use crate::files::{Files, NEEDED};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The notice that the wheel of `en_core_web_md` lacks; the one that its makers put into the other wheels.
const MIT_NOTICE: &str = include_str!("../../data/LICENSE-models");

/// An installed model, and why it is believed to be the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The model.
    pub model: Installed,
    /// What its digest was compared with.
    pub pin: Pin,
}

/// What the digest of a new model was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// The digest that this program knows for it.
    Known,
    /// The digest that the user gave.
    Given,
    /// Nothing: from now on it is pinned to what it was when it was installed. Tell the user.
    Recorded,
}

/// Installs the model at `source` (a wheel or a model folder) into the folder `models`, under its own name.
///
/// `expected`: the SHA-256, in hexadecimal, of the wheel or of the model (see [`crate::store`]). Without it the model
/// must be the known one, if one of its name and version is known. An older one of the same name is replaced.
///
/// # Errors
/// [`StoreError`]; nothing is installed then.
pub fn add(source: &Path, models: &Path, expected: Option<&str>) -> Result<Added, StoreError> {
    let files = Files::open(source)?;
    config::check(&files)?;
    let meta = Meta::load(&files)?;
    let contents = contents(&files, &meta)?;
    let wheel = wheel(source)?;
    let mut model = manifest(&meta, &contents, wheel);
    let pin = pin(source, &model, expected)?;
    model.path = models.join(&model.name);
    write(&model, &contents)?;
    Ok(Added { model, pin })
}

/// The files that the pipeline needs and the notices, by name.
fn contents(files: &Files, meta: &Meta) -> Result<BTreeMap<String, Vec<u8>>, ModelError> {
    let needed = NEEDED.iter().map(|name| Ok(((*name).to_owned(), files.read(name)?.into_owned())));
    let mut contents = needed.collect::<Result<BTreeMap<_, _>, ModelError>>()?;
    let is_notice = |name: &str| ["LICENSE", "LICENCE", "NOTICE", "README"].iter().any(|start| name.starts_with(start));
    contents.extend(files.find(is_notice)?);
    let has_licence = contents.keys().any(|name| name.starts_with("LICEN"));
    if meta.licence == "MIT" && !has_licence {
        contents.insert("LICENSE".to_owned(), MIT_NOTICE.as_bytes().to_owned());
    }
    Ok(contents)
}

/// Name and digest of the wheel, if it is one.
fn wheel(source: &Path) -> Result<Option<Entry>, ModelError> {
    if source.is_dir() {
        return Ok(None);
    }
    let bytes =
        std::fs::read(source).map_err(|error| ModelError::Unreadable { path: source.to_owned(), source: error })?;
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(Entry::of(&name, &bytes)))
}

fn manifest(meta: &Meta, contents: &BTreeMap<String, Vec<u8>>, source: Option<Entry>) -> Installed {
    let files: Vec<Entry> = contents.iter().map(|(name, bytes)| Entry::of(name, bytes)).collect();
    let needed = files.iter().filter(|entry| NEEDED.contains(&entry.name.as_str()));
    let lines: String = needed.map(|entry| format!("{}  {}\n", entry.sha256, entry.name)).collect();
    Installed {
        format: FORMAT.to_owned(),
        name: safe(&meta.name),
        version: meta.version.clone(),
        language: meta.language.clone(),
        licence: meta.licence.clone(),
        sha256: sha256(lines.as_bytes()),
        source,
        files,
        path: PathBuf::new(),
    }
}

/// The name as a name of a folder.
fn safe(name: &str) -> String {
    let allowed = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == '-';
    name.chars().map(|character| if allowed(character) { character } else { '_' }).collect()
}

/// Compares the digest with what is given or known.
fn pin(source: &Path, model: &Installed, expected: Option<&str>) -> Result<Pin, StoreError> {
    let refused = |expected: &str, found: &str| StoreError::Unexpected {
        path: source.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    if let Some(expected) = expected {
        let of_wheel = model.source.as_ref().map(|wheel| wheel.sha256.as_str());
        let mut found = of_wheel.into_iter().chain([model.sha256.as_str()]);
        return match found.any(|found| found.eq_ignore_ascii_case(expected)) {
            true => Ok(Pin::Given),
            false => Err(refused(expected, of_wheel.unwrap_or(&model.sha256))),
        };
    }
    match known().find(|known| known.name == model.name && known.version == model.version) {
        Some(known) if known.sha256 == model.sha256 => Ok(Pin::Known),
        Some(known) => Err(refused(known.sha256, &model.sha256)),
        None => Ok(Pin::Recorded),
    }
}

/// Writes into a folder beside the final one, then renames it, so that no half a model is ever found.
fn write(model: &Installed, contents: &BTreeMap<String, Vec<u8>>) -> Result<(), StoreError> {
    let parent = model.path.parent().unwrap_or(Path::new("."));
    let partial = parent.join(format!(".{}.partial", model.name));
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::Unwritable { path, source }
    };
    if partial.exists() {
        std::fs::remove_dir_all(&partial).map_err(unwritable(&partial))?;
    }
    for (name, bytes) in contents {
        write_file(&partial.join(name), bytes)?;
    }
    let json = serde_json::to_vec_pretty(model).map_err(std::io::Error::other).map_err(unwritable(&partial))?;
    write_file(&partial.join(FILE), &json)?;
    if model.path.exists() {
        std::fs::remove_dir_all(&model.path).map_err(unwritable(&model.path))?;
    }
    std::fs::rename(&partial, &model.path).map_err(unwritable(&model.path))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let unwritable = |source| StoreError::Unwritable { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(unwritable)?;
    }
    std::fs::write(path, bytes).map_err(unwritable)
}
