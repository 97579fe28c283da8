//! Files as the store needs them. Everything that the store reads or writes goes through [`Storage`].

mod disk;
mod simulated;

pub use disk::Disk;
pub use simulated::{Fault, Simulated};

use std::io;

/// A folder of files. Names are relative, `/` between folder and file, and hold only `a-z`, `0-9`, `.`, `-` and `_`.
///
/// What is written survives a power cut only after [`Storage::sync`]; names only after [`Storage::sync_folder`].
pub trait Storage: Send + Sync {
    /// Names of the files in a folder, sorted; none when there is no such folder. The folder itself is `""`.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// Length of a file in bytes; none when there is no such file.
    ///
    /// # Errors
    /// What the system says.
    fn length(&self, file: &str) -> io::Result<Option<u64>>;

    /// Up to `length` bytes from `offset`; fewer only at the end of the file.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, file: &str, offset: u64, length: usize) -> io::Result<Vec<u8>>;

    /// Makes an empty file.
    ///
    /// # Errors
    /// `AlreadyExists` when there is one.
    fn create(&self, file: &str) -> io::Result<()>;

    /// Writes at an offset, beyond the end too. After an error any part of it may have been written.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &str, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a file.
    ///
    /// # Errors
    /// What the system says.
    fn truncate(&self, file: &str, length: u64) -> io::Result<()>;

    /// Waits until the content of a file is on the disk. After an error nobody knows what is.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &str) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &str) -> io::Result<()>;

    /// Gives a file another name, in one step; what had that name is gone.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, file: &str) -> io::Result<()>;

    /// Makes a folder where there is none.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, folder: &str) -> io::Result<()>;

    /// Keeps every other process from writing here until this storage is dropped.
    ///
    /// # Errors
    /// `WouldBlock` when another process has the case open.
    fn lock(&self) -> io::Result<()>;
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The whole of a file that is at most `limit` bytes long; none when there is no such file.
///
/// # Errors
/// `FileTooLarge` beyond the limit, or what the system says.
pub fn read_all(storage: &dyn Storage, file: &str, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let Some(length) = storage.length(file)? else { return Ok(None) };
    match usize::try_from(length).ok().filter(|length| *length <= limit) {
        Some(length) => storage.read(file, 0, length).map(Some),
        None => Err(io::ErrorKind::FileTooLarge.into()),
    }
}

/// Puts a file in the place of another, so that a power cut leaves the old one or the new one whole.
///
/// # Errors
/// What the system says; the old file is still there.
pub fn replace(storage: &dyn Storage, file: &str, bytes: &[u8]) -> io::Result<()> {
    let fresh = format!("{file}.new");
    if storage.length(&fresh)?.is_some() {
        storage.remove(&fresh)?;
    }
    storage.create(&fresh)?;
    storage.write(&fresh, 0, bytes)?;
    storage.sync(&fresh)?;
    storage.rename(&fresh, file)?;
    storage.sync_folder(folder_of(file))
}

#[cfg(test)]
mod tests;
