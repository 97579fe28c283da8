//! How many words two texts have in common in one order, in runs of three words and more: what "half of it" is measured by.
//!
//! Method: Ratcliff and Obershelp 1988, the longest run first and then the same before and after it, over runs that weigh enough.

use super::units::{Unit, WORD};
use std::collections::HashMap;

/// What a run weighs at least: three words, or six syllables.
const LEAST: u32 = 3 * WORD as u32;
/// Places of three words that are looked at; a text that repeats them more often is a list.
const MOST_PLACES: usize = 16;
/// Texts that have more runs in common than this are long; what the alignment says of them stands.
const MOST_RUNS: usize = 4_000;

/// Units that are the same, from these places on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    left: usize,
    right: usize,
    length: usize,
}

/// A stretch of both texts, `[start, end)`.
#[derive(Clone, Copy)]
struct Region {
    left: (usize, usize),
    right: (usize, usize),
}

/// Units of both texts that are the same and in the same order; none when there are too many runs to look at.
///
/// O(n + runs · blocks), with at most 4,000 runs. Symmetric but for ties.
pub fn in_order(left: &[Unit], right: &[Unit]) -> Option<usize> {
    let runs = runs(left, right)?;
    let mut open = vec![(Region { left: (0, left.len()), right: (0, right.len()) }, runs)];
    let mut n = 0;
    while let Some((region, runs)) = open.pop() {
        let inside: Vec<Run> = runs.into_iter().filter_map(|run| clipped(run, region, left)).collect();
        let longest = inside
            .iter()
            .copied()
            .max_by_key(|run| (run.length, std::cmp::Reverse(run.left), std::cmp::Reverse(run.right)));
        let Some(best) = longest else { continue };
        n += best.length;
        let before = Region { left: (region.left.0, best.left), right: (region.right.0, best.right) };
        let after = Region {
            left: (best.left + best.length, region.left.1),
            right: (best.right + best.length, region.right.1),
        };
        open.push((before, inside.clone()));
        open.push((after, inside));
    }
    Some(n)
}

/// The longest stretches that are the same, wherever they stand.
fn runs(left: &[Unit], right: &[Unit]) -> Option<Vec<Run>> {
    let three = |units: &[Unit]| -> Option<[u16; 3]> {
        let [a, b, c] = units else { return None };
        Some([a.hash, b.hash, c.hash])
    };
    let mut places: HashMap<[u16; 3], Vec<usize>> = HashMap::new();
    for (at, units) in left.windows(3).enumerate() {
        let Some(known) = three(units).map(|key| places.entry(key).or_default()) else { continue };
        if known.len() < MOST_PLACES {
            known.push(at);
        }
    }
    let is_same = |l: Option<&Unit>, r: Option<&Unit>| l.zip(r).is_some_and(|(l, r)| l.hash == r.hash);
    let mut runs = Vec::new();
    for (at, units) in right.windows(3).enumerate() {
        for &place in three(units).and_then(|key| places.get(&key)).into_iter().flatten() {
            let goes_on = place > 0 && at > 0 && is_same(left.get(place - 1), right.get(at - 1));
            if goes_on {
                continue;
            }
            let length = (0..).take_while(|n| is_same(left.get(place + n), right.get(at + n))).count();
            runs.push(Run { left: place, right: at, length });
            if runs.len() > MOST_RUNS {
                return None;
            }
        }
    }
    Some(runs)
}

/// The part of a run inside a region, when it still weighs enough.
fn clipped(run: Run, region: Region, left: &[Unit]) -> Option<Run> {
    let skip = region.left.0.saturating_sub(run.left).max(region.right.0.saturating_sub(run.right));
    let end = run.length.min(region.left.1.saturating_sub(run.left)).min(region.right.1.saturating_sub(run.right));
    let length = end.checked_sub(skip).filter(|length| *length > 0)?;
    let from = run.left + skip;
    let weight: u32 = left.get(from..from + length)?.iter().map(|unit| u32::from(unit.weight())).sum();
    (weight >= LEAST).then_some(Run { left: from, right: run.right + skip, length })
}

#[cfg(test)]
mod tests {
    use super::super::units::units;
    use super::*;

    fn common(left: &str, right: &str) -> Option<usize> {
        in_order(&units(left), &units(right))
    }

    #[test]
    fn words_count_in_one_order_and_in_runs() {
        assert_eq!(common("one two three four five", "one two three four five"), Some(5));
        assert_eq!(
            common("one two three four five six seven", "five six seven one two three four"),
            Some(4),
            "the longer of two that are turned round"
        );
        assert_eq!(
            common("a ship sank off Velin on Monday night", "the ship sank off Karvia on Monday night"),
            Some(6)
        );
        assert_eq!(common("two words here", "two words there"), Some(0));
        assert_eq!(common("", "nothing"), Some(0));
    }

    #[test]
    fn a_list_of_one_word_is_no_work_for_hours() {
        let text = "never ".repeat(3_000);
        assert!(common(&text, &text).is_some_and(|n| n > 2_900));
    }
}
