//! Where the socket of a case lies: a folder that nobody else may enter.

use crate::device::{digest, digits};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// The socket of the case in `folder`, whether somebody listens there or not. Its name tells nothing.
///
/// # Errors
/// When the folder for sockets is not the user's own.
pub fn socket_of(folder: &Path) -> io::Result<PathBuf> {
    let user = rustix::process::getuid().as_raw();
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|value| !value.is_empty()).map(PathBuf::from);
    let room = match runtime.filter(|runtime| is_private(runtime, user)) {
        Some(runtime) => runtime.join("saksi"),
        None => std::env::temp_dir().join(format!("saksi-{user}")),
    };
    match std::fs::DirBuilder::new().mode(0o700).create(&room) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    if !is_private(&room, user) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the folder for sockets belongs to somebody else"));
    }
    Ok(room.join(digits(&digest(folder)[..8])))
}

/// A folder, no link, of this user, that nobody else may enter.
fn is_private(folder: &Path, user: u32) -> bool {
    let metadata = std::fs::symlink_metadata(folder);
    metadata.is_ok_and(|metadata| metadata.is_dir() && metadata.uid() == user && metadata.mode() & 0o077 == 0)
}
