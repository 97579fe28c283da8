//! What holds across the documents of a case: worked out from the digests of their readings and from what people decided,
//! and kept until one of both changes.

mod anchors;
mod counts;
mod decisions;
pub mod event_view;
mod events;
mod export;
mod families;
pub(crate) mod judged;
mod life;
mod listing;
mod material;
mod order;
mod people;
mod person;
mod pictures;
mod queue;
mod sides;
mod targets;
#[cfg(test)]
mod tests;
mod weighed;
mod worked;

pub(crate) use anchors::Anchor;
pub use listing::Order;
pub use people::Sort;
pub use worked::Worked;

use crate::DocumentRow;
use crate::case::Case;
use crate::refusal::Refusal;
use crate::step::Step;
use crate::tables::Tables;
use assessment::{Assessment, Assessor, Labels, Lookups};
use case_store::{Heads, Kind, Store};
use decisions::Decisions;
use judged::state::States;
use judged::{Judged, judged};
use order::{Sorted, Times};
use resolution::Digest;
use resolution::digest::Role;
use resolution::result::{ActRef, EntityRef, Event, Family, FamilyKind, Identity, Resolution};
use sha2::Digest as _;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Rows fetched at a time.
const PAGE: u32 = 1000;
/// Longest result that is unpacked, bytes.
const MAX_KEPT: u64 = 1 << 31;

/// What holds across documents. Positions of documents are those of the digests.
#[derive(Default)]
pub struct Across {
    input: [u8; 32],
    documents: Vec<DocumentRow>,
    digests: Arc<Vec<Digest>>,
    decisions: Decisions,
    judged: Judged,
    resolution: Arc<Resolution>,
    identities: HashMap<EntityRef, Whose>,
    events: HashMap<ActRef, usize>,
    families: HashMap<usize, usize>,
    taking_part: HashMap<Whose, Vec<(usize, Role)>>,
    possible: HashMap<Whose, Vec<usize>>,
    records: HashMap<String, usize>,
    kept: listing::Kept,
    lookups: OnceLock<Lookups>,
    labels: OnceLock<Labels>,
    orders: [OnceLock<Sorted>; 3],
    times: OnceLock<Times>,
    counter: OnceLock<assessment::counts::Counter>,
    pictures: std::sync::OnceLock<pictures::Index>,
    counted: counts::Counted,
}

/// One of the identities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Whose {
    Person(usize),
    Organization(usize),
    Place(usize),
}

impl Case {
    /// What holds across the documents now. Quick when nothing changed since it was asked for last, even by another process.
    pub(crate) fn across(&mut self) -> Result<Arc<Across>, Refusal> {
        self.across_telling(&mut |_| ())
    }

    /// The same; tells how far it is when it takes long.
    pub(crate) fn across_telling(&mut self, tell: &mut dyn FnMut(Step)) -> Result<Arc<Across>, Refusal> {
        let heads = self.store.heads();
        let known = self.worked.heads.as_ref();
        if let Some(across) = self.across.as_ref().filter(|_| changes_nothing(&self.store, known, &heads)) {
            self.worked.heads = Some(heads);
            return Ok(Arc::clone(across));
        }
        let input = self.tables.look(&self.store, cache::Cache::input_of_results)?;
        if let Some(across) = self.across.as_ref().filter(|across| across.input == input) {
            return Ok(Arc::clone(across));
        }
        // What is kept is changed in place, when nobody else looks at it.
        self.across = None;
        let across = Arc::new(Across::work_out(&mut self.tables, &self.store, &mut self.worked, input, tell)?);
        self.worked.heads = Some(heads);
        self.across = Some(Arc::clone(&across));
        Ok(across)
    }
}

impl Across {
    fn work_out(
        tables: &mut Tables,
        store: &Store,
        worked: &mut Worked,
        input: [u8; 32],
        tell: &mut dyn FnMut(Step),
    ) -> Result<Self, Refusal> {
        let all = documents(tables, store)?;
        worked.refresh(tables, store, tell)?;
        let numbers: HashMap<i64, usize> = worked.numbers().collect();
        let judgements = tables.look(store, |cache| cache.judgements(0, u32::MAX))?;
        let states = States::of(&judgements);
        let positions = judged::positions(&states, &all, &numbers);
        let mut text = |number| tables.look(store, |cache| cache.text(number)).ok().flatten().map(|(_, text)| text);
        let judged = worked.judge(&positions, |digests| judged(digests, &states, &all, &numbers, &mut text));
        let digests = worked.current();
        let decisions = Decisions::of(&judgements, &all, &numbers, &digests, &judged);
        let resolution = worked.resolution(tables, store, &input, &decisions.judgements, tell)?;
        // A second copy of the same bytes leads to the first.
        let copies = all.iter().filter(|row| !numbers.contains_key(&row.number));
        let copies = copies.filter_map(|row| Some((row.record.clone(), *numbers.get(&row.same_bytes_as?)?)));
        let copies: Vec<(String, usize)> = copies.collect();
        let mut documents: Vec<(usize, DocumentRow)> =
            all.into_iter().filter_map(|row| Some((*numbers.get(&row.number)?, row))).collect();
        documents.sort_by_key(|(idx, _)| *idx);
        let documents = documents.into_iter().map(|(_, row)| row).collect();
        let mut across = Self::indexed(input, documents, digests, (decisions, judged), resolution);
        across.records.extend(copies);
        Ok(across)
    }

