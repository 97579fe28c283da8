//! One component: greedy average linkage on log odds, with cannot-links as a wall.

use super::{Cluster, ClusterSettings, ScoredPair};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// The clusters of one component, appended to `out`.
pub(super) fn clusters(
    members: &[u32],
    pairs: &[ScoredPair],
    must: &[(u32, u32)],
    cannot: &[(u32, u32)],
    settings: &ClusterSettings,
    out: &mut Vec<Cluster>,
) {
    match members {
        [_] => out.push(Cluster { members: members.to_vec(), cohesion: f64::INFINITY }),
        [_, _] => out.extend(of_two(members, pairs, must, cannot)),
        _ => {
            let mut component = Component::new(members, pairs, cannot);
            for &(left, right) in must {
                // Those that contradict were left out before.
                let _kept = component.must(left, right);
            }
            component.join_all(settings);
            out.extend(component.into_clusters());
        }
    }
}

/// Two items are in one component only because of a pair that suffices or a must-link.
fn of_two(members: &[u32], pairs: &[ScoredPair], must: &[(u32, u32)], cannot: &[(u32, u32)]) -> Vec<Cluster> {
    if must.is_empty() && !cannot.is_empty() {
        return members.iter().map(|&item| Cluster { members: vec![item], cohesion: f64::INFINITY }).collect();
    }
    let bits = pairs.first().filter(|_| must.is_empty()).map_or(f64::INFINITY, |pair| pair.bits);
    vec![Cluster { members: members.to_vec(), cohesion: bits }]
}

/// Evidence between two groups: the sum of bits and how many pairs were compared.
#[derive(Clone, Copy, Default)]
struct Between {
    bits: f64,
    n_pairs: u32,
}

/// A group on its way to a cluster. An empty one has been taken up by another.
#[derive(Default)]
struct Group {
    /// In no order.
    members: Vec<u32>,
    lowest: u32,
    near: BTreeMap<u32, Between>,
    /// Groups that it must not be joined with, and a pair of items that says so.
    apart: BTreeMap<u32, (u32, u32)>,
    cohesion: f64,
}

/// A join that could be made. The greatest is made first: most bits, then the lowest items.
#[derive(PartialEq)]
struct Candidate {
    bits: f64,
    lowest: (u32, u32),
    groups: (u32, u32),
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bits = self.bits.total_cmp(&other.bits);
        by_bits.then(other.lowest.cmp(&self.lowest)).then(other.groups.cmp(&self.groups))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Items that can touch each other, as groups that are joined step by step.
pub(super) struct Component {
    items: Vec<u32>,
    groups: Vec<Group>,
    /// Which group each item stands in.
    place: Vec<u32>,
}

impl Component {
    /// `members` in order; pairs and links are between them.
    fn new(members: &[u32], pairs: &[ScoredPair], cannot: &[(u32, u32)]) -> Self {
        let n = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let single =
            |&item: &u32| Group { members: vec![item], lowest: item, cohesion: f64::INFINITY, ..Group::default() };
        let groups = members.iter().map(single).collect();
        let mut component = Self { items: members.to_vec(), groups, place: (0..n).collect() };
        for pair in pairs {
            let Some((left, right)) = component.both(pair.left, pair.right) else { continue };
            let between = Between { bits: pair.bits, n_pairs: 1 };
            component.groups[left as usize].near.insert(right, between);
            component.groups[right as usize].near.insert(left, between);
        }
        for &link in cannot {
            let Some((left, right)) = component.both(link.0, link.1) else { continue };
            component.groups[left as usize].apart.insert(right, link);
            component.groups[right as usize].apart.insert(left, link);
        }
        component
    }

    /// All items that links speak of; none when there are no must-links.
    pub(super) fn whole(must: &[(u32, u32)], cannot: &[(u32, u32)]) -> Option<Self> {
        let mut members: Vec<u32> = must.iter().chain(cannot).flat_map(|&(left, right)| [left, right]).collect();
        members.sort_unstable();
        members.dedup();
        let mut cannot = cannot.to_vec();
        cannot.sort_unstable();
        (!must.is_empty()).then(|| Self::new(&members, &[], &cannot))
    }

    /// The groups of two items.
    fn both(&self, left: u32, right: u32) -> Option<(u32, u32)> {
        let group = |item: u32| self.items.binary_search(&item).ok().map(|position| self.place[position]);
        Some((group(left)?, group(right)?))
    }

