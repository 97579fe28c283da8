//! Scores of a clustering against another: B-cubed (Bagga and Baldwin 1998), MUC (Vilain et al. 1995), CEAF-e (Luo 2005).

use std::collections::BTreeMap;

/// Precision and recall, `0.0..=1.0`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    pub precision: f64,
    pub recall: f64,
}

impl Scores {
    /// Harmonic mean.
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// The items of each label.
pub fn groups<T: Ord + Clone>(labels: &[T]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<T, Vec<usize>> = BTreeMap::new();
    for (item, label) in labels.iter().enumerate() {
        groups.entry(label.clone()).or_default().push(item);
    }
    groups.into_values().collect()
}

/// B-cubed of labels of the same items; both ways the sum runs over items.
pub fn b_cubed<G: Ord + Clone, S: Ord + Clone>(gold: &[G], given: &[S]) -> Scores {
    let (mut precision, mut recall) = (0.0, 0.0);
    let mut both: BTreeMap<(&G, &S), f64> = BTreeMap::new();
    let (mut of_gold, mut of_given) = (BTreeMap::new(), BTreeMap::new());
    for (one, other) in gold.iter().zip(given) {
        *both.entry((one, other)).or_default() += 1.0;
        *of_gold.entry(one).or_insert(0.0) += 1.0;
        *of_given.entry(other).or_insert(0.0) += 1.0;
    }
    for ((one, other), n) in &both {
        precision += n * n / of_given.get(other).copied().unwrap_or(1.0);
        recall += n * n / of_gold.get(one).copied().unwrap_or(1.0);
    }
    let n_items = count(gold.len()).max(1.0);
    Scores { precision: precision / n_items, recall: recall / n_items }
}

/// MUC: links that are kept.
pub fn muc<G: Ord + Clone, S: Ord + Clone>(gold: &[G], given: &[S]) -> Scores {
    Scores { precision: muc_recall(given, gold), recall: muc_recall(gold, given) }
}

fn muc_recall<G: Ord + Clone, S: Ord + Clone>(gold: &[G], given: &[S]) -> f64 {
    let (mut kept, mut all) = (0.0, 0.0);
    for group in groups(gold) {
        let parts: std::collections::BTreeSet<&S> = group.iter().filter_map(|&item| given.get(item)).collect();
        kept += count(group.len() - parts.len());
        all += count(group.len() - 1);
    }
    if all > 0.0 { kept / all } else { 0.0 }
}

/// CEAF-e: the best one-to-one map of clusters, similarity 2·|both| / (|one| + |other|).
pub fn ceaf_e<G: Ord + Clone, S: Ord + Clone>(gold: &[G], given: &[S]) -> Scores {
    let (gold_groups, given_groups) = (groups(gold), groups(given));
    let of = |groups: &[Vec<usize>]| -> BTreeMap<usize, usize> {
        groups.iter().enumerate().flat_map(|(idx, group)| group.iter().map(move |&item| (item, idx))).collect()
    };
    let (in_gold, in_given) = (of(&gold_groups), of(&given_groups));
    let mut both: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for item in 0..gold.len() {
        if let (Some(&one), Some(&other)) = (in_gold.get(&item), in_given.get(&item)) {
            *both.entry((one, other)).or_default() += 1.0;
        }
    }
    let size = |groups: &[Vec<usize>], at: usize| count(groups.get(at).map_or(0, Vec::len));
    let weights: BTreeMap<(usize, usize), f64> = both
        .into_iter()
        .map(|((one, other), n)| ((one, other), 2.0 * n / (size(&gold_groups, one) + size(&given_groups, other))))
        .collect();
    let best = best_matching(gold_groups.len(), given_groups.len(), &weights);
    Scores { precision: best / count(given_groups.len()).max(1.0), recall: best / count(gold_groups.len()).max(1.0) }
}

/// Mean F1 of the three, in percent.
pub fn conll<G: Ord + Clone, S: Ord + Clone>(gold: &[G], given: &[S]) -> f64 {
    100.0 * (muc(gold, given).f1() + b_cubed(gold, given).f1() + ceaf_e(gold, given).f1()) / 3.0
}

#[expect(clippy::cast_precision_loss, reason = "counts of mentions are far below 2^52")]
pub const fn count(n: usize) -> f64 {
    n as f64
}

/// Weight of the best one-to-one matching (Kuhn and Munkres), component by component, because most clusters touch few others.
fn best_matching(n_left: usize, n_right: usize, weights: &BTreeMap<(usize, usize), f64>) -> f64 {
    let mut parent: Vec<usize> = (0..n_left + n_right).collect();
    fn find(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    for &(left, right) in weights.keys() {
        let (one, other) = (find(&mut parent, left), find(&mut parent, n_left + right));
        parent[one] = other;
    }
    let mut components: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for &(left, right) in weights.keys() {
        components.entry(find(&mut parent, left)).or_default().push((left, right));
    }
    components.values().map(|pairs| best_in_component(pairs, weights)).sum()
}

fn best_in_component(pairs: &[(usize, usize)], weights: &BTreeMap<(usize, usize), f64>) -> f64 {
    let side = |of: fn(&(usize, usize)) -> usize| -> Vec<usize> {
        pairs.iter().map(of).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    };
    let (lefts, rights) = (side(|pair| pair.0), side(|pair| pair.1));
    let n = lefts.len().max(rights.len());
    let cost: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            let weight = |j: usize| lefts.get(i).zip(rights.get(j)).and_then(|(&l, &r)| weights.get(&(l, r))).copied();
            (0..n).map(|j| -weight(j).unwrap_or(0.0)).collect()
        })
        .collect();
    -assignment(&cost)
}

