//! Destroys the keys of a case on this disk, fast and without asking for any.

use crate::refusal::{Refusal, Why};
use cache::Cache;
use case_store::{Disk, SystemRandomness};
use std::path::Path;

/// Destroys the slots, the keys of people and the cache. Logs and originals stay, and nobody can read them. How many files.
///
/// # Errors
/// [`Refusal`] when there is no case in the folder, or the disk fails; the other files were tried all the same.
pub fn wipe(folder: &Path) -> Result<usize, Refusal> {
    if !["slots", "slots-2", "subjects", "subjects-2"].iter().any(|name| folder.join(name).is_file()) {
        let message = format!("{} holds no keys of a case", folder.display());
        return Err(Refusal::new(Why::NoCase, message, "check the path; nothing was destroyed"));
    }
    let destroyed = case_store::store::wipe(&Disk::new(folder), &mut SystemRandomness);
    for cache in [crate::CACHE, crate::SECOND_CACHE] {
        drop(Cache::discard(&folder.join(cache)));
    }
    destroyed.map_err(|error| {
        let hint = "delete the folder, or destroy the disk; some files may be destroyed already";
        Refusal::new(Why::Disk, format!("not everything could be destroyed: {error}"), hint)
    })
}
