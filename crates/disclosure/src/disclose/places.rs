//! Bodies and places as they go out.

use super::free::Style;
use super::persons::rounded;
use super::{Gate, Rule};
use crate::material::{Body, Material, Place, PlaceLevel};
use std::collections::BTreeSet;

/// Places lie in places at most so deep; more is a circle.
const MAX_DEPTH: usize = 16;

impl<'a> Gate<'a> {
    pub fn bodies(&self) -> Vec<Body> {
        let mut bodies: Vec<Body> = self.material.bodies.iter().map(|body| self.body(body)).collect();
        if !self.is_kept() {
            bodies.sort_by(|left, right| left.id.cmp(&right.id));
        }
        bodies
    }

    fn body(&self, body: &Body) -> Body {
        let names: Vec<String> = body.names.iter().filter(|name| self.is_clear_body(body, name)).cloned().collect();
        let name = self.shown_body(body);
        Body {
            id: self.id("body", &body.id),
            withheld: name.is_none(),
            names: if name.is_some() { names } else { Vec::new() },
            name: name.unwrap_or_else(|| self.key.name("body", &body.id)),
            kind: self.term(&body.kind),
            documents: self.document_ids(&body.documents),
            mentions: if self.is_kept() { body.mentions.clone() } else { Vec::new() },
            judgement: self.term(&body.judgement),
            confidence: rounded(body.confidence, self.is_kept()),
        }
    }

    fn shown_body(&self, body: &Body) -> Option<String> {
        let name = Some(&body.name).filter(|name| self.is_clear_body(body, name));
        if name.is_none() {
            self.count(|done| done.n_names_left_out += 1);
        }
        name.cloned()
    }

    /// The name of an organisation is known by the screen alone; that of a group is words of a text.
    fn is_clear_body(&self, body: &Body, name: &str) -> bool {
        if body.kind == "group" {
            return self.may_go(name, Style::Text);
        }
        !self.holds(Rule::Screen) || !self.screen.any(name)
    }

    /// What stands for a body: its name, or letters for it when that holds a name of somebody shielded.
    pub fn body_name(&self, id: &str) -> String {
        let body = self.body_with(id);
        let name = body.filter(|body| self.is_clear_body(body, &body.name)).map(|body| body.name.clone());
        name.unwrap_or_else(|| self.key.name("body", id))
    }

    /// The identifier of a place that goes out; the one that it lies in where it must not be finer than a district.
    pub fn place_id(&self, id: &str, is_coarse: bool) -> Option<String> {
        self.place_going_out(id, is_coarse).map(|place| self.id("place", &place.id))
    }

    fn place_going_out(&self, id: &str, is_coarse: bool) -> Option<&'a Place> {
        let least = if is_coarse && self.holds(Rule::Coarse) { PlaceLevel::District } else { PlaceLevel::Site };
        self.chain(id).find(|place| place.level >= least && self.is_clear_place(place))
    }

    /// The place and what it lies in.
    fn chain(&self, id: &str) -> impl Iterator<Item = &'a Place> {
        let first = self.places.get(id).copied();
        std::iter::successors(first, |place| self.places.get(place.within.as_deref()?).copied()).take(MAX_DEPTH)
    }

    /// A province may share a word with somebody's name; a house, a market, a village may not.
    fn is_clear_place(&self, place: &Place) -> bool {
        let holds_name = if place.level >= PlaceLevel::Region {
            self.screen.whole(&place.name)
        } else {
            self.screen.any(&place.name)
        };
        !self.holds(Rule::Screen) || !holds_name
    }

    /// The places that what goes out speaks of, with what they lie in; among the members all of them.
    pub fn places_for(&self, disclosed: &Material) -> Vec<Place> {
        if self.is_kept() {
            return self
                .material
                .places
                .iter()
                .filter(|place| self.is_clear_place(place))
                .map(|place| self.place(place))
                .collect();
        }
        let events = disclosed.events.iter().flat_map(|event| &event.places);
        let homes = disclosed.persons.iter().filter_map(|person| person.attributes.residence_place.as_ref());
        let counted = disclosed.counts.iter().filter_map(|count| count.place.as_ref());
        let spoken_of: BTreeSet<&str> = events.chain(homes).chain(counted).map(String::as_str).collect();
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for place in &self.material.places {
            if spoken_of.contains(self.id("place", &place.id).as_str()) {
                wanted.extend(
                    self.chain(&place.id).filter(|place| self.is_clear_place(place)).map(|place| place.id.as_str()),
                );
            }
        }
        let mut places: Vec<Place> =
            wanted.iter().filter_map(|id| self.places.get(id)).map(|place| self.place(place)).collect();
        places.sort_by(|left, right| left.id.cmp(&right.id));
        places
    }

    fn place(&self, place: &Place) -> Place {
        let clear = |name: &&String| !self.holds(Rule::Screen) || !self.screen.any(name) || **name == place.name;
        Place {
            id: self.id("place", &place.id),
            name: place.name.clone(),
            names: place.names.iter().filter(clear).cloned().collect(),
            level: place.level,
            within: self
                .chain(&place.id)
                .skip(1)
                .find(|place| self.is_clear_place(place))
                .map(|place| self.id("place", &place.id)),
            country: place
                .country
                .clone()
                .filter(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())),
            latitude: place.latitude,
            longitude: place.longitude,
            gazetteer: place.gazetteer.as_deref().map(|id| self.term(id)),
            documents: self.document_ids(&place.documents),
            mentions: if self.is_kept() { place.mentions.clone() } else { Vec::new() },
            judgement: self.term(&place.judgement),
            confidence: rounded(place.confidence, self.is_kept()),
        }
    }
}
