//! Probabilities from scores, learnt from labelled pairs, and how far they can be believed.
//!
//! Fellegi-Sunter weights and similarities put pairs in a good order, but read as probabilities they are wrong. A
//! [`Calibration`] is a map from scores to probabilities that never turns their order round: [`Calibration::isotonic`] follows
//! the labels closely and wants some hundred of them, [`Calibration::platt`] has two numbers and does with some dozen.
//! [`reliability`] says how far probabilities and truth lie apart. Measure on pairs of *other* people than those learnt from.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

/// A score and what a person says about the pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labelled {
    /// Any number that grows with the evidence that the two are one; here bits.
    pub score: f64,
    /// Whether they are one.
    pub same: bool,
}

/// A map from scores to probabilities that never turns their order round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calibration {
    /// Straight lines between `(score, probability)`, both rising; flat beyond the ends.
    Isotonic(Vec<(f64, f64)>),
    /// `1 / (1 + exp(-(slope * score + intercept)))`, slope not below 0.
    Platt {
        /// Natural-log odds for each unit of score.
        slope: f64,
        /// Natural-log odds at score 0.
        intercept: f64,
    },
}

/// Why nothing can be learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalibrationError {
    /// No pair with a finite score.
    #[error("there is no labelled pair with a score; label some pairs as the same or not the same")]
    NoPairs,
    /// All labels say the same.
    #[error("all labelled pairs have the same answer; label pairs of both kinds")]
    OneAnswer,
}

/// At most so many groups of scores enter the isotonic fit: more would follow single labels.
const N_GROUPS: usize = 400;

impl Calibration {
    /// Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny and Elkan 2002): flat within a pool, with
    /// straight lines in the gaps between them.
    ///
    /// `labelled` in any order, with the same result. A pool of n pairs of which k are the same gives (k + 1/2) / (n + 1), so
    /// that no score is ever quite certain. O(n log n).
    ///
    /// # Errors
    /// [`CalibrationError`].
    pub fn isotonic(labelled: &[Labelled]) -> Result<Self, CalibrationError> {
        let sorted = in_order(labelled, |pair| *pair)?;
        let mut pools: Vec<Pool> = Vec::new();
        for group in groups(&sorted) {
            pools.push(group);
            while let [.., before, last] = pools[..] {
                if before.share() < last.share() {
                    break;
                }
                pools.truncate(pools.len() - 2);
                pools.push(before.with(last));
            }
        }
        let mut knots: Vec<(f64, f64)> = Vec::with_capacity(pools.len());
        for pool in pools {
            let lowest = knots.last().map_or(0.0, |&(_, probability)| probability);
            let probability = pool.probability().max(lowest);
            knots.push((pool.lowest, probability));
            if pool.highest > pool.lowest {
                knots.push((pool.highest, probability));
            }
        }
        Ok(Self::Isotonic(knots))
    }

    /// Logistic regression on the score (Platt 1999, with his smoothed targets), by Newton steps.
    ///
    /// # Errors
    /// [`CalibrationError`].
    pub fn platt(labelled: &[Labelled]) -> Result<Self, CalibrationError> {
        let weighed: Vec<(Labelled, f64)> = labelled.iter().map(|pair| (*pair, 1.0)).collect();
        Self::platt_weighed(&weighed)
    }

