//! Events and statements as they go out.

use super::coarse::to_month;
use super::free::Style;
use super::persons::rounded;
use super::standing::event_names;
use super::{Gate, Rule};
use crate::Standing;
use crate::material::{Dispute, Event, Finding, Participant, Passage, Report, Speaker, Statement};

/// Fewer people without names than this may be recognised by day and place.
const MANY: u64 = 5;

impl Gate<'_> {
    pub fn events(&self) -> Vec<Event> {
        let mut events: Vec<Event> = self.material.events.iter().map(|event| self.event(event)).collect();
        if !self.is_kept() {
            let key = |event: &Event| (event.date.earliest, event.date.latest, event.id.clone());
            events.sort_by_key(key);
        }
        events
    }

    fn event(&self, event: &Event) -> Event {
        let is_open = self.is_open(event);
        let is_coarse = !is_open && self.holds(Rule::Coarse);
        let date = if is_coarse { to_month(event.date) } else { event.date };
        if date != event.date {
            self.count(|done| done.n_dates_coarsened += 1);
        }
        Event {
            id: self.id("event", &event.id),
            act_type: event.act_type.as_deref().map(|term| self.term(term)),
            status: self.term(&event.status),
            review: self.term(&event.review),
            confidence: rounded(event.confidence, self.is_kept()),
            date,
            basis: self.term(&event.basis),
            duration: event.duration.clone().filter(|_| !is_coarse).map(|duration| self.term(&duration)),
            participants: event.participants.iter().map(|one| self.participant(one, is_open)).collect(),
            places: self.event_places(event, is_coarse),
            charges: event.charges.iter().filter_map(|charge| self.free(charge, Style::Text)).collect(),
            reports: event.reports.iter().map(|report| self.report(report, is_open)).collect(),
            disputed_by: event.disputed_by.iter().map(|dispute| self.dispute(dispute, is_open)).collect(),
            origins: event.origins.iter().filter_map(|origin| self.public_name(origin)).collect(),
            independent_origins: event.independent_origins,
            assessment: self.term(&event.assessment),
            findings: event.findings.iter().map(|finding| self.finding(finding, is_open)).collect(),
            coarse: is_coarse,
        }
    }

    /// Whether nothing about an event leads to somebody shielded: everybody who takes part or speaks goes out by name, and whoever
    /// has no name is one of many.
    pub fn is_open(&self, event: &Event) -> bool {
        let names_hidden = event_names(event).any(|person| !self.is_named(person));
        let alone = |one: &Participant| {
            let is_unknown = one.person.is_none() && one.body.is_none();
            let n = one.count.and_then(|count| count.at_least.or(count.at_most)).unwrap_or(1);
            is_unknown && !matches!(one.role.as_str(), "instrument" | "perpetrator" | "authority") && n < MANY
        };
        self.is_all_kept() || !names_hidden && !event.participants.iter().any(alone)
    }

    /// Whether it stays among the members and nobody refused that.
    fn is_all_kept(&self) -> bool {
        self.is_kept() && !self.standings.values().any(|standing| *standing == Standing::Pseudonym)
    }

    fn participant(&self, one: &Participant, is_open: bool) -> Participant {
        let Speaker { person, body, text } = self
            .speaker(&Speaker { person: one.person.clone(), body: one.body.clone(), text: one.text.clone() }, is_open);
        Participant { role: self.term(&one.role), person, body, text, count: one.count }
    }

    fn event_places(&self, event: &Event, is_coarse: bool) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        for id in &event.places {
            let place = self.place_id(id, is_coarse);
            if place.as_deref() != Some(self.id("place", id).as_str()) {
                self.count(|done| done.n_places_coarsened += 1);
            }
            if let Some(place) = place.filter(|place| !places.contains(place)) {
                places.push(place);
            }
        }
        places
    }

    fn report(&self, report: &Report, is_open: bool) -> Report {
        let is_open = is_open && !self.is_withheld(&report.document);
        Report {
            document: self.id("document", &report.document),
            act: report.act.clone().filter(|_| is_open).map(|act| self.term(&act)),
            source: self.term(&report.source),
            status: self.term(&report.status),
            passages: self.passages(&report.passages, is_open),
            said_by: report.said_by.iter().map(|speaker| self.speaker(speaker, is_open)).collect(),
        }
    }

    fn dispute(&self, dispute: &Dispute, is_open: bool) -> Dispute {
        let is_open = is_open && !self.is_withheld(&dispute.document);
        Dispute {
            speaker: self.speaker(&dispute.speaker, is_open),
            passages: self.passages(&dispute.passages, is_open),
            document: self.id("document", &dispute.document),
        }
    }

    fn finding(&self, finding: &Finding, is_open: bool) -> Finding {
        let sentence = finding.sentence.as_deref().filter(|_| is_open).and_then(|text| self.free(text, Style::Text));
        Finding { check: self.term(&finding.check), sentence, passages: self.passages(&finding.passages, is_open) }
    }

    pub fn statements(&self) -> Vec<Statement> {
        let mut statements: Vec<Statement> = self.material.statements.iter().map(|one| self.statement(one)).collect();
        if !self.is_kept() {
            statements.sort_by(|left, right| (&left.document, &left.id).cmp(&(&right.document, &right.id)));
        }
        statements
    }

    fn statement(&self, statement: &Statement) -> Statement {
        let people = [&statement.speaker, &statement.told_to];
        let is_clear = people.iter().filter_map(|one| one.person.as_deref()).all(|person| self.is_named(person));
        let is_open = is_clear && !self.is_withheld(&statement.document);
        Statement {
            id: self.id("statement", &statement.id),
            kind: self.term(&statement.kind),
            speaker: self.speaker(&statement.speaker, is_open),
            told_to: self.speaker(&statement.told_to, is_open),
            direct: statement.direct,
            document: self.id("document", &statement.document),
            passages: self.passages(&statement.passages, is_open),
            events: statement.events.iter().map(|event| self.id("event", event)).collect(),
        }
    }

    /// Words of texts. Where they are left out, a hash under the recipient's key stands for them.
    pub fn passages(&self, passages: &[Passage], is_open: bool) -> Vec<Passage> {
        passages.iter().map(|passage| self.passage(passage, is_open)).collect()
    }

    fn passage(&self, passage: &Passage, is_open: bool) -> Passage {
        let is_open = is_open && !self.is_withheld(&passage.document);
        let words = match passage.words.as_deref() {
            Some(words) if is_open => self.free(words, Style::Text),
            Some(_) => {
                self.count(|done| done.n_texts_left_out += 1);
                None
            }
            None => None,
        };
        let hash = match &words {
            Some(words) => sha256(words.as_bytes()),
            None => self.key.seal("passage", format!("{}\n{:?}", passage.document, passage.span).as_bytes()),
        };
        Passage {
            document: self.id("document", &passage.document),
            span: passage.span.filter(|_| is_open),
            words,
            hash,
        }
    }
}

/// `sha256:…`.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    let digits: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}
