//! Clusters: chains, walls, certain links, alarms, any order.

use super::*;

fn pair(left: u32, right: u32, bits: f64) -> ScoredPair {
    ScoredPair { left, right, bits }
}

fn members(clustering: &Clustering) -> Vec<Vec<u32>> {
    clustering.clusters.iter().map(|cluster| cluster.members.clone()).collect()
}

fn free(n_items: usize, pairs: &[ScoredPair]) -> Clustering {
    cluster(n_items, pairs, Constraints::default(), &ClusterSettings::default())
}

/// All pairs of `items` with the same bits.
fn clique(items: std::ops::Range<u32>, bits: f64) -> Vec<ScoredPair> {
    let end = items.end;
    items.flat_map(|left| (left + 1..end).map(move |right| pair(left, right, bits))).collect()
}

#[test]
fn nothing_gives_single_items() {
    assert_eq!(members(&free(3, &[])), [[0], [1], [2]]);
    assert!(free(0, &[]).clusters.is_empty());
}

#[test]
fn one_wrong_pair_does_not_chain_two_groups() {
    let mut pairs = clique(0..4, 6.0);
    pairs.extend(clique(4..8, 6.0));
    pairs.push(pair(3, 4, 5.0));
    assert_eq!(members(&free(8, &pairs)), [[0, 1, 2, 3], [4, 5, 6, 7]]);
}

#[test]
fn what_speaks_against_outweighs_a_chain() {
    let chain = [pair(0, 1, 4.0), pair(1, 2, 3.0), pair(0, 2, -9.0)];
    assert_eq!(members(&free(3, &chain)), vec![vec![0, 1], vec![2]]);
    assert_eq!(members(&free(3, &[pair(0, 1, 4.0), pair(1, 2, 3.0), pair(0, 2, 1.0)])), [[0, 1, 2]]);
}

#[test]
fn uncompared_pairs_count_as_the_settings_say() {
    let star: Vec<_> = (1..6).map(|item| pair(0, item, 1.0)).collect();
    let unknown = ClusterSettings { uncompared_weight: 0.0, ..ClusterSettings::default() };
    assert_eq!(cluster(6, &star, Constraints::default(), &unknown).clusters.len(), 1);
    let against = ClusterSettings { uncompared_weight: 1.0, ..ClusterSettings::default() };
    assert_eq!(members(&cluster(6, &star, Constraints::default(), &against))[0], [0, 1]);
}

#[test]
fn cannot_links_hold_through_later_joins() {
    let constraints = Constraints { must: &[], cannot: &[(0, 3)] };
    let pairs = clique(0..4, 8.0);
    let found = cluster(4, &pairs, constraints, &ClusterSettings::default());
    assert_eq!(found.problems, []);
    let of = |item: u32| found.clusters.iter().position(|cluster| cluster.members.contains(&item));
    assert_ne!(of(0), of(3));
    assert_eq!(found.clusters.len(), 2);
}

#[test]
fn must_links_are_transitive_and_need_no_pairs() {
    let constraints = Constraints { must: &[(4, 1), (1, 3)], cannot: &[] };
    let found = cluster(5, &[pair(1, 4, -9.0)], constraints, &ClusterSettings::default());
    assert_eq!(members(&found), vec![vec![0], vec![1, 3, 4], vec![2]]);
    assert!(found.clusters[1].cohesion.is_infinite());
}

#[test]
fn a_contradiction_is_said_and_the_later_link_left_out() {
    let constraints = Constraints { must: &[(0, 1), (1, 2)], cannot: &[(2, 0)] };
    let found = cluster(3, &clique(0..3, 9.0), constraints, &ClusterSettings::default());
    assert_eq!(members(&found), vec![vec![0, 1], vec![2]]);
    let wanted = ClusterProblem::Contradiction { left: 1, right: 2, apart_left: 0, apart_right: 2 };
    assert_eq!(found.problems, [wanted]);
}

#[test]
fn a_large_cluster_is_whole_and_said() {
    let found = free(201, &clique(0..201, 5.0));
    assert_eq!(found.clusters.len(), 1);
    assert_eq!(found.problems, [ClusterProblem::TooLarge { first: 0, size: 201, alarm_above: 200 }]);
    assert_eq!(free(200, &clique(0..200, 5.0)).problems, []);
}

#[test]
fn bad_pairs_are_said_and_left_out() {
    let pairs = [pair(0, 7, 5.0), pair(1, 1, 5.0), pair(0, 1, f64::NAN), pair(0, 2, 1.0), pair(2, 0, -3.0)];
    let found = free(3, &pairs);
    assert_eq!(members(&found), [[0], [1], [2]]);
    let bad = found.problems.iter().filter(|problem| matches!(problem, ClusterProblem::BadPair { .. })).count();
    assert_eq!(bad, 3);
    assert!(found.problems.contains(&ClusterProblem::ScoredTwice { left: 0, right: 2 }));
}

