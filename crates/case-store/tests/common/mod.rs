//! A log to break: what the tests of the ledger share.
#![allow(dead_code, reason = "each test uses a part of it")]

use case_store::entry::{self, Place};
use case_store::frame::{self, FramePlace};
use case_store::keys::Keyring;
use case_store::ledger::{Log, LogError, Sealed};
use case_store::storage::{Simulated, Storage};
use case_store::testing::{SeededRandomness, SeededSubjects};
use case_store::{Author, CaseId, DeviceId, Draft, EntryHash, Finding, Kind, RecordId, SecretKey, Timestamp};

pub const CASE: CaseId = CaseId::from_bytes([1; 16]);
pub const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);
pub const FILE: &str = "log/02.led";

pub fn keys() -> Keyring {
    Keyring::new(CASE, [SecretKey::from_bytes([3; 32]), SecretKey::from_bytes([4; 32])])
}

/// A log that somebody writes to, on a disk.
pub struct Desk {
    pub disk: Simulated,
    pub log: Log,
    pub randomness: SeededRandomness,
}

impl Desk {
    /// An empty log on an empty disk.
    pub fn new() -> Self {
        Self::on(Simulated::new()).expect("an empty disk takes a log")
    }

    /// An empty log on a disk.
    pub fn on(disk: Simulated) -> Result<Self, LogError> {
        let mut randomness = SeededRandomness::new(5);
        disk.make_folder("log")?;
        let log = Log::create(&disk, FILE, DEVICE, &keys(), &mut randomness)?;
        Ok(Self { disk, log, randomness })
    }

    /// The log as it lies on a disk.
    pub fn open(disk: Simulated) -> Result<Self, LogError> {
        let log = Log::open(&disk, FILE, DEVICE, &keys())?;
        Ok(Self { disk, log, randomness: SeededRandomness::new(6) })
    }

    /// Frames that may follow the last entry; contents of different lengths.
    pub fn frames(&mut self, n: usize) -> Vec<Sealed> {
        let (mut sequence, mut previous) = self.log.last();
        let mut frames = Vec::new();
        for _ in 0..n {
            sequence += 1;
            let sealed = sealed(sequence, previous, &mut self.randomness);
            previous = sealed.hash;
            frames.push(sealed);
        }
        frames
    }

    pub fn append(&mut self, n: usize) -> Result<(), LogError> {
        let frames = self.frames(n);
        self.log.append(&self.disk, &frames, &keys(), &mut self.randomness)
    }

    pub fn close(&mut self) -> Result<(), LogError> {
        self.log.close(&self.disk, &keys(), &mut self.randomness)
    }

    pub fn hashes(&self) -> Vec<EntryHash> {
        self.log.spots().iter().map(|spot| spot.hash).collect()
    }

    pub fn damage(&self) -> Vec<Finding> {
        self.log.findings().iter().filter(|finding| finding.is_damage()).cloned().collect()
    }
}

/// A closed log with so many entries.
pub fn closed(n: usize) -> Desk {
    let mut desk = Desk::new();
    for _ in 0..n {
        desk.append(1).expect("appended");
    }
    desk.close().expect("closed");
    desk
}

fn sealed(sequence: u64, previous: EntryHash, randomness: &mut SeededRandomness) -> Sealed {
    let time = Timestamp(1_772_323_200_000);
    let place = Place { case: CASE, device: DEVICE, sequence, step: sequence, previous, time };
    let length = 1 + usize::try_from(sequence * 97 % 700).expect("small");
    let draft = Draft::new(Kind::Search, RecordId::from_bytes([7; 16])).with("query", "x".repeat(length));
    let author = Author::from_secret(&SecretKey::from_bytes([8; 32]));
    let entry = entry::seal(&draft, place, &author, &SeededSubjects::default(), randomness).expect("whole");
    let place = FramePlace { case: CASE, device: DEVICE, epoch: 1, sequence, previous };
    let key = keys().frame_key(1).expect("the newest key");
    let frame = frame::seal(&entry.bytes, place, &key, randomness).expect("short");
    Sealed { frame, hash: entry.hash, kind: Kind::Search, step: sequence }
}
