//! The whole case as one record for other programs. What goes out is an entry first.

use super::event_view::{days, name_of};
use super::judged::JudgedAct;
use super::{Across, Whose};
use crate::case::Case;
use crate::device::digits;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use assessment::Word;
use case_store::{Draft, Kind};
use records::case::{
    CaseDate, CaseDispute, CaseDocument, CaseEvent, CaseFamily, CaseHead, CaseIdentity, CaseJudged, CaseMention,
    CaseNote, CaseNumber, CaseParticipant, CasePassage, CaseRecord, CaseReport,
};
use resolution::digest::Status;
use resolution::families::origins::{Told, independent};
use resolution::result::{ActRef, Event, Family, Identity, Incident};
use sha2::{Digest, Sha256};

impl Case {
    /// The record in the body. Recorded with its hash and recipient before it is handed out; not on a case that is read-only.
    pub(crate) fn export(&mut self, recipient: String, purpose: String) -> Result<Reply, Refusal> {
        let across = self.across()?;
        let n_entries = self.tables.look(&self.store, cache::Cache::n_entries)?;
        let head = CaseHead { name: self.store.case().to_string(), entries: n_entries, head: self.head() };
        let record = CaseRecord { case: head.clone(), ..across.record(&head.head) };
        let mut body = Vec::new();
        records::case::write_case(&record, &mut body).map_err(|error| {
            Refusal::new(Why::Disk, format!("the record cannot be written: {error}"), "try again with more free memory")
        })?;
        let sha256 = digits(&Sha256::digest(&body));
        let entry = match self.store.writable() {
            Err(_) => None,
            Ok(()) => {
                let draft = Draft::new(Kind::Export, self.store.new_record()).with("recipient", recipient);
                let draft =
                    draft.with("purpose", purpose).with("sha256", sha256.as_str()).with("format", "saksi-case-json 1");
                Some(self.store.append(&draft)?.hash.to_string())
            }
        };
        Ok(Reply { answer: Answer::Exported { entry, sha256 }, body })
    }
}

impl Across {
    fn record(&self, head: &str) -> CaseRecord {
        let resolution = &self.resolution;
        let identities = |all: &[Identity]| all.iter().map(|one| self.identity_record(one)).collect();
        CaseRecord {
            case: CaseHead::default(),
            documents: (0..self.documents.len()).map(|document| self.document_record(document)).collect(),
            families: resolution.families.iter().map(|family| self.family_record(family)).collect(),
            persons: identities(&resolution.persons),
            organizations: identities(&resolution.organizations),
            places: identities(&resolution.places),
            events: self.event_records(),
            judged: self.judged.acts.iter().map(|act| self.judged_record(act)).collect(),
            counts: self.count_records(head),
            notes: (resolution.notes.iter().cloned().chain(self.judged.notes()))
                .map(|note| CaseNote { code: note.code, message: note.message })
                .collect(),
        }
    }

    fn document_record(&self, document: usize) -> CaseDocument {
        let row = self.documents.get(document);
        let family = self.families.get(&document).and_then(|idx| self.resolution.families.get(*idx));
        CaseDocument {
            id: self.document_id(document),
            record: row.map(|row| row.record.clone()).unwrap_or_default(),
            title: row.and_then(|row| row.title.clone()),
            published: date(row.map(|row| row.published.clone()).unwrap_or_default()),
            origin: row.map(|row| row.origin.clone()).unwrap_or_default(),
            family: family.map(|family| family.id.clone()),
        }
    }

    fn family_record(&self, family: &Family) -> CaseFamily {
        let passages = family
            .passages
            .iter()
            .map(|(document, span)| CasePassage { document: self.document_id(*document), span: [span.0, span.1] });
        CaseFamily {
            id: family.id.clone(),
            documents: family.documents.iter().map(|document| self.document_id(*document)).collect(),
            kind: name_of(&family.kind),
            passages: passages.collect(),
        }
    }

    fn identity_record(&self, identity: &Identity) -> CaseIdentity {
        let mentions = identity.entities.iter().map(|at| CaseMention {
            document: self.document_id(at.document),
            entity: self.judged.name(at.document, 'e', at.entity),
        });
        CaseIdentity {
            id: identity.id.clone(),
            name: identity.name.clone(),
            names: identity.spellings.iter().map(|(spelling, _)| spelling.clone()).collect(),
            mentions: mentions.collect(),
            judgement: name_of(&identity.judgement),
            confidence: thousandths(identity.confidence),
        }
    }

