//! How much it means that two acts use the same words: rarity over the documents.

use crate::digest::words::Word;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// In how many documents each stem stands.
///
/// Counts weigh as the power of two below them ([`step`]), so that one more document changes few weights.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rarity {
    /// Follow from the texts.
    #[serde(skip)]
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    documents: Vec<u32>,
    n_documents: u32,
}

/// The greatest power of two that is not above a count; 1 for none.
pub fn step(count: u32) -> u32 {
    1 << count.max(1).ilog2()
}

/// Natural log of how much rarer than every one of `n_documents` something is that stands in `documents` of them.
pub fn rarity(documents: u32, n_documents: u32) -> f64 {
    ((f64::from(step(n_documents)) + 1.0) / f64::from(step(documents))).ln()
}

impl Rarity {
    /// Counts a document; gives the number of each of its stems.
    pub fn add(&mut self, words: &[Word]) -> Vec<u32> {
        self.n_documents = self.n_documents.saturating_add(1);
        let mut numbers = Vec::with_capacity(words.len());
        for word in words {
            let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            let number = match self.numbers.get(word.stem.as_str()) {
                Some(&number) => number,
                None => {
                    self.numbers.insert(word.stem.as_str().into(), next);
                    self.texts.push(word.stem.as_str().into());
                    self.documents.push(0);
                    next
                }
            };
            if let Some(count) = self.documents.get_mut(number as usize) {
                *count = count.saturating_add(1);
            }
            numbers.push(number);
        }
        numbers
    }

    /// After it was read back.
    pub fn restore(&mut self) {
        self.numbers = self.texts.iter().cloned().zip(0..).collect();
    }

    /// How many documents were counted.
    pub const fn n_documents(&self) -> u32 {
        self.n_documents
    }

    /// The stem with a number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map(AsRef::as_ref).unwrap_or_default()
    }

    /// Natural log of how much rarer than every document a stem is.
    pub fn of(&self, stem: &str) -> f64 {
        rarity(self.documents(stem), self.n_documents)
    }

    /// In how many documents it stands.
    pub fn documents(&self, stem: &str) -> u32 {
        let number = self.numbers.get(stem).and_then(|&number| self.documents.get(number as usize));
        number.copied().unwrap_or_default()
    }

    /// Sum of the rarity of some stems, bits.
    pub fn weigh(&self, stems: &[&str]) -> f64 {
        stems.iter().map(|stem| self.of(stem) / std::f64::consts::LN_2).sum()
    }

    /// Cosine of two sorted lists of stems, weighted by rarity.
    pub fn cosine(&self, left: &[String], right: &[String]) -> f64 {
        let length = |stems: &[String]| stems.iter().map(|stem| self.of(stem).powi(2)).sum::<f64>().sqrt();
        let both: f64 = shared(left, right).map(|stem| self.of(stem).powi(2)).sum();
        let lengths = length(left) * length(right);
        if lengths > 0.0 { both / lengths } else { 0.0 }
    }

    /// The rarest stems that two sorted lists share; what (nearly) every document uses is left out.
    pub fn rarest_shared<'a>(&self, left: &'a [String], right: &'a [String], n: usize) -> Vec<&'a str> {
        let steps = |stem: &str| step(self.documents(stem));
        let common = |stem: &&str| self.n_documents > 1 && steps(stem) >= step(self.n_documents);
        let mut stems: Vec<&str> = shared(left, right).map(String::as_str).filter(|stem| !common(stem)).collect();
        stems.sort_by(|a, b| steps(a).cmp(&steps(b)).then(a.cmp(b)));
        stems.truncate(n);
        stems
    }
}

fn shared<'a>(left: &'a [String], right: &'a [String]) -> impl Iterator<Item = &'a String> {
    left.iter().filter(|stem| right.binary_search(stem).is_ok())
}
