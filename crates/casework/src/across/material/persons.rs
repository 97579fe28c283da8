//! Everybody whom a document speaks of. Whoever is in no identity stands alone, so that nobody is left unshielded.

use super::Gathering;
use crate::across::event_view::name_of;
use crate::across::judged::fields;
use crate::across::{Across, Sort, Whose};
use disclosure::{Age, Attributes, Body, Person};
use resolution::digest::{Entity, Kind};
use resolution::result::{EntityRef, Identity};
use std::collections::BTreeMap;

impl Gathering<'_> {
    pub fn persons(&self) -> Vec<Person> {
        let resolution = &self.across.resolution;
        let mut persons: Vec<Person> = resolution.persons.iter().map(|identity| self.person(identity)).collect();
        for (document, digest) in self.across.digests.iter().enumerate() {
            for (entity, one) in digest.entities.iter().enumerate() {
                let at = EntityRef { document, entity };
                if let Some(id) = self.lone_person(at) {
                    persons.push(self.lone(id, at, one));
                }
            }
        }
        persons
    }

    /// A person of one document who is in no identity across documents.
    pub fn lone_person(&self, at: EntityRef) -> Option<String> {
        let is_person = self.across.entity(at).is_some_and(|entity| matches!(entity.kind, Kind::Person | Kind::Other));
        let is_lone = is_person && !self.across.identities.contains_key(&at);
        let (record, part) = self.across.part_name(at).filter(|_| is_lone)?;
        Some(format!("{record}:{part}"))
    }

    fn lone(&self, id: String, at: EntityRef, entity: &Entity) -> Person {
        Person {
            id,
            name: entity.name.clone(),
            names: entity.spellings.clone(),
            nameless: entity.named == 0,
            roles: entity.roles.clone(),
            protected: entity.protected,
            documents: vec![self.document_key(at.document)],
            judgement: "proposed".to_owned(),
            ..Person::default()
        }
    }

    fn person(&self, identity: &Identity) -> Person {
        let entities = || identity.entities.iter().filter_map(|at| self.across.entity(*at));
        let aliases =
            self.across.decisions.judgements.aliases.iter().filter(|alias| identity.entities.contains(&alias.of));
        let spelled = identity.spellings.iter().map(|(spelling, _)| spelling).chain(aliases.map(|alias| &alias.name));
        let mut names: Vec<String> = Vec::new();
        for name in spelled.chain(entities().flat_map(|entity| entity.spellings.iter())) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let mut roles: Vec<String> = entities().flat_map(|entity| entity.roles.iter().cloned()).collect();
        roles.sort();
        roles.dedup();
        let (documents, mentions) = self.where_spoken_of(identity);
        let entered = self.entered(identity);
        Person {
            id: identity.id.clone(),
            name: identity.name.clone(),
            names,
            nameless: !entities().any(|entity| entity.named > 0),
            roles,
            protected: entities().any(|entity| entity.protected),
            minor: self.folded.minors.contains(&identity.id)
                || entered.get("minor").is_some_and(|value| value == "yes"),
            attributes: self.attributes(identity, &entered),
            documents,
            mentions,
            judgement: name_of(&identity.judgement),
            confidence: identity.confidence,
            ..Person::default()
        }
    }

    fn where_spoken_of(&self, identity: &Identity) -> (Vec<String>, Vec<(String, String)>) {
        let mut documents: Vec<String> = identity.entities.iter().map(|at| self.document_key(at.document)).collect();
        documents.dedup();
        let mentions = identity.entities.iter();
        let mentions =
            mentions.map(|at| (self.document_key(at.document), self.across.judged.name(at.document, 'e', at.entity)));
        (documents, mentions.collect())
    }

    /// What people entered about a person, in any document; what was entered last counts.
    fn entered(&self, identity: &Identity) -> BTreeMap<String, String> {
        let mut entered: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for at in &identity.entities {
            let Some(entity) = self.across.entity(*at) else { continue };
            let Some(row) = self.across.documents.get(at.document) else { continue };
            let Some(state) = self.states.part(&row.record, &entity.key) else { continue };
            for (field, given) in state.fields.iter().filter(|(_, given)| given.len() == 1) {
                for one in given {
                    let when = self.order.get(&one.entry).copied().unwrap_or_default();
                    let known = entered.entry(field.clone()).or_default();
                    if known.0 <= when {
                        *known = (when, one.value.clone());
                    }
                }
            }
        }
        entered.into_iter().map(|(field, (_, value))| (field, value)).collect()
    }

    fn attributes(&self, identity: &Identity, entered: &BTreeMap<String, String>) -> Attributes {
        let text =
            |field: &str| entered.get(field).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let is_yes = |field: &str| text(field).map(|value| value == "yes");
        let read = identity.entities.iter().flat_map(|at| {
            let published = self.across.digests.get(at.document).map(|digest| digest.published).unwrap_or_default();
            let ages = self.across.entity(*at).map(|entity| entity.ages.as_slice()).unwrap_or_default();
            ages.iter().map(move |years| Age { years: *years, at: published })
        });
        let told = text("age").and_then(|years| years.parse().ok()).map(|years| Age { years, ..Age::default() });
        let residence = text("residence");
        Attributes {
            birth: text("birth_date").and_then(|value| fields::window(&value)).unwrap_or_default(),
            ages: read.chain(told).collect(),
            gender: text("gender"),
            nationality: text("nationality"),
            occupation: text("occupation"),
            residence_place: residence.as_deref().and_then(|residence| self.place_named(residence)),
            residence,
            contact: text("contact"),
            defender: is_yes("defender"),
            defender_work: text("defender_work"),
        }
    }

    pub fn bodies(&self) -> Vec<Body> {
        self.across.resolution.organizations.iter().map(|identity| self.body(identity)).collect()
    }

    fn body(&self, identity: &Identity) -> Body {
        let (documents, mentions) = self.where_spoken_of(identity);
        Body {
            id: identity.id.clone(),
            name: identity.name.clone(),
            names: identity.spellings.iter().map(|(spelling, _)| spelling.clone()).collect(),
            kind: name_of(&identity.kind),
            documents,
            mentions,
            judgement: name_of(&identity.judgement),
            confidence: identity.confidence,
            withheld: false,
        }
    }

    /// The place of a residence: of "Ostrel, Nettle District" the first part that a document speaks of.
    fn place_named(&self, residence: &str) -> Option<String> {
        let named = |part: &str| self.across.ids_named(Sort::Places, part).into_iter().next();
        residence.split(',').map(str::trim).filter(|part| !part.is_empty()).find_map(named)
    }
}

