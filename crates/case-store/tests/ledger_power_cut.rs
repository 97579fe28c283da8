//! The power is cut at any moment: no acknowledged entry is lost, and the log opens and takes new entries.

mod common;

use case_store::storage::Simulated;
use case_store::testing::SeededRandomness;
use common::Desk;

/// What was acknowledged after how many steps of the disk.
struct Session {
    disk: Simulated,
    acknowledged: Vec<(usize, usize)>,
}

/// Appends one by one and in batches, closes and opens again.
fn session(forget_every_sync: Option<u64>) -> Session {
    let disk = Simulated::new();
    let mut desk = Desk::on(disk.clone()).expect("made");
    // The control is about appends, so the log itself is there.
    if let Some(n) = forget_every_sync {
        disk.forget_every_sync(n);
    }
    let mut acknowledged = vec![(disk.n_steps(), 0)];
    for round in 0..30 {
        desk.append(if round % 7 == 6 { 5 } else { 1 }).expect("appended");
        acknowledged.push((disk.n_steps(), desk.log.spots().len()));
        if round % 10 == 9 {
            desk.close().expect("closed");
            desk = Desk::open(disk.clone()).expect("opened");
            assert!(desk.log.findings().is_empty());
        }
    }
    Session { disk, acknowledged }
}

/// How many of the states that a power cut may leave have lost an acknowledged entry or do not open.
fn n_broken(session: &Session, n_states: u64) -> usize {
    let whole = Desk::open(session.disk.clone()).expect("opened").hashes();
    let (first, last) = (session.acknowledged[0].0, session.disk.n_steps());
    let broken = (0..n_states).filter(|seed| {
        let mut randomness = SeededRandomness::new(1000 + seed);
        let step = first + randomness.below(last - first + 1);
        let n_acknowledged = session.acknowledged.iter().rev().find(|(at, _)| *at <= step).map_or(0, |(_, n)| *n);
        !survives(session.disk.crash(step, &mut randomness), &whole, n_acknowledged)
    });
    broken.count()
}

/// Whether a disk still has what was acknowledged, unchanged, and takes more, through a second power cut too.
fn survives(disk: Simulated, whole: &[case_store::EntryHash], n_acknowledged: usize) -> bool {
    let Ok(mut desk) = Desk::open(disk.clone()) else { return false };
    let found = desk.hashes();
    if !desk.damage().is_empty() || found.len() < n_acknowledged || !whole.starts_with(&found) {
        return false;
    }
    if desk.append(1).is_err() {
        return false;
    }
    let again = Desk::open(disk.crash(disk.n_steps(), &mut SeededRandomness::new(1)));
    again.is_ok_and(|again| again.damage().is_empty() && again.hashes() == desk.hashes())
}

#[test]
fn no_acknowledged_entry_is_lost() {
    assert_eq!(n_broken(&session(None), 2000), 0);
}

#[test]
fn control_a_forgotten_sync_loses_entries() {
    assert!(n_broken(&session(Some(1)), 300) > 100);
    assert!(n_broken(&session(Some(3)), 300) > 30);
}

#[test]
fn a_log_is_made_whole_or_not_at_all() {
    let disk = Simulated::new();
    Desk::on(disk.clone()).expect("made");
    for step in 0..=disk.n_steps() {
        for seed in 0..20 {
            let after = disk.crash(step, &mut SeededRandomness::new(seed));
            match Desk::open(after.clone()) {
                Ok(desk) => assert!(desk.log.findings().is_empty(), "step {step}, seed {seed}"),
                Err(_) => assert!(Desk::on(after).is_ok(), "step {step}, seed {seed}"),
            }
        }
    }
}