#[test]
fn one_pair_weighs_no_more_than_the_limit() {
    let chain = [pair(0, 1, 9.0), pair(1, 2, f64::INFINITY), pair(0, 2, -11.0), pair(0, 3, -1e300)];
    let found = free(4, &chain);
    assert_eq!(members(&found), vec![vec![0], vec![1, 2], vec![3]]);
    assert!((found.clusters[1].cohesion - 10.0).abs() < 1e-12);
}

/// A generator of Lehmer (Park and Miller 1988): small and the same everywhere.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(seed), |last| Some(last * 48_271 % 2_147_483_647))
}

fn random_pairs(n_items: u64, n_pairs: usize, seed: u64) -> Vec<ScoredPair> {
    let draws: Vec<u64> = numbers(seed).skip(10).take(3 * n_pairs).collect();
    let small = |draw: u64| u32::try_from(draw % n_items).unwrap_or_default();
    let bits = |draw: u64| f64::from(u32::try_from(draw % 1600).unwrap_or_default()) / 100.0 - 8.0;
    draws.chunks_exact(3).map(|draw| pair(small(draw[0]), small(draw[1]), bits(draw[2]))).collect()
}

#[test]
fn any_order_gives_the_same() {
    let pairs = random_pairs(60, 300, 7);
    let cannot: Vec<_> = random_pairs(60, 20, 11).iter().map(|pair| (pair.left, pair.right)).collect();
    let settings = ClusterSettings::default();
    let turned: Vec<_> = pairs.iter().rev().map(|one| pair(one.right, one.left, one.bits)).collect();
    let cannot_turned: Vec<_> = cannot.iter().rev().copied().collect();
    let one = cluster(60, &pairs, Constraints { must: &[], cannot: &cannot }, &settings);
    let other = cluster(60, &turned, Constraints { must: &[], cannot: &cannot_turned }, &settings);
    assert_eq!(one.clusters, other.clusters);
    for cluster in &one.clusters {
        let within = |item: &u32| cluster.members.contains(item);
        assert!(!cannot.iter().any(|(left, right)| left != right && within(left) && within(right)));
    }
}

/// What average linkage is, written without a heap: the best of all joins, over and over.
fn plain(n_items: u32, pairs: &[ScoredPair], settings: &ClusterSettings) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = (0..n_items).map(|item| vec![item]).collect();
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for left in 0..groups.len() {
            for right in left + 1..groups.len() {
                let between: Vec<f64> = pairs
                    .iter()
                    .filter(|pair| {
                        (groups[left].contains(&pair.left) && groups[right].contains(&pair.right))
                            || (groups[left].contains(&pair.right) && groups[right].contains(&pair.left))
                    })
                    .map(|pair| pair.bits)
                    .collect();
                if between.is_empty() {
                    continue;
                }
                let all = groups[left].len() * groups[right].len() - between.len();
                let rest = f64::from(u32::try_from(all).unwrap_or_default()) * settings.uncompared_weight;
                let n = f64::from(u32::try_from(between.len()).unwrap_or_default());
                let mean = (between.iter().sum::<f64>() + rest * settings.uncompared_bits) / (n + rest);
                if mean >= settings.join_at && best.is_none_or(|(bits, ..)| mean > bits + 1e-9) {
                    best = Some((mean, left, right));
                }
            }
        }
        let Some((_, left, right)) = best else { break };
        let taken = groups.remove(right);
        groups[left].extend(taken);
        groups[left].sort_unstable();
        groups.sort();
    }
    groups
}

#[test]
fn is_average_linkage() {
    for seed in 1..30 {
        let mut pairs = random_pairs(14, 40, seed * 31);
        pairs.retain(|pair| pair.left != pair.right);
        // Scores without ties, so that there is one right answer.
        for (position, pair) in pairs.iter_mut().enumerate() {
            pair.bits += f64::from(u32::try_from(position).unwrap_or_default()) * 1e-4;
        }
        pairs.sort_by_key(|pair| (pair.left.min(pair.right), pair.left.max(pair.right)));
        pairs.dedup_by_key(|pair| (pair.left.min(pair.right), pair.left.max(pair.right)));
        let settings = ClusterSettings::default();
        assert_eq!(members(&free(14, &pairs)), plain(14, &pairs, &settings), "seed {seed}");
    }
}

#[test]
fn components_are_closed() {
    let pairs = random_pairs(80, 60, 5);
    let settings = ClusterSettings::default();
    let whole = cluster(80, &pairs, Constraints::default(), &settings);
    for component in components(80, &pairs, &[], &settings) {
        let inside: Vec<_> = pairs
            .iter()
            .filter(|pair| component.contains(&pair.left) && component.contains(&pair.right))
            .copied()
            .collect();
        let alone = cluster(80, &inside, Constraints::default(), &settings);
        let of = |clustering: &Clustering| -> Vec<Vec<u32>> {
            members(clustering).into_iter().filter(|members| component.contains(&members[0])).collect()
        };
        assert_eq!(of(&alone), of(&whole));
    }
}
