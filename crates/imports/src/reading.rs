//! Facts of a table or of entities, as a reading: the same shape as what is read in a text, so that everything that works on
//! readings works on them.

use crate::mapping::Mapping;
use crate::{Known, Piece};
use document::{Basis, DateWindow, Document, FuzzyDate, Span};
use domain::{
    Act, ActStatus, Count, Entity, EntityKind, Mention, MentionForm, Participant, PlaceFix, PlacePrecision, Reading,
    Role, Statement, StatementKind,
};
use std::collections::BTreeMap;

/// Confidence of what was entered in a table: a person put it there. What the table is worth is another question.
const ENTERED: f64 = 1.0;

/// Namesakes that are kept apart from each other; of more than these, some pairs wait for a person.
const MAX_APART: usize = 200;

/// Words at a place.
#[derive(Clone, Debug)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Where.
    pub span: Span,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north and east.
    pub position: Option<(f64, f64)>,
}

/// Days, and where they stand.
#[derive(Clone, Copy, Debug)]
pub struct Date {
    /// The days.
    pub window: DateWindow,
    /// Where.
    pub span: Span,
}

/// Somebody.
#[derive(Clone, Debug)]
pub struct Who {
    /// What they are.
    pub kind: EntityKind,
    /// As written; empty for a mere number.
    pub name: String,
    /// Where.
    pub span: Span,
    /// What tells bearers of one name apart.
    pub id: Option<String>,
    /// What they are said to be.
    pub roles: Vec<String>,
    /// No official acting in office.
    pub protected: bool,
    /// How many.
    pub count: Option<Count>,
}

impl Who {
    /// Somebody with a name.
    #[must_use]
    pub fn named(kind: EntityKind, name: String, span: Span) -> Self {
        let protected = kind != EntityKind::Organization;
        Self { kind, name, span, id: None, roles: Vec::new(), protected, count: None }
    }
}

/// An act.
#[derive(Clone, Debug)]
pub struct Fact {
    /// A term of the codebook.
    pub act_type: String,
    /// How it is told.
    pub status: ActStatus,
    /// When.
    pub date: Option<Date>,
    /// Whom it was done to.
    pub victims: Vec<Who>,
    /// Who did it.
    pub perpetrators: Vec<Who>,
    /// Whose act it lawfully is.
    pub authorities: Vec<Who>,
    /// Where.
    pub place: Option<Said>,
    /// Accusations.
    pub charges: Vec<String>,
    /// Who says so.
    pub sources: Vec<Who>,
    /// The rows.
    pub evidence: Vec<Span>,
    /// The word that names it, or the row.
    pub trigger: Span,
}

impl Default for Fact {
    fn default() -> Self {
        Self {
            act_type: String::new(),
            status: ActStatus::Reported,
            date: None,
            victims: Vec::new(),
            perpetrators: Vec::new(),
            authorities: Vec::new(),
            place: None,
            charges: Vec::new(),
            sources: Vec::new(),
            evidence: Vec::new(),
            trigger: Span::new(0, 0),
        }
    }
}

/// A reading that is being made.
pub struct Builder<'k> {
    text: String,
    known: &'k Known<'k>,
    entities: Vec<Entity>,
    acts: Vec<Act>,
    statements: Vec<Statement>,
    by_id: BTreeMap<(u8, String), usize>,
    /// Entities with an identifier of the table, by their folded name: different ones are kept apart.
    apart: BTreeMap<String, Vec<usize>>,
}

