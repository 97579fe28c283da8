//! Clusters from scored pairs: what is held together by all of its pairs on average, not by a chain of single ones.
//!
//! Start at [`cluster`]. Bare connected components let one wrong pair join two groups, and the wrong joins grow with the number
//! of records; here two groups are joined only when the evidence over *all* pairs between them speaks for it, the surest first
//! (average linkage, Sokal and Michener 1958, on log odds, which makes it a greedy form of correlation clustering, Bansal,
//! Blum and Chawla 2004).

mod component;
mod forest;

#[cfg(test)]
mod tests;

use component::Component;
use forest::Forest;
use serde::{Deserialize, Serialize};

/// Two items and the evidence that they are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredPair {
    /// The one; below the number of items.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// log2 of the odds that they are one: 0 is even, 10 is about 1000 to 1.
    pub bits: f64,
}

/// What is certain from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Constraints<'a> {
    /// Pairs that are one; transitive. Where they contradict `cannot` or what that implies, earlier ones are kept.
    pub must: &'a [(u32, u32)],
    /// Pairs that are not one, whatever else speaks for it.
    pub cannot: &'a [(u32, u32)],
}

/// How clusters are made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClusterSettings {
    /// Two clusters are joined when the mean of the bits between them is at least this.
    pub join_at: f64,
    /// A single pair counts for and against at most this many bits, so that one does not outvote all others.
    pub limit: f64,
    /// What a pair that was not compared counts as, bits; always below `join_at`.
    pub uncompared_bits: f64,
    /// How much such a pair weighs beside a compared one: 0 means that nothing is known, 1 that it was looked at.
    pub uncompared_weight: f64,
    /// A cluster with more members than this is said ([`ClusterProblem::TooLarge`]); it is never cut.
    pub alarm_above: usize,
}

impl Default for ClusterSettings {
    fn default() -> Self {
        Self { join_at: 0.0, limit: 10.0, uncompared_bits: -2.0, uncompared_weight: 0.25, alarm_above: 200 }
    }
}

/// What [`cluster`] hands out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clustering {
    /// Every item once; members in order, clusters in the order of their first members.
    pub clusters: Vec<Cluster>,
    /// What must not be silent, in a fixed order.
    pub problems: Vec<ClusterProblem>,
}

/// Items that are taken for one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// The items, in order.
    pub members: Vec<u32>,
    /// Mean bits at its weakest join; infinite for a single item and for one that must-links alone hold together.
    pub cohesion: f64,
}

/// Something in the pairs or the result that a person should know of.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
pub enum ClusterProblem {
    /// A pair points outside of the items, to one item twice, or its bits are no number; it is left out.
    #[error("the pair {left}, {right} is no pair of two of the {n_items} items with a score; it is left out")]
    BadPair {
        /// The one.
        left: u32,
        /// The other.
        right: u32,
        /// How many items there are.
        n_items: usize,
    },
    /// One pair was given with several scores; the lowest is kept.
    #[error("the pair {left}, {right} has several scores; the lowest is kept")]
    ScoredTwice {
        /// The one.
        left: u32,
        /// The other.
        right: u32,
    },
    /// Must-links and cannot-links contradict each other; the must-link is left out.
    #[error(
        "{left} and {right} are said to be one, but {apart_left} and {apart_right}, which would follow, are said to be two; they are left apart"
    )]
    Contradiction {
        /// The must-link that is left out.
        left: u32,
        /// Its other end.
        right: u32,
        /// The cannot-link that it would break.
        apart_left: u32,
        /// Its other end.
        apart_right: u32,
    },
    /// More members than [`ClusterSettings::alarm_above`]; the cluster is left whole.
    #[error(
        "the cluster of {first} has {size} members, more than {alarm_above}: look whether it is really one; it is not cut"
    )]
    TooLarge {
        /// Its first member.
        first: u32,
        /// How many it has.
        size: usize,
        /// The limit.
        alarm_above: usize,
    },
}

/// Clusters of `0..n_items` from scored pairs.
///
/// Deterministic: the order of `pairs` and of `constraints.cannot` does not matter. O(p log² p) in the pairs; what is not
/// connected by a pair of at least `join_at` bits does not touch each other, so a caller may keep the clusters of all other
/// [`components`] when some pairs change.
#[must_use]
pub fn cluster(
    n_items: usize,
    pairs: &[ScoredPair],
    constraints: Constraints<'_>,
    settings: &ClusterSettings,
) -> Clustering {
    let mut problems = Vec::new();
    let pairs = sound_pairs(n_items, pairs, settings.limit, &mut problems);
    let must = sound_links(n_items, constraints.must, &mut problems);
    let cannot = sound_links(n_items, constraints.cannot, &mut problems);
    let (forest, must) = must_links(n_items, &must, &cannot, &mut problems);
    let mut clusters = by_component(forest, &pairs, &must, &cannot, settings);
    clusters.sort_unstable_by_key(|cluster| cluster.members.first().copied());
    let alarm_above = settings.alarm_above;
    let large = clusters.iter().filter(|cluster| cluster.members.len() > alarm_above);
    problems.extend(large.map(|cluster| ClusterProblem::TooLarge {
        first: cluster.members.first().copied().unwrap_or_default(),
        size: cluster.members.len(),
        alarm_above,
    }));
    Clustering { clusters, problems }
}

