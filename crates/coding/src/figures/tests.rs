//! Counts of noun phrases and figures, in invented sentences.

use super::count_of;
use crate::testing::{codebook, model, on, token, with_text};
use document::Document;
use domain::Figure;
use gazetteer::Gazetteer;

fn count(text: &str, head: &str) -> Option<(Option<u64>, Option<u64>, bool)> {
    with_text(text, on("2030-05-14"), |text| {
        count_of(text, token(text, head)).map(|count| (count.at_least, count.at_most, count.about))
    })
}

fn figures(text: &str) -> Vec<Figure> {
    let document = Document { text: text.to_owned(), published: on("2030-05-14"), ..Document::default() };
    let annotations = model().worker().annotate(text);
    crate::code(document, &annotations, codebook(), &Gazetteer::empty()).figures
}

#[test]
fn counts_of_noun_phrases() {
    assert_eq!(count("Police held at least 34 activists.", "activists"), Some((Some(34), None, false)));
    assert_eq!(count("More than 30 farmers were beaten.", "farmers"), Some((Some(31), None, false)));
    assert_eq!(count("A group of 60 or so villagers came.", "group"), Some((Some(55), Some(65), true)));
    assert_eq!(count("A dozen police surrounded the house.", "police"), Some((Some(12), Some(12), false)));
    assert_eq!(count("Dozens of monks were arrested.", "Dozens"), Some((Some(24), None, true)));
    assert_eq!(count("He and seven other officials were charged.", "officials"), Some((Some(7), Some(7), false)));
    assert_eq!(count("A total of 16 strikers are in prison.", "total"), Some((Some(16), Some(16), false)));
    assert_eq!(count("Up to 20 people were injured.", "people"), Some((None, Some(20), false)));
    assert_eq!(count("Between 5 and 8 students were held.", "students"), Some((Some(5), Some(8), false)));
    assert_eq!(count("Three of the five brothers fled.", "Three"), Some((Some(3), Some(3), false)));
    assert_eq!(count("One hundred and twelve miners died.", "miners"), Some((Some(112), Some(112), false)));
    assert_eq!(count("Several reporters were summoned.", "reporters"), Some((Some(3), None, true)));
}

#[test]
fn numbers_that_count_nobody() {
    assert_eq!(count("The 22-year-old student was held.", "student"), None);
    assert_eq!(count("She served an 18-month sentence.", "sentence"), None);
    assert_eq!(count("The 2028 elections were rigged.", "elections"), None);
}

#[test]
fn totals_are_figures() {
    let found = figures("A total of 16 union members are currently in detention in Tessaly.");
    let [figure] = &found[..] else { panic!("{found:?}") };
    assert_eq!((figure.count.at_least, figure.count.at_most), (Some(16), Some(16)));
    assert_eq!((&figure.of[..], figure.act_type.as_deref()), ("union members", Some("detention")));
}

#[test]
fn counts_apart_from_their_noun_with_a_period() {
    let found = figures(
        "Police arrested more strikers last week, bringing to at least 40 the number of union members detained since the beginning of the year.",
    );
    let figure = found.iter().find(|figure| figure.count.at_least == Some(40)).expect("a figure");
    assert_eq!(figure.act_type.as_deref(), Some("detention"));
    assert_eq!(figure.of, "union members");
    let window = figure.period.as_ref().expect("a period").window;
    assert_eq!(window.earliest, Some("2030-01-01".parse().unwrap()));
    assert_eq!(window.latest, Some("2030-05-14".parse().unwrap()));
}

#[test]
fn the_perfect_sums_up_and_single_incidents_do_not() {
    let found = figures("At least 25 journalists have been arrested since March.");
    assert_eq!(found.len(), 1);
    assert!(figures("Police arrested 25 journalists on Sunday.").is_empty());
    assert!(figures("About 16 million people live there.").is_empty());
}

#[test]
fn seats_of_an_election_are_no_figure() {
    assert!(figures("The ban helped the party to win all 125 seats in the July 2028 election.").is_empty());
}
