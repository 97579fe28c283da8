//! What happened and who says so.

use super::Gathering;
use crate::across::Whose;
use crate::across::event_view::name_of;
use disclosure::{Count, Dispute, Event, Finding, Participant, Report, Speaker, Statement};
use resolution::digest::Status;
use resolution::result::{self, ActRef, Incident};

impl Gathering<'_> {
    pub fn events(&self) -> Vec<Event> {
        let resolution = &self.across.resolution;
        let events = resolution.events.iter().map(|event| self.event(event));
        let incidents = resolution.incidents.iter().map(|incident| self.incident(incident));
        events.chain(incidents).collect()
    }

    fn event(&self, event: &result::Event) -> Event {
        let across = self.across;
        let assessment = across.assessment(event);
        let acts = || event.acts.iter().filter_map(|at| across.act(*at));
        let mut charges: Vec<String> = acts().flat_map(|act| act.charges.iter().cloned()).collect();
        charges.sort();
        charges.dedup();
        let disputes = assessment.disputed_by.iter().map(|dispute| self.dispute(dispute));
        let findings = assessment.findings.iter().map(|finding| Finding {
            check: finding.check.clone(),
            sentence: Some(finding.sentence.clone()),
            passages: finding.evidence.iter().map(|one| self.passage(one.document, one.span)).collect(),
        });
        Event {
            id: event.id.clone(),
            act_type: Some(event.act_type.clone()),
            status: name_of(&across.status(event)),
            review: across.review(event).to_owned(),
            confidence: event.confidence,
            date: across.date(event),
            basis: acts().map(|act| act.basis.clone()).find(|basis| basis != "unknown").unwrap_or_default(),
            duration: None,
            participants: self.participants(event),
            places: across.places_of(event).into_iter().map(|(id, _)| id).collect(),
            charges,
            reports: event.acts.iter().map(|at| self.report(*at)).collect(),
            disputed_by: disputes.collect(),
            independent_origins: assessment.independent_origins,
            assessment: assessment.word.as_str().to_owned(),
            findings: findings.collect(),
            origins: assessment.origins,
            coarse: false,
        }
    }

    fn participants(&self, event: &result::Event) -> Vec<Participant> {
        let all = self.across.participants(event).into_iter();
        all.map(|(whose, shown)| {
            let id = |wanted: bool| shown.identity.clone().filter(|_| wanted);
            Participant {
                person: id(matches!(whose, Some(Whose::Person(_)))),
                body: id(matches!(whose, Some(Whose::Organization(_)))),
                count: shown.count.map(|(at_least, at_most)| Count { at_least, at_most, about: false }),
                role: shown.role,
                text: Some(shown.text).filter(|text| !text.is_empty()),
            }
        })
        .collect()
    }

    fn report(&self, at: ActRef) -> Report {
        let across = self.across;
        let Some(act) = across.act(at) else { return Report::default() };
        let statements = across.digests.get(at.document).map(|digest| digest.statements.as_slice()).unwrap_or_default();
        let said = act.statements.iter().filter_map(|idx| statements.get(*idx));
        Report {
            document: self.document_key(at.document),
            act: Some(across.judged.name(at.document, 'a', at.act)),
            source: self.source(at).to_owned(),
            status: name_of(&act.status),
            passages: self.passages(at.document, &act.evidence),
            said_by: said.map(|one| self.speaker(at.document, one.speaker, one.speaker_text.as_deref())).collect(),
        }
    }

    /// Where an act comes from. What an import brought was read by the program that imports.
    fn source(&self, at: ActRef) -> &'static str {
        let read_by =
            self.across.documents.get(at.document).and_then(|row| row.read_by[0].as_deref()).unwrap_or_default();
        match (self.across.is_by_hand(at), read_by.starts_with("saksi-import")) {
            (true, _) => "hand",
            (false, true) => "import",
            (false, false) => "machine",
        }
    }

    fn dispute(&self, dispute: &assessment::Dispute) -> Dispute {
        let document = dispute.evidence.first().map(|evidence| evidence.document);
        let within = dispute.evidence.iter().filter(|evidence| Some(evidence.document) == document);
        let is_person = dispute.identity.as_deref().is_some_and(|id| id.starts_with('p'));
        let speaker = Speaker {
            person: dispute.identity.clone().filter(|_| is_person),
            body: dispute.identity.clone().filter(|_| !is_person),
            text: dispute.speaker.clone(),
        };
        Dispute {
            speaker,
            passages: within.map(|evidence| self.passage(evidence.document, evidence.span)).collect(),
            document: document.map(|document| self.document_key(document)).unwrap_or_default(),
        }
    }

    /// What several documents are about. What it was is not known, and it counts nothing.
    fn incident(&self, incident: &Incident) -> Event {
        let groups = self.across.independent(&incident.documents);
        let report = |document: &usize| Report {
            document: self.document_key(*document),
            source: "machine".to_owned(),
            ..Report::default()
        };
        let word = if groups.len() > 1 { assessment::Word::Corroborated } else { assessment::Word::SingleOrigin };
        Event {
            id: incident.id.clone(),
            status: name_of(&Status::Reported),
            review: "proposed".to_owned(),
            confidence: incident.confidence,
            reports: incident.documents.iter().map(report).collect(),
            independent_origins: groups.len(),
            assessment: word.as_str().to_owned(),
            ..Event::default()
        }
    }

    pub fn statements(&self) -> Vec<Statement> {
        let mut statements = Vec::new();
        for (document, digest) in self.across.digests.iter().enumerate() {
            let record = self.across.documents.get(document).map(|row| row.record.as_str()).unwrap_or_default();
            for (idx, one) in digest.statements.iter().enumerate() {
                let event = |act: &usize| {
                    let idx = self.across.events.get(&ActRef { document, act: *act })?;
                    self.across.resolution.events.get(*idx).map(|event| event.id.clone())
                };
                statements.push(Statement {
                    id: format!("{record}:s{}", idx + 1),
                    kind: one.kind.clone(),
                    speaker: self.speaker(document, one.speaker, one.speaker_text.as_deref()),
                    told_to: self.speaker(document, one.told_to, None),
                    direct: one.direct,
                    document: self.document_key(document),
                    passages: self.passages(document, &one.evidence),
                    events: one.acts.iter().filter_map(event).collect(),
                });
            }
        }
        statements
    }
}
