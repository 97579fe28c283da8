//! Five devices record for themselves and merge in any order, any number of times: everybody ends with the same case.

use case_store::keys::NewMember;
use case_store::storage::Simulated;
use case_store::testing::{SeededRandomness, TickingClock};
use case_store::{CaseId, DeviceId, Draft, EntryHash, Heads, Kind, Opener, Outside, Store, SubjectId};
use proptest::prelude::*;
use std::sync::Arc;

const PASSPHRASE: &str = "three grey herons argued over the ferry timetable";
const N_DEVICES: usize = 5;

fn outside(disk: &Simulated, seed: u64) -> Outside {
    Outside {
        storage: Arc::new(disk.clone()),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(seed)),
        ballast: 0,
    }
}

fn device(n: usize) -> DeviceId {
    DeviceId::from_bytes([u8::try_from(n).expect("small"); 16])
}

fn open(disk: &Simulated, n: usize, seed: u64) -> Store {
    Store::open(outside(disk, seed), Opener::Passphrase(PASSPHRASE), device(n)).expect("opened")
}

/// A case with one entry by device 0, on a disk for each device.
fn devices() -> Vec<Simulated> {
    let disk = Simulated::new();
    let founder = NewMember::for_tests(PASSPHRASE, &mut SeededRandomness::new(1)).expect("strong");
    let store = Store::create(outside(&disk, 2), founder, device(0), "saksi", None).expect("made");
    store.close().expect("closed");
    (0..N_DEVICES).map(|_| disk.copy()).collect()
}

/// What a device does.
#[derive(Clone, Debug)]
enum Act {
    Record { on: usize, as_device: usize, original: bool },
    Erase { on: usize },
    Merge { into: usize, from: usize },
}

fn act() -> impl Strategy<Value = Act> {
    let n = 0..N_DEVICES;
    prop_oneof![
        // Now and then a disk writes as another device: a copied folder, which forks that device's log.
        4 => (n.clone(), any::<bool>()).prop_map(|(on, original)| Act::Record { on, as_device: on, original }),
        1 => (n.clone(), n.clone()).prop_map(|(on, as_device)| Act::Record { on, as_device, original: false }),
        1 => n.clone().prop_map(|on| Act::Erase { on }),
        3 => (n.clone(), n).prop_map(|(into, from)| Act::Merge { into, from }),
    ]
}

fn perform(act: &Act, disks: &[Simulated], seed: u64) {
    match *act {
        Act::Record { on, as_device, original } => {
            let mut store = open(&disks[on], as_device, seed);
            let person = store.new_subject().expect("a key");
            let mut draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "accept");
            if original {
                let kept = store.keep(&mut seed.to_be_bytes().as_slice()).expect("kept");
                draft = draft.with("evidence", kept.id.to_string());
            }
            // A forked log takes nothing more; that is as it should be.
            drop(store.append(&draft.about(person, "value", format!("by {on}"))));
            store.close().expect("closed");
        }
        Act::Erase { on } => {
            let mut store = open(&disks[on], on, seed);
            let person = store.entries().filter_map(|entry| subject(&entry.expect("readable"))).last();
            if let Some(person) = person {
                drop(store.erase(person, "withdrawn"));
            }
            store.close().expect("closed");
        }
        Act::Merge { into, from } => merge(&disks[into], &disks[from], into, seed),
    }
}

fn subject(entry: &case_store::Entry) -> Option<SubjectId> {
    entry.field("value").map(|field| field.subject)
}

fn merge(into: &Simulated, from: &Simulated, n: usize, seed: u64) {
    let mut store = open(into, n, seed);
    store.merge(from).expect("merged");
    store.close().expect("closed");
}

/// Everything that a device knows: heads, entries in order with what can be read of them, originals, forks.
type Known = (Heads, Vec<(EntryHash, Option<String>)>, Vec<String>, Vec<DeviceId>);

