//! Which acts of the documents are one event, which follow from which, and which documents report one incident.
//!
//! In: digests, the identities that were found, what people decided, and the tables of `codebook/matching`. Out: [`EventsFound`],
//! candidates with their reasons. Start at [`link`]. An act stands in exactly one event; an event may have one act alone.
//! Many arrests of one kind are told in the same words, so who, when and where decide, and what contradicts keeps apart.

mod candidates;
mod compare;
mod incidents;
mod memory;
mod pairs;
mod relations;
mod rules;
mod told;
mod words;

#[cfg(test)]
mod tests;

pub use pairs::{ActPair, compared};
pub use rules::{EventRules, Repeats, TypeRule};

use crate::cluster::{Cluster, ClusterSettings, Constraints, ScoredPair, cluster};
use crate::digest::Digest;
use crate::result::{
    ActRef, Event, EventLink, Factor, Incident, Judgement, Judgements, Note, Relation, Resolution, Verdict, Zone,
};
use compare::{Compared, Comparison};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use told::{Identities, Told};

/// What [`link`] hands out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventsFound {
    /// Every act in exactly one of them, in order of their first acts.
    pub events: Vec<Event>,
    /// Pairs that are joined, in review, decided by a person, or hang together otherwise.
    pub event_links: Vec<EventLink>,
    /// Documents on one incident.
    pub incidents: Vec<Incident>,
    /// Caps that were reached, judgements that contradict each other, events that seem too large.
    pub notes: Vec<Note>,
}

/// What is kept of a case between calls of [`Memory::link`], so that nothing is compared twice.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    rarity: words::Rarity,
    incidents: incidents::Kept,
    compared: memory::Pairs,
}

/// How much was compared so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Pairs of documents.
    pub incidents: u64,
    /// Pairs of acts.
    pub acts: u64,
}

/// Joins acts to events.
///
/// `found`: persons, organizations, places and their links; nothing else of it is read. Deterministic. Near-linear in the number of
/// acts: acts are compared when they share a victim, a month and place, a rare word or an incident, and their class. For documents
/// that come one by one, keep a [`Memory`].
#[must_use]
pub fn link(digests: &[Digest], found: &Resolution, judgements: &Judgements, rules: &EventRules) -> EventsFound {
    let mut memory = Memory::default();
    digests.iter().for_each(|digest| memory.add(digest, rules));
    memory.link(digests, found, judgements, rules)
}

/// log2 of the odds that two documents report one incident, for the pairs that share a rare word; the lower position first.
#[must_use]
pub fn incident_odds(digests: &[Digest], rules: &EventRules) -> BTreeMap<(usize, usize), f64> {
    let mut memory = Memory::default();
    digests.iter().for_each(|digest| memory.add(digest, rules));
    memory.incidents.group(digests, &memory.rarity, rules).bits()
}

impl Memory {
    /// Adds a document; its position is the number of documents before it. Its words are not read again.
    pub fn add(&mut self, digest: &Digest, rules: &EventRules) {
        let numbers = self.rarity.add(&digest.words);
        self.incidents.add(digest, &numbers, &self.rarity, rules);
    }

    /// After it was read back; false when it is of other documents.
    pub(crate) fn restore(&mut self, digests: &[Digest]) -> bool {
        self.rarity.restore();
        self.incidents.restore(digests)
    }

    /// What was done so far.
    #[must_use]
    pub fn work(&self) -> Work {
        Work { incidents: self.incidents.n_scored, acts: self.compared.n_compared }
    }

