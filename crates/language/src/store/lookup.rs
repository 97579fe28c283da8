//! Finds the model to use.

use crate::files::Files;
use crate::processor::Processor;
use crate::{ModelError, Pipeline};
use std::env;
use std::path::{Path, PathBuf};

#[cfg(feature = "embedded-model")]
include!(concat!(env!("OUT_DIR"), "/embedded_model.rs"));

#[cfg(not(feature = "embedded-model"))]
mod nothing_embedded {
    pub(super) const EMBEDDED_FILES: &[(&str, &[u8])] = &[];
    pub(super) const EMBEDDED_SHA256: &str = "";
    pub(in crate::store) const EMBEDDED_NOTICES: &str = "";
}
#[cfg(not(feature = "embedded-model"))]
pub(super) use nothing_embedded::EMBEDDED_NOTICES;
#[cfg(not(feature = "embedded-model"))]
use nothing_embedded::{EMBEDDED_FILES, EMBEDDED_SHA256};

/// Which of several installed models is taken, by the start of its name.
const PREFERRED: [&str; 2] = ["en_core_web_md", "en_core_web_sm"];

/// Loads the model that the user means: `model`, when given; else the folder or wheel that `SAKSI_MODEL` names; else the
/// best model installed in `$SAKSI_DATA/models` or in [`models_folder`]; else the one built into the program; else, for
/// development, in a `data/models` beside or above the program or the working folder.
///
/// # Errors
/// [`ModelError::NotFound`] with all places that were looked at, or why the model that was found cannot be used.
pub fn open(model: Option<&Path>) -> Result<Pipeline, ModelError> {
    let named = model.map(Path::to_owned).or_else(|| variable("SAKSI_MODEL"));
    if let Some(path) = named {
        return Pipeline::load(&path);
    }
    let mut searched = Vec::new();
    if let Some(path) = models_folder().and_then(|models| best_of(&models, &mut searched)) {
        return Pipeline::load(&path);
    }
    if let Some(pipeline) = embedded()? {
        return Ok(pipeline);
    }
    let nearby = development_folders().into_iter().find_map(|models| best_of(&models, &mut searched));
    nearby.map_or(Err(ModelError::NotFound { searched }), |path| Pipeline::load(&path))
}

/// The model that was built into the program (feature `embedded-model`), if there is one.
///
/// # Errors
/// [`ModelError`] when what was built in is not a model that this crate runs.
pub fn embedded() -> Result<Option<Pipeline>, ModelError> {
    if EMBEDDED_FILES.is_empty() {
        return Ok(None);
    }
    let digest = Some(EMBEDDED_SHA256.to_owned());
    Pipeline::from_files(&Files::embedded(EMBEDDED_FILES), Processor::detect(), digest).map(Some)
}

/// The installed model of this name, in [`models_folder`] or, for development, in a `data/models` nearby.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = models_folder().into_iter().chain(development_folders());
    folders.map(|models| models.join(name)).find(|model| model.join("config.cfg").is_file())
}

/// The folder that models are installed into: `$SAKSI_DATA/models`, else `saksi/models` in the folder for data of the
/// user (XDG Base Directory Specification 0.8; `Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows).
pub fn models_folder() -> Option<PathBuf> {
    let home = || variable("HOME");
    let data = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share")))
    };
    variable("SAKSI_DATA").or_else(|| Some(data?.join("saksi"))).map(|folder| folder.join("models"))
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// `data/models` in the folders of the program and the working folder and in all folders above them.
fn development_folders() -> Vec<PathBuf> {
    let starts = [env::current_exe().ok(), env::current_dir().ok()];
    let mut folders: Vec<PathBuf> =
        starts.iter().flatten().flat_map(|start| start.ancestors()).map(|folder| folder.join("data/models")).collect();
    folders.retain(|folder| folder.is_dir());
    folders.dedup();
    folders
}

/// The preferred model in a folder of models; notes the folder when there is none.
fn best_of(models: &Path, searched: &mut Vec<PathBuf>) -> Option<PathBuf> {
    let entries = std::fs::read_dir(models).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.join("config.cfg").is_file()).collect();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let rank =
        |path: &Path| PREFERRED.iter().position(|start| name(path).starts_with(start)).unwrap_or(PREFERRED.len());
    found.retain(|path| !name(path).starts_with('.'));
    found.sort_by_key(|path| (rank(path), path.clone()));
    if found.is_empty() {
        searched.push(models.to_owned());
    }
    found.into_iter().next()
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_what_its_digest_says_and_runs() {
        let digest = crate::store::digest_of(&Files::embedded(EMBEDDED_FILES)).expect("complete");
        let pipeline = embedded().expect("loads").expect("is there");
        assert_eq!(pipeline.sha256(), digest);
        assert_eq!(pipeline.worker().annotate("Two were arrested.").tokens.len(), 4);
        assert!(EMBEDDED_NOTICES.contains("Permission is hereby granted"));
    }
}
