//! One bit of any file of a case is another: it is noticed, and whatever is read is what was written.
//!
//! A share of all bits by default; all of them with `SAKSI_ALL_BITS=1` (`cargo xtask breakage --all`).
#![allow(clippy::print_stdout, reason = "a test that tells what it measured")]

use case_store::blobs::BlobId;
use case_store::keys::NewMember;
use case_store::storage::Simulated;
use case_store::testing::{SeededRandomness, TickingClock};
use case_store::{DeviceId, Draft, Kind, Opener, Outside, Store};
use std::sync::Arc;

/// One bit in so many is changed in the short run.
const SHARE: usize = 211;
const PASSPHRASE: &str = "three grey herons argued over the ferry timetable";

fn outside(disk: &Simulated, seed: u64) -> Outside {
    Outside {
        storage: Arc::new(disk.clone()),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(seed)),
        ballast: 0,
    }
}

fn open(disk: &Simulated) -> Result<Store, case_store::StoreError> {
    Store::open(outside(disk, 9), Opener::Passphrase(PASSPHRASE), DeviceId::from_bytes([5; 16]))
}

/// A case of about 50 kB: entries, people, originals.
fn case() -> Simulated {
    let disk = Simulated::new();
    let founder = NewMember::for_tests(PASSPHRASE, &mut SeededRandomness::new(1)).expect("strong");
    let mut store =
        Store::create(outside(&disk, 2), founder, DeviceId::from_bytes([5; 16]), "saksi", None).expect("made");
    for n in 0..12_usize {
        let kept = store.keep(&mut vec![n as u8; 900 + 77 * n].as_slice()).expect("kept");
        let person = store.new_subject().expect("a key");
        let draft = Draft::new(Kind::DocumentRegistered, store.new_record()).with("blob", kept.id.to_string());
        let sha256 = case_store::EntryHash::from_bytes(kept.sha256).to_string();
        let draft = draft.with("sha256", sha256).with("size", kept.size.to_string());
        store.append(&draft.about(person, "name", format!("text {n}"))).expect("recorded");
    }
    store.close().expect("closed");
    disk
}

/// Whether a case is told to be as it was left, with everything that was in it.
fn seems_whole(disk: &Simulated) -> bool {
    let Ok(store) = open(disk) else { return false };
    // What opening noticed need not be verified any more.
    store.findings().is_empty() && store.verify(&mut |_| ()).is_ok_and(|report| report.findings.is_empty())
}

/// Whether a bit of an original is noticed by what `verify` does with it, in a case that is open.
fn is_noticed(store: &Store, disk: &Simulated, file: &str, bit: usize) -> bool {
    let id = file.strip_prefix("blobs/").and_then(|name| BlobId::from_hex(name).ok()).expect("an original");
    assert!(disk.flip(file, bit));
    let noticed = store.blobs().expect("keys").verify(id).is_err();
    assert!(disk.flip(file, bit));
    noticed
}

#[test]
fn every_bit_that_changes_is_noticed() {
    let disk = case();
    let all: usize = disk.files().values().map(|bytes| 8 * bytes.len()).sum();
    assert!(seems_whole(&disk.copy()), "the control: the same case without a change");
    let step = if std::env::var_os("SAKSI_ALL_BITS").is_some() { 1 } else { SHARE };
    let store = open(&disk).expect("opened");
    let (mut n_flips, mut at) = (0, 0);
    for (file, bytes) in disk.files() {
        if file == "lock" {
            continue;
        }
        while at < 8 * bytes.len() {
            // Of the bits of originals a share is changed in a case that is opened and verified as a whole.
            let noticed = if file.starts_with("blobs/") && at % SHARE != 0 {
                is_noticed(&store, &disk, &file, at)
            } else {
                let changed = disk.copy();
                assert!(changed.flip(&file, at), "{file}, bit {at}");
                !seems_whole(&changed)
            };
            assert!(noticed, "{file}, bit {at} changed and nobody noticed");
            (n_flips, at) = (n_flips + 1, at + step);
        }
        at -= 8 * bytes.len();
    }
    println!("{n_flips} of {all} bits of a case of {} bytes changed, one at a time: all noticed", all / 8);
}

/// Bytes of sealed files tell nothing: each value comes as often as chance has it (Pearson's chi-squared test, 255 degrees of
/// freedom; beyond 395 less than once in ten million).
#[test]
fn sealed_files_look_like_chance() {
    let disk = case();
    let files = disk.files();
    let head = |file: &str| match file.split_once('/') {
        // Version, and what belongs to the blocks of the heads, which are filled up with zeros.
        Some(("log", _)) => 3 * 4096,
        Some(_) => 16,
        None => usize::MAX,
    };
    let mut sealed = Vec::new();
    for (file, bytes) in &files {
        let mut bytes = bytes.get(head(file)..).unwrap_or_default().to_vec();
        if file.starts_with("log/") {
            bytes = without_prefixes(&bytes);
        }
        sealed.extend(bytes);
    }
    assert!(sealed.len() > 20_000, "{}", sealed.len());
    let chi = chi_squared(&sealed);
    println!("chi-squared of {} sealed bytes: {chi:.0}, 255 expected", sealed.len());
    assert!(chi < 395.0, "{chi}");
    // The control: the same test finds what the heads of frames and text would look like.
    let plain: Vec<u8> =
        b"Police arrested the student in Karsund. ".iter().copied().cycle().take(sealed.len()).collect();
    assert!(chi_squared(&plain) > 395.0);
    let slightly: Vec<u8> = sealed.iter().enumerate().map(|(at, byte)| if at % 16 == 0 { 0 } else { *byte }).collect();
    assert!(chi_squared(&slightly) > 395.0);
}

/// Ciphertexts and nonces of frames: what stands before them (length, epoch, sequence, hash of the one before) is in the open.
fn without_prefixes(mut frames: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::new();
    while let Some((length, _)) = frames.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).expect("small");
        let Some((frame, rest)) = frames.split_at_checked(length) else { break };
        sealed.extend_from_slice(&frame[48..]);
        frames = rest;
    }
    sealed
}

fn chi_squared(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let expected = bytes.len() as f64 / 256.0;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}