impl<'k> Builder<'k> {
    /// An empty one over a text.
    #[must_use]
    pub fn new(text: String, known: &'k Known<'k>) -> Self {
        let (entities, acts, statements) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, known, entities, acts, statements, by_id: BTreeMap::new(), apart: BTreeMap::new() }
    }

    /// How many acts there are.
    #[must_use]
    pub const fn n_acts(&self) -> usize {
        self.acts.len()
    }

    /// The entity of somebody. People are one only when the table says so with an identifier; bodies and places by their names.
    pub fn entity(&mut self, who: &Who) -> usize {
        let key = match (&who.id, who.kind) {
            (Some(id), kind) => Some((kind as u8, format!("#{id}"))),
            (None, EntityKind::Organization | EntityKind::Place) => Some((who.kind as u8, who.name.clone())),
            (None, _) => None,
        };
        let mention = Mention { span: who.span, form: form(who) };
        if let Some(idx) = key.as_ref().and_then(|key| self.by_id.get(key)).copied() {
            if let Some(entity) = self.entities.get_mut(idx) {
                entity.mentions.push(mention);
                let fresh: Vec<String> =
                    who.roles.iter().filter(|role| !entity.roles.contains(role)).cloned().collect();
                entity.roles.extend(fresh);
            }
            return idx;
        }
        let idx = self.entities.len();
        self.entities.push(Entity {
            kind: who.kind,
            name: who.name.clone(),
            mentions: vec![mention],
            roles: who.roles.clone(),
            protected: who.protected,
            place: None,
        });
        if who.id.is_some() && who.kind == EntityKind::Person {
            self.apart.entry(who.name.to_lowercase()).or_default().push(idx);
        }
        if let Some(key) = key {
            self.by_id.insert(key, idx);
        }
        idx
    }

    fn participant(&mut self, role: Role, who: &Who) -> Participant {
        let entity = (!who.name.is_empty()).then(|| self.entity(who));
        Participant { role, entity, span: who.span, count: who.count.clone() }
    }

    fn place(&mut self, said: &Said) -> usize {
        let who = Who::named(EntityKind::Place, said.text.clone(), said.span);
        let idx = self.entity(&Who { protected: false, ..who });
        let fix = match said.position {
            Some((latitude, longitude)) => Some(PlaceFix {
                latitude: Some(latitude),
                longitude: Some(longitude),
                precision: PlacePrecision::City,
                country: said.country.clone(),
                gazetteer: "table".to_owned(),
            }),
            None => (self.known.locate)(&said.text, said.country.as_deref()),
        };
        if let Some(entity) = self.entities.get_mut(idx).filter(|entity| entity.place.is_none()) {
            entity.place = fix;
        }
        idx
    }

    /// Takes in an act; `made_by` is the name of the mapping.
    pub fn act(&mut self, fact: &Fact, made_by: &str) {
        let idx = self.acts.len();
        let all = [
            (Role::Victim, &fact.victims),
            (Role::Perpetrator, &fact.perpetrators),
            (Role::Authority, &fact.authorities),
        ];
        let mut participants = Vec::new();
        for (role, who) in all.iter().flat_map(|(role, all)| all.iter().map(move |who| (*role, who))) {
            participants.push(self.participant(role, who));
        }
        let places = fact.place.iter().map(|said| self.place(said)).collect();
        let statements: Vec<usize> = fact.sources.iter().map(|who| self.statement(who, idx, &fact.evidence)).collect();
        let date = fact.date.map_or_else(FuzzyDate::default, |date| FuzzyDate {
            window: date.window,
            basis: Basis::Stated,
            text: self.text.get(date.span.start..date.span.end).map(str::to_owned),
        });
        self.acts.push(Act {
            act_type: fact.act_type.clone(),
            status: fact.status,
            participants,
            places,
            date,
            duration: None,
            charges: fact.charges.clone(),
            evidence: fact.evidence.clone(),
            trigger: fact.trigger,
            statements,
            rule: format!("import/{made_by}"),
            confidence: ENTERED,
        });
    }

    /// What a row says that somebody said.
    fn statement(&mut self, who: &Who, act: usize, evidence: &[Span]) -> usize {
        let speaker = self.entity(&Who { protected: false, ..who.clone() });
        self.statements.push(Statement {
            kind: StatementKind::Claim,
            speaker: Some(speaker),
            speaker_span: Some(who.span),
            told_to: None,
            direct: false,
            cue: who.span,
            content: Vec::new(),
            evidence: evidence.to_vec(),
            acts: vec![act],
        });
        self.statements.len() - 1
    }

    /// The piece. `id`: by which the document is named.
    #[must_use]
    pub fn finish(self, name: &str, media_type: &str, id: String, mapping: &Mapping) -> Piece {
        let document = Document {
            id,
            path: name.to_owned(),
            media_type: media_type.to_owned(),
            title: Some(name.to_owned()),
            language: mapping.language.clone(),
            origin: mapping.origin.iter().cloned().collect(),
            text: self.text,
            ..Document::default()
        };
        let reading = Reading {
            document,
            entities: self.entities,
            acts: self.acts,
            statements: self.statements,
            ..Reading::default()
        };
        let mut record = records::reading_to_json(&reading);
        let text = reading.document.text;
        let ids = |group: &[usize]| group.iter().map(|idx| format!("e{}", idx + 1)).collect::<Vec<_>>();
        let groups = self.apart.values().flat_map(|group| group.chunks(MAX_APART)).filter(|group| group.len() > 1);
        let groups: Vec<Vec<String>> = groups.map(ids).collect();
        // Fields may be added to a record: where it is from, and who is not one though the names are.
        record.pop();
        record.push_str(&format!(r#","source":"import","apart":{}}}"#, serde_json::json!(groups)));
        Piece { name: name.to_owned(), media_type: media_type.to_owned(), text, record }
    }
}

fn form(who: &Who) -> MentionForm {
    match who.kind {
        EntityKind::Group => MentionForm::Nominal,
        _ => MentionForm::Name,
    }
}
