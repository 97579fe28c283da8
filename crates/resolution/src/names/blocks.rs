//! Names under a key: few of them in one block; when they are more than the cap, in smaller blocks of those that agree more exactly.

use super::index::{CAP, LeftOut, TypeId};
use super::keys::{Key, Side};
use super::mixing::Mixing;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// How exactly names must agree in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
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

    fn of(self, long: u32) -> u32 {
        match self {
            Self::All => 0,
            Self::Vowels => long >> 16,
            Self::Letters => long,
        }
    }
}

/// A name type under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Filed {
    id: TypeId,
    long: u32,
}

/// Names that agree as exactly as the block's level asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Block {
    /// Most keys have nobody else.
    One(Filed),
    /// At most [`CAP`].
    Few(Vec<Filed>),
    /// More: by what they are at the next level.
    Many(Box<Many>),
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Many {
    n: usize,
    /// Empty at the last level, where they are only counted.
    parts: HashMap<u32, Block, Mixing>,
}

/// A block that has just passed the cap.
#[derive(Clone, Debug)]
pub struct Passed {
    pub key: Key,
    pub level: Level,
    /// Everybody in it.
    pub members: Vec<TypeId>,
}

/// All blocks by their keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Blocks {
    by_key: HashMap<u64, Block, Mixing>,
    /// Keys of those that are no longer whole: only there something is left out.
    parted: Vec<u64>,
}

impl Blocks {
    /// Files a name type under a key; tells when the block passes the cap, at the first level at which one does.
    pub fn add(&mut self, key: Key, id: TypeId) -> Option<Passed> {
        let filed = Filed { id, long: key.long };
        let Some(block) = self.by_key.get_mut(&key.short) else {
            self.by_key.insert(key.short, Block::One(filed));
            return None;
        };
        let (level, members) = block.file(filed, Level::All)?;
        if level == Level::All {
            self.parted.push(key.short);
        }
        Some(Passed { key, level, members })
    }

    /// Whoever is filed under a key.
    pub fn at(&self, short: u64, long: u32) -> At<'_> {
        At { block: self.by_key.get(&short), is_whole: true, level: Level::All, long }
    }

    /// All pairs, in no order.
    pub fn pairs(&self) -> (Vec<(TypeId, TypeId)>, LeftOut) {
        let mut tally = Tally { pairs: Some(Vec::new()), left_out: LeftOut::default() };
        self.by_key.keys().for_each(|&key| self.propose(key, &mut tally));
        (tally.pairs.unwrap_or_default(), tally.left_out)
    }

    /// What the cap leaves out. O(blocks under keys that passed it).
    pub fn left_out(&self) -> LeftOut {
        let mut tally = Tally { pairs: None, left_out: LeftOut::default() };
        for &short in &self.parted {
            let key = Key { short, long: 0 };
            // Both sides of a key are told of by the one that asks.
            let is_told = matches!(self.by_key.get(&key.sought()), Some(Block::Many(_)));
            match key.side() {
                Side::Both | Side::Asks => self.propose(short, &mut tally),
                Side::Receives if is_told => {}
                Side::Receives => self.propose(key.sought(), &mut tally),
            }
        }
        tally.left_out
    }

    /// Proposes whoever meets under a key, from the side that asks.
    fn propose(&self, short: u64, tally: &mut Tally) {
        let Some(block) = self.by_key.get(&short) else { return };
        let key = Key { short, long: 0 };
        match key.side() {
            Side::Both => tally.within(block, Level::All),
            Side::Asks => {
                if let Some(receive) = self.by_key.get(&key.sought()) {
                    tally.between(&Group::of(block), &Group::of(receive), Level::All);
                }
            }
            Side::Receives => {}
        }
    }
}

impl Block {
    fn file(&mut self, filed: Filed, level: Level) -> Option<(Level, Vec<TypeId>)> {
        match self {
            Self::One(first) => {
                *self = Self::Few(vec![*first, filed]);
                None
            }
            Self::Few(members) => {
                members.push(filed);
                if members.len() <= CAP {
                    return None;
                }
                let mut many = Many::default();
                for &filed in members.iter() {
                    many.file(filed, level);
                }
                let ids = members.iter().map(|filed| filed.id).collect();
                *self = Self::Many(Box::new(many));
                Some((level, ids))
            }
            Self::Many(many) => many.file(filed, level),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Few(members) => members.len(),
            Self::Many(many) => many.n,
        }
    }

    /// Those that are still kept in one place; nobody when they are too many.
    fn members(&self) -> &[Filed] {
        match self {
            Self::One(only) => std::slice::from_ref(only),
            Self::Few(members) => members,
            Self::Many(_) => &[],
        }
    }
}

