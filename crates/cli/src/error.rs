//! What a command says when it cannot go on: what happened, why, and what to do.

use casework::{Refusal, Why};
use std::error::Error;
use std::fmt;
use std::path::Path;

/// An error at the edge, for a person to read. Never carries a person's name.
#[derive(Debug)]
pub struct CommandError {
    /// What could not be done.
    pub kind: ErrorKind,
    /// Why.
    pub source: Option<Box<dyn Error + Send + Sync>>,
    /// What to do about it.
    pub hint: String,
}

/// What could not be done.
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// The arguments do not make sense.
    #[error("{0}")]
    Usage(String),
    /// No model, or one that cannot be used.
    #[error("the language model cannot be used")]
    Model,
    /// A codebook that cannot be used.
    #[error("the codebook cannot be used")]
    Codebook,
    /// An optional reader that was asked for.
    #[error("the optional reader cannot be used")]
    Reader,
    /// A file that must be read.
    #[error("{0} cannot be read")]
    Input(String),
    /// A case.
    #[error("{0}")]
    Case(&'static str),
    /// A file or terminal that must be written.
    #[error("{0} cannot be written")]
    Output(String),
}

impl CommandError {
    /// An error with its cause.
    pub fn new(kind: ErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>, hint: &str) -> CommandError {
        CommandError { kind, source: Some(source.into()), hint: hint.to_owned() }
    }

    /// Arguments that do not make sense; `command` is whose help tells more.
    pub fn usage(what: impl Into<String>, command: &str) -> CommandError {
        let hint = format!("see `{} --help`", ["saksi", command].join(" ").trim_end());
        CommandError { kind: ErrorKind::Usage(what.into()), source: None, hint }
    }

    /// Something that a case refused.
    pub fn refused(what: &'static str, refusal: Refusal) -> CommandError {
        let hint = refusal.hint.clone();
        CommandError { kind: ErrorKind::Case(what), source: Some(Box::new(refusal)), hint }
    }

    /// What a script is told: 3 when keys do not open a case, 2 otherwise.
    pub fn exit_code(&self) -> u8 {
        let refusal = self.source.as_ref().and_then(|source| source.downcast_ref::<Refusal>());
        if refusal.is_some_and(|refusal| refusal.why == Why::WrongKey) { 3 } else { 2 }
    }

    /// A place that cannot be written to.
    pub fn output(path: &Path, source: std::io::Error) -> CommandError {
        let hint = "check that the folder exists, that you may write there, and that the disk is not full";
        CommandError::new(ErrorKind::Output(path.display().to_string()), source, hint)
    }

    /// Whether it is only that whoever read our output has left (`saksi read ... | head`).
    pub fn is_closed_pipe(&self) -> bool {
        let cause = self.source.as_ref().and_then(|source| source.downcast_ref::<std::io::Error>());
        cause.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "saksi: {}", self.kind)?;
        if let Some(source) = &self.source {
            write!(f, "\n  why: {source}")?;
        }
        write!(f, "\n  what to do: {}", self.hint)
    }
}

impl Error for CommandError {}
