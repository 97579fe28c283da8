//! Model, codebook and gazetteer: which ones, and from where.

use crate::error::{CommandError, ErrorKind};
use casework::ReadBy;
use codebook::{Codebook, CodebookError};
use gazetteer::Gazetteer;
use language::Pipeline;
use pipeline::Tools;
use report::Labels;
use sha2::{Digest, Sha256};
use std::io::Read;
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
    Ok(Tools::new(language(choice)?, codebook, gazetteer))
}

/// The words of listings and pages.
pub fn labels(codebook: &Codebook) -> Result<Labels, CommandError> {
    Labels::load(codebook, "en").map_err(codebook_error)
}

/// An error of the codebook, as a command says it.
pub fn codebook_error(error: CodebookError) -> CommandError {
    CommandError::new(ErrorKind::Codebook, error, "mend the line, or leave --codebook out")
}

fn language(choice: &ToolChoice) -> Result<Pipeline, CommandError> {
    language::open(choice.model.as_deref()).map_err(|error| {
        let hint = "install a model with `saksi model add FILE`, or name a wheel or a model folder with --model";
        CommandError::new(ErrorKind::Model, error, hint)
    })
}

/// What a reading is made with, so that it can be explained later.
pub fn read_by(tools: &Tools) -> ReadBy {
    let Tools { language, codebook, gazetteer } = tools;
    let places =
        (!gazetteer.is_empty()).then(|| gazetteer_hash().unwrap_or_else(|| gazetteer.attribution().to_owned()));
    ReadBy {
        program: concat!("saksi ", env!("CARGO_PKG_VERSION")).to_owned(),
        codebook: codebook.hash(),
        model: Some(format!("{} {} sha256:{}", language.name(), language.version(), language.sha256())),
        gazetteer: places,
    }
}

/// SHA-256 of the file of places.
fn gazetteer_hash() -> Option<String> {
    let file = gazetteer::default_paths().into_iter().find(|path| path.is_file())?;
    let mut hash = Sha256::new();
    let mut file = std::fs::File::open(file).ok()?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => break,
            n => hash.update(&buffer[..n]),
        }
    }
    Some(hash.finalize().iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}")))
}
