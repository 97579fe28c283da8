//! Who is on which list: capture histories with counts, and what can be seen in them before any model.

use crate::Refusal;

/// Most lists that fit in a capture history.
pub const MOST_LISTS: usize = 64;

/// People who are on exactly these lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Bit `i` is set when they are on list `i`; never 0.
    pub lists: u64,
    /// How many; at least 1.
    pub count: u64,
}

/// Lists of people, and who is on which.
///
/// A history that nobody has is an observed zero; only the one of those on no list is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    names: Vec<String>,
    cells: Vec<Cell>,
    without_records: Vec<String>,
    on_none: u64,
}

/// Two lists, and how many people they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Position of the one list.
    pub left: usize,
    /// Position of the other.
    pub right: usize,
    /// People on both.
    pub both: u64,
}

impl Lists {
    /// Lists with these names, from histories in any order, each any number of times.
    ///
    /// Lists without records are dropped and people on no list left out; both are kept as facts. Beyond [`MOST_LISTS`]
    /// names are not looked at: the table refuses them before.
    pub fn new(names: Vec<String>, histories: impl IntoIterator<Item = Cell>) -> Lists {
        let mut counts = std::collections::BTreeMap::new();
        for cell in histories {
            *counts.entry(cell.lists).or_insert(0_u64) += cell.count;
        }
        let on_none = counts.remove(&0).unwrap_or(0);
        counts.retain(|_, count| *count > 0);
        let used = counts.keys().fold(0, |used, lists| used | lists);
        let (kept, dropped): (Vec<_>, Vec<_>) =
            names.into_iter().take(MOST_LISTS).enumerate().partition(|(i, _)| used >> i & 1 == 1);
        let positions: Vec<usize> = kept.iter().map(|(i, _)| *i).collect();
        let mut cells: Vec<Cell> =
            counts.into_iter().map(|(lists, count)| Cell { lists: gather(lists, &positions), count }).collect();
        cells.sort_unstable();
        let name = |(_, name): (usize, String)| name;
        Lists {
            names: kept.into_iter().map(name).collect(),
            cells,
            without_records: dropped.into_iter().map(name).collect(),
            on_none,
        }
    }

    /// These lists alone, by position; people who are on none of them are counted as such.
    #[must_use]
    pub fn only(&self, which: &[usize]) -> Lists {
        let names = which.iter().filter_map(|list| self.names.get(*list).cloned()).collect();
        let within = |cell: &Cell| Cell { lists: gather(cell.lists, which), count: cell.count };
        let mut only = Lists::new(names, self.cells.iter().map(within));
        only.on_none = only.on_none.saturating_add(self.on_none);
        only
    }

    /// Names of the lists that have records.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many lists have records.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether nobody is on any list.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The histories that somebody has, in order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Names of lists that were dropped because nobody is on them.
    pub fn without_records(&self) -> &[String] {
        &self.without_records
    }

    /// People of the table who are on none of the lists; they are left out.
    pub fn on_none(&self) -> u64 {
        self.on_none
    }

    /// Different people on the lists.
    pub fn people(&self) -> u64 {
        self.cells.iter().map(|cell| cell.count).sum()
    }

    /// People on one list.
    pub fn total(&self, list: usize) -> u64 {
        self.count(|lists| lists >> list & 1 == 1)
    }

    /// People on exactly `n` lists.
    pub fn on_exactly(&self, n: u32) -> u64 {
        self.count(|lists| lists.count_ones() == n)
    }

    fn count(&self, wanted: impl Fn(u64) -> bool) -> u64 {
        self.cells.iter().filter(|cell| wanted(cell.lists)).map(|cell| cell.count).sum()
    }

    /// Every pair of lists.
    pub fn overlaps(&self) -> Vec<Overlap> {
        let pairs = (0..self.len()).flat_map(|left| (left + 1..self.len()).map(move |right| (left, right)));
        let both = |left: usize, right: usize| self.count(|lists| lists >> left & lists >> right & 1 == 1);
        pairs.map(|(left, right)| Overlap { left, right, both: both(left, right) }).collect()
    }

    /// Lists that hang together through shared people, as groups of positions; the largest group first.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<u64> = (0..self.len()).map(|list| 1 << list).collect();
        for cell in &self.cells {
            let (met, mut apart): (Vec<u64>, Vec<u64>) = groups.iter().partition(|group| **group & cell.lists != 0);
            apart.push(met.into_iter().fold(0, |all, group| all | group));
            groups = apart;
        }
        groups.sort_by_key(|group| (std::cmp::Reverse(group.count_ones()), group.trailing_zeros()));
        groups.into_iter().map(|group| (0..self.len()).filter(|list| group >> list & 1 == 1).collect()).collect()
    }

    /// Whether the lists can tell anything of those on none of them.
    ///
    /// # Errors
    /// [`Refusal::Empty`], [`Refusal::TooFewLists`], [`Refusal::NoOverlap`], [`Refusal::TooFewOverlap`].
    pub fn check(&self) -> Result<(), Refusal> {
        if self.is_empty() {
            return Err(Refusal::Empty);
        }
        if self.len() < 3 {
            return Err(Refusal::TooFewLists { lists: self.len() });
        }
        match self.groups().first().map_or(0, Vec::len) {
            0 | 1 => Err(Refusal::NoOverlap),
            2 => Err(Refusal::TooFewOverlap),
            _ => Ok(()),
        }
    }

    /// Counts of all `2^lists` histories, position = history; the one at 0 is unknown and 0 here. At most 16 lists.
    pub fn table(&self) -> Vec<f64> {
        let mut table = vec![0.0; 1 << self.len().min(16)];
        for cell in &self.cells {
            if let Some(place) = table.get_mut(cell.lists as usize) {
                *place = cell.count as f64;
            }
        }
        table
    }
}

/// The bits at these positions, moved together.
fn gather(lists: u64, positions: &[usize]) -> u64 {
    positions.iter().enumerate().fold(0, |gathered, (to, from)| gathered | (lists >> from & 1) << to)
}

#[cfg(test)]
#[path = "lists/tests.rs"]
mod tests;
