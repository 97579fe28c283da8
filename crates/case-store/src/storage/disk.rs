//! Files in a folder of the disk.

use super::{Storage, folder_of};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many files are kept open.
const MAX_OPEN: usize = 16;

/// A folder of the disk. Files and folders are made for their owner only.
///
/// A file stays open between writing and syncing: an error of the disk is told to the handle that wrote.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    handles: Mutex<BTreeMap<String, Arc<File>>>,
    lock: Mutex<Option<File>>,
}

impl Disk {
    /// The folder `root`, which must exist when the first file is asked for.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), handles: Mutex::default(), lock: Mutex::default() }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn path(&self, name: &str) -> io::Result<PathBuf> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
        let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain);
        if name.is_empty() || name.split('/').all(part) {
            return Ok(self.root.join(name));
        }
        Err(io::ErrorKind::InvalidFilename.into())
    }

    fn handles(&self) -> MutexGuard<'_, BTreeMap<String, Arc<File>>> {
        self.handles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&self, file: &str) {
        self.handles().remove(file);
    }

    fn handle(&self, file: &str, write: bool) -> io::Result<Arc<File>> {
        if let Some(handle) = self.handles().get(file) {
            return Ok(Arc::clone(handle));
        }
        let handle = Arc::new(OpenOptions::new().read(true).write(write).open(self.path(file)?)?);
        // Only handles for writing are kept: a handle for reading must not stand in their way.
        if write {
            self.keep(file, &handle);
        }
        Ok(handle)
    }

    fn keep(&self, file: &str, handle: &Arc<File>) {
        let mut handles = self.handles();
        if handles.len() >= MAX_OPEN {
            handles.pop_first();
        }
        handles.insert(file.to_owned(), Arc::clone(handle));
    }
}

impl Storage for Disk {
    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(self.path(folder)?) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    fn length(&self, file: &str) -> io::Result<Option<u64>> {
        match std::fs::symlink_metadata(self.path(file)?) {
            Ok(metadata) if metadata.is_file() => Ok(Some(metadata.len())),
            Ok(_) => Err(io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn read(&self, file: &str, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let handle = self.handle(file, false)?;
        let present = handle.metadata()?.len().saturating_sub(offset);
        let mut bytes = vec![0; length.min(usize::try_from(present).unwrap_or(usize::MAX))];
        let mut filled = 0;
        while filled < bytes.len() {
            match at::read(&handle, offset + filled as u64, &mut bytes[filled..]) {
                Ok(0) => break,
                Ok(n) => filled += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }

    fn create(&self, file: &str) -> io::Result<()> {
        self.forget(file);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        owner_only(&mut options);
        self.keep(file, &Arc::new(options.open(self.path(file)?)?));
        Ok(())
    }

    fn write(&self, file: &str, offset: u64, bytes: &[u8]) -> io::Result<()> {
        at::write(self.handle(file, true)?.as_ref(), offset, bytes)
    }

    fn truncate(&self, file: &str, length: u64) -> io::Result<()> {
        self.handle(file, true)?.set_len(length)
    }

    fn sync(&self, file: &str) -> io::Result<()> {
        self.handle(file, true)?.sync_data()
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        // Only systems with folders as files can and need to do this.
        if cfg!(unix) { File::open(self.path(folder)?)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.forget(from);
        self.forget(to);
        std::fs::rename(self.path(from)?, self.path(to)?)
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        self.forget(file);
        std::fs::remove_file(self.path(file)?)
    }

    fn make_folder(&self, folder: &str) -> io::Result<()> {
        let mut builder = std::fs::DirBuilder::new();
        owner_only_folder(&mut builder);
        match builder.create(self.path(folder)?) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made.and_then(|()| self.sync_folder(folder_of(folder))),
        }
    }

    fn lock(&self) -> io::Result<()> {
        let mut held = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_some() {
            return Ok(());
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        owner_only(&mut options);
        let file = options.open(self.path("lock")?)?;
        match file.try_lock() {
            Ok(()) => *held = Some(file),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Ok(())
    }
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn owner_only_folder(builder: &mut std::fs::DirBuilder) {
    std::os::unix::fs::DirBuilderExt::mode(builder, 0o700);
}

#[cfg(not(unix))]
fn owner_only_folder(_builder: &mut std::fs::DirBuilder) {}

/// Reading and writing at a place, without a position that threads would share where the system can.
#[cfg(unix)]
mod at {
    use std::{fs::File, io, os::unix::fs::FileExt};

    pub fn read(file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        file.read_at(buffer, offset)
    }

    pub fn write(file: &File, offset: u64, bytes: &[u8]) -> io::Result<()> {
        file.write_all_at(bytes, offset)
    }
}

#[cfg(not(unix))]
mod at {
    use std::io::{self, Read, Seek, SeekFrom, Write};
    use std::{fs::File, sync::Mutex};

    static POSITION: Mutex<()> = Mutex::new(());

    pub fn read(mut file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let _alone = POSITION.lock();
        file.seek(SeekFrom::Start(offset))?;
        file.read(buffer)
    }

    pub fn write(mut file: &File, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let _alone = POSITION.lock();
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(bytes)
    }
}
