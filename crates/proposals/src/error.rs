//! Why an optional reader cannot be used at all. Trouble with one document is a problem of that document instead.

use crate::llm::AddressError;
use codebook::CodebookError;
use std::path::PathBuf;

/// Why an optional reader cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The address of the server does not make sense, or leads to another computer.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The instructions or labels in the codebook do not fit.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
    /// The program was built without it.
    #[error("this program was built without the gliner reader; build it with `--features gliner`")]
    NotBuiltIn,
    /// A file of the model cannot be read.
    #[error("{path} cannot be read: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file of the model is not what it should be.
    #[error("{path} is not usable: {what}")]
    Model {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
}
