//! `gliner_config.json`, as the authors' library writes it: what kind of model it is and how its prompt is made.

use crate::ReaderError;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What is needed of the settings; the defaults are the library's.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Before each label.
    pub ent_token: String,
    /// Between labels and text.
    pub sep_token: String,
    /// Most words of one run.
    pub max_len: usize,
    /// Most words of one name.
    pub max_width: usize,
    /// `token_level` is another architecture.
    pub span_mode: String,
    /// Which piece of a word stands for it.
    pub subtoken_pooling: String,
    /// How text becomes words.
    pub words_splitter_type: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            ent_token: "<<ENT>>".to_owned(),
            sep_token: "<<SEP>>".to_owned(),
            max_len: 384,
            max_width: 12,
            span_mode: "markerV0".to_owned(),
            subtoken_pooling: "first".to_owned(),
            words_splitter_type: "whitespace".to_owned(),
        }
    }
}

impl Config {
    /// The settings that belong to the model at `path`; the defaults where there are none.
    ///
    /// # Errors
    /// [`ReaderError::Model`] for a model of another kind.
    pub fn open(path: &Path) -> Result<Config, ReaderError> {
        let Some(file) = beside(path, "gliner_config.json") else { return Ok(Config::default()) };
        let wrong = |what: &str| ReaderError::Model { path: file.clone(), what: what.to_owned() };
        let text = std::fs::read_to_string(&file).map_err(|source| ReaderError::File { path: file.clone(), source })?;
        let config: Config =
            serde_json::from_str(&text).map_err(|_| wrong("it is not the settings of a GLiNER model"))?;
        let is_known = config.span_mode != "token_level"
            && config.subtoken_pooling == "first"
            && config.words_splitter_type == "whitespace";
        if !is_known {
            return Err(wrong("only span models with first-piece pooling and the plain word splitter are run"));
        }
        if !(1..=4096).contains(&config.max_len) || !(1..=64).contains(&config.max_width) {
            return Err(wrong("`max_len` must lie in 1 to 4096 and `max_width` in 1 to 64"));
        }
        Ok(config)
    }
}

/// The file `name` in the model's folder, or in the one above it.
pub fn beside(model: &Path, name: &str) -> Option<PathBuf> {
    let folders = [model.parent(), model.parent().and_then(Path::parent)];
    folders.into_iter().flatten().map(|folder| folder.join(name)).find(|file| file.is_file())
}
