//! What happened, across documents.

use super::Across;
use super::event_view::name_of;
use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Request};
use crate::shown::{EventList, EventShown, Finding, IncidentShown, OriginShown, Place, Related, ReportShown};
use assessment::Assessment;
use resolution::result::{ActRef, EntityRef, Event, Incident};

/// More words are not quoted for one sentence.
const MAX_EVIDENCE: usize = 6;

impl Case {
    /// What the request asks for, in order of time; undated ones at the end.
    pub(crate) fn events(&mut self, asked: &Request) -> Result<Answer, Refusal> {
        let Request::Events { document, act_type, shared, supposed, offset, limit } = asked else {
            return Err(Refusal::not_found("such list", "`saksi events CASE` lists the events"));
        };
        let document = document.as_deref().map(|document| self.document(document)).transpose()?;
        let across = self.across()?;
        let position = document.map(|row| across.records.get(&row.record).copied());
        let tells = |documents: &[usize]| match position {
            None => true,
            Some(position) => documents.iter().any(|document| Some(*document) == position),
        };
        let times = across.times();
        let wanted = || {
            times.events.iter().filter(|one| {
                let event = across.resolution.events.get(one.event);
                act_type.as_ref().is_none_or(|wanted| event.is_some_and(|event| event.act_type == *wanted))
                    && (!shared || one.documents.len() > 1)
                    && tells(&one.documents)
            })
        };
        let shown = || wanted().filter(|one| *supposed || !one.is_supposed);
        let some = shown().skip(*offset as usize).take(*limit as usize);
        let rows = some.filter_map(|one| across.resolution.events.get(one.event)).map(|one| across.event_row(one));
        let rows = rows.collect();
        // What one event tells already is not told twice.
        let incidents = times.incidents.iter().filter_map(|idx| across.resolution.incidents.get(*idx));
        let incidents: Vec<&Incident> = incidents.filter(|incident| tells(&incident.documents)).collect();
        let total = shown().count();
        Ok(Answer::Events(EventList {
            rows,
            total,
            n_shared: shown().filter(|one| one.documents.len() > 1).count(),
            n_disputed: shown().filter(|one| one.is_disputed).count(),
            n_supposed: wanted().count() - total,
            n_incidents: incidents.len(),
            incidents: incidents.into_iter().take(*limit as usize).map(|one| across.incident(one)).collect(),
            n_documents: across.documents.len(),
            notes: across.notes(),
        }))
    }

    /// The event with this identifier, with everything that is said about it.
    pub(crate) fn event(&mut self, id: &str, standard: Option<&str>) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let event = across.event_with_id(id).ok_or_else(|| {
            Refusal::new(Why::NotFound, "there is no such event in this case", "`saksi events CASE` lists the events")
                .called("no-event")
        })?;
        let mut row = across.event_row(event);
        for dispute in &mut row.disputed_by {
            let document = across.records.get(&dispute.place.document).copied();
            let spans = dispute.spans.iter().map(|[start, end]| resolution::digest::Span(*start, *end));
            let words: Vec<String> = match document {
                Some(document) => spans.map(|span| self.quoted(&across, document, span)).collect::<Result<_, _>>()?,
                None => Vec::new(),
            };
            dispute.words = words.join(" … ");
        }
        let assessment = across.assess(event, standard)?;
        let weighed = self.weighed(&across, &assessment)?;
        let assessed: Vec<ActRef> = assessment.groups.iter().flat_map(|group| group.reports.iter().copied()).collect();
        let origins = assessment.groups.into_iter().map(|group| {
            let reports = group.reports.into_iter().map(|act| self.report(&across, act)).collect::<Result<_, _>>()?;
            Ok(OriginShown { name: group.name, reports })
        });
        let origins: Vec<OriginShown> = origins.collect::<Result<_, Refusal>>()?;
        let told = |act: &ActRef| assessed.iter().any(|known| known == act);
        let denied: Vec<ActRef> = event.acts.iter().filter(|act| !told(act)).copied().collect();
        let other = denied.into_iter().map(|act| self.report(&across, act)).collect::<Result<Vec<_>, _>>()?;
        let findings = assessment.findings.into_iter().map(|finding| self.finding(&across, finding));
        let findings = findings.collect::<Result<_, _>>()?;
        let related = across.related(event);
        let how_many = event.acts.first().and_then(|at| across.how_many(*across.events.get(at)?));
        Ok(Answer::Event(Box::new(EventShown { row, origins, other, findings, related, weighed, how_many })))
    }

    fn finding(&mut self, across: &Across, finding: assessment::Finding) -> Result<Finding, Refusal> {
        let mut evidence = Vec::new();
        for one in finding.evidence.iter().take(MAX_EVIDENCE) {
            let place = Place { part: String::new(), ..across.place(one.document, 'a', 0) };
            evidence.push((place, self.quoted(across, one.document, one.span)?));
        }
        Ok(Finding { check: finding.check, sentence: finding.sentence, evidence })
    }

    fn report(&mut self, across: &Across, at: ActRef) -> Result<ReportShown, Refusal> {
        let Some(act) = across.act(at) else { return Ok(ReportShown::default()) };
        let words = act.evidence.iter().map(|span| self.quoted(across, at.document, *span));
        let words = words.collect::<Result<Vec<_>, _>>()?.join(" … ");
        let statements = across.digests.get(at.document).map(|digest| &digest.statements);
        let speakers = act.statements.iter().filter_map(|idx| statements?.get(*idx)).filter_map(|statement| {
            let entity = statement.speaker.map(|entity| EntityRef { document: at.document, entity });
            let name = entity.and_then(|at| across.entity(at)).map(|entity| entity.name.clone());
            name.or_else(|| statement.speaker_text.clone())
        });
        let mut speakers: Vec<String> = speakers.collect();
        speakers.dedup();
        Ok(ReportShown { place: across.place(at.document, 'a', at.act), status: name_of(&act.status), words, speakers })
    }
}

