//! How much work it is to try one passphrase: Argon2id (RFC 9106).

use super::passphrase;
use crate::SecretKey;
use argon2::{Algorithm, Argon2, Params, Version};

/// Parameters of Argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Memory, KiB.
    memory_kib: u32,
    /// Passes over it.
    passes: u32,
    /// Lanes.
    lanes: u32,
}

/// Why parameters are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EffortError {
    /// Too little for a case.
    #[error("too little work for a passphrase: at least 64 MiB and 3 passes")]
    TooLittle,
    /// More than any computer of ours has.
    #[error("more memory or passes than this program will take: at most 2 GiB and 64 passes")]
    TooMuch,
    /// There is not so much memory, or the parameters do not fit together.
    #[error("Argon2id cannot run with these parameters here: memory for it is missing")]
    Impossible,
}

impl Effort {
    /// The least that a case may be made with: 64 MiB, 3 passes.
    pub const FLOOR: Self = Self { memory_kib: 64 << 10, passes: 3, lanes: 1 };
    /// About a second of a computer of 2026: 192 MiB, 3 passes.
    pub const USUAL: Self = Self { memory_kib: 192 << 10, passes: 3, lanes: 1 };
    /// A thousandth of that: for tests, which must not wait. Refused for a case by [`Effort::check`].
    pub const TEST: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// Parameters: memory in KiB, passes, lanes.
    #[must_use]
    pub const fn new(memory_kib: u32, passes: u32, lanes: u32) -> Self {
        Self { memory_kib, passes, lanes }
    }

    /// Memory in KiB, passes, lanes.
    #[must_use]
    pub const fn parameters(self) -> (u32, u32, u32) {
        (self.memory_kib, self.passes, self.lanes)
    }

    /// Whether a case may be made with it.
    ///
    /// # Errors
    /// [`EffortError`].
    pub fn check(self) -> Result<(), EffortError> {
        if self.memory_kib < Self::FLOOR.memory_kib || self.passes < Self::FLOOR.passes {
            return Err(EffortError::TooLittle);
        }
        self.check_possible()
    }

    /// Twice the work of [`Effort::FLOOR`] and so on until one try takes `milliseconds` by `time`, which runs one try.
    pub fn tuned(milliseconds: u64, mut time: impl FnMut(Self) -> u64) -> Self {
        let mut effort = Self::FLOOR;
        while effort.memory_kib < 1 << 20 && 2 * time(effort) <= milliseconds + milliseconds / 4 {
            effort.memory_kib *= 2;
        }
        effort
    }

    fn check_possible(self) -> Result<(), EffortError> {
        if self.memory_kib > 2 << 20 || self.passes > 64 || self.lanes > 16 {
            return Err(EffortError::TooMuch);
        }
        Ok(())
    }

    /// The key that a passphrase gives with this effort.
    ///
    /// # Errors
    /// [`EffortError`] when it cannot be done here.
    pub fn stretch(self, text: &str, salt: &[u8; 16]) -> Result<SecretKey, EffortError> {
        self.check_possible()?;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(|_| EffortError::Impossible)?);
        let mut key = zeroize::Zeroizing::new([0; 32]);
        let text = passphrase::normal(text);
        argon2.hash_password_into(text.as_bytes(), salt, &mut *key).map_err(|_| EffortError::Impossible)?;
        Ok(SecretKey::from_bytes(*key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_needs_enough() {
        assert_eq!(Effort::TEST.check(), Err(EffortError::TooLittle));
        assert_eq!(Effort::new(u32::MAX, 3, 1).check(), Err(EffortError::TooMuch));
        assert_eq!((Effort::FLOOR.check(), Effort::USUAL.check()), (Ok(()), Ok(())));
        assert_eq!(Effort::new(0, 0, 0).stretch("x", &[0; 16]).err(), Some(EffortError::Impossible));
    }

    #[test]
    fn the_same_passphrase_gives_the_same_key_and_another_salt_another() {
        let key = |text: &str, salt: u8| Effort::TEST.stretch(text, &[salt; 16]).expect("possible");
        assert!(key("grey heron", 1) == key(" grey  heron", 1));
        assert!(key("grey heron", 1) != key("grey heron", 2) && key("grey heron", 1) != key("grey herons", 1));
    }

    #[test]
    fn argon2id_is_the_one_of_other_programs() {
        // argon2-cffi 25.1: hash_secret_raw(b"correct horse", b"0123456789abcdef", 1, 64, 1, 32, Type.ID)
        let key = Effort::TEST.stretch("correct horse", b"0123456789abcdef").expect("possible");
        let hex: String = key.expose().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "32364fd7ed54f4951b0d6bc3bed2f212c66235738a114c5f8ba3b6a1ee3abb10");
    }

    #[test]
    fn tuning_doubles_until_it_takes_long_enough() {
        let fast = Effort::tuned(1000, |effort| u64::from(effort.memory_kib) / 256);
        assert_eq!(fast.parameters(), (256 << 10, 3, 1));
        assert_eq!(Effort::tuned(1000, |_| 5000), Effort::FLOOR);
        assert!(Effort::tuned(1000, |_| 0).check().is_ok());
    }
}