    /// As [`link`]; `digests`: the documents that were added, in their order.
    pub fn link(
        &mut self,
        digests: &[Digest],
        found: &Resolution,
        judgements: &Judgements,
        rules: &EventRules,
    ) -> EventsFound {
        let identities = Identities::new(found);
        let mut acts = told::tell(digests, &identities, rules);
        // Where two ways of grouping weigh the same, the names of the documents decide, not the order in which they came.
        acts.sort_by_cached_key(|told| (digests.get(told.at.document).map(|digest| &digest.document), told.at));
        let incidents = self.incidents.group(digests, &self.rarity, rules);
        let candidates = candidates::candidates(&acts, &incidents, &self.rarity, rules);
        let comparison = Comparison { rules, identities: &identities, rarity: &self.rarity };
        let decided = Decisions::new(&acts, judgements);
        let ids: Vec<&str> =
            found.persons.iter().chain(&found.organizations).chain(&found.places).map(|one| one.id.as_str()).collect();
        let marks = memory::marks(&acts, digests, &identities, &ids, &self.rarity);
        let mut pairs = Pairs::default();
        let mut compared = self.compared.again();
        for &(left, right) in candidates.pairs.iter().filter(|pair| !decided.is_unsure(**pair)) {
            if let (Some(one), Some(other)) = (acts.get(left), acts.get(right)) {
                let incident = incidents.between(one.at.document, other.at.document);
                let key = memory::key((one, marks.get(left)), (other, marks.get(right)), incident, &identities, &ids);
                let found = compared.get(key, || comparison.compare(one, other, incident));
                pairs.add(left, right, found, rules);
            }
        }
        drop(compared);
        let clusters = pairs.cluster(acts.len(), &decided, rules);
        let mut notes = notes(&clusters.problems, candidates.capped, incidents.capped);
        notes.extend(decided.notes(&acts, judgements));
        let mut event_links = pairs.links(&acts, &decided);
        let events = events(&clusters.clusters, digests, &acts, &event_links, rules);
        event_links.extend(relations::relations(&events, &acts, &identities, rules));
        notes.sort_unstable();
        EventsFound { events, event_links, incidents: incidents.groups, notes }
    }
}

/// Probability from log2 odds; 1 for what nothing had to be weighed for.
fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// log2 odds of a probability.
fn bits_of(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2()
}

/// A letter and hexadecimal digits that stay while document and key stay (FNV-1a, 64 bits).
fn id(letter: char, document: &str, key: &str) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let separated = document.as_bytes().iter().chain(&[0]).chain(key.as_bytes());
    format!("{letter}{:012x}", separated.fold(0xcbf2_9ce4_8422_2325_u64, step) & 0xffff_ffff_ffff)
}

/// What people decided, by positions in the list of acts.
#[derive(Debug, Default)]
struct Decisions {
    must: Vec<(u32, u32)>,
    cannot: Vec<(u32, u32)>,
    unsure: BTreeSet<(usize, usize)>,
    decided: BTreeSet<(usize, usize)>,
}

