//! Why a model cannot be used.

use crate::message_pack::Malformed;
use std::path::{Path, PathBuf};

/// Why a model cannot be used. Every message says which file and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// No model was found in any of the usual places.
    #[error(
        "no language model found; looked in {}. Install one with `saksi model add FILE` \
         (in a checkout: `cargo xtask fetch`), or name one with --model",
        list(searched)
    )]
    NotFound {
        /// Where it was looked for, in order.
        searched: Vec<PathBuf>,
    },
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A part is not there.
    #[error("{path} has no {what}; is it the folder or wheel of a spaCy v3 pipeline?")]
    Missing {
        /// The model or the file.
        path: PathBuf,
        /// The part.
        what: String,
    },
    /// A file is not what its format asks for.
    #[error("{path} is damaged ({what}); install the model again with `saksi model add FILE`")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A pipeline of another build.
    #[error("{path}: {what} is not supported; use a pipeline built like en_core_web_md or en_core_web_sm 3.x")]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What this program cannot run.
        what: String,
    },
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

impl ModelError {
    pub(crate) fn missing(path: &Path, what: impl Into<String>) -> ModelError {
        ModelError::Missing { path: path.to_owned(), what: what.into() }
    }

    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> ModelError {
        ModelError::Damaged { path: path.to_owned(), what: what.into() }
    }

    pub(crate) fn unsupported(path: &Path, what: impl Into<String>) -> ModelError {
        ModelError::Unsupported { path: path.to_owned(), what: what.into() }
    }

    /// For `map_err` on the reader of MessagePack.
    pub(crate) fn malformed(path: &Path) -> impl Fn(Malformed) -> ModelError + '_ {
        |malformed| ModelError::damaged(path, malformed.to_string())
    }
}