impl Across {
    /// Identifiers of those with exactly this name.
    pub(crate) fn ids_named(&self, sort: Sort, name: &str) -> Vec<String> {
        let wanted = crate::across::people::words(name);
        let fits = |whose: &Whose| {
            let identity = self.identity(*whose);
            identity.is_some_and(|one| {
                one.spellings.iter().any(|(spelling, _)| crate::across::people::words(spelling) == wanted)
            })
        };
        let found = self.all(sort).into_iter().filter(fits);
        found.filter_map(|whose| self.identity(whose)).map(|identity| identity.id.clone()).collect()
    }

    /// Identifier and name of everybody who has a name.
    pub(crate) fn person_names(&self) -> Vec<(String, String)> {
        let has_name = |identity: &&Identity| {
            identity.entities.iter().filter_map(|at| self.entity(*at)).any(|entity| entity.named > 0)
        };
        let persons = self.resolution.persons.iter().filter(has_name);
        persons.map(|identity| (identity.id.clone(), identity.name.clone())).collect()
    }

    /// The identifier of a person, from the beginning of it or from a part of a document.
    pub(crate) fn person_id(&self, wanted: &str) -> Option<String> {
        let whose = match wanted.split_once(':') {
            Some((record, part)) => {
                let document = *self.records.get(record)?;
                let at = EntityRef { document, entity: self.judged.entity(document, part)? };
                *self.identities.get(&at)?
            }
            None => self.with_id(wanted)?,
        };
        matches!(whose, Whose::Person(_)).then(|| self.identity(whose).map(|identity| identity.id.clone()))?
    }

    /// The parts of documents that are one person.
    pub(crate) fn entities_of_person(&self, wanted: &str) -> Option<&[EntityRef]> {
        let id = self.person_id(wanted)?;
        if let Some((record, part)) = wanted.split_once(':') {
            let document = *self.records.get(record)?;
            let entity = self.judged.entity(document, part)?;
            let identity = self.identity_of(EntityRef { document, entity })?;
            let at = identity.entities.iter().position(|at| *at == EntityRef { document, entity })?;
            return identity.entities.get(at..=at);
        }
        let whose = self.with_id(&id)?;
        self.identity(whose).map(|identity| identity.entities.as_slice())
    }

    /// The person of whom a part of a document speaks, by the key of that part.
    pub(crate) fn person_with_key(&self, record: &str, key: &str) -> Option<String> {
        let document = *self.records.get(record)?;
        let entity = self.digests.get(document)?.entities.iter().position(|entity| entity.key == key)?;
        let whose = *self.identities.get(&EntityRef { document, entity })?;
        matches!(whose, Whose::Person(_)).then(|| self.identity(whose).map(|identity| identity.id.clone()))?
    }

    /// Record and name of a part: `e3`.
    pub(crate) fn part_name(&self, at: EntityRef) -> Option<(String, String)> {
        let row = self.documents.get(at.document)?;
        Some((row.record.clone(), self.judged.name(at.document, 'e', at.entity)))
    }
}