impl Decisions {
    /// The newest first, because it outranks what was decided before.
    fn new(acts: &[Told<'_>], judgements: &Judgements) -> Self {
        let positions: BTreeMap<ActRef, usize> = acts.iter().enumerate().map(|(idx, told)| (told.at, idx)).collect();
        let mut decisions = Self::default();
        for judgement in judgements.acts.iter().rev() {
            let of: Vec<usize> = judgement.of.iter().filter_map(|at| positions.get(at).copied()).collect();
            for (i, &left) in of.iter().enumerate() {
                for &right in of.iter().skip(i + 1).filter(|&&right| right != left) {
                    decisions.add(judgement.verdict, left.min(right), left.max(right));
                }
            }
        }
        decisions
    }

    fn add(&mut self, verdict: Verdict, left: usize, right: usize) {
        if !self.decided.insert((left, right)) {
            return;
        }
        match verdict {
            Verdict::Same => self.must.push((narrow(left), narrow(right))),
            Verdict::NotSame => self.cannot.push((narrow(left), narrow(right))),
            Verdict::Unsure => {
                self.unsure.insert((left, right));
            }
        }
    }

    fn is_unsure(&self, pair: (usize, usize)) -> bool {
        self.unsure.contains(&pair)
    }

    /// A judgement about an act that is not there waits.
    fn notes(&self, acts: &[Told<'_>], judgements: &Judgements) -> Option<Note> {
        let here: BTreeSet<ActRef> = acts.iter().map(|told| told.at).collect();
        let waiting = judgements.acts.iter().filter(|one| one.of.iter().any(|at| !here.contains(at))).count();
        (waiting > 0)
            .then(|| note("judgement-waiting", format!("{waiting} judgements are about acts that are not there")))
    }
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn note(code: &str, message: String) -> Note {
    Note { code: code.to_owned(), message }
}

/// Pairs of acts with what speaks for and against them.
#[derive(Debug, Default)]
struct Pairs(BTreeMap<(usize, usize), (Arc<Compared>, Zone)>);

impl Pairs {
    fn add(&mut self, left: usize, right: usize, compared: Arc<Compared>, rules: &EventRules) {
        let zone = match probability(compared.bits) {
            _ if compared.impossible => Zone::Apart,
            sure if sure >= rules.threshold("join_at") => Zone::Joined,
            likely if likely >= rules.threshold("review_at") => Zone::Review,
            _ => Zone::Apart,
        };
        self.0.insert((left, right), (compared, zone));
    }

    fn cluster(&self, n_acts: usize, decided: &Decisions, rules: &EventRules) -> crate::cluster::Clustering {
        let at = |&(left, right): &(usize, usize)| (narrow(left), narrow(right));
        let possible = self.0.iter().filter(|(_, (compared, _))| !compared.impossible);
        let scored: Vec<ScoredPair> = possible
            .map(|(pair, (compared, _))| ScoredPair { left: at(pair).0, right: at(pair).1, bits: compared.bits })
            .collect();
        let settings = ClusterSettings { join_at: bits_of(rules.threshold("join_at")), ..ClusterSettings::default() };
        let told_one = told_one(n_acts, &decided.must, &settings);
        // What people say outranks what the program holds for impossible.
        let is_open =
            |(left, right): &(u32, u32)| told_one.get(left).is_none_or(|one| told_one.get(right) != Some(one));
        let impossible = self.0.iter().filter(|(_, (compared, _))| compared.impossible).map(|(pair, _)| at(pair));
        let mut cannot: Vec<(u32, u32)> = impossible.filter(is_open).collect();
        cannot.extend(&decided.cannot);
        cluster(n_acts, &scored, Constraints { must: &decided.must, cannot: &cannot }, &settings)
    }

    /// The links to keep: joined, in review, or decided by a person.
    fn links(&self, acts: &[Told<'_>], decided: &Decisions) -> Vec<EventLink> {
        let mut kept: BTreeMap<(usize, usize), EventLink> = BTreeMap::new();
        for (&pair, (compared, zone)) in self.0.iter().filter(|(_, (_, zone))| *zone != Zone::Apart) {
            if let Some(link) = same_link(pair, acts, compared, *zone) {
                kept.insert(pair, link);
            }
        }
        let verdicts = [(&decided.must, Zone::Joined, 1.0), (&decided.cannot, Zone::Apart, 0.0)];
        for (pairs, zone, probability) in verdicts {
            for &(left, right) in pairs {
                let pair = (left as usize, right as usize);
                let compared = self.0.get(&pair).map(|(compared, _)| Arc::clone(compared)).unwrap_or_default();
                if let Some(link) = same_link(pair, acts, &compared, zone) {
                    kept.insert(pair, by_a_person(link, probability));
                }
            }
        }
        kept.into_values().collect()
    }
}

/// For each act that people said to be one with another, the number of its group.
fn told_one(n_acts: usize, must: &[(u32, u32)], settings: &ClusterSettings) -> BTreeMap<u32, usize> {
    if must.is_empty() {
        return BTreeMap::new();
    }
    let groups = crate::cluster::components(n_acts, &[], must, settings);
    let of = |(idx, group): (usize, Vec<u32>)| group.into_iter().map(|act| (act, idx)).collect::<Vec<_>>();
    groups.into_iter().filter(|group| group.len() > 1).enumerate().flat_map(of).collect()
}

fn same_link(pair: (usize, usize), acts: &[Told<'_>], compared: &Compared, zone: Zone) -> Option<EventLink> {
    Some(EventLink {
        left: acts.get(pair.0)?.at,
        right: acts.get(pair.1)?.at,
        relation: Relation::Same,
        factors: compared.factors.clone(),
        probability: probability(compared.bits),
        zone,
        judgement: Judgement::Proposed,
    })
}

fn by_a_person(mut link: EventLink, probability: f64) -> EventLink {
    let bits = if probability > 0.5 { 99.0 } else { -99.0 };
    link.factors.insert(0, Factor { comparison: "judged".to_owned(), says: String::new(), bits });
    EventLink { probability, judgement: Judgement::Confirmed, ..link }
}

/// The events, with the links that hold them together.
fn events(
    clusters: &[Cluster],
    digests: &[Digest],
    acts: &[Told<'_>],
    links: &[EventLink],
    rules: &EventRules,
) -> Vec<Event> {
    let members = |cluster: &Cluster| -> Vec<usize> { cluster.members.iter().map(|&member| member as usize).collect() };
    let mut of_act: BTreeMap<ActRef, usize> = BTreeMap::new();
    let mut events = Vec::with_capacity(clusters.len());
    for (idx, cluster) in clusters.iter().enumerate() {
        let told: Vec<&Told<'_>> = members(cluster).iter().filter_map(|&at| acts.get(at)).collect();
        of_act.extend(told.iter().map(|told| (told.at, idx)));
        events.push(event(cluster, digests, &told, rules));
    }
    for (idx, link) in links.iter().enumerate().filter(|(_, link)| link.zone == Zone::Joined) {
        let at = of_act.get(&link.left).filter(|at| of_act.get(&link.right) == Some(*at));
        if let Some(event) = at.and_then(|&at| events.get_mut(at)) {
            event.links.push(idx);
        }
    }
    let by_a_person = |&idx: &usize| links.get(idx).is_some_and(|link| link.judgement == Judgement::Confirmed);
    for event in &mut events {
        if !event.links.is_empty() && event.links.iter().all(by_a_person) {
            event.judgement = Judgement::Confirmed;
        }
    }
    events
}

fn event(cluster: &Cluster, digests: &[Digest], told: &[&Told<'_>], rules: &EventRules) -> Event {
    let act_type = told.iter().map(|told| told.act.act_type.as_str()).reduce(|one, other| rules.more_exact(one, other));
    let first = told.first();
    let document = first.and_then(|told| digests.get(told.at.document)).map(|digest| digest.document.as_str());
    Event {
        id: id('v', document.unwrap_or_default(), first.map(|told| told.act.key.as_str()).unwrap_or_default()),
        act_type: act_type.unwrap_or_default().to_owned(),
        acts: told.iter().map(|told| told.at).collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
        links: Vec::new(),
        confidence: if told.len() > 1 { probability(cluster.cohesion) } else { 1.0 },
        judgement: Judgement::Proposed,
    }
}

fn notes(problems: &[crate::cluster::ClusterProblem], capped: usize, capped_stems: usize) -> Vec<Note> {
    let mut notes: Vec<Note> = problems.iter().map(|problem| note("event-clusters", problem.to_string())).collect();
    if capped > 0 {
        notes.push(note(
            "event-block-capped",
            format!(
                "{capped} keys have too many acts to compare each with each; they are compared with the nearest by date"
            ),
        ));
    }
    if capped_stems > 0 {
        notes.push(note(
            "incident-stem-capped",
            format!("{capped_stems} words stand in too many documents to bring pairs of documents together"),
        ));
    }
    notes
}
