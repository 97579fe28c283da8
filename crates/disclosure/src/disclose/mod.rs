//! The one function that decides what goes out.

mod coarse;
mod documents;
mod events;
mod fold;
mod free;
mod numbers;
mod persons;
mod places;
mod rare;
mod screen;
mod standing;
#[cfg(test)]
mod tests;

use crate::{
    Ask, Body, Consents, Disclosed, Done, Head, Material, Note, Person, Place, Purpose, RecipientKey, Standing,
};
pub use coarse::is_minor;
use free::Words;
pub(crate) use screen::Screen;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What of the material may go out for this ask: names of people who agreed to just that, of officials acting in office, and of
/// those whom two members named with a reason; a pseudonym for everybody else, and nothing that leads to them.
///
/// `material`: everybody whom a document speaks of must stand in it; who is missing is not shielded. `key`: for this recipient
/// alone; two exports under different keys share no identifier of a person. Pure, and the same for the same input whatever the
/// order of its lists. Linear in the material, but for the length of the longest name. Rules: `docs/consent.md`.
#[must_use]
pub fn disclose(material: &Material, ask: &Ask, consents: &Consents, key: &RecipientKey) -> Disclosed {
    disclose_by(material, ask, consents, key, None)
}

/// A rule that a test can leave out, to see that its absence is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(test), allow(dead_code))]
pub(crate) enum Rule {
    /// Names in other words are looked for.
    Screen,
    /// Words that nothing known explains are left out.
    Unknown,
    /// A document that speaks of somebody shielded is withheld.
    Documents,
    /// Consent is for one purpose and recipient, and ends.
    Scope,
    /// An official who is a victim is shielded.
    Officials,
    /// Days and places become wider.
    Coarse,
    /// What is known of a person beside the texts is left out.
    Attributes,
    /// Identifiers are keyed.
    Keys,
}

pub(crate) fn disclose_by(
    material: &Material,
    ask: &Ask,
    consents: &Consents,
    key: &RecipientKey,
    without: Option<Rule>,
) -> Disclosed {
    let gate = Gate::new(material, ask, consents, key, without);
    let mut disclosed = Disclosed::empty(ask);
    disclosed.recipient = gate.recipient();
    disclosed.inside = Material {
        head: gate.head(),
        persons: gate.persons(),
        bodies: gate.bodies(),
        places: Vec::new(),
        events: gate.events(),
        statements: gate.statements(),
        documents: gate.documents(),
        families: gate.families(),
        figures: gate.figures(),
        counts: gate.counts(),
        notes: gate.notes(),
    };
    disclosed.inside.places = gate.places_for(&disclosed.inside);
    disclosed.warnings = gate.warnings(&disclosed.inside);
    disclosed.done = gate.done.get();
    disclosed.hidden = crate::disclosed::Hidden(std::sync::Arc::new(gate.screen));
    disclosed
}

/// What every rule looks at.
struct Gate<'a> {
    material: &'a Material,
    ask: &'a Ask,
    consents: &'a Consents,
    key: &'a RecipientKey,
    without: Option<Rule>,
    /// How everybody stands, by identifier.
    standings: BTreeMap<&'a str, Standing>,
    /// Names that must not go out.
    screen: Screen,
    /// Words that may.
    words: Words,
    /// Documents that speak of somebody shielded.
    withheld: BTreeSet<&'a str>,
    places: BTreeMap<&'a str, &'a Place>,
    people: BTreeMap<&'a str, &'a Person>,
    by_body: BTreeMap<&'a str, &'a Body>,
    done: Cell<Done>,
}

impl<'a> Gate<'a> {
    fn new(
        material: &'a Material,
        ask: &'a Ask,
        consents: &'a Consents,
        key: &'a RecipientKey,
        without: Option<Rule>,
    ) -> Self {
        let mut done = Done::default();
        let standings = standing::standings(material, ask, consents, without, &mut done);
        let screen = Screen::new(standing::shielded_names(material, &standings));
        let places = material.places.iter().map(|place| (place.id.as_str(), place)).collect();
        let withheld = standing::withheld(material, &standings);
        let mut gate = Self {
            material,
            ask,
            consents,
            key,
            without,
            standings,
            screen,
            words: Words::default(),
            withheld,
            places,
            people: material.persons.iter().map(|person| (person.id.as_str(), person)).collect(),
            by_body: material.bodies.iter().map(|body| (body.id.as_str(), body)).collect(),
            done: Cell::new(done),
        };
        gate.words = gate.known_words();
        gate
    }

    /// Whether a rule holds; all of them do, but in a test that looks for what its absence lets through.
    fn holds(&self, rule: Rule) -> bool {
        self.without != Some(rule)
    }

    /// Whether it stays among the members.
    fn is_kept(&self) -> bool {
        self.ask.purpose == Purpose::Keep
    }

    fn standing(&self, person: &str) -> Standing {
        self.standings.get(person).copied().unwrap_or_default()
    }

    /// Whether somebody is named in what goes out. Nobody who is not in the material is.
    fn is_named(&self, person: &str) -> bool {
        self.standing(person) != Standing::Pseudonym
    }

    fn is_withheld(&self, document: &str) -> bool {
        self.holds(Rule::Documents) && self.withheld.contains(document)
    }

    /// The identifier that goes out: a name for this recipient alone, but among the members.
    fn id(&self, what: &str, id: &str) -> String {
        if self.is_kept() || !self.holds(Rule::Keys) { id.to_owned() } else { self.key.name(what, id) }
    }

    fn count(&self, change: impl FnOnce(&mut Done)) {
        let mut done = self.done.get();
        change(&mut done);
        self.done.set(done);
    }

    /// The recipient as it goes out: somebody may have typed a name of a person concerned.
    fn recipient(&self) -> String {
        let holds_name = self.holds(Rule::Screen) && self.screen.any(&self.ask.recipient);
        if holds_name { self.key.name("recipient", &self.ask.recipient) } else { self.ask.recipient.clone() }
    }

    /// The head of the log would tell that two exports are of one case at one time.
    fn head(&self) -> Head {
        let head = &self.material.head;
        if self.is_kept() {
            return head.clone();
        }
        Head { case: self.id("case", &head.case), n_entries: None, head: None }
    }

    fn notes(&self) -> Vec<Note> {
        let note = |note: &Note| Note {
            code: self.term(&note.code),
            n: note.n,
            message: note.message.as_deref().filter(|_| self.is_kept()).and_then(|text| self.public_name(text)),
        };
        self.material.notes.iter().map(note).collect()
    }
}
