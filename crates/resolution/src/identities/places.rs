//! Places: those with one number of the gazetteer are one; those that it does not know, by name and country.

use super::ids::with_ids;
use super::profile;
use crate::digest::{Digest, Entity, Kind};
use crate::names::{Name, NameKind};
use crate::result::{EntityRef, Factor, Identity, Judgement, Link, Zone};
use std::collections::BTreeMap;

/// How sure it is that two places of one gazetteer number are one: as sure as that the number is right.
const SAME_NUMBER: f64 = 0.97;

/// The same name in the same country.
const SAME_NAME: f64 = 0.9;

/// What decides which place an entity is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Gazetteer(String),
    /// Name, country of the document.
    Name(String, Option<[u8; 2]>),
}

/// Every place, with the links that hold it together; `first_link` is the position of the first of them.
pub fn places(digests: &[Digest], countries: &[Option<[u8; 2]>], first_link: usize) -> (Vec<Identity>, Vec<Link>) {
    let mut by_key: BTreeMap<Key, Vec<EntityRef>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        let Some(country) = countries.get(document) else { continue };
        for (entity_idx, entity) in digest.entities.iter().enumerate() {
            if let Some(key) = key(entity, *country) {
                by_key.entry(key).or_default().push(EntityRef { document, entity: entity_idx });
            }
        }
    }
    let mut groups: Vec<(Key, Vec<EntityRef>)> = by_key.into_iter().collect();
    groups.sort_by(|one, other| one.1.cmp(&other.1));
    let mut links = Vec::new();
    let mut found = Vec::with_capacity(groups.len());
    for (key, entities) in groups {
        let start = first_link + links.len();
        let of = |at: EntityRef| digests.get(at.document).and_then(|digest| digest.entities.get(at.entity));
        links.extend(entities.windows(2).filter_map(|pair| {
            let &[left, right] = pair else { return None };
            Some(link(&key, (left, of(left)?), (right, of(right)?)))
        }));
        let Some((&first, entity)) = entities.first().and_then(|first| Some((first, of(*first)?))) else { continue };
        let rank = digests.get(first.document).map_or(0, |digest| profile::rank(&digest.document, &entity.key));
        let positions = (start..first_link + links.len()).collect();
        found.push((first, rank, identity(entities, positions, &key, of)));
    }
    (with_ids(found, 'l'), links)
}

fn key(entity: &Entity, country: Option<[u8; 2]>) -> Option<Key> {
    if entity.kind != Kind::Place {
        return None;
    }
    if let Some(place) = entity.place.as_ref().filter(|place| !place.gazetteer.is_empty()) {
        return Some(Key::Gazetteer(place.gazetteer.clone()));
    }
    let name = Name::parse(&entity.name, NameKind::Place).ok().filter(|_| entity.named > 0)?;
    Some(Key::Name(name.normalized().to_owned(), country))
}

fn link(key: &Key, (left, one): (EntityRef, &Entity), (right, other): (EntityRef, &Entity)) -> Link {
    let (comparison, probability) = match key {
        Key::Gazetteer(_) => ("gazetteer", SAME_NUMBER),
        Key::Name(..) => ("name-same", SAME_NAME),
    };
    let says = if one.name == other.name { one.name.clone() } else { format!("{} / {}", one.name, other.name) };
    let bits = (probability / (1.0 - probability)).log2();
    let factors = vec![Factor { comparison: comparison.to_owned(), says, bits }];
    Link { left, right, factors, probability, zone: Zone::Joined, judgement: Judgement::Proposed }
}

fn identity<'a>(
    entities: Vec<EntityRef>,
    links: Vec<usize>,
    key: &Key,
    of: impl Fn(EntityRef) -> Option<&'a Entity>,
) -> Identity {
    let mut spellings: Vec<(String, Vec<EntityRef>)> = Vec::new();
    for &at in &entities {
        for spelling in of(at).map(|entity| entity.spellings.as_slice()).unwrap_or_default() {
            match spellings.iter_mut().find(|(known, _)| known == spelling) {
                Some((_, used)) => used.push(at),
                None => spellings.push((spelling.clone(), vec![at])),
            }
        }
    }
    let mixed = |name: &str| name.chars().any(char::is_lowercase);
    let best = spellings.iter().max_by(|one, other| {
        (mixed(&one.0), one.1.len()).cmp(&(mixed(&other.0), other.1.len())).then_with(|| other.0.cmp(&one.0))
    });
    let confidence = match (entities.len(), key) {
        (1, _) => 1.0,
        (_, Key::Gazetteer(_)) => SAME_NUMBER,
        (_, Key::Name(..)) => SAME_NAME,
    };
    let name = best.map(|(name, _)| name.clone()).unwrap_or_default();
    Identity {
        id: String::new(),
        kind: Kind::Place,
        name,
        spellings,
        entities,
        links,
        confidence,
        judgement: Judgement::Proposed,
    }
}
