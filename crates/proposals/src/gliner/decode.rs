//! From scores to names: the best spans that do not overlap, best first.

use super::network::Scores;
use rten_tensor::prelude::*;

/// A name: its first and last word, its label, the model's score in `0.0..=1.0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Position in the window.
    pub first: usize,
    /// Position in the window, inclusive.
    pub last: usize,
    /// Position in the labels.
    pub label: usize,
    /// Sigmoid of the logit.
    pub score: f32,
}

/// The spans of `n_words` words that score above their label's threshold and do not overlap a better one, in order of the text.
pub fn best(scores: &Scores, n_words: usize, thresholds: &[f32]) -> Vec<Scored> {
    let mut candidates = candidates(scores, n_words, thresholds);
    // Stable, as the library's: of equal scores the earlier span wins.
    candidates.sort_by(|left, right| right.score.total_cmp(&left.score));
    let mut taken = vec![false; n_words];
    let mut best: Vec<Scored> = Vec::new();
    for one in candidates {
        let Some(words) = taken.get_mut(one.first..=one.last) else { continue };
        if words.iter().all(|is_taken| !is_taken) {
            words.fill(true);
            best.push(one);
        }
    }
    best.sort_by_key(|one| one.first);
    best
}

fn candidates(scores: &Scores, n_words: usize, thresholds: &[f32]) -> Vec<Scored> {
    let [n_firsts, n_widths, n_labels] = scores.logits.shape();
    let mut candidates = Vec::new();
    for first in 0..n_firsts.min(n_words) {
        for last in first..(first + n_widths).min(n_words) {
            for (label, threshold) in thresholds.iter().enumerate().take(n_labels) {
                let score = sigmoid(scores.logits[[first, last - first, label]]);
                if score > *threshold {
                    candidates.push(Scored { first, last, label, score });
                }
            }
        }
    }
    candidates
}

fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rten_tensor::NdTensor;

    #[test]
    fn the_better_of_two_overlapping_spans_is_kept() {
        let mut logits = NdTensor::full([4, 2, 2], -9.0);
        logits[[0, 1, 0]] = 1.0; // words 0-1, label 0
        logits[[1, 1, 1]] = 2.0; // words 1-2, label 1: better, so the first goes
        logits[[3, 0, 1]] = 0.5;
        logits[[3, 1, 1]] = 8.0; // runs over the end
        logits[[0, 0, 0]] = 0.1;
        let found = best(&Scores { logits }, 4, &[0.5, 0.6]);
        let found: Vec<_> =
            found.iter().map(|one| (one.first, one.last, one.label, (one.score * 100.0).round())).collect();
        assert_eq!(found, [(0, 0, 0, 52.0), (1, 2, 1, 88.0), (3, 3, 1, 62.0)]);
    }

    #[test]
    fn what_is_not_a_number_is_no_name() {
        let logits = NdTensor::full([2, 2, 1], f32::NAN);
        assert!(best(&Scores { logits }, 2, &[0.5]).is_empty());
    }
}
