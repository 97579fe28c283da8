//! FollowTheMoney entities (JSON Lines) to a reading: events with who takes part, people, bodies, addresses.
//!
//! An `Event` whose `keywords` hold a term of the codebook is an act, as in what Saksi writes; `UnknownLink`s from somebody to it,
//! with a `role`, say how they took part, and `involved` names others. Other events are not imported, and counted. Each line is a
//! passage. Schemata that have no place here (companies' shares, payments) are left alone; the lines stay in the document.

use crate::dates::{self, DateOrder};
use crate::fault::{Faults, ImportError, in_rows};
use crate::reading::{Builder, Date, Fact, Said, Who};
use crate::{Imported, Known, Mapping, Piece};
use document::{DateWindow, Span};
use domain::{ActStatus, EntityKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Longest line, bytes.
const MAX_LINE: usize = 1 << 20;
/// More entities are not taken in at once: they are one document.
const MAX_ENTITIES: usize = 50_000;

#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    schema: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<String>>,
}

#[derive(Debug)]
struct Entity {
    line: Line,
    span: Span,
}

impl Entity {
    fn all(&self, property: &str) -> &[String] {
        self.line.properties.get(property).map(Vec::as_slice).unwrap_or_default()
    }

    fn first(&self, property: &str) -> Option<&str> {
        self.all(property).first().map(String::as_str).filter(|value| !value.is_empty())
    }

    fn kind(&self) -> Option<EntityKind> {
        match self.line.schema.as_str() {
            "Person" => Some(EntityKind::Person),
            "Organization" | "PublicBody" | "Company" => Some(EntityKind::Organization),
            // A group of people without a body, as Saksi writes it.
            "LegalEntity" => Some(EntityKind::Group),
            _ => None,
        }
    }
}

/// Entities that were checked.
pub struct Entities<'t> {
    text: &'t str,
    known: &'t Known<'t>,
    all: Vec<Entity>,
    by_id: BTreeMap<String, usize>,
    /// Links to an event.
    links: BTreeMap<String, Vec<usize>>,
}

