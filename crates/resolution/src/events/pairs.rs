//! Every pair of acts that is compared, with its reasons: what weights are learnt from and measured on.

use super::compare::Comparison;
use super::rules::EventRules;
use super::told::{self, Identities};
use super::{Memory, candidates};
use crate::digest::Digest;
use crate::result::{ActRef, Factor, Resolution};

/// Two acts that were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ActPair {
    /// The one that stands first.
    pub left: ActRef,
    /// The other.
    pub right: ActRef,
    /// Reasons, the strongest first.
    pub factors: Vec<Factor>,
    /// log2 of the odds, prior included.
    pub bits: f64,
    /// Whether they cannot be one event.
    pub impossible: bool,
}

/// The pairs that [`super::link`] compares for the same documents, those of one document among them.
///
/// `found`: as for [`super::link`].
#[must_use]
pub fn compared(digests: &[Digest], found: &Resolution, rules: &EventRules) -> Vec<ActPair> {
    let mut memory = Memory::default();
    digests.iter().for_each(|digest| memory.add(digest, rules));
    let identities = Identities::new(found);
    let mut acts = told::tell(digests, &identities, rules);
    acts.sort_by_cached_key(|told| (digests.get(told.at.document).map(|digest| &digest.document), told.at));
    let incidents = memory.incidents.group(digests, &memory.rarity, rules);
    let candidates = candidates::candidates(&acts, &incidents, &memory.rarity, rules);
    let comparison = Comparison { rules, identities: &identities, rarity: &memory.rarity };
    let pair = |&(left, right): &(usize, usize)| {
        let (one, other) = (acts.get(left)?, acts.get(right)?);
        let of = comparison.compare(one, other, incidents.between(one.at.document, other.at.document));
        Some(ActPair { left: one.at, right: other.at, factors: of.factors, bits: of.bits, impossible: of.impossible })
    };
    candidates.pairs.iter().filter_map(pair).collect()
}
