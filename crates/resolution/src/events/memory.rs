//! Pairs of acts that were compared before: what a comparison reads is its key, so that what is kept is what would come out again.

use super::compare::Compared;
use super::told::{Identities, People, Told};
use super::words::{Rarity, step};
use crate::digest::Digest;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The marks of two acts, and what lies between them.
pub type Key = (u64, u64, u64);

/// Comparisons by what they read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pairs {
    #[serde(with = "crate::shared::values")]
    kept: HashMap<Key, Arc<Compared>>,
    /// Pairs that were compared so far.
    pub n_compared: u64,
}

/// One pass over the pairs: what nobody asks for in it is forgotten at its end.
pub struct Again<'a> {
    pairs: &'a mut Pairs,
    asked: HashMap<Key, Arc<Compared>>,
}

impl Pairs {
    pub fn again(&mut self) -> Again<'_> {
        Again { asked: HashMap::with_capacity(self.kept.len()), pairs: self }
    }
}

impl Again<'_> {
    /// What is kept under a key, else what `compare` gives.
    pub fn get(&mut self, key: Key, compare: impl FnOnce() -> Compared) -> Arc<Compared> {
        if let Some(kept) = self.asked.get(&key) {
            return Arc::clone(kept);
        }
        let kept = self.pairs.kept.remove(&key).unwrap_or_else(|| {
            self.pairs.n_compared += 1;
            Arc::new(compare())
        });
        self.asked.insert(key, Arc::clone(&kept));
        kept
    }
}

impl Drop for Again<'_> {
    fn drop(&mut self) {
        self.pairs.kept = std::mem::take(&mut self.asked);
    }
}

/// For each act a mark of all that a comparison reads of it: its own words, who takes part, how rare its words are.
pub fn marks(
    acts: &[Told<'_>],
    digests: &[Digest],
    identities: &Identities<'_>,
    ids: &[&str],
    rarity: &Rarity,
) -> Vec<u64> {
    let mark = |told: &Told<'_>| {
        let mut hash = DefaultHasher::new();
        digests.get(told.at.document).map(|digest| digest.document.as_str()).hash(&mut hash);
        let act = told.act;
        (&act.key, &act.act_type, act.status, &act.basis).hash(&mut hash);
        [act.date, told.published].map(|window| (window.earliest, window.latest)).hash(&mut hash);
        for people in [&told.victims, &told.perpetrators] {
            mark_people(people, identities, ids, &mut hash);
        }
        for (place, name, who) in &told.places {
            let coordinates = [place.latitude, place.longitude].map(|degrees| degrees.map(f64::to_bits));
            (&place.precision, &place.country, &place.gazetteer, coordinates).hash(&mut hash);
            (name, who.and_then(|who| ids.get(who))).hash(&mut hash);
        }
        for stem in act.words.iter().chain(&told.victims.words) {
            (stem, step(rarity.documents(stem))).hash(&mut hash);
        }
        step(rarity.n_documents()).hash(&mut hash);
        hash.finish()
    };
    acts.iter().map(mark).collect()
}

fn mark_people(people: &People, identities: &Identities<'_>, ids: &[&str], hash: &mut DefaultHasher) {
    people.named.len().hash(hash);
    for &who in &people.named {
        (ids.get(who), identities.name(who), identities.is_person(who)).hash(hash);
    }
    (&people.words, people.others, people.count).hash(hash);
}

/// What a comparison of two acts reads. `ids`: the identifiers of the identities.
pub fn key(
    left: (&Told<'_>, Option<&u64>),
    right: (&Told<'_>, Option<&u64>),
    incident: f64,
    identities: &Identities<'_>,
    ids: &[&str],
) -> Key {
    let mut between = DefaultHasher::new();
    incident.to_bits().hash(&mut between);
    (left.0.at.document == right.0.at.document).hash(&mut between);
    // Who waits for a person to say that they are one.
    for &one in &left.0.victims.named {
        let others = right.0.victims.named.iter().filter(|other| identities.may_be_one(one, **other));
        others.for_each(|&other| (ids.get(one), ids.get(other)).hash(&mut between));
    }
    (left.1.copied().unwrap_or_default(), right.1.copied().unwrap_or_default(), between.finish())
}
