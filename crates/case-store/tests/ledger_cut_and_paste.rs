//! Somebody without the key cuts, copies, swaps or repeats frames of a closed log: it is noticed.

mod common;

use case_store::Finding;
use case_store::ledger::{Log, Spot};
use common::{DEVICE, Desk, FILE, closed, keys};
use std::ops::Range;

fn range(spot: &Spot) -> Range<usize> {
    let start = usize::try_from(spot.offset).expect("small");
    start..start + usize::try_from(spot.length).expect("small")
}

/// Whether a change of the file is noticed as damage.
fn is_noticed(desk: &Desk, change: impl FnOnce(&mut Vec<u8>)) -> bool {
    let disk = desk.disk.copy();
    disk.change(FILE, |bytes| {
        change(bytes);
        true
    });
    !Desk::open(disk).expect("opened").damage().is_empty()
}

#[test]
fn every_cut_is_noticed() {
    let desk = closed(12);
    for length in 0..desk.disk.files()[FILE].len() {
        assert!(is_noticed(&desk, |bytes| bytes.truncate(length)), "cut at {length}");
    }
    assert!(!is_noticed(&desk, |_| {}));
}

#[test]
fn missing_entries_are_named() {
    let desk = closed(12);
    let end = range(&desk.log.spots()[9]).end;
    desk.disk.change(FILE, |bytes| {
        bytes.truncate(end);
        true
    });
    let broken = Desk::open(desk.disk).expect("opened");
    assert_eq!(broken.log.findings(), [Finding::EntriesMissing { device: DEVICE, first: 11, last: 12 }]);
}

#[test]
fn every_swap_repetition_and_removal_is_noticed() {
    let desk = closed(20);
    let spots = desk.log.spots();
    for one in spots {
        let removed = is_noticed(&desk, |bytes| drop(bytes.drain(range(one))));
        assert!(removed, "without {}", one.sequence);
        for other in spots {
            let repeated = is_noticed(&desk, |bytes| {
                let frame = bytes[range(one)].to_vec();
                drop(bytes.splice(range(other), frame));
            });
            assert_eq!(repeated, one != other, "{} in place of {}", one.sequence, other.sequence);
        }
    }
}

#[test]
fn a_frame_of_another_log_does_not_fit() {
    let desk = closed(3);
    let foreign = case_store::DeviceId::from_bytes([9; 16]);
    let log = Log::open(&desk.disk, FILE, foreign, &keys()).expect("opened");
    assert!(log.spots().is_empty() && log.check_writable().is_err());
}

#[test]
fn bytes_behind_the_end_are_told_and_cut_away() {
    let desk = closed(3);
    desk.disk.change(FILE, |bytes| {
        bytes.extend_from_slice(&[7; 1000]);
        true
    });
    let mut open = Desk::open(desk.disk.clone()).expect("opened");
    assert_eq!(open.log.findings(), [Finding::TornTail { device: DEVICE, last: 3, bytes: 1000, certain: false }]);
    open.append(1).expect("appended");
    open.close().expect("closed");
    let again = Desk::open(desk.disk).expect("opened");
    assert!(again.log.findings().is_empty() && again.log.spots().len() == 4);
}