    /// The same for pairs that each stand for as many as their weight says; weights that are not above 0 are left out.
    ///
    /// # Errors
    /// [`CalibrationError`].
    pub fn platt_weighed(labelled: &[(Labelled, f64)]) -> Result<Self, CalibrationError> {
        let counting: Vec<(Labelled, f64)> = labelled.iter().filter(|(_, weight)| *weight > 0.0).copied().collect();
        let sorted = in_order(&counting, |(pair, _)| *pair)?;
        let sum =
            |same: bool| -> f64 { sorted.iter().filter(|(pair, _)| pair.same == same).map(|(_, weight)| weight).sum() };
        let (n_same, n_other) = (sum(true), sum(false));
        let (high, low) = ((n_same + 1.0) / (n_same + 2.0), 1.0 / (n_other + 2.0));
        let scale = sorted.iter().map(|(pair, _)| pair.score.abs()).fold(1.0, f64::max);
        let point =
            |(pair, weight): &(Labelled, f64)| (pair.score / scale, if pair.same { high } else { low }, *weight);
        let points: Vec<(f64, f64, f64)> = sorted.iter().map(point).collect();
        let (slope, intercept) = logistic(&points, (n_same + 1.0) / (n_other + 1.0));
        Ok(Self::Platt { slope: slope.max(0.0) / scale, intercept })
    }

    /// Probability that a pair with this score is one, between 0 and 1; a score that is no number says nothing: that of the lowest.
    #[must_use]
    pub fn probability(&self, score: f64) -> f64 {
        match self {
            Self::Isotonic(knots) => between(knots, if score.is_nan() { f64::NEG_INFINITY } else { score }),
            Self::Platt { .. } if score.is_nan() => 0.0,
            Self::Platt { slope, intercept } => 1.0 / (1.0 + (-(slope * score + intercept)).exp()),
        }
    }

    /// The same as log2 of the odds, for [`crate::cluster`]; finite.
    #[must_use]
    pub fn bits(&self, score: f64) -> f64 {
        let probability = self.probability(score).clamp(1e-9, 1.0 - 1e-9);
        (probability / (1.0 - probability)).log2()
    }
}

/// Those with a finite score, in order of it.
fn in_order<T: Copy>(labelled: &[T], of: impl Fn(&T) -> Labelled) -> Result<Vec<T>, CalibrationError> {
    let mut sorted: Vec<T> = labelled.iter().filter(|pair| of(pair).score.is_finite()).copied().collect();
    let first = of(sorted.first().ok_or(CalibrationError::NoPairs)?).same;
    if sorted.iter().all(|pair| of(pair).same == first) {
        return Err(CalibrationError::OneAnswer);
    }
    sorted.sort_by(|a, b| of(a).score.total_cmp(&of(b).score).then(of(a).same.cmp(&of(b).same)));
    Ok(sorted)
}

/// Neighbouring scores that are taken for one.
#[derive(Clone, Copy)]
struct Pool {
    lowest: f64,
    highest: f64,
    n_same: f64,
    n: f64,
}

impl Pool {
    /// `pairs` in order, at least one.
    fn of(pairs: &[Labelled]) -> Self {
        let end = |pair: Option<&Labelled>| pair.map_or(0.0, |pair| pair.score);
        let n_same = count(pairs.iter().filter(|pair| pair.same).count());
        Self { lowest: end(pairs.first()), highest: end(pairs.last()), n_same, n: count(pairs.len()) }
    }

    fn with(self, higher: Self) -> Self {
        Self { lowest: self.lowest, highest: higher.highest, n_same: self.n_same + higher.n_same, n: self.n + higher.n }
    }

    fn share(self) -> f64 {
        self.n_same / self.n
    }

    fn probability(self) -> f64 {
        (self.n_same + 0.5) / (self.n + 1.0)
    }
}

/// Pools of equal scores, several together where there are many.
fn groups(sorted: &[Labelled]) -> impl Iterator<Item = Pool> {
    let least = sorted.len().div_ceil(N_GROUPS);
    let mut rest = sorted;
    std::iter::from_fn(move || {
        let last = rest.get(least.min(rest.len()).checked_sub(1)?)?.score;
        let (group, others) = rest.split_at(rest.partition_point(|pair| pair.score <= last));
        rest = others;
        Some(Pool::of(group))
    })
}

