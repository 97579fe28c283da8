//! Figures of scored pairs: F1, the area under the curve, recall without a false pair, calibration.

/// A pair with its score and the truth.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    pub score: f64,
    pub same: bool,
}

/// F1 of the pairs at or above a threshold.
pub fn f1(scored: &[Scored], threshold: f64) -> f64 {
    let found = scored.iter().filter(|pair| pair.score >= threshold);
    let (hits, n_found) = found.fold((0.0, 0.0), |(hits, n), pair| (hits + f64::from(u8::from(pair.same)), n + 1.0));
    let n_same = count(scored, |pair| pair.same);
    if n_found + n_same > 0.0 { 2.0 * hits / (n_found + n_same) } else { 0.0 }
}

/// The best F1 of any threshold.
pub fn best_f1(scored: &[Scored]) -> f64 {
    scored.iter().map(|pair| f1(scored, pair.score)).fold(0.0, f64::max)
}

/// Probability that a true pair scores above a false one; ties count half (Mann and Whitney 1947).
pub fn auc(scored: &[Scored]) -> f64 {
    let (same, other): (Vec<Scored>, Vec<Scored>) = scored.iter().partition(|pair| pair.same);
    let wins = |one: &Scored| {
        other
            .iter()
            .map(|two| {
                if one.score > two.score {
                    1.0
                } else if one.score < two.score {
                    0.0
                } else {
                    0.5
                }
            })
            .sum::<f64>()
    };
    let all = count(&same, |_| true) * count(&other, |_| true);
    if all > 0.0 { same.iter().map(wins).sum::<f64>() / all } else { 0.0 }
}

/// Share of the true pairs that score above every false one.
pub fn recall_without_error(scored: &[Scored]) -> f64 {
    let highest = scored.iter().filter(|pair| !pair.same).map(|pair| pair.score).fold(f64::MIN, f64::max);
    let n_same = count(scored, |pair| pair.same);
    if n_same > 0.0 { count(scored, |pair| pair.same && pair.score > highest) / n_same } else { 0.0 }
}

/// Mean of the squared errors of probabilities (Brier 1950).
pub fn brier(scored: &[Scored]) -> f64 {
    let error = |pair: &Scored| (pair.score - f64::from(u8::from(pair.same))).powi(2);
    scored.iter().map(error).sum::<f64>() / count(scored, |_| true).max(1.0)
}

/// How many pairs hold.
pub fn count(scored: &[Scored], holds: impl Fn(&Scored) -> bool) -> f64 {
    scored.iter().filter(|pair| holds(pair)).fold(0.0, |n, _| n + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_four_pairs() {
        let scored = [(0.9, true), (0.8, false), (0.7, true), (0.1, false)].map(|(score, same)| Scored { score, same });
        assert!((auc(&scored) - 0.75).abs() < 1e-9);
        assert!((f1(&scored, 0.75) - 0.5).abs() < 1e-9);
        assert!((best_f1(&scored) - 0.8).abs() < 1e-9);
        assert!((recall_without_error(&scored) - 0.5).abs() < 1e-9);
    }
}
