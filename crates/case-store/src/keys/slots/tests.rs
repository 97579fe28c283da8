use super::*;
use crate::keys::NewMember;
use crate::storage::{Fault, Simulated};
use crate::testing::SeededRandomness;

const CASE: CaseId = CaseId::from_bytes([1; 16]);
const FIRST: &str = "three grey herons argued over the ferry timetable";
const SECOND: &str = "eleven copper kettles whistle behind a wooden bakery";

fn candidate(text: &str, seed: u64) -> Candidate {
    NewMember::for_tests(text, &mut SeededRandomness::new(seed)).expect("strong enough").candidate
}

fn case() -> (Simulated, Slots, Keyring) {
    let disk = Simulated::new();
    let (slots, keyring) = Slots::found(CASE, candidate(FIRST, 1), &mut SeededRandomness::new(2));
    slots.write(&disk).expect("written");
    (disk, slots, keyring)
}

fn same(one: &Keyring, other: &Keyring) -> bool {
    one.epoch() == other.epoch() && (0..=one.epoch()).all(|epoch| one.root(epoch) == other.root(epoch))
}

#[test]
fn the_passphrase_opens_and_no_other_does() {
    let (disk, slots, keyring) = case();
    let unlocked = Slots::unlock(&disk, FIRST).expect("opened");
    assert!(same(&unlocked.keyring, &keyring) && unlocked.findings.is_empty());
    assert_eq!(unlocked.secrets.author().id(), slots.members()[0].member().signing_key());
    assert!(matches!(Slots::unlock(&disk, SECOND), Err(KeysError::WrongPassphrase)));
    assert!(matches!(Slots::unlock(&disk, ""), Err(KeysError::WrongPassphrase)));
    assert!(matches!(Slots::unlock(&Simulated::new(), FIRST), Err(KeysError::NoCase)));
}

#[test]
fn weak_passphrases_and_little_work_are_refused() {
    let mut randomness = SeededRandomness::new(1);
    assert!(matches!(NewMember::new("secret", Effort::FLOOR, &mut randomness), Err(KeysError::Weak(_))));
    assert!(matches!(NewMember::new(FIRST, Effort::TEST, &mut randomness), Err(KeysError::Effort(_))));
}

#[test]
fn members_come_and_go() {
    let (disk, mut slots, keyring) = case();
    let mut randomness = SeededRandomness::new(3);
    let second = candidate(SECOND, 4);
    let id = second.signing_key();
    slots.add(second.clone(), &keyring, &mut randomness).expect("added");
    assert!(matches!(slots.add(second, &keyring, &mut randomness), Err(KeysError::MemberAlready)));
    slots.write(&disk).expect("written");
    let old_copy = disk.copy();
    assert!(same(&Slots::unlock(&disk, SECOND).expect("opened").keyring, &keyring));

    let newer = slots.remove(id, &keyring, &mut randomness).expect("removed");
    slots.write(&disk).expect("written");
    assert!(matches!(Slots::unlock(&disk, SECOND), Err(KeysError::WrongPassphrase)));
    let unlocked = Slots::unlock(&disk, FIRST).expect("opened");
    assert!(same(&unlocked.keyring, &newer));
    assert_eq!(newer.epoch(), 1);
    assert!(newer.root(0) == keyring.root(0) && newer.root(1) != newer.root(0));
    // What the removed member copied stays readable for them, but not what comes later.
    assert_eq!(Slots::unlock(&old_copy, SECOND).expect("opened").keyring.epoch(), 0);

    let first = slots.members()[0].member().signing_key();
    assert!(matches!(slots.remove(first, &newer, &mut randomness), Err(KeysError::LastMember)));
    assert!(matches!(slots.remove(id, &newer, &mut randomness), Err(KeysError::NoSuchMember)));
}

#[test]
fn a_passphrase_can_be_changed() {
    let (disk, mut slots, keyring) = case();
    let mut randomness = SeededRandomness::new(3);
    let change = |slots: &mut Slots, pair, randomness: &mut SeededRandomness| {
        slots.change_passphrase(pair, Effort::TEST, &keyring, randomness)
    };
    assert!(matches!(change(&mut slots, (SECOND, FIRST), &mut randomness), Err(KeysError::WrongPassphrase)));
    assert!(matches!(change(&mut slots, (FIRST, "short"), &mut randomness), Err(KeysError::Weak(_))));
    change(&mut slots, (FIRST, SECOND), &mut randomness).expect("changed");
    slots.write(&disk).expect("written");
    assert!(same(&Slots::unlock(&disk, SECOND).expect("opened").keyring, &keyring));
    assert!(Slots::unlock(&disk, FIRST).is_err());
}

