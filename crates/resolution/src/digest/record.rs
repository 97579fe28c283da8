//! The parts of a record (`docs/records.md`) that a digest is made of.

use super::surface::Surface;
use super::{Act, Count, Digest, Entity, Figure, Kind, Participant, Place, Role, Span, Statement, Status};
use document::DateWindow;
use jiff::civil::Date;
use records::part_key;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    document: RecordDocument,
    entities: Vec<RecordEntity>,
    acts: Vec<RecordAct>,
    statements: Vec<RecordStatement>,
    figures: Vec<RecordFigure>,
    /// Entities that an imported table tells apart though their names are the same.
    apart: Vec<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordDocument {
    id: String,
    title: Option<String>,
    language: Option<String>,
    byline: Vec<String>,
    publisher: Option<String>,
    origin: Vec<String>,
    published: RecordDate,
    text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordDate {
    earliest: Option<String>,
    latest: Option<String>,
    basis: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordEntity {
    kind: Kind,
    name: String,
    mentions: Vec<RecordMention>,
    roles: Vec<String>,
    protected: bool,
    place: Option<Place>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordMention {
    span: Span,
    form: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordAct {
    #[serde(rename = "type")]
    act_type: String,
    status: Status,
    participants: Vec<RecordParticipant>,
    places: Vec<String>,
    date: RecordDate,
    charges: Vec<String>,
    evidence: Vec<Span>,
    trigger: Span,
    statements: Vec<String>,
    confidence: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordParticipant {
    role: Role,
    entity: Option<String>,
    span: Span,
    count: Option<Count>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordStatement {
    kind: String,
    speaker: Option<String>,
    speaker_span: Option<Span>,
    told_to: Option<String>,
    direct: bool,
    cue: Span,
    evidence: Vec<Span>,
    acts: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RecordFigure {
    count: Count,
    of: String,
    act_type: Option<String>,
    period: Option<RecordDate>,
    statement: Option<String>,
    evidence: Vec<Span>,
}

impl RecordDate {
    /// A day that is no day of the calendar is open.
    fn window(&self) -> DateWindow {
        let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
        DateWindow { earliest: day(&self.earliest), latest: day(&self.latest) }
    }
}

impl Record {
    pub fn digest(self) -> (Digest, String) {
        let surface = Surface::new(&self.document.text);
        let sizes = Sizes { entities: self.entities.len(), acts: self.acts.len(), statements: self.statements.len() };
        let kinds: Vec<Kind> = self.entities.iter().map(|entity| entity.kind).collect();
        let names: Vec<(Span, usize)> = names(&self.entities);
        let title = self.document.title;
        let mut entities: Vec<Entity> = self.entities.into_iter().map(|entity| entity.digest(&surface)).collect();
        for name in self.document.origin.iter().chain(&self.document.publisher) {
            super::issuer::explain(&mut entities, name);
        }
        let told = self.apart.iter().map(|group| group.iter().filter_map(|id| position(id, sizes.entities)).collect());
        let mut lists: Vec<Vec<usize>> = told.collect();
        lists.extend(surface.lists(&names, &kinds));
        let digest = Digest {
            document: self.document.id,
            title: title.clone(),
            language: self.document.language,
            byline: self.document.byline,
            publisher: self.document.publisher,
            origin: self.document.origin,
            published: self.document.published.window(),
            entities,
            acts: self.acts.into_iter().map(|act| act.digest(&surface, &sizes)).collect(),
            statements: self.statements.into_iter().map(|statement| statement.digest(&surface, &sizes)).collect(),
            figures: self.figures.into_iter().map(|figure| figure.digest(&sizes)).collect(),
            words: super::words::sketch(title.as_deref(), &self.document.text),
            lists,
        };
        (digest, self.document.text)
    }
}

/// Every mention by name with its entity, in order of the text.
fn names(entities: &[RecordEntity]) -> Vec<(Span, usize)> {
    let of = |(idx, entity): (usize, &RecordEntity)| {
        let named = entity.mentions.iter().filter(|mention| mention.form == "name");
        named.map(|mention| (mention.span, idx)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = entities.iter().enumerate().flat_map(of).collect();
    all.sort_unstable();
    all
}

/// How many parts of each kind there are.
struct Sizes {
    entities: usize,
    acts: usize,
    statements: usize,
}

/// `e3` is 2, if there are so many.
fn position(id: &str, size: usize) -> Option<usize> {
    let number: usize = id.get(1..)?.parse().ok()?;
    number.checked_sub(1).filter(|&idx| idx < size)
}

fn key(letter: char, kind: &str, span: Span) -> String {
    part_key(letter, kind, u64::from(span.0), u64::from(span.1))
}

/// The word of the records for a kind.
fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organization => "organization",
        Kind::Group => "group",
        Kind::Place => "place",
        Kind::Law => "law",
        Kind::Work => "work",
        Kind::Other => "other",
    }
}

impl RecordEntity {
    fn digest(self, surface: &Surface<'_>) -> Entity {
        let first = self.mentions.first().map(|mention| mention.span).unwrap_or_default();
        let of = |form: &'static str| {
            self.mentions.iter().filter(move |mention| mention.form == form).map(|mention| mention.span)
        };
        let named: Vec<Span> = of("name").filter(|&span| surface.has(span)).collect();
        Entity {
            key: key('e', kind_word(self.kind), first),
            kind: self.kind,
            spellings: surface.spellings(&self.name, &named),
            named: u32::try_from(named.len()).unwrap_or(u32::MAX),
            titles: surface.titles(&named),
            pronouns: surface.pronouns(of("pronoun")),
            ages: surface.ages(&named),
            mentions: named.iter().copied().chain(of("nominal").filter(|&span| surface.has(span))).collect(),
            name: self.name,
            roles: self.roles,
            protected: self.protected,
            place: self.place,
        }
    }
}

fn evidence_words(evidence: &[Span], surface: &Surface<'_>) -> Vec<String> {
    let mut stems: Vec<String> = evidence.iter().flat_map(|&span| super::words::stems(surface.text(span))).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

impl RecordAct {
    fn digest(self, surface: &Surface<'_>, sizes: &Sizes) -> Act {
        Act {
            key: key('a', &self.act_type, self.trigger),
            status: self.status,
            participants: self.participants.into_iter().map(|one| one.digest(surface, sizes)).collect(),
            places: self.places.iter().filter_map(|id| position(id, sizes.entities)).collect(),
            date: self.date.window(),
            basis: self.date.basis,
            charges: self.charges,
            words: evidence_words(&self.evidence, surface),
            evidence: self.evidence,
            word: surface.text(self.trigger).to_owned(),
            trigger: self.trigger,
            statements: self.statements.iter().filter_map(|id| position(id, sizes.statements)).collect(),
            confidence: self.confidence,
            act_type: self.act_type,
        }
    }
}

impl RecordParticipant {
    fn digest(self, surface: &Surface<'_>, sizes: &Sizes) -> Participant {
        Participant {
            role: self.role,
            entity: self.entity.and_then(|id| position(&id, sizes.entities)),
            text: surface.text(self.span).to_owned(),
            span: self.span,
            count: self.count,
        }
    }
}

impl RecordStatement {
    fn digest(self, surface: &Surface<'_>, sizes: &Sizes) -> Statement {
        Statement {
            key: key('s', &self.kind, self.cue),
            speaker: self.speaker.and_then(|id| position(&id, sizes.entities)),
            speaker_text: self.speaker_span.map(|span| surface.text(span).to_owned()),
            told_to: self.told_to.and_then(|id| position(&id, sizes.entities)),
            direct: self.direct,
            evidence: self.evidence,
            acts: self.acts.iter().filter_map(|id| position(id, sizes.acts)).collect(),
            kind: self.kind,
        }
    }
}

impl RecordFigure {
    fn digest(self, sizes: &Sizes) -> Figure {
        Figure {
            count: self.count,
            of: self.of,
            act_type: self.act_type,
            period: self.period.map(|period| period.window()),
            statement: self.statement.and_then(|id| position(&id, sizes.statements)),
            evidence: self.evidence,
        }
    }
}
