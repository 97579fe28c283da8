//! Places, with what they lie in as far as documents and the gazetteer tell.

use super::Gathering;
use crate::across::event_view::name_of;
use disclosure::{Place, PlaceLevel};
use resolution::digest;
use resolution::result::{EntityRef, Identity};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl Gathering<'_> {
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> =
            self.across.resolution.places.iter().map(|identity| self.place(identity)).collect();
        let mut countries: BTreeMap<String, String> = BTreeMap::new();
        for place in places.iter().filter(|place| place.level == PlaceLevel::Country) {
            if let Some(code) = &place.country {
                countries.entry(code.clone()).or_insert_with(|| place.id.clone());
            }
        }
        // A country that no document names stands by its code, so that something wider can be said than a village.
        let codes: Vec<String> = places.iter().filter_map(|place| place.country.clone()).collect();
        for code in codes {
            if let Entry::Vacant(vacant) = countries.entry(code) {
                let id = format!("country:{}", vacant.key());
                places.push(country(&id, vacant.key()));
                vacant.insert(id);
            }
        }
        let wider = self.wider(&places);
        for place in &mut places {
            let lies_in_country =
                place.country.as_ref().and_then(|code| countries.get(code)).filter(|id| **id != place.id);
            let known = wider.get(&place.id).or(lies_in_country);
            place.within = known.filter(|_| place.level != PlaceLevel::Country).cloned();
        }
        places
    }

    /// What acts say: places stand there with the widest first.
    fn wider(&self, places: &[Place]) -> BTreeMap<String, String> {
        let levels: BTreeMap<&str, (PlaceLevel, Option<&String>)> =
            places.iter().map(|place| (place.id.as_str(), (place.level, place.country.as_ref()))).collect();
        let mut wider: BTreeMap<String, String> = BTreeMap::new();
        for (document, digest) in self.across.digests.iter().enumerate() {
            for act in &digest.acts {
                let ids: Vec<String> =
                    act.places.iter().filter_map(|entity| self.place_id(document, *entity)).collect();
                for (outer, inner) in ids.iter().zip(ids.iter().skip(1)) {
                    let (Some(one), Some(other)) = (levels.get(outer.as_str()), levels.get(inner.as_str())) else {
                        continue;
                    };
                    // Only what the gazetteer says to be wider and in the same country.
                    if one.0 > other.0 && one.1 == other.1 {
                        let known = wider.entry(inner.clone()).or_insert_with(|| outer.clone());
                        if *outer < *known {
                            known.clone_from(outer);
                        }
                    }
                }
            }
        }
        wider
    }

    fn place_id(&self, document: usize, entity: usize) -> Option<String> {
        self.across.identity_of(EntityRef { document, entity }).map(|identity| identity.id.clone())
    }

    fn place(&self, identity: &Identity) -> Place {
        let mut documents: Vec<String> = identity.entities.iter().map(|at| self.document_key(at.document)).collect();
        documents.dedup();
        let mentions = identity.entities.iter();
        let mentions =
            mentions.map(|at| (self.document_key(at.document), self.across.judged.name(at.document, 'e', at.entity)));
        let known = identity.entities.iter().filter_map(|at| self.across.entity(*at)?.place.as_ref()).next();
        Place {
            id: identity.id.clone(),
            name: identity.name.clone(),
            names: identity.spellings.iter().map(|(spelling, _)| spelling.clone()).collect(),
            level: known.map_or(PlaceLevel::Site, level),
            within: None,
            country: known.and_then(|place| place.country.clone()),
            latitude: known.and_then(|place| place.latitude),
            longitude: known.and_then(|place| place.longitude),
            gazetteer: known.map(|place| place.gazetteer.clone()).filter(|id| !id.is_empty()),
            documents,
            mentions: mentions.collect(),
            judgement: name_of(&identity.judgement),
            confidence: identity.confidence,
        }
    }
}

/// What the gazetteer says; nothing known is the finest.
fn level(place: &digest::Place) -> PlaceLevel {
    match place.precision.as_str() {
        "country" => PlaceLevel::Country,
        "region" => PlaceLevel::Region,
        "district" => PlaceLevel::District,
        "city" => PlaceLevel::City,
        _ => PlaceLevel::Site,
    }
}

fn country(id: &str, code: &str) -> Place {
    Place {
        id: id.to_owned(),
        name: code.to_owned(),
        names: vec![code.to_owned()],
        level: PlaceLevel::Country,
        country: Some(code.to_owned()),
        judgement: "proposed".to_owned(),
        confidence: 1.0,
        ..Place::default()
    }
}
