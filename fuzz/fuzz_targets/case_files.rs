//! Any bytes in the place of the files of a case, of a proof, a request or a bundle: no crash, and nothing of it opens.
//!
//! `cargo +nightly fuzz run case_files` in this folder's parent. The same with chance in the place of the fuzzer:
//! `crates/case-store/tests/foreign_bytes.rs`, `crates/bundle/src/tests.rs`.
#![no_main]

use case_store::blobs::{BlobId, Blobs};
use case_store::checkpoint::{Checkpoint, Head};
use case_store::keys::{Candidate, Keyring, Share, Slots};
use case_store::ledger::Log;
use case_store::proof::Proof;
use case_store::storage::{Simulated, Storage};
use case_store::subjects::Subjects;
use case_store::{Author, CaseId, DeviceId, SecretKey, timestamp};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    files(data);
    let _ = case_store::wire::v1::read_entry(data);
    let author = Author::from_secret(&SecretKey::from_bytes([4; 32]));
    let head =
        Head { case: CaseId::from_bytes([1; 16]), device: DeviceId::from_bytes([2; 16]), size: 9, root: [3; 32] };
    let _ = timestamp::read(data, &Checkpoint::sign(head, &author));
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = (Share::parse(text), Candidate::from_request(text));
        assert!(Proof::parse(text).and_then(|proof| proof.check()).is_err());
        assert!(Checkpoint::parse(text).is_err() || text.starts_with("saksi/"));
    }
    let (secret, _) = bundle::Identity::generate();
    if let Ok(identity) = bundle::Identity::parse(&secret) {
        let kept = bundle::unpack(data, &identity, &|_| Some(1 << 20), &mut |_, _| Ok(()));
        assert!(kept.is_err());
    }
});

fn files(data: &[u8]) {
    let keys = Keyring::new(CaseId::from_bytes([1; 16]), [SecretKey::from_bytes([3; 32])]);
    let (disk, device, id) = (Simulated::new(), DeviceId::from_bytes([5; 16]), "ab".repeat(32));
    let (log, blob) = (format!("log/{device}.led"), format!("blobs/{id}"));
    for folder in ["log", "blobs"] {
        disk.make_folder(folder).expect("made");
    }
    for file in ["slots", "slots-2", "subjects", "subjects-2", &log, &blob] {
        disk.create(file).and_then(|()| disk.write(file, 0, data)).expect("written");
    }
    // Slots can be read without a key; nothing opens them.
    let _ = Slots::read(&disk);
    assert!(Log::open(&disk, &log, device, &keys).expect("read").spots().is_empty());
    let _ = Subjects::open(&disk, &keys).expect("read");
    assert!(Blobs::new(&disk, &keys).expect("keys").verify(BlobId::from_hex(&id).expect("digits")).is_err());
}
