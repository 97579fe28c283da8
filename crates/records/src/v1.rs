//! Version 1 of the records. Only ever added to.

use crate::positions::Positions;
use domain::{
    Act, ActStatus, Basis, Count, DateWindow, Document, Entity, EntityKind, Figure, FuzzyDate, MentionForm,
    Participant, PlaceFix, PlacePrecision, Problem, Proposal, ProposalKind, Proposals, ProposedParticipant,
    ProposingReader, Reading, Role, Span, Statement, StatementKind, TimeExpression, TimeType,
};
use serde_json::{Value, json};

/// Writes the whole record. Each fact is made and written on its own, so that a document with very many needs no second
/// copy of them all.
pub fn write(reading: &Reading, to: &mut String) {
    let at = Positions::new(&reading.document.text);
    to.push_str(r#"{"saksi":1,"document":"#);
    to.push_str(&document(&reading.document).to_string());
    list(to, "entities", &reading.entities, |id, one| entity(&at, id, one));
    list(to, "acts", &reading.acts, |id, one| act(&reading.document, &at, id, one));
    list(to, "statements", &reading.statements, |id, one| statement(&at, id, one));
    list(to, "figures", &reading.figures, |_, one| figure(&reading.document, &at, one));
    list(to, "times", &reading.times, |_, one| time(&at, one));
    if !reading.proposals.is_empty() {
        proposals(reading, &at, to);
    }
    list(to, "problems", &reading.problems, |_, one| problem(&at, one));
    to.push('}');
}

/// A field with each of `all`, made with its number, counted from 1.
fn list<T>(to: &mut String, field: &str, all: &[T], make: impl Fn(usize, &T) -> Value) {
    to.push_str(&format!(r#","{field}":["#));
    for (i, one) in all.iter().enumerate() {
        to.push_str(if i == 0 { "" } else { "," });
        to.push_str(&make(i + 1, one).to_string());
    }
    to.push(']');
}

fn id(letter: char, idx: usize) -> String {
    format!("{letter}{}", idx + 1)
}

fn ids(letter: char, all: &[usize]) -> Vec<String> {
    all.iter().map(|&idx| id(letter, idx)).collect()
}

fn spans(at: &Positions<'_>, all: &[Span]) -> Vec<[usize; 2]> {
    all.iter().map(|&span| at.span(span)).collect()
}

fn document(document: &Document) -> Value {
    json!({
        "id": document.id, "path": document.path, "media_type": document.media_type, "title": document.title,
        "language": document.language, "byline": document.byline, "publisher": document.publisher,
        "origin": document.origin, "published": date(&document.published), "text": document.text,
        "furniture": document.furniture,
    })
}

fn entity(at: &Positions<'_>, number: usize, entity: &Entity) -> Value {
    let mention = |m: &domain::Mention| json!({ "span": at.span(m.span), "form": form(m.form) });
    json!({
        "id": format!("e{number}"), "kind": kind(entity.kind), "name": entity.name,
        "mentions": entity.mentions.iter().map(mention).collect::<Vec<_>>(),
        "roles": entity.roles, "protected": entity.protected, "place": entity.place.as_ref().map(place),
    })
}

fn act(document: &Document, at: &Positions<'_>, number: usize, act: &Act) -> Value {
    json!({
        "id": format!("a{number}"), "type": act.act_type, "status": status(act.status),
        "participants": act.participants.iter().map(|one| participant(document, at, one)).collect::<Vec<_>>(),
        "places": ids('e', &act.places), "date": date(&act.date), "duration": act.duration, "charges": act.charges,
        "evidence": spans(at, &act.evidence), "trigger": at.span(act.trigger), "statements": ids('s', &act.statements),
        "rule": act.rule, "confidence": (act.confidence * 1000.0).round() / 1000.0,
    })
}

fn participant(document: &Document, at: &Positions<'_>, participant: &Participant) -> Value {
    json!({
        "role": role(participant.role), "entity": participant.entity.map(|idx| id('e', idx)), "span": at.span(participant.span),
        "count": participant.count.as_ref().map(|one| count(document, one)),
    })
}

fn statement(at: &Positions<'_>, number: usize, statement: &Statement) -> Value {
    json!({
        "id": format!("s{number}"), "kind": statement_kind(statement.kind),
        "speaker": statement.speaker.map(|idx| id('e', idx)), "speaker_span": statement.speaker_span.map(|span| at.span(span)),
        "told_to": statement.told_to.map(|idx| id('e', idx)), "direct": statement.direct, "cue": at.span(statement.cue),
        "content": spans(at, &statement.content), "evidence": spans(at, &statement.evidence), "acts": ids('a', &statement.acts),
    })
}

fn figure(document: &Document, at: &Positions<'_>, figure: &Figure) -> Value {
    json!({
        "count": count(document, &figure.count), "of": figure.of, "act_type": figure.act_type,
        "period": figure.period.as_ref().map(date), "statement": figure.statement.map(|idx| id('s', idx)),
        "evidence": spans(at, &figure.evidence),
    })
}

fn time(at: &Positions<'_>, time: &TimeExpression) -> Value {
    let date = time.window.map(
        |window| json!({ "earliest": day(window.earliest), "latest": day(window.latest), "basis": basis(time.basis) }),
    );
    json!({ "span": at.span(time.span), "type": time_type(time.time_type), "value": time.value, "date": date })
}

/// What optional readers proposed, and who they are. Only written when one was asked.
fn proposals(reading: &Reading, at: &Positions<'_>, to: &mut String) {
    list(to, "readers", &reading.proposals, |_, one| {
        json!({
            "reader": proposing_reader(one.reader), "model": one.model, "version": one.version,
            "proposed": one.list.len(), "dropped": one.dropped,
        })
    });
    let all: Vec<_> = reading.proposals.iter().flat_map(|by| by.list.iter().map(move |one| (by, one))).collect();
    list(to, "proposals", &all, |number, (by, one)| proposal(&reading.document, at, number, by, one));
}

fn proposal(document: &Document, at: &Positions<'_>, number: usize, by: &Proposals, proposal: &Proposal) -> Value {
    let (kind, act_type) = match &proposal.kind {
        ProposalKind::Entity(entity) => (kind(*entity), None),
        ProposalKind::Act(act_type) => ("act", Some(act_type)),
    };
    let participant = |one: &ProposedParticipant| json!({ "role": role(one.role), "span": at.span(one.span), "text": document.quote(one.span) });
    json!({
        "id": format!("p{number}"), "reader": proposing_reader(by.reader), "model": by.model, "version": by.version,
        "kind": kind, "type": act_type, "span": at.span(proposal.span), "text": document.quote(proposal.span),
        "evidence": proposal.evidence.iter().map(|&span| at.span(span)).collect::<Vec<_>>(),
        "participants": proposal.participants.iter().map(participant).collect::<Vec<_>>(),
        "score": proposal.score.map(|score| (score * 1000.0).round() / 1000.0),
    })
}

fn proposing_reader(reader: ProposingReader) -> &'static str {
    match reader {
        ProposingReader::Gliner => "gliner",
        ProposingReader::Llm => "llm",
    }
}

fn problem(at: &Positions<'_>, problem: &Problem) -> Value {
    json!({ "code": problem.code, "message": problem.message, "span": problem.span.map(|span| at.span(span)) })
}

fn date(date: &FuzzyDate) -> Value {
    let DateWindow { earliest, latest } = date.window;
    json!({ "earliest": day(earliest), "latest": day(latest), "basis": basis(date.basis), "text": date.text })
}

fn day(day: Option<jiff::civil::Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn count(document: &Document, count: &Count) -> Value {
    let mut value = json!({ "at_least": count.at_least, "at_most": count.at_most, "text": document.quote(count.span) });
    if count.about {
        value["about"] = json!(true);
    }
    value
}

fn place(place: &PlaceFix) -> Value {
    json!({
        "latitude": place.latitude, "longitude": place.longitude, "precision": precision(place.precision),
        "country": place.country, "gazetteer": place.gazetteer,
    })
}

fn precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Country => "country",
        PlacePrecision::Region => "region",
        PlacePrecision::City => "city",
        PlacePrecision::Site => "site",
    }
}

fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Group => "group",
        EntityKind::Place => "place",
        EntityKind::Law => "law",
        EntityKind::Work => "work",
    }
}

fn form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Nominal => "nominal",
        MentionForm::Pronoun => "pronoun",
    }
}

fn status(status: ActStatus) -> &'static str {
    match status {
        ActStatus::Reported => "reported",
        ActStatus::Alleged => "alleged",
        ActStatus::Denied => "denied",
        ActStatus::Threatened => "threatened",
        ActStatus::Planned => "planned",
        ActStatus::Hypothetical => "hypothetical",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Victim => "victim",
        Role::Perpetrator => "perpetrator",
        Role::Authority => "authority",
        Role::Instrument => "instrument",
        Role::Target => "target",
        Role::Recipient => "recipient",
    }
}

fn statement_kind(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Claim => "claim",
        StatementKind::Accusation => "accusation",
        StatementKind::Denial => "denial",
        StatementKind::Confession => "confession",
        StatementKind::Threat => "threat",
        StatementKind::Demand => "demand",
        StatementKind::Opinion => "opinion",
    }
}

fn time_type(time_type: TimeType) -> &'static str {
    match time_type {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Relative => "relative",
        Basis::Inferred => "inferred",
        Basis::Unknown => "unknown",
    }
}
