//! The whole case as one record for other programs: what the gate lets out. What goes out is an entry first.

use super::Across;
use super::event_view::name_of;
use super::judged::JudgedAct;
use crate::case::Case;
use crate::device::digits;
use crate::disclosing::Handing;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use case_store::{Draft, Kind};
use disclosure::{
    Body, Counted, Disclosed, Document, Event, Family, Participant, Passage, Person, Place, Purpose, Standing,
};
use document::DateWindow;
use records::case::{
    CaseCount, CaseDate, CaseDispute, CaseDocument, CaseEvent, CaseFamily, CaseHead, CaseIdentity, CaseJudged,
    CaseMention, CaseNote, CaseNumber, CaseParticipant, CasePassage, CaseRecord, CaseReport,
};
use resolution::families::origins::{Told, independent};
use resolution::result::ActRef;
use sha2::{Digest, Sha256};

impl Case {
    /// The record in the body. Recorded with its hash and recipient before it is handed out; not on a case that is read-only.
    pub(crate) fn export(&mut self, recipient: &str, purpose: &str) -> Result<Reply, Refusal> {
        let handing = Handing { words: false, ..Handing::of(purpose, recipient, None)? };
        let across = self.across()?;
        let disclosure = self.disclosed(&handing)?;
        let mut record = record(&disclosure.disclosed);
        // What people said of single acts is words of theirs: it stays among the members, and there while nobody refused that.
        let is_whole = handing.purpose == Purpose::Keep && disclosure.disclosed.done().n_pseudonymised == 0;
        if is_whole {
            record.judged = across.judged.acts.iter().map(|act| across.judged_record(act)).collect();
            record.counts = across.count_records(&record.case.head);
        }
        let body = bytes(&record).map_err(|error| {
            Refusal::new(Why::Disk, format!("the record cannot be written: {error}"), "try again with more free memory")
        })?;
        let (entry, sha256) = self.record_export(&handing, &body, "saksi-case-json 1")?;
        Ok(Reply { answer: Answer::Exported { entry, sha256 }, body })
    }

    /// Records that something goes out: to whom, what for, its hash. None on a case that is read-only.
    ///
    /// # Errors
    /// [`Refusal`] of the ledger; nothing may be handed out then.
    pub(crate) fn record_export(
        &mut self,
        handing: &Handing,
        body: &[u8],
        format: &str,
    ) -> Result<(Option<String>, String), Refusal> {
        let sha256 = digits(&Sha256::digest(body));
        if self.store.writable().is_err() {
            return Ok((None, sha256));
        }
        let draft = Draft::new(Kind::Export, self.store.new_record()).with("recipient", handing.recipient.as_str());
        let draft =
            draft.with("purpose", handing.purpose.as_str()).with("sha256", sha256.as_str()).with("format", format);
        Ok((Some(self.store.append(&draft)?.hash.to_string()), sha256))
    }
}

impl Across {
    /// Documents in groups that are one source each.
    pub(super) fn independent(&self, documents: &[usize]) -> Vec<Vec<usize>> {
        let told: Vec<Told> =
            documents.iter().map(|document| Told { document: *document, spans: Vec::new() }).collect();
        independent(&told, &self.resolution.families, &self.resolution.origins)
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
}

/// What goes out as one JSON record, for whoever looks at what writers write. [`crate::Request::Export`] makes an entry of it first.
///
/// # Errors
/// No memory.
pub fn json_record(disclosed: &Disclosed) -> std::io::Result<Vec<u8>> {
    bytes(&record(disclosed))
}

fn bytes(record: &CaseRecord) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    records::case::write_case(record, &mut body)?;
    Ok(body)
}

/// What goes out, in the shapes of the record.
fn record(disclosed: &Disclosed) -> CaseRecord {
    let is_kept = disclosed.purpose() == Purpose::Keep;
    // People and countries that stand in no list of the case have an identifier with a colon.
    let listed = |id: &str| !is_kept || !id.contains(':');
    let head = disclosed.head();
    CaseRecord {
        case: CaseHead {
            name: head.case.clone(),
            entries: head.n_entries.and_then(|n| i64::try_from(n).ok()).unwrap_or_default(),
            head: head.head.clone().unwrap_or_default(),
        },
        documents: disclosed.documents().iter().map(document_record).collect(),
        families: disclosed.families().iter().map(family_record).collect(),
        persons: (disclosed.persons().iter())
            .filter(|person| listed(&person.id))
            .map(|person| person_record(person, is_kept))
            .collect(),
        organizations: disclosed.bodies().iter().map(body_record).collect(),
        places: disclosed.places().iter().filter(|place| listed(&place.id)).map(place_record).collect(),
        events: disclosed.events().iter().map(event_record).collect(),
        judged: Vec::new(),
        counts: disclosed.counts().iter().map(count_record).collect(),
        notes: (disclosed.notes().iter())
            .map(|note| CaseNote { code: note.code.clone(), message: note.message.clone().unwrap_or_default() })
            .collect(),
        disclosure: Some(serde_json::json!({
            "purpose": disclosed.purpose(), "recipient": disclosed.recipient(), "on": disclosed.on().to_string(),
            "done": disclosed.done(), "warnings": disclosed.warnings(),
        })),
    }
}

