//! What holds across the documents is worked out beside the case: whoever asks for it waits and hears how far it is, and nobody else
//! waits at all.

use super::serve::{TELLING, Vault, locked};
use crate::across::{Worked, save, work_out_beside};
use crate::case::Case;
use crate::looks::{Here, Looks};
use crate::refusal::{Refusal, Why};
use crate::step::{Doing, Step};
use cache::{Cache, CacheError};
use case_store::Heads;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So long a time others have between two looks at the case.
const BREATH: Duration = Duration::from_micros(300);

/// Before the first word about how far it is.
const START: Step = Step { doing: Doing::Fetching, done: 0, of: 0 };

/// How far the work is.
pub struct Working {
    now: Mutex<Now>,
    ended: Condvar,
}

struct Now {
    is_running: bool,
    /// How many times it was begun.
    n_begun: u64,
    step: Step,
    /// How far the logs went when it was begun.
    heads: Option<Heads>,
    /// Why the last one came to nothing.
    failed: Option<Refusal>,
}

impl Default for Working {
    fn default() -> Self {
        let now = Now { is_running: false, n_begun: 0, step: START, heads: None, failed: None };
        Self { now: Mutex::new(now), ended: Condvar::new() }
    }
}

impl Working {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault {
    /// Waits until what holds across documents is worked out as it is now; with `older`, until it was worked out at all. `tell` hears
    /// how far it is, and says whether somebody still listens.
    pub(super) fn have_across(
        self: &Arc<Self>,
        older: bool,
        tell: &mut dyn FnMut(Step) -> bool,
    ) -> Result<(), Refusal> {
        let mut wanted = None;
        loop {
            let n_begun = match self.begin(older, &mut wanted)? {
                None => return Ok(()),
                Some(n_begun) => n_begun,
            };
            let mut now = self.working.now();
            while now.is_running && now.n_begun == n_begun {
                let step = now.step;
                drop(now);
                if !tell(step) {
                    return Err(Refusal::new(Why::Working, "nobody waits any more", ""));
                }
                now = self.working.now();
                if now.is_running && now.n_begun == n_begun {
                    now = self.working.ended.wait_timeout(now, TELLING).unwrap_or_else(PoisonError::into_inner).0;
                }
            }
            if let Some(failed) = now.failed.clone() {
                return Err(failed);
            }
        }
    }

    /// Begins to work it out when that is needed and nobody does. The number of the work to wait for; none when nothing is to be
    /// waited for. `wanted`: the number of the work that has everything that was there when it was asked for.
    fn begin(self: &Arc<Self>, older: bool, wanted: &mut Option<u64>) -> Result<Option<u64>, Refusal> {
        let mut case = self.case();
        let case = case.as_mut().ok_or_else(locked)?;
        let mut now = self.working.now();
        let is_enough = wanted.is_some_and(|wanted| now.n_begun > wanted || (now.n_begun == wanted && !now.is_running));
        if case.kept_across().is_some() || ((older || is_enough) && case.across.is_some()) {
            return Ok(None);
        }
        let heads = case.store.heads();
        if now.is_running {
            // What runs may have begun before the last entry.
            let is_late = now.heads.as_ref() != Some(&heads);
            wanted.get_or_insert(now.n_begun + u64::from(is_late));
            return Ok(Some(now.n_begun));
        }
        *now = Now { is_running: true, n_begun: now.n_begun + 1, heads: Some(heads), failed: None, step: START };
        wanted.get_or_insert(now.n_begun);
        let (vault, worked, n_erased) = (Arc::clone(self), std::mem::take(&mut case.worked), case.n_erased);
        let spawned = std::thread::Builder::new().spawn(move || vault.work(worked, n_erased));
        if let Err(error) = spawned {
            now.is_running = false;
            return Err(Refusal::new(
                Why::Disk,
                format!("no thread could be started: {error}"),
                "close other programs",
            ));
        }
        Ok(Some(now.n_begun))
    }

    fn work(&self, mut worked: Worked, n_erased: u64) {
        let ended = Ended(&self.working);
        let mut away = Away(self);
        let mut tell = |step| self.working.now().step = step;
        let outcome = work_out_beside(&mut away, &mut worked, &mut tell);
        let unsaved = worked.unsaved();
        match (outcome, self.case().as_mut()) {
            // What was erased meanwhile must not come back.
            (Ok(across), Some(case)) if case.n_erased == n_erased => {
                (case.across, case.worked) = (Some(across), worked)
            }
            (Err(refusal), Some(_)) => self.working.now().failed = Some(refusal),
            _ => {}
        }
        drop(ended);
        if let Some(unsaved) = unsaved {
            let is_whole = |case: &Case| case.n_erased == n_erased;
            save(&mut away, &unsaved, &mut || self.case().as_ref().is_some_and(is_whole));
        }
    }
}

/// However it ends, nobody goes on waiting for it.
struct Ended<'a>(&'a Working);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.now().is_running = false;
        self.0.ended.notify_all();
    }
}

/// Looks at the case now and then, and leaves it to others in between.
struct Away<'a>(&'a Vault);

impl Away<'_> {
    fn with<T>(&self, look: impl FnOnce(&mut Case) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let looked = look(self.0.case().as_mut().ok_or_else(locked)?);
        std::thread::sleep(BREATH);
        looked
    }
}

impl Looks for Away<'_> {
    fn look<T>(&mut self, look: impl Fn(&Cache) -> Result<T, CacheError>) -> Result<T, Refusal> {
        self.with(|case| case.tables.look(&case.store, look))
    }

    fn heads(&mut self) -> Result<Heads, Refusal> {
        self.with(|case| Ok(case.store.heads()))
    }

    fn is_as_at(&mut self, known: &Heads) -> Result<bool, Refusal> {
        self.with(|case| {
            let Case { tables, store, .. } = case;
            Here { tables, store }.is_as_at(known)
        })
    }
}

#[cfg(test)]
mod tests;
