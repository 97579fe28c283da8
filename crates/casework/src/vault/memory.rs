//! Where the memory of a process with keys can end up: on a disk for swapping, and in the image of a computer that sleeps.

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Keeps what is in memory now from being swapped out; false when the system does not allow so much (`ulimit -l`).
///
/// What is allocated later is not covered: where it cannot be locked, the system would refuse it, and the process would end in
/// the middle of its work. The keys are there by then.
#[must_use]
pub fn stay_in_memory() -> bool {
    mlockall(MlockAllFlags::CURRENT).is_ok()
}

/// Whether this computer swaps to a disk, encrypted or not.
#[must_use]
pub fn may_be_swapped() -> bool {
    std::fs::read_to_string("/proc/swaps").is_ok_and(|swaps| swaps.lines().nth(1).is_some())
}

/// How long the computer has been asleep since it was started.
pub fn time_asleep() -> Duration {
    let [with, without] = [ClockId::Boottime, ClockId::Monotonic].map(|clock| {
        let time = clock_gettime(clock);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
    });
    with.saturating_sub(without)
}
