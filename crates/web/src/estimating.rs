//! Estimates that somebody asks for: counts of who is on which lists, held in memory until they are let go of, worked out beside the pages.
//!
//! A table is read here, in the process without keys. Of its rows only the number of people of each combination of lists stays;
//! no id, no name, and nothing on disk. One is worked out at a time, so that chains of many steps leave the desk its processors.

use estimation::latent::Settings;
use estimation::table::{self, TableError};
use estimation::{Lists, Report};
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The seed of the random numbers: the same lists give the same numbers again.
pub const SEED: u64 = 1;

/// Who is on which lists, by how many people have each combination.
#[derive(Clone, Debug)]
pub struct Counted {
    /// SHA-256 of the table, hexadecimal.
    pub hash: String,
    /// The lists.
    pub lists: Lists,
}

impl Counted {
    /// Reads a table.
    ///
    /// # Errors
    /// What is wrong with it, and where; never what stands in a cell.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        let lists = table::read(bytes, &[])?.lists;
        Ok(Self { hash: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(), lists })
    }

    fn only(&self, names: &[String]) -> Self {
        let known = self.lists.names().iter().enumerate();
        let which: Vec<usize> = known.filter(|(_, name)| names.contains(name)).map(|(list, _)| list).collect();
        Self { hash: self.hash.clone(), lists: self.lists.only(&which) }
    }
}

/// A table with what came of it.
#[derive(Clone, Debug)]
pub struct Estimated {
    /// The lists that were chosen.
    pub counted: Counted,
    /// What came of them.
    pub report: Arc<Report>,
}

/// How far it is.
#[derive(Clone, Debug, Default)]
pub enum Stand {
    /// No table is here.
    #[default]
    Nothing,
    /// Lists wait to be chosen: one table, or one with doubtful pairs joined and one with them apart.
    Given(Vec<Counted>),
    /// It goes on.
    Working,
    /// There.
    Done(Vec<Estimated>),
}

/// What cannot be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBegun {
    /// There is no table.
    NoTable,
    /// An earlier one, which somebody let go of, has not ended.
    Busy,
    /// The system gives no further thread.
    NoThread,
}

#[derive(Debug, Default)]
struct Inner {
    stand: Stand,
    /// Tables, kept while they are worked on.
    given: Vec<Counted>,
    /// Which request this is; what belongs to an earlier one is dropped.
    number: u64,
    is_running: bool,
}

/// The one estimate of a desk.
#[derive(Clone, Debug, Default)]
pub struct Estimating(Arc<Mutex<Inner>>);

impl Estimating {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is.
    pub fn stand(&self) -> Stand {
        self.inner().stand.clone()
    }

    /// Takes tables in the place of what was there.
    pub fn give(&self, tables: Vec<Counted>) {
        let mut inner = self.inner();
        inner.number += 1;
        inner.given.clone_from(&tables);
        inner.stand = if tables.is_empty() { Stand::Nothing } else { Stand::Given(tables) };
    }

    /// Lets go of everything.
    pub fn forget(&self) {
        self.give(Vec::new());
    }

    /// Back to the choice of lists.
    pub fn again(&self) {
        let given = self.inner().given.clone();
        self.give(given);
    }

    /// Begins to work the named lists out, beside whoever asks.
    ///
    /// # Errors
    /// [`NotBegun`].
    pub fn begin(&self, names: &[String], settings: Settings) -> Result<(), NotBegun> {
        let mut inner = self.inner();
        let Stand::Given(tables) = &inner.stand else { return Err(NotBegun::NoTable) };
        if inner.is_running {
            return Err(NotBegun::Busy);
        }
        let chosen: Vec<Counted> = tables.iter().map(|table| table.only(names)).collect();
        let (number, kept) = (inner.number, self.clone());
        let work = move || {
            let mut ended = Ended { of: &kept, number, found: None };
            let estimate = |counted: Counted| {
                let report = Arc::new(estimation::estimate(&counted.lists, settings));
                Estimated { counted, report }
            };
            ended.found = Some(chosen.into_iter().map(estimate).collect());
        };
        std::thread::Builder::new().name("estimate".to_owned()).spawn(work).map_err(|_| NotBegun::NoThread)?;
        inner.is_running = true;
        inner.stand = Stand::Working;
        Ok(())
    }
}

/// Says that the work has ended, however it did.
struct Ended<'a> {
    of: &'a Estimating,
    number: u64,
    found: Option<Vec<Estimated>>,
}

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        let mut inner = self.of.inner();
        inner.is_running = false;
        if inner.number == self.number {
            inner.stand = match self.found.take() {
                Some(found) => Stand::Done(found),
                None => Stand::Given(inner.given.clone()),
            };
        }
    }
}

#[cfg(test)]
mod tests;
