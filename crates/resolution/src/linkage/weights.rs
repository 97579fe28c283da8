//! What each outcome of a comparison is worth: learnt without labels, or from records whose entities are known.

use super::block::Pair;
use super::compare::{N_LEVELS, N_NAME_LEVELS, Pattern, level};
use super::parallel;
use super::rarity::Rarity;
use crate::calibration::Calibration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was learnt for one schema: bits for each outcome of each comparison. Small, and can be kept as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Whether labels taught it, or expectation maximisation.
    pub from_labels: bool,
    /// log2 odds of a proposed pair before anything was compared.
    pub prior: f64,
    /// For each comparison (the names first) and outcome: log2 of the Bayes factor. Outcome 0, not known, is 0.
    pub bits: Vec<Vec<f64>>,
    /// For each comparison how much the rarity of a shared value counts: 1 is Fellegi and Sunter's own.
    pub rarity: Vec<f64>,
    /// From sums of bits to probabilities; without labels there is none, and the sum is taken for log2 odds.
    pub calibration: Option<Calibration>,
}

impl Model {
    /// Bits for a pair to be one. `rare`: bits for the rarity of what they share, for each comparison.
    pub(super) fn sum(&self, pattern: Pattern, rare: &[f64]) -> f64 {
        let of = |(position, bits): (usize, &Vec<f64>)| bits.get(level(pattern, position)).copied().unwrap_or_default();
        let levels: f64 = self.bits.iter().enumerate().map(of).sum();
        let rarity: f64 = self.rarity.iter().zip(rare).map(|(weight, rare)| weight * rare).sum();
        self.prior + levels + rarity
    }

    /// What one outcome is worth, with the bits for the rarity of what is shared.
    pub(super) fn bits_of(&self, position: usize, level: usize, rare: f64) -> f64 {
        let bits = self.bits.get(position).and_then(|bits| bits.get(level)).copied().unwrap_or_default();
        bits + self.rarity.get(position).copied().unwrap_or_default() * rare
    }

    /// log2 odds that a pair with this sum is one.
    #[must_use]
    pub fn odds(&self, sum: f64) -> f64 {
        self.calibration.as_ref().map_or(sum, |calibration| calibration.bits(sum))
    }

    /// Probability that a pair with this sum is one.
    #[must_use]
    pub fn probability(&self, sum: f64) -> f64 {
        self.calibration
            .as_ref()
            .map_or_else(|| 1.0 / (1.0 + (-sum).exp2()), |calibration| calibration.probability(sum))
    }
}

fn n_levels(position: usize) -> usize {
    if position == 0 { N_NAME_LEVELS } else { N_LEVELS }
}

/// Shares of the outcomes among pairs that are one, and the odds of any two records to be one.
struct Chances {
    odds: f64,
    same: Vec<Vec<f64>>,
}

/// Rounds of expectation maximisation; it is all but still after some twenty.
const N_ROUNDS: usize = 30;

/// Weights by expectation maximisation (Winkler 1988; Fellegi and Sunter 1969).
///
/// Over *all* pairs of records: what pairs that are not one look like is seen on pairs drawn at random, `by_chance`; those that
/// were not proposed count as not one. So the keys that proposed a pair do not bend the weights of their columns.
pub(super) fn by_maximisation(
    n_records: usize,
    n_comparisons: usize,
    patterns: &[Pattern],
    by_chance: &[Pattern],
) -> Model {
    let mut counted: BTreeMap<Pattern, f64> = BTreeMap::new();
    patterns.iter().for_each(|&pattern| *counted.entry(pattern).or_default() += 1.0);
    let other = shares(n_comparisons, by_chance);
    let expected = |position: usize| (0..n_levels(position)).map(|level| expected(position, level)).collect();
    let mut same: Vec<Vec<f64>> = (0..n_comparisons).map(expected).collect();
    same.iter_mut().for_each(|counts| to_shares(counts));
    #[allow(clippy::cast_precision_loss, reason = "an estimate")]
    let n_records = n_records as f64;
    let n_pairs = (n_records * (n_records - 1.0) / 2.0).max(1.0);
    let mut chances = Chances { odds: n_records / n_pairs, same };
    for _ in 0..N_ROUNDS {
        chances = round(&chances, &other, &counted, n_pairs);
    }
    let bits = (0..n_comparisons).map(|position| {
        let ratio = |level: usize| (chances.same[position][level] / other[position][level]).log2();
        (0..n_levels(position)).map(|level| if level == 0 { 0.0 } else { ratio(level) }).collect()
    });
    Model {
        from_labels: false,
        prior: chances.odds.log2(),
        bits: bits.collect(),
        rarity: vec![1.0; n_comparisons],
        calibration: None,
    }
}

