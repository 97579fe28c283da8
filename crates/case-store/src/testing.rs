//! For tests, here and in the rooms that use the store: randomness and time that repeat.

use crate::{Clock, Randomness, SecretKey, SubjectId, SubjectKey, SubjectKeys, Timestamp};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicI64, Ordering};

/// Randomness that repeats for the same seed. Never for a real case.
#[derive(Clone, Debug)]
pub struct SeededRandomness {
    seed: u64,
    block: u64,
    rest: Vec<u8>,
}

impl SeededRandomness {
    /// From a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed, block: 0, rest: Vec::new() }
    }

    /// A number below `below`, near enough to uniform for a test; zero when `below` is.
    pub fn below(&mut self, below: usize) -> usize {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        usize::try_from(u64::from_be_bytes(bytes)).unwrap_or(usize::MAX).checked_rem(below).unwrap_or(0)
    }
}

impl Randomness for SeededRandomness {
    fn fill(&mut self, buffer: &mut [u8]) {
        for byte in buffer {
            if self.rest.is_empty() {
                let seed = [self.seed.to_be_bytes(), self.block.to_be_bytes()].concat();
                self.block += 1;
                self.rest = Sha256::digest(seed).to_vec();
            }
            *byte = self.rest.pop().unwrap_or_default();
        }
    }
}

/// A clock that goes on by one second whenever it is read.
#[derive(Debug)]
pub struct TickingClock(AtomicI64);

impl TickingClock {
    /// Starts at a time.
    #[must_use]
    pub const fn new(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.0))
    }
}

impl Default for TickingClock {
    /// Starts at 2026-03-01T00:00:00Z.
    fn default() -> Self {
        Self::new(Timestamp(1_772_323_200_000))
    }
}

impl Clock for TickingClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.fetch_add(1000, Ordering::Relaxed))
    }
}

/// Keys of people concerned, made from a seed: all known, but for those in the lists.
#[derive(Clone, Debug, Default)]
pub struct SeededSubjects {
    /// Whose key was destroyed.
    pub destroyed: Vec<SubjectId>,
    /// Who never had one.
    pub missing: Vec<SubjectId>,
}

impl SubjectKeys for SeededSubjects {
    fn subject_key(&self, subject: SubjectId) -> SubjectKey {
        if self.destroyed.contains(&subject) {
            return SubjectKey::Destroyed;
        }
        if self.missing.contains(&subject) {
            return SubjectKey::Missing;
        }
        SubjectKey::Known(SecretKey::from_bytes([1; 32]).derive(subject.as_bytes()))
    }
}
