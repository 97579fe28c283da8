//! The codebook's files by path.

use crate::CodebookError;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../codebook");

/// Text files by their path inside the codebook, with `/` between folders.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// The files that the program carries.
    pub fn builtin() -> Files {
        let mut files = Files::default();
        files.add(&BUILTIN);
        files
    }

    /// The text files below a folder.
    ///
    /// # Errors
    /// [`CodebookError::Unreadable`].
    pub fn read(folder: &Path) -> Result<Files, CodebookError> {
        let mut files = Files::default();
        files.walk(folder, folder)?;
        Ok(files)
    }

    fn add(&mut self, folder: &Dir<'_>) {
        for file in folder.files() {
            if let Some(text) = file.contents_utf8() {
                self.0.insert(slashes(file.path()), text.to_owned());
            }
        }
        folder.dirs().for_each(|inner| self.add(inner));
    }

    fn walk(&mut self, root: &Path, folder: &Path) -> Result<(), CodebookError> {
        let unreadable = |source| CodebookError::Unreadable { path: folder.to_owned(), source };
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                self.walk(root, &path)?;
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                self.0.insert(slashes(path.strip_prefix(root).unwrap_or(&path)), text);
            }
        }
        Ok(())
    }

    /// The text at `path`.
    ///
    /// # Errors
    /// [`CodebookError::Missing`].
    pub fn text(&self, path: &str) -> Result<&str, CodebookError> {
        self.0.get(path).map(String::as_str).ok_or_else(|| CodebookError::Missing { path: path.to_owned() })
    }

    /// The files whose path starts with `prefix`, in order of path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .range(prefix.to_owned()..)
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .take_while(move |(path, _)| path.starts_with(prefix))
    }

    /// `sha256:` and the hex digest over path, length and content of each file.
    pub fn hash(&self) -> String {
        let mut digest = Sha256::new();
        for (path, text) in &self.0 {
            digest.update(format!("{path}\0{}\0", text.len()));
            digest.update(text);
        }
        digest.finalize().iter().fold(String::from("sha256:"), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

fn slashes(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
