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
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

/// Under which name results are kept.
const KEPT: &str = "resolution";
/// Under which name that is kept which makes the next result cost only what is new.
const KEPT_STATE: &str = "state";
/// So many documents in a hundred, and so many pairs, may be new since the state was kept: to add them again is quicker than to keep it.
const NEW_PER_HUNDRED: usize = 2;
/// See [`NEW_PER_HUNDRED`].
const NEW_PAIRS: u64 = 100_000;
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
    /// How far the state was when it was kept.
    kept: Option<Far>,
    /// What was worked out and is not kept in the cache yet, with what it was worked out from.
    unsaved: Option<(Vec<u8>, Arc<Resolution>)>,
    /// Up to where the logs went when somebody looked last.
    pub heads: Option<Heads>,
}

/// How far a state is: documents, and pairs that were compared.
#[derive(Clone, Copy)]
struct Far(usize, u64);

impl Far {
    fn of(state: &State) -> Self {
        let work = state.work();
        Self(state.len(), work.identities.pairs_scored + work.events.incidents + work.events.acts + 100 * work.texts)
    }

    /// Whether so much is new since `kept` that it is worth keeping.
    const fn is_beyond(self, kept: Self) -> bool {
        let is_grown = self.0 > kept.0 + 10 + kept.0 * NEW_PER_HUNDRED / 100;
        is_grown || self.1 > kept.1.saturating_add(NEW_PAIRS)
    }
}

/// Of what a state was kept.
#[derive(Default, Serialize, Deserialize)]
struct KeptOf {
    /// The readings, by number of the document and entry.
    keys: Vec<(i64, Vec<u8>)>,
    /// The digests that were not as they were read, because somebody judged parts of them.
    judged: BTreeMap<usize, Digest>,
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
            let state = self.read_back(tables, store);
            self.kept = state.as_ref().map(Far::of);
            self.state = Some(self.begun(state.unwrap_or_default(), tables, store, tell)?);
        }
        let Some(state) = &mut self.state else { return Ok(Arc::default()) };
        let resolution =
            Arc::new(state.resolve_telling(&self.digests, judgements, &Settings::default(), &mut |done, of| {
                tell(Step { doing: Doing::Comparing, done, of });
            }));
        self.unsaved = Some((input, Arc::clone(&resolution)));
        Ok(resolution)
    }

    /// What another process kept of the first documents, brought to what people decided since. None when it kept nothing, when it
    /// was another program, or when one of the documents was read again: then all are added anew, which gives the same.
    fn read_back(&self, tables: &mut Tables, store: &Store) -> Option<State> {
        let kept = tables.look(store, |cache| cache.worked_out_in_pieces(KEPT_STATE, &program())).ok()??;
        let (of, state): (KeptOf, &[u8]) = postcard::take_from_bytes(&kept).ok()?;
        let is_key = |(kept, now): (&(i64, Vec<u8>), &DigestKey)| kept.0 == now.document && kept.1 == now.entry;
        let digests = self.digests.get(..of.keys.len()).filter(|_| of.keys.iter().zip(&self.keys).all(is_key))?;
        let mut state = State::read_back(state, digests)?;
        let touched: BTreeSet<usize> = of.judged.keys().chain(self.read.keys()).copied().collect();
        for position in touched.into_iter().filter(|position| *position < digests.len()) {
            let now = digests.get(position)?;
            let then = of.judged.get(&position).or_else(|| self.read.get(&position)).unwrap_or(now);
            if then != now && !state.replace(position, then, now) {
                return None;
            }
        }
        Some(state)
    }

    /// How many documents were there already when the state was read back or kept last.
    #[cfg(test)]
    pub fn n_read_back(&self) -> Option<usize> {
        self.kept.map(|far| far.0)
    }

    /// All documents that a state lacks, added one after the other.
    fn begun(
        &self,
        mut state: State,
        tables: &mut Tables,
        store: &Store,
        tell: &mut dyn FnMut(Step),
    ) -> Result<State, Refusal> {
        let numbers: Vec<i64> = self.keys.iter().map(|key| key.document).collect();
        for batch in numbers.get(state.len()..).unwrap_or_default().chunks(BATCH) {
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
        let Some(state) = &self.state else { return };
        let far = Far::of(state);
        if self.kept.is_none_or(|kept| far.is_beyond(kept))
            && let Some(bytes) = self.state_in_bytes(state)
        {
            drop(tables.look(store, |cache| cache.keep_worked_out_in_pieces(KEPT_STATE, &program(), &bytes)));
            self.kept = Some(far);
        }
    }

    /// As [`Worked::read_back`] reads it.
    fn state_in_bytes(&self, state: &State) -> Option<Vec<u8>> {
        let keys = self.keys.iter().map(|key| (key.document, key.entry.clone())).collect();
        let judged = self.read.keys().filter_map(|&position| Some((position, self.digests.get(position)?.clone())));
        let of = KeptOf { keys, judged: judged.collect() };
        state.to_bytes_after(postcard::to_stdvec(&of).ok()?)
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
