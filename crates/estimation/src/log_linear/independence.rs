//! The model in which all lists are independent, for any number of lists (Darroch 1958).

use super::profile::{self, Profile};
use crate::lists::Lists;
use crate::special::ln_gamma;
use crate::{Estimate, Refusal};

/// The `N` with `1 - n/N = Π (1 - n_j/N)`, and its profile interval.
///
/// # Errors
/// [`Refusal::NoOverlap`] when nobody is on two lists; [`Refusal::OpenEnded`].
pub fn independence(lists: &Lists) -> Result<Estimate, Refusal> {
    let people = lists.people() as f64;
    let totals: Vec<f64> = (0..lists.len()).map(|list| lists.total(list) as f64).collect();
    if totals.iter().sum::<f64>() <= people {
        return Err(Refusal::NoOverlap);
    }
    let point = point(people, &totals);
    let likelihood = |missing: f64| {
        let all = people + missing;
        let share = |total: &f64| total * (total / all).ln() + entropy(all - total, all);
        Some(ln_gamma(all + 1.0) - ln_gamma(missing + 1.0) + totals.iter().map(share).sum::<f64>())
    };
    let Profile { low, high, .. } = profile::profile(likelihood, point - people)?;
    Ok(Estimate { point, low: people + low, high: people + high })
}

fn entropy(part: f64, all: f64) -> f64 {
    if part > 0.0 { part * (part / all).ln() } else { 0.0 }
}

/// The root, by halving the interval on the scale of the logarithm.
fn point(people: f64, totals: &[f64]) -> f64 {
    if totals.iter().any(|total| *total >= people) {
        return people;
    }
    let excess = |missing: f64| {
        let all = people + missing;
        (missing / all).ln() - totals.iter().map(|total| (-total / all).ln_1p()).sum::<f64>()
    };
    let [mut low, mut high] = [-30.0_f64, 60.0];
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        *(if excess(middle.exp()) < 0.0 { &mut low } else { &mut high }) = middle;
    }
    people + low.exp()
}
