//! People and events as steps of interventions name them: by a part of a document (`RECORD/KEY`), which stays when results change.

use super::{Across, Whose};
use crate::shown::{EventRow, Place};
use interventions::reprisals::{Act, is_harm, is_kin};
use resolution::digest::Role;
use resolution::result::{ActRef, EntityRef, Event};
use std::collections::{BTreeMap, BTreeSet};

/// A part of a document that stands for a person, a body or an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// `RECORD/KEY`.
    pub text: String,
    /// Whose key seals what is known of the document.
    pub subject: String,
}

/// What an anchor stands for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    One(Whose),
    Event(usize),
}

impl Across {
    /// The anchor of an identity (`p1a`, `o2b`), an event (`v3c`), or a part (`RECORD:e1`, `RECORD:a3`).
    pub(crate) fn anchor(&self, wanted: &str) -> Option<Anchor> {
        if wanted.starts_with('v') || wanted.split_once(':').is_some_and(|(_, part)| part.starts_with('a')) {
            let at = *self.event_with_id(wanted)?.acts.first()?;
            return self.anchored(at.document, &self.act(at)?.key);
        }
        let at = match wanted.split_once(':') {
            Some((record, part)) => {
                let document = *self.records.get(record)?;
                let entity = self.judged.entity(document, part);
                match entity {
                    Some(entity) => EntityRef { document, entity },
                    // A part that a person entered may be an act.
                    None => {
                        let act = self.judged.act(document, part)?;
                        return self.anchored(document, &self.act(ActRef { document, act })?.key);
                    }
                }
            }
            None => *self.identity(self.with_id(wanted)?)?.entities.first()?,
        };
        self.anchored(at.document, &self.entity(at)?.key)
    }

    fn anchored(&self, document: usize, key: &str) -> Option<Anchor> {
        let row = self.documents.get(document)?;
        Some(Anchor { text: format!("{}/{key}", row.record), subject: row.subject.clone() })
    }

    fn at(&self, anchor: &str) -> Option<At> {
        let (record, key) = anchor.split_once('/')?;
        let document = *self.records.get(record)?;
        let digest = self.digests.get(document)?;
        if let Some(entity) = digest.entities.iter().position(|one| one.key == key) {
            return self.identities.get(&EntityRef { document, entity }).map(|whose| At::One(*whose));
        }
        let act = digest.acts.iter().position(|one| one.key == key)?;
        self.events.get(&ActRef { document, act }).map(|event| At::Event(*event))
    }

    /// Identifier and name of whoever an anchor stands for.
    pub(crate) fn who_is(&self, anchor: &str) -> Option<(String, String)> {
        let Some(At::One(whose)) = self.at(anchor) else { return None };
        self.identity(whose).map(|identity| (identity.id.clone(), identity.name.clone()))
    }

    /// The event that an anchor stands for.
    pub(crate) fn what_is(&self, anchor: &str) -> Option<EventRow> {
        let Some(At::Event(event)) = self.at(anchor) else { return None };
        self.resolution.events.get(event).map(|event| self.event_row(event))
    }

    /// The event with this identifier as a row.
    pub(crate) fn row_of_event(&self, id: &str) -> Option<EventRow> {
        self.event_with_id(id).map(|event| self.event_row(event))
    }

    /// Whether an anchor stands for this person, body or event.
    pub(crate) fn stands_for(&self, anchor: &str, id: &str) -> bool {
        match self.at(anchor) {
            Some(At::One(whose)) => self.with_id(id) == Some(whose),
            Some(At::Event(event)) => {
                let wanted = self.event_with_id(id).and_then(|event| event.acts.first());
                wanted.and_then(|act| self.events.get(act)) == Some(&event)
            }
            None => false,
        }
    }

    /// A document as steps name it.
    pub(crate) fn document_place(&self, record: &str) -> Option<Place> {
        let document = *self.records.get(record)?;
        Some(Place { part: String::new(), ..self.place(document, 'a', 0) })
    }

    /// Acts that come into question as reprisals against people: those that any of them suffers, and those in the same reports
    /// against somebody whom the words call a relative. Linear in what is told of them.
    pub(crate) fn acts_around(&self, people: &[String]) -> Vec<Act> {
        let whose: Vec<Whose> = people.iter().filter_map(|id| self.with_id(id)).collect();
        let mut events: BTreeSet<usize> = BTreeSet::new();
        let mut beside: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (whose, id) in whose.iter().zip(people) {
            let suffered = self.taking_part.get(whose).into_iter().flatten();
            events.extend(suffered.filter(|(_, role)| is_against(*role)).map(|(event, _)| *event));
            for at in self.identity(*whose).into_iter().flat_map(|identity| &identity.entities) {
                beside.entry(at.document).or_default().insert(id);
            }
        }
        for document in beside.keys() {
            let n_acts = self.digests.get(*document).map_or(0, |digest| digest.acts.len());
            let acts = (0..n_acts).map(|act| ActRef { document: *document, act });
            events.extend(acts.filter_map(|at| self.events.get(&at).copied()));
        }
        let act = |event: &usize| self.act_around(self.resolution.events.get(*event)?, &beside);
        events.iter().filter_map(act).collect()
    }

    fn act_around(&self, event: &Event, beside: &BTreeMap<usize, BTreeSet<&str>>) -> Option<Act> {
        let participants = self.participants(event).into_iter();
        let against = participants.filter(|(_, shown)| matches!(shown.role.as_str(), "victim" | "target"));
        let against = against.map(|(whose, shown)| {
            // What a relative is called may stand in the role: "Sabine Dresk, his sister".
            let roles =
                whose.and_then(|whose| self.identity(whose)).into_iter().flat_map(|identity| &identity.entities);
            let mut roles = roles.filter_map(|at| self.entity(*at)).flat_map(|entity| &entity.roles);
            let words = if is_kin(&shown.text) { None } else { roles.find(|role| is_kin(role)).cloned() };
            (shown.identity, words.unwrap_or(shown.text))
        });
        let named = event.acts.iter().filter_map(|at| beside.get(&at.document)).flatten();
        Some(Act {
            event: event.id.clone(),
            days: super::event_view::days(self.date(event)),
            against: against.collect(),
            is_harm: is_harm(&event.act_type),
            beside: named.copied().collect::<BTreeSet<&str>>().into_iter().map(str::to_owned).collect(),
        })
    }
}

const fn is_against(role: Role) -> bool {
    matches!(role, Role::Victim | Role::Target)
}
