//! What is kept of the documents while a case is open, so that one more costs its own time and not that of the case.

use super::{MAX_KEPT, program};
use crate::looks::Looks;
use crate::refusal::Refusal;
use crate::step::{Doing, Step};
use cache::DigestKey;
use case_store::Heads;
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use resolution::Digest;
use resolution::resolve::{Settings, State};
use resolution::result::{Judgements, Resolution};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
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
const BATCH: usize = 50;
/// What is kept is cut into pieces of so many bytes: none of them holds anybody up.
const PIECE: usize = 2 << 20;

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
    pub fn refresh(&mut self, looks: &mut impl Looks, tell: &mut dyn FnMut(Step)) -> Result<(), Refusal> {
        let keys = looks.look(cache::Cache::digest_keys)?;
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
            let Some(row) = looks.look(|cache| cache.digests_of(&[key.document]))?.pop() else { continue };
            self.take(position, row.digest);
        }
        for batch in keys.get(n_known..).unwrap_or_default().chunks(BATCH) {
            let numbers: Vec<i64> = batch.iter().map(|key| key.document).collect();
            let rows = looks.look(|cache| cache.digests_of(&numbers))?;
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

    /// Whether the documents that were fetched are still there in the same readings, and under the same numbers.
    pub fn still_holds(&self, looks: &mut impl Looks) -> Result<bool, Refusal> {
        let keys = looks.look(cache::Cache::digest_keys)?;
        Ok(keys.len() >= self.keys.len() && self.keys.iter().zip(&keys).all(|(one, other)| one == other))
    }

    /// What is found across the documents, when this very program kept it for the same input. Else everything is fetched that is
    /// needed to work it out.
    pub fn prepared(
        &mut self,
        looks: &mut impl Looks,
        input: &[u8],
        tell: &mut dyn FnMut(Step),
    ) -> Result<Option<Arc<Resolution>>, Refusal> {
        if self.state.is_none() {
            if let Some(resolution) = kept(looks, KEPT, &marked(input))?.as_deref().and_then(unpacked) {
                return Ok(Some(Arc::new(resolution)));
            }
            let state = self.read_back(looks)?;
            self.kept = state.as_ref().map(Far::of);
            self.state = Some(self.begun(state.unwrap_or_default(), looks, tell)?);
        }
        Ok(None)
    }

    /// What is found across the documents, worked out from what is new. `is_exact`: whether the input is all that it is worked out
    /// from, so that it can be kept.
    pub fn resolution(
        &mut self,
        input: &[u8],
        is_exact: bool,
        judgements: &Judgements,
        tell: &mut dyn FnMut(Step),
    ) -> Arc<Resolution> {
        let Some(state) = &mut self.state else { return Arc::default() };
        let resolution =
            Arc::new(state.resolve_telling(&self.digests, judgements, &Settings::default(), &mut |done, of| {
                tell(Step { doing: Doing::Comparing, done, of });
            }));
        self.unsaved = is_exact.then(|| (marked(input), Arc::clone(&resolution)));
        resolution
    }

    /// What another process kept of the first documents, brought to what people decided since. None when it kept nothing, when it
    /// was another program, or when one of the documents was read again: then all are added anew, which gives the same.
    fn read_back(&self, looks: &mut impl Looks) -> Result<Option<State>, Refusal> {
        Ok(kept(looks, KEPT_STATE, &program())?.and_then(|kept| self.state_of(&kept)))
    }

    fn state_of(&self, kept: &[u8]) -> Option<State> {
        let (of, state): (KeptOf, &[u8]) = postcard::take_from_bytes(kept).ok()?;
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
    fn begun(&self, mut state: State, looks: &mut impl Looks, tell: &mut dyn FnMut(Step)) -> Result<State, Refusal> {
        let numbers: Vec<i64> = self.keys.iter().map(|key| key.document).collect();
        for batch in numbers.get(state.len()..).unwrap_or_default().chunks(BATCH) {
            let prints = looks.look(|cache| cache.prints_of(batch))?;
            let digests: Vec<&Digest> = self.digests.iter().skip(state.len()).take(batch.len()).collect();
            for (digest, prints) in digests.into_iter().zip(prints) {
                state.add(digest, prints);
            }
            tell(Step { doing: Doing::Adding, done: state.len() as u64, of: numbers.len() as u64 });
        }
        Ok(state)
    }

    /// What is not kept yet and worth keeping.
    pub fn unsaved(&mut self) -> Option<Unsaved> {
        let (input, resolution) = self.unsaved.take()?;
        let far = self.state.as_ref().map(Far::of);
        let far = far.filter(|far| self.kept.is_none_or(|kept| far.is_beyond(kept)));
        let state = far.and(self.state.as_ref()).and_then(|state| self.state_in_bytes(state));
        self.kept = far.filter(|_| state.is_some()).or(self.kept);
        Some(Unsaved { input, resolution, state })
    }

    /// As [`Worked::state_of`] reads it.
    fn state_in_bytes(&self, state: &State) -> Option<Vec<u8>> {
        let keys = self.keys.iter().map(|key| (key.document, key.entry.clone())).collect();
        let judged = self.read.keys().filter_map(|&position| Some((position, self.digests.get(position)?.clone())));
        let of = KeptOf { keys, judged: judged.collect() };
        state.to_bytes_after(postcard::to_stdvec(&of).ok()?)
    }
}

/// What was worked out and is to be kept.
pub struct Unsaved {
    /// What it was worked out from.
    input: Vec<u8>,
    resolution: Arc<Resolution>,
    /// What makes the next one cost only what is new.
    state: Option<Vec<u8>>,
}

/// The input, and the program: another one may work something else out from it.
fn marked(input: &[u8]) -> Vec<u8> {
    [input, program().as_slice()].concat()
}

/// Keeps what was worked out for the next process. It can be worked out again: a full disk must not keep anybody from working.
/// `goes_on` is asked before each piece.
pub fn save(looks: &mut impl Looks, unsaved: &Unsaved, goes_on: &mut dyn FnMut() -> bool) {
    if let Some(packed) = packed(&unsaved.resolution) {
        keep(looks, (KEPT, &unsaved.input), &packed, goes_on);
    }
    if let Some(state) = &unsaved.state {
        keep(looks, (KEPT_STATE, &program()), state, goes_on);
    }
}

/// Piece by piece, so that nobody waits long in between. What is too long is not kept.
fn keep(looks: &mut impl Looks, (name, input): (&str, &[u8]), bytes: &[u8], goes_on: &mut dyn FnMut() -> bool) {
    if bytes.len() as u64 > MAX_KEPT {
        return;
    }
    let pieces: Vec<&[u8]> = bytes.chunks(PIECE).collect();
    for (n, piece) in pieces.iter().enumerate() {
        if !goes_on() || looks.look(|cache| cache.keep_worked_out(&piece_name(name, n), input, piece)).is_err() {
            return;
        }
    }
    // The number of pieces and the hash of them last: what was not kept to its end is not there.
    let head = [&u32::try_from(pieces.len()).unwrap_or_default().to_be_bytes()[..], &Sha256::digest(bytes)].concat();
    if goes_on() {
        drop(looks.look(|cache| cache.keep_worked_out(name, input, &head)));
    }
}

fn piece_name(name: &str, n: usize) -> String {
    format!("{name}/{n}")
}

/// What was kept in pieces; none too when a piece is missing or is not what it was.
fn kept(looks: &mut impl Looks, name: &str, input: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    let head = looks.look(|cache| cache.worked_out(name, input))?.unwrap_or_default();
    let Some((n, hash)) = head.split_first_chunk::<4>() else { return Ok(None) };
    let mut bytes = Vec::new();
    for n in 0..u32::from_be_bytes(*n) as usize {
        match looks.look(|cache| cache.worked_out(&piece_name(name, n), input))? {
            Some(piece) if (bytes.len() + piece.len()) as u64 <= MAX_KEPT => bytes.extend(piece),
            _ => return Ok(None),
        }
    }
    Ok((Sha256::digest(&bytes).as_slice() == hash).then_some(bytes))
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
