//! Learns the weights from text in ordinary writing.

use super::words::{self, Word};
use super::{Case, Model, features, model};
use std::collections::HashMap;

/// Times that the texts are gone through.
const ROUNDS: usize = 6;
/// Features seen less often than this are left out: they would be words of single texts.
const MIN_USES: u32 = 16;
/// Features that matter less than this are left out.
const MIN_WEIGHT: f32 = 1.5;

struct Text {
    words: Vec<Word>,
    known: Vec<features::Known>,
    gold: Vec<Case>,
}

/// Weights learned from `texts`, of which each is one paragraph.
///
/// Paragraphs in capitals teach nothing and are skipped; so is the first word of each sentence.
pub fn fit(texts: &[String], is_common: impl Fn(&str) -> bool) -> Model {
    let texts: Vec<Text> = texts.iter().filter_map(|text| prepare(text, &is_common)).collect();
    let uses = count(&texts);
    let mut learner = Learner { model: Model::default(), sums: HashMap::new(), step: 0.0 };
    for _ in 0..ROUNDS {
        texts.iter().for_each(|text| learner.learn(text, &uses));
    }
    learner.averaged()
}

impl Model {
    /// How many words inside sentences the weights get right, and how many there are.
    pub fn measure(&self, texts: &[String], is_common: impl Fn(&str) -> bool) -> (usize, usize) {
        let (mut right, mut all) = (0, 0);
        for text in texts.iter().filter_map(|text| prepare(text, &is_common)) {
            let cases = self.tag(&text.words, &is_common);
            for (i, case) in cases.iter().enumerate().filter(|(i, _)| !text.words[*i].starts_sentence) {
                all += 1;
                right += usize::from(*case == text.gold[i]);
            }
        }
        (right, all)
    }
}

fn prepare(text: &str, is_common: impl Fn(&str) -> bool) -> Option<Text> {
    let words = words::split(text);
    let gold: Vec<Case> = words.iter().map(|word| case_of(text.get(word.at.clone()).unwrap_or_default())).collect();
    let capital = gold.iter().filter(|case| **case != Case::Small).count();
    if words.len() < 8 || capital * 2 > words.len() {
        return None;
    }
    let known = features::known(&words, is_common);
    Some(Text { words, known, gold })
}

fn case_of(word: &str) -> Case {
    if !word.starts_with(char::is_uppercase) {
        Case::Small
    } else if word.chars().count() > 1 && !word.chars().any(char::is_lowercase) {
        Case::Acronym
    } else {
        Case::Capital
    }
}

fn count(texts: &[Text]) -> HashMap<String, u32> {
    let mut uses = HashMap::new();
    for text in texts {
        for i in 0..text.words.len() {
            let before = model::before(&text.gold, i);
            features::of(&text.words, &text.known, i, before, &mut |feature: &str| {
                *uses.entry(feature.to_owned()).or_insert(0) += 1;
            });
        }
    }
    uses.retain(|_, uses| *uses >= MIN_USES);
    uses
}

struct Learner {
    model: Model,
    /// Sums of each weight times the step at which it changed, for the average.
    sums: HashMap<Box<str>, [f64; 3]>,
    step: f64,
}

impl Learner {
    fn learn(&mut self, text: &Text, uses: &HashMap<String, u32>) {
        let mut cases: Vec<Case> = Vec::with_capacity(text.words.len());
        for i in 0..text.words.len() {
            let before = model::before(&cases, i);
            let visit = |each: &mut dyn FnMut(&str)| {
                features::of(&text.words, &text.known, i, before, &mut |feature: &str| each(feature));
            };
            let guess = self.model.best(visit);
            let right = text.gold[i];
            // The first word of a sentence has a capital whatever it is.
            let taught = !text.words[i].starts_sentence;
            if taught && guess != right {
                visit(&mut |feature: &str| {
                    if uses.contains_key(feature) {
                        self.change(feature, right, 1.0);
                        self.change(feature, guess, -1.0);
                    }
                });
            }
            self.step += 1.0;
            cases.push(guess);
        }
    }

    fn change(&mut self, feature: &str, case: Case, by: f32) {
        let weight = self.model.weights.entry(Box::from(feature)).or_default();
        weight[case as usize] += by;
        self.sums.entry(Box::from(feature)).or_default()[case as usize] += f64::from(by) * self.step;
    }

    fn averaged(self) -> Model {
        let Learner { model, sums, step } = self;
        let weights = model.weights.into_iter().filter_map(|(feature, weights)| {
            let sums = sums.get(&feature).copied().unwrap_or_default();
            let mean = [0, 1, 2].map(|i| (f64::from(weights[i]) - sums[i] / step.max(1.0)) as f32);
            let mean = mean.map(|weight| (weight * 10.0).round() / 10.0);
            mean.iter().any(|weight| weight.abs() >= MIN_WEIGHT).then_some((feature, mean))
        });
        Model { weights: weights.collect() }
    }
}
