//! Model, codebook and gazetteer: which ones, and from where.

use crate::error::{CommandError, ErrorKind};
use codebook::{Codebook, CodebookError};
use gazetteer::Gazetteer;
use language::Pipeline;
use pipeline::Tools;
use report::Labels;
use std::path::PathBuf;

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
    language::open(choice.model.as_deref()).map_err(|error| {
        let hint = "install a model with `saksi model add FILE`, or name a wheel or a model folder with --model";
        CommandError::new(ErrorKind::Model, error, hint)
    })
}
