//! Each write fails, or the disk is full: a clear error, nothing acknowledged is lost, and the log can be read.

mod common;

use case_store::storage::{Fault, Storage};
use common::{Desk, FILE};
use std::io::ErrorKind;

/// Appends until something fails; what was acknowledged must be there, on the disk as it is and after a power cut.
fn write_until(desk: &mut Desk) {
    let mut n_acknowledged = desk.log.spots().len();
    for round in 0..20 {
        if desk.append(1 + round % 3).is_ok() {
            n_acknowledged = desk.log.spots().len();
        }
    }
    let acknowledged = desk.hashes();
    assert_eq!(acknowledged.len(), n_acknowledged);
    desk.disk.fail(None);
    desk.disk.set_capacity(None);
    let mut states = vec![desk.disk.copy()];
    for seed in 0..3 {
        let mut randomness = case_store::testing::SeededRandomness::new(seed);
        states.push(desk.disk.crash(desk.disk.n_steps(), &mut randomness));
    }
    for state in states {
        let mut open = Desk::open(state).expect("opened");
        assert!(open.damage().is_empty(), "{:?}", open.damage());
        assert!(open.hashes().starts_with(&acknowledged));
        open.append(1).expect("writable again");
    }
}

#[test]
fn a_write_that_fails_loses_nothing() {
    for after in 0..120 {
        for lasting in [false, true] {
            for kind in [ErrorKind::Other, ErrorKind::StorageFull] {
                let mut desk = Desk::new();
                desk.disk.fail(Some(Fault { after, kind, lasting }));
                write_until(&mut desk);
            }
        }
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    for room in (0..6000).step_by(111) {
        let mut desk = Desk::new();
        let used = desk.disk.length(FILE).expect("asked").unwrap_or(0);
        desk.disk.set_capacity(Some(used + room));
        write_until(&mut desk);
    }
}

#[test]
fn a_full_disk_can_be_read() {
    let mut desk = Desk::new();
    desk.append(3).expect("appended");
    desk.disk.set_capacity(Some(0));
    assert!(desk.append(1).is_err());
    let open = Desk::open(desk.disk).expect("opened");
    assert_eq!(open.hashes().len(), 3);
}

#[test]
fn a_log_that_cannot_be_made_is_not_there() {
    for after in 0..8 {
        let disk = case_store::storage::Simulated::new();
        disk.fail(Some(Fault { after, kind: ErrorKind::StorageFull, lasting: true }));
        if Desk::on(disk.clone()).is_err() {
            disk.fail(None);
            let whole = Desk::open(disk.clone()).is_ok_and(|desk| desk.log.findings().is_empty());
            assert!(whole || Desk::on(disk).is_ok(), "after {after}");
        }
    }
}
