//! FollowTheMoney entities (JSON Lines), for OpenAleph and other tools of investigators.
//!
//! The model knows no acts: an act is an `Event` with its type and status among the keywords, and an `UnknownLink` with a role from
//! each who took part. A body whose act it lawfully is, is a `PublicBody`; a group of people without a body is a `LegalEntity`, the
//! widest schema for who can act. Documents are `Article`s and the `proof` of events. Source: <https://followthemoney.tech>, 3.8;
//! `tests/data/test_export.py` validates with its own package.

use crate::disclosed::{Look, name_of_body, name_of_person};
use disclosure::{Disclosed, Document, Event, Place};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct Entity<'s> {
    id: String,
    schema: &'s str,
    properties: BTreeMap<&'s str, Vec<String>>,
}

impl<'s> Entity<'s> {
    fn new(id: &str, schema: &'s str) -> Self {
        Self { id: named(id), schema, properties: BTreeMap::new() }
    }

    /// Values that are there; each once.
    fn with(mut self, property: &'s str, values: impl IntoIterator<Item = String>) -> Self {
        let all = self.properties.entry(property).or_default();
        for value in values {
            if !value.trim().is_empty() && !all.contains(&value) {
                all.push(value);
            }
        }
        if all.is_empty() {
            self.properties.remove(property);
        }
        self
    }
}

/// Identifiers of other tools' entities are never these. The model takes letters, digits, `-`, `_` and `.` only.
fn named(id: &str) -> String {
    let is_fit = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    format!("saksi-{}", id.replace(|letter: char| !is_fit(letter), "-"))
}

/// The entities as the bytes of a file.
#[must_use]
pub fn write(disclosed: &Disclosed) -> Vec<u8> {
    let look = Look::new(disclosed);
    let with_office: BTreeSet<&str> = (disclosed.events().iter())
        .flat_map(|event| event.participants.iter())
        .filter(|one| one.role == "authority")
        .filter_map(|one| one.body.as_deref())
        .collect();
    let mut entities: Vec<Entity<'_>> = Vec::new();
    entities.extend(disclosed.persons().iter().map(person));
    for body in disclosed.bodies() {
        let schema = match body.kind.as_str() {
            _ if with_office.contains(body.id.as_str()) => "PublicBody",
            "group" => "LegalEntity",
            _ => "Organization",
        };
        let entity = Entity::new(&body.id, schema).with("name", [name_of_body(body)]);
        entities.push(entity.with("alias", body.names.iter().filter(|name| **name != body.name).cloned()));
    }
    entities.extend(disclosed.places().iter().map(address));
    entities.extend(disclosed.documents().iter().map(article));
    for event in disclosed.events() {
        entities.push(self::event(event, &look));
        entities.extend(links(event));
    }
    let mut out = Vec::new();
    for line in entities.iter().filter_map(|entity| serde_json::to_vec(entity).ok()) {
        out.extend_from_slice(&line);
        out.push(b'\n');
    }
    out
}

fn person(person: &disclosure::Person) -> Entity<'static> {
    let own = &person.attributes;
    let gender = own.gender.clone().filter(|gender| ["male", "female", "other"].contains(&gender.as_str()));
    let code = |text: &Option<String>| text.clone().filter(|code| is_code(code)).map(|code| code.to_lowercase());
    let is_official = person.is_official().then(|| "official".to_owned());
    Entity::new(&person.id, "Person")
        .with("name", [name_of_person(person)])
        .with("alias", person.names.iter().filter(|name| **name != person.name).cloned())
        .with("position", person.roles.iter().cloned())
        .with("keywords", is_official)
        .with(
            "birthDate",
            own.birth.earliest.filter(|_| own.birth.earliest == own.birth.latest).map(|day| day.to_string()),
        )
        .with("gender", gender)
        .with("nationality", code(&own.nationality))
        .with("profession", own.occupation.clone())
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn address(place: &Place) -> Entity<'static> {
    Entity::new(&place.id, "Address")
        .with("full", [place.name.clone()])
        .with("country", country(place))
        .with("latitude", place.latitude.map(|degrees| degrees.to_string()))
        .with("longitude", place.longitude.map(|degrees| degrees.to_string()))
}

fn country(place: &Place) -> Option<String> {
    place.country.clone().filter(|code| is_code(code)).map(|code| code.to_lowercase())
}

fn article(document: &Document) -> Entity<'static> {
    let is_web = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    let published = prefix(document.published.earliest, document.published.latest);
    Entity::new(&document.id, "Article")
        .with("title", document.title.clone())
        .with("publisher", document.origin.last().cloned())
        .with("publishedAt", published)
        .with("sourceUrl", document.address.clone().filter(is_web))
        .with("notes", document.sha256.clone())
}

/// A day, month or year, which is how the model writes what is not known to the day.
fn prefix(first: Option<Date>, last: Option<Date>) -> Option<String> {
    let (first, last) = first.zip(last)?;
    match () {
        () if first == last => Some(first.to_string()),
        () if (first.year(), first.month()) == (last.year(), last.month()) => {
            Some(format!("{:04}-{:02}", first.year(), first.month()))
        }
        () if first.year() == last.year() => Some(format!("{:04}", first.year())),
        () => None,
    }
}

fn event(event: &Event, look: &Look<'_>) -> Entity<'static> {
    let place = look.place(event);
    let involved = event.participants.iter().filter_map(|one| one.person.as_deref().or(one.body.as_deref())).map(named);
    let what = event.act_type.clone().unwrap_or_else(|| "incident".to_owned());
    Entity::new(&event.id, "Event")
        .with("name", [what.replace('_', " ")])
        .with("keywords", event.act_type.iter().cloned().chain([event.status.clone()]))
        .with("startDate", event.date.earliest.map(|day| day.to_string()))
        .with("endDate", event.date.latest.map(|day| day.to_string()))
        .with("location", place.map(|place| place.name.clone()))
        .with("country", place.and_then(country))
        .with("addressEntity", place.map(|place| named(&place.id)))
        .with("involved", involved)
        .with("notes", event.charges.iter().cloned())
        .with("publisher", event.origins.iter().cloned())
        .with("proof", event.reports.iter().map(|report| named(&report.document)))
}

/// Who took part, and how; and who says that it is not so.
fn links(event: &Event) -> Vec<Entity<'static>> {
    let took_part =
        event.participants.iter().map(|one| (one.person.as_deref().or(one.body.as_deref()), one.role.as_str()));
    let disputes =
        event.disputed_by.iter().map(|one| (one.speaker.person.as_deref().or(one.speaker.body.as_deref()), "disputes"));
    let mut seen = BTreeSet::new();
    let known = took_part.chain(disputes).filter_map(|(id, role)| Some((id?, role))).filter(|pair| seen.insert(*pair));
    known
        .map(|(id, role)| {
            Entity::new(&format!("{}-{id}-{role}", event.id), "UnknownLink")
                .with("subject", [named(id)])
                .with("object", [named(&event.id)])
                .with("role", [role.to_owned()])
        })
        .collect()
}
