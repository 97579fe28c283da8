//! Keeps what documents say of people and bodies, and which of them are compared; adding one touches only what it can change.

use super::assemble::Settings;
use super::evidence::{AcronymState, Case, Evidence, evidence, rarity};
use super::judged::{Judged, ordered};
use super::named::Comparisons;
use super::parsed::Parsed;
use super::profile::{self, Document, Maker, Unit};
use super::types::Types;
use super::weights::{Hundredths, tables};
use super::windows::{Changes, Windows};
use super::words::Interner;
use crate::cluster::Clustering;
use crate::digest::{Digest, Entity, Kind};
use crate::names::{Frequencies, How, Name, NameKind, compare};
use crate::result::{EntityRef, Note};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Items of company that more documents name than this say nothing: everybody stands beside the prime minister.
const MOST_NAMED_IN: u32 = 64;

/// What was done so far, to see that little is touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Pairs that adding a document opened or closed.
    pub pairs_touched: u64,
    /// Pairs that were scored.
    pub pairs_scored: u64,
    /// Groups of connected entities that were clustered anew.
    pub groups_clustered: u64,
}

/// A pair that is compared, seen from one side.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Near {
    pub unit: u32,
    pub score: Score,
}

/// What a pair came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    pub bits: Hundredths,
    pub is_limited: bool,
    pub is_excluded: bool,
}

impl Score {
    pub fn of(evidence: &Evidence) -> Self {
        Self { bits: evidence.bits(), is_limited: evidence.is_limited, is_excluded: evidence.is_excluded }
    }

    /// Enough to be joined as proposed.
    pub fn joins(self) -> bool {
        !self.is_limited && !self.is_excluded && self.bits >= tables().weights.join_at
    }
}

/// People or bodies: their names, and who is compared.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Room {
    pub types: Types,
    pub windows: Windows,
    pub comparisons: Comparisons,
}

/// People, bodies and places of a case, document by document.
///
/// Documents may come in any order. What is compared is decided by the set of documents alone; what depends on the whole case
/// (how common a name is, how many documents name somebody) counts in powers of two, so that it seldom changes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Resolver {
    pub(super) documents: Vec<Document>,
    pub(super) units: Vec<Unit>,
    /// For each document, the unit of each entity.
    pub(super) unit_of: Vec<Vec<Option<u32>>>,
    pub(super) near: Vec<Vec<Near>>,
    pub(super) rooms: [Room; 2],
    pub(super) notes: BTreeSet<Note>,
    pub(super) work: Work,
    ids: HashSet<Box<str>>,
    n_documents: usize,
    items: Interner,
    words: Interner,
    names: Parsed,
    named_in: Vec<u32>,
    /// Documents that name an item, up to [`MOST_NAMED_IN`].
    naming: Vec<Vec<u32>>,
    /// Names that a document uses beside an acronym of theirs: acronym, name.
    defined: BTreeMap<String, BTreeSet<String>>,
    dirty: BTreeSet<u32>,
    is_all_dirty: bool,
    /// Units whose pairs or scores changed since groups were last clustered.
    pub(super) touched: HashSet<u32>,
    /// Clusters of groups that did not change, by their members.
    pub(super) clustered: HashMap<Vec<u32>, Clustering>,
    /// What they were clustered under.
    pub(super) under: (Judged, Settings),
    copied: BTreeMap<u32, Vec<Passage>>,
}

/// A passage that other documents have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Number of the family.
    pub family: u32,
    /// Where; the whole document when it is a copy.
    pub span: crate::digest::Span,
}

/// A resolver beside the documents that were inserted, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub resolver: &'a Resolver,
    pub digests: &'a [Digest],
}

impl std::ops::Deref for Seen<'_> {
    type Target = Resolver;

    fn deref(&self) -> &Resolver {
        self.resolver
    }
}

impl<'a> Seen<'a> {
    pub fn entity(&self, at: EntityRef) -> Option<&'a Entity> {
        self.digests.get(at.document)?.entities.get(at.entity)
    }
}

pub fn room_of(kind: Kind) -> usize {
    usize::from(kind != Kind::Person)
}

impl Resolver {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was done so far.
    #[must_use]
    pub fn work(&self) -> Work {
        self.work
    }

