//! What can be wrong with a codebook.

use std::path::PathBuf;

/// Why a codebook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CodebookError {
    /// A file that must be there is not.
    #[error("the codebook has no file {path}; copy it from the program's own codebook")]
    Missing {
        /// Inside the codebook.
        path: String,
    },
    /// A file or folder could not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// On disk.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line does not fit.
    #[error("{path}:{line}: {what}")]
    Line {
        /// Inside the codebook.
        path: String,
        /// 1-based.
        line: usize,
        /// What is wrong and what would be right.
        what: String,
    },
}