impl Across {
    fn incident(&self, incident: &Incident) -> IncidentShown {
        let place = |document: &usize| Place { part: String::new(), ..self.place(*document, 'a', 0) };
        IncidentShown {
            id: incident.id.clone(),
            documents: incident.documents.iter().map(place).collect(),
            independent_origins: self.independent(&incident.documents).len(),
            confidence: incident.confidence,
        }
    }

    /// The event whose identifier this is, or begins with it when only one does; or that an act of a document (`RECORD:a3`)
    /// tells of.
    pub(super) fn event_with_id(&self, id: &str) -> Option<&Event> {
        if let Some((record, name)) = id.split_once(':') {
            let document = *self.records.get(record)?;
            let at = ActRef { document, act: self.judged.act(document, name)? };
            return self.resolution.events.get(*self.events.get(&at)?);
        }
        if id.len() < 2 || !id.starts_with('v') {
            return None;
        }
        let events = &self.resolution.events;
        let mut begins = events.iter().filter(|event| event.id.starts_with(id));
        let first = begins.next()?;
        events.iter().find(|event| event.id == id).or_else(|| begins.next().is_none().then_some(first))
    }

    /// What its reports are worth, measured by a standard when one is named.
    fn assess(&self, event: &Event, standard: Option<&str>) -> Result<Assessment, Refusal> {
        let Some(wanted) = standard else { return Ok(self.assessment(event)) };
        let all = assessment::Standard::built_in().unwrap_or_default();
        let ids = all.iter().map(|standard| standard.id.as_str()).collect::<Vec<_>>().join(", ");
        let standard = all.iter().find(|standard| standard.id == wanted).ok_or_else(|| {
            Refusal::new(Why::NotFound, "there is no such standard", format!("the standards are {ids}"))
        })?;
        let idx = event.acts.first().and_then(|act| self.events.get(act));
        Ok(idx.and_then(|idx| self.assessor().assess(*idx, Some(standard))).unwrap_or_default())
    }

    /// Events that hang together with it and are not it.
    fn related(&self, event: &Event) -> Vec<Related> {
        let own = |act: &ActRef| event.acts.contains(act);
        let links = self.resolution.event_links.iter().filter(|link| own(&link.left) != own(&link.right));
        let mut related: Vec<Related> = Vec::new();
        for link in links {
            let is_left = own(&link.left);
            let other = if is_left { link.right } else { link.left };
            let Some(other) = self.events.get(&other).and_then(|idx| self.resolution.events.get(*idx)) else {
                continue;
            };
            if related.iter().any(|one| one.event.id == other.id) || link.zone == crate::Zone::Apart {
                continue;
            }
            related.push(Related {
                relation: link.relation,
                is_left,
                event: self.event_row(other),
                factors: link.factors.clone(),
                probability: link.probability,
                zone: link.zone,
            });
        }
        related
    }
}