    /// Adds a document. Its position is the number of documents before it. A document whose id is already there is kept at its
    /// position, gives nothing, and is said ([`Note`] `document-twice`).
    pub fn insert(&mut self, digest: &Digest) {
        let position = self.n_documents;
        self.n_documents += 1;
        if !self.ids.insert(digest.document.as_str().into()) {
            self.documents.push(Document::default());
            self.unit_of.push(Vec::new());
            self.note(
                "document-twice",
                format!("document {} has the same id as one before it; it is left out", position + 1),
            );
            return;
        }
        let items = profile::company(digest, &mut self.items, &mut self.names);
        let document = profile::document(digest, &items);
        if document.is_crowded {
            let n = document.n_named;
            self.note(
                "crowded-document",
                format!(
                    "document {} names {n} people, bodies and places; that they stand together says nothing",
                    position + 1
                ),
            );
        }
        self.count_company(position, &document);
        let first = self.units.len();
        let mut made = Vec::with_capacity(digest.entities.len());
        let (interner, names) = (&mut self.words, &mut self.names);
        let mut maker = Maker { digest, document: &document, position, items: &items, interner, names };
        let mut unit_of = Vec::with_capacity(digest.entities.len());
        let mut n_nameless = 0_usize;
        for (entity_idx, entity) in digest.entities.iter().enumerate() {
            let unit = maker.unit(entity_idx);
            n_nameless += usize::from(unit.is_none() && entity.named > 0 && profile::name_kind(entity).is_some());
            unit_of.push(unit.as_ref().map(|_| u32::try_from(first + made.len()).unwrap_or(u32::MAX)));
            made.extend(unit);
        }
        if n_nameless > 0 {
            self.note(
                "name-without-letters",
                format!("document {} has {n_nameless} names that cannot be compared", position + 1),
            );
        }
        self.documents.push(document);
        self.unit_of.push(unit_of);
        for unit in made {
            self.add_unit(unit, digest);
        }
    }

    /// Takes a digest of which only acts and statements changed in the place of the one that was inserted at a position.
    pub fn replace(&mut self, position: usize, digest: &Digest) {
        let Some(document) = self.documents.get_mut(position) else { return };
        let items = document.items.clone();
        document.apart = profile::apart(digest);
        let document = document.clone();
        let (interner, names) = (&mut self.words, &mut self.names);
        let mut maker = Maker { digest, document: &document, position, items: &items, interner, names };
        let units = self.unit_of.get(position).into_iter().flatten().enumerate();
        for (entity_idx, id) in units.filter_map(|(entity_idx, id)| Some((entity_idx, (*id)?))) {
            let Some((unit, made)) = self.units.get_mut(id as usize).zip(maker.unit(entity_idx)) else { continue };
            *unit = Unit { name_type: unit.name_type, ..made };
            self.dirty.insert(id);
            self.touched.insert(id);
        }
    }

    /// After it was read back: the names of its units. False when these are other documents.
    pub(crate) fn restore(&mut self, digests: &[Digest]) -> bool {
        let names = &mut self.names;
        self.n_documents == digests.len()
            && self.units.iter_mut().all(|unit| {
                let entity = digests.get(unit.at.document).and_then(|digest| digest.entities.get(unit.at.entity));
                let name = entity.and_then(|entity| names.name(&entity.name, profile::name_kind(entity)?));
                name.map(|known| unit.name = known.name).is_some()
            })
    }

    fn note(&mut self, code: &str, message: String) {
        self.notes.insert(Note { code: code.to_owned(), message });
    }

    /// Counts who is named; documents whose evidence that changes are looked at again.
    fn count_company(&mut self, position: usize, document: &Document) {
        let before = self.n_documents.saturating_sub(1);
        self.is_all_dirty |= self.n_documents.ilog2() != before.max(1).ilog2() || before == 0;
        for &item in &document.company {
            let at = item as usize;
            if self.named_in.len() <= at {
                self.named_in.resize(at + 1, 0);
                self.naming.resize(at + 1, Vec::new());
            }
            let (Some(count), Some(naming)) = (self.named_in.get_mut(at), self.naming.get_mut(at)) else { continue };
            *count = count.saturating_add(1);
            let changes = count.is_power_of_two() || *count == MOST_NAMED_IN + 1;
            if changes && *count <= MOST_NAMED_IN + 1 {
                let units = naming.iter().flat_map(|&document| self.unit_of.get(document as usize)).flatten().flatten();
                if !self.is_all_dirty {
                    self.dirty.extend(units);
                }
            }
            if *count <= MOST_NAMED_IN {
                naming.push(u32::try_from(position).unwrap_or(u32::MAX));
            } else {
                *naming = Vec::new();
            }
        }
    }

