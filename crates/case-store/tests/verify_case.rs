//! `Store::verify` names what is wrong, and a whole case passes.

use case_store::blobs::BlobId;
use case_store::entry::{self, Place};
use case_store::frame::{self, FramePlace};
use case_store::keys::{Keyring, NewMember, Slots};
use case_store::ledger::{Log, Sealed};
use case_store::storage::{Simulated, Storage};
use case_store::subjects::Subjects;
use case_store::testing::{SeededRandomness, TickingClock};
use case_store::{Author, DeviceId, Draft, EntryHash, Finding, Kind, Opener, Outside, SecretKey, Store};
use sha2::Digest;
use std::sync::Arc;

const PASSPHRASE: &str = "three grey herons argued over the ferry timetable";
const DEVICE: DeviceId = DeviceId::from_bytes([5; 16]);

fn outside(disk: &Simulated, seed: u64) -> Outside {
    Outside {
        storage: Arc::new(disk.clone()),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(seed)),
        ballast: 0,
    }
}

fn open(disk: &Simulated) -> Store {
    Store::open(outside(disk, 7), Opener::Passphrase(PASSPHRASE), DEVICE).expect("opened")
}

/// A case with an original, a judgement about somebody and a member who was added.
fn case() -> (Simulated, BlobId) {
    let disk = Simulated::new();
    let founder = NewMember::for_tests(PASSPHRASE, &mut SeededRandomness::new(1)).expect("strong");
    let mut store = Store::create(outside(&disk, 2), founder, DEVICE, "saksi", None).expect("made");
    let kept = store.keep(&mut &b"the words of a report"[..]).expect("kept");
    let sha256: String = kept.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let draft = Draft::new(Kind::DocumentRegistered, store.new_record()).with("sha256", sha256);
    store.append(&draft.with("blob", kept.id.to_string()).with("size", "21")).expect("recorded");
    let person = store.new_subject().expect("a key");
    let draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "amend");
    store.append(&draft.about(person, "value", "Ilse Marrak")).expect("recorded");
    store.close().expect("closed");
    (disk, kept.id)
}

fn findings(disk: &Simulated) -> Vec<Finding> {
    open(disk).verify(&mut |_| ()).expect("verified").findings
}

#[test]
fn a_whole_case_passes() {
    let (disk, _) = case();
    let mut told = 0;
    let report = open(&disk).verify(&mut |_| told += 1).expect("verified");
    assert!(report.is_whole() && report.findings.is_empty());
    assert_eq!((report.n_entries, report.n_originals, report.n_bytes, report.n_unrecorded), (4, 1, 21, 0));
    assert_eq!(told, 5);
}

#[test]
fn an_open_case_passes_too() {
    let (disk, _) = case();
    let mut store = open(&disk);
    let draft = Draft::new(Kind::Search, store.new_record()).with("query", "a");
    store.append(&draft).expect("recorded");
    store.keep(&mut &b"not recorded yet"[..]).expect("kept");
    let report = store.verify(&mut |_| ()).expect("verified");
    assert!(report.is_whole() && report.findings.is_empty() && report.n_unrecorded == 1, "{report:?}");
}

#[test]
fn a_missing_original_is_named() {
    let (disk, blob) = case();
    disk.remove(&format!("blobs/{blob}")).expect("removed");
    assert_eq!(findings(&disk), [Finding::OriginalMissing { blob }]);
}

#[test]
fn every_flipped_bit_of_a_case_is_noticed() {
    let (disk, blob) = case();
    let mut n_flips = 0;
    for (file, content) in disk.files() {
        // The log and the slots are flipped bit by bit in tests of their own; here everything, a bit of each byte.
        for at in (0..content.len()).filter(|at| *at % 7 == 0 || file.starts_with("blobs")) {
            disk.flip(&file, 8 * at + at % 8);
            let store = open(&disk);
            let report = store.verify(&mut |_| ()).expect("verified");
            // What has two copies is told and mended by opening; what is damaged stays and is told by both.
            assert!(!report.findings.is_empty() || !store.findings().is_empty(), "{file}, byte {at}");
            assert_eq!(report.findings == [Finding::OriginalDamaged { blob }], file.starts_with("blobs"), "{file}");
            disk.change(&file, |bytes| {
                bytes.clone_from(&content);
                true
            });
            n_flips += 1;
        }
    }
    assert!(n_flips > 2000, "{n_flips}");
}