/// Shares of the outcomes among pairs drawn at random.
fn shares(n_comparisons: usize, by_chance: &[Pattern]) -> Vec<Vec<f64>> {
    let mut shares: Vec<Vec<f64>> = (0..n_comparisons).map(|position| vec![0.5; n_levels(position)]).collect();
    for &pattern in by_chance {
        for (position, counts) in shares.iter_mut().enumerate() {
            if let Some(count) = counts.get_mut(level(pattern, position)) {
                *count += 1.0;
            }
        }
    }
    shares.iter_mut().for_each(|counts| to_shares(counts));
    shares
}

/// Where expectation maximisation starts for pairs that are one: most values agree, slips are rare, conflicts are rarer.
fn expected(position: usize, level: usize) -> f64 {
    if position > 0 {
        return match level {
            0 | 1 => 8.0,
            2 => 1.0,
            _ => 0.3,
        };
    }
    let names = super::compare::NameMatch::of_level(level);
    match (names.n_same + names.n_near + names.n_short, names.n_against) {
        (0, _) => 0.05,
        (1, 0) => 2.0,
        (1, _) => 0.5,
        (_, 0) => 8.0,
        _ => 1.0,
    }
}

fn to_shares(counts: &mut [f64]) {
    // What is not known says nothing, so shares are of what is known.
    let known: f64 = counts.iter().skip(1).sum();
    counts.iter_mut().skip(1).for_each(|count| *count /= known.max(1e-12));
    if let Some(unknown) = counts.first_mut() {
        *unknown = 1.0;
    }
}

fn round(chances: &Chances, other: &[Vec<f64>], counted: &BTreeMap<Pattern, f64>, n_pairs: f64) -> Chances {
    let mut same: Vec<Vec<f64>> = chances.same.iter().map(|counts| vec![0.05; counts.len()]).collect();
    let mut n_same = 1.0;
    for (&pattern, &count) in counted {
        let mut odds = chances.odds;
        for (position, (same, other)) in chances.same.iter().zip(other).enumerate() {
            let level = level(pattern, position);
            odds *= same.get(level).copied().unwrap_or(1.0) / other.get(level).copied().unwrap_or(1.0);
        }
        let probability = odds / (1.0 + odds);
        for (position, same) in same.iter_mut().enumerate() {
            if let Some(same) = same.get_mut(level(pattern, position)) {
                *same += count * probability;
            }
        }
        n_same += count * probability;
    }
    same.iter_mut().for_each(|counts| to_shares(counts));
    let share = (n_same / n_pairs).min(0.5);
    Chances { odds: share / (1.0 - share), same }
}

/// A pair of which the truth is known.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) pair: Pair,
    pub(super) pattern: Pattern,
    pub(super) same: bool,
    /// Which half each of the two belongs to when something is learnt on one half and tried on the other.
    pub(super) halves: [u8; 2],
}

/// Weights from labels: the additive weights that make the labels most likely (logistic regression on outcomes and rarity),
/// drawn towards `start`, the more so the fewer labels there are.
pub(super) fn from_labels(start: &Model, known: &[Known], rarity: &Rarity<'_>) -> Model {
    let layout = Layout::new(start.bits.len());
    let begin = layout.vector(start);
    let mut weights = begin.clone();
    for _ in 0..N_STEPS {
        let parts: Vec<&[Known]> = known.chunks(N_AT_ONCE).collect();
        let sums = parallel::map(&parts, |part| Sums::of(part, &layout, &weights, rarity));
        let mut total = Sums::new(layout.n);
        sums.iter().for_each(|sum| total.add(sum));
        let step = total.step(&weights, &begin);
        let longest = step.iter().map(|step| step.abs()).fold(0.0, f64::max);
        let shorter = (3.0 / longest.max(1e-12)).min(1.0);
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += shorter * step);
        if longest < 1e-4 {
            break;
        }
    }
    layout.model(&weights)
}

const N_STEPS: usize = 15;
const N_AT_ONCE: usize = 1 << 14;
/// How strongly a weight is held where it started, as if so many labels had spoken for it.
const PULL: f64 = 1.0;

/// Where each weight stands in one vector: the prior, the outcomes, the rarities.
struct Layout {
    n_comparisons: usize,
    starts: Vec<usize>,
    n: usize,
}

