//! When and where of acts, in whole readings.

use crate::testing::{codebook, model, on};
use document::Document;
use domain::{Act, Reading};
use gazetteer::Gazetteer;

/// A text of Tuesday, 14 May 2030.
fn read(text: &str) -> Reading {
    let document = Document { text: text.to_owned(), published: on("2030-05-14"), ..Document::default() };
    let annotations = model().worker().annotate(text);
    crate::code(document, &annotations, codebook(), &Gazetteer::empty())
}

fn act<'r>(reading: &'r Reading, word: &str) -> &'r Act {
    let found = reading.acts.iter().find(|act| reading.document.quote(act.trigger) == word);
    found.unwrap_or_else(|| panic!("no act {word} in: {}", reading.document.text))
}

/// First and last day of the act named by `word`, `-` for an open end.
fn days(text: &str, word: &str) -> String {
    let reading = read(text);
    let window = act(&reading, word).date.window;
    let day = |day: Option<jiff::civil::Date>| day.map_or("-".to_owned(), |day| day.to_string());
    format!("{}..{}", day(window.earliest), day(window.latest))
}

fn places(text: &str, word: &str) -> Vec<String> {
    let reading = read(text);
    act(&reading, word).places.iter().map(|&place| reading.entities[place].name.clone()).collect()
}

#[test]
fn what_is_told_happened_before_it_was_published() {
    let text = "Police beat Ilan Bero. He had left Marovia in 2019.";
    assert_eq!(days(text, "beat"), "-..2030-05-14");
}

#[test]
fn a_report_that_names_no_earlier_year_speaks_of_its_own() {
    assert_eq!(days("Police beat Ilan Bero at the gate of his school.", "beat"), "2030-01-01..2030-05-14");
}

#[test]
fn what_is_planned_has_no_bound() {
    assert_eq!(days("Police will arrest Ilan Bero.", "arrest"), "-..-");
}

#[test]
fn one_act_told_twice_has_one_date() {
    let text = "Police arrested Ilan Bero on 3 April. The arrest of Ilan Bero was condemned by his union.";
    assert_eq!(days(text, "arrest"), "2030-04-03..2030-04-03");
    let twice = "Police arrested Ilan Bero in 2027. Police arrested Ilan Bero in 2028. The union condemned the arrest of Ilan Bero.";
    assert_eq!(days(twice, "arrest"), "-..2030-05-14");
}

#[test]
fn a_story_goes_on_at_its_time() {
    let text = "Police raided the union's office on Friday. They arrested two clerks.";
    assert_eq!(days(text, "arrested"), "2030-05-10..2030-05-10");
    let before = "Police raided the union's office on Friday. They had arrested two clerks.";
    assert_ne!(days(before, "arrested"), "2030-05-10..2030-05-10");
}

#[test]
fn police_act_at_home() {
    assert_eq!(places("Kenyan police arrested two clerks of a Ghanaian bank.", "arrested"), ["Kenya"]);
}

#[test]
fn an_act_without_a_place_is_in_the_country_that_the_text_speaks_of() {
    let text = "The Kenyan union called a strike. Soldiers beat two clerks. Kenya has no law on strikes.";
    assert_eq!(places(text, "beat"), ["Kenya"]);
    let two = "The union of Kenya called a strike. Soldiers beat two clerks. Ghana has no law on strikes.";
    assert_eq!(places(two, "beat"), [""; 0]);
}

#[test]
fn what_was_done_on_arrival_was_done_then() {
    let text = "Police arrested Ilan Bero when he arrived at the harbour in March 2028.";
    assert_eq!(days(text, "arrested"), "2028-03-01..2028-03-31");
}

#[test]
fn a_territory_lies_in_its_state() {
    let text = "Police in Puerto Rico arrested two clerks. American unions protested.";
    assert_eq!(places(text, "arrested"), ["United States", "Puerto Rico"]);
}