#[test]
fn two_shares_open_the_case_and_later_epochs_too() {
    let (disk, mut slots, keyring) = case();
    let mut randomness = SeededRandomness::new(3);
    let [a, b, c] = slots.make_shares(&keyring, &mut randomness).expect("made");
    let second = candidate(SECOND, 4);
    slots.add(second.clone(), &keyring, &mut randomness).expect("added");
    let newer = slots.remove(second.signing_key(), &keyring, &mut randomness).expect("removed");
    slots.write(&disk).expect("written");
    let unlocked = Slots::unlock_with_shares(&disk, &[a.clone(), c.clone()]).expect("opened");
    assert!(same(&unlocked.keyring, &newer));
    assert!(matches!(Slots::unlock_with_shares(&disk, std::slice::from_ref(&b)), Err(KeysError::Share(_))));

    let [d, e, _] = slots.make_shares(&newer, &mut randomness).expect("made");
    slots.write(&disk).expect("written");
    let outdated = Slots::unlock_with_shares(&disk, &[a.clone(), b]);
    assert!(matches!(outdated, Err(KeysError::Share(ShareError::Incompatible))));
    assert!(Slots::unlock_with_shares(&disk, &[a, e.clone()]).is_err());
    assert!(Slots::unlock_with_shares(&disk, &[d, e]).is_ok());
}

#[test]
fn every_flipped_bit_of_a_copy_is_noticed_and_harmless() {
    let (disk, _, keyring) = case();
    for (copy, file) in (1..).zip(slots_file::FILES) {
        for bit in 0..8 * disk.files()[file].len() {
            disk.flip(file, bit);
            let (copies, findings) = slots_file::read(&disk).expect("the other copy");
            assert_eq!(findings, [Finding::SlotsCopy { copy }], "bit {bit}");
            assert_eq!(copies.len(), 1);
            disk.flip(file, bit);
        }
        disk.flip(file, 1000);
        assert!(same(&Slots::unlock(&disk, FIRST).expect("opened").keyring, &keyring));
        disk.flip(file, 1000);
    }
}

#[test]
fn both_copies_damaged_is_told() {
    let (disk, _, _) = case();
    slots_file::FILES.iter().for_each(|file| assert!(disk.flip(file, 999)));
    assert!(matches!(Slots::unlock(&disk, FIRST), Err(KeysError::Damaged(_))));
}

#[test]
fn a_newer_format_and_a_foreign_folder_are_told() {
    let (disk, _, _) = case();
    for file in slots_file::FILES {
        disk.change(file, |bytes| {
            bytes[11] = b'3';
            true
        });
    }
    assert!(matches!(Slots::unlock(&disk, FIRST), Err(KeysError::Newer(3))));
    for content in ["", "saksi case", "hello", "saksi case 0\n", "saksi case x\n"] {
        for file in slots_file::FILES {
            disk.change(file, |bytes| {
                *bytes = content.as_bytes().to_vec();
                true
            });
        }
        assert!(matches!(Slots::unlock(&disk, FIRST), Err(KeysError::Damaged(_))), "{content}");
    }
}

#[test]
fn somebody_without_a_key_cannot_change_the_slots() {
    let (disk, slots, _) = case();
    // The stranger puts an own slot in and makes the checksum fit.
    let (stranger, _) = Slots::found(CASE, candidate(SECOND, 9), &mut SeededRandomness::new(9));
    let mut changed = slots.clone();
    changed.generation += 1;
    changed.members.extend(stranger.members.clone());
    changed.write(&disk).expect("written");
    assert!(matches!(Slots::unlock(&disk, FIRST), Err(KeysError::Tampered)));
    // Swapping a member's public key would let the stranger have the next epoch.
    let mut changed = slots.clone();
    changed.members[0].member.exchange_key = stranger.members[0].member.exchange_key;
    changed.write(&disk).expect("written");
    assert!(Slots::unlock(&disk, FIRST).is_err());
}

#[test]
fn a_power_cut_leaves_the_old_slots_or_the_new() {
    let (disk, mut slots, keyring) = case();
    let start = disk.n_steps();
    slots.add(candidate(SECOND, 4), &keyring, &mut SeededRandomness::new(3)).expect("added");
    slots.write(&disk).expect("written");
    for step in start..=disk.n_steps() {
        for seed in 0..30 {
            let after = disk.crash(step, &mut SeededRandomness::new(seed));
            assert!(Slots::unlock(&after, FIRST).is_ok(), "step {step}, seed {seed}");
        }
    }
    assert!(Slots::unlock(&disk, SECOND).is_ok());
}

#[test]
fn a_full_disk_leaves_the_old_slots() {
    let (disk, mut slots, keyring) = case();
    slots.add(candidate(SECOND, 4), &keyring, &mut SeededRandomness::new(3)).expect("added");
    for after in 0..12 {
        let disk = disk.copy();
        disk.fail(Some(Fault { after, kind: std::io::ErrorKind::StorageFull, lasting: true }));
        let written = slots.write(&disk).is_ok();
        disk.fail(None);
        assert!(Slots::unlock(&disk, FIRST).is_ok());
        assert!(!written || Slots::unlock(&disk, SECOND).is_ok());
    }
}
