//! Kept vectors: what version 1 wrote once must be read the same for ever.
//!
//! `UPDATE_VECTORS=1` writes missing files; a file that exists is never rewritten.

use case_store::entry::{self, Place};
use case_store::frame::{self, FramePlace};
use case_store::testing::{SeededRandomness, SeededSubjects};
use case_store::{Author, CaseId, DeviceId, Draft, Entry, EntryHash, Kind, RecordId, SecretKey, SubjectId, Timestamp};
use std::path::PathBuf;

const CASE: CaseId = CaseId::from_bytes(*b"case of a vector");
const DEVICE: DeviceId = DeviceId::from_bytes(*b"device of vector");
const SOMEBODY: SubjectId = SubjectId::from_bytes(*b"somebody's key:)");

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/v1")
}

/// A draft of a kind with every field it may have.
fn draft(kind: Kind) -> Draft {
    let record = RecordId::from_bytes([u8::try_from(kind.number()).expect("small"); 16]);
    kind.fields().iter().enumerate().fold(Draft::new(kind, record), |draft, (at, rule)| {
        let subject = if at % 2 == 0 { SubjectId::CASE } else { SOMEBODY };
        draft.about(subject, rule.name, format!("value of {}", rule.name))
    })
}

fn written(kind: Kind) -> Vec<u8> {
    let place = Place {
        case: CASE,
        device: DEVICE,
        sequence: u64::from(kind.number()),
        step: 7,
        previous: EntryHash::from_bytes([9; 32]),
        time: Timestamp(1_772_323_200_000),
    };
    let author = Author::from_secret(&SecretKey::from_bytes([4; 32]));
    let mut randomness = SeededRandomness::new(u64::from(kind.number()));
    entry::seal(&draft(kind), place, &author, &SeededSubjects::default(), &mut randomness).expect("whole").bytes
}

/// The kept bytes of a name; `fresh` when there are none yet and they are asked for.
fn kept(name: &str, fresh: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    let path = folder().join(name);
    if !path.exists() && std::env::var_os("UPDATE_VECTORS").is_some() {
        let lines: Vec<String> = fresh().chunks(64).map(hex).collect();
        std::fs::create_dir_all(folder()).expect("a folder");
        // Two tests may want the same file at once.
        let fresh = path.with_extension(format!("{:?}", std::thread::current().id()));
        std::fs::write(&fresh, lines.join("\n") + "\n").expect("written");
        std::fs::rename(&fresh, &path).expect("renamed");
    }
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits");
    digits.chunks(2).map(byte).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_kind_is_read_as_it_was_written() {
    for kind in Kind::all() {
        let bytes = kept(&format!("entry-{:02}.hex", kind.number()), || written(kind));
        let entry = Entry::open(&bytes, &SeededSubjects::default()).expect("an entry");
        assert_eq!(entry.check_signature(), Ok(()), "{kind:?}");
        assert_eq!((entry.header.kind, entry.header.case, entry.header.step), (kind, CASE, 7));
        assert!(!entry.fields.is_empty() && !entry.has_more(), "{kind:?}");
        for field in &entry.fields {
            assert_eq!(field.value().and_then(|value| value.text()), Some(format!("value of {}", field.name).as_str()));
        }
    }
}

#[test]
fn what_is_written_today_is_what_was_kept() {
    for kind in Kind::all() {
        let bytes = kept(&format!("entry-{:02}.hex", kind.number()), || written(kind));
        let n_then = Entry::open(&bytes, &SeededSubjects::default()).expect("an entry").fields.len();
        // A kind that has got more fields since has a vector of its own then.
        if n_then == kind.fields().len() {
            assert_eq!(hex(&bytes), hex(&written(kind)), "{kind:?}");
        }
    }
}

#[test]
fn a_frame_is_read_as_it_was_written() {
    let place =
        FramePlace { case: CASE, device: DEVICE, epoch: 2, sequence: 5, previous: EntryHash::from_bytes([9; 32]) };
    let key = SecretKey::from_bytes([6; 32]);
    let seal = || frame::seal(b"an entry", place, &key, &mut SeededRandomness::new(3)).expect("short");
    let bytes = kept("frame.hex", seal);
    assert_eq!(frame::open(&bytes, &place, &key).as_deref().map(Vec::as_slice), Some(b"an entry".as_slice()));
    assert_eq!(hex(&bytes), hex(&seal()));
}