    fn add_unit(&mut self, mut unit: Unit, digest: &Digest) {
        let id = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.near.push(Vec::new());
        if !self.is_all_dirty {
            self.dirty.insert(id);
        }
        if !unit.is_named {
            self.units.push(unit);
            return;
        }
        let Some(room) = self.rooms.get_mut(room_of(unit.kind)) else { return };
        let typed = room.types.add(&unit.name);
        room.comparisons.change(&typed.commoner);
        if typed.all_commoner {
            room.comparisons.forget();
        }
        unit.name_type = typed.id;
        self.is_all_dirty |= typed.all_commoner;
        if self.is_all_dirty {
            room.windows.file(id, unit.order, typed.id);
            self.define(&unit, digest);
            self.units.push(unit);
            return;
        }
        let mut changes = Changes::default();
        room.windows.insert(id, unit.order, typed.id, room.types.alike(typed.id), &mut changes);
        // A new name may be another one for the letters of an acronym.
        let alike = room.types.alike(typed.id).iter().filter(|_| typed.is_new && unit.kind != Kind::Person);
        let changed = typed.commoner.iter().chain(alike);
        self.dirty.extend(changed.flat_map(|&name_type| room.windows.members(name_type)));
        let room = room_of(unit.kind);
        self.define(&unit, digest);
        self.units.push(unit);
        self.change(&changes);
        self.part(room, &typed.gone);
    }

    /// A document that uses a name and its acronym for one body says what the letters stand for.
    fn define(&mut self, unit: &Unit, digest: &Digest) {
        let entity = digest.entities.get(unit.at.entity);
        let Some(entity) = entity.filter(|_| unit.kind != Kind::Person) else { return };
        let nothing = Frequencies::default();
        let own: &Name = &unit.name;
        for spelling in entity.spellings.iter().skip(1).take(8) {
            let Ok(other) = Name::parse(spelling, NameKind::Organization) else { continue };
            let is_acronym = compare(own, &other, &nothing).reasons.iter().any(|reason| reason.how == How::Acronym);
            if is_acronym {
                let (short, long) = if is_short(&other) { (&other, own) } else { (own, &other) };
                let names = self.defined.entry(short.normalized().to_owned()).or_default();
                self.is_all_dirty |= names.insert(long.normalized().to_owned());
            }
        }
    }

    fn change(&mut self, changes: &Changes) {
        self.work.pairs_touched += (changes.added.len() + changes.dropped.len()) as u64;
        for &(one, other) in &changes.dropped {
            for (from, to) in [(one, other), (other, one)] {
                self.touched.insert(from);
                if let Some(near) = self.near.get_mut(from as usize) {
                    near.retain(|near| near.unit != to);
                }
            }
        }
        for &(one, other) in &changes.added {
            // A new unit is dirty, so that its pairs will be scored.
            for (from, to) in [(one, other), (other, one)] {
                if let Some(near) = self.near.get_mut(from as usize) {
                    near.push(Near { unit: to, score: Score::default() });
                }
            }
        }
    }

    pub(super) fn unit(&self, id: u32) -> Option<&Unit> {
        self.units.get(id as usize)
    }

    /// The copied passages of each document, by the families of texts. Documents where they changed are looked at again.
    pub(super) fn set_copied(&mut self, copied: BTreeMap<u32, Vec<Passage>>) {
        let documents: BTreeSet<u32> = copied.keys().chain(self.copied.keys()).copied().collect();
        for document in documents.into_iter().filter(|document| copied.get(document) != self.copied.get(document)) {
            let units = self.unit_of.get(document as usize).into_iter().flatten().flatten();
            self.dirty.extend(units.copied());
        }
        self.copied = copied;
    }

