//! Where the places lie.

use crate::Text;
use domain::{Entity, EntityKind, PlaceFix, PlacePrecision};

/// Gives places the fix that the gazetteer knows.
pub(crate) fn fix(text: &Text<'_>, entities: &mut [Entity]) {
    for place in entities.iter_mut().filter(|entity| entity.kind == EntityKind::Place) {
        place.place = country(text, &place.name);
    }
}

fn country(text: &Text<'_>, name: &str) -> Option<PlaceFix> {
    let lower = name.to_lowercase();
    let country = text.codebook.countries.named(lower.trim_start_matches("the "))?;
    Some(PlaceFix {
        latitude: Some(country.latitude),
        longitude: Some(country.longitude),
        precision: PlacePrecision::Country,
        country: Some(country.iso.clone()),
        gazetteer: format!("iso3166:{}", country.iso),
    })
}