impl Many {
    fn file(&mut self, filed: Filed, level: Level) -> Option<(Level, Vec<TypeId>)> {
        self.n += 1;
        let next = level.next()?;
        match self.parts.entry(next.of(filed.long)) {
            std::collections::hash_map::Entry::Occupied(mut part) => part.get_mut().file(filed, next),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(Block::One(filed));
                None
            }
        }
    }
}

/// Names under a key, as exactly as a level asks.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    block: Option<&'a Block>,
    /// The block holds nobody else.
    is_whole: bool,
    level: Level,
    long: u32,
}

impl<'a> At<'a> {
    pub fn len(self) -> usize {
        match self.block {
            None => 0,
            Some(block) if self.is_whole => block.len(),
            Some(_) => self.members().count(),
        }
    }

    /// Who they are; nobody when they are more than the cap.
    pub fn members(self) -> impl Iterator<Item = TypeId> + 'a {
        let members = self.block.map(Block::members).unwrap_or_default();
        let wanted = self.level.of(self.long);
        members.iter().filter(move |filed| self.level.of(filed.long) == wanted).map(|filed| filed.id)
    }

    /// The same, one level more exact.
    pub fn next(self) -> Option<Self> {
        let level = self.level.next()?;
        Some(match self.block {
            Some(Block::Many(many)) => {
                Self { block: many.parts.get(&level.of(self.long)), is_whole: true, level, ..self }
            }
            _ => Self { is_whole: false, level, ..self },
        })
    }

    /// As exactly as some level asks.
    pub fn down_to(self, level: Level) -> Self {
        let mut at = self;
        while at.level != level {
            let Some(next) = at.next() else { break };
            at = next;
        }
        at
    }
}

/// Members of a block, or those of a part of it.
enum Group<'a> {
    Members(Vec<Filed>),
    Many(&'a Many),
}

impl<'a> Group<'a> {
    fn of(block: &'a Block) -> Self {
        match block {
            Block::Many(many) => Self::Many(many),
            few => Self::Members(few.members().to_vec()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Members(members) => members.len(),
            Self::Many(many) => many.n,
        }
    }

    /// By what they are at a level.
    fn parts(&self, level: Level) -> BTreeMap<u32, Group<'a>> {
        match self {
            Self::Many(many) => many.parts.iter().map(|(&key, block)| (key, Group::of(block))).collect(),
            Self::Members(members) => {
                let mut parts: BTreeMap<u32, Vec<Filed>> = BTreeMap::new();
                members.iter().for_each(|&filed| parts.entry(level.of(filed.long)).or_default().push(filed));
                parts.into_iter().map(|(key, members)| (key, Group::Members(members))).collect()
            }
        }
    }
}

/// Pairs that are proposed, when somebody asks for them, and what is left out.
struct Tally {
    pairs: Option<Vec<(TypeId, TypeId)>>,
    left_out: LeftOut,
}

fn n_pairs(n: usize) -> u64 {
    let n = n as u64;
    n * n.saturating_sub(1) / 2
}

impl Tally {
    fn within(&mut self, block: &Block, level: Level) {
        let Block::Many(many) = block else {
            if let Some(pairs) = &mut self.pairs {
                let members = block.members();
                for (i, one) in members.iter().enumerate() {
                    pairs.extend(members.iter().skip(i + 1).map(|other| (one.id.min(other.id), one.id.max(other.id))));
                }
            }
            return;
        };
        let Some(next) = level.next() else {
            self.left_out.blocks += 1;
            self.left_out.pairs += n_pairs(many.n);
            return;
        };
        let kept: u64 = many.parts.values().map(|part| n_pairs(part.len())).sum();
        self.left_out.pairs += n_pairs(many.n) - kept;
        many.parts.values().for_each(|part| self.within(part, next));
    }

    fn between(&mut self, ask: &Group<'_>, receive: &Group<'_>, level: Level) {
        if ask.len() == 0 || receive.len() == 0 {
            return;
        }
        if let (Group::Members(ask), Group::Members(receive)) = (ask, receive) {
            if let Some(pairs) = &mut self.pairs {
                for one in ask {
                    let others = receive.iter().filter(|other| other.id != one.id);
                    pairs.extend(others.map(|other| (one.id.min(other.id), one.id.max(other.id))));
                }
            }
            return;
        }
        let all = ask.len() as u64 * receive.len() as u64;
        let Some(next) = level.next() else {
            self.left_out.blocks += 1;
            self.left_out.pairs += all;
            return;
        };
        let (asking, receiving) = (ask.parts(next), receive.parts(next));
        let mut kept = 0;
        for (ask, receive) in asking.iter().filter_map(|(key, ask)| Some((ask, receiving.get(key)?))) {
            kept += ask.len() as u64 * receive.len() as u64;
            self.between(ask, receive, next);
        }
        self.left_out.pairs += all - kept;
    }
}
