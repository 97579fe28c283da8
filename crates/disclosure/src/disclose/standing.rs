//! Who goes out with a name: those who agreed, officials acting in office, those whom two members named; nobody else.

use super::Rule;
use super::coarse::is_minor;
use crate::consents::Decision;
use crate::material::{Event, Person, Speaker};
use crate::{Ask, Consents, Done, Material, Purpose, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// What an official does in office.
const IN_OFFICE: [&str; 2] = ["perpetrator", "authority"];
/// What neither makes nor unmakes an official.
const NEUTRAL: [&str; 2] = ["recipient", "instrument"];

/// How everybody stands.
pub fn standings<'a>(
    material: &'a Material,
    ask: &Ask,
    consents: &Consents,
    without: Option<Rule>,
    done: &mut Done,
) -> BTreeMap<&'a str, Standing> {
    let acting = Acting::of(material);
    let mut standings = BTreeMap::new();
    for person in &material.persons {
        let is_official = acting.is_official(person, ask, without);
        let standing = standing(person, is_official, ask, consents, without, done);
        match standing {
            Standing::Pseudonym => done.n_pseudonymised += 1,
            Standing::Consented => done.n_consented += 1,
            Standing::Overridden => done.n_overridden += 1,
            Standing::Official => done.n_officials += 1,
            Standing::Kept => {}
        }
        // Two people under one identifier: the one who is shielded decides.
        let known = standings.entry(person.id.as_str()).or_insert(standing);
        if standing == Standing::Pseudonym {
            *known = standing;
        }
    }
    standings
}

fn standing(
    person: &Person,
    is_official: bool,
    ask: &Ask,
    consents: &Consents,
    without: Option<Rule>,
    done: &mut Done,
) -> Standing {
    let is_minor = is_minor(person, ask.on);
    let decision = consents.decide(&person.id, is_minor, ask);
    let is_any = without == Some(Rule::Scope) && !consents.of(&person.id).is_empty();
    let is_overridden = || !is_minor && ask.overrides.iter().any(|one| one.person == person.id && ask.fits(one));
    match decision {
        Decision::Given(_) => return Standing::Consented,
        _ if is_any => return Standing::Consented,
        _ if is_official => return Standing::Official,
        Decision::Refused(_) => done.n_refused += 1,
        _ if ask.purpose == Purpose::Keep => return Standing::Kept,
        _ if is_overridden() => return Standing::Overridden,
        Decision::Expired(_) => done.n_expired += 1,
        Decision::NeedsGuardian(_) => done.n_without_guardian += 1,
        Decision::None => {}
    }
    Standing::Pseudonym
}

/// What people do in all events together.
struct Acting<'a> {
    in_office: BTreeSet<&'a str>,
    otherwise: BTreeSet<&'a str>,
}

impl<'a> Acting<'a> {
    fn of(material: &'a Material) -> Self {
        let mut acting = Self { in_office: BTreeSet::new(), otherwise: BTreeSet::new() };
        for participant in material.events.iter().flat_map(|event| &event.participants) {
            let Some(person) = participant.person.as_deref() else { continue };
            if IN_OFFICE.contains(&participant.role.as_str()) {
                acting.in_office.insert(person);
            } else if !NEUTRAL.contains(&participant.role.as_str()) {
                acting.otherwise.insert(person);
            }
        }
        acting.in_office.extend(speakers(material).filter_map(|speaker| speaker.person.as_deref()));
        acting
    }

    /// An office in every text, something done or said in it, and never what a victim is.
    fn is_official(&self, person: &Person, ask: &Ask, without: Option<Rule>) -> bool {
        let id = person.id.as_str();
        let has_office = !person.protected && !person.nameless && !person.roles.is_empty();
        let is_harmed = self.otherwise.contains(id) && without != Some(Rule::Officials);
        has_office && self.in_office.contains(id) && !is_harmed && !is_minor(person, ask.on)
    }
}

fn speakers(material: &Material) -> impl Iterator<Item = &Speaker> {
    let reports = material.events.iter().flat_map(|event| &event.reports).flat_map(|report| &report.said_by);
    let disputes = material.events.iter().flat_map(|event| &event.disputed_by).map(|dispute| &dispute.speaker);
    reports.chain(disputes).chain(material.statements.iter().map(|statement| &statement.speaker))
}

/// Every name that must not go out: those of people behind pseudonyms, and whoever signed a document and is nobody else.
pub fn shielded_names<'a>(
    material: &'a Material,
    standings: &BTreeMap<&'a str, Standing>,
) -> impl Iterator<Item = &'a str> {
    let is_shielded =
        |person: &&Person| standings.get(person.id.as_str()) == Some(&Standing::Pseudonym) && !person.nameless;
    let people: Vec<&Person> = material.persons.iter().filter(is_shielded).collect();
    let names = people.into_iter().flat_map(|person| person.names.iter().chain([&person.name])).map(String::as_str);
    let is_kept = standings.values().any(|standing| *standing == Standing::Kept);
    let public: BTreeSet<String> = (material.documents.iter())
        .flat_map(|document| document.origin.iter().chain(&document.publisher))
        .chain(material.bodies.iter().map(|body| &body.name))
        .chain(material.persons.iter().filter(move |person| !is_shielded(person)).map(|person| &person.name))
        .flat_map(|name| super::fold::words(name))
        .collect();
    let signed = material.documents.iter().filter(move |_| !is_kept).flat_map(|document| &document.byline);
    let signed = signed.filter(move |name| !super::fold::words(name).iter().any(|word| public.contains(word)));
    names.chain(signed.map(String::as_str))
}

/// Documents that speak of somebody shielded: what leads to them leads to the person. Whoever has no name in any document
/// counts where something was done to them or they speak.
pub fn withheld<'a>(material: &'a Material, standings: &BTreeMap<&str, Standing>) -> BTreeSet<&'a str> {
    let takes_part: BTreeSet<&str> = (material.events.iter().flat_map(|event| &event.participants))
        .filter(|participant| !IN_OFFICE.contains(&participant.role.as_str()))
        .filter_map(|participant| participant.person.as_deref())
        .chain(speakers(material).filter_map(|speaker| speaker.person.as_deref()))
        .collect();
    let is_shielded = |person: &&Person| {
        standings.get(person.id.as_str()) == Some(&Standing::Pseudonym)
            && (!person.nameless || takes_part.contains(person.id.as_str()))
    };
    let mut withheld: BTreeSet<&str> = material
        .persons
        .iter()
        .filter(is_shielded)
        .flat_map(|person| person.documents.iter().map(String::as_str))
        .collect();
    for event in &material.events {
        if event_names(event)
            .any(|person| standings.get(person).is_none_or(|standing| *standing == Standing::Pseudonym))
        {
            withheld.extend(event.reports.iter().map(|report| report.document.as_str()));
            withheld.extend(event.disputed_by.iter().map(|dispute| dispute.document.as_str()));
        }
    }
    withheld
}

/// Everybody whom an event names: participants and those who speak of it.
pub fn event_names(event: &Event) -> impl Iterator<Item = &str> {
    let participants = event.participants.iter().filter_map(|participant| participant.person.as_deref());
    let said = event.reports.iter().flat_map(|report| &report.said_by);
    let disputes = event.disputed_by.iter().map(|dispute| &dispute.speaker);
    participants.chain(said.chain(disputes).filter_map(|speaker| speaker.person.as_deref()))
}
