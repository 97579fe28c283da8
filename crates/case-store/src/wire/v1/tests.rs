use super::*;
use proptest::prelude::*;

fn header() -> Header {
    Header {
        kind: Kind::Judgement,
        case: CaseId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        sequence: 3,
        step: 4,
        previous: EntryHash::from_bytes([5; 32]),
        author: AuthorId::from_bytes([6; 32]),
        time: Timestamp(-7),
        record: RecordId::from_bytes([8; 16]),
    }
}

fn field(name: &str) -> SealedField {
    let subject = SubjectId::from_bytes([9; 16]);
    SealedField { name: name.to_owned(), subject, nonce: [10; NONCE], ciphertext: b"sealed".to_vec() }
}

#[test]
fn signed_part_there_and_back() {
    let commitments = vec![Commitment::from_bytes([11; 32]), Commitment::from_bytes([12; 32])];
    let bytes = put_signed(&header(), &[13; 32], &commitments);
    assert_eq!(bytes.len(), 174 + 2 * 32);
    assert_eq!(read_signed(&bytes), Ok(Signed { version: 1, header: header(), sealed: [13; 32], commitments }));
}

#[test]
fn every_shortening_and_lengthening_is_seen() {
    let bytes = put_signed(&header(), &[13; 32], &[Commitment::from_bytes([11; 32])]);
    assert!((0..bytes.len()).all(|end| read_signed(&bytes[..end]).is_err()));
    assert_eq!(read_signed(&[bytes.as_slice(), &[0]].concat()), Err(WireError::Long { extra: 1 }));
    let sealed = put_sealed(&[field("query")]);
    assert!((0..sealed.len()).all(|end| read_sealed(&sealed[..end], 1, VERSION).is_err()));
    assert_eq!(read_sealed(&sealed, 0, VERSION), Err(WireError::Long { extra: sealed.len() }));
}

#[test]
fn a_later_version_is_read_as_far_as_it_is_known() {
    let mut bytes = put_signed(&header(), &[13; 32], &[]);
    bytes[1] = 2;
    bytes.extend_from_slice(b"something of version 2");
    let signed = read_signed(&bytes).expect("the beginning is as before");
    assert_eq!((signed.version, signed.header), (2, header()));
    bytes[1] = 0;
    assert_eq!(read_signed(&bytes), Err(WireError::Invalid { what: "version" }));
}

#[test]
fn names_of_fields_are_plain() {
    assert!(is_field_name("sha256") && is_field_name("not_same"));
    for name in ["", "Query", "a b", "ä", &"a".repeat(65), "a\n"] {
        assert!(!is_field_name(name), "{name}");
        assert!(read_sealed(&put_sealed(&[field(name)]), 1, VERSION).is_err(), "{name}");
    }
}

#[test]
fn more_fields_than_allowed_are_refused_before_they_are_read() {
    let mut bytes = put_signed(&header(), &[13; 32], &[]);
    let end = bytes.len();
    bytes[end - 2..].copy_from_slice(&u16::MAX.to_be_bytes());
    assert_eq!(read_signed(&bytes), Err(WireError::Invalid { what: "number of fields" }));
}

proptest! {
    #[test]
    fn foreign_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), n in 0_usize..5) {
        let _ = read_signed(&bytes);
        let _ = read_sealed(&bytes, n, VERSION);
        let _ = read_entry(&bytes);
    }

    #[test]
    fn what_can_be_read_is_written_the_same(mut bytes in proptest::collection::vec(any::<u8>(), 174..174 + 33)) {
        bytes[..2].copy_from_slice(&VERSION.to_be_bytes());
        let n_fields = u16::try_from((bytes.len() - 174) / 32).expect("small");
        bytes[172..174].copy_from_slice(&n_fields.to_be_bytes());
        if let Ok(signed) = read_signed(&bytes) {
            prop_assert_eq!(put_signed(&signed.header, &signed.sealed, &signed.commitments), bytes);
        }
    }
}
