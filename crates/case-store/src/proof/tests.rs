use super::*;
use crate::checkpoint::Head;
use crate::entry::{Author, Place};
use crate::testing::{SeededRandomness, SeededSubjects};
use crate::{CaseId, DeviceId, Draft, Kind, RecordId, SecretKey, Timestamp};

const CASE: CaseId = CaseId::from_bytes([1; 16]);
const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);

fn author() -> Author {
    Author::from_secret(&SecretKey::from_bytes([4; 32]))
}

/// A log with an entry at `sequence` and other hashes around it.
fn log(sequence: u64, size: u64) -> (Entry, Vec<EntryHash>) {
    let time = Timestamp(1_772_323_200_000);
    let place = Place { case: CASE, device: DEVICE, sequence, step: 9, previous: EntryHash::NONE, time };
    let draft = Draft::new(Kind::Judgement, RecordId::from_bytes([5; 16])).with("verdict", "amend");
    let draft = draft.with("value", "Dar Nuweid").with("reason", "").with("of", "a").with("of", "b");
    let mut randomness = SeededRandomness::new(sequence);
    let sealed = entry::seal(&draft, place, &author(), &SeededSubjects::default(), &mut randomness).expect("whole");
    let entry = Entry::open(&sealed.bytes, &SeededSubjects::default()).expect("an entry");
    let other = |n: u64| EntryHash::from_bytes(entry::digest(&n.to_be_bytes()));
    let leaves = (1..=size).map(|n| if n == sequence { entry.hash } else { other(n) }).collect();
    (entry, leaves)
}

fn checkpoint(leaves: &[EntryHash]) -> (Checkpoint, AuthorId) {
    let root = merkle::root(leaves.iter().copied());
    let head = Head { case: CASE, device: DEVICE, size: leaves.len() as u64, root };
    (Checkpoint::sign(head, &author()), author().id())
}

fn proof(sequence: u64, size: u64, names: &[&str]) -> Proof {
    let (entry, leaves) = log(sequence, size);
    Proof::new(&entry, names, &leaves, checkpoint(&leaves)).expect("showable")
}

#[test]
fn a_proof_shows_what_was_chosen_and_nothing_else() {
    for (sequence, size) in [(1, 1), (1, 2), (5, 7), (8, 8), (700, 1000)] {
        let text = proof(sequence, size, &["value", "of"]).to_text();
        let proven = Proof::parse(&text).and_then(|proof| proof.check()).expect("proven");
        let fields: Vec<_> = proven.fields.iter().map(|(name, value)| (name.as_str(), value.text())).collect();
        assert_eq!(fields, [("value", Some("Dar Nuweid")), ("of", Some("a")), ("of", Some("b"))]);
        assert_eq!((proven.header.sequence, proven.n_hidden, proven.size), (sequence, 2, size));
        assert!(!text.contains("amend"));
    }
    assert_eq!(proof(3, 4, &[]).check().expect("proven").n_hidden, 5);
}

#[test]
fn what_is_not_there_cannot_be_shown() {
    let (mut entry, leaves) = log(3, 4);
    let new = |entry: &Entry, names: &[&str]| Proof::new(entry, names, &leaves, checkpoint(&leaves)).err();
    assert_eq!(new(&entry, &["seen"]), Some(ProofError::NotShowable("seen".to_owned())));
    entry.fields[1].content = Content::Destroyed;
    assert_eq!(new(&entry, &["value"]), Some(ProofError::NotShowable("value".to_owned())));
    assert_eq!(new(&entry, &["verdict"]), None);
    let (other, _) = log(2, 4);
    assert_eq!(new(&other, &[]), Some(ProofError::NotInLog));
}

#[test]
fn every_changed_letter_is_noticed() {
    let text = proof(5, 7, &["value", "reason"]).to_text().into_bytes();
    for bit in 0..8 * text.len() {
        let mut changed = text.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let Ok(changed) = String::from_utf8(changed) else { continue };
        assert!(Proof::parse(&changed).and_then(|proof| proof.check()).is_err(), "bit {bit}");
    }
}

#[test]
fn a_changed_field_and_a_foreign_log_prove_nothing() {
    let whole = proof(5, 7, &["value"]);
    let mut changed = whole.clone();
    changed.shown[0].opening.value = "Port Selm".into();
    assert_eq!(changed.check(), Err(ProofError::Field("value".to_owned())));
    let mut moved = whole.clone();
    moved.shown[0].at = 2;
    assert!(moved.check().is_err());
    let mut elsewhere = whole.clone();
    elsewhere.checkpoint = checkpoint(&log(6, 7).1).0;
    assert_eq!(elsewhere.check(), Err(ProofError::NotInLog));
    let mut other = whole;
    other.signer = Author::from_secret(&SecretKey::from_bytes([6; 32])).id();
    assert_eq!(other.check(), Err(ProofError::Checkpoint(CheckpointError::Signer)));
}
