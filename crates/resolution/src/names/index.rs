//! Name types, and the pairs of them that are worth comparing. Near-linear: no key ever opens a block larger than the cap.

use super::blocks::{At, Blocks, Passed};
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
    blocks: Blocks,
    frequencies: Frequencies,
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
    /// Amortised O(keys).
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
        let passed: Vec<Passed> = keys(name).into_iter().filter_map(|key| self.blocks.add(key, id)).collect();
        let mut narrowed: Vec<TypeId> = passed.into_iter().flat_map(|passed| self.narrowed(passed)).collect();
        narrowed.sort_unstable();
        narrowed.dedup();
        Added { id, is_new: true, crossed, narrowed }
    }

    /// Whom a block that has just passed the cap proposes to fewer others now.
    fn narrowed(&self, passed: Passed) -> Vec<TypeId> {
        let Passed { key, level, members: mut ids } = passed;
        if key.side() != Side::Both {
            // The other side of such a block is at most as large as the cap where it was proposed at all.
            ids.extend(self.blocks.at(key.sought(), key.long).down_to(level).members());
        }
        ids
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
        let mut sought = self.blocks.at(key.sought(), key.long);
        let all = sought.len().saturating_sub(is_own);
        if all == 0 {
            return;
        }
        let mut peers = (key.side() != Side::Both).then(|| self.blocks.at(key.short, key.long));
        let fits = |sought: At<'_>, peers: Option<At<'_>>| {
            sought.len() == 0 || (sought.len() <= CAP && peers.is_none_or(|peers| peers.len() <= CAP))
        };
        while !fits(sought, peers) {
            let Some(next) = sought.next() else {
                candidates.left_out.blocks += 1;
                candidates.left_out.pairs += all as u64;
                return;
            };
            (sought, peers) = (next, peers.and_then(At::next));
        }
        let kept = sought.len().saturating_sub(is_own);
        candidates.left_out.pairs += all.saturating_sub(kept) as u64;
        candidates.types.extend(sought.members().filter(|id| Some(*id) != own));
    }

    /// All pairs of name types that should be compared. O(keys and pairs); at most [`CAP`] names a block.
    #[must_use]
    pub fn pairs(&self) -> Proposed {
        let (mut pairs, left_out) = self.blocks.pairs();
        pairs.sort_unstable();
        pairs.dedup();
        Proposed { pairs, left_out }
    }

    /// What the cap leaves out of [`NameIndex::pairs`].
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.blocks.left_out()
    }
}
