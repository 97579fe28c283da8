//! How fast somebody decides at this desk since it was opened.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Fewer decisions say nothing about a pace.
const LEAST: u32 = 3;
/// Whoever paused longer begins anew.
const PAUSE: Duration = Duration::from_secs(30 * 60);

/// Decisions since the first one without a long pause.
#[derive(Debug, Default)]
pub struct Pace(Mutex<Option<(Instant, Instant, u32)>>);

impl Pace {
    /// Somebody decided.
    pub fn count(&self, now: Instant) {
        let mut pace = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *pace = match *pace {
            Some((first, last, n)) if now.saturating_duration_since(last) < PAUSE => {
                Some((first, now, n.saturating_add(1)))
            }
            _ => Some((now, now, 1)),
        };
    }

    /// Decisions an hour; none while there are too few.
    pub fn an_hour(&self) -> Option<i64> {
        let (first, last, n) = (*self.0.lock().unwrap_or_else(PoisonError::into_inner))?;
        let seconds = last.saturating_duration_since(first).as_secs_f64().max(1.0);
        (n >= LEAST).then(|| (f64::from(n - 1) * 3600.0 / seconds).round() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_needs_a_few_decisions_and_begins_anew_after_a_pause() {
        let pace = Pace::default();
        let start = Instant::now();
        let after = |seconds: u64| start + Duration::from_secs(seconds);
        (0..2).for_each(|n| pace.count(after(n * 30)));
        assert_eq!(pace.an_hour(), None);
        pace.count(after(60));
        assert_eq!(pace.an_hour(), Some(120));
        pace.count(after(60 + 3600));
        assert_eq!(pace.an_hour(), None);
    }
}
