//! People and bodies as they are handed out: stable ids, the fullest name, every spelling.

use super::resolver::{Seen, room_of};
use crate::digest::Kind;
use crate::result::{EntityRef, Identity, Judgement};
use std::collections::{BTreeMap, BTreeSet};

/// Shortest run of hexadecimal digits in an id.
const SHORTEST: usize = 6;

/// A cluster with its links.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Units in the order of their documents.
    pub members: Vec<u32>,
    pub links: Vec<usize>,
    pub confidence: f64,
    pub is_confirmed: bool,
}

/// People, and bodies with groups; single ones too, when they have a name. In the order of their first entities.
pub fn identities(resolver: Seen<'_>, clusters: Vec<Labelled>, cluster_of: &[u32]) -> (Vec<Identity>, Vec<Identity>) {
    let in_cluster: BTreeSet<u32> = clusters.iter().flat_map(|cluster| cluster.members.iter().copied()).collect();
    debug_assert_eq!(cluster_of.len(), resolver.units.len());
    let single = |unit: u32| Labelled { members: vec![unit], links: Vec::new(), confidence: 1.0, is_confirmed: false };
    let n_units = u32::try_from(resolver.units.len()).unwrap_or(u32::MAX);
    let named = (0..n_units)
        .filter(|&unit| !in_cluster.contains(&unit) && resolver.unit(unit).is_some_and(|unit| unit.is_named));
    let singles: Vec<Labelled> = named.map(single).collect();
    let (mut persons, mut bodies) = (Vec::new(), Vec::new());
    for cluster in clusters.into_iter().chain(singles) {
        let Some(first) = cluster.members.first().and_then(|&unit| resolver.unit(unit)) else { continue };
        let rooms = [&mut persons, &mut bodies];
        let room = room_of(first.kind);
        if let Some(list) = rooms.into_iter().nth(room) {
            list.push((first.at, first.rank, identity(resolver, cluster)));
        }
    }
    (with_ids(persons, 'p'), with_ids(bodies, 'o'))
}

fn identity(resolver: Seen<'_>, cluster: Labelled) -> Identity {
    let units = || cluster.members.iter().filter_map(|&unit| resolver.unit(unit));
    let mut spellings: Vec<(String, Vec<EntityRef>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut uses: BTreeMap<&str, (usize, bool, usize)> = BTreeMap::new();
    for unit in units() {
        let Some(entity) = resolver.entity(unit.at) else { continue };
        let fullness = uses.entry(entity.name.as_str()).or_insert((unit.name.n_parts(), !unit.name.is_acronym(), 0));
        fullness.2 += 1;
        for spelling in &entity.spellings {
            let at = *places.entry(spelling.as_str()).or_insert_with(|| {
                spellings.push((spelling.clone(), Vec::new()));
                spellings.len() - 1
            });
            if let Some((_, entities)) = spellings.get_mut(at) {
                entities.push(unit.at);
            }
        }
    }
    let kind = units()
        .map(|unit| unit.kind)
        .find(|kind| *kind != Kind::Group)
        .or_else(|| units().map(|unit| unit.kind).next());
    // No acronym, most parts for people, then the most used, not in capitals, the first in the alphabet.
    let is_person = kind == Some(Kind::Person);
    let worth = |name: &str, &(n_parts, is_name, n_uses): &(usize, bool, usize)| {
        let is_mixed = name.chars().any(char::is_lowercase);
        (is_name, if is_person { n_parts } else { 0 }, is_mixed, n_uses, n_parts)
    };
    let best = uses
        .iter()
        .max_by(|one, other| worth(one.0, one.1).cmp(&worth(other.0, other.1)).then_with(|| other.0.cmp(one.0)));
    Identity {
        id: String::new(),
        kind: kind.unwrap_or_default(),
        name: best.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        spellings,
        entities: units().map(|unit| unit.at).collect(),
        links: cluster.links,
        confidence: cluster.confidence,
        judgement: if cluster.is_confirmed { Judgement::Confirmed } else { Judgement::Proposed },
    }
}

/// A letter and as many hexadecimal digits of the first entity's rank as tell all of them apart, at least six.
pub fn with_ids(mut found: Vec<(EntityRef, u64, Identity)>, letter: char) -> Vec<Identity> {
    found.sort_by_key(|(at, ..)| *at);
    let digits = |rank: u64, n: usize| -> String { format!("{rank:016x}").chars().take(n).collect() };
    let mut ranks: Vec<u64> = found.iter().map(|(_, rank, _)| *rank).collect();
    ranks.sort_unstable();
    // Digits that two ranks have in common: what tells one from all others tells it from its neighbours in order.
    let common = |one: u64, other: u64| ((one ^ other).leading_zeros() / 4) as usize;
    let id = |rank: u64| {
        let place = ranks.partition_point(|other| *other < rank);
        let before = place.checked_sub(1).and_then(|at| ranks.get(at)).map_or(0, |&other| common(rank, other));
        let after = ranks.get(place + 1).map_or(0, |&other| common(rank, other));
        digits(rank, (before.max(after) + 1).clamp(SHORTEST, 16))
    };
    found.into_iter().map(|(_, rank, identity)| Identity { id: format!("{letter}{}", id(rank)), ..identity }).collect()
}
