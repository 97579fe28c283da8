//! The tables of what may leave a case. Rows come in the order of what is disclosed; identifiers are those that go out.

use crate::schema;
use crate::table::{Cell, Table};
use disclosure::{Body, Counted, Disclosed, Document, Event, Participant, Person, Place};
use document::DateWindow;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between several values in one cell.
pub const SEPARATOR: &str = " | ";
/// The word before the letters that stand for a name.
const SOMEBODY: &str = "Person";

/// Every table, in the order in which they are explained.
#[must_use]
pub fn tables(disclosed: &Disclosed) -> Vec<Table> {
    let look = Look::new(disclosed);
    let filled = |name: &str, rows: Vec<Vec<Cell>>| Table { rows, ..schema::table(name) };
    let events = disclosed.events();
    vec![
        filled("acts", events.iter().flat_map(|event| look.acts(event)).collect()),
        filled("events", events.iter().map(event_row).collect()),
        filled("participants", events.iter().flat_map(participants).collect()),
        filled("persons", disclosed.persons().iter().map(person).collect()),
        filled("organizations", disclosed.bodies().iter().map(body).collect()),
        filled("places", disclosed.places().iter().map(place).collect()),
        filled("reports", events.iter().flat_map(reports).collect()),
        filled("documents", disclosed.documents().iter().map(document).collect()),
        filled("disputes", events.iter().flat_map(disputes).collect()),
        filled("counts", disclosed.counts().iter().map(|count| look.count(count)).collect()),
    ]
}

/// What is disclosed, by identifier.
pub struct Look<'d> {
    persons: BTreeMap<&'d str, &'d Person>,
    bodies: BTreeMap<&'d str, &'d Body>,
    places: BTreeMap<&'d str, &'d Place>,
}

/// Somebody who took part, as tables show them.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// Identifier, when known.
    pub id: Option<String>,
    /// Name, pseudonym or words.
    pub name: Option<String>,
    /// `person`, `organization` or `group`.
    pub kind: String,
}

impl<'d> Look<'d> {
    /// An index of what is disclosed.
    #[must_use]
    pub fn new(disclosed: &'d Disclosed) -> Self {
        Self {
            persons: disclosed.persons().iter().map(|one| (one.id.as_str(), one)).collect(),
            bodies: disclosed.bodies().iter().map(|one| (one.id.as_str(), one)).collect(),
            places: disclosed.places().iter().map(|one| (one.id.as_str(), one)).collect(),
        }
    }

