//! Bundles that come in: unpacked into a folder that only the user may enter, checked as a whole, then used.
//!
//! What is unpacked is sealed with the keys of the case, as in every copy of it: nothing readable lies on the disk meanwhile.

use crate::bundling::{BundleKey, create};
use crate::refusal::{Refusal, Why};
use crate::step::{Doing, Step};
use bundle::UnpackError;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// The folder beside the files of a case where a bundle is unpacked; what a killed merge left there is cleared by the next.
pub const ROOM: &str = "incoming";

/// Unpacks a bundle as a new copy of its case in `folder`, which must be empty or not be there. It is there whole or not at all.
///
/// # Errors
/// [`Refusal`].
pub fn receive(folder: &Path, file: &Path, key: &BundleKey, tell: &mut dyn FnMut(Step)) -> Result<(), Refusal> {
    let taken = || {
        let message = format!("{} holds something", folder.display());
        Refusal::new(Why::NotEmpty, message, "name a folder that does not exist yet, or an empty one")
    };
    let is_free = match std::fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(taken());
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).ok_or_else(taken)?;
    let room = folder.with_file_name(format!(".{name}.{ROOM}"));
    unpack(file, key, &room, tell)?;
    std::fs::rename(&room, folder).map_err(|error| {
        clear(&room);
        disk(&error)
    })
}

/// Unpacks a bundle into a fresh folder. On an error nothing is left there.
pub fn unpack(file: &Path, key: &BundleKey, room: &Path, tell: &mut dyn FnMut(Step)) -> Result<(), Refusal> {
    let unreadable = |error: io::Error| {
        let message = format!("{} cannot be read: {error}", file.display());
        Refusal::new(Why::Unclear, message, "check path and rights")
    };
    let identity = key.identity()?;
    let from = File::open(file).map_err(unreadable)?;
    let of = from.metadata().map_err(unreadable)?.len();
    clear(room);
    make_rooms(room).map_err(|error| disk(&error))?;
    let done = Cell::new(0);
    let from = Counted { from: BufReader::with_capacity(1 << 20, from), done: &done };
    let unpacked = bundle::unpack(from, &identity, &case_store::store::longest, &mut |name, content| {
        let mut to = create(&room.join(name))?;
        io::copy(content, &mut to)?;
        tell(Step { doing: Doing::Unpacking, done: done.get(), of });
        to.sync_data()
    });
    if let Err(error) = unpacked {
        clear(room);
        return Err(refusal(error));
    }
    Ok(())
}

/// Takes away what was unpacked.
pub fn clear(room: &Path) {
    drop(std::fs::remove_dir_all(room));
}

/// The folder, and those that a case has in it.
fn make_rooms(room: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(room)?;
    ["log", "blobs"].iter().try_for_each(|folder| builder.create(room.join(folder)))
}

fn refusal(error: UnpackError) -> Refusal {
    let message = error.to_string();
    let (why, hint) = match error {
        UnpackError::NotForYou => {
            (Why::WrongKey, "give the identity that belongs to a recipient of this bundle; nothing was taken in")
        }
        UnpackError::NotABundle => (Why::Unclear, "give a file that `saksi bundle` wrote"),
        UnpackError::Io(_) => (Why::Disk, "check that the disk is not full and that you may write there"),
        UnpackError::Damaged | UnpackError::Manifest => {
            (Why::Damaged, "have it sent again: `sha256sum FILE` gives what the sender's `saksi bundle` printed")
        }
        _ => (Why::Damaged, "nothing was taken in; do not use this file, and ask its sender"),
    };
    Refusal::new(why, message, hint)
}

fn disk(error: &io::Error) -> Refusal {
    let hint = "check that the disk is not full and that you may write there";
    Refusal::new(Why::Disk, format!("the bundle cannot be unpacked: {error}"), hint)
}

/// Counts what goes through.
struct Counted<'a, R> {
    from: R,
    done: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(buffer)?;
        self.done.set(self.done.get() + n as u64);
        Ok(n)
    }
}
