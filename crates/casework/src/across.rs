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
pub use export::json_record;
pub use listing::Order;
pub use people::Sort;
pub(crate) use targets::is_identity;
pub use worked::{Worked, save};

use crate::DocumentRow;
use crate::case::Case;
use crate::looks::{Here, Looks, changes_nothing};
use crate::refusal::{Refusal, Why};
use crate::step::{Doing, Step};
use assessment::{Assessment, Assessor, Labels, Lookups};
use case_store::Heads;
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
const PAGE: u32 = 250;
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

/// Rounds of gathering in which nothing may change meanwhile, before one is taken in which only something was added.
const ROUNDS: usize = 3;
/// After so many rounds the case changes too fast.
const MAX_ROUNDS: usize = 12;

impl Case {
    /// What holds across the documents now. Quick when nothing changed since it was asked for last, even by another process.
    pub(crate) fn across(&mut self) -> Result<Arc<Across>, Refusal> {
        self.across_telling(&mut |_| ())
    }

    /// The same; tells how far it is when it takes long. Where a vault works it out beside, what it worked out last.
    pub(crate) fn across_telling(&mut self, tell: &mut dyn FnMut(Step)) -> Result<Arc<Across>, Refusal> {
        if let Some(across) = self.kept_across().or_else(|| self.across.clone().filter(|_| self.works_beside)) {
            return Ok(across);
        }
        if self.works_beside {
            let hint = "wait until it is done; the documents can be read meanwhile";
            return Err(Refusal::new(Why::Working, "what holds across the documents is still being worked out", hint)
                .called("working"));
        }
        let heads = self.store.heads();
        let input = self.tables.look(&self.store, cache::Cache::input_of_results)?;
        if let Some(across) = self.across.as_ref().filter(|across| across.input == input) {
            return Ok(Arc::clone(across));
        }
        // What is kept is changed in place, when nobody else looks at it.
        self.across = None;
        let mut here = Here { tables: &mut self.tables, store: &self.store };
        let across = Arc::new(Across::work_out(&mut here, &mut self.worked, tell)?);
        self.worked.heads = Some(heads);
        self.across = Some(Arc::clone(&across));
        Ok(across)
    }

    /// What was worked out last, when nothing changed since.
    pub(crate) fn kept_across(&mut self) -> Option<Arc<Across>> {
        let heads = self.store.heads();
        let known = self.worked.heads.as_ref();
        let across = self.across.as_ref().filter(|_| changes_nothing(&self.store, known, &heads)).map(Arc::clone)?;
        self.worked.heads = Some(heads);
        Some(across)
    }
}

/// Works out what holds across the documents, away from the case: nobody who asks for something else waits for it.
#[cfg(target_os = "linux")]
pub(crate) fn work_out_beside(
    looks: &mut impl Looks,
    worked: &mut Worked,
    tell: &mut dyn FnMut(Step),
) -> Result<Arc<Across>, Refusal> {
    let across = Across::work_out(looks, worked, tell)?;
    across.warm(tell);
    Ok(Arc::new(across))
}

/// What is needed of the documents and judgements, so that the rest can be worked out without asking for anything.
struct Gathered {
    heads: Heads,
    input: [u8; 32],
    /// Whether it is the state of the case at one moment.
    is_exact: bool,
    all: Vec<DocumentRow>,
    decisions: Decisions,
    judged: Judged,
    resolution: Option<Arc<Resolution>>,
}

impl Gathered {
    /// Gathers until nothing changed meanwhile, or until only something was added.
    fn new(looks: &mut impl Looks, worked: &mut Worked, tell: &mut dyn FnMut(Step)) -> Result<Self, Refusal> {
        for round in 1..=MAX_ROUNDS {
            let mut gathered = Self::once(looks, worked, tell)?;
            gathered.is_exact = looks.is_as_at(&gathered.heads)?;
            if gathered.is_exact || (round >= ROUNDS && gathered.resolution.is_none() && worked.still_holds(looks)?) {
                return Ok(gathered);
            }
        }
        let hint = "wait until documents have come in, then ask again";
        Err(Refusal::new(Why::Unclear, "the case changes faster than it can be worked out", hint).called("too-fast"))
    }

