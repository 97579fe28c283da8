//! Destroys what opens a case: the slots, the keys of people concerned, the cache.

use crate::{Randomness, Storage, subjects};
use std::io;

/// What is destroyed, in this order: without the first nothing opens.
const FILES: [&str; 8] = [
    "slots",
    "slots-2",
    subjects::FILES[0],
    subjects::FILES[1],
    "cache.db",
    "cache.db-wal",
    "cache-2.db",
    "cache-2.db-wal",
];
const KEYS: usize = 4;
const PIECE: usize = 1 << 20;

/// Destroys the slots, the keys of people concerned and the cache of a case; needs no passphrase. What is left are sealed bytes.
///
/// Out of reach: copies and backups, recovery shares kept with a copy of the slots, and what a solid-state disk keeps of overwritten
/// blocks. How many files there were.
///
/// # Errors
/// The first thing that the disk says; the other files were tried all the same.
pub fn wipe(storage: &dyn Storage, randomness: &mut dyn Randomness) -> io::Result<usize> {
    let (mut n_files, mut result) = (0, Ok(()));
    // First all slots, so that a process that is stopped halfway has done what matters.
    for (n, file) in FILES.iter().enumerate() {
        // A cache can be large, and its key is gone with the slots: its beginning is enough.
        let limit = if n < KEYS { u64::MAX } else { PIECE as u64 };
        match destroy(storage, file, limit, randomness) {
            Ok(there) => n_files += usize::from(there),
            failed => result = result.and(failed.map(|_| ())),
        }
    }
    result.and_then(|()| storage.sync_folder("")).map(|()| n_files)
}

/// Overwrites at most `limit` bytes of a file and removes it; whether it was there.
fn destroy(storage: &dyn Storage, file: &str, limit: u64, randomness: &mut dyn Randomness) -> io::Result<bool> {
    let Some(length) = storage.length(file)?.map(|length| length.min(limit)) else { return Ok(false) };
    let mut noise = vec![0; PIECE];
    let mut offset = 0;
    while offset < length {
        let piece = usize::try_from(length - offset).unwrap_or(PIECE).min(PIECE);
        randomness.fill(&mut noise[..piece]);
        storage.write(file, offset, &noise[..piece])?;
        offset += piece as u64;
    }
    storage.sync(file)?;
    storage.remove(file)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{Fault, Simulated};
    use crate::testing::SeededRandomness;

    fn disk() -> Simulated {
        let disk = Simulated::new();
        FILES.iter().for_each(|file| {
            disk.create(file).expect("created");
            disk.write(file, 0, b"a key that opens everything").expect("written");
            disk.sync(file).expect("synced");
        });
        disk.sync_folder("").expect("synced");
        disk
    }

    #[test]
    fn nothing_is_left_on_the_disk_even_after_a_power_cut() {
        let disk = disk();
        assert_eq!(wipe(&disk, &mut SeededRandomness::new(1)).ok(), Some(FILES.len()));
        for seed in 0..50 {
            let after = disk.crash(disk.n_steps(), &mut SeededRandomness::new(seed));
            assert!(after.files().is_empty());
        }
        assert_eq!(wipe(&disk, &mut SeededRandomness::new(1)).ok(), Some(0));
    }

    #[test]
    fn a_file_that_resists_does_not_save_the_others() {
        let disk = disk();
        disk.fail(Some(Fault { after: 0, kind: io::ErrorKind::Other, lasting: false }));
        assert!(wipe(&disk, &mut SeededRandomness::new(1)).is_err());
        assert_eq!(disk.files().len(), 1);
    }
}
