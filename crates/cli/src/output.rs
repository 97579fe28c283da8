//! Where a command writes: the terminal or a file that appears whole or not at all.

use crate::CommandError;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An open output. Nothing is promised to be there before [`Output::finish`].
pub enum Output {
    /// Standard output.
    Standard(BufWriter<Stdout>),
    /// A terminal, pipe or device that was named as a file.
    Device { path: PathBuf, writer: BufWriter<File> },
    /// A file beside the wanted one, which it takes the place of at the end.
    File { path: PathBuf, writer: BufWriter<NamedTempFile> },
}

impl Output {
    /// Opens `path`, or standard output.
    pub fn open(path: Option<&Path>) -> Result<Output, CommandError> {
        let Some(path) = path else { return Ok(Output::Standard(BufWriter::new(std::io::stdout()))) };
        if std::fs::metadata(path).is_ok_and(|what| !what.is_file()) {
            let file = File::options().write(true).open(path).map_err(|source| CommandError::output(path, source))?;
            return Ok(Output::Device { path: path.to_owned(), writer: BufWriter::new(file) });
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new().prefix(".saksi-").tempfile_in(folder);
        let file = file.map_err(|source| CommandError::output(path, source))?;
        Ok(Output::File { path: path.to_owned(), writer: BufWriter::new(file) })
    }

    /// Whether a person looks at it while it is written.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Output::Standard(_)) && std::io::stdout().is_terminal()
    }

    /// Adds `text`.
    pub fn write(&mut self, text: &str) -> Result<(), CommandError> {
        self.write_bytes(text.as_bytes())
    }

    /// Adds bytes that are no text.
    pub fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        let written = match self {
            Output::Standard(writer) => writer.write_all(bytes),
            Output::Device { writer, .. } => writer.write_all(bytes),
            Output::File { writer, .. } => writer.write_all(bytes),
        };
        written.map_err(|source| self.error(source))
    }

    /// Sends on what was written so far, so that a reader at the other end of a pipe need not wait.
    pub fn flush(&mut self) -> Result<(), CommandError> {
        let flushed = match self {
            Output::Standard(writer) => writer.flush(),
            Output::Device { writer, .. } => writer.flush(),
            Output::File { .. } => Ok(()),
        };
        flushed.map_err(|source| self.error(source))
    }

    /// Ends the output and puts the file in its place.
    pub fn finish(mut self) -> Result<(), CommandError> {
        self.flush()?;
        let Output::File { path, writer } = self else { return Ok(()) };
        let failed = |source| CommandError::output(&path, source);
        let file = writer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.persist(&path).map(drop).map_err(|error| failed(error.error))
    }

    fn error(&self, source: std::io::Error) -> CommandError {
        match self {
            Output::Standard(_) => CommandError::output(Path::new("standard output"), source),
            Output::Device { path, .. } | Output::File { path, .. } => CommandError::output(path, source),
        }
    }
}
