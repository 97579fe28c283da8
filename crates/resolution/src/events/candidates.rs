//! Which pairs of acts are compared: those that share a key, so that time grows with the documents and not with their square.

use super::incidents::{Incidents, whole};
use super::rules::EventRules;
use super::told::Told;
use super::words::Rarity;
use std::collections::{BTreeMap, BTreeSet};

/// In how many documents a stem may stand to bring acts forward.
const RARE: u32 = 12;

/// What brings two acts forward.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    /// A victim, and the class of the types.
    Victim(usize, &'a str),
    /// A month, a place, and the class.
    Month(i16, i8, usize, &'a str),
    /// A rare stem of the evidence, and the class.
    Stem(&'a str, &'a str),
    /// An incident, and the class.
    Incident(usize, &'a str),
}

/// Pairs of positions in the list of acts, the lower one first.
#[derive(Debug, Default)]
pub struct Candidates {
    pub pairs: BTreeSet<(usize, usize)>,
    /// How many keys had too many acts to compare each with each.
    pub capped: usize,
}

pub fn candidates(acts: &[Told<'_>], incidents: &Incidents, rarity: &Rarity, rules: &EventRules) -> Candidates {
    let of_document = incident_of(incidents);
    let mut blocks: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (position, told) in acts.iter().enumerate().filter(|(_, told)| can_join(told)) {
        for key in keys(told, &of_document, rarity) {
            blocks.entry(key).or_default().push(position);
        }
    }
    let block = whole(rules.weight("block")).max(2);
    let mut found = Candidates::default();
    for positions in blocks.into_values() {
        found.capped += usize::from(positions.len() > block);
        found.pairs.extend(pairs(positions, acts, block));
    }
    found
}

/// Threats and things wished are about what has not happened: they stay apart.
fn can_join(told: &Told<'_>) -> bool {
    use crate::digest::Status;
    !matches!(told.act.status, Status::Threatened | Status::Hypothetical)
}

fn incident_of(incidents: &Incidents) -> BTreeMap<usize, usize> {
    let of = |(idx, group): (usize, &crate::result::Incident)| {
        group.documents.iter().map(move |&document| (document, idx)).collect::<Vec<_>>()
    };
    incidents.groups.iter().enumerate().flat_map(of).collect()
}

fn keys<'a>(told: &'a Told<'_>, incident_of: &BTreeMap<usize, usize>, rarity: &Rarity) -> Vec<Key<'a>> {
    let class = told.rule.class.as_str();
    let mut keys: Vec<Key<'a>> = told.victims.named.iter().map(|&who| Key::Victim(who, class)).collect();
    if let Some(&incident) = incident_of.get(&told.at.document) {
        keys.push(Key::Incident(incident, class));
    }
    let start = told.act.date.earliest.filter(|_| told.days().is_some_and(|days| days <= 31));
    if let Some(start) = start {
        let places = told.places.iter().filter(|(place, ..)| place.precision != "country");
        keys.extend(places.filter_map(|(_, _, who)| Some(Key::Month(start.year(), start.month(), (*who)?, class))));
    }
    let rare = |stem: &&String| (2..=RARE).contains(&rarity.documents(stem));
    keys.extend(told.act.words.iter().filter(rare).map(|stem| Key::Stem(stem, class)));
    keys
}

/// All pairs of a block; of a large one, each act with its `block` next by date.
fn pairs(mut positions: Vec<usize>, acts: &[Told<'_>], block: usize) -> Vec<(usize, usize)> {
    let date = |position: &usize| acts.get(*position).and_then(|told| told.act.date.earliest.or(told.act.date.latest));
    if positions.len() > block {
        positions.sort_by_key(|position| (date(position), *position));
    }
    let next = |(i, &left): (usize, &usize)| {
        let after = positions.iter().skip(i + 1).take(block);
        after.map(|&right| (left.min(right), left.max(right))).collect::<Vec<_>>()
    };
    positions.iter().enumerate().flat_map(next).collect()
}
