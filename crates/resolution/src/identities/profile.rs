//! What is compared of an entity, and of the document that it stands in.

use super::parsed::{Known, Parsed};
use super::weights::tables;
use super::words::{Interner, Role};
use crate::digest::{Act, Digest, Entity, Kind, Role as Part, Span, Status};
use crate::names::{Name, NameKind};
use crate::result::EntityRef;
use document::DateWindow;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More named people and bodies than this in one document say nothing about each other: a telephone book.
pub const MOST_COMPANY: usize = 400;

/// Most places of mention that are kept for finding copied passages.
const MOST_MENTIONS: usize = 32;

/// A document is published on a day, give or take this many days; else its date says too little.
const WIDEST_PUBLISHED: i32 = 62;

/// A person or body in a document: the unit that is joined.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unit {
    pub at: EntityRef,
    pub kind: Kind,
    /// Of the document's id and the entity's key: decides order where nothing else does.
    pub rank: u64,
    /// Where it stands in the order of its name: country, day of publication, rank.
    pub order: u128,
    /// Not kept: it follows from the entity.
    #[serde(skip)]
    pub name: Arc<Name>,
    /// It has a name of its own; else it is joined only when a person says so.
    pub is_named: bool,
    pub name_type: u32,
    /// The first word is an acronym: "UN Office".
    pub begins_with_letters: bool,
    /// What tells bearers of one name apart: "Jr.", "III", the digits of "79th".
    pub mark: String,
    /// `m` or `f`, and whether it is beyond doubt.
    pub sex: Option<(char, bool)>,
    /// First and last possible year of birth.
    pub born: Option<(i16, i16)>,
    pub roles: Vec<Role>,
    /// What happened to them, and when.
    pub suffered: Vec<(u32, DateWindow)>,
    /// When they were killed.
    pub died: Option<DateWindow>,
    /// The document has words of theirs.
    pub speaks: bool,
    /// The number of what it is in [`Document::company`].
    pub item: u32,
    pub mentions: Vec<Span>,
}

/// What all units of a document share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// Country that it speaks of most, ISO 3166-1 alpha-2.
    pub country: Option<[u8; 2]>,
    /// The middle of its days of publication, as days from a fixed one.
    pub published: Option<i32>,
    pub window: DateWindow,
    /// Sorted numbers of the people, bodies and smaller places that it names.
    pub company: Vec<u32>,
    /// The number of each entity in the company.
    pub items: Vec<Option<u32>>,
    /// It names so many that they say nothing of each other.
    pub is_crowded: bool,
    /// How many of its company are people and bodies.
    pub n_named: usize,
    /// Pairs of entities that it keeps apart: entries of one list, two parties to one act.
    pub apart: BTreeSet<(usize, usize)>,
}

/// What an entity is compared as; none for what is not joined by name and context.
pub fn name_kind(entity: &Entity) -> Option<NameKind> {
    match entity.kind {
        Kind::Person => Some(NameKind::Person),
        Kind::Organization | Kind::Group => Some(NameKind::Organization),
        Kind::Place | Kind::Law | Kind::Work | Kind::Other => None,
    }
}

/// What the document says as a whole. `items`: the number of each entity in the company, as [`company`] gave it.
pub fn document(digest: &Digest, items: &[Option<u32>]) -> Document {
    let mut company: Vec<u32> = items.iter().flatten().copied().collect();
    company.sort_unstable();
    company.dedup();
    let n_named = company.len();
    let is_crowded = n_named > MOST_COMPANY;
    if is_crowded {
        company.clear();
    }
    let window = digest.published;
    Document {
        country: country(digest),
        published: day(window),
        window,
        company,
        items: items.to_vec(),
        is_crowded,
        n_named,
        apart: apart(digest),
    }
}

/// The number of each entity that is company: people and bodies by name, places that are no countries.
pub fn company(digest: &Digest, interner: &mut Interner, names: &mut Parsed) -> Vec<Option<u32>> {
    let item = |entity: &Entity| {
        if entity.kind == Kind::Place {
            let is_country = entity.place.as_ref().is_some_and(|place| place.precision == "country");
            let is_meant = entity.named > 0 && !is_country;
            let name = names.name(&entity.name, NameKind::Place).filter(|_| is_meant)?.name;
            return Some(interner.number(&format!("l {}", name.normalized())));
        }
        let name = names.name(&entity.name, name_kind(entity)?).filter(|_| entity.named > 0)?.name;
        let letter = if name.kind() == NameKind::Person { 'p' } else { 'o' };
        let tells = letter == 'o' || name.n_parts() > 1;
        tells.then(|| interner.number(&format!("{letter} {}", name.normalized())))
    };
    digest.entities.iter().map(item).collect()
}

/// The country whose places are named most often; ties go to the first in the alphabet.
fn country(digest: &Digest) -> Option<[u8; 2]> {
    let mut named: BTreeMap<[u8; 2], u32> = BTreeMap::new();
    for entity in &digest.entities {
        let code = entity.place.as_ref().and_then(|place| place.country.as_deref());
        if let Some(code) = code.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()) {
            let count = named.entry(code).or_default();
            *count = count.saturating_add(entity.named.max(1));
        }
    }
    let most = named.values().copied().max()?;
    named.into_iter().find(|(_, count)| *count == most).map(|(code, _)| code)
}

/// Days from 1970-01-01 to the middle of a window that is narrow enough.
fn day(window: DateWindow) -> Option<i32> {
    let (earliest, latest) = (window.earliest?, window.latest?);
    let width = (latest - earliest).get_days();
    let epoch = jiff::civil::date(1970, 1, 1);
    (width <= WIDEST_PUBLISHED).then(|| (earliest - epoch).get_days() + width / 2)
}

