//! Which paragraphs of a pasted text are its body: two rounds of logistic regression, then what the word lists know.

use super::clean;
use super::features::{Chances, Facts};
use crate::flow::Flow;
use crate::lexicons::Lexicons;
use crate::model::{Model, run};
use std::sync::OnceLock;

/// The weights of both rounds.
pub struct Models {
    /// Of the first round.
    pub first: Model,
    /// Of the second round.
    pub second: Model,
}

impl Models {
    fn builtin(facts: &Facts<'_>) -> &'static Models {
        static MODELS: OnceLock<Models> = OnceLock::new();
        MODELS.get_or_init(|| {
            let table = include_str!("../../../../codebook/reading/plain.tsv");
            let (first, second) = facts.names();
            Models { first: Model::parse(table, "first", &first), second: Model::parse(table, "second", &second) }
        })
    }
}

/// What stays of a text.
pub struct Choice {
    /// For every paragraph, whether it is body.
    pub kept: Vec<bool>,
    /// Whether the text was a copy of a whole page, menus included.
    pub cluttered: bool,
}

/// Which paragraphs are body. `gaps`: whether an empty line stands before it.
pub fn choose(flow: &Flow, gaps: &[bool], lexicons: &Lexicons) -> Choice {
    let facts = Facts::new(flow, gaps, lexicons);
    if !clean::is_cluttered(&facts.wordings) {
        return Choice { kept: clean::choose(flow, &facts.wordings), cluttered: false };
    }
    let chances = probabilities(&facts, Models::builtin(&facts));
    let likely = chances.iter().copied().fold(0.0, f32::max);
    Choice { kept: chances.iter().map(|chance| *chance >= 0.5_f32.min(0.8 * likely)).collect(), cluttered: true }
}

/// For every paragraph, the probability that it is body.
pub fn probabilities(facts: &Facts<'_>, models: &Models) -> Vec<f32> {
    let first = run(facts.wordings.len(), &models.first, |part_idx, row| facts.first(part_idx, row));
    let chances = Chances::new(facts, &first);
    run(facts.wordings.len(), &models.second, |part_idx, row| facts.second(part_idx, &chances, row))
}