impl Layout {
    fn new(n_comparisons: usize) -> Self {
        let mut starts = Vec::with_capacity(n_comparisons + 1);
        let mut at = 1;
        for position in 0..n_comparisons {
            starts.push(at);
            at += n_levels(position);
        }
        starts.push(at);
        Self { n_comparisons, starts, n: at + n_comparisons }
    }

    /// Natural logarithms, as logistic regression has them.
    fn vector(&self, model: &Model) -> Vec<f64> {
        let all = std::iter::once(model.prior)
            .chain(model.bits.iter().flatten().copied())
            .chain(model.rarity.iter().copied());
        let vector: Vec<f64> = all.map(|bits| bits * std::f64::consts::LN_2).collect();
        debug_assert_eq!(vector.len(), self.n);
        vector
    }

    fn model(&self, weights: &[f64]) -> Model {
        let bits: Vec<f64> = weights.iter().map(|weight| weight / std::f64::consts::LN_2).collect();
        let of = |position: usize| bits[self.starts[position]..self.starts[position + 1]].to_vec();
        Model {
            from_labels: true,
            prior: bits[0],
            bits: (0..self.n_comparisons).map(of).collect(),
            rarity: bits[self.starts[self.n_comparisons]..].iter().map(|weight| weight.max(0.0)).collect(),
            calibration: None,
        }
    }

    /// What speaks in a pair: positions and values. Not known is no outcome.
    fn features(&self, known: &Known, rarity: &Rarity<'_>, into: &mut Vec<(usize, f64)>) {
        into.clear();
        into.push((0, 1.0));
        for position in 0..self.n_comparisons {
            let level = level(known.pattern, position);
            if level > 0 {
                into.push((self.starts[position] + level, 1.0));
            }
        }
        let rare = self.starts[self.n_comparisons];
        let of_pair = rarity.of(known.pair, known.pattern);
        into.extend(
            of_pair
                .iter()
                .enumerate()
                .filter(|(_, bits)| **bits != 0.0)
                .map(|(position, &bits)| (rare + position, bits)),
        );
    }
}

/// Gradient and curvature of the likelihood.
struct Sums {
    gradient: Vec<f64>,
    curvature: Vec<f64>,
}

impl Sums {
    fn new(n: usize) -> Self {
        Self { gradient: vec![0.0; n], curvature: vec![0.0; n * n] }
    }

    fn of(known: &[Known], layout: &Layout, weights: &[f64], rarity: &Rarity<'_>) -> Self {
        let n = layout.n;
        let mut sums = Self::new(n);
        let mut features = Vec::new();
        for one in known {
            layout.features(one, rarity, &mut features);
            let log_odds: f64 = features.iter().map(|&(at, value)| weights[at] * value).sum();
            let probability = 1.0 / (1.0 + (-log_odds).exp());
            let miss = f64::from(u8::from(one.same)) - probability;
            let certainty = probability * (1.0 - probability);
            for &(row, value) in &features {
                sums.gradient[row] += miss * value;
                let cells = &mut sums.curvature[row * n..(row + 1) * n];
                features.iter().for_each(|&(column, other)| cells[column] += certainty * value * other);
            }
        }
        sums
    }

    fn add(&mut self, other: &Self) {
        self.gradient.iter_mut().zip(&other.gradient).for_each(|(sum, more)| *sum += more);
        self.curvature.iter_mut().zip(&other.curvature).for_each(|(sum, more)| *sum += more);
    }

    /// A Newton step, by Cholesky's decomposition. The pull towards the start keeps the matrix positive.
    fn step(mut self, weights: &[f64], begin: &[f64]) -> Vec<f64> {
        let n = weights.len();
        for row in 0..n {
            self.gradient[row] -= PULL * (weights[row] - begin[row]);
            self.curvature[row * n + row] += PULL;
        }
        let m = &mut self.curvature;
        for column in 0..n {
            for row in column..n {
                let (upper, lower) = (&m[column * n..column * n + column], &m[row * n..row * n + column]);
                let sum: f64 = upper.iter().zip(lower).map(|(one, other)| one * other).sum();
                let rest = m[row * n + column] - sum;
                m[row * n + column] =
                    if row == column { rest.max(1e-12).sqrt() } else { rest / m[column * n + column] };
            }
        }
        let mut step = self.gradient;
        for row in 0..n {
            let sum: f64 = (0..row).map(|column| m[row * n + column] * step[column]).sum();
            step[row] = (step[row] - sum) / m[row * n + row];
        }
        for row in (0..n).rev() {
            let sum: f64 = (row + 1..n).map(|column| m[column * n + row] * step[column]).sum();
            step[row] = (step[row] - sum) / m[row * n + row];
        }
        step
    }
}
