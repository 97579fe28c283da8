//! In which order lists are shown: worked out when a list is asked for first, so that each page costs its rows only.

use super::event_view::documents;
use super::people::Sort;
use super::{Across, Whose};
use resolution::digest::Status;
use std::cmp::Reverse;
use std::collections::HashSet;

/// All identities of a sort; those that are in most documents first.
#[derive(Debug, Default)]
pub struct Sorted {
    pub all: Vec<Ordered>,
}

/// An identity, and what decides whether it is in a list.
#[derive(Clone, Copy, Debug)]
pub struct Ordered {
    pub whose: Whose,
    pub has_name: bool,
    pub n_documents: usize,
}

/// All events in order of time.
#[derive(Debug, Default)]
pub struct Times {
    pub events: Vec<Timed>,
    /// Positions of the incidents that no event tells of already.
    pub incidents: Vec<usize>,
}

/// An event, and what decides whether it is in a list.
#[derive(Debug)]
pub struct Timed {
    /// Its position.
    pub event: usize,
    pub documents: Vec<usize>,
    /// Only supposed, wished or told in general.
    pub is_supposed: bool,
    /// Somebody denies it.
    pub is_disputed: bool,
}

/// Documents and mentions, the most first; name; id.
type Size<'a> = (Reverse<(usize, usize)>, &'a str, &'a str);

impl Across {
    pub(super) fn order(&self, sort: Sort) -> &Sorted {
        let [people, organizations, places] = &self.orders;
        let at = match sort {
            Sort::People => people,
            Sort::Organizations => organizations,
            Sort::Places => places,
        };
        at.get_or_init(|| self.put_in_order(sort))
    }

    fn put_in_order(&self, sort: Sort) -> Sorted {
        let mut all: Vec<(Size<'_>, Ordered)> = Vec::new();
        for whose in self.all(sort) {
            let Some(identity) = self.identity(whose) else { continue };
            let entities = || identity.entities.iter().filter_map(|at| self.entity(*at));
            let n_mentions = entities().map(|entity| entity.mentions.len()).sum();
            let mut documents: Vec<usize> = identity.entities.iter().map(|at| at.document).collect();
            documents.dedup();
            let n_documents = documents.len();
            let ordered = Ordered { whose, has_name: entities().any(|entity| entity.named > 0), n_documents };
            all.push(((Reverse((n_documents, n_mentions)), &identity.name, &identity.id), ordered));
        }
        all.sort_unstable_by_key(|(size, _)| *size);
        Sorted { all: all.into_iter().map(|(_, ordered)| ordered).collect() }
    }

    pub(super) fn times(&self) -> &Times {
        self.times.get_or_init(|| self.timed())
    }

    fn timed(&self) -> Times {
        let events = &self.resolution.events;
        let assessor = self.assessor();
        let mut all = Vec::with_capacity(events.len());
        for (event, one) in events.iter().enumerate() {
            let date = self.date(one);
            let day = date.earliest.or(date.latest);
            let is_supposed = self.status(one) == Status::Hypothetical;
            let is_disputed = assessor.is_disputed(event);
            let timed = Timed { event, documents: documents(one), is_supposed, is_disputed };
            all.push((day.is_none(), day, one.id.as_str(), timed));
        }
        all.sort_unstable_by(|one, other| (one.0, one.1, one.2).cmp(&(other.0, other.1, other.2)));
        let told: HashSet<&[usize]> = all.iter().map(|(.., timed)| timed.documents.as_slice()).collect();
        let incidents = self.resolution.incidents.iter().enumerate();
        let untold = incidents.filter(|(_, incident)| !told.contains(incident.documents.as_slice()));
        let incidents = untold.map(|(idx, _)| idx).collect();
        Times { events: all.into_iter().map(|(.., timed)| timed).collect(), incidents }
    }
}
