//! Name types, and the pairs of them that are worth comparing. Near-linear: no key ever opens a block larger than the cap.

use super::frequency::{Crossed, Frequencies};
use super::keys::{Key, Side, keys};
use super::name::Name;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Position of a name type in its index.
pub type TypeId = u32;

/// Names that may meet under one key; when there are more, the longer key decides, and what is lost is counted.
pub const CAP: usize = 64;

/// One spelling, and how many entities bear it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NameType {
    /// The name, as first added.
    pub name: Name,
    /// How often it was added: entities, not mentions, when each entity is added once.
    pub entities: u32,
}

/// Name types, filed under their keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NameIndex {
    types: Vec<NameType>,
    by_spelling: HashMap<String, TypeId>,
    runs: Vec<Vec<Posting>>,
    /// How many are filed under each short key: most keys have nobody else, and need no look into the runs.
    filed: HashMap<u64, u32>,
    frequencies: Frequencies,
}

/// A name type under a key. Sorted by key, so that each block stands together, and each block of the longer key within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Posting {
    short: u64,
    long: u32,
    id: TypeId,
}

/// What adding a name changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Its type.
    pub id: TypeId,
    /// Whether no name was spelled so before.
    pub is_new: bool,
    /// Whose comparisons may have other bits now.
    pub crossed: Crossed,
    /// Types whose candidates may be fewer now, in order: a block that they stand in has just passed the cap.
    pub narrowed: Vec<TypeId>,
}

/// What the cap left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Blocks that even the longer key left too large.
    pub blocks: u64,
    /// Pairs in them that were not proposed by these blocks; another key may have proposed some of them.
    pub pairs: u64,
}

/// Name types that one name type should be compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// In order, without itself.
    pub types: Vec<TypeId>,
    /// What the cap left out.
    pub left_out: LeftOut,
}

/// All pairs that should be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposed {
    /// In order, the smaller position first, each once.
    pub pairs: Vec<(TypeId, TypeId)>,
    /// What the cap left out.
    pub left_out: LeftOut,
}

impl NameIndex {
    /// Adds one entity's name; gives its type.
    pub fn add(&mut self, name: &Name) -> TypeId {
        self.insert(name).id
    }

    /// Adds one entity's name, and tells what that changes for names added before.
    ///
    /// Amortised O(keys · log n): sorted runs that double (Bentley and Saxe 1980).
    pub fn insert(&mut self, name: &Name) -> Added {
        if let Some(&id) = self.by_spelling.get(name.normalized()) {
            if let Some(known) = self.types.get_mut(id as usize) {
                known.entities = known.entities.saturating_add(1);
            }
            return Added { id, ..Added::default() };
        }
        let id = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
        let crossed = self.frequencies.add(name);
        self.by_spelling.insert(name.normalized().to_owned(), id);
        self.types.push(NameType { name: name.clone(), entities: 1 });
        let keys = keys(name);
        for key in &keys {
            *self.filed.entry(key.short).or_default() += 1;
        }
        let mut run: Vec<Posting> = keys.iter().map(|&Key { short, long }| Posting { short, long, id }).collect();
        while let Some(last) = self.runs.pop_if(|last| last.len() < 2 * run.len()) {
            run = merged(&last, &run);
        }
        self.runs.push(run);
        let mut narrowed: Vec<TypeId> = keys.iter().flat_map(|key| self.narrowed(*key)).collect();
        narrowed.sort_unstable();
        narrowed.dedup();
        Added { id, is_new: true, crossed, narrowed }
    }

    /// Whom this key proposes to fewer others now, because its block has just passed the cap.
    fn narrowed(&self, key: Key) -> Vec<TypeId> {
        if self.count(key.short, key.long, Level::All) <= CAP {
            return Vec::new();
        }
        let just_passed = |level: &Level| self.count(key.short, key.long, *level) == CAP + 1;
        let Some(level) = [Level::All, Level::Vowels, Level::Letters].into_iter().find(just_passed) else {
            return Vec::new();
        };
        // The other side of such a block is at most as large as the cap where it was proposed at all.
        let met = key.side() != Side::Both && self.count(key.sought(), key.long, level) <= CAP;
        let mut ids: Vec<TypeId> = self.members(key.short, key.long, level).collect();
        if met {
            ids.extend(self.members(key.sought(), key.long, level));
        }
        ids
    }

    /// How many are filed under a key, as exactly as the level asks. O(log n) for each run, and O(1) for the short key.
    fn count(&self, short: u64, long: u32, level: Level) -> usize {
        if matches!(level, Level::All) {
            return self.filed.get(&short).map_or(0, |n| *n as usize);
        }
        self.runs.iter().map(|run| level.range(run, short, long).len()).sum()
    }

    /// Who is filed under a key, as exactly as the level asks.
    fn members(&self, short: u64, long: u32, level: Level) -> impl Iterator<Item = TypeId> {
        self.runs.iter().flat_map(move |run| run[level.range(run, short, long)].iter().map(|posting| posting.id))
    }

    /// The name types, by position.
    #[must_use]
    pub fn types(&self) -> &[NameType] {
        &self.types
    }

    /// The type of a spelling, when it is known.
    #[must_use]
    pub fn find(&self, name: &Name) -> Option<TypeId> {
        self.by_spelling.get(name.normalized()).copied()
    }