    fn event_records(&self) -> Vec<CaseEvent> {
        let events = self.resolution.events.iter().map(|event| self.event_record(event));
        let incidents = self.resolution.incidents.iter().map(|incident| self.incident_record(incident));
        events.chain(incidents).collect()
    }

    /// What several documents are about. What it was is not known, and it counts nothing.
    fn incident_record(&self, incident: &Incident) -> CaseEvent {
        let groups = self.independent(&incident.documents);
        let report = |document: &usize| CaseReport { document: self.document_id(*document), act: None, by_hand: false };
        CaseEvent {
            id: incident.id.clone(),
            status: name_of(&Status::Reported),
            reports: incident.documents.iter().map(report).collect(),
            independent_origins: groups.len(),
            assessment: if groups.len() > 1 { Word::Corroborated } else { Word::SingleOrigin }.as_str().to_owned(),
            review: "proposed".to_owned(),
            ..CaseEvent::default()
        }
    }

    /// Documents in groups that are one source each.
    pub(super) fn independent(&self, documents: &[usize]) -> Vec<Vec<usize>> {
        let told: Vec<Told> =
            documents.iter().map(|document| Told { document: *document, spans: Vec::new() }).collect();
        independent(&told, &self.resolution.families, &self.resolution.origins)
    }

    fn event_record(&self, event: &Event) -> CaseEvent {
        let row = self.event_row(event);
        let participants = self.participants(event).into_iter().map(|(whose, shown)| {
            let id = |wanted: bool| shown.identity.clone().filter(|_| wanted);
            CaseParticipant {
                person: id(matches!(whose, Some(Whose::Person(_)))),
                organization: id(matches!(whose, Some(Whose::Organization(_)))),
                count: shown.count.map(|(at_least, at_most)| CaseNumber { at_least, at_most, text: String::new() }),
                role: shown.role,
                text: shown.text,
            }
        });
        let reports = event.acts.iter().map(|at| CaseReport {
            document: self.document_id(at.document),
            act: Some(self.judged.name(at.document, 'a', at.act)),
            by_hand: self.is_by_hand(*at),
        });
        let disputes = row.disputed_by.iter().map(|dispute| CaseDispute {
            speaker: dispute.identity.clone(),
            document: self.id_of_record(&dispute.place.document),
            evidence: dispute.spans.clone(),
        });
        CaseEvent {
            id: row.id,
            act_type: Some(row.act_type),
            status: row.status,
            participants: participants.collect(),
            date: date(days(self.date(event))),
            places: self.places_of(event).into_iter().map(|(id, _)| id).collect(),
            reports: reports.collect(),
            disputed_by: disputes.collect(),
            origins: row.origins,
            independent_origins: row.independent_origins,
            assessment: row.assessment,
            review: row.review,
        }
    }

    /// Whether a person entered an act.
    pub(super) fn is_by_hand(&self, at: ActRef) -> bool {
        self.act(at).is_some_and(|act| act.key.starts_with('+'))
    }

    /// What the program read and what people say, side by side.
    fn judged_record(&self, act: &JudgedAct) -> CaseJudged {
        let given = act
            .state
            .fields
            .iter()
            .map(|(field, given)| (field.clone(), given.iter().map(|one| one.value.clone()).collect::<Vec<_>>()));
        let entered = act.entered.iter().map(|(field, value)| (field.clone(), vec![value.clone()]));
        CaseJudged {
            document: self.document_id(act.document),
            act: act.name.clone(),
            by_hand: act.is_by_hand(),
            verdict: act.state.verdict.map(str::to_owned),
            contested: act.state.is_contested,
            waits: !act.state.waiting.is_empty(),
            counts: act.at.is_some(),
            machine: act.machine.clone(),
            human: entered.chain(given).collect(),
        }
    }

    fn id_of_record(&self, record: &str) -> String {
        self.records.get(record).map(|document| self.document_id(*document)).unwrap_or_default()
    }
}

fn date([earliest, latest]: [Option<String>; 2]) -> CaseDate {
    CaseDate { earliest, latest }
}

fn thousandths(probability: f64) -> f64 {
    (probability * 1000.0).round() / 1000.0
}