#[test]
fn lost_keys_of_people_are_told_apart_from_destroyed_ones() {
    let (disk, _) = case();
    let empty = disk.files()["subjects"][..92].to_vec();
    for file in ["subjects", "subjects-2"] {
        disk.change(file, |bytes| {
            bytes.clone_from(&empty);
            true
        });
    }
    let field = "value".to_owned();
    assert_eq!(findings(&disk), [Finding::SubjectKeyMissing { device: DEVICE, sequence: 4, field }]);
}

#[test]
fn a_log_put_back_is_noticed_by_whoever_witnessed_it() {
    let (disk, _) = case();
    let store = open(&disk);
    let checkpoint = store.checkpoint(DEVICE).expect("signed");
    drop(store);
    let file = format!("log/{DEVICE}.led");
    let fresh = {
        let elsewhere = disk.copy();
        let mut store = open(&elsewhere);
        let draft = Draft::new(Kind::Search, store.new_record()).with("query", "a");
        store.append(&draft).expect("recorded");
        store.checkpoint(DEVICE).expect("signed")
    };
    assert!(disk.files().contains_key(&file));
    let store = open(&disk);
    assert_eq!(store.check_against(&checkpoint), case_store::store::Against::Holds);
    assert_eq!(store.check_against(&fresh), case_store::store::Against::Shorter { now: 4 });
}

/// Records something behind the store's back, as somebody who has the keys of the case.
fn forge(disk: &Simulated, change: impl FnOnce(&Forger<'_>) -> Sealed) {
    let unlocked = Slots::unlock(disk, PASSPHRASE).expect("opened");
    let keys = unlocked.keyring;
    let mut log = Log::open(disk, &format!("log/{DEVICE}.led"), DEVICE, &keys).expect("opened");
    let mut randomness = SeededRandomness::new(9);
    let sealed = change(&Forger { keys: &keys, log: &log });
    log.append(disk, &[sealed], &keys, &mut randomness).expect("appended");
    log.close(disk, &keys, &mut randomness).expect("closed");
}

struct Forger<'a> {
    keys: &'a Keyring,
    log: &'a Log,
}

impl Forger<'_> {
    /// An entry that follows the last one, signed by `author`, changed, in a frame.
    fn entry(&self, author: &Author, change: impl FnOnce(&mut Vec<u8>)) -> Sealed {
        let mut randomness = SeededRandomness::new(10);
        let (sequence, previous) = (self.log.last().0 + 1, self.log.last().1);
        let (case, time) = (self.keys.case(), case_store::Timestamp(0));
        let place = Place { case, device: DEVICE, sequence, step: 99, previous, time };
        let draft = Draft::new(Kind::Search, case_store::RecordId::from_bytes([7; 16])).with("query", "a");
        let (subjects, _) = Subjects::open(&Simulated::new(), self.keys).expect("empty");
        let sealed = entry::seal(&draft, place, author, &subjects.in_epoch(self.keys, 0), &mut randomness);
        let mut bytes = sealed.expect("whole").bytes;
        change(&mut bytes);
        let place = FramePlace { case, device: DEVICE, epoch: 0, sequence, previous };
        let key = self.keys.frame_key(0).expect("a key");
        let frame = frame::seal(&bytes, place, &key, &mut randomness).expect("short");
        // The hash of what was changed: the forger makes the chain fit.
        let parts = case_store::wire::v1::read_entry(&bytes).expect("parts");
        let mut leaf = vec![0];
        leaf.extend_from_slice(parts.signed);
        leaf.extend_from_slice(parts.signature);
        let hash = EntryHash::from_bytes(sha2::Sha256::digest(&leaf).into());
        Sealed { frame, hash, kind: Kind::Search, step: 99 }
    }
}

