//! Dates and lengths of acts by their trigger words.

use crate::testing::{on, token, with_text};
use crate::times;

/// The window of the act named by `word`, in a text of Tuesday, 14 May 2030.
fn window(text: &str, word: &str) -> Option<(String, String)> {
    with_text(text, on("2030-05-14"), |text| {
        let times = times::find(text);
        let date = times.date_of(text, token(text, word));
        Some((date.window.earliest?.to_string(), date.window.latest?.to_string()))
    })
}

fn assert_window(text: &str, word: &str, earliest: &str, latest: &str) {
    assert_eq!(window(text, word), Some((earliest.to_owned(), latest.to_owned())), "{word} in: {text}");
}

fn assert_undated(text: &str, word: &str) {
    assert_eq!(window(text, word), None, "{word} in: {text}");
}

fn duration(text: &str, word: &str) -> Option<String> {
    with_text(text, on("2030-05-14"), |text| times::find(text).duration_of(text, token(text, word)))
}

#[test]
fn the_clause_of_the_act() {
    assert_window("Police arrested Ilan Bero on Friday.", "arrested", "2030-05-10", "2030-05-10");
    assert_window(
        "The court dissolved the Marovian Workers' Party in November 2027.",
        "dissolved",
        "2027-11-01",
        "2027-11-30",
    );
    assert_window(
        "The dissolution of the party in November 2027 was condemned.",
        "dissolution",
        "2027-11-01",
        "2027-11-30",
    );
    assert_undated("The minister said on Friday that police had beaten two monks.", "beaten");
    assert_undated("They condemned the arrest on Friday.", "arrest");
}

#[test]
fn coordinated_acts_share_the_time_told_first() {
    let text = "Police arrested the mayor in September 2027 and charged him with treason.";
    assert_window(text, "charged", "2027-09-01", "2027-09-30");
    let text =
        "On Wednesday (May 8), the rally was dispersed by police and two women were arrested and questioned for hours.";
    assert_window(text, "arrested", "2030-05-08", "2030-05-08");
    assert_window(text, "questioned", "2030-05-08", "2030-05-08");
}

#[test]
fn the_year_of_a_law_is_no_date() {
    assert_undated("Police arrested the singer under the Press Act of 1999.", "arrested");
}

#[test]
fn counted_from_another_act() {
    let text = "The court dissolved the party in November 2027, two months after its leader's arrest.";
    assert_window(text, "arrest", "2027-09-01", "2027-09-30");
}

#[test]
fn since_says_when_it_started() {
    assert_window("The two have been detained since Monday.", "detained", "2030-05-13", "2030-05-13");
}

#[test]
fn part_of_a_happening() {
    let text = "The crackdown helped the party to win every seat in the July 2028 election.";
    assert_window(text, "win", "2028-07-01", "2028-07-31");
}

#[test]
fn what_an_act_is_about_or_happens_at() {
    assert_window("Bero awaits a trial set for June 2030.", "awaits", "2030-06-01", "2030-06-30");
    assert_window("Bero awaits a trial set for June 2030.", "trial", "2030-06-01", "2030-06-30");
    assert_window(
        "She was detained for most of the day upon arrival at the airport this morning.",
        "detained",
        "2030-05-14",
        "2030-05-14",
    );
    assert_window(
        "The ministry on Thursday (May 9) revoked the passports of two monks.",
        "revoked",
        "2030-05-09",
        "2030-05-09",
    );
}

#[test]
fn happenings_take_the_time_of_what_is_said_of_them() {
    assert_window("The eviction of the sellers is planned for 1 July 2030.", "eviction", "2030-07-01", "2030-07-01");
    assert_window("The trial of the owner opened in Velmar on 8 February 2029.", "trial", "2029-02-08", "2029-02-08");
    assert_window(
        "Police released the painter without charge on 11 July 2029.",
        "released",
        "2029-07-11",
        "2029-07-11",
    );
    assert_window("A court barred him from leaving the country on 7 June 2029.", "barred", "2029-06-07", "2029-06-07");
}

#[test]
fn a_stretch_reaches_to_its_end() {
    let text = "The office was raided from May 2027 to July 2028.";
    assert_window(text, "raided", "2027-05-01", "2028-07-31");
    let text = "Two clerks were arrested between 3 March and 9 March.";
    assert_window(text, "arrested", "2030-03-03", "2030-03-09");
}

#[test]
fn later_is_no_earlier_than_what_came_before() {
    assert_window("She was detained on Sunday. She was later released.", "released", "2030-05-12", "2030-05-14");
}

#[test]
fn a_vow_of_friday_is_no_act_of_friday() {
    assert_undated("On Friday he vowed to arrest the strikers.", "arrest");
}

#[test]
fn lengths() {
    assert_eq!(duration("She was sentenced to two years in prison.", "sentenced").as_deref(), Some("P2Y"));
    assert_eq!(duration("He was held for five days.", "held").as_deref(), Some("P5D"));
    assert_eq!(duration("He has served an 18-month sentence.", "sentence").as_deref(), Some("P18M"));
    assert_eq!(duration("He was questioned for hours.", "questioned"), None);
    assert_eq!(duration("He was arrested two months after the strike.", "arrested"), None);
}