/// Slope and intercept of the most likely logistic curve through `(x, target, weight)`, |x| at most 1.
fn logistic(points: &[(f64, f64, f64)], odds: f64) -> (f64, f64) {
    // A weak pull to 0 keeps the slope finite when scores part the answers completely.
    const RIDGE: f64 = 1e-6;
    let (mut slope, mut intercept) = (0.0_f64, odds.ln());
    for _ in 0..100 {
        let (mut g_slope, mut g_intercept, mut h_ss, mut h_si, mut h_ii) = (-RIDGE * slope, 0.0, RIDGE, 0.0, RIDGE);
        for &(x, target, counts) in points {
            let p = 1.0 / (1.0 + (-(slope * x + intercept)).exp());
            let weight = counts * p * (1.0 - p);
            g_slope += counts * (target - p) * x;
            g_intercept += counts * (target - p);
            h_ss += weight * x * x;
            h_si += weight * x;
            h_ii += weight;
        }
        let determinant = h_ss * h_ii - h_si * h_si;
        if determinant.abs() < 1e-300 {
            break;
        }
        let step =
            ((h_ii * g_slope - h_si * g_intercept) / determinant, (h_ss * g_intercept - h_si * g_slope) / determinant);
        // Newton may overshoot far from the answer.
        let shorter = (20.0 / (step.0.abs() + step.1.abs())).min(1.0);
        slope += shorter * step.0;
        intercept += shorter * step.1;
        if step.0.abs() + step.1.abs() < 1e-10 {
            break;
        }
    }
    (slope, intercept)
}

/// The straight line between the two knots around `score`.
fn between(knots: &[(f64, f64)], score: f64) -> f64 {
    let after = knots.partition_point(|&(x, _)| x < score);
    match (after.checked_sub(1).and_then(|before| knots.get(before)), knots.get(after)) {
        (Some(&(x0, p0)), Some(&(x1, p1))) if x1 > x0 => p0 + (p1 - p0) * (score - x0) / (x1 - x0),
        (_, Some(&(_, p))) | (Some(&(_, p)), None) => p,
        (None, None) => 0.0,
    }
}

/// How far stated probabilities and truth lie apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// How many pairs.
    pub n: usize,
    /// Expected calibration error: mean over the pairs of |stated - true share| of their bin (Naeini et al. 2015).
    pub ece: f64,
    /// Mean squared error (Brier 1950).
    pub brier: f64,
    /// Bins of equal width from 0 to 1; empty ones are left out.
    pub bins: Vec<Bin>,
}

/// Pairs with about the same stated probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// How many.
    pub n: usize,
    /// Mean of what was stated.
    pub stated: f64,
    /// Share that is true.
    pub found: f64,
}

/// How far stated probabilities and truth lie apart, in `n_bins` bins of equal width (at least one; 10 is usual).
///
/// `stated`: probability and truth of each pair; any order with the same result but for the last digits.
#[must_use]
pub fn reliability(stated: &[(f64, bool)], n_bins: usize) -> Reliability {
    let n_bins = n_bins.max(1);
    let mut sums = vec![(0_usize, 0.0_f64, 0_usize); n_bins];
    let mut squares = 0.0;
    for &(probability, same) in stated {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the bins")]
        let bin = (probability.clamp(0.0, 1.0) * count(n_bins)) as usize;
        if let Some(sum) = sums.get_mut(bin.min(n_bins - 1)) {
            sum.0 += 1;
            sum.1 += probability;
            sum.2 += usize::from(same);
        }
        squares += (probability - f64::from(u8::from(same))).powi(2);
    }
    let n = count(stated.len()).max(1.0);
    let full = sums.into_iter().filter(|&(n, ..)| n > 0);
    let bins: Vec<Bin> =
        full.map(|(n, stated, found)| Bin { n, stated: stated / count(n), found: count(found) / count(n) }).collect();
    let ece = bins.iter().map(|bin| count(bin.n) / n * (bin.stated - bin.found).abs()).sum();
    Reliability { n: stated.len(), ece, brier: squares / n, bins }
}

#[allow(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}