/// Least total cost of a square assignment, O(n³), with potentials (Jonker and Volgenant 1987 in its short form).
fn assignment(cost: &[Vec<f64>]) -> f64 {
    let n = cost.len();
    let (mut u, mut v, mut matched, mut way) = (vec![0.0; n + 1], vec![0.0; n + 1], vec![0; n + 1], vec![0; n + 1]);
    for row in 1..=n {
        matched[0] = row;
        let mut column = 0;
        let (mut least, mut used) = (vec![f64::INFINITY; n + 1], vec![false; n + 1]);
        loop {
            used[column] = true;
            let (at, mut delta, mut next) = (matched[column], f64::INFINITY, 0);
            for j in 1..=n {
                if used[j] {
                    continue;
                }
                let reduced = cost[at - 1][j - 1] - u[at] - v[j];
                if reduced < least[j] {
                    least[j] = reduced;
                    way[j] = column;
                }
                if least[j] < delta {
                    delta = least[j];
                    next = j;
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[matched[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
            if matched[column] == 0 {
                break;
            }
        }
        while column != 0 {
            let before = way[column];
            matched[column] = matched[before];
            column = before;
        }
    }
    (1..=n).map(|j| cost[matched[j] - 1][j - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gold {1, 2, 3} {4, 5} {6, 7, 8, 9, 10, 11, 12}... in the small: {a, b, c} {d, e, f, g} against {a, b} {c, d} {f, g, h, i} needs
    /// the same items, so the worked example of Luo (2005) with items 1-12 is taken.
    #[test]
    fn the_worked_example_of_luo() {
        let gold = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3];
        let given = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
        let b_cubed = b_cubed(&gold, &given);
        assert!((b_cubed.precision - 9.14 / 12.0).abs() < 0.001, "{b_cubed:?}");
        assert!((b_cubed.recall - 1.0).abs() < 1e-12);
        let muc = muc(&gold, &given);
        assert!((muc.precision - 0.9).abs() < 1e-12 && (muc.recall - 1.0).abs() < 1e-12);
        let ceaf = ceaf_e(&gold, &given);
        assert!((ceaf.precision - (1.0 + 10.0 / 12.0) / 2.0).abs() < 1e-9, "{ceaf:?}");
    }

    #[test]
    fn the_best_map_is_not_the_greedy_one() {
        let weights = BTreeMap::from([((0, 0), 0.9), ((0, 1), 0.8), ((1, 0), 0.8)]);
        assert!((best_matching(2, 2, &weights) - 1.6).abs() < 1e-12);
    }
}