fn known(disk: &Simulated) -> Known {
    let store = open(disk, 99, 1);
    assert!(store.writable().is_ok(), "{:?}", store.findings());
    let entries = store.entries().map(|entry| {
        let entry = entry.expect("readable");
        (entry.hash, entry.text("value").map(str::to_owned))
    });
    let originals = store.blobs().expect("keys").list().expect("listed").iter().map(ToString::to_string).collect();
    (store.heads(), entries.collect(), originals, store.forked().into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everybody_ends_with_the_same_case(
        acts in proptest::collection::vec(act(), 1..14),
        first in Just((0..N_DEVICES).collect::<Vec<_>>()).prop_shuffle(),
        second in Just((0..N_DEVICES).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let disks = devices();
        for (seed, act) in (100..).zip(&acts) {
            perform(act, &disks, seed);
        }
        let gathered = |order: &[usize], seed: u64| {
            let disk = disks[order[0]].copy();
            // All of them, and the first ones a second time.
            order.iter().chain(&order[..2]).for_each(|n| merge(&disk, &disks[*n], 90, seed));
            known(&disk)
        };
        let one = gathered(&first, 7);
        prop_assert_eq!(&one, &gathered(&second, 8));
        for disk in &disks {
            let (_, entries, ..) = known(disk);
            prop_assert!(entries.iter().all(|(hash, _)| one.1.iter().any(|(other, _)| other == hash)));
        }
    }
}

/// `SAKSI_CASES=2000` for a long run.
fn cases() -> u32 {
    std::env::var("SAKSI_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(60)
}

#[test]
fn a_repeated_merge_changes_no_byte_of_the_ledger() {
    let disks = devices();
    for n in 0..N_DEVICES {
        perform(&Act::Record { on: n, as_device: n, original: true }, &disks, 50 + n as u64);
    }
    merge(&disks[0], &disks[1], 0, 5);
    let before = disks[0].files();
    merge(&disks[0], &disks[1], 0, 6);
    let changed: Vec<String> = disks[0]
        .files()
        .into_iter()
        .filter(|(name, bytes)| before.get(name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    assert!(changed.is_empty(), "{changed:?}");
}

#[test]
fn a_fork_is_named_both_branches_are_kept_and_a_new_device_goes_on() {
    let disks = devices();
    for (on, seed) in [(0, 50), (1, 51), (1, 52)] {
        perform(&Act::Record { on, as_device: 0, original: false }, &disks, seed);
    }
    let mut store = open(&disks[0], 0, 60);
    let merged = store.merge(&disks[1]).expect("merged");
    assert_eq!(merged.n_entries, 2);
    assert!(merged.findings.iter().any(|finding| matches!(finding, case_store::Finding::Forked { sequence: 3, .. })));
    assert_eq!(store.entries().count(), 2 + 1 + 2);
    let draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "accept");
    assert!(store.append(&draft).is_err());
    store.close().expect("closed");
    let mut store = open(&disks[0], 7, 61);
    assert!(store.findings().iter().any(|finding| matches!(finding, case_store::Finding::Forked { .. })));
    store.append(&draft).expect("recorded by a new device");
    assert_eq!(store.entries().count(), 6);
    assert!(store.verify(&mut |_| ()).expect("verified").is_whole());
}

#[test]
fn what_was_seen_of_another_device_is_witnessed_once() {
    let disks = devices();
    perform(&Act::Record { on: 1, as_device: 1, original: false }, &disks, 50);
    let mut store = open(&disks[2], 2, 60);
    store.merge(&disks[1]).expect("merged");
    assert_eq!(store.witness().expect("recorded").len(), 2);
    assert!(store.witness().expect("nothing new").is_empty());
}

#[test]
fn another_case_is_refused() {
    let (one, other) = (devices(), Simulated::new());
    let founder = NewMember::for_tests(PASSPHRASE, &mut SeededRandomness::new(1)).expect("strong");
    let founded = Store::create(outside(&other, 77), founder, device(0), "saksi", None).expect("made");
    assert_ne!(founded.case(), CaseId::from_bytes([0; 16]));
    drop(founded);
    let refused = open(&one[0], 0, 5).merge(&other).expect_err("another case");
    assert!(refused.to_string().contains("another case"), "{refused}");
}

#[test]
fn members_added_and_removed_elsewhere_come_along() {
    const SECOND: &str = "eleven copper kettles whistle behind a wooden bakery";
    const THIRD: &str = "nine quiet lanterns drift beneath the harbour bridge";
    let disks = devices();
    let new = |text, seed| NewMember::for_tests(text, &mut SeededRandomness::new(seed)).expect("strong").candidate;
    let by = |disk: &Simulated, text| Store::open(outside(disk, 9), Opener::Passphrase(text), device(4));

    let mut store = open(&disks[0], 0, 50);
    store.add_member(new(SECOND, 70), "Ilse Marrak").expect("added");
    store.close().expect("closed");
    merge(&disks[1], &disks[0], 1, 51);
    assert!(by(&disks[1], SECOND).is_ok());

    // One side removes the second member, the other adds a third: afterwards both know the third and nobody the second.
    let mut store = open(&disks[0], 0, 52);
    let gone = new(SECOND, 70).signing_key();
    store.remove_member(gone, case_store::store::RemovedBy { reason: None }).expect("removed");
    let draft = Draft::new(Kind::Search, store.new_record()).with("query", "after");
    store.append(&draft).expect("recorded");
    store.close().expect("closed");
    let mut store = open(&disks[1], 1, 53);
    store.add_member(new(THIRD, 71), "Jon Tavik").expect("added");
    store.close().expect("closed");
    merge(&disks[1], &disks[0], 1, 54);
    merge(&disks[0], &disks[1], 0, 55);
    for disk in &disks[..2] {
        assert!(by(disk, SECOND).is_err());
        let store = by(disk, THIRD).expect("opened");
        assert!(store.entries().any(|entry| entry.is_ok_and(|entry| entry.text("query") == Some("after"))));
        assert!(store.verify(&mut |_| ()).expect("verified").is_whole());
    }
    assert_eq!(known(&disks[0]), known(&disks[1]));
}

/// Two copies in which a third and a fourth member were added and each took one of them out.
fn apart() -> (Simulated, Simulated) {
    let disks = devices();
    for (n, name) in [(0, "Ilse Marrak"), (1, "Jon Tavik")] {
        let mut store = open(&disks[0], 0, 50 + n as u64);
        store.add_member(passing(n), name).expect("added");
        store.close().expect("closed");
    }
    let (one, other) = (disks[0].copy(), disks[0].copy());
    for (n, disk) in [&one, &other].into_iter().enumerate() {
        let mut store = open(disk, 5 + n, 60 + n as u64);
        let gone = passing(n).signing_key();
        store.remove_member(gone, case_store::store::RemovedBy { reason: None }).expect("removed");
        let person = store.new_subject().expect("a key");
        let draft = Draft::new(Kind::Search, store.new_record()).with("query", format!("on side {n}"));
        store.append(&draft.about(person, "purpose", "both kinds of keys")).expect("recorded");
        store.close().expect("closed");
    }
    (one, other)
}

const PASSING: [&str; 2] =
    ["eleven copper kettles whistle behind a wooden bakery", "nine quiet lanterns drift beneath the harbour bridge"];

fn passing(n: usize) -> case_store::keys::Candidate {
    NewMember::for_tests(PASSING[n], &mut SeededRandomness::new(70 + n as u64)).expect("strong").candidate
}

/// What can be read of the searches, in order.
fn searches(disk: &Simulated) -> Vec<(String, String)> {
    let store = open(disk, 99, 3);
    assert!(store.verify(&mut |_| ()).expect("verified").is_whole());
    let text = |entry: &case_store::Entry, name| entry.text(name).unwrap_or("unreadable").to_owned();
    let entries = store.entries().map(|entry| entry.expect("readable"));
    let mut found: Vec<_> = entries
        .filter(|entry| entry.header.kind == Kind::Search)
        .map(|entry| (text(&entry, "query"), text(&entry, "purpose")))
        .collect();
    found.sort();
    found
}

#[test]
fn members_removed_on_both_sides_at_once_are_removed_everywhere() {
    let (one, other) = apart();
    let heads = |disk: &Simulated| open(disk, 99, 4).heads();
    merge(&one, &other, 5, 70);
    merge(&other, &one, 6, 71);
    merge(&one, &other, 5, 72);
    let expected: Vec<_> = (0..2).map(|n| (format!("on side {n}"), "both kinds of keys".to_owned())).collect();
    for disk in [&one, &other] {
        for text in PASSING {
            assert!(Store::open(outside(disk, 9), Opener::Passphrase(text), device(4)).is_err(), "{text}");
        }
        assert_eq!(searches(disk), expected);
    }
    assert_eq!(heads(&one), heads(&other));
    // Both go on with the same newest key: what one writes the other takes in.
    for (from, into, n) in [(&one, &other, 5), (&other, &one, 6)] {
        let mut store = open(from, n, 80);
        let draft = Draft::new(Kind::Search, store.new_record()).with("query", "later").with("purpose", "x");
        store.append(&draft).expect("recorded");
        store.close().expect("closed");
        merge(into, from, 11 - n, 81);
    }
    assert_eq!((searches(&one).len(), searches(&one)), (4, searches(&other)));
    // And a later removal carries the keys of both sides along.
    let mut store = open(&one, 5, 90);
    store.add_member(passing_again(), "Mira Sol").expect("added");
    let key = passing_again().signing_key();
    store.remove_member(key, case_store::store::RemovedBy { reason: None }).expect("removed");
    store.close().expect("closed");
    merge(&other, &one, 6, 91);
    assert_eq!((searches(&one).len(), searches(&one)), (4, searches(&other)));
}

fn passing_again() -> case_store::keys::Candidate {
    NewMember::for_tests(PASSING[0], &mut SeededRandomness::new(79)).expect("strong").candidate
}

#[test]
fn a_power_cut_while_both_sides_are_joined_loses_nothing() {
    let (one, other) = apart();
    let disk = one.copy();
    let first = disk.n_steps();
    merge(&disk, &other, 5, 70);
    let expected = searches(&disk);
    for seed in 0..40 {
        let mut randomness = SeededRandomness::new(seed);
        let step = first + randomness.below(disk.n_steps() + 1 - first);
        let after = disk.crash(step, &mut randomness);
        merge(&after, &other, 5, 70);
        assert_eq!(searches(&after), expected, "seed {seed}");
    }
}

#[test]
fn joined_at_the_same_time_on_both_sides_they_come_to_one_key_in_the_end() {
    let (one, other) = apart();
    let (one_before, other_before) = (one.copy(), other.copy());
    merge(&one, &other_before, 5, 70);
    merge(&other, &one_before, 6, 71);
    merge(&one, &other, 5, 72);
    merge(&other, &one, 6, 73);
    assert_eq!(searches(&one), searches(&other));
    let mut store = open(&other, 6, 80);
    let draft = Draft::new(Kind::Search, store.new_record()).with("query", "later").with("purpose", "x");
    store.append(&draft).expect("recorded");
    store.close().expect("closed");
    merge(&one, &other, 5, 81);
    assert_eq!(searches(&one).len(), 3);
}

#[test]
fn whoever_was_removed_there_cannot_take_it_in() {
    let (one, other) = apart();
    // The second passing member is still there on the first side, and was removed on the second.
    let mut store = Store::open(outside(&one, 9), Opener::Passphrase(PASSING[1]), device(8)).expect("opens");
    let refused = store.merge(&other).expect_err("no key");
    assert!(refused.to_string().contains("no key"), "{refused}");
}

#[test]
fn a_power_cut_during_a_merge_loses_nothing_and_the_merge_goes_on() {
    let disks = devices();
    for n in [1, 1, 1, 2, 3] {
        perform(&Act::Record { on: n, as_device: n, original: true }, &disks, 50 + n as u64);
    }
    perform(&Act::Record { on: 2, as_device: 1, original: false }, &disks, 80);
    [2, 3].iter().for_each(|n| merge(&disks[1], &disks[*n], 1, 5));
    let expected = {
        let disk = disks[0].copy();
        merge(&disk, &disks[1], 0, 6);
        known(&disk)
    };
    let disk = disks[0].copy();
    let first = disk.n_steps();
    merge(&disk, &disks[1], 0, 6);
    for seed in 0..60 {
        let mut randomness = SeededRandomness::new(seed);
        let step = first + randomness.below(disk.n_steps() + 1 - first);
        let after = disk.crash(step, &mut randomness);
        merge(&after, &disks[1], 0, 6);
        assert_eq!(known(&after), expected, "seed {seed}");
    }
}
