//! Two lists at a time: Lincoln-Petersen and Chapman. Shown to tell lists apart, never as an answer.

use crate::lists::{Lists, Overlap};
use crate::special::NORMAL_975;
use crate::{Estimate, Refusal};

/// What two lists alone would say, if they were independent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairEstimate {
    /// `n1 n2 / m` (Petersen 1896, Lincoln 1930).
    pub lincoln_petersen: f64,
    /// `(n1 + 1)(n2 + 1)/(m + 1) - 1` (Chapman 1951), with its normal interval (variance: Seber 1970).
    pub chapman: Estimate,
}

/// The estimates of a pair of lists.
///
/// # Errors
/// [`Refusal::PairApart`] when they share nobody.
pub fn pair(lists: &Lists, overlap: Overlap) -> Result<PairEstimate, Refusal> {
    if overlap.both == 0 {
        return Err(Refusal::PairApart);
    }
    let [left, right, both] = [lists.total(overlap.left), lists.total(overlap.right), overlap.both].map(|n| n as f64);
    let point = (left + 1.0) * (right + 1.0) / (both + 1.0) - 1.0;
    let variance = (left + 1.0) * (right + 1.0) * (left - both) * (right - both) / (both + 1.0).powi(2) / (both + 2.0);
    let half = NORMAL_975 * variance.sqrt();
    let chapman = Estimate { point, low: (point - half).max(left + right - both), high: point + half };
    Ok(PairEstimate { lincoln_petersen: left * right / both, chapman })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{agrees, kosovo, lists};

    #[test]
    fn kosovo_pairs_are_the_published_ones() {
        let lists = kosovo();
        let published = [
            [7241.9, 7231.5],
            [7136.5, 7128.3],
            [6779.0, 6756.5],
            [5971.6, 5964.8],
            [9691.5, 9621.9],
            [5461.7, 5447.4],
        ];
        for (overlap, [lincoln_petersen, chapman]) in lists.overlaps().into_iter().zip(published) {
            let found = pair(&lists, overlap).unwrap();
            agrees(found.lincoln_petersen, lincoln_petersen, 5);
            agrees(found.chapman.point, chapman, 5);
        }
    }

    #[test]
    fn lists_that_share_nobody_give_no_number() {
        let lists = lists("A B C", &[("100", 4), ("010", 2), ("011", 9)]);
        assert_eq!(pair(&lists, lists.overlaps()[0]), Err(Refusal::PairApart));
    }
}