#[test]
fn an_entry_of_a_stranger_is_noticed() {
    let (disk, _) = case();
    let stranger = Author::from_secret(&SecretKey::from_bytes([6; 32]));
    forge(&disk, |forger| forger.entry(&stranger, |_| ()));
    assert_eq!(findings(&disk), [Finding::Stranger { device: DEVICE, sequence: 5 }]);
}

#[test]
fn a_forged_signature_is_noticed() {
    let (disk, _) = case();
    let member = open(&disk).author().id();
    let stranger = Author::from_secret(&SecretKey::from_bytes([6; 32]));
    forge(&disk, |forger| {
        forger.entry(&stranger, |bytes| {
            // The author's key lies behind version, kind, case, device, sequence, step and previous hash.
            let at = 8 + 2 + 2 + 16 + 16 + 8 + 8 + 32;
            assert_eq!(bytes[at..at + 32], *stranger.id().as_bytes());
            bytes[at..at + 32].copy_from_slice(member.as_bytes());
        })
    });
    assert_eq!(findings(&disk), [Finding::Signature { device: DEVICE, sequence: 5 }]);
}

#[test]
fn an_entry_that_says_another_place_of_itself_is_noticed() {
    let (disk, _) = case();
    let stranger = Author::from_secret(&SecretKey::from_bytes([6; 32]));
    forge(&disk, |forger| forger.entry(&stranger, |bytes| bytes[8 + 2 + 2 + 16 + 3] ^= 1));
    assert!(open(&disk).findings().contains(&Finding::WrongPlace { device: DEVICE, sequence: 5 }));
}

#[test]
fn a_removed_member_with_an_old_key_is_noticed() {
    const SECOND: &str = "eleven copper kettles whistle behind a wooden bakery";
    let (disk, _) = case();
    let mut store = open(&disk);
    let second = NewMember::for_tests(SECOND, &mut SeededRandomness::new(20)).expect("strong");
    let (gone, candidate) = (second.secrets.author(), second.candidate);
    store.add_member(candidate, "Jon Tavik").expect("added");
    store.close().expect("closed");
    let old = Slots::unlock(&disk, SECOND).expect("opened").keyring;
    // The key is changed on this device; the log of another one still ends in the old epoch.
    let mut store =
        Store::open(outside(&disk, 8), Opener::Passphrase(PASSPHRASE), DeviceId::from_bytes([6; 16])).expect("opened");
    store.remove_member(gone.id(), case_store::store::RemovedBy { reason: None }).expect("removed");
    store.close().expect("closed");
    assert!(findings(&disk).is_empty());
    let forge = |disk: &Simulated, device: DeviceId| {
        let mut randomness = SeededRandomness::new(9);
        let file = format!("log/{device}.led");
        let mut log =
            Log::open(disk, &file, device, &Slots::unlock(disk, PASSPHRASE).expect("opened").keyring).expect("opened");
        let sealed = Forger { keys: &old, log: &log }.entry(&gone, |_| ());
        log.append(disk, &[sealed], &old, &mut randomness).expect("appended");
    };
    let first = disk.copy();
    forge(&first, DEVICE);
    assert_eq!(findings(&first), [Finding::AfterRemoval { device: DEVICE, sequence: 6 }]);
}

#[test]
fn an_older_key_after_a_newer_one_is_damage() {
    let (disk, _) = case();
    let mut store = open(&disk);
    let second =
        NewMember::for_tests("eleven copper kettles whistle behind a wooden bakery", &mut SeededRandomness::new(20));
    let second = second.expect("strong");
    let id = second.candidate.signing_key();
    store.add_member(second.candidate, "Jon Tavik").expect("added");
    store.remove_member(id, case_store::store::RemovedBy { reason: None }).expect("removed");
    store.close().expect("closed");
    // The forger's frames are sealed in epoch 0, behind one of epoch 1.
    let author = second.secrets.author();
    forge(&disk, |forger| forger.entry(&author, |_| ()));
    assert!(open(&disk).findings().contains(&Finding::OldKey { device: DEVICE, sequence: 7 }));
    assert!(open(&disk).writable().is_err());
}