fn document_record(document: &Document) -> CaseDocument {
    CaseDocument {
        id: document.id.clone(),
        record: document.record.clone().unwrap_or_default(),
        title: document.title.clone(),
        published: date(document.published),
        origin: document.origin.clone(),
        family: document.family.clone(),
    }
}

fn family_record(family: &Family) -> CaseFamily {
    let place = |passage: &Passage| Some(CasePassage { document: passage.document.clone(), span: passage.span? });
    CaseFamily {
        id: family.id.clone(),
        documents: family.documents.clone(),
        kind: family.kind.clone(),
        passages: family.passages.iter().filter_map(place).collect(),
    }
}

fn person_record(person: &Person, is_kept: bool) -> CaseIdentity {
    let standing = name_of(&person.standing);
    CaseIdentity {
        id: person.id.clone(),
        name: person.name.clone(),
        names: person.names.clone(),
        mentions: mentions(&person.mentions),
        judgement: person.judgement.clone(),
        confidence: thousandths(person.confidence),
        standing: Some(standing).filter(|_| !is_kept || person.standing == Standing::Pseudonym),
    }
}

fn body_record(body: &Body) -> CaseIdentity {
    CaseIdentity {
        id: body.id.clone(),
        name: body.name.clone(),
        names: body.names.clone(),
        mentions: mentions(&body.mentions),
        judgement: body.judgement.clone(),
        confidence: thousandths(body.confidence),
        standing: None,
    }
}

fn place_record(place: &Place) -> CaseIdentity {
    CaseIdentity {
        id: place.id.clone(),
        name: place.name.clone(),
        names: place.names.clone(),
        mentions: mentions(&place.mentions),
        judgement: place.judgement.clone(),
        confidence: thousandths(place.confidence),
        standing: None,
    }
}

fn mentions(mentions: &[(String, String)]) -> Vec<CaseMention> {
    let mention =
        |(document, entity): &(String, String)| CaseMention { document: document.clone(), entity: entity.clone() };
    mentions.iter().map(mention).collect()
}

fn event_record(event: &Event) -> CaseEvent {
    let participant = |one: &Participant| CaseParticipant {
        person: one.person.clone(),
        organization: one.body.clone(),
        count: one.count.map(|count| CaseNumber {
            at_least: count.at_least,
            at_most: count.at_most,
            text: String::new(),
        }),
        role: one.role.clone(),
        text: one.text.clone().unwrap_or_default(),
    };
    let reports = event.reports.iter().map(|report| CaseReport {
        document: report.document.clone(),
        act: report.act.clone(),
        by_hand: report.source == "hand",
    });
    let disputes = event.disputed_by.iter().map(|dispute| CaseDispute {
        speaker: dispute.speaker.person.clone().or_else(|| dispute.speaker.body.clone()),
        document: dispute.document.clone(),
        evidence: dispute.passages.iter().filter_map(|passage| passage.span).collect(),
    });
    CaseEvent {
        id: event.id.clone(),
        act_type: event.act_type.clone(),
        status: event.status.clone(),
        participants: event.participants.iter().map(participant).collect(),
        date: date(event.date),
        places: event.places.clone(),
        reports: reports.collect(),
        disputed_by: disputes.collect(),
        origins: event.origins.clone(),
        independent_origins: event.independent_origins,
        assessment: event.assessment.clone(),
        review: event.review.clone(),
    }
}

fn count_record(count: &Counted) -> CaseCount {
    CaseCount {
        act_type: count.act_type.clone(),
        period: count.period.map(date),
        persons_named: usize::try_from(count.named.0).unwrap_or(usize::MAX),
        at_least: count.reported.0,
        at_most: count.reported.1,
        basis: count.events.clone(),
    }
}

fn date(window: DateWindow) -> CaseDate {
    CaseDate { earliest: window.earliest.map(|day| day.to_string()), latest: window.latest.map(|day| day.to_string()) }
}

fn thousandths(probability: f64) -> f64 {
    (probability * 1000.0).round() / 1000.0
}
