//! A bit is flipped anywhere in a closed log: it is noticed, the entry is named, and the others can be read.

mod common;

use case_store::Finding;
use common::{DEVICE, Desk, FILE, closed, keys};

#[test]
fn every_flipped_bit_is_noticed() {
    let desk = closed(5);
    let whole = desk.hashes();
    let n_bits = 8 * desk.disk.files()[FILE].len();
    for bit in 0..n_bits {
        assert!(desk.disk.flip(FILE, bit));
        let broken = Desk::open(desk.disk.clone()).expect("opened");
        assert!(!broken.log.findings().is_empty(), "bit {bit}");
        assert!(broken.hashes().iter().all(|hash| whole.contains(hash)), "bit {bit}");
        desk.disk.flip(FILE, bit);
    }
    assert!(Desk::open(desk.disk).expect("opened").log.findings().is_empty());
}

#[test]
fn a_damaged_entry_is_named_and_the_others_are_read() {
    let desk = closed(12);
    for (at, spot) in desk.log.spots().iter().enumerate() {
        let bit = 8 * usize::try_from(spot.offset).expect("small") + 8 * 100;
        desk.disk.flip(FILE, bit);
        let mut broken = Desk::open(desk.disk.clone()).expect("opened");
        let (first, last) = (spot.sequence, spot.sequence);
        assert_eq!(broken.log.findings(), [Finding::EntriesDamaged { device: DEVICE, first, last }], "entry {at}");
        assert_eq!(broken.log.spots().len(), 11);
        assert!((0..11).all(|at| broken.log.entry(&broken.disk, at, &keys()).is_ok()));
        assert!(broken.append(1).is_err());
        desk.disk.flip(FILE, bit);
    }
}

#[test]
fn a_damaged_length_hides_no_later_entry() {
    let desk = closed(12);
    let spot = desk.log.spots()[4];
    desk.disk.flip(FILE, 8 * usize::try_from(spot.offset).expect("small") + 8 * 2);
    let broken = Desk::open(desk.disk).expect("opened");
    assert_eq!(broken.log.findings(), [Finding::EntriesDamaged { device: DEVICE, first: 5, last: 5 }]);
    assert_eq!(broken.log.spots().len(), 11);
}

#[test]
fn a_damaged_head_costs_nothing_and_is_mended() {
    let desk = closed(3);
    desk.disk.flip(FILE, 8 * (4096 + 40));
    let mut broken = Desk::open(desk.disk.clone()).expect("opened");
    assert_eq!(broken.log.findings(), [Finding::HeadUnreadable { device: DEVICE, slot: 1 }]);
    broken.append(1).expect("appended");
    broken.close().expect("closed");
    let mended = Desk::open(desk.disk).expect("opened");
    assert!(mended.log.findings().is_empty() && mended.log.spots().len() == 4);
}
