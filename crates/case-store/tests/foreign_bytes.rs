//! Whatever lies in the files of a case: no panic, no endless reading, and an error or a finding that says so.

mod common;

use case_store::blobs::{BlobId, Blobs};
use case_store::checkpoint::Checkpoint;
use case_store::keys::{Candidate, KeysError, Share, Slots};
use case_store::ledger::Log;
use case_store::proof::Proof;
use case_store::storage::{Simulated, Storage};
use case_store::subjects::Subjects;
use common::{DEVICE, FILE, keys};
use proptest::prelude::*;

/// A disk with these files.
fn disk(files: &[(&str, &[u8])]) -> Simulated {
    let disk = Simulated::new();
    for folder in ["log", "blobs"] {
        disk.make_folder(folder).expect("made");
    }
    for (file, bytes) in files {
        disk.create(file).expect("created");
        disk.write(file, 0, bytes).expect("written");
    }
    disk
}

/// Bytes that begin as a file of ours does, more often than not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let beginning = prop_oneof![
        Just(&b""[..]),
        Just(&b"saksi case 1\n"[..]),
        Just(&b"saksi log 1\n"[..]),
        Just(&b"saksi keys 1\n"[..]),
        Just(&b"saksi blob 1\n"[..]),
        Just(&b"saksi case 2\n"[..]),
        Just(&b"saksi case 9\n"[..]),
    ];
    (beginning, proptest::collection::vec(any::<u8>(), 0..20_000)).prop_map(|(word, rest)| [word, &rest].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_of_noise_are_told(bytes in bytes()) {
        let id = "ab".repeat(32);
        let blob = format!("blobs/{id}");
        let files: [(&str, &[u8]); 5] = [("slots", &bytes), ("slots-2", &bytes), ("subjects", &bytes), (FILE, &bytes), (&blob, &bytes)];
        let disk = disk(&files);
        prop_assert!(matches!(Slots::unlock(&disk, "x"), Err(KeysError::Damaged(_) | KeysError::Newer(_))));
        let log = Log::open(&disk, FILE, DEVICE, &keys()).expect("read");
        prop_assert!(log.spots().is_empty() && log.check_writable().is_err());
        let (_, findings) = Subjects::open(&disk, &keys()).expect("read");
        prop_assert!(!findings.is_empty());
        let blobs = Blobs::new(&disk, &keys()).expect("keys");
        prop_assert!(blobs.verify(BlobId::from_hex(&id).expect("an identifier")).is_err());
    }

    #[test]
    fn a_log_with_noise_in_it_names_what_is_damaged(at in 0..20_000_usize, noise in proptest::collection::vec(any::<u8>(), 1..600)) {
        let desk = common::closed(6);
        let whole = desk.hashes();
        let changed = desk.disk.change(FILE, |bytes| {
            let at = at % bytes.len();
            let before = bytes.clone();
            bytes.iter_mut().skip(at).zip(&noise).for_each(|(byte, noise)| *byte = *noise);
            *bytes != before
        });
        let broken = common::Desk::open(desk.disk).expect("read");
        prop_assert_eq!(broken.log.findings().is_empty(), !changed);
        prop_assert!(broken.hashes().iter().all(|hash| whole.contains(hash)));
    }

    #[test]
    fn texts_of_noise_are_refused(text in "\\PC{0,200}", tail in any::<String>()) {
        prop_assert!(Share::parse(&text).is_err() && Candidate::from_request(&text).is_err());
        let request = format!("saksi member request 1\n{tail}\n{text}");
        prop_assert!(Candidate::from_request(&request).is_err());
        for text in [text, format!("c2sp.org/tlog-proof@v1\nextra {tail}\nindex 0\n\n{tail}"), format!("saksi/{tail}\n1\n{tail}\n\n{tail}")] {
            prop_assert!(Checkpoint::parse(&text).is_err() && Proof::parse(&text).is_err());
        }
    }
}

#[test]
fn a_huge_file_is_not_read_into_memory() {
    let disk = disk(&[("slots", b"saksi case 1\n"), ("slots-2", b"")]);
    disk.truncate("slots", 64 << 20).expect("grown");
    assert!(matches!(Slots::unlock(&disk, "x"), Err(KeysError::Damaged(_))));
}