    /// The narrowest place of an event.
    #[must_use]
    pub fn place(&self, event: &Event) -> Option<&'d Place> {
        event.places.iter().rev().find_map(|id| self.places.get(id.as_str())).copied()
    }

    /// Who a participant is.
    #[must_use]
    pub fn who(&self, participant: &Participant) -> Who {
        let person = participant.person.as_deref().and_then(|id| self.persons.get(id));
        let body = participant.body.as_deref().and_then(|id| self.bodies.get(id));
        match (person, body) {
            (Some(person), _) => {
                Who { id: Some(person.id.clone()), name: Some(name_of_person(person)), kind: "person".to_owned() }
            }
            (None, Some(body)) => {
                Who { id: Some(body.id.clone()), name: Some(name_of_body(body)), kind: body.kind.clone() }
            }
            (None, None) => {
                // A mere number is told by its own columns.
                let is_word = |text: &String| !text.bytes().all(|byte| byte.is_ascii_digit());
                Who { id: None, name: participant.text.clone().filter(is_word), kind: "group".to_owned() }
            }
        }
    }

    /// One row for each victim of an act, one for an act without any; none for an incident of which no act is known.
    fn acts(&self, event: &Event) -> Vec<Vec<Cell>> {
        let Some(act_type) = &event.act_type else { return Vec::new() };
        let victims: Vec<&Participant> = event.participants.iter().filter(|one| one.role == "victim").collect();
        let nobody = Participant::default();
        let victims = if victims.is_empty() { vec![&nobody] } else { victims };
        victims.into_iter().map(|victim| self.act(event, act_type, victim)).collect()
    }

    fn act(&self, event: &Event, act_type: &str, victim: &Participant) -> Vec<Cell> {
        let place = self.place(event);
        let who = self.who(victim);
        let is_somebody = who.name.is_some() || victim.count.is_some();
        let (perpetrators, authorities) = (self.others(event, "perpetrator"), self.others(event, "authority"));
        let joined = |all: &[Who], cell: &dyn Fn(&Who) -> String| list(all.iter().map(cell).collect::<Vec<_>>());
        let ids = |all: &[Who]| joined(all, &|who| who.id.clone().unwrap_or_else(|| "-".to_owned()));
        let names = |all: &[Who]| joined(all, &|who| who.name.clone().unwrap_or_default());
        let kinds = |all: &[Who]| joined(all, &|who| who.kind.clone());
        let count = victim.count.unwrap_or_default();
        let entered: BTreeSet<&str> = event.reports.iter().map(|report| report.source.as_str()).collect();
        vec![
            event.id.as_str().into(),
            act_type.into(),
            schema::huridocs_act(act_type).into(),
            event.status.as_str().into(),
            day(event.date.earliest),
            day(event.date.latest),
            place.map(|place| place.name.clone()).into(),
            place.and_then(|place| place.country.clone()).into(),
            who.id.into(),
            who.name.into(),
            is_somebody.then_some(who.kind).into(),
            count.at_least.into(),
            count.at_most.into(),
            ids(&perpetrators),
            names(&perpetrators),
            kinds(&perpetrators),
            ids(&authorities),
            names(&authorities),
            kinds(&authorities),
            list(&event.charges),
            list(&event.origins),
            event.independent_origins.into(),
            (!event.disputed_by.is_empty()).into(),
            event.assessment.as_str().into(),
            event.review.as_str().into(),
            list(&entered),
        ]
    }

    /// Those in a role of whom anything can be said.
    fn others(&self, event: &Event, role: &str) -> Vec<Who> {
        let all = event.participants.iter().filter(|one| one.role == role).map(|one| self.who(one));
        all.filter(|who| who.name.as_deref().is_some_and(|name| !name.is_empty())).collect()
    }

    fn count(&self, counted: &Counted) -> Vec<Cell> {
        let place = counted.place.as_deref().and_then(|id| self.places.get(id)).map(|place| place.name.clone());
        vec![
            counted.act_type.as_str().into(),
            day(counted.period.and_then(|period| period.earliest)),
            day(counted.period.and_then(|period| period.latest)),
            place.into(),
            counted.named.0.into(),
            counted.named.1.into(),
            counted.reported.0.into(),
            counted.reported.1.into(),
            counted.active_sources.into(),
            list(&counted.events),
        ]
    }
}

/// A name, or the word for somebody before the letters that stand for one.
#[must_use]
pub fn name_of_person(person: &Person) -> String {
    if person.is_pseudonymous() { format!("{SOMEBODY} {}", person.name) } else { person.name.clone() }
}

/// The same for a body.
#[must_use]
pub fn name_of_body(body: &Body) -> String {
    let word = if body.kind == "group" { "Group" } else { "Organization" };
    if body.withheld { format!("{word} {}", body.name) } else { body.name.clone() }
}

/// Values in one cell; what separates them is nowhere inside of one.
fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> Cell {
    let values: Vec<String> = values.into_iter().map(|value| value.as_ref().replace('|', "/")).collect();
    if values.is_empty() { Cell::None } else { Cell::Text(values.join(SEPARATOR)) }
}

fn day(day: Option<jiff::civil::Date>) -> Cell {
    day.map(|day| day.to_string()).into()
}

