//! Which items hang together (union-find with path halving; Tarjan and van Leeuwen 1984).

/// Groups of `0..n`.
#[derive(Clone, Debug)]
pub struct Forest {
    parents: Vec<u32>,
}

impl Forest {
    pub fn new(n: usize) -> Self {
        Self { parents: (0..u32::try_from(n).unwrap_or(u32::MAX)).collect() }
    }

    fn parent(&self, item: u32) -> u32 {
        self.parents.get(item as usize).copied().unwrap_or(item)
    }

    pub fn root(&mut self, mut item: u32) -> u32 {
        while self.parent(item) != item {
            let above = self.parent(self.parent(item));
            if let Some(parent) = self.parents.get_mut(item as usize) {
                *parent = above;
            }
            item = above;
        }
        item
    }

    /// Joins two groups; the smaller root stays. True when they were two.
    pub fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one.max(other) as usize) {
            *parent = one.min(other);
        }
        one != other
    }

    /// Groups with more than one item, in order of their first items; members in order.
    pub fn groups(&mut self) -> Vec<Vec<u32>> {
        let n = u32::try_from(self.parents.len()).unwrap_or(u32::MAX);
        let mut by_root: Vec<(u32, u32)> = (0..n).map(|item| (self.root(item), item)).collect();
        by_root.sort_unstable();
        let groups = by_root.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|&(_, item)| item).collect()).collect()
    }
}
