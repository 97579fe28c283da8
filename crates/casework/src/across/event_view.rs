//! One event, as all documents that tell of it together show it.

use super::{Across, Whose};
use crate::shown::{Dispute, EventRow, ParticipantShown};
use document::DateWindow;
use resolution::digest::{Count, Participant, Role, Status};
use resolution::result::{ActRef, EntityRef, Event};
use std::collections::BTreeMap;

impl Across {
    /// The event as a row. The words of disputes are left out.
    pub(super) fn event_row(&self, event: &Event) -> EventRow {
        let origins = self.origins(event);
        let disputed_by = self.disputes(event);
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
            assessment: assessment(origins.len(), !disputed_by.is_empty()).to_owned(),
            independent_origins: origins.len(),
            origins: origins.into_iter().filter_map(|(name, _)| name).collect(),
            disputed_by,
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
    pub(super) fn disputes(&self, event: &Event) -> Vec<Dispute> {
        let mut disputes = Vec::new();
        for (at, act) in event.acts.iter().filter_map(|at| Some((*at, self.act(*at)?))) {
            let Some(digest) = self.digests.get(at.document) else { continue };
            let told = digest.statements.iter().enumerate().filter(|(idx, statement)| {
                statement.kind == "denial" && (statement.acts.contains(&at.act) || act.statements.contains(idx))
            });
            for (idx, statement) in told {
                let speaker = statement.speaker.map(|entity| EntityRef { document: at.document, entity });
                let identity = speaker.and_then(|speaker| self.identity_of(speaker));
                let name = speaker.and_then(|speaker| self.entity(speaker)).map(|entity| entity.name.clone());
                let dispute = Dispute {
                    speaker: identity.map(|identity| identity.name.clone()).or(name).or(statement.speaker_text.clone()),
                    identity: identity.map(|identity| identity.id.clone()),
                    words: String::new(),
                    spans: statement.evidence.iter().map(|span| [span.0, span.1]).collect(),
                    place: self.place(at.document, 's', idx),
                };
                if !disputes.contains(&dispute) {
                    disputes.push(dispute);
                }
            }
        }
        disputes
    }

    /// The latest verdicts of people about its acts.
    fn review(&self, event: &Event) -> &'static str {
        let verdicts: Vec<&str> =
            event.acts.iter().filter_map(|act| self.decisions.acts.get(act)).map(String::as_str).collect();
        match verdicts.as_slice() {
            [] => "proposed",
            verdicts if verdicts.contains(&"amend") => "amended",
            verdicts if verdicts.contains(&"accept") => "accepted",
            // Other tellings of it stand.
            verdicts if verdicts.len() < event.acts.len() => "proposed",
            _ => "rejected",
        }
    }

    /// Its acts, in groups that come from one origin each.
    pub(super) fn origins(&self, event: &Event) -> Vec<(Option<String>, Vec<ActRef>)> {
        let mut groups: Vec<(Option<String>, Vec<ActRef>)> = Vec::new();
        for &act in &event.acts {
            let name = self.origin_of(act.document);
            let group = groups.iter_mut().find(|(other, acts)| {
                (name.is_some() && *other == name)
                    || acts.iter().any(|one| self.is_one_source(one.document, act.document))
            });
            match group {
                Some((known, acts)) => {
                    acts.push(act);
                    *known = known.take().or(name);
                }
                None => groups.push((name, vec![act])),
            }
        }
        groups
    }

    fn is_one_source(&self, one: usize, other: usize) -> bool {
        let family = |document: usize| self.families.get(&document);
        let origin = |document: usize| self.origins.get(&document);
        one == other
            || (family(one).is_some() && family(one) == family(other))
            || (origin(one).is_some() && origin(one) == origin(other))
    }

    fn origin_of(&self, document: usize) -> Option<String> {
        let digest = self.digests.get(document)?;
        digest.origin.last().or(digest.publisher.as_ref()).cloned()
    }
}

fn assessment(n_origins: usize, is_disputed: bool) -> &'static str {
    match (is_disputed, n_origins) {
        (true, _) => "disputed",
        (false, 0 | 1) => "single-origin",
        (false, _) => "corroborated",
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
