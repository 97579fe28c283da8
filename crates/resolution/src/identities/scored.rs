//! Every pair that is compared, with what it came to: for measuring and for fitting the calibration.

use super::assemble::probability;
use super::evidence::What;
use super::resolver::Resolver;
use crate::digest::Kind;
use crate::result::EntityRef;

/// Two entities that were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredPair {
    /// The one.
    pub left: EntityRef,
    /// The other.
    pub right: EntityRef,
    /// Whether they are people; else bodies or groups.
    pub are_people: bool,
    /// The sum of the comparisons, before calibration.
    pub bits: f64,
    /// What each comparison gave, by its name in the file of labels; their sum is `bits`.
    pub parts: Vec<(&'static str, f64)>,
    /// Probability that they are one, calibrated.
    pub probability: f64,
    /// Sure enough and nothing against it: joined as proposed, unless others contradict.
    pub joins: bool,
    /// Too little or too contradictory to be joined without a person.
    pub is_limited: bool,
    /// They cannot be one.
    pub is_excluded: bool,
}

impl Resolver {
    /// Scores what may have changed and gives every compared pair once, in order.
    pub fn scored_pairs(&mut self) -> Vec<ScoredPair> {
        self.score();
        let mut pairs = Vec::new();
        for (one, near) in (0_u32..).zip(&self.near) {
            for near in near.iter().filter(|near| near.unit > one) {
                let (Some(left), Some(right)) = (self.unit(one), self.unit(near.unit)) else { continue };
                let parts = self.parts(one, near.unit);
                pairs.push(ScoredPair {
                    left: left.at.min(right.at),
                    right: left.at.max(right.at),
                    are_people: left.kind == Kind::Person,
                    bits: parts.iter().map(|(_, bits)| bits).sum(),
                    parts,
                    probability: probability(near.score.bits),
                    joins: near.score.joins(),
                    is_limited: near.score.is_limited,
                    is_excluded: near.score.is_excluded,
                });
            }
        }
        pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
        pairs
    }

    fn parts(&self, one: u32, other: u32) -> Vec<(&'static str, f64)> {
        let evidence = self.evidence(one, other).unwrap_or_default();
        What::ALL.into_iter().zip(evidence.parts).map(|(what, bits)| (what.id(), f64::from(bits) / 100.0)).collect()
    }
}
