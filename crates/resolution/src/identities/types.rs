//! Name types and which of them are alike enough that their bearers are compared.

use crate::names::{Agreement, Frequencies, Name, NameIndex, Sketches, compare};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Spellings of one kind of names, as a graph.
///
/// Whether two types are compared depends on the set of types alone: a pair that is proposed at the end was proposed when the
/// later of the two came, because blocks only grow; those that a full block no longer proposes are taken away.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Types {
    index: NameIndex,
    sketches: Sketches,
    /// For each type, those that it is compared with, without itself.
    alike: Vec<Vec<u32>>,
    by_part: HashMap<Box<str>, Vec<u32>>,
    /// Nothing is counted: whether two names are compared at all depends on the two alone.
    nothing: Frequencies,
}

/// What a name changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub id: u32,
    pub is_new: bool,
    /// Types whose names are now held to be more common.
    pub commoner: Vec<u32>,
    /// All of them are.
    pub all_commoner: bool,
    /// Pairs of types that are no longer compared.
    pub gone: Vec<(u32, u32)>,
}

impl Types {
    /// Adds the name of an entity.
    pub fn add(&mut self, name: &Name) -> Typed {
        let added = self.index.insert(name);
        let id = added.id;
        if !added.is_new {
            return Typed { id, ..Typed::default() };
        }
        self.sketches.push(name);
        let candidates = self.index.candidates(name);
        let alike: Vec<u32> = candidates.types.into_iter().filter(|&other| self.is_alike(id, name, other)).collect();
        for &other in &alike {
            if let Some(others) = self.alike.get_mut(other as usize) {
                others.push(id);
            }
        }
        self.alike.push(alike);
        for part in name.part_keys() {
            match self.by_part.get_mut(part) {
                Some(types) => types.push(id),
                None => drop(self.by_part.insert(part.into(), vec![id])),
            }
        }
        let gone = added.narrowed.iter().flat_map(|&id| self.narrow(id, &added.narrowed)).collect();
        let crossed = added.crossed;
        let commoner =
            crossed.parts.iter().filter_map(|part| self.by_part.get(part.as_str())).flatten().copied().collect();
        Typed { id, is_new: true, commoner, all_commoner: crossed.all, gone }
    }

    fn is_alike(&self, id: u32, name: &Name, other: u32) -> bool {
        if !self.sketches.may_be_alike(id, other) {
            return false;
        }
        let other = self.index.types().get(other as usize);
        other.is_some_and(|other| compare(name, &other.name, &self.nothing).agreement >= Agreement::Possible)
    }

    /// Takes away what is no longer proposed to a type. `narrowed`: all types of which that may be so, in order; a pair is only lost
    /// when both are.
    fn narrow(&mut self, id: u32, narrowed: &[u32]) -> Vec<(u32, u32)> {
        let may_be_lost = |other: &u32| narrowed.binary_search(other).is_ok();
        if !self.alike(id).iter().any(may_be_lost) {
            return Vec::new();
        }
        let Some(name) = self.name(id) else { return Vec::new() };
        let proposed = self.index.candidates(name).types;
        let Some(alike) = self.alike.get_mut(id as usize) else { return Vec::new() };
        let (stay, gone): (Vec<u32>, Vec<u32>) =
            alike.iter().partition(|other| !may_be_lost(other) || proposed.binary_search(other).is_ok());
        *alike = stay;
        for &other in &gone {
            if let Some(others) = self.alike.get_mut(other as usize) {
                others.retain(|&one| one != id);
            }
        }
        gone.into_iter().map(|other| (id, other)).collect()
    }

    /// Types that are compared with one, in no order.
    pub fn alike(&self, id: u32) -> &[u32] {
        self.alike.get(id as usize).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn name(&self, id: u32) -> Option<&Name> {
        self.index.types().get(id as usize).map(|known| &known.name)
    }

    pub fn frequencies(&self) -> &Frequencies {
        self.index.frequencies()
    }

    /// Pairs of names that the caps leave out.
    pub fn left_out(&self) -> u64 {
        self.index.left_out().pairs
    }
}
