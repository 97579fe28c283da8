//! Places: those with one number of the gazetteer are one, unless their names say that they are of two kinds ("Niger", "Niger
//! State"); those that it does not know, by name and country.

use super::ids::with_ids;
use super::profile;
use super::weights::tables;
use crate::digest::{Digest, Entity, Kind};
use crate::names::{Name, NameKind};
use crate::result::{EntityRef, Factor, Identity, Judgement, Link, Note, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// How sure it is that two places of one gazetteer number are one: as sure as that the number is right.
const SAME_NUMBER: f64 = 0.97;

/// The same name in the same country.
const SAME_NAME: f64 = 0.9;

/// What decides which place an entity is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Number, and the word of the name that tells it from others of this number; empty when none does.
    Gazetteer(String, &'static str),
    /// Name, country of the document.
    Name(String, Option<[u8; 2]>),
}

/// The places of a case.
#[derive(Debug, Default)]
pub struct Places {
    pub found: Vec<Identity>,
    /// The links that hold them together.
    pub links: Vec<Link>,
    /// What was kept apart although the gazetteer has one number for it.
    pub note: Option<Note>,
}

/// Every place, with the links that hold it together; `first_link` is the position of the first of them.
pub fn places(digests: &[Digest], countries: &[Option<[u8; 2]>], first_link: usize) -> Places {
    let kinds = Kinds::of(digests);
    let mut by_key: BTreeMap<Key, Vec<EntityRef>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        let Some(country) = countries.get(document) else { continue };
        for (entity_idx, entity) in digest.entities.iter().enumerate() {
            if let Some(key) = key(entity, *country, &kinds) {
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
    Places { found: with_ids(found, 'l'), links, note: kinds.note() }
}

/// The words by which names of one number of the gazetteer say of what level they are.
#[derive(Debug, Default)]
struct Kinds<'a>(BTreeMap<&'a str, Words>);

#[derive(Debug, Default)]
struct Words {
    /// A name has none.
    bare: bool,
    /// The gazetteer's entry can be of this level.
    fitting: BTreeSet<&'static str>,
    /// It cannot.
    other: BTreeSet<&'static str>,
}

impl<'a> Kinds<'a> {
    fn of(digests: &'a [Digest]) -> Self {
        let mut kinds = Self::default();
        for entity in digests.iter().flat_map(|digest| &digest.entities).filter(|entity| entity.kind == Kind::Place) {
            let Some(place) = entity.place.as_ref().filter(|place| !place.gazetteer.is_empty()) else { continue };
            let words = kinds.0.entry(place.gazetteer.as_str()).or_default();
            match level(&entity.name) {
                None => words.bare = true,
                Some(level) if level.precisions.contains(&place.precision.as_str()) => {
                    words.fitting.insert(level.same);
                }
                Some(level) => drop(words.other.insert(level.same)),
            }
        }
        kinds
    }

    /// What tells a name from others of its number. The bare name and one word that fits are one: "Kandal", "Kandal Province".
    fn word(&self, gazetteer: &str, name: &str) -> &'static str {
        let Some((level, words)) = level(name).zip(self.0.get(gazetteer)) else { return "" };
        if words.fitting.len() == 1 && words.fitting.contains(level.same) { "" } else { level.same }
    }

    fn note(&self) -> Option<Note> {
        let n_kinds = |words: &Words| {
            let bare = usize::from(words.bare || words.fitting.len() == 1);
            bare + words.other.len() + if words.fitting.len() == 1 { 0 } else { words.fitting.len() }
        };
        let n = self.0.values().filter(|words| n_kinds(words) > 1).count();
        (n > 0).then(|| Note {
            code: "places-of-two-kinds".to_owned(),
            message: format!(
                "{n} entries of the gazetteer stand for places that are called of different kinds (a state and a country, a county and a \
                 town); these are kept apart"
            ),
        })
    }
}

/// The first word of a name that says of which level the place is, unless it is all there is.
fn level(name: &str) -> Option<&'static super::weights::PlaceLevel> {
    let words: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let words = words.iter().filter(|word| !word.is_empty());
    words.clone().find_map(|word| tables().place_levels.get(word.as_str())).filter(|_| words.count() > 1)
}

fn key(entity: &Entity, country: Option<[u8; 2]>, kinds: &Kinds<'_>) -> Option<Key> {
    if entity.kind != Kind::Place {
        return None;
    }
    if let Some(place) = entity.place.as_ref().filter(|place| !place.gazetteer.is_empty()) {
        return Some(Key::Gazetteer(place.gazetteer.clone(), kinds.word(&place.gazetteer, &entity.name)));
    }
    let name = Name::parse(&entity.name, NameKind::Place).ok().filter(|_| entity.named > 0)?;
    Some(Key::Name(name.normalized().to_owned(), country))
}

fn link(key: &Key, (left, one): (EntityRef, &Entity), (right, other): (EntityRef, &Entity)) -> Link {
    let (comparison, probability) = match key {
        Key::Gazetteer(..) => ("gazetteer", SAME_NUMBER),
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
        (_, Key::Gazetteer(..)) => SAME_NUMBER,
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