impl<'t> Entities<'t> {
    /// Reads and checks all lines.
    ///
    /// # Errors
    /// [`ImportError::Rows`] with line and column.
    pub fn new(text: &'t str, known: &'t Known<'t>) -> Result<Self, ImportError> {
        let mut entities = Self { text, known, all: Vec::new(), by_id: BTreeMap::new(), links: BTreeMap::new() };
        let mut faults = Faults::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            let begins = at + (line.len() - line.trim_start().len());
            at += line.len();
            if !words.is_empty() {
                entities.take(words, begins, &mut faults);
            }
        }
        entities.look(&mut faults);
        faults.check(in_rows)?;
        if entities.all.is_empty() { Err(ImportError::Empty) } else { Ok(entities) }
    }

    fn take(&mut self, words: &str, begins: usize, faults: &mut Faults) {
        if words.len() > MAX_LINE || self.all.len() >= MAX_ENTITIES {
            return faults.add(
                self.text,
                begins,
                None,
                format!("longer than {MAX_LINE} bytes, or more than {MAX_ENTITIES} entities"),
            );
        }
        let line: Line = match serde_json::from_str(words) {
            Ok(line) => line,
            Err(error) => {
                let at = words.char_indices().nth(error.column().saturating_sub(1)).map_or(words.len(), |(at, _)| at);
                let what =
                    if error.is_data() { "this is JSON, but no entity of FollowTheMoney" } else { "this is not JSON" };
                return faults.add(
                    self.text,
                    begins + at,
                    None,
                    format!("{what} (id, schema, properties: lists of texts)"),
                );
            }
        };
        if self.by_id.insert(line.id.clone(), self.all.len()).is_some() {
            return faults.add(self.text, begins, None, "an entity with this id stands in an earlier line");
        }
        if line.schema == "UnknownLink" {
            for object in line.properties.get("object").into_iter().flatten() {
                self.links.entry(object.clone()).or_default().push(self.all.len());
            }
        }
        self.all.push(Entity { line, span: Span::new(begins, begins + words.len()) });
    }

    /// What must hold between the lines.
    fn look(&self, faults: &mut Faults) {
        for entity in &self.all {
            let needs = entity.kind().is_some() && entity.first("name").is_none();
            if needs {
                faults.add(self.text, entity.span.start, None, "somebody without a name");
            }
            if self.act_type(entity).is_some() {
                for property in ["date", "startDate", "endDate"] {
                    if entity.first(property).is_some_and(|day| dates::window(day, DateOrder::Iso).is_none()) {
                        faults.add(self.text, entity.span.start, Some(property), "this is no date (ISO 8601)");
                    }
                }
            }
            for link in self.links.get(&entity.line.id).into_iter().flatten().filter_map(|idx| self.all.get(*idx)) {
                let is_known = link.first("subject").is_some_and(|id| self.by_id.contains_key(id));
                if self.act_type(entity).is_some() && !is_known {
                    faults.add(self.text, link.span.start, Some("subject"), "it links somebody who stands in no line");
                }
            }
        }
    }

    fn act_type<'e>(&self, entity: &'e Entity) -> Option<&'e str> {
        let is_event = entity.line.schema == "Event";
        let known = entity.all("keywords").iter().find(|word| self.known.act_types.contains(*word));
        known.map(String::as_str).filter(|_| is_event)
    }

    fn with_id(&self, id: &str) -> Option<&Entity> {
        self.all.get(*self.by_id.get(id)?)
    }

    /// How many events are of no known act type.
    #[must_use]
    pub fn n_left_alone(&self) -> usize {
        self.all.iter().filter(|entity| entity.line.schema == "Event" && self.act_type(entity).is_none()).count()
    }

    /// The reading.
    #[must_use]
    pub fn import(&self, name: &str, id: String) -> (Imported, Piece) {
        let mut builder = Builder::new(self.text.to_owned(), self.known);
        for entity in &self.all {
            if let Some(who) = self.who(entity) {
                builder.entity(&who);
            }
        }
        for entity in &self.all {
            if let Some(act_type) = self.act_type(entity) {
                builder.act(&self.fact(entity, act_type), "ftm");
            }
        }
        let imported = Imported { n_rows: self.all.len(), n_acts: builder.n_acts() };
        let mapping = Mapping { name: "ftm".to_owned(), ..Mapping::default() };
        (imported, builder.finish(name, "application/json+ftm", id, &mapping))
    }

    /// Where a value stands in the line of its entity.
    fn place_of(&self, entity: &Entity, value: &str) -> Span {
        let line = self.text.get(entity.span.start..entity.span.end).unwrap_or_default();
        let plain = line.find(value).filter(|_| !value.is_empty());
        plain.map_or(entity.span, |at| Span::new(entity.span.start + at, entity.span.start + at + value.len()))
    }

    fn who(&self, entity: &Entity) -> Option<Who> {
        let (kind, name) = (entity.kind()?, entity.first("name")?);
        let is_official = entity.all("keywords").iter().any(|word| word == "official");
        Some(Who {
            id: Some(entity.line.id.clone()),
            roles: entity.all("position").to_vec(),
            protected: kind != EntityKind::Organization && !is_official,
            ..Who::named(kind, name.to_owned(), self.place_of(entity, name))
        })
    }

    fn fact(&self, event: &Entity, act_type: &str) -> Fact {
        let mut fact = Fact {
            act_type: act_type.to_owned(),
            status: self.status(event),
            evidence: vec![event.span],
            trigger: event.span,
            ..Fact::default()
        };
        let day = |property: &str| dates::window(event.first(property)?, DateOrder::Iso);
        let both = [day("startDate"), day("endDate")];
        let window = match (day("date"), both) {
            (Some(day), _) => Some(day),
            (None, [None, None]) => None,
            (None, [first, last]) => Some(DateWindow {
                earliest: first.and_then(|first| first.earliest),
                latest: last.and_then(|last| last.latest),
            }),
        };
        fact.date = window.map(|window| Date { window, span: event.span });
        let country = event.first("country").map(str::to_uppercase).filter(|code| code.len() == 2);
        fact.place = event.first("location").map(|place| {
            let span = self.place_of(event, place);
            Said { text: place.to_owned(), span, country, position: None }
        });
        let links = self.links.get(&event.line.id).into_iter().flatten().filter_map(|idx| self.all.get(*idx));
        for link in links {
            let Some(who) = link.first("subject").and_then(|id| self.who(self.with_id(id)?)) else { continue };
            match link.first("role") {
                Some("perpetrator") => fact.perpetrators.push(who),
                Some("authority") => fact.authorities.push(who),
                Some("victim") => fact.victims.push(who),
                _ => {}
            }
        }
        fact
    }

    fn status(&self, event: &Entity) -> ActStatus {
        let has = |word: &str| event.all("keywords").iter().any(|keyword| keyword == word);
        match () {
            () if has("alleged") => ActStatus::Alleged,
            () if has("denied") => ActStatus::Denied,
            () if has("threatened") => ActStatus::Threatened,
            () if has("planned") => ActStatus::Planned,
            () if has("hypothetical") => ActStatus::Hypothetical,
            () => ActStatus::Reported,
        }
    }
}