    /// Scores the pairs of all units whose evidence may have changed.
    pub(super) fn score(&mut self) {
        self.say_caps();
        if std::mem::take(&mut self.is_all_dirty) {
            self.dirty.clear();
            self.score_all();
            return;
        }
        let dirty: Vec<u32> = self.dirty.iter().copied().collect();
        // In small groups pairs that are not near are scored too, whose evidence may have changed unseen.
        self.touched.extend(&dirty);
        for &unit in &dirty {
            let others: Vec<u32> = self.near.get(unit as usize).into_iter().flatten().map(|near| near.unit).collect();
            for other in others {
                if other < unit && self.dirty.contains(&other) {
                    continue;
                }
                let Some(score) = self.evidence(unit, other).map(|evidence| Score::of(&evidence)) else { continue };
                self.work.pairs_scored += 1;
                for (from, to) in [(unit, other), (other, unit)] {
                    let near =
                        self.near.get_mut(from as usize).and_then(|near| near.iter_mut().find(|near| near.unit == to));
                    if let Some(near) = near.filter(|near| near.score != score) {
                        near.score = score;
                        self.touched.insert(from);
                    }
                }
            }
        }
        self.dirty.clear();
    }

    /// Looks for all pairs anew and scores them, those of two names one after the other. What was clustered is forgotten.
    fn score_all(&mut self) {
        self.clustered.clear();
        self.touched.clear();
        self.near.iter_mut().for_each(Vec::clear);
        let mut pairs = Vec::new();
        for at in 0..self.rooms.len() {
            let n_types = self.rooms.get(at).map_or(0, |room| room.windows.n_types());
            for name_type in 0..n_types {
                let Some(room) = self.rooms.get(at) else { continue };
                pairs.clear();
                room.windows.within(name_type, &mut pairs);
                let later = room.types.alike(name_type).iter().filter(|other| **other > name_type);
                later.for_each(|&other| room.windows.between(name_type, other, &mut pairs));
                self.meet(&pairs);
            }
        }
    }

    /// Scores pairs that are compared from now on.
    fn meet(&mut self, pairs: &[(u32, u32)]) {
        self.work.pairs_touched += pairs.len() as u64;
        self.work.pairs_scored += pairs.len() as u64;
        for &(one, other) in pairs {
            let score = self.evidence(one, other).map(|evidence| Score::of(&evidence)).unwrap_or_default();
            for (from, to) in [(one, other), (other, one)] {
                if let Some(near) = self.near.get_mut(from as usize) {
                    near.push(Near { unit: to, score });
                }
            }
        }
    }

    /// No longer compares the bearers of names that a full block no longer proposes.
    fn part(&mut self, room: usize, gone: &[(u32, u32)]) {
        let mut changes = Changes::default();
        for &(one, other) in gone {
            let Some(room) = self.rooms.get(room) else { continue };
            self.dirty.extend(room.windows.members(one).chain(room.windows.members(other)));
            for unit in room.windows.members(one) {
                let near = self.near.get(unit as usize).into_iter().flatten().map(|near| near.unit);
                let of_other =
                    near.filter(|near| self.units.get(*near as usize).is_some_and(|unit| unit.name_type == other));
                changes.dropped.extend(of_other.map(|near| (unit, near)));
            }
        }
        self.change(&changes);
    }

    /// Says what caps left out.
    fn say_caps(&mut self) {
        for (code, room) in ["names-capped", "bodies-capped"].into_iter().zip(0..) {
            let left_out = self.rooms.get(room).map_or(0, |room: &Room| room.types.left_out());
            self.notes.retain(|note| note.code != code);
            if left_out > 0 {
                self.note(code, format!("{left_out} pairs of very common names were not compared, unless another part of the name asked for it"));
            }
        }
    }

    /// What speaks for and against two units; none when they are of different rooms.
    pub(super) fn evidence(&self, one: u32, other: u32) -> Option<Evidence> {
        let (left, right) = (self.unit(one)?, self.unit(other)?);
        let room = self.rooms.get(room_of(left.kind)).filter(|_| room_of(left.kind) == room_of(right.kind))?;
        // The same result from either side.
        let (left, right) = if left.rank <= right.rank { (left, right) } else { (right, left) };
        let acronym = self.acronym(left, right, room);
        let names = room.comparisons.of(left, right, room.types.frequencies());
        let case = self.case(room.types.frequencies().n_types(), acronym, self.are_copied(left, right));
        let of = |unit: &Unit| self.documents.get(unit.at.document);
        Some(evidence((left, of(left)?), (right, of(right)?), &names, &case))
    }

