use super::*;
use crate::storage::{Fault, Simulated};
use crate::testing::SeededRandomness;

fn keys() -> Keyring {
    Keyring::new(CaseId::from_bytes([1; 16]), [SecretKey::from_bytes([2; 32])])
}

fn disk() -> Simulated {
    let disk = Simulated::new();
    disk.make_folder(FOLDER).expect("made");
    disk
}

fn content(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from((at * 7 + at / 256) % 251).unwrap_or(0)).collect()
}

fn add(disk: &Simulated, content: &[u8], seed: u64) -> Result<Kept, BlobError> {
    Blobs::new(disk, &keys())?.add(&mut &*content, &mut SeededRandomness::new(seed))
}

fn read(disk: &Simulated, id: BlobId) -> Result<Vec<u8>, BlobError> {
    let mut bytes = Vec::new();
    Blobs::new(disk, &keys())?.open(id)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[test]
fn kept_then_read_is_the_same() {
    for size in [0, 1, 39, 40, 41, 1000, CHUNK - TRAILER, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK - 17, 300_000] {
        let (disk, content) = (disk(), content(size));
        let kept = add(&disk, &content, 1).expect("kept");
        assert!(kept.fresh && kept.size == size as u64 && kept.sha256 == <[u8; 32]>::from(Sha256::digest(&content)));
        assert!(read(&disk, kept.id).expect("read") == content, "{size}");
        assert_eq!(Blobs::new(&disk, &keys()).and_then(|blobs| blobs.verify(kept.id)).ok(), Some(size as u64));
    }
}

#[test]
fn the_same_bytes_are_kept_once() {
    let disk = disk();
    let first = add(&disk, b"an original", 1).expect("kept");
    let before = disk.files();
    let second = add(&disk, b"an original", 2).expect("kept");
    assert!(first.fresh && !second.fresh && first.id == second.id && disk.files() == before);
}

#[test]
fn names_tell_nothing_without_the_key() {
    let kept = add(&disk(), b"an original", 1).expect("kept");
    assert_ne!(kept.id.0, kept.sha256);
    let other = Keyring::new(CaseId::from_bytes([1; 16]), [SecretKey::from_bytes([3; 32])]);
    let disk = disk();
    let elsewhere =
        Blobs::new(&disk, &other).and_then(|blobs| blobs.add(&mut &b"an original"[..], &mut SeededRandomness::new(1)));
    assert_ne!(elsewhere.expect("kept").id, kept.id);
}

#[test]
fn lengths_are_padded() {
    let sizes: std::collections::BTreeSet<u64> = (100_000..104_000).map(padded).collect();
    assert!(sizes.len() < 10, "{sizes:?}");
    for size in (0..5000).chain((1 << 20)..(1 << 20) + 500) {
        let padded = padded(size);
        assert!(padded >= size + TRAILER as u64 && padded as f64 <= 1.13 * size as f64 + 100.0, "{size} {padded}");
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    let disk = disk();
    let kept = add(&disk, &content(900), 1).expect("kept");
    let file = path(kept.id);
    for bit in 0..8 * disk.files()[&file].len() {
        disk.flip(&file, bit);
        assert!(matches!(read(&disk, kept.id), Err(BlobError::Damaged(_))), "bit {bit}");
        disk.flip(&file, bit);
    }
}

#[test]
fn cut_swapped_and_reordered_chunks_are_noticed() {
    let disk = disk();
    let one = add(&disk, &content(4 * CHUNK), 1).expect("kept");
    let other = add(&disk, &content(4 * CHUNK + 1), 2).expect("kept");
    let (file, length) = (path(one.id), disk.files()[&path(one.id)].len());
    let broken = |change: &dyn Fn(&mut Vec<u8>)| {
        let disk = disk.copy();
        disk.change(&file, |bytes| {
            change(bytes);
            true
        });
        let mut bytes = Vec::new();
        let blobs = Blobs::new(&disk, &keys()).expect("keys");
        blobs.open(one.id).map_or(true, |mut reader| reader.read_to_end(&mut bytes).is_err())
    };
    assert!(!broken(&|_| {}));
    for end in [0, 10, HEAD, HEAD + SEALED_CHUNK, HEAD + 2 * SEALED_CHUNK, length - 1, length - 1000] {
        assert!(broken(&|bytes| bytes.truncate(end)), "cut at {end}");
    }
    assert!(broken(&|bytes| bytes.push(0)));
    assert!(broken(&|bytes| bytes[HEAD..HEAD + 2 * SEALED_CHUNK].rotate_left(SEALED_CHUNK)));
    let foreign = disk.files()[&path(other.id)].clone();
    assert!(broken(&|bytes| *bytes = foreign.clone()));
}

#[test]
fn a_missing_original_is_told() {
    let (disk, id) = (disk(), BlobId([7; 32]));
    assert!(matches!(read(&disk, id), Err(BlobError::Missing(missing)) if missing == id));
}

#[test]
fn a_power_cut_keeps_what_was_acknowledged_and_nothing_half() {
    let disk = disk();
    let mut kept = Vec::new();
    for size in [10, 2000, 70_000] {
        kept.push((add(&disk, &content(size), size as u64).expect("kept").id, disk.n_steps()));
    }
    for seed in 0..200 {
        let mut randomness = SeededRandomness::new(seed);
        let step = 2 + randomness.below(disk.n_steps() - 1);
        let after = disk.crash(step, &mut randomness);
        let blobs = Blobs::new(&after, &keys()).expect("keys");
        blobs.remove_unfinished().expect("removed");
        assert!(blobs.list().expect("listed").iter().all(|id| blobs.verify(*id).is_ok()), "seed {seed}");
        assert!(kept.iter().filter(|(_, at)| *at <= step).all(|(id, _)| blobs.verify(*id).is_ok()), "seed {seed}");
    }
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    for after in 0..8 {
        let disk = disk();
        disk.fail(Some(Fault { after, kind: io::ErrorKind::StorageFull, lasting: false }));
        if add(&disk, &content(100_000), 1).is_err() {
            let left = disk.files();
            assert!(
                left.keys().all(|name| !name.contains(UNFINISHED)) || after >= 5,
                "after {after}: {:?}",
                left.keys()
            );
            Blobs::new(&disk, &keys()).and_then(|blobs| blobs.remove_unfinished()).expect("removed");
        }
        disk.fail(None);
        assert!(add(&disk, &content(100_000), 1).is_ok());
    }
}

#[test]
fn a_source_that_fails_is_told_apart() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::TimedOut.into())
        }
    }
    let disk = disk();
    let blobs = Blobs::new(&disk, &keys()).expect("keys");
    assert!(matches!(blobs.add(&mut Broken, &mut SeededRandomness::new(1)), Err(BlobError::Source(_))));
    assert!(disk.files().is_empty());
}