/// Entries of one list, and two people who take the same part in one act.
pub fn apart(digest: &Digest) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    let mut keep = |members: &[usize]| {
        for (n, &left) in members.iter().enumerate() {
            pairs.extend(
                members
                    .iter()
                    .skip(n + 1)
                    .filter(|right| **right != left)
                    .map(|&right| (left.min(right), left.max(right))),
            );
        }
    };
    for list in &digest.lists {
        keep(list);
    }
    for act in &digest.acts {
        for part in [Part::Victim, Part::Perpetrator] {
            keep(&parties(act, part));
        }
    }
    pairs
}

fn parties(act: &Act, part: Part) -> Vec<usize> {
    act.participants.iter().filter(|one| one.role == part).filter_map(|one| one.entity).collect()
}

/// What the units of one document are made with.
pub struct Maker<'a> {
    pub digest: &'a Digest,
    pub document: &'a Document,
    pub position: usize,
    pub items: &'a [Option<u32>],
    pub interner: &'a mut Interner,
    pub names: &'a mut Parsed,
}

impl Maker<'_> {
    /// The unit of an entity; none when it has no name that can be compared. Its name type is set by who keeps the types.
    pub fn unit(&mut self, entity_idx: usize) -> Option<Unit> {
        let entity = self.digest.entities.get(entity_idx)?;
        let Known { name, is_title } = self.names.name(&entity.name, name_kind(entity)?)?;
        let rank = rank(&self.digest.document, &entity.key);
        let roles: Vec<Role> =
            entity.roles.iter().chain(&entity.titles).map(|role| Role::parse(role, self.interner)).collect();
        let acts = || self.digest.acts.iter().filter(|act| matches!(act.status, Status::Reported | Status::Alleged));
        let suffered = acts().filter(|act| parties(act, Part::Victim).contains(&entity_idx));
        let died = suffered.clone().find(|act| tables().fatal_acts.contains(act.act_type.as_str())).map(|act| act.date);
        let suffered = suffered.map(|act| (self.interner.number(&act.act_type), act.date)).collect();
        Some(Unit {
            at: EntityRef { document: self.position, entity: entity_idx },
            kind: entity.kind,
            rank,
            order: order(self.document, rank),
            is_named: entity.named > 0 && !is_title,
            mark: mark(&entity.name),
            begins_with_letters: entity.name.split_whitespace().next().is_some_and(is_letters),
            name_type: 0,
            sex: sex(entity, &name, &roles),
            born: born(entity, self.document.window),
            roles: roles.into_iter().filter(|role| !role.words.is_empty()).collect(),
            suffered,
            died,
            speaks: self.digest.statements.iter().any(|statement| statement.speaker == Some(entity_idx)),
            item: self.items.get(entity_idx).copied().flatten().unwrap_or(u32::MAX),
            mentions: entity.mentions.iter().take(MOST_MENTIONS).copied().collect(),
            name,
        })
    }
}

/// Digits, and words that tell father from son; elder and younger in one form each.
fn mark(name: &str) -> String {
    let of_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        match tables().role_words.get(word.as_str()).and_then(|known| known.same) {
            Some(same @ ("younger" | "elder" | "third" | "second")) => same.to_owned(),
            _ => word.chars().filter(char::is_ascii_digit).collect(),
        }
    };
    name.split_whitespace().map(of_word).collect()
}

/// "UN", "U.S."
fn is_letters(word: &str) -> bool {
    let letters = || word.chars().filter(|c| *c != '.');
    (2..=5).contains(&letters().count()) && letters().all(char::is_uppercase)
}

/// A number that only the document's id and the entity's key decide (FNV-1a, Fowler, Noll and Vo, 64 bits).
pub fn rank(document: &str, key: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in document.bytes().chain([0]).chain(key.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // FNV mixes its high bits poorly; the last steps of MurmurHash3 (Appleby) do.
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

fn order(document: &Document, rank: u64) -> u128 {
    let country = u128::from(u16::from_be_bytes(document.country.unwrap_or_default()));
    let day = u128::from(document.published.unwrap_or(i32::MAX).unsigned_abs());
    country << 96 | day << 64 | u128::from(rank)
}

fn sex(entity: &Entity, name: &Name, roles: &[Role]) -> Option<(char, bool)> {
    if entity.kind != Kind::Person {
        return None;
    }
    if let Some(gender) = name.gender().or_else(|| roles.iter().find_map(|role| role.gender)) {
        return Some((gender, true));
    }
    match entity.pronouns {
        [male, 0] if male > 1 => Some(('m', male > 3)),
        [0, female] if female > 1 => Some(('f', female > 3)),
        [male, female] if male > 4 * female => Some(('m', false)),
        [male, female] if female > 4 * male => Some(('f', false)),
        _ => None,
    }
}

/// Years of birth by the ages that stand beside the name; none when they contradict each other.
fn born(entity: &Entity, published: DateWindow) -> Option<(i16, i16)> {
    let (first, last) = (published.earliest?.year(), published.latest?.year());
    let (youngest, oldest) = (entity.ages.iter().min()?, entity.ages.iter().max()?);
    let age = |years: &u32| i16::try_from(*years).ok();
    (oldest - youngest <= 1 && last - first <= 1).then_some(())?;
    Some((first - age(oldest)? - 1, last - age(youngest)?))
}