/// Groups of items that can touch each other: connected by pairs of at least `join_at` bits or by must-links. Members in order.
#[must_use]
pub fn components(
    n_items: usize,
    pairs: &[ScoredPair],
    must: &[(u32, u32)],
    settings: &ClusterSettings,
) -> Vec<Vec<u32>> {
    let inside = |item: u32| (item as usize) < n_items;
    let mut forest = Forest::new(n_items);
    let near = pairs.iter().filter(|pair| pair.bits >= settings.join_at).map(|pair| (pair.left, pair.right));
    for (left, right) in near.chain(must.iter().copied()).filter(|&(left, right)| inside(left) && inside(right)) {
        forest.join(left, right);
    }
    forest.groups()
}

fn sound_pairs(
    n_items: usize,
    pairs: &[ScoredPair],
    limit: f64,
    problems: &mut Vec<ClusterProblem>,
) -> Vec<ScoredPair> {
    let limit = limit.abs();
    let sound = |pair: &ScoredPair| is_pair(n_items, pair.left, pair.right) && !pair.bits.is_nan();
    let mut bad: Vec<&ScoredPair> = pairs.iter().filter(|pair| !sound(pair)).collect();
    bad.sort_unstable_by_key(|pair| (pair.left, pair.right));
    problems.extend(bad.iter().map(|pair| ClusterProblem::BadPair { left: pair.left, right: pair.right, n_items }));
    let mut kept: Vec<ScoredPair> = pairs
        .iter()
        .filter(|pair| sound(pair))
        .map(|pair| ScoredPair {
            left: pair.left.min(pair.right),
            right: pair.left.max(pair.right),
            // `clamp` would panic on a limit that is no number.
            bits: pair.bits.max(-limit).min(limit),
        })
        .collect();
    kept.sort_unstable_by(|a, b| (a.left, a.right).cmp(&(b.left, b.right)).then(a.bits.total_cmp(&b.bits)));
    kept.dedup_by(|later, kept| {
        let same = (later.left, later.right) == (kept.left, kept.right);
        if same && later.bits.total_cmp(&kept.bits).is_ne() {
            problems.push(ClusterProblem::ScoredTwice { left: kept.left, right: kept.right });
        }
        same
    });
    kept
}

fn sound_links(n_items: usize, links: &[(u32, u32)], problems: &mut Vec<ClusterProblem>) -> Vec<(u32, u32)> {
    let mut kept = Vec::with_capacity(links.len());
    for &(left, right) in links {
        if is_pair(n_items, left, right) {
            kept.push((left.min(right), left.max(right)));
        } else {
            problems.push(ClusterProblem::BadPair { left, right, n_items });
        }
    }
    kept
}

fn is_pair(n_items: usize, left: u32, right: u32) -> bool {
    left != right && (left as usize) < n_items && (right as usize) < n_items
}

/// Follows the must-links in their order, and leaves out those that would break a cannot-link.
fn must_links(
    n_items: usize,
    must: &[(u32, u32)],
    cannot: &[(u32, u32)],
    problems: &mut Vec<ClusterProblem>,
) -> (Forest, Vec<(u32, u32)>) {
    let mut forest = Forest::new(n_items);
    let touched = Component::whole(must, cannot);
    let Some(mut component) = touched else { return (forest, Vec::new()) };
    let mut kept = Vec::with_capacity(must.len());
    for &(left, right) in must {
        match component.must(left, right) {
            Ok(()) => {
                forest.join(left, right);
                kept.push((left, right));
            }
            Err((apart_left, apart_right)) => {
                problems.push(ClusterProblem::Contradiction { left, right, apart_left, apart_right });
            }
        }
    }
    (forest, kept)
}

fn by_component(
    mut forest: Forest,
    pairs: &[ScoredPair],
    must: &[(u32, u32)],
    cannot: &[(u32, u32)],
    settings: &ClusterSettings,
) -> Vec<Cluster> {
    for pair in pairs.iter().filter(|pair| pair.bits >= settings.join_at) {
        forest.join(pair.left, pair.right);
    }
    let groups = forest.groups();
    let place = forest.places(&groups);
    let group_of = |item: u32| place.get(item as usize).copied().unwrap_or_default();
    let inside = |left: u32, right: u32| group_of(left) == group_of(right);
    let mut sorted: Vec<ScoredPair> = pairs.iter().filter(|pair| inside(pair.left, pair.right)).copied().collect();
    sorted.sort_by_key(|pair| group_of(pair.left));
    let by_group = |links: &[(u32, u32)]| -> Vec<(u32, u32)> {
        let mut links: Vec<_> = links.iter().filter(|&&(left, right)| inside(left, right)).copied().collect();
        links.sort_by_key(|&(left, _)| group_of(left));
        links
    };
    let (must, cannot) = (by_group(must), by_group(cannot));
    let (mut pairs, mut must, mut cannot) = (&sorted[..], &must[..], &cannot[..]);
    let mut clusters = Vec::with_capacity(groups.len());
    for (position, members) in groups.iter().enumerate() {
        let position = u32::try_from(position).unwrap_or(u32::MAX);
        let pairs = take(&mut pairs, |pair| group_of(pair.left) == position);
        let must = take(&mut must, |&(left, _)| group_of(left) == position);
        let cannot = take(&mut cannot, |&(left, _)| group_of(left) == position);
        component::clusters(members, pairs, must, cannot, settings, &mut clusters);
    }
    clusters
}

/// The front of `rest` that belongs together.
fn take<'a, T>(rest: &mut &'a [T], belongs: impl Fn(&T) -> bool) -> &'a [T] {
    let n = rest.iter().take_while(|item| belongs(item)).count();
    let (front, back) = rest.split_at(n);
    *rest = back;
    front
}