    /// How common the parts are.
    #[must_use]
    pub fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }

    /// What a name, added or not, should be compared with. For an added one: the pairs that [`NameIndex::pairs`] gives for it.
    #[must_use]
    pub fn candidates(&self, name: &Name) -> Candidates {
        let own = self.find(name);
        let mut candidates = Candidates::default();
        for key in keys(name) {
            self.under(key, own, &mut candidates);
        }
        candidates.types.sort_unstable();
        candidates.types.dedup();
        candidates
    }

    /// Adds whom a name meets under one key.
    fn under(&self, key: Key, own: Option<TypeId>, candidates: &mut Candidates) {
        let is_own = usize::from(own.is_some() && key.side() == Side::Both);
        let fits = |level: &Level| {
            let sought = self.count(key.sought(), key.long, *level);
            let peers = if key.side() == Side::Both { 0 } else { self.count(key.short, key.long, *level) };
            sought == 0 || (sought <= CAP && peers <= CAP)
        };
        let all = self.count(key.sought(), key.long, Level::All).saturating_sub(is_own);
        if all == 0 {
            return;
        }
        let Some(level) = [Level::All, Level::Vowels, Level::Letters].into_iter().find(fits) else {
            candidates.left_out.blocks += 1;
            candidates.left_out.pairs += all as u64;
            return;
        };
        let kept = self.count(key.sought(), key.long, level).saturating_sub(is_own);
        candidates.left_out.pairs += all.saturating_sub(kept) as u64;
        candidates.types.extend(self.members(key.sought(), key.long, level).filter(|id| Some(*id) != own));
    }

    /// All pairs of name types that should be compared. O(n log n) in keys; at most [`CAP`] names a block.
    #[must_use]
    pub fn pairs(&self) -> Proposed {
        let all = self.runs.iter().fold(Vec::new(), |all, run| merged(&all, run));
        let mut proposed = Proposed::default();
        // Sides that meet stand next to each other, because the side is the lowest bits of the key.
        for group in all.chunk_by(|one, other| one.short >> 2 == other.short >> 2) {
            let asking = group.partition_point(|posting| side(posting) == Side::Both);
            let (both, sided) = group.split_at(asking);
            propose_within(both, Level::All, &mut proposed);
            let receiving = sided.partition_point(|posting| side(posting) == Side::Asks);
            let (ask, receive) = sided.split_at(receiving);
            propose_between(ask, receive, Level::All, &mut proposed);
        }
        proposed.pairs.sort_unstable();
        proposed.pairs.dedup();
        proposed
    }
}

fn side(posting: &Posting) -> Side {
    Key { short: posting.short, long: 0 }.side()
}

/// How exactly names must agree in a block.
#[derive(Clone, Copy)]
enum Level {
    All,
    Vowels,
    Letters,
}

impl Level {
    fn next(self) -> Option<Self> {
        match self {
            Self::All => Some(Self::Vowels),
            Self::Vowels => Some(Self::Letters),
            Self::Letters => None,
        }
    }

    /// Where the postings of a key stand in a sorted run.
    fn range(self, run: &[Posting], short: u64, long: u32) -> std::ops::Range<usize> {
        let wanted = (short, self.of(&Posting { short, long, id: 0 }));
        let key = |posting: &Posting| (posting.short, self.of(posting));
        run.partition_point(|posting| key(posting) < wanted)..run.partition_point(|posting| key(posting) <= wanted)
    }

    fn of(self, posting: &Posting) -> u32 {
        match self {
            Self::All => 0,
            Self::Vowels => posting.long >> 16,
            Self::Letters => posting.long,
        }
    }
}

fn propose_within(block: &[Posting], level: Level, proposed: &mut Proposed) {
    if block.len() <= CAP {
        for (i, one) in block.iter().enumerate() {
            proposed.pairs.extend(block.iter().skip(i + 1).map(|other| (one.id.min(other.id), one.id.max(other.id))));
        }
        return;
    }
    let n = block.len() as u64;
    let Some(next) = level.next() else {
        proposed.left_out.blocks += 1;
        proposed.left_out.pairs += n * (n - 1) / 2;
        return;
    };
    let mut kept = 0;
    for part in block.chunk_by(|one, other| next.of(one) == next.of(other)) {
        let n = part.len() as u64;
        kept += n * n.saturating_sub(1) / 2;
        propose_within(part, next, proposed);
    }
    proposed.left_out.pairs += n * (n - 1) / 2 - kept;
}

fn propose_between(ask: &[Posting], receive: &[Posting], level: Level, proposed: &mut Proposed) {
    if ask.is_empty() || receive.is_empty() {
        return;
    }
    if ask.len() <= CAP && receive.len() <= CAP {
        for one in ask {
            let others = receive.iter().filter(|other| other.id != one.id);
            proposed.pairs.extend(others.map(|other| (one.id.min(other.id), one.id.max(other.id))));
        }
        return;
    }
    let all = ask.len() as u64 * receive.len() as u64;
    let Some(next) = level.next() else {
        proposed.left_out.blocks += 1;
        proposed.left_out.pairs += all;
        return;
    };
    let mut kept = 0;
    for asking in ask.chunk_by(|one, other| next.of(one) == next.of(other)) {
        let Some(first) = asking.first().map(|posting| next.of(posting)) else { continue };
        let start = receive.partition_point(|posting| next.of(posting) < first);
        let end = receive.partition_point(|posting| next.of(posting) <= first);
        let receiving = receive.get(start..end).unwrap_or_default();
        kept += asking.len() as u64 * receiving.len() as u64;
        propose_between(asking, receiving, next, proposed);
    }
    proposed.left_out.pairs += all - kept;
}

fn merged(one: &[Posting], other: &[Posting]) -> Vec<Posting> {
    let mut merged = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        let next = if left <= right { one.next() } else { other.next() };
        merged.extend(next);
    }
    merged.extend(one);
    merged.extend(other);
    merged
}