    fn indexed(
        input: [u8; 32],
        documents: Vec<DocumentRow>,
        digests: Arc<Vec<Digest>>,
        (decisions, judged): (Decisions, Judged),
        resolution: Arc<Resolution>,
    ) -> Self {
        let records = documents.iter().enumerate().map(|(idx, row)| (row.record.clone(), idx)).collect();
        let mut across = Self { input, documents, digests, decisions, judged, resolution, records, ..Self::default() };
        across.index_identities();
        across.index_events();
        let resolution = &across.resolution;
        // A document stands in at most one family of copies, and may share passages in several others.
        let mut families: Vec<(usize, &Family)> = resolution.families.iter().enumerate().collect();
        families.sort_by_key(|(idx, family)| (family.kind != FamilyKind::Copy, *idx));
        for (idx, family) in families {
            for document in &family.documents {
                across.families.entry(*document).or_insert(idx);
            }
        }
        across
    }

    fn index_identities(&mut self) {
        let resolution = &self.resolution;
        let persons = resolution.persons.iter().enumerate().map(|(idx, one)| (Whose::Person(idx), one));
        let bodies = resolution.organizations.iter().enumerate().map(|(idx, one)| (Whose::Organization(idx), one));
        let places = resolution.places.iter().enumerate().map(|(idx, one)| (Whose::Place(idx), one));
        for (whose, identity) in persons.chain(bodies).chain(places) {
            self.identities.extend(identity.entities.iter().map(|entity| (*entity, whose)));
        }
        for (idx, link) in resolution.links.iter().enumerate() {
            if sides::is_open(link.zone, link.judgement) {
                for whose in [link.left, link.right].iter().filter_map(|at| self.identities.get(at)) {
                    self.possible.entry(*whose).or_default().push(idx);
                }
            }
        }
    }

    fn index_events(&mut self) {
        for (idx, event) in self.resolution.events.iter().enumerate() {
            for at in &event.acts {
                self.events.insert(*at, idx);
                let act = self.digests.get(at.document).and_then(|digest| digest.acts.get(at.act));
                for participant in act.map(|act| act.participants.as_slice()).unwrap_or_default() {
                    let entity = participant.entity.map(|entity| EntityRef { document: at.document, entity });
                    let Some(whose) = entity.and_then(|entity| self.identities.get(&entity)) else { continue };
                    let roles = self.taking_part.entry(*whose).or_default();
                    if !roles.contains(&(idx, participant.role)) {
                        roles.push((idx, participant.role));
                    }
                }
            }
        }
    }

    fn identity(&self, whose: Whose) -> Option<&Identity> {
        match whose {
            Whose::Person(idx) => self.resolution.persons.get(idx),
            Whose::Organization(idx) => self.resolution.organizations.get(idx),
            Whose::Place(idx) => self.resolution.places.get(idx),
        }
    }

    fn identity_of(&self, entity: EntityRef) -> Option<&Identity> {
        self.identity(*self.identities.get(&entity)?)
    }

    pub(crate) fn entity(&self, at: EntityRef) -> Option<&resolution::digest::Entity> {
        self.digests.get(at.document)?.entities.get(at.entity)
    }

    /// What the reports of an event are worth; worked out when it is asked for.
    fn assessment(&self, event: &Event) -> Assessment {
        let idx = event.acts.first().and_then(|act| self.events.get(act));
        idx.and_then(|idx| self.assessor().assess(*idx, None)).unwrap_or_default()
    }

    fn assessor(&self) -> Assessor<'_> {
        let labels = self.labels.get_or_init(|| Labels::built_in().unwrap_or_default());
        let lookups = self.lookups.get_or_init(|| Lookups::new(&self.resolution));
        Assessor::with(&self.digests, &self.resolution, labels, lookups)
    }

    fn act(&self, at: ActRef) -> Option<&resolution::digest::Act> {
        self.digests.get(at.document)?.acts.get(at.act)
    }
}

/// Whether what was recorded since `known` is only who looked for what, what was handed out, and what was done about the case.
fn changes_nothing(store: &Store, known: Option<&Heads>, now: &Heads) -> bool {
    let Some(known) = known else { return false };
    let is_harmless = |entry: Result<case_store::Entry, case_store::StoreError>| {
        entry.is_ok_and(|entry| {
            matches!(
                entry.header.kind,
                Kind::Search | Kind::Export | Kind::Timestamp | Kind::Consent | Kind::Intervention | Kind::Intake
            )
        })
    };
    known == now || store.entries_after(known).is_some_and(|mut entries| entries.all(is_harmless))
}

/// All documents, in the order of their numbers.
fn documents(tables: &mut Tables, store: &Store) -> Result<Vec<DocumentRow>, Refusal> {
    let mut all: Vec<DocumentRow> = Vec::new();
    loop {
        let after = all.last().map_or(0, |row| row.number);
        let rows = tables.look(store, |cache| cache.documents(after, PAGE))?;
        if rows.is_empty() {
            return Ok(all);
        }
        all.extend(rows);
    }
}

/// Tells builds of the program apart: what another one worked out may be otherwise.
fn program() -> [u8; 32] {
    let mut hash = sha2::Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    if let Ok(file) = std::env::current_exe().and_then(std::fs::metadata) {
        hash.update(file.len().to_be_bytes());
        let modified = file.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        hash.update(modified.unwrap_or_default().as_nanos().to_be_bytes());
    }
    hash.finalize().into()
}
