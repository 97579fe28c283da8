//! What must not be shown, worked out in the plainest way, and the search for it.

use super::make::{Marks, Planted};
use crate::material::{Event, Person};
use crate::{Consent, ConsentState, Purpose};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What must not stand in anything that goes out, and why.
pub type Forbidden = Vec<(String, &'static str)>;

/// What no export of this case for this ask may show.
#[must_use]
pub fn forbidden(planted: &Planted) -> Forbidden {
    let is_kept = planted.ask.purpose == Purpose::Keep;
    let mut forbidden = Forbidden::new();
    let hidden: Vec<(&Marks, &Person)> = (planted.marks.iter().zip(&planted.material.persons))
        .filter(|(_, person)| !may_be_named(planted, person))
        .collect();
    for (marks, person) in &hidden {
        forbidden.extend(marks.names.iter().map(|name| (name.clone(), "a name")));
        forbidden.extend(marks.private.iter().map(|words| (words.clone(), "contact or residence")));
        forbidden.push((marks.initials.clone(), "initials"));
        if !is_kept {
            forbidden.push((marks.id.clone(), "an identifier of the case"));
        }
        for document in planted.material.documents.iter().filter(|document| person.documents.contains(&document.id)) {
            forbidden.extend(document.sha256.clone().map(|hash| (hash, "hash of a text about somebody hidden")));
            forbidden
                .extend(document.address.clone().map(|address| (address, "address of a text about somebody hidden")));
        }
    }
    if !is_kept {
        forbidden.extend(planted.unseen.iter().map(|name| (name.clone(), "a name that no reader saw")));
        forbidden.extend(
            planted.material.documents.iter().map(|document| (document.id.clone(), "an identifier of the case")),
        );
        forbidden.extend(
            planted.material.documents.iter().filter_map(|one| Some((one.record.clone()?, "a record of the case"))),
        );
        for (marks, person) in planted.marks.iter().zip(&planted.material.persons) {
            let may = planted.ask.purpose == Purpose::Partner && decided(planted, person) == Some(true);
            if !may {
                forbidden
                    .extend(marks.private.iter().map(|words| (words.clone(), "contact or residence without consent")));
            }
        }
    }
    for event in planted.material.events.iter().filter(|event| speaks_of(event, &hidden)) {
        let only_here = |day: Date| {
            let others = planted.material.events.iter().filter(|other| !speaks_of(other, &hidden));
            let documents = planted.material.documents.iter().map(|document| document.published);
            !others.map(|other| other.date).chain(documents).any(|date| date.earliest == Some(day))
        };
        forbidden.extend(
            event
                .date
                .earliest
                .filter(|day| only_here(*day))
                .map(|day| (day.to_string(), "the day of somebody hidden")),
        );
    }
    forbidden
}

fn speaks_of(event: &Event, hidden: &[(&Marks, &Person)]) -> bool {
    let people = event.participants.iter().filter_map(|one| one.person.as_ref());
    let speakers =
        event.reports.iter().flat_map(|report| &report.said_by).filter_map(|speaker| speaker.person.as_ref());
    let mut all = people.chain(speakers);
    all.any(|id| hidden.iter().any(|(_, person)| person.id == *id))
}

/// Whether consent, office, two members or staying inside of the case lets somebody be named.
fn may_be_named(planted: &Planted, person: &Person) -> bool {
    match decided(planted, person) {
        Some(true) => return true,
        Some(false) => return is_official(planted, person),
        None => {}
    }
    let ask = &planted.ask;
    let by_two = ask.overrides.iter().any(|one| {
        let is_for = one.person == person.id && one.purpose == ask.purpose && one.recipient == ask.recipient;
        is_for && one.by[0] != one.by[1] && !one.reason.is_empty()
    });
    ask.purpose == Purpose::Keep || is_official(planted, person) || by_two && !is_child(person, ask.on)
}

/// What the entries say: agreed, refused, nothing that counts.
fn decided(planted: &Planted, person: &Person) -> Option<bool> {
    let ask = &planted.ask;
    let mut last: BTreeMap<&str, &Consent> = BTreeMap::new();
    for one in planted.consents.iter().filter(|one| one.person == person.id) {
        let same = one.recipient.as_ref().map(|name| name.to_lowercase() == ask.recipient.to_lowercase());
        let is_about = if one.state == ConsentState::Given {
            let open = matches!(ask.purpose, Purpose::Public | Purpose::Keep);
            one.purpose == Some(ask.purpose) && same.unwrap_or(open)
        } else {
            (one.purpose.is_none() || one.purpose == Some(ask.purpose)) && same.unwrap_or(true)
        };
        if is_about {
            last.insert(&one.anchor, one);
        }
    }
    if last.values().any(|one| one.state != ConsentState::Given) {
        return Some(false);
    }
    let counts = |one: &&Consent| {
        let in_time = one.until.is_none_or(|until| until >= ask.on) && one.on.is_none_or(|given| given <= ask.on);
        in_time && (one.guardian || !is_child(person, ask.on))
    };
    (!last.is_empty() && last.values().all(counts)).then_some(true)
}

fn is_official(planted: &Planted, person: &Person) -> bool {
    let events = &planted.material.events;
    let roles = |id: &str| {
        let all = events.iter().flat_map(|event| &event.participants).filter(|one| one.person.as_deref() == Some(id));
        all.map(|one| one.role.clone()).collect::<Vec<_>>()
    };
    let roles = roles(&person.id);
    let harmed = roles.iter().any(|role| role == "victim" || role == "target");
    !person.protected && !harmed && !is_child(person, planted.ask.on)
}

fn is_child(person: &Person, on: Date) -> bool {
    // Planted children are born in 2016 or fifteen in 2030; all others were born in 1985.
    person.minor
        || person.attributes.birth.latest.is_some_and(|born| born.year() + 18 >= on.year())
        || person.attributes.birth.latest.is_none() && !person.attributes.ages.is_empty()
}

/// What is shown although it must not be. `shown`: the text of a file, its metadata and its name, or bytes as text.
#[must_use]
pub fn findings(forbidden: &Forbidden, shown: &str) -> Vec<String> {
    let lower = shown.to_lowercase();
    let squeezed: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let found = |what: &str| {
        let what = what.to_lowercase();
        let tight: String = what.chars().filter(|c| c.is_alphanumeric()).collect();
        // Short marks stand in other words by chance; they count as they are written.
        lower.contains(&what) || tight.len() >= 7 && squeezed.contains(&tight)
    };
    forbidden.iter().filter(|(what, _)| found(what)).map(|(what, why)| format!("{why}: {what}")).collect()
}
