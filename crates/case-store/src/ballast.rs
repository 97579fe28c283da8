//! Room kept free on the disk: thrown off when the disk is full, so that what was begun can be finished.

use crate::{Randomness, SecretKey, Storage, cipher};
use std::io;

/// The file.
pub const FILE: &str = "ballast";
/// Usual size, bytes.
pub const USUAL: u64 = 16 << 20;

/// Fills the ballast up to `size`; whether it is whole. Noise, so that it cannot be told from sealed bytes or compressed.
///
/// # Errors
/// What the disk says, but not that it is full: then there is no ballast.
pub fn fill(storage: &dyn Storage, size: u64, randomness: &mut dyn Randomness) -> io::Result<bool> {
    if size == 0 || storage.length(FILE)? == Some(size) {
        return Ok(true);
    }
    if storage.length(FILE)?.is_some() {
        storage.remove(FILE)?;
    }
    match write(storage, size, randomness) {
        Err(error) if error.kind() == io::ErrorKind::StorageFull => release(storage).map(|_| false),
        written => written.map(|()| true),
    }
}

/// Throws the ballast off; whether there was any.
///
/// # Errors
/// What the disk says.
pub fn release(storage: &dyn Storage) -> io::Result<bool> {
    if storage.length(FILE)?.is_none() {
        return Ok(false);
    }
    storage.remove(FILE)?;
    storage.sync_folder("")?;
    Ok(true)
}

fn write(storage: &dyn Storage, size: u64, randomness: &mut dyn Randomness) -> io::Result<()> {
    const PIECE: u64 = 1 << 20;
    storage.create(FILE)?;
    let mut offset = 0;
    while offset < size {
        let length = usize::try_from((size - offset).min(PIECE)).unwrap_or(0);
        let key = SecretKey::random(randomness);
        let mut noise = cipher::seal(&key, &[0; cipher::NONCE], b"", &vec![0; length]);
        noise.truncate(length);
        storage.write(FILE, offset, &noise)?;
        offset += length as u64;
    }
    storage.sync(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Simulated;
    use crate::testing::SeededRandomness;

    #[test]
    fn thrown_off_it_makes_room() {
        let (disk, mut randomness) = (Simulated::new(), SeededRandomness::new(1));
        assert!(fill(&disk, 3 << 20, &mut randomness).expect("filled"));
        disk.set_capacity(Some(3 << 20));
        disk.create("a").expect("created");
        assert!(disk.write("a", 0, &[0; 1000]).is_err());
        assert!(release(&disk).expect("released") && !release(&disk).expect("none left"));
        disk.write("a", 0, &[0; 1000]).expect("there is room");
        assert!(!fill(&disk, 3 << 20, &mut randomness).expect("asked"));
        assert_eq!(disk.length(FILE).ok(), Some(None));
    }
}
