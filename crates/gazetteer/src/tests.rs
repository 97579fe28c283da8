//! Tests with invented places.

use super::compile::{Entry, pack};
use super::*;

fn entry(id: &str, names: &[&str], kind: PlaceKind, country: &str, population: u32) -> Entry {
    let position = (population > 0).then_some((-10.5, 20.25));
    let place = Place { id: id.into(), kind, position, country: country.into(), division: "01".into(), population };
    Entry { place, names: names.iter().map(|&name| name.to_owned()).collect() }
}

fn gazetteer() -> Gazetteer {
    let entries = [
        entry("t:1", &["Vel-Torra", "Veltorra"], PlaceKind::Town, "XA", 900),
        entry("t:2", &["Vel Torra"], PlaceKind::Town, "XB", 90_000),
        entry("t:3", &["Žitomel"], PlaceKind::Region, "XA", 0),
    ];
    let (bytes, _) = pack(&entries).unwrap();
    Gazetteer { file: File::from_bytes(bytes) }
}

#[test]
fn the_most_populous_place_of_a_name_comes_first() {
    let ids: Vec<String> = gazetteer().places("vel torra").into_iter().map(|place| place.id).collect();
    assert_eq!(ids, ["t:2", "t:1"]);
}

#[test]
fn accents_case_and_hyphens_do_not_matter() {
    let gazetteer = gazetteer();
    let place = &gazetteer.places("ZITOMEL")[0];
    assert_eq!((place.kind, place.position, place.country.as_str()), (PlaceKind::Region, None, "XA"));
    assert!(gazetteer.knows("Vel-Torra") && !gazetteer.knows("Torra"));
}

#[test]
fn positions_come_back_to_the_metre() {
    assert_eq!(gazetteer().places("Veltorra")[0].position, Some((-10.5, 20.25)));
}

#[test]
fn a_file_that_was_cut_or_changed_is_refused_and_never_panics() {
    let (bytes, _) = pack(&[entry("t:1", &["Veltorra"], PlaceKind::Town, "XA", 900)]).unwrap();
    assert!((0..bytes.len()).all(|length| File::from_bytes(bytes[..length].to_vec()).is_none()));
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        if let Some(file) = File::from_bytes(changed) {
            file.places("veltorra");
        }
    }
}

#[test]
fn the_sources_are_named_in_the_file() {
    assert!(gazetteer().attribution().contains("GeoNames"));
}
