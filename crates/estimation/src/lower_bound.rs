//! Chao's lower bound: at least so many, from those on exactly one and exactly two lists.

use crate::lists::Lists;
use crate::special::NORMAL_975;
use crate::{Estimate, Refusal};

/// `n + f1²/(2 f2)` with its log-normal interval (Chao 1987); `f1`, `f2`: people on exactly one, two lists.
///
/// # Errors
/// [`Refusal::NobodyTwice`] when `f2` is 0.
pub fn chao(lists: &Lists) -> Result<Estimate, Refusal> {
    let [people, once, twice] = [lists.people(), lists.on_exactly(1), lists.on_exactly(2)].map(|n| n as f64);
    if twice == 0.0 {
        return Err(Refusal::NobodyTwice);
    }
    let ratio = once / twice;
    let missing = once * ratio / 2.0;
    let variance = twice * (ratio.powi(4) / 4.0 + ratio.powi(3) + ratio.powi(2) / 2.0);
    let factor = (NORMAL_975 * (variance / missing.powi(2)).ln_1p().sqrt()).exp();
    match missing > 0.0 {
        true => {
            Ok(Estimate { point: people + missing, low: people + missing / factor, high: people + missing * factor })
        }
        false => Ok(Estimate { point: people, low: people, high: people }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{agrees, kosovo, lists};

    #[test]
    fn kosovo_has_its_published_bound() {
        agrees(chao(&kosovo()).unwrap().point, 10_270.5, 6);
    }

    #[test]
    fn without_anybody_on_two_lists_there_is_no_bound() {
        assert_eq!(chao(&lists("A B C", &[("100", 3), ("111", 2)])), Err(Refusal::NobodyTwice));
        assert_eq!(chao(&lists("A B C", &[("110", 3), ("111", 2)])).unwrap().high, 5.0);
    }
}
