use super::*;
use crate::testing::{SeededRandomness, SeededSubjects};
use crate::{CaseId, DeviceId, RecordId, SecretKey, SubjectId, Timestamp};

const WITNESS: SubjectId = SubjectId::from_bytes([3; 16]);

fn place() -> Place {
    Place {
        case: CaseId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        sequence: 1,
        step: 1,
        previous: EntryHash::NONE,
        time: Timestamp(1_772_323_200_000),
    }
}

fn author() -> Author {
    Author::from_secret(&SecretKey::from_bytes([4; 32]))
}

fn draft() -> Draft {
    let draft = Draft::new(Kind::Judgement, RecordId::from_bytes([5; 16])).with("verdict", "amend");
    draft.about(WITNESS, "value", "Ilse Marrak").about(WITNESS, "reason", "she signed so")
}

fn sealed(draft: &Draft) -> SealedEntry {
    seal(draft, place(), &author(), &SeededSubjects::default(), &mut SeededRandomness::new(1)).expect("a whole draft")
}

fn opened(bytes: &[u8]) -> Result<Entry, EntryError> {
    Entry::open(bytes, &SeededSubjects::default())
}

#[test]
fn sealed_then_opened_is_the_same() {
    let sealed = sealed(&draft());
    let entry = opened(&sealed.bytes).expect("an entry");
    assert_eq!(entry.hash, sealed.hash);
    assert_eq!((entry.header.author, entry.header.kind), (author().id(), Kind::Judgement));
    assert_eq!(
        (entry.text("verdict"), entry.text("value"), entry.text("seen")),
        (Some("amend"), Some("Ilse Marrak"), None)
    );
    assert_eq!(entry.check_signature(), Ok(()));
    assert!(!entry.has_more());
}

#[test]
fn every_flipped_bit_is_seen() {
    let whole = sealed(&draft()).bytes;
    for bit in 0..8 * whole.len() {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let seen = opened(&bytes).and_then(|entry| entry.check_signature());
        assert!(seen.is_err(), "bit {bit}");
    }
}

#[test]
fn without_the_key_the_content_is_gone_and_the_proofs_hold() {
    let bytes = sealed(&draft()).bytes;
    let subjects = SeededSubjects { destroyed: vec![WITNESS], ..SeededSubjects::default() };
    let entry = Entry::open(&bytes, &subjects).expect("an entry");
    assert_eq!(entry.check_signature(), Ok(()));
    assert_eq!(entry.hash, opened(&bytes).expect("an entry").hash);
    assert_eq!((entry.text("verdict"), entry.text("value")), (Some("amend"), None));
    assert_eq!(entry.field("value").map(|field| &field.content), Some(&Content::Destroyed));
    let subjects = SeededSubjects { missing: vec![WITNESS], ..SeededSubjects::default() };
    let entry = Entry::open(&bytes, &subjects).expect("an entry");
    assert_eq!(entry.field("reason").map(|field| &field.content), Some(&Content::KeyMissing));
}

#[test]
fn nothing_can_be_written_about_somebody_without_a_key() {
    let subjects = SeededSubjects { destroyed: vec![WITNESS], ..SeededSubjects::default() };
    let refused = seal(&draft(), place(), &author(), &subjects, &mut SeededRandomness::new(1));
    assert_eq!(refused, Err(EntryError::NoKey { field: "value".to_owned() }));
}

#[test]
fn an_opening_proves_its_commitment_and_no_other() {
    let entry = opened(&sealed(&draft()).bytes).expect("an entry");
    for field in &entry.fields {
        let Content::Open(opening) = &field.content else { panic!("closed") };
        let value = opening.value.expose();
        assert_eq!(commitment(&opening.salt, &field.name, value), field.commitment);
        assert_ne!(commitment(&[0; 32], &field.name, value), field.commitment);
        assert_ne!(commitment(&opening.salt, "query", value), field.commitment);
        assert_ne!(commitment(&opening.salt, &field.name, b"Jon Marrak"), field.commitment);
    }
}

#[test]
fn an_opening_cannot_move_to_another_commitment() {
    // Somebody with the keys swaps two openings and fits the hash; the signature still sees it, and so do the openings.
    let sealed = sealed(&draft());
    let parts = crate::wire::v1::read_entry(&sealed.bytes).expect("parts");
    let mut fields = crate::wire::v1::read_sealed(parts.sealed, 3, 1).expect("fields");
    fields.swap(1, 2);
    let swapped = crate::wire::v1::put_sealed(&fields);
    let signed = crate::wire::v1::read_signed(parts.signed).expect("signed");
    let signed = crate::wire::v1::put_signed(&signed.header, &super::seal::digest(&swapped), &signed.commitments);
    let parts = crate::wire::v1::Parts { signed: &signed, signature: parts.signature, sealed: &swapped };
    let entry = opened(&crate::wire::v1::put_entry(parts).expect("short")).expect("fits");
    assert_eq!(entry.check_signature(), Err(EntryError::Signature));
    assert_eq!(entry.fields[1].content, Content::Wrong);
}

#[test]
fn the_same_value_twice_looks_different() {
    let draft = Draft::new(Kind::Judgement, RecordId::from_bytes([5; 16])).with("verdict", "same");
    let draft = draft.with("of", "a").with("of", "a");
    let entry = opened(&sealed(&draft).bytes).expect("an entry");
    let commitments: Vec<_> = entry.commitments().collect();
    assert_ne!(commitments[1], commitments[2]);
}

#[test]
fn nothing_about_a_person_is_in_debug_output() {
    let entry = opened(&sealed(&draft()).bytes).expect("an entry");
    let shown = format!("{:?} {:?} {:?}", draft(), entry, author());
    assert!(!shown.contains("Marrak") && !shown.contains(&format!("{:?}", b"Marrak".as_slice())), "{shown}");
}
