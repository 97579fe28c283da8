//! What entries make of the tables. One file for each group of kinds; every row comes from here.

mod consent;
mod document;
mod import;
mod judgement;
mod log;
mod member;
mod reading;
mod record;
mod step;

pub use reading::folded;
pub(crate) use reading::unpack;

use crate::open::remember;
use crate::{Cache, CacheError};
use case_store::{Entry, Kind};
use rusqlite::{Connection, OptionalExtension};

/// Where an entry stands in the order of the fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Lamport clock: what was known when something was written has a lower one.
    pub step: u64,
    /// Which log.
    pub device: [u8; 16],
    /// Place in the log.
    pub sequence: u64,
    /// Tells the branches of a forked log apart.
    pub hash: [u8; 32],
}

impl Position {
    /// The place of an entry.
    #[must_use]
    pub const fn of(entry: &Entry) -> Self {
        let header = &entry.header;
        Self {
            step: header.step,
            device: *header.device.as_bytes(),
            sequence: header.sequence,
            hash: *entry.hash.as_bytes(),
        }
    }
}

/// How a fold ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// So many entries were folded in.
    Done(u64),
    /// An entry stands before one that was folded already, or took content away: nothing was changed, fold all of them
    /// into an empty cache.
    Rebuild,
}

/// Where results lie that are too long for an entry.
pub trait Results {
    /// The bytes of a blob; none when it is missing or damaged.
    fn result(&self, blob: &str) -> Option<Vec<u8>>;
}

/// No result lies elsewhere.
impl Results for () {
    fn result(&self, _blob: &str) -> Option<Vec<u8>> {
        None
    }
}

impl Cache {
    /// Folds entries in, all or none. They must come in the order of their positions; `heads` says up to where they go
    /// and is given back by [`Cache::heads`].
    ///
    /// # Errors
    /// The first error of the entries, or one of the cache.
    pub fn fold<E: From<CacheError>>(
        &mut self,
        entries: impl IntoIterator<Item = Result<Entry, E>>,
        heads: &[u8],
        results: &dyn Results,
    ) -> Result<Folded, E> {
        let before = self.position()?;
        let mut last = before;
        let mut n_folded = 0;
        let transaction = self.connection.transaction().map_err(CacheError::from)?;
        for entry in entries {
            let entry = entry?;
            let position = Position::of(&entry);
            let is_late = before.is_some_and(|before| position <= before);
            if before.is_some() && (is_late || entry.header.kind == Kind::Erasure) {
                return Ok(Folded::Rebuild);
            }
            one(&transaction, &entry, results)?;
            last = last.max(Some(position));
            n_folded += 1;
        }
        if let Some(last) = last {
            remember(&transaction, "position", &last.to_bytes())?;
        }
        remember(&transaction, "heads", heads)?;
        transaction.commit().map_err(CacheError::from)?;
        Ok(Folded::Done(n_folded))
    }

    /// What was passed with the last fold.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn heads(&self) -> Result<Option<Vec<u8>>, CacheError> {
        self.remembered("heads")
    }

    /// The last entry that was folded.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn position(&self) -> Result<Option<Position>, CacheError> {
        Ok(self.remembered("position")?.and_then(|bytes| Position::from_bytes(&bytes)))
    }
}

impl Position {
    fn to_bytes(self) -> Vec<u8> {
        [&self.step.to_be_bytes()[..], &self.device, &self.sequence.to_be_bytes(), &self.hash].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (step, rest) = bytes.split_first_chunk::<8>()?;
        let (device, rest) = rest.split_first_chunk::<16>()?;
        let (sequence, hash) = rest.split_first_chunk::<8>()?;
        let (step, sequence) = (u64::from_be_bytes(*step), u64::from_be_bytes(*sequence));
        Some(Self { step, device: *device, sequence, hash: hash.try_into().ok()? })
    }
}

fn one(connection: &Connection, entry: &Entry, results: &dyn Results) -> Result<(), CacheError> {
    if !log::add(connection, entry)? {
        return Ok(());
    }
    match entry.header.kind {
        Kind::DocumentRegistered => document::register(connection, entry),
        Kind::Reading => reading::take(connection, entry, results),
        Kind::Judgement => judgement::add(connection, entry),
        Kind::Consent => consent::add(connection, entry),
        Kind::MemberAdded => member::add(connection, entry),
        Kind::MemberRemoved => member::remove(connection, entry),
        Kind::Intervention | Kind::Intake => step::add(connection, entry),
        Kind::Import => import::add(connection, entry),
        // These stand in the log only; what an erasure took away is no longer in the entries.
        Kind::CaseFounded
        | Kind::Search
        | Kind::Export
        | Kind::Undo
        | Kind::Witness
        | Kind::Erasure
        | Kind::Timestamp
        | Kind::WorkingCopy
        | Kind::Newer(_) => Ok(()),
    }
}

/// The number of a document.
fn number_of(connection: &Connection, entry: &Entry) -> Result<Option<i64>, CacheError> {
    let mut found = connection.prepare_cached("SELECT number FROM documents WHERE record = ?1")?;
    Ok(found.query_row([entry.header.record.as_bytes()], |row| row.get(0)).optional()?)
}

/// The values of a field as a JSON list; null where one cannot be read.
fn list_of(entry: &Entry, field: &str) -> String {
    let values =
        entry.fields.iter().filter(|one| one.name == field).map(|one| one.value().and_then(|value| value.text()));
    serde_json::to_string(&values.collect::<Vec<_>>()).unwrap_or_default()
}
