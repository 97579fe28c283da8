//! Items joined without order: a union-find over positions, with the lowest item as the root.

/// Which items hang together.
pub(super) struct Forest {
    parent: Vec<u32>,
}

impl Forest {
    pub(super) fn new(n_items: usize) -> Self {
        Self { parent: (0..u32::try_from(n_items).unwrap_or(u32::MAX)).collect() }
    }

    /// The lowest item that `item` hangs together with. `item` is one of the items.
    pub(super) fn root(&mut self, item: u32) -> u32 {
        let mut at = item;
        while let Some(&parent) = self.parent.get(at as usize) {
            if parent == at {
                break;
            }
            let above = self.parent.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    pub(super) fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        if let Some(slot) = self.parent.get_mut(left.max(right) as usize) {
            *slot = left.min(right);
        }
    }

    /// All groups, in the order of their lowest items; members in order.
    pub(super) fn groups(&mut self) -> Vec<Vec<u32>> {
        let n_items = u32::try_from(self.parent.len()).unwrap_or(u32::MAX);
        let mut position = vec![u32::MAX; self.parent.len()];
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for item in 0..n_items {
            let root = self.root(item) as usize;
            if root == item as usize {
                position[root] = u32::try_from(groups.len()).unwrap_or(u32::MAX);
                groups.push(Vec::new());
            }
            if let Some(group) = groups.get_mut(position[root] as usize) {
                group.push(item);
            }
        }
        groups
    }

    /// For each item the position of its group.
    pub(super) fn places(&self, groups: &[Vec<u32>]) -> Vec<u32> {
        let mut places = vec![0; self.parent.len()];
        for (position, group) in groups.iter().enumerate() {
            for &item in group {
                if let Some(place) = places.get_mut(item as usize) {
                    *place = u32::try_from(position).unwrap_or(u32::MAX);
                }
            }
        }
        places
    }
}
