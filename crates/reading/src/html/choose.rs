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

/// The parts whose probability reaches `threshold`, or comes near the best one where none does; of those with the same words only the first.
pub fn decide(page: &Page<'_>, chances: &[f32], threshold: f32) -> Vec<bool> {
    let mut seen = HashSet::new();
    let likely = chances.iter().copied().fold(0.0, f32::max);
    let threshold = threshold.min(0.8 * likely);
    let kept = |(part_idx, chance): (usize, &f32)| {
        let words = page.flow.words(part_idx);
        *chance >= threshold && (words.len() < 40 || seen.insert(words))
    };
    chances.iter().enumerate().map(kept).collect()
}

/// For every part, the probability that it is body.
pub fn probabilities(facts: &Facts<'_, '_>, models: &Models) -> Vec<f32> {
    let first = run(facts.wordings.len(), &models.first, |part_idx, row| facts.first(part_idx, row));
    let chances = Chances::new(facts, &first);
    run(facts.wordings.len(), &models.second, |part_idx, row| facts.second(part_idx, &chances, row))
}
