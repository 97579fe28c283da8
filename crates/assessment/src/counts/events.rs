//! What is told of each event: its victims by name, the numbers in its reports, when and where.

use super::query::Query;
use super::tally::Tally;
use super::{Counter, LeftOut};
use document::DateWindow;
use resolution::Digest;
use resolution::digest::{Act, Kind, Participant, Role, Status};
use resolution::result::{ActRef, EntityRef, Event, Resolution};
use std::collections::{BTreeMap, BTreeSet};

/// An event that counts.
pub(super) struct Told {
    /// Position in the list of events.
    pub event: usize,
    pub act_type: String,
    pub window: DateWindow,
    /// Position in the list of places.
    pub place: Option<usize>,
    /// Positions in the list of persons.
    pub persons: BTreeSet<usize>,
    pub tallies: Vec<Tally>,
    pub documents: BTreeSet<usize>,
}

/// The events that the query wants and that are said to have happened.
pub(super) fn told(
    counter: &Counter,
    digests: &[Digest],
    resolution: &Resolution,
    query: &Query,
    left_out: &mut LeftOut,
) -> Vec<Told> {
    let wanted = resolution.events.iter().enumerate().filter(|(_, event)| query.wants(&event.act_type));
    wanted.filter_map(|(position, event)| one(counter, digests, position, event, query, left_out)).collect()
}

/// One event, when it counts.
pub(super) fn one(
    counter: &Counter,
    digests: &[Digest],
    position: usize,
    event: &Event,
    query: &Query,
    left_out: &mut LeftOut,
) -> Option<Told> {
    let acts = counted(digests, event, query, left_out);
    if acts.is_empty() {
        return None;
    }
    let mut one = Told {
        event: position,
        act_type: event.act_type.clone(),
        window: window(&acts),
        place: place(&acts, &counter.places),
        persons: BTreeSet::new(),
        tallies: Vec::new(),
        documents: acts.iter().map(|(at, _)| at.document).collect(),
    };
    for (at, act) in &acts {
        let Some(digest) = digests.get(at.document) else { continue };
        let victims = act.participants.iter().filter(|participant| participant.role == Role::Victim);
        victims.for_each(|victim| one.add(digest, *at, act, victim, &counter.persons));
    }
    Some(one)
}

impl Told {
    fn add(
        &mut self,
        digest: &Digest,
        at: ActRef,
        act: &Act,
        victim: &Participant,
        persons: &BTreeMap<EntityRef, usize>,
    ) {
        let entity = victim.entity.and_then(|entity| Some((entity, digest.entities.get(entity)?)));
        let named = entity.filter(|(_, one)| one.kind == Kind::Person && !one.spellings.is_empty());
        let place = named.map(|(entity, _)| EntityRef { document: at.document, entity });
        if let Some(person) = place.and_then(|place| persons.get(&place)) {
            self.persons.insert(*person);
            return;
        }
        let is_body = entity.is_some_and(|(_, one)| !matches!(one.kind, Kind::Person | Kind::Group));
        if victim.count.is_none() && is_body {
            return;
        }
        let is_one = entity.is_some_and(|(_, one)| one.kind == Kind::Person);
        self.tallies.push(Tally::of_victim(at, act, victim, digest, is_one, self.event));
    }
}

/// The acts of an event that are said to have happened and were read surely enough.
fn counted<'a>(digests: &'a [Digest], event: &Event, query: &Query, left_out: &mut LeftOut) -> Vec<(ActRef, &'a Act)> {
    let act = |at: &ActRef| Some((*at, digests.get(at.document)?.acts.get(at.act)?));
    let all: Vec<(ActRef, &Act)> = event.acts.iter().filter_map(act).collect();
    let happened = |act: &Act| matches!(act.status, Status::Reported | Status::Alleged);
    if !all.iter().any(|(_, act)| happened(act)) {
        match all.iter().any(|(_, act)| act.status == Status::Denied) {
            true => left_out.denied += 1,
            false => left_out.not_said_to_have_happened += 1,
        }
        return Vec::new();
    }
    let (sure, doubtful): (Vec<_>, Vec<_>) =
        all.into_iter().filter(|(_, act)| happened(act)).partition(|(_, act)| act.confidence >= query.least_confidence);
    left_out.low_confidence += doubtful.len();
    sure
}

/// The days on which all tellings agree; from the first to the last of them when they do not.
fn window(acts: &[(ActRef, &Act)]) -> DateWindow {
    let known = || acts.iter().map(|(_, act)| act.date).filter(|date| !date.is_open());
    let common = known().try_fold(DateWindow::default(), DateWindow::intersect);
    let hull = || {
        let [earliest, latest] = [known().map(|date| date.earliest).min(), known().map(|date| date.latest).max()];
        let is_open_at_end = known().any(|date| date.latest.is_none());
        DateWindow { earliest: earliest.flatten(), latest: latest.flatten().filter(|_| !is_open_at_end) }
    };
    common.unwrap_or_else(hull)
}

/// The place that most tellings give as their most exact one.
fn place(acts: &[(ActRef, &Act)], places: &BTreeMap<EntityRef, usize>) -> Option<usize> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, act) in acts {
        let entity = act.places.last().map(|entity| EntityRef { document: at.document, entity: *entity });
        if let Some(place) = entity.and_then(|entity| places.get(&entity)) {
            *votes.entry(*place).or_default() += 1;
        }
    }
    votes.into_iter().max_by_key(|(place, votes)| (*votes, std::cmp::Reverse(*place))).map(|(place, _)| place)
}
