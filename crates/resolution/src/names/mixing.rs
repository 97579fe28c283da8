//! A quick hash for keys that are numbers, with a seed of its own in each process, so that nobody can choose names that collide.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Makes [`Mixer`]s. Two of them hash otherwise, so nothing may depend on the order of a map.
#[derive(Clone, Copy, Debug)]
pub struct Mixing(u64);

impl Default for Mixing {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0_u8))
    }
}

impl BuildHasher for Mixing {
    type Hasher = Mixer;

    fn build_hasher(&self) -> Mixer {
        Mixer(self.0)
    }
}

/// Multiplies to twice the width and folds (as in wyhash, Wang Yi 2019).
#[derive(Clone, Copy, Debug)]
pub struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, number: u64) {
        let product = u128::from(self.0 ^ number) * 0x9E37_79B9_7F4A_7C15;
        let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
        self.0 = half(product) ^ half(product >> 64);
    }
}

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.mix(chunk.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }
}
