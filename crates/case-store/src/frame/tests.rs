use super::*;
use crate::testing::SeededRandomness;

fn place() -> FramePlace {
    FramePlace {
        case: CaseId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        epoch: 3,
        sequence: 4,
        previous: EntryHash::from_bytes([5; 32]),
    }
}

fn key() -> SecretKey {
    SecretKey::from_bytes([6; 32])
}

fn sealed(entry: &[u8]) -> Vec<u8> {
    seal(entry, place(), &key(), &mut SeededRandomness::new(1)).expect("short enough")
}

#[test]
fn sealed_then_opened_is_the_same() {
    for length in [0, 1, 166, 167, 168, 255, 256, 5000] {
        let entry = vec![0; length];
        let frame = sealed(&entry);
        assert!(frame.len().is_multiple_of(UNIT));
        assert_eq!(open(&frame, &place(), &key()).as_deref(), Some(&entry), "{length}");
        let prefix = prefix(&frame).expect("a prefix");
        assert_eq!((prefix.length, prefix.epoch, prefix.sequence, prefix.previous), {
            let FramePlace { epoch, sequence, previous, .. } = place();
            (frame.len(), epoch, sequence, previous)
        });
    }
}

#[test]
fn every_flipped_bit_is_seen() {
    let mut frame = sealed(b"an entry");
    for bit in 0..8 * frame.len() {
        frame[bit / 8] ^= 1 << (bit % 8);
        assert!(open(&frame, &place(), &key()).is_none(), "bit {bit}");
        frame[bit / 8] ^= 1 << (bit % 8);
    }
    assert!(open(&frame, &place(), &key()).is_some());
}

#[test]
fn a_frame_opens_at_its_place_only() {
    let frame = sealed(b"an entry");
    let places = [
        FramePlace { case: CaseId::from_bytes([9; 16]), ..place() },
        FramePlace { device: DeviceId::from_bytes([9; 16]), ..place() },
        FramePlace { epoch: 9, ..place() },
        FramePlace { sequence: 9, ..place() },
        FramePlace { previous: EntryHash::NONE, ..place() },
    ];
    assert!(places.iter().all(|place| open(&frame, place, &key()).is_none()));
    assert!(open(&frame, &place(), &SecretKey::from_bytes([7; 32])).is_none());
}

#[test]
fn every_shortening_is_seen() {
    let frame = sealed(b"an entry");
    assert!((0..frame.len()).all(|end| open(&frame[..end], &place(), &key()).is_none()));
    assert!(open(&[frame.as_slice(), &[0; UNIT]].concat(), &place(), &key()).is_none());
}

#[test]
fn impossible_lengths_are_refused() {
    for length in [0, 255, 257, u32::MAX] {
        let bytes = [length.to_be_bytes().as_slice(), &[0; PREFIX]].concat();
        assert!(prefix(&bytes).is_err(), "{length}");
    }
}

#[test]
fn lengths_tell_little() {
    assert_eq!(sealed(b"accept").len(), sealed(b"not the same person").len());
}
