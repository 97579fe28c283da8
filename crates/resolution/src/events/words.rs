//! How much it means that two acts use the same words: rarity over the documents.

use crate::digest::Digest;
use std::collections::BTreeMap;

/// In how many documents each stem stands.
#[derive(Debug, Default)]
pub struct Rarity {
    documents: BTreeMap<String, u32>,
    n_documents: u32,
}

impl Rarity {
    pub fn new(digests: &[Digest]) -> Self {
        let mut documents: BTreeMap<String, u32> = BTreeMap::new();
        for word in digests.iter().flat_map(|digest| &digest.words) {
            *documents.entry(word.stem.clone()).or_default() += 1;
        }
        Self { documents, n_documents: u32::try_from(digests.len()).unwrap_or(u32::MAX) }
    }

    /// Natural log of how much rarer than every document a stem is.
    pub fn of(&self, stem: &str) -> f64 {
        let documents = self.documents.get(stem).copied().unwrap_or(1).max(1);
        ((f64::from(self.n_documents) + 1.0) / f64::from(documents)).ln()
    }

    /// In how many documents it stands.
    pub fn documents(&self, stem: &str) -> u32 {
        self.documents.get(stem).copied().unwrap_or_default()
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

    /// The rarest stems that two sorted lists share; what nine in ten documents use is left out.
    pub fn rarest_shared<'a>(&self, left: &'a [String], right: &'a [String], n: usize) -> Vec<&'a str> {
        let common = |stem: &&str| u64::from(self.documents(stem)) * 10 > u64::from(self.n_documents) * 9;
        let mut stems: Vec<&str> = shared(left, right).map(String::as_str).filter(|stem| !common(stem)).collect();
        stems.sort_by(|a, b| self.documents(a).cmp(&self.documents(b)).then(a.cmp(b)));
        stems.truncate(n);
        stems
    }
}

fn shared<'a>(left: &'a [String], right: &'a [String]) -> impl Iterator<Item = &'a String> {
    left.iter().filter(|stem| right.binary_search(stem).is_ok())
}
