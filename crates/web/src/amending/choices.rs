//! Who and what of a document can be chosen for an act; those beside its words first.

use crate::reader::record::{Place, Record};
use casework::EntityRow;
use std::collections::HashMap;

/// More are not shown beside the words; the others stand folded below.
const MAX_NEAR: usize = 10;

/// Somebody or something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the form sends it and as it is recorded: the name, with the key when several have it.
    pub value: String,
    /// The name.
    pub name: String,
    /// `person`, `organization`, `group` or `place`.
    pub kind: String,
}

/// All of a document.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    people: Vec<(Choice, Vec<Place>)>,
    places: Vec<(Choice, Vec<Place>)>,
}

impl Choices {
    /// From the rows of the document, with where the record has them.
    pub fn new(entities: &[EntityRow], record: &Record) -> Self {
        let mut choices = Self::default();
        let mut n_of: HashMap<&str, usize> = HashMap::new();
        entities.iter().for_each(|entity| *n_of.entry(&entity.name).or_default() += 1);
        let spans: HashMap<&str, Vec<Place>> = (record.entities.iter())
            .map(|one| (one.id.as_str(), one.mentions.iter().map(|mention| mention.span).collect()))
            .collect();
        for entity in entities {
            let list = match entity.kind.as_str() {
                "person" | "organization" | "group" => &mut choices.people,
                "place" => &mut choices.places,
                _ => continue,
            };
            let is_only = n_of.get(entity.name.as_str()) == Some(&1);
            let plain = is_only && !entity.name.contains([';', '[', ']']);
            let name = entity.name.replace(';', ",");
            let value = if plain { name.clone() } else { format!("{} [{}]", name, entity.key) };
            let mentions = spans.get(entity.entity.as_str()).cloned().unwrap_or_default();
            list.push((Choice { value, name, kind: entity.kind.clone() }, mentions));
        }
        choices
    }

    /// Somebody whom people entered by hand.
    pub fn add(&mut self, name: &str, kind: &str, place: Option<Place>) {
        let list = if kind == "place" { &mut self.places } else { &mut self.people };
        if !list.iter().any(|(choice, _)| choice.name == name) {
            let choice = Choice { value: name.to_owned(), name: name.to_owned(), kind: kind.to_owned() };
            list.push((choice, place.into_iter().collect()));
        }
    }

    /// The choice for a name, as the form sends it.
    pub fn person(&self, name: &str) -> Option<String> {
        find(&self.people, name)
    }

    /// The choice for the name of a place.
    pub fn place(&self, name: &str) -> Option<String> {
        find(&self.places, name)
    }

    /// People and bodies: those with a mention at the place or chosen already, then the others.
    pub fn people_near(&self, at: Place, chosen: &[String]) -> (Vec<Choice>, Vec<Choice>) {
        near(&self.people, at, chosen)
    }

    /// Places, likewise.
    pub fn places_near(&self, at: Place, chosen: &[String]) -> (Vec<Choice>, Vec<Choice>) {
        near(&self.places, at, chosen)
    }
}

fn find(list: &[(Choice, Vec<Place>)], name: &str) -> Option<String> {
    let by_value = list.iter().find(|(choice, _)| choice.value == name);
    by_value.or_else(|| list.iter().find(|(choice, _)| choice.name == name)).map(|(choice, _)| choice.value.clone())
}

fn near(list: &[(Choice, Vec<Place>)], at: Place, chosen: &[String]) -> (Vec<Choice>, Vec<Choice>) {
    let is_chosen = |choice: &Choice| chosen.contains(&choice.value);
    let is_here = |places: &[Place]| places.iter().any(|place| place.0 < at.1 && at.0 < place.1);
    let mut n_near = 0;
    let (mut beside, mut others) = (Vec::new(), Vec::new());
    for (choice, places) in list {
        let is_near = is_here(places) && n_near < MAX_NEAR;
        n_near += usize::from(is_near);
        if is_near || is_chosen(choice) { beside.push(choice.clone()) } else { others.push(choice.clone()) }
    }
    (beside, others)
}
