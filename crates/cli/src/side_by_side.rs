//! Works on many things at once and hands out the results in order, holding only a few at a time.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// Results that may wait for an earlier one, per worker.
const WAITING_PER_WORKER: usize = 8;

/// Stack of each worker, bytes; long sentences make deep trees.
const STACK: usize = 32 << 20;

/// Calls `make_worker` in `n_workers` threads and each worker on its share of `items`; `take` gets the results in the
/// order of `items`. Ends at the first error of `take`.
///
/// At most `n_workers * 8` results are held. A slow item holds the others up once so many are done behind it.
pub fn run<I: Sync, R: Send, E, W: FnMut(usize, &I) -> R>(
    items: &[I],
    n_workers: usize,
    make_worker: impl Fn() -> W + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let queue = Queue::new(items.len(), n_workers * WAITING_PER_WORKER);
    let (sender, results) = mpsc::channel();
    std::thread::scope(|scope| {
        let mut n_started = 0;
        for _ in 0..n_workers {
            let sender = sender.clone();
            let (queue, make_worker) = (&queue, &make_worker);
            let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                let mut work = make_worker();
                while let Some(item_idx) = queue.next() {
                    let _closed = sender.send((item_idx, work(item_idx, &items[item_idx])));
                }
            });
            n_started += usize::from(thread.is_ok());
        }
        drop(sender);
        if n_started == 0 {
            // The system gives no thread: the work is done here.
            let mut work = make_worker();
            return items.iter().enumerate().try_for_each(|(item_idx, item)| take(work(item_idx, item)));
        }
        let taken = in_order(results, &queue, &mut take);
        queue.stop();
        taken
    })
}

fn in_order<R, E>(
    results: mpsc::Receiver<(usize, R)>,
    queue: &Queue,
    take: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut n_taken = 0;
    for (item_idx, result) in results {
        waiting.insert(item_idx, result);
        while let Some(result) = waiting.remove(&n_taken) {
            take(result)?;
            n_taken += 1;
            queue.taken(n_taken);
        }
    }
    Ok(())
}

/// Which item is next, and whether it may be started yet.
struct Queue {
    n_items: usize,
    n_ahead: usize,
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    n_taken: usize,
    stopped: bool,
}

impl Queue {
    fn new(n_items: usize, n_ahead: usize) -> Queue {
        Queue { n_items, n_ahead, state: Mutex::default(), moved: Condvar::new() }
    }

    fn next(&self) -> Option<usize> {
        let may_not_start = |state: &mut State| !state.stopped && state.next >= state.n_taken + self.n_ahead;
        let mut state = self.moved.wait_while(self.lock(), may_not_start).unwrap_or_else(PoisonError::into_inner);
        if state.stopped || state.next >= self.n_items {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn taken(&self, n_taken: usize) {
        self.lock().n_taken = n_taken;
        self.moved.notify_all();
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.moved.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).collect();
        let slow_first = |_: usize, item: &u64| {
            std::thread::sleep(Duration::from_micros(if item.is_multiple_of(10) { 900 } else { 10 }));
            item * 2
        };
        let mut got = Vec::new();
        let done: Result<(), ()> = run(
            &items,
            4,
            || slow_first,
            |result| {
                got.push(result);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        assert_eq!(got, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_the_work_early() {
        let items = vec![(); 10_000];
        let n_worked = AtomicUsize::new(0);
        let count = |_: usize, (): &()| n_worked.fetch_add(1, Ordering::Relaxed);
        let done = run(&items, 2, || count, |_| Err("closed"));
        assert_eq!(done, Err("closed"));
        assert!(n_worked.into_inner() <= 2 * WAITING_PER_WORKER + 2);
    }

    #[test]
    fn no_items_are_no_work() {
        let done: Result<(), ()> = run(&[] as &[u8], 2, || |_, _: &u8| (), |()| Err(()));
        assert_eq!(done, Ok(()));
    }
}