    fn once(looks: &mut impl Looks, worked: &mut Worked, tell: &mut dyn FnMut(Step)) -> Result<Self, Refusal> {
        let heads = looks.heads()?;
        let input = looks.look(cache::Cache::input_of_results)?;
        // Keys of digests before documents: no digest is without its document then.
        worked.refresh(looks, tell)?;
        let all = documents(looks, tell)?;
        let numbers: HashMap<i64, usize> = worked.numbers().collect();
        let judgements = looks.look(|cache| cache.judgements(0, u32::MAX))?;
        let states = States::of(&judgements);
        let positions = judged::positions(&states, &all, &numbers);
        let mut text = |number| looks.look(|cache| cache.text(number)).ok().flatten().map(|(_, text)| text);
        let judged = worked.judge(&positions, |digests| judged(digests, &states, &all, &numbers, &mut text));
        let decisions = Decisions::of(&judgements, &all, &numbers, &worked.current(), &judged);
        let resolution = worked.prepared(looks, &input, tell)?;
        Ok(Self { heads, input, is_exact: false, all, decisions, judged, resolution })
    }
}

impl Across {
    fn work_out(looks: &mut impl Looks, worked: &mut Worked, tell: &mut dyn FnMut(Step)) -> Result<Self, Refusal> {
        let gathered = Gathered::new(looks, worked, tell)?;
        worked.heads = Some(gathered.heads);
        let resolution = match gathered.resolution {
            Some(resolution) => resolution,
            None => worked.resolution(&gathered.input, gathered.is_exact, &gathered.decisions.judgements, tell),
        };
        let numbers: HashMap<i64, usize> = worked.numbers().collect();
        // A second copy of the same bytes leads to the first.
        let copies = gathered.all.iter().filter(|row| !numbers.contains_key(&row.number));
        let copies = copies.filter_map(|row| Some((row.record.clone(), *numbers.get(&row.same_bytes_as?)?)));
        let copies: Vec<(String, usize)> = copies.collect();
        let mut documents: Vec<(usize, DocumentRow)> =
            gathered.all.into_iter().filter_map(|row| Some((*numbers.get(&row.number)?, row))).collect();
        documents.sort_by_key(|(idx, _)| *idx);
        let documents = documents.into_iter().map(|(_, row)| row).collect();
        let made = (gathered.decisions, gathered.judged);
        let mut across = Self::indexed(gathered.input, documents, worked.current(), made, resolution);
        across.records.extend(copies);
        Ok(across)
    }

    /// Works out what pages need of all of it, so that the first one who opens a page does not wait.
    #[cfg(target_os = "linux")]
    fn warm(&self, tell: &mut dyn FnMut(Step)) {
        let steps: [fn(&Self); 3] = [Self::warm_lists, Self::warm_pictures, Self::warm_counts];
        for (done, step) in (0..).zip(steps) {
            tell(Step { doing: Doing::Sorting, done, of: steps.len() as u64 });
            step(self);
        }
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

    /// Whether it was worked out from just this.
    pub(crate) fn is_worked_out_from(&self, input: &[u8; 32]) -> bool {
        self.input == *input
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

/// All documents, in the order of their numbers.
fn documents(looks: &mut impl Looks, tell: &mut dyn FnMut(Step)) -> Result<Vec<DocumentRow>, Refusal> {
    let mut all: Vec<DocumentRow> = Vec::new();
    loop {
        let after = all.last().map_or(0, |row| row.number);
        let rows = looks.look(|cache| cache.documents(after, PAGE))?;
        if rows.is_empty() {
            return Ok(all);
        }
        all.extend(rows);
        tell(Step { doing: Doing::Fetching, done: all.len() as u64, of: 0 });
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
