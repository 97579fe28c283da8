//! Positions of areas: that of the most populous town of the same name in the same country.

use super::Entry;
use crate::{PlaceKind, key};
use std::collections::HashMap;

/// Gives areas without a position that of the town that they are called after.
pub(crate) fn place_areas_by_their_towns(entries: &mut [Entry]) {
    let mut towns: HashMap<(String, String), (u32, (f64, f64))> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.place.kind == PlaceKind::Town) {
        let Some(position) = entry.place.position else { continue };
        for name in &entry.names {
            let known = towns.entry((entry.place.country.clone(), key(name))).or_insert((0, position));
            if entry.place.population > known.0 {
                *known = (entry.place.population, position);
            }
        }
    }
    for entry in entries.iter_mut().filter(|entry| entry.place.position.is_none()) {
        let place = &mut entry.place;
        let found = entry.names.iter().find_map(|name| towns.get(&(place.country.clone(), key(name))));
        place.position = found.map(|(_, position)| *position);
    }
}
