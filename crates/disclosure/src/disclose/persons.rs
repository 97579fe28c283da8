//! People as they go out.

use super::coarse::{to_decade, to_year};
use super::free::Style;
use super::{Gate, Rule};
use crate::ask::same_name;
use crate::consents::Consent;
use crate::material::{Attributes, Person, Speaker};
use crate::{Purpose, Standing};
use document::DateWindow;

/// Genders that tell of nobody alone. Others stay between the person and the members.
const GENDERS: [&str; 4] = ["female", "male", "other", "unknown"];
/// Longest occupation of somebody behind a pseudonym, words: "teacher", "trade union organiser".
const MAX_OCCUPATION: usize = 4;
/// A last name may be shared with somebody who is shielded; more of a name may not.
const MAX_SHARED: usize = 1;

impl Gate<'_> {
    pub fn persons(&self) -> Vec<Person> {
        let mut persons: Vec<Person> = self.material.persons.iter().map(|person| self.person(person)).collect();
        if !self.is_kept() {
            persons.sort_by(|left, right| left.id.cmp(&right.id));
        }
        persons
    }

    fn person(&self, person: &Person) -> Person {
        let standing = self.shown_standing(person);
        let names = if standing == Standing::Pseudonym { Vec::new() } else { self.names_of(person) };
        let roles = |person: &Person| person.roles.iter().filter_map(|role| self.free(role, Style::Text)).collect();
        Person {
            id: self.id("person", &person.id),
            name: self.person_name(&person.id),
            roles: if standing == Standing::Pseudonym { Vec::new() } else { roles(person) },
            names,
            nameless: person.nameless,
            protected: person.protected,
            minor: person.minor && self.is_kept(),
            attributes: self.attributes(person, standing),
            documents: self.document_ids(&person.documents),
            mentions: if self.is_kept() && standing != Standing::Pseudonym {
                person.mentions.clone()
            } else {
                Vec::new()
            },
            judgement: self.term(&person.judgement),
            confidence: rounded(person.confidence, self.is_kept()),
            consents: self.shown_consents(person, standing),
            standing,
        }
    }

    /// Spellings that go out.
    fn names_of(&self, person: &Person) -> Vec<String> {
        let all = person.names.iter().chain([&person.name]).filter(|name| self.is_clear_name(name));
        let mut names: Vec<String> = Vec::new();
        for name in all {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    fn is_clear_name(&self, name: &str) -> bool {
        !self.holds(Rule::Screen)
            || !self.screen.whole(name) && !self.screen.initials(name) && self.screen.n_parts(name) <= MAX_SHARED
    }

    /// Somebody whose every spelling holds a name of somebody shielded goes out under a pseudonym.
    fn shown_standing(&self, person: &Person) -> Standing {
        let standing = self.standing(&person.id);
        let has_name = person.names.iter().chain([&person.name]).any(|name| self.is_clear_name(name));
        if has_name || person.nameless { standing } else { Standing::Pseudonym }
    }

    /// What stands for a person in all that goes out: the name, or the letters of a pseudonym.
    pub fn person_name(&self, id: &str) -> String {
        let pseudonym = || self.key.name("person", id);
        if !self.is_named(id) {
            return pseudonym();
        }
        let Some(person) = self.person_with(id) else { return pseudonym() };
        if person.nameless {
            return if self.is_kept() { person.name.clone() } else { pseudonym() };
        }
        let name = Some(&person.name).filter(|name| self.is_clear_name(name));
        name.cloned().or_else(|| self.names_of(person).into_iter().next()).unwrap_or_else(pseudonym)
    }

    fn attributes(&self, person: &Person, standing: Standing) -> Attributes {
        let known = &person.attributes;
        let free = |text: &Option<String>| text.as_deref().and_then(|text| self.free(text, Style::Text));
        if !self.holds(Rule::Attributes) {
            return known.clone();
        }
        match (standing, self.ask.purpose) {
            (Standing::Official, _) => Attributes::default(),
            (Standing::Pseudonym, _) => self.attributes_of_nobody(known),
            // What a partner needs for a submission: who agreed to share it agreed to be reached.
            (_, Purpose::Keep) | (Standing::Consented, Purpose::Partner) => Attributes {
                birth: known.birth,
                ages: known.ages.clone(),
                gender: free(&known.gender),
                nationality: free(&known.nationality),
                occupation: free(&known.occupation),
                residence: known.residence.as_deref().and_then(|text| self.public_name(text)),
                residence_place: known.residence_place.as_deref().and_then(|place| self.place_id(place, false)),
                contact: known.contact.as_deref().and_then(|text| self.public_name(text)),
                defender: known.defender,
                defender_work: free(&known.defender_work),
            },
            _ => Attributes {
                birth: to_year(known.birth),
                ages: Vec::new(),
                gender: known.gender.clone().filter(|gender| GENDERS.contains(&gender.as_str())),
                nationality: free(&known.nationality),
                occupation: free(&known.occupation),
                residence: None,
                residence_place: known.residence_place.as_deref().and_then(|place| self.place_id(place, true)),
                contact: None,
                defender: known.defender,
                defender_work: free(&known.defender_work),
            },
        }
    }

    /// What may be said of somebody without saying who; rare combinations are warned about.
    fn attributes_of_nobody(&self, known: &Attributes) -> Attributes {
        let short = |text: &&str| text.split_whitespace().count() <= MAX_OCCUPATION;
        let free = |text: &Option<String>| {
            text.as_deref()
                .filter(short)
                .filter(|text| !text.chars().any(char::is_numeric))
                .and_then(|text| self.free(text, Style::Text))
        };
        Attributes {
            birth: to_decade(known.birth),
            ages: Vec::new(),
            gender: known.gender.clone().filter(|gender| GENDERS.contains(&gender.as_str())),
            nationality: free(&known.nationality),
            occupation: free(&known.occupation),
            residence: None,
            residence_place: known.residence_place.as_deref().and_then(|place| self.place_id(place, true)),
            contact: None,
            defender: known.defender,
            defender_work: None,
        }
    }

    /// What people who are named here agreed to and refused, for forms that must print it: for this recipient, for the government
    /// and for the public.
    fn shown_consents(&self, person: &Person, standing: Standing) -> Vec<Consent> {
        if self.is_kept() {
            return self.consents.of(&person.id).to_vec();
        }
        if !matches!(standing, Standing::Consented | Standing::Overridden) {
            return Vec::new();
        }
        let is_told = |purpose: &Purpose| *purpose == self.ask.purpose || self.ask.purpose == Purpose::Partner;
        let others = [Purpose::Partner, Purpose::Government, Purpose::Public].into_iter().filter(is_told);
        others
            .flat_map(|purpose| self.consents.latest(&person.id, purpose, self.ask))
            .map(|one| self.shown_consent(one))
            .collect()
    }

    fn shown_consent(&self, consent: &Consent) -> Consent {
        let free = |text: &Option<String>| text.as_deref().and_then(|text| self.free(text, Style::Text));
        let is_this = |name: &String| same_name(name, &self.ask.recipient);
        let recipient = consent.recipient.as_ref();
        Consent {
            person: self.id("person", &consent.person),
            anchor: String::new(),
            state: consent.state,
            purpose: consent.purpose,
            recipient: recipient
                .and_then(|name| if is_this(name) { Some(self.recipient()) } else { self.public_name(name) }),
            on: consent.on,
            until: consent.until,
            how: free(&consent.how),
            // "Her mother" goes out, a name of somebody who did not agree does not.
            by: free(&consent.by),
            guardian: consent.guardian,
            note: None,
            entry: consent.entry.clone(),
        }
    }

    /// Who speaks, as it goes out. `is_open`: whether the words of the text may go out.
    pub fn speaker(&self, speaker: &Speaker, is_open: bool) -> Speaker {
        let text = match (&speaker.person, &speaker.body) {
            (Some(person), _) => Some(self.person_name(person)),
            (None, Some(body)) => Some(self.body_name(body)),
            (None, None) => speaker.text.as_deref().filter(|_| is_open).and_then(|text| self.free(text, Style::Text)),
        };
        Speaker {
            person: speaker.person.as_deref().map(|id| self.id("person", id)),
            body: speaker.body.as_deref().map(|id| self.id("body", id)),
            text,
        }
    }

    pub fn document_ids(&self, documents: &[String]) -> Vec<String> {
        let mut ids: Vec<String> = documents.iter().map(|id| self.id("document", id)).collect();
        if !self.is_kept() {
            ids.sort();
        }
        ids
    }
}

/// Two places behind the point outside of the case, so that nothing can be recognised by it.
pub fn rounded(probability: f64, is_kept: bool) -> f64 {
    if is_kept { probability } else { (probability * 100.0).round() / 100.0 }
}

/// Whether a window says anything.
pub fn is_known(window: DateWindow) -> bool {
    window.earliest.is_some() || window.latest.is_some()
}
