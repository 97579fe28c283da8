//! What is kept of the documents while a case is open, so that one more costs its own time and not that of the case.

use super::{MAX_KEPT, program};
use crate::refusal::Refusal;
use crate::step::{Doing, Step};
use crate::tables::Tables;
use cache::DigestKey;
use case_store::{Heads, Store};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use resolution::Digest;
use resolution::resolve::{Settings, State};
use resolution::result::{Judgements, Resolution};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

/// Under which name results are kept.
const KEPT: &str = "resolution";
/// Documents that are fetched at a time.
const BATCH: usize = 200;

/// The digests of all documents that were read, and what is known of them together.
#[derive(Default)]
pub struct Worked {
    keys: Vec<DigestKey>,
    digests: Arc<Vec<Digest>>,
    /// Digests as they were read, where people judged parts of them.
    read: BTreeMap<usize, Digest>,
    /// None: nothing had to be worked out yet, because it was kept.
    state: Option<State>,
    /// What was worked out and is not kept in the cache yet, with what it was worked out from.
    unsaved: Option<(Vec<u8>, Arc<Resolution>)>,
    /// Up to where the logs went when somebody looked last.
    pub heads: Option<Heads>,
}

impl Worked {
    /// Positions of the documents by their numbers.
    pub fn numbers(&self) -> impl Iterator<Item = (i64, usize)> {
        self.keys.iter().enumerate().map(|(position, key)| (key.document, position))
    }

    /// Brings the digests up to date, in the order of the documents' numbers. Only those that are new or were read again are fetched.
    pub fn refresh(&mut self, tables: &mut Tables, store: &Store, tell: &mut dyn FnMut(Step)) -> Result<(), Refusal> {
        let keys = tables.look(store, cache::Cache::digest_keys)?;
        if keys == self.keys {
            return Ok(());
        }
        let same_documents = self.keys.iter().zip(&keys).all(|(one, other)| one.document == other.document);
        if !same_documents || keys.len() < self.keys.len() {
            *self = Self { heads: self.heads.take(), ..Self::default() };
        }
        let n_known = self.keys.len();
        let changed = self.keys.iter().zip(&keys).enumerate().filter(|(_, (one, other))| one != other);
        let changed: Vec<usize> = changed.map(|(position, _)| position).collect();
        for position in changed {
            let Some(key) = keys.get(position) else { continue };
            let Some(row) = tables.look(store, |cache| cache.digests_of(&[key.document]))?.pop() else { continue };
            self.take(position, row.digest);
        }
        for batch in keys.get(n_known..).unwrap_or_default().chunks(BATCH) {
            let numbers: Vec<i64> = batch.iter().map(|key| key.document).collect();
            let rows = tables.look(store, |cache| cache.digests_of(&numbers))?;
            let digests = Arc::make_mut(&mut self.digests);
            for row in rows {
                if let Some(state) = &mut self.state {
                    state.add(&row.digest, row.prints);
                }
                digests.push(row.digest);
            }
            tell(Step { doing: Doing::Fetching, done: digests.len() as u64, of: keys.len() as u64 });
        }
        self.keys = keys;
        Ok(())
    }

    /// The digests as they were last.
    pub fn current(&self) -> Arc<Vec<Digest>> {
        Arc::clone(&self.digests)
    }

    /// Lets `change` put what people decided into the digests, which it is given as they were read. `judged`: positions of all
    /// documents that somebody judged parts of; others must stay as they are.
    pub fn judge<T>(&mut self, judged: &BTreeSet<usize>, change: impl FnOnce(&mut Vec<Digest>) -> T) -> T {
        let digests = Arc::make_mut(&mut self.digests);
        let touched: BTreeSet<usize> = self.read.keys().chain(judged).copied().collect();
        let before: Vec<(usize, Digest)> =
            touched.into_iter().filter_map(|position| Some((position, digests.get(position)?.clone()))).collect();
        for (position, read) in std::mem::take(&mut self.read) {
            if let Some(digest) = digests.get_mut(position) {
                *digest = read;
            }
        }
        self.read = judged.iter().filter_map(|&position| Some((position, digests.get(position)?.clone()))).collect();
        let changed = change(digests);
        for (position, old) in before {
            let new = digests.get(position).filter(|new| **new != old);
            if new.is_some_and(|new| self.state.as_mut().is_some_and(|state| !state.replace(position, &old, new))) {
                self.state = None;
            }
        }
        changed
    }

    /// Takes the digest of a document that was read again; when more than acts changed in it, everything is worked out anew.
    fn take(&mut self, position: usize, digest: Digest) {
        let Some(old) = Arc::make_mut(&mut self.digests).get_mut(position) else { return };
        self.read.remove(&position);
        if self.state.as_mut().is_some_and(|state| *old != digest && !state.replace(position, old, &digest)) {
            self.state = None;
        }
        *old = digest;
    }

    /// What is found across the documents. From the cache, when this very program worked it out from the same input; else worked
    /// out from what is new.
    pub fn resolution(
        &mut self,
        tables: &mut Tables,
        store: &Store,
        input: &[u8],
        judgements: &Judgements,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Arc<Resolution>, Refusal> {
        let input = [input, program().as_slice()].concat();
        if self.state.is_none() {
            let kept = tables.look(store, |cache| cache.worked_out(KEPT, &input))?;
            if let Some(resolution) = kept.as_deref().and_then(unpacked) {
                return Ok(Arc::new(resolution));
            }
            self.state = Some(self.begun(tables, store, tell)?);
        }
        let Some(state) = &mut self.state else { return Ok(Arc::default()) };
        let resolution =
            Arc::new(state.resolve_telling(&self.digests, judgements, &Settings::default(), &mut |done, of| {
                tell(Step { doing: Doing::Comparing, done, of });
            }));
        self.unsaved = Some((input, Arc::clone(&resolution)));
        Ok(resolution)
    }

    /// All documents, added one after the other.
    fn begun(&self, tables: &mut Tables, store: &Store, tell: &mut dyn FnMut(Step)) -> Result<State, Refusal> {
        let mut state = State::default();
        let numbers: Vec<i64> = self.keys.iter().map(|key| key.document).collect();
        for batch in numbers.chunks(BATCH) {
            let prints = tables.look(store, |cache| cache.prints_of(batch))?;
            let digests: Vec<&Digest> = self.digests.iter().skip(state.len()).take(batch.len()).collect();
            for (digest, prints) in digests.into_iter().zip(prints) {
                state.add(digest, prints);
            }
            tell(Step { doing: Doing::Adding, done: state.len() as u64, of: numbers.len() as u64 });
        }
        Ok(state)
    }

    /// Keeps what was worked out for the next process. It can be worked out again: a full disk must not keep anybody from working.
    pub fn save(&mut self, tables: &mut Tables, store: &Store) {
        let Some((input, resolution)) = self.unsaved.take() else { return };
        if let Some(packed) = packed(&resolution) {
            drop(tables.look(store, |cache| cache.keep_worked_out(KEPT, &input, &packed)));
        }
    }
}

fn packed(resolution: &Resolution) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(resolution).ok()?;
    let mut packed = Vec::new();
    ZlibEncoder::new(json.as_slice(), Compression::fast()).read_to_end(&mut packed).ok()?;
    Some(packed)
}

fn unpacked(packed: &[u8]) -> Option<Resolution> {
    let mut json = Vec::new();
    ZlibDecoder::new(packed).take(MAX_KEPT).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}