/// Days as ISO 8601: a day, a month, a year, or from one to the other.
#[must_use]
pub fn days(window: DateWindow) -> Option<String> {
    let (first, last) = match (window.earliest, window.latest) {
        (None, None) => return None,
        (Some(first), Some(last)) => (first, last),
        (first, last) => {
            let end = |day: Option<jiff::civil::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
            return Some(format!("{}/{}", end(first), end(last)));
        }
    };
    let is_year = (first.day_of_year(), last.month(), last.day()) == (1, 12, 31) && first.year() == last.year();
    Some(match () {
        () if first == last => first.to_string(),
        () if is_year => format!("{:04}", first.year()),
        () if first.day() == 1 && last == first.last_of_month() => format!("{:04}-{:02}", first.year(), first.month()),
        () => format!("{first}/{last}"),
    })
}

fn event_row(event: &Event) -> Vec<Cell> {
    vec![
        event.id.as_str().into(),
        event.act_type.clone().into(),
        event.status.as_str().into(),
        day(event.date.earliest),
        day(event.date.latest),
        list(&event.places),
        list(&event.charges),
        event.reports.len().into(),
        event.independent_origins.into(),
        (!event.disputed_by.is_empty()).into(),
        event.assessment.as_str().into(),
        event.review.as_str().into(),
    ]
}

fn participants(event: &Event) -> Vec<Vec<Cell>> {
    let row = |one: &Participant| {
        let count = one.count.unwrap_or_default();
        // The name of who is known stands in their own table.
        let is_known = one.person.is_some() || one.body.is_some();
        vec![
            event.id.as_str().into(),
            one.role.as_str().into(),
            one.person.clone().into(),
            one.body.clone().into(),
            one.text.clone().filter(|_| !is_known).into(),
            count.at_least.into(),
            count.at_most.into(),
        ]
    };
    event.participants.iter().map(row).collect()
}

fn person(person: &Person) -> Vec<Cell> {
    let own = &person.attributes;
    let others: Vec<&String> = person.names.iter().filter(|name| **name != person.name).collect();
    let age = own.ages.first().map(|age| age.years.to_string());
    vec![
        person.id.as_str().into(),
        name_of_person(person).into(),
        person.is_pseudonymous().into(),
        list(others),
        person.is_official().into(),
        list(&person.roles),
        days(own.birth).into(),
        age.into(),
        own.gender.clone().into(),
        own.nationality.clone().into(),
        own.occupation.clone().into(),
        own.residence.clone().into(),
    ]
}

fn body(body: &Body) -> Vec<Cell> {
    let others: Vec<&String> = body.names.iter().filter(|name| **name != body.name).collect();
    vec![body.id.as_str().into(), name_of_body(body).into(), list(others), body.kind.as_str().into()]
}

fn place(place: &Place) -> Vec<Cell> {
    vec![
        place.id.as_str().into(),
        place.name.as_str().into(),
        place.level.as_str().into(),
        place.within.clone().into(),
        place.country.clone().into(),
        place.latitude.into(),
        place.longitude.into(),
    ]
}

fn reports(event: &Event) -> Vec<Vec<Cell>> {
    let row = |report: &disclosure::Report| {
        vec![
            event.id.as_str().into(),
            report.document.as_str().into(),
            report.act.clone().into(),
            report.source.as_str().into(),
        ]
    };
    event.reports.iter().map(row).collect()
}

fn document(document: &Document) -> Vec<Cell> {
    vec![
        document.id.as_str().into(),
        document.sha256.clone().into(),
        document.title.clone().into(),
        day(document.published.earliest),
        day(document.published.latest),
        list(&document.origin),
        document.address.clone().into(),
    ]
}

fn disputes(event: &Event) -> Vec<Vec<Cell>> {
    let row = |dispute: &disclosure::Dispute| {
        let speaker = dispute.speaker.person.clone().or_else(|| dispute.speaker.body.clone());
        vec![event.id.as_str().into(), speaker.into(), dispute.document.as_str().into()]
    };
    event.disputed_by.iter().map(row).collect()
}
