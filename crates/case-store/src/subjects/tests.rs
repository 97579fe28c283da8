use super::*;
use crate::storage::Simulated;
use crate::testing::SeededRandomness;

fn keys() -> Keyring {
    Keyring::new(CaseId::from_bytes([1; 16]), [SecretKey::from_bytes([2; 32])])
}

fn table(n: usize) -> (Simulated, Subjects, Vec<SubjectId>) {
    let disk = Simulated::new();
    let mut table = Subjects::create(&disk).expect("made");
    let mut randomness = SeededRandomness::new(3);
    let drawn = (0..n).map(|_| table.fresh(&disk, &keys(), &mut randomness).expect("drawn")).collect();
    (disk, table, drawn)
}

fn open(disk: &Simulated) -> (Subjects, Vec<Finding>) {
    Subjects::open(disk, &keys()).expect("read")
}

fn knows(table: &Subjects, subject: SubjectId) -> bool {
    matches!(table.in_epoch(&keys(), 0).subject_key(subject), SubjectKey::Known(_))
}

#[test]
fn drawn_keys_are_there_again() {
    let (disk, before, drawn) = table(40);
    let (after, findings) = open(&disk);
    assert!(findings.is_empty());
    assert!(drawn.iter().all(|subject| after.keys[subject].key == before.keys[subject].key));
    assert!(knows(&after, SubjectId::CASE) && !knows(&after, SubjectId::from_bytes([9; 16])));
}

#[test]
fn a_destroyed_key_is_on_no_copy() {
    let (disk, mut table, drawn) = table(3);
    let gone = drawn[1];
    table.destroy(&disk, gone).expect("destroyed");
    assert!(matches!(table.in_epoch(&keys(), 0).subject_key(gone), SubjectKey::Destroyed));
    assert!(disk.files().values().all(|content| !content.windows(16).any(|bytes| bytes == gone.as_bytes())));
    let (after, findings) = open(&disk);
    assert!(findings.is_empty() && !knows(&after, gone) && knows(&after, drawn[0]) && knows(&after, drawn[2]));
    // Another device does not bring it back.
    table
        .insert(&disk, &[(gone, SecretKey::from_bytes([7; 32]))], &keys(), &mut SeededRandomness::new(1))
        .expect("kept out");
    assert!(!knows(&table, gone));
}

#[test]
fn every_flipped_bit_is_noticed_and_mended() {
    let (disk, mut table, drawn) = table(2);
    table.destroy(&disk, drawn[0]).expect("destroyed");
    let whole = disk.files();
    for file in FILES {
        for bit in (0..8 * whole[file].len()).step_by(3) {
            disk.flip(file, bit);
            let (mut after, findings) = open(&disk);
            assert!(matches!(findings[..], [Finding::SubjectsCopy { .. }]), "{file} {bit}: {findings:?}");
            assert!(knows(&after, drawn[1]));
            after.mend(&disk).expect("mended");
            assert!(disk.files() == whole, "{file} {bit}");
        }
    }
}

#[test]
fn damage_in_both_copies_is_told() {
    let (disk, _, _) = table(2);
    FILES.iter().for_each(|file| assert!(disk.flip(file, 8 * (3 * RECORD + 40))));
    assert_eq!(open(&disk).1, [Finding::SubjectKeyDamaged { record: 3 }]);
}

#[test]
fn a_lost_copy_is_made_again() {
    let (disk, _, drawn) = table(2);
    let whole = disk.files();
    disk.remove("subjects").expect("removed");
    let (mut after, findings) = open(&disk);
    assert!(!findings.is_empty() && drawn.iter().all(|subject| knows(&after, *subject)));
    after.mend(&disk).expect("mended");
    assert!(disk.files() == whole);
}

#[test]
fn a_power_cut_loses_no_key_that_was_given_out() {
    let disk = Simulated::new();
    let mut table = Subjects::create(&disk).expect("made");
    let mut randomness = SeededRandomness::new(3);
    let mut given = vec![(disk.n_steps(), SubjectId::CASE)];
    for _ in 0..60 {
        let subject = table.fresh(&disk, &keys(), &mut randomness).expect("drawn");
        given.push((disk.n_steps(), subject));
    }
    for seed in 0..300 {
        let mut randomness = SeededRandomness::new(seed);
        let step = given[0].0 + randomness.below(disk.n_steps() + 1 - given[0].0);
        let after = disk.crash(step, &mut randomness);
        let (mut table, findings) = open(&after);
        assert!(findings.iter().all(|finding| !finding.is_damage()), "{findings:?}");
        assert!(given.iter().filter(|(at, _)| *at <= step).all(|(_, subject)| knows(&table, *subject)), "seed {seed}");
        table.mend(&after).expect("mended");
        table.fresh(&after, &keys(), &mut randomness).expect("drawn");
        assert!(open(&after).1.is_empty());
    }
}
