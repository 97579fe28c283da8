//! Which parts of a page are its body: two rounds of logistic regression, the second
//! knowing what the first thinks of the neighbours and the elements around.

use super::Page;
use super::features::{Chances, Facts};
use crate::lexicons::Lexicons;
use crate::model::{Model, run};
use std::collections::HashSet;
use std::sync::OnceLock;

/// From this probability on a part is body.
pub const THRESHOLD: f32 = 0.5;

/// The weights of both rounds.
pub struct Models {
    /// Of the first round.
    pub first: Model,
    /// Of the second round.
    pub second: Model,
}

impl Models {
    fn builtin(facts: &Facts<'_, '_>) -> &'static Models {
        static MODELS: OnceLock<Models> = OnceLock::new();
        MODELS.get_or_init(|| {
            let table = include_str!("../../../../codebook/reading/html.tsv");
            let (first, second) = facts.names();
            Models { first: Model::parse(table, "first", &first), second: Model::parse(table, "second", &second) }
        })
    }
}

/// For every part, whether it is body.
pub fn choose(page: &Page<'_>, title: &str, lexicons: &Lexicons) -> Vec<bool> {
    if page.parts.is_empty() {
        return Vec::new();
    }
    let facts = Facts::new(page, title, lexicons);
    let chances = probabilities(&facts, Models::builtin(&facts));
    decide(page, &chances, THRESHOLD)
}

/// The parts whose probability reaches `threshold`, or comes near the best one where none does; of those that say the
/// same, word for word or nearly, only the first.
pub fn decide(page: &Page<'_>, chances: &[f32], threshold: f32) -> Vec<bool> {
    let likely = chances.iter().copied().fold(0.0, f32::max);
    let threshold = threshold.min(0.8 * likely);
    let mut seen = Seen::default();
    chances
        .iter()
        .enumerate()
        .map(|(part_idx, chance)| *chance >= threshold && seen.is_new(page.flow.words(part_idx)))
        .collect()
}

/// What has been kept so far: whole parts and runs of five words.
#[derive(Default)]
struct Seen<'p> {
    parts: HashSet<&'p str>,
    runs: HashSet<u64>,
}

impl<'p> Seen<'p> {
    /// Whether `text` is short, or at least a fifth of it has not been seen; remembers it then.
    fn is_new(&mut self, text: &'p str) -> bool {
        if text.len() < 40 {
            return true;
        }
        if !self.parts.insert(text) {
            return false;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let runs: Vec<u64> = words.windows(5).map(hash).collect();
        let n_seen = runs.iter().filter(|run| self.runs.contains(run)).count();
        if words.len() >= 20 && n_seen * 5 >= runs.len() * 4 {
            return false;
        }
        self.runs.extend(runs);
        true
    }
}

/// FNV-1a over the letters of some words.
fn hash(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([b' ']));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// For every part, the probability that it is body.
pub fn probabilities(facts: &Facts<'_, '_>, models: &Models) -> Vec<f32> {
    let first = run(facts.wordings.len(), &models.first, |part_idx, row| facts.first(part_idx, row));
    let chances = Chances::new(facts, &first);
    run(facts.wordings.len(), &models.second, |part_idx, row| facts.second(part_idx, &chances, row))
}