    /// Joins the groups of two items.
    ///
    /// # Errors
    /// The cannot-link that stands against it.
    pub(super) fn must(&mut self, left: u32, right: u32) -> Result<(), (u32, u32)> {
        let Some((left, right)) = self.both(left, right) else { return Ok(()) };
        if left == right {
            return Ok(());
        }
        if let Some(&link) = self.groups[left as usize].apart.get(&right) {
            return Err(link);
        }
        self.merge(left, right, f64::INFINITY);
        Ok(())
    }

    /// Joins what belongs together, the surest first, until nothing reaches `join_at`.
    fn join_all(&mut self, settings: &ClusterSettings) {
        let mut heap = BinaryHeap::new();
        for group in 0..u32::try_from(self.groups.len()).unwrap_or(u32::MAX) {
            let later: Vec<u32> = self.groups[group as usize].near.range(group..).map(|(&other, _)| other).collect();
            heap.extend(later.into_iter().filter_map(|other| self.candidate(group, other, settings)));
        }
        while let Some(candidate) = heap.pop() {
            let (left, right) = candidate.groups;
            // What was pushed before one of the two grew: looked at again with what it is now.
            match self.candidate(left, right, settings) {
                Some(now) if now == candidate => {
                    let (kept, changed) = self.merge(left, right, candidate.bits);
                    heap.extend(changed.into_iter().filter_map(|other| self.candidate(kept, other, settings)));
                }
                Some(now) if now.bits <= candidate.bits => heap.push(now),
                _ => {}
            }
        }
    }

    /// The join of two groups, if it may be made.
    fn candidate(&self, left: u32, right: u32, settings: &ClusterSettings) -> Option<Candidate> {
        let (one, other) = (self.groups.get(left as usize)?, self.groups.get(right as usize)?);
        if one.apart.contains_key(&right) {
            return None;
        }
        let between = one.near.get(&right)?;
        let bits = mean(between, one.members.len() * other.members.len(), settings);
        let (first, second) = (one.lowest, other.lowest);
        (bits >= settings.join_at).then(|| Candidate {
            bits,
            lowest: (first.min(second), first.max(second)),
            groups: (left.min(right), left.max(right)),
        })
    }

    /// Puts the group with fewer neighbours into the other; gives the one that is left and the neighbours that came with it.
    fn merge(&mut self, left: u32, right: u32, bits: f64) -> (u32, Vec<u32>) {
        let weight = |group: u32| {
            let group = &self.groups[group as usize];
            group.near.len() + group.apart.len() + group.members.len()
        };
        let (kept, gone) = if weight(left) >= weight(right) { (left, right) } else { (right, left) };
        let taken = std::mem::take(&mut self.groups[gone as usize]);
        for &item in &taken.members {
            if let Ok(position) = self.items.binary_search(&item) {
                self.place[position] = kept;
            }
        }
        let mut changed = Vec::with_capacity(taken.near.len());
        for (&other, between) in taken.near.iter().filter(|&(&other, _)| other != kept) {
            let sum = self.groups[kept as usize].near.entry(other).or_default();
            sum.bits += between.bits;
            sum.n_pairs += between.n_pairs;
            let sum = *sum;
            self.groups[other as usize].near.remove(&gone);
            self.groups[other as usize].near.insert(kept, sum);
            changed.push(other);
        }
        for (&other, &link) in taken.apart.iter().filter(|&(&other, _)| other != kept) {
            self.groups[kept as usize].apart.entry(other).or_insert(link);
            self.groups[other as usize].apart.remove(&gone);
            self.groups[other as usize].apart.entry(kept).or_insert(link);
        }
        let group = &mut self.groups[kept as usize];
        group.near.remove(&gone);
        group.lowest = group.lowest.min(taken.lowest);
        group.members.extend(taken.members);
        group.cohesion = group.cohesion.min(taken.cohesion).min(bits);
        (kept, changed)
    }

    fn into_clusters(self) -> impl Iterator<Item = Cluster> {
        let whole = self.groups.into_iter().filter(|group| !group.members.is_empty());
        whole.map(|mut group| {
            group.members.sort_unstable();
            Cluster { members: group.members, cohesion: group.cohesion }
        })
    }
}

/// Mean bits over all pairs between two groups, those that were not compared among them.
fn mean(between: &Between, n_all: usize, settings: &ClusterSettings) -> f64 {
    let n_pairs = f64::from(between.n_pairs);
    #[allow(clippy::cast_precision_loss, reason = "sizes of clusters are far below 2^52")]
    let n_uncompared = (n_all as f64 - n_pairs).max(0.0) * settings.uncompared_weight.max(0.0);
    let uncompared = settings.uncompared_bits.min(settings.join_at);
    (between.bits + n_uncompared * uncompared) / (n_pairs + n_uncompared)
}
