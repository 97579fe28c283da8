//! Looking things up in the tables: with the case in hand, or away from it, one short look after the other.

use crate::refusal::Refusal;
use crate::tables::Tables;
use cache::{Cache, CacheError};
use case_store::{Heads, Kind, Store};

/// Somebody who looks things up.
pub trait Looks {
    /// Looks something up in tables that are up to date.
    ///
    /// # Errors
    /// [`Refusal`] of the disk.
    fn look<T>(&mut self, look: impl Fn(&Cache) -> Result<T, CacheError>) -> Result<T, Refusal>;

    /// How far the logs go.
    ///
    /// # Errors
    /// [`Refusal`] when there is no case any more.
    fn heads(&mut self) -> Result<Heads, Refusal>;

    /// Whether nothing was recorded since `known` but who looked for what, and what was handed out.
    ///
    /// # Errors
    /// [`Refusal`] when there is no case any more.
    fn is_as_at(&mut self, known: &Heads) -> Result<bool, Refusal>;
}

/// Whoever has the case in hand: nothing changes between two looks.
pub struct Here<'a> {
    pub tables: &'a mut Tables,
    pub store: &'a Store,
}

impl Looks for Here<'_> {
    fn look<T>(&mut self, look: impl Fn(&Cache) -> Result<T, CacheError>) -> Result<T, Refusal> {
        self.tables.look(self.store, look)
    }

    fn heads(&mut self) -> Result<Heads, Refusal> {
        Ok(self.store.heads())
    }

    fn is_as_at(&mut self, known: &Heads) -> Result<bool, Refusal> {
        Ok(changes_nothing(self.store, Some(known), &self.store.heads()))
    }
}

/// Whether what was recorded since `known` is only who looked for what, what was handed out, and what was done about the case.
pub fn changes_nothing(store: &Store, known: Option<&Heads>, now: &Heads) -> bool {
    let Some(known) = known else { return false };
    let is_harmless = |entry: Result<case_store::Entry, case_store::StoreError>| {
        entry.is_ok_and(|entry| {
            matches!(
                entry.header.kind,
                Kind::Search | Kind::Export | Kind::Timestamp | Kind::Consent | Kind::Intervention | Kind::Intake
            )
        })
    };
    known == now || store.entries_after(known).is_some_and(|mut entries| entries.all(is_harmless))
}