    fn case(&self, n_names: u32, acronym: AcronymState, is_copied: bool) -> Case<'_> {
        let log2 = |n: usize| i32::try_from(n.max(1).ilog2()).unwrap_or(0);
        Case {
            names_log2: log2(n_names as usize),
            documents_log2: log2(self.n_documents),
            named_in: &self.named_in,
            most_named_in: MOST_NAMED_IN,
            acronym,
            is_copied,
        }
    }

    /// log2 of how few documents name an item of company.
    pub(super) fn rarity(&self, item: u32) -> i32 {
        rarity(item, &self.case(0, AcronymState::Only, false))
    }

    /// What is known of the letters, when one of the names is an acronym.
    fn acronym(&self, one: &Unit, other: &Unit, room: &Room) -> AcronymState {
        if one.kind == Kind::Person || is_short(&one.name) == is_short(&other.name) {
            return AcronymState::Only;
        }
        let (short, long) = if is_short(&one.name) { (one, other) } else { (other, one) };
        let alike_long = || std::iter::once(long.name_type).chain(room.types.alike(long.name_type).iter().copied());
        if let Some(defined) = self.defined.get(short.name.normalized()) {
            let is_it = |id: u32| room.types.name(id).is_some_and(|name| defined.contains(name.normalized()));
            return if alike_long().any(is_it) { AcronymState::Defined } else { AcronymState::Several };
        }
        let is_other = |id: &u32| {
            !alike_long().any(|alike| alike == *id)
                && room.types.name(*id).is_some_and(|name| !is_short(name) && name.n_parts() > 1)
        };
        if room.types.alike(short.name_type).iter().any(is_other) { AcronymState::Several } else { AcronymState::Only }
    }

    /// Whether both stand in a passage that their documents share.
    fn are_copied(&self, one: &Unit, other: &Unit) -> bool {
        let of = |unit: &Unit| self.copied.get(&u32::try_from(unit.at.document).unwrap_or(u32::MAX));
        let (Some(here), Some(there)) = (of(one), of(other)) else { return false };
        let stands_in =
            |unit: &Unit, passage: &Passage| unit.mentions.iter().any(|mention| mention.overlaps(passage.span));
        let families: BTreeSet<u32> =
            here.iter().filter(|passage| stands_in(one, passage)).map(|passage| passage.family).collect();
        there.iter().any(|passage| families.contains(&passage.family) && stands_in(other, passage))
    }

    /// Whether their document keeps two units apart: entries of one list, two victims of one act, two full names.
    pub(super) fn are_kept_apart(&self, one: u32, other: u32) -> bool {
        let (Some(left), Some(right)) = (self.unit(one), self.unit(other)) else { return false };
        if left.at.document != right.at.document {
            return false;
        }
        let pair = ordered_entities(left.at.entity, right.at.entity);
        if self.documents.get(left.at.document).is_some_and(|document| document.apart.contains(&pair)) {
            return true;
        }
        // What the reading of one document may have failed to join: a part of the name, the same name, an acronym.
        let names = compare(&left.name, &right.name, &Frequencies::default());
        let may_be_missed = |how: How| {
            matches!(how, How::Missing | How::Single | How::Acronym | How::Initial | How::Order | How::Spacing)
        };
        let spelled_alike = names.reasons.iter().all(|reason| {
            matches!(reason.how, How::Same | How::Particle | How::LegalForm | How::Number) || may_be_missed(reason.how)
        });
        left.is_named && right.is_named && !(names.agreement >= crate::names::Agreement::Possible && spelled_alike)
    }

    pub(super) fn pair(&self, one: u32, other: u32) -> Option<Score> {
        let (one, other) = ordered(one, other);
        self.near.get(one as usize)?.iter().find(|near| near.unit == other).map(|near| near.score)
    }
}

fn ordered_entities(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// One word that may be an acronym.
pub fn is_short(name: &Name) -> bool {
    name.is_acronym()
}
