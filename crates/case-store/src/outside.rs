//! What comes from outside: the time and randomness. Both are passed in, so that a test can repeat every byte.

/// Milliseconds since 1970-01-01T00:00:00Z, by the clock of the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A clock.
pub trait Clock: Send + Sync {
    /// The time as this device has it.
    fn now(&self) -> Timestamp;
}

/// The clock of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A source of bytes that nobody can guess.
pub trait Randomness: Send {
    /// Fills the buffer.
    fn fill(&mut self, buffer: &mut [u8]);
}

/// The randomness of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    /// # Panics
    /// When the system has no randomness: nothing can be sealed then, and a guessable key would be worse than none.
    fn fill(&mut self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            panic!("the system gives no randomness");
        }
    }
}

/// `N` random bytes.
pub(crate) fn random<const N: usize>(randomness: &mut dyn Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    randomness.fill(&mut bytes);
    bytes
}
