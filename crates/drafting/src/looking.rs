//! What may go out, by identifier.

use disclosure::{Body, Disclosed, Document, Event, Person, Place};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What may go out, by identifier.
pub struct Look<'d> {
    /// All of it.
    pub disclosed: &'d Disclosed,
    persons: BTreeMap<&'d str, &'d Person>,
    bodies: BTreeMap<&'d str, &'d Body>,
    places: BTreeMap<&'d str, &'d Place>,
    documents: BTreeMap<&'d str, &'d Document>,
}

/// A chain of places is no longer than this; one that is longer goes in a circle.
const MAX_CHAIN: usize = 12;

impl<'d> Look<'d> {
    /// Over all lists once.
    pub fn new(disclosed: &'d Disclosed) -> Look<'d> {
        Look {
            disclosed,
            persons: disclosed.persons().iter().map(|one| (one.id.as_str(), one)).collect(),
            bodies: disclosed.bodies().iter().map(|one| (one.id.as_str(), one)).collect(),
            places: disclosed.places().iter().map(|one| (one.id.as_str(), one)).collect(),
            documents: disclosed.documents().iter().map(|one| (one.id.as_str(), one)).collect(),
        }
    }

    pub fn person(&self, id: &str) -> Option<&'d Person> {
        self.persons.get(id).copied()
    }

    pub fn body(&self, id: &str) -> Option<&'d Body> {
        self.bodies.get(id).copied()
    }

    pub fn document(&self, id: &str) -> Option<&'d Document> {
        self.documents.get(id).copied()
    }

    /// A place and what it lies in, the narrowest first.
    pub fn chain(&self, id: &str) -> Vec<&'d Place> {
        let mut chain: Vec<&Place> = Vec::new();
        let mut next = self.places.get(id).copied();
        while let Some(place) = next.filter(|_| chain.len() < MAX_CHAIN) {
            chain.push(place);
            next = place.within.as_deref().and_then(|id| self.places.get(id).copied());
        }
        chain
    }

    /// The narrowest place of an event, and what it lies in.
    pub fn where_it_was(&self, event: &Event) -> Vec<&'d Place> {
        let chains = event.places.iter().map(|id| self.chain(id));
        // Places are told widest first; of two that are as narrow, the later one.
        chains.max_by_key(Vec::len).unwrap_or_default()
    }

    /// In which country an event was: ISO code and name.
    pub fn country(&self, event: &Event) -> Option<(String, String)> {
        let chain = self.where_it_was(event);
        let state = chain.iter().find(|place| place.level == disclosure::PlaceLevel::Country);
        let iso = chain.iter().find_map(|place| place.country.clone());
        let name = state.map(|place| place.name.clone()).or_else(|| iso.as_deref().map(str::to_owned))?;
        Some((iso.unwrap_or_else(|| name.clone()), name))
    }

    /// Events that are said to have happened, or are denied, announced or threatened, that may lie between two days, in order.
    pub fn events(&self, from: Option<Date>, to: Option<Date>) -> Vec<&'d Event> {
        let events = self.disclosed.events().iter().filter(|event| may_lie_between(event, from, to));
        let mut events: Vec<&Event> = events.collect();
        events.sort_by(|left, right| order(left).cmp(&order(right)));
        events
    }
}

/// Whether an event may have been between two days; one without a date only when no day is asked for.
pub fn may_lie_between(event: &Event, from: Option<Date>, to: Option<Date>) -> bool {
    let is_bounded = from.is_some() || to.is_some();
    if event.date.is_open() {
        return !is_bounded;
    }
    let ended_before = from.zip(event.date.latest).is_some_and(|(from, latest)| latest < from);
    let began_after = to.zip(event.date.earliest).is_some_and(|(to, earliest)| earliest > to);
    !ended_before && !began_after
}

/// In order of time: the surer of two days first, those without a date at the end.
fn order(event: &Event) -> (bool, Option<Date>, Option<Date>, &str) {
    let day = event.date.earliest.or(event.date.latest);
    (day.is_none(), day, event.date.latest, event.id.as_str())
}

/// Whether somebody takes part in an event.
pub fn takes_part(event: &Event, person: &str) -> bool {
    event.participants.iter().any(|one| one.person.as_deref() == Some(person))
}

/// Whether an event is only spoken of in general, as a wish or a condition.
pub fn is_supposed(event: &Event) -> bool {
    event.status == "hypothetical"
}

/// Whether an event is said to have happened.
pub fn is_said_to_have_happened(event: &Event) -> bool {
    matches!(event.status.as_str(), "reported" | "alleged")
}
