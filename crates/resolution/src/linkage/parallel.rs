//! Work on all cores, with results in the order of the work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many threads: as many as there are cores, at most eight.
fn n_threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(8)
}

/// `work` on each item; results stand in the order of the items, whichever thread made them.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = || {
        let mut results = Vec::new();
        loop {
            let position = next.fetch_add(1, Ordering::Relaxed);
            match items.get(position) {
                Some(item) => results.push((position, work(item))),
                None => return results,
            }
        }
    };
    let mut all: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads().min(items.len()).max(1)).map(|_| scope.spawn(done)).collect();
        let joined =
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    });
    all.sort_unstable_by_key(|&(position, _)| position);
    all.into_iter().map(|(_, result)| result).collect()
}

/// Items that one thread takes at a time.
const N_AT_ONCE: usize = 1 << 15;

/// `work` on chunks of two lists of one length, giving one result for each place; all of them in order.
pub(super) fn chunks<S: Sync, T: Sync, R: Send>(
    one: &[S],
    other: &[T],
    work: impl Fn(&[S], &[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let parts: Vec<(&[S], &[T])> = one.chunks(N_AT_ONCE).zip(other.chunks(N_AT_ONCE)).collect();
    let mut all = Vec::with_capacity(one.len());
    map(&parts, |&(one, other)| work(one, other)).into_iter().for_each(|part| all.extend(part));
    all
}
