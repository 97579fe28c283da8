//! The learned weights and how they decide.

use super::words::Word;
use super::{Case, features, vote};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Weights of each feature for small, capital and acronym.
#[derive(Debug, Default)]
pub struct Model {
    pub(super) weights: HashMap<Box<str>, [f32; 3]>,
}

impl Model {
    /// Reads the table that [`Model::table`] writes; lines that it cannot read count for nothing.
    pub fn parse(table: &str) -> Model {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let weights = rows.filter_map(|line| {
            let mut cells = line.split('\t');
            let feature = cells.next()?;
            let mut weight = || cells.next()?.parse::<f32>().ok();
            Some((Box::from(feature), [weight()?, weight()?, weight()?]))
        });
        Model { weights: weights.collect() }
    }

    /// The weights as a table, in order of the features.
    pub fn table(&self) -> String {
        let mut rows: Vec<_> = self.weights.iter().collect();
        rows.sort_by_key(|(feature, _)| *feature);
        rows.iter().fold(String::from("feature\tsmall\tcapital\tacronym\n"), |mut table, (feature, weights)| {
            let _ = writeln!(table, "{feature}\t{}\t{}\t{}", weights[0], weights[1], weights[2]);
            table
        })
    }

    /// The case of each word; a word of no dictionary is written alike in the whole text.
    pub(super) fn tag(&self, words: &[Word], is_common: impl Fn(&str) -> bool) -> Vec<Case> {
        let mut cases = self.tag_one_by_one(words, &is_common);
        vote::agree(words, &mut cases, is_common);
        vote::spell(words, &mut cases);
        cases
    }

    fn tag_one_by_one(&self, words: &[Word], is_common: impl Fn(&str) -> bool) -> Vec<Case> {
        let known = features::known(words, is_common);
        let mut cases: Vec<Case> = Vec::with_capacity(words.len());
        for i in 0..words.len() {
            let before = before(&cases, i);
            cases.push(self.best(|each| features::of(words, &known, i, before, each)));
        }
        cases
    }

    /// The case with the highest score over the features that `visit` names.
    pub(super) fn best(&self, visit: impl FnOnce(&mut dyn FnMut(&str))) -> Case {
        let mut scores = [0.0f32; 3];
        visit(&mut |feature: &str| {
            if let Some(weights) = self.weights.get(feature) {
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
            }
        });
        // Without evidence a word is a name: an unknown word is left as it was, but for its later letters.
        let order = [Case::Capital, Case::Small, Case::Acronym];
        order.into_iter().fold(
            Case::Capital,
            |best, case| {
                if scores[case as usize] > scores[best as usize] { case } else { best }
            },
        )
    }
}

/// What the two words before word `i` became.
pub(super) fn before(cases: &[Case], i: usize) -> [Option<Case>; 2] {
    [i.checked_sub(2).map(|j| cases[j]), i.checked_sub(1).map(|j| cases[j])]
}
