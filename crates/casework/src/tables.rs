//! The cache beside its ledger: brought up to date before every look, thrown away and rebuilt when it is not what it was.

use crate::refusal::Refusal;
use crate::step::{Doing, Step};
use crate::{CACHE, SECOND_CACHE};
use cache::{Cache, CacheError, Folded, Results, RowHash};
use case_store::blobs::BlobId;
use case_store::{Entry, Heads, Store, StoreError};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Longest result that is taken from the originals, bytes (packed).
const MAX_RESULT: u64 = 1 << 28;

/// The open cache.
pub struct Tables {
    cache: Cache,
    /// Up to where it is folded.
    known: Option<Heads>,
    /// Where it lies; none: in memory, because the folder cannot be written to.
    file: Option<PathBuf>,
}

/// The place of a cache that is needed for a while; nothing is left there before and after.
struct Second(PathBuf);

impl Second {
    fn in_folder(folder: &Path) -> Self {
        let second = Self(folder.join(SECOND_CACHE));
        second.discard();
        second
    }

    fn discard(&self) {
        // What cannot be removed cannot be read either: its key is the one of the first cache.
        drop(Cache::discard(&self.0));
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        self.discard();
    }
}

/// An error of the fold: of the ledger, or of the cache.
enum FoldError {
    Ledger(Refusal),
    Cache(CacheError),
}

impl From<CacheError> for FoldError {
    fn from(error: CacheError) -> Self {
        Self::Cache(error)
    }
}

impl From<FoldError> for Refusal {
    fn from(error: FoldError) -> Self {
        match error {
            FoldError::Ledger(refusal) => refusal,
            FoldError::Cache(error) => error.into(),
        }
    }
}

impl Tables {
    /// Opens the cache of a case and folds in what it lacks.
    pub fn open(store: &Store, folder: &Path) -> Result<Self, Refusal> {
        let mut tables = Self::unfolded(store, Some(folder.join(CACHE)))?;
        tables.refresh(store)?;
        Ok(tables)
    }

    /// The hash of all rows of a second cache with all entries, to compare with. It lies beside the first one while it is needed, so
    /// that memory stays bounded; `tell` hears how many entries are folded.
    pub fn afresh(store: &Store, folder: &Path, tell: &mut dyn FnMut(Step)) -> Result<RowHash, Refusal> {
        let second = Second::in_folder(folder);
        let mut tables = Self::unfolded(store, Some(second.0.clone()))?;
        tables.rebuild_telling(store, tell)?;
        Ok(tables.cache.row_hash()?)
    }

    /// Takes away what a killed comparison left.
    pub fn clear(folder: &Path) {
        drop(Second::in_folder(folder));
    }

    fn unfolded(store: &Store, file: Option<PathBuf>) -> Result<Self, Refusal> {
        let file = file.filter(|_| store.writable() != Err(case_store::ReadOnly::Folder));
        let opened = match (&file, store.cache_key()) {
            (Some(file), Some(key)) => Cache::open_or_renew(file, &key, store.case()),
            _ => Cache::in_memory(store.case()).map(|cache| (cache, true)),
        };
        match opened {
            Ok((cache, _)) => {
                let known = cache.heads()?.and_then(|bytes| Heads::from_bytes(&bytes));
                Ok(Self { cache, known, file })
            }
            // A full disk must not keep a case from being looked at.
            Err(CacheError::Io(_) | CacheError::Database(_)) if file.is_some() => Self::unfolded(store, None),
            Err(error) => Err(error.into()),
        }
    }

    /// Looks something up in tables that are up to date. A damaged cache is rebuilt, once.
    pub fn look<T>(&mut self, store: &Store, look: impl Fn(&Cache) -> Result<T, CacheError>) -> Result<T, Refusal> {
        self.refresh(store)?;
        match look(&self.cache) {
            Err(error) if error.is_unusable() => {
                self.rebuild(store)?;
                Ok(look(&self.cache)?)
            }
            looked => Ok(looked?),
        }
    }

    /// Folds in what the ledger has and the cache lacks.
    pub fn refresh(&mut self, store: &Store) -> Result<(), Refusal> {
        let heads = store.heads();
        if self.known.as_ref() == Some(&heads) {
            return Ok(());
        }
        let after = self.known.as_ref().and_then(|known| store.entries_after(known));
        let Some(entries) = after else { return self.rebuild(store) };
        match fold(&mut self.cache, store, entries, &heads) {
            Ok(Folded::Done(_)) => self.known = Some(heads),
            Ok(Folded::Rebuild) => return self.rebuild(store),
            Err(FoldError::Cache(_)) => return self.rebuild(store),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// Throws the cache away and folds all entries.
    pub fn rebuild(&mut self, store: &Store) -> Result<(), Refusal> {
        self.rebuild_telling(store, &mut |_| ())
    }

    fn rebuild_telling(&mut self, store: &Store, tell: &mut dyn FnMut(Step)) -> Result<(), Refusal> {
        // The old file must be closed before it is removed.
        self.cache = Cache::in_memory(store.case())?;
        if let Some(file) = &self.file {
            Cache::discard(file)?;
        }
        let mut fresh = Self::unfolded(store, self.file.take())?;
        let heads = store.heads();
        let of = store.ledger().logs().iter().map(|log| log.spots().len() as u64).sum();
        let told = (1..).zip(store.entries()).map(|(done, entry)| {
            tell(Step { doing: Doing::Folding, done, of });
            entry
        });
        if let Err(error) = fold(&mut fresh.cache, store, told, &heads) {
            let FoldError::Cache(CacheError::Database(_) | CacheError::Io(_)) = error else { return Err(error.into()) };
            // No room on the disk.
            fresh = Self { cache: Cache::in_memory(store.case())?, known: None, file: None };
            fold(&mut fresh.cache, store, store.entries(), &heads)?;
        }
        fresh.known = Some(heads);
        *self = fresh;
        Ok(())
    }

    /// The hash of all rows.
    pub fn row_hash(&mut self, store: &Store) -> Result<RowHash, Refusal> {
        self.look(store, Cache::row_hash)
    }
}

fn fold(
    cache: &mut Cache,
    store: &Store,
    entries: impl Iterator<Item = Result<Entry, StoreError>>,
    heads: &Heads,
) -> Result<Folded, FoldError> {
    let entries = entries.map(|entry| entry.map_err(|error| FoldError::Ledger(error.into())));
    cache.fold(entries, &heads.to_bytes(), &Originals(store))
}

/// Results that lie among the originals.
struct Originals<'a>(&'a Store);

impl Results for Originals<'_> {
    fn result(&self, blob: &str) -> Option<Vec<u8>> {
        let id = BlobId::from_hex(blob).ok()?;
        let blobs = self.0.blobs().ok()?;
        let mut bytes = Vec::new();
        blobs.open(id).ok()?.take(MAX_RESULT).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}
