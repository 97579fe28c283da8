//! `docs/read_case.py`, written after `docs/case-format.md` alone, reads what this program wrote.
//!
//! Needs a Python with PyNaCl, as `verify_py` does.

use case_store::keys::NewMember;
use case_store::store::RemovedBy;
use case_store::testing::{SeededRandomness, TickingClock};
use case_store::{DeviceId, Disk, Draft, Kind, Opener, Outside, Store};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

const PASSPHRASE: &str = "three grey herons argued over the ferry timetable";

fn outside(folder: &Path, seed: u64) -> Outside {
    Outside {
        storage: Arc::new(Disk::new(folder)),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(seed)),
        ballast: 0,
    }
}

/// A case with two epochs, two devices, an original, and one person who was erased.
fn write_case(folder: &Path) {
    let new = |text, seed| NewMember::for_tests(text, &mut SeededRandomness::new(seed)).expect("strong");
    let device = |n| DeviceId::from_bytes([n; 16]);
    let mut store =
        Store::create(outside(folder, 1), new(PASSPHRASE, 2), device(1), "saksi", Some("Dar Nuweid")).expect("made");
    store.keep(&mut vec![7_u8; 200_000].as_slice()).expect("kept");
    let (stays, goes) = (store.new_subject().expect("a key"), store.new_subject().expect("a key"));
    let draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "amend");
    store.append(&draft.about(stays, "value", "Ilse Marrak").about(goes, "reason", "Jon Tavik")).expect("recorded");
    store.erase(goes, "withdrawn").expect("erased");
    let second = new("eleven copper kettles whistle behind a wooden bakery", 3).candidate;
    let key = second.signing_key();
    store.add_member(second, "Jon Tavik").expect("added");
    store.remove_member(key, RemovedBy { reason: None }).expect("removed");
    store.close().expect("closed");
    let mut store = Store::open(outside(folder, 4), Opener::Passphrase(PASSPHRASE), device(0)).expect("opened");
    let draft = Draft::new(Kind::Search, store.new_record()).with("query", "ក្រុង \"x\"\n");
    store.append_all(&[draft.clone(), draft]).expect("recorded");
}

#[test]
#[allow(clippy::print_stderr, reason = "whoever runs the tests must know what was not tested")]
fn a_case_is_read_by_its_description() {
    let python = std::env::var("SAKSI_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let works = Command::new(&python).args(["-c", "import nacl.signing"]).output();
    if !works.is_ok_and(|output| output.status.success()) {
        return eprintln!("read_case.py was NOT tested: no Python with PyNaCl; name one in SAKSI_PYTHON");
    }
    let (folder, originals) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write_case(folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/read_case.py");
    let output = Command::new(&python)
        .args([script.as_path(), folder.path(), originals.path()])
        .env("SAKSI_PASSPHRASE", PASSPHRASE)
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .expect("run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    let store = Store::open(outside(folder.path(), 5), Opener::Passphrase(PASSPHRASE), DeviceId::from_bytes([9; 16]));
    let store = store.expect("opened");
    let entries: Vec<_> = store.entries().map(|entry| entry.expect("readable")).collect();
    assert_eq!(lines.len(), entries.len());
    for (line, entry) in lines.iter().zip(&entries) {
        assert!(line.contains(&format!("\"hash\": \"{}\"", entry.hash)), "{line}");
        assert!(line.contains(&format!("\"author\": \"{}\"", entry.header.author)), "{line}");
        assert_eq!(line.matches("[\"").count(), entry.fields.len(), "{line}");
    }
    assert!(text.contains("[\"value\", \"Ilse Marrak\"]") && text.contains("[\"reason\", null]"));
    assert!(text.contains("[\"query\", \"ក្រុង \\\"x\\\"\\n\"]"));
    let files: Vec<_> = std::fs::read_dir(originals.path()).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 1);
    assert!(std::fs::read(files[0].path()).expect("read") == vec![7; 200_000]);
}
