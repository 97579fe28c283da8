//! One event, as all documents that tell of it together show it.

use super::{Across, Whose};
use crate::shown::{Dispute, EventRow, ParticipantShown, Place};
use document::DateWindow;
use resolution::digest::{Count, Participant, Role, Status};
use resolution::result::{ActRef, EntityRef, Event};
use std::collections::BTreeMap;

impl Across {
    /// The event as a row. The words of disputes are left out.
    pub(super) fn event_row(&self, event: &Event) -> EventRow {
        let assessment = self.assessment(event);
        let n_documents = documents(event).len();
        EventRow {
            id: event.id.clone(),
            act_type: event.act_type.clone(),
            status: name_of(&self.status(event)),
            date: days(self.date(event)),
            participants: self.participants(event).into_iter().map(|(_, participant)| participant).collect(),
            places: self.places_of(event).into_iter().map(|(_, name)| name).collect(),
            n_reports: event.acts.len(),
            n_documents,
            assessment: assessment.word.as_str().to_owned(),
            independent_origins: assessment.independent_origins,
            disputed_by: assessment.disputed_by.iter().map(|dispute| self.dispute(dispute)).collect(),
            origins: assessment.origins,
            review: self.review(event).to_owned(),
            confidence: event.confidence,
        }
    }

    /// The surest telling counts; that it is denied is told by the disputes.
    pub(super) fn status(&self, event: &Event) -> Status {
        let statuses = || event.acts.iter().filter_map(|act| self.act(*act)).map(|act| act.status);
        statuses().filter(|status| *status != Status::Denied).min().or_else(|| statuses().min()).unwrap_or_default()
    }

    /// The days that all tellings allow; where they contradict each other, all days that any of them names.
    pub(super) fn date(&self, event: &Event) -> DateWindow {
        let mut windows = event.acts.iter().filter_map(|act| self.act(*act)).map(|act| act.date);
        let first = windows.next().unwrap_or_default();
        let all = || event.acts.iter().filter_map(|act| self.act(*act)).map(|act| act.date);
        let common = windows.try_fold(first, DateWindow::intersect);
        common.unwrap_or_else(|| DateWindow {
            earliest: all().filter_map(|window| window.earliest).min(),
            latest: all().filter_map(|window| window.latest).max(),
        })
    }

    /// Everybody who takes part in any telling: known ones once, the others by their words.
    pub(super) fn participants(&self, event: &Event) -> Vec<(Option<Whose>, ParticipantShown)> {
        let mut known: BTreeMap<(Role, Whose), ParticipantShown> = BTreeMap::new();
        let mut unknown: BTreeMap<(Role, String), ParticipantShown> = BTreeMap::new();
        for (at, act) in event.acts.iter().filter_map(|at| Some((*at, self.act(*at)?))) {
            for participant in &act.participants {
                match self.whose(at, participant) {
                    Some(whose) => {
                        let shown =
                            known.entry((participant.role, whose)).or_insert_with(|| self.known(participant, whose));
                        shown.count = shown.count.or_else(|| participant.count.as_ref().map(ends));
                    }
                    None => {
                        let words = self.words_for(at, participant);
                        let key = (participant.role, words.to_lowercase());
                        unknown.entry(key).or_insert_with(|| ParticipantShown { text: words, ..nobody(participant) });
                    }
                }
            }
        }
        let known = known.into_iter().map(|((role, whose), shown)| (role, Some(whose), shown));
        let unknown = unknown.into_iter().map(|((role, _), shown)| (role, None, shown));
        let mut all: Vec<_> = known.chain(unknown).collect();
        all.sort_by_key(|(role, ..)| *role);
        all.into_iter().map(|(_, whose, shown)| (whose, shown)).collect()
    }

    /// Whoever is known across documents; a participant whom only a noun names is not.
    fn whose(&self, at: ActRef, participant: &Participant) -> Option<Whose> {
        let entity = EntityRef { document: at.document, entity: participant.entity? };
        self.identities.get(&entity).copied()
    }

    fn known(&self, participant: &Participant, whose: Whose) -> ParticipantShown {
        let identity = self.identity(whose);
        ParticipantShown {
            identity: identity.map(|identity| identity.id.clone()),
            text: identity.map_or_else(|| participant.text.clone(), |identity| identity.name.clone()),
            ..nobody(participant)
        }
    }

    fn words_for(&self, at: ActRef, participant: &Participant) -> String {
        let entity = participant.entity.map(|entity| EntityRef { document: at.document, entity });
        let name = entity.and_then(|entity| self.entity(entity)).map(|entity| entity.name.clone());
        name.unwrap_or_else(|| participant.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Identities of places with their names, widest first.
    pub(super) fn places_of(&self, event: &Event) -> Vec<(String, String)> {
        let mut places: Vec<(String, String)> = Vec::new();
        for (at, act) in event.acts.iter().filter_map(|at| Some((*at, self.act(*at)?))) {
            for &entity in &act.places {
                let Some(identity) = self.identity_of(EntityRef { document: at.document, entity }) else { continue };
                if !places.iter().any(|(id, _)| *id == identity.id) {
                    places.push((identity.id.clone(), identity.name.clone()));
                }
            }
        }
        places
    }

    /// Who says that it is not so, without the words.
    fn dispute(&self, dispute: &assessment::Dispute) -> Dispute {
        let document = dispute.evidence.first().map(|evidence| evidence.document);
        let place = document.map(|document| Place { part: String::new(), ..self.place(document, 's', 0) });
        let within = dispute.evidence.iter().filter(|evidence| Some(evidence.document) == document);
        Dispute {
            speaker: dispute.speaker.clone(),
            identity: dispute.identity.clone(),
            words: String::new(),
            spans: within.map(|evidence| [evidence.span.0, evidence.span.1]).collect(),
            place: place.unwrap_or_default(),
        }
    }

    /// The latest verdicts of people about its acts.
    pub(super) fn review(&self, event: &Event) -> &'static str {
        let verdicts: Vec<&str> =
            event.acts.iter().filter_map(|act| self.decisions.acts.get(act)).map(String::as_str).collect();
        match verdicts.as_slice() {
            // What stands in a table that a person made needs nobody to accept it,
            [] if event.acts.iter().any(|act| self.documents.get(act.document).is_some_and(crate::is_imported)) => {
                "accepted"
            }
            [] => "proposed",
            verdicts if verdicts.contains(&"amend") => "amended",
            // nor does what a person entered.
            _ => "accepted",
        }
    }
}

/// Positions of the documents that tell of it, in order.
pub fn documents(event: &Event) -> Vec<usize> {
    let mut documents: Vec<usize> = event.acts.iter().map(|act| act.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

fn nobody(participant: &Participant) -> ParticipantShown {
    ParticipantShown {
        role: name_of(&participant.role),
        identity: None,
        text: String::new(),
        count: participant.count.as_ref().map(ends),
    }
}

const fn ends(count: &Count) -> (Option<u64>, Option<u64>) {
    (count.at_least, count.at_most)
}

/// The days as ISO 8601.
pub fn days(window: DateWindow) -> [Option<String>; 2] {
    [window.earliest.map(|day| day.to_string()), window.latest.map(|day| day.to_string())]
}

/// The word that a kind, role or status has in the records.
pub fn name_of<T: serde::Serialize>(one: &T) -> String {
    serde_json::to_value(one).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
