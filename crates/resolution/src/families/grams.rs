//! Runs of five words as numbers, and the few of them that stand for a text.

use super::units::{Unit, WORD};
use std::collections::VecDeque;

/// What a gram weighs: five words, or ten syllables.
const GRAM: u8 = 5 * WORD;
/// Grams among which the least is chosen: every shared run of eight words has a chosen gram (Schleimer, Wilkerson and Aiken 2003).
const WINDOW: usize = 4;

/// A run of units: what it says and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gram {
    /// Of its units in order.
    pub hash: u64,
    /// Position of its first unit.
    pub at: u32,
}

/// Every gram, in order of place.
pub fn grams(units: &[Unit]) -> Vec<Gram> {
    (0..units.len()).map_while(|at| gram(units, at)).collect()
}

fn gram(units: &[Unit], at: usize) -> Option<Gram> {
    let mut hash = 0x9E37_79B9_7F4A_7C15_u64;
    let mut weight = 0;
    for unit in units.get(at..)? {
        hash = mix(hash ^ u64::from(unit.hash));
        weight += unit.weight();
        if weight >= GRAM {
            return Some(Gram { hash, at: u32::try_from(at).ok()? });
        }
    }
    None
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// The least gram of every window, the rightmost one where several are least: "robust winnowing". Two of five stay.
pub fn winnow(grams: &[Gram]) -> Vec<Gram> {
    let mut kept: Vec<Gram> = Vec::new();
    let mut window: VecDeque<Gram> = VecDeque::new();
    for (n, &gram) in grams.iter().enumerate() {
        while window.back().is_some_and(|last| last.hash >= gram.hash) {
            window.pop_back();
        }
        window.push_back(gram);
        while window.front().is_some_and(|first| first.at as usize + WINDOW <= n) {
            window.pop_front();
        }
        let full = n + 1 >= WINDOW || n + 1 == grams.len();
        if let Some(&least) = window.front().filter(|_| full)
            && kept.last() != Some(&least)
        {
            kept.push(least);
        }
    }
    kept
}
