//! Packs entries into the bytes that [`crate::file`] reads.

use super::{ATTRIBUTION, Entry};
use crate::file::{MAGIC, NOWHERE, RECORD};
use crate::{Place, PlaceKind, key};
use std::collections::{BTreeMap, HashMap};

/// At most so many places of one name are kept, the most populous.
const MOST: usize = 16;

/// The file and its number of names.
pub(crate) fn pack(entries: &[Entry]) -> Result<(Vec<u8>, usize), String> {
    let by_name = by_name(entries);
    let (names, lists) = index(&by_name)?;
    let mut strings = Strings::default();
    let mut places = Vec::with_capacity(entries.len() * RECORD);
    for entry in entries {
        record(&entry.place, &mut strings, &mut places);
    }
    let parts = [ATTRIBUTION.as_bytes(), &names, &lists, &strings.bytes, &places];
    let mut file = MAGIC.to_vec();
    parts.iter().for_each(|part| file.extend((part.len() as u64).to_le_bytes()));
    parts.iter().for_each(|part| file.extend(*part));
    Ok((file, by_name.len()))
}

/// For each name the numbers of its places: areas of the first level, then by population.
fn by_name(entries: &[Entry]) -> BTreeMap<String, Vec<u32>> {
    let mut by_name: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for name in entry.names.iter().map(|name| key(name)).filter(|name| name.len() > 2) {
            let list = by_name.entry(name).or_default();
            if list.last() != Some(&(number as u32)) {
                list.push(number as u32);
            }
        }
    }
    for list in by_name.values_mut() {
        list.sort_by_key(|&number| {
            let place = &entries[number as usize].place;
            (std::cmp::Reverse(place.population), place.kind, number)
        });
        keep_best(entries, list);
    }
    by_name
}

/// Areas have no population, so they are kept beside the largest towns and not behind them.
fn keep_best(entries: &[Entry], list: &mut Vec<u32>) {
    let is_region = |number: &u32| entries[*number as usize].place.kind == PlaceKind::Region;
    let regions: Vec<u32> = list.iter().copied().filter(is_region).collect();
    list.retain(|number| !is_region(number));
    list.truncate(MOST.saturating_sub(regions.len()).max(MOST / 2));
    list.extend(regions);
    list.truncate(MOST);
}

fn index(by_name: &BTreeMap<String, Vec<u32>>) -> Result<(Vec<u8>, Vec<u8>), String> {
    let mut names = fst::MapBuilder::memory();
    let mut lists = Vec::new();
    let mut known: HashMap<&[u32], u64> = HashMap::new();
    for (name, list) in by_name {
        let offset = *known.entry(list).or_insert_with(|| {
            let offset = lists.len() as u64;
            lists.push(list.len() as u8);
            list.iter().for_each(|number| lists.extend(number.to_le_bytes()));
            offset
        });
        names.insert(name, offset).map_err(|error| error.to_string())?;
    }
    Ok((names.into_inner().map_err(|error| error.to_string())?, lists))
}

fn record(place: &Place, strings: &mut Strings, places: &mut Vec<u8>) {
    let hundred_thousandths = |degrees: f64| (degrees * 1e5).round() as i32;
    let position = place.position.map(|(north, east)| (hundred_thousandths(north), hundred_thousandths(east)));
    let (latitude, longitude) = position.unwrap_or((NOWHERE, NOWHERE));
    places.extend(latitude.to_le_bytes());
    places.extend(longitude.to_le_bytes());
    places.extend(place.population.to_le_bytes());
    for text in [&place.id, &place.country, &place.division] {
        places.extend(strings.offset(text).to_le_bytes());
    }
    let kind = match place.kind {
        PlaceKind::Region => 0,
        PlaceKind::District => 1,
        PlaceKind::Town => 2_u8,
    };
    places.extend([kind, 0, 0, 0]);
}

/// Strings, each once, with their length in front.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Strings {
    fn offset(&mut self, text: &str) -> u32 {
        let bytes = &mut self.bytes;
        *self.known.entry(text.to_owned()).or_insert_with(|| {
            let offset = bytes.len() as u32;
            let kept = &text.as_bytes()[..text.len().min(usize::from(u8::MAX))];
            bytes.push(kept.len() as u8);
            bytes.extend(kept);
            offset
        })
    }
}
