//! Values of expressions in running text, with the day of publication known, as a window, and unknown.

use crate::testing::{on, with_text};
use crate::times;
use document::{Basis, DateWindow, FuzzyDate};

/// Every expression with its value, in a text of Tuesday, 14 May 2030.
fn values(text: &str) -> Vec<(String, String)> {
    values_on(text, on("2030-05-14"))
}

fn values_on(text: &str, published: FuzzyDate) -> Vec<(String, String)> {
    with_text(text, published, |text| {
        let times = times::find(text);
        let list = times.list().iter();
        list.map(|time| (text.document.quote(time.span).to_owned(), time.value.clone().unwrap_or_default())).collect()
    })
}

fn assert_values(text: &str, wanted: &[(&str, &str)]) {
    let found = values(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(words, value)| (&words[..], &value[..])).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn days_and_months() {
    assert_values(
        "She was held on Jan. 12, 2029, and freed on 3 March.",
        &[("Jan. 12, 2029", "2029-01-12"), ("3 March", "2030-03-03")],
    );
    assert_values("On Friday (May 10) police came.", &[("Friday (May 10)", "2030-05-10")]);
    assert_values("The office closed in August 2029.", &[("August 2029", "2029-08")]);
    assert_values("He was jailed in October.", &[("October", "2029-10")]);
    assert_values(
        "The camp opened in mid-July and closed in late 2029.",
        &[("mid-July", "2029-07"), ("late 2029", "2029")],
    );
    assert_values("He wrote on 2029-11-06 and 11/02/29.", &[("2029-11-06", "2029-11-06"), ("11/02/29", "2029-11-02")]);
    assert_values("BENTO, 09 NOV 89 -- Soldiers fired.", &[("09 NOV 89", "1989-11-09")]);
}

#[test]
fn the_tense_says_where_a_weekday_lies() {
    assert_values("Police arrested him on Thursday.", &[("Thursday", "2030-05-09")]);
    assert_values("The court will rule on Thursday.", &[("Thursday", "2030-05-16")]);
    assert_values("Police arrested him on Tuesday.", &[("Tuesday", "2030-05-14")]);
    assert_values("She was held last Friday.", &[("last Friday", "2030-05-10")]);
}

#[test]
fn counted_from_the_day_of_publication() {
    assert_values("She fled last month.", &[("last month", "2030-04")]);
    assert_values("Earlier this month he fled.", &[("Earlier this month", "2030-05")]);
    assert_values(
        "They met yesterday and will meet tomorrow.",
        &[("yesterday", "2030-05-13"), ("tomorrow", "2030-05-15")],
    );
    assert_values("He was detained this morning.", &[("this morning", "2030-05-14TMO")]);
    assert_values("He left two weeks ago.", &[("two weeks ago", "2030-W18")]);
    assert_values("He left three years ago.", &[("three years ago", "2027")]);
    assert_values("Sales rose in the past three months.", &[("the past three months", "P3M")]);
}

#[test]
fn counted_from_the_story() {
    let text = "The court dissolved the union in March 2027. Two months later its leader fled.";
    assert_values(text, &[("March 2027", "2027-03"), ("Two months later", "2027-05")]);
}

#[test]
fn lengths_and_what_recurs() {
    assert_values("She got an 18-month sentence.", &[("18-month", "P18M")]);
    assert_values("He was held for five days.", &[("five days", "P5D")]);
    assert_values("It took two and a half years.", &[("two and a half years", "P2Y6M")]);
    assert_values("They march every week.", &[("every week", "P1W")]);
    assert_values("He was questioned for hours.", &[("hours", "PTXH")]);
    assert_values("A 44-year-old farmer came.", &[]);
}

#[test]
fn years_decades_and_their_parts() {
    assert_values("In its 1975-79 reign the junta killed.", &[("1975-79", "1975/1979")]);
    assert_values("In the 1990s nobody wrote.", &[("the 1990s", "199")]);
    assert_values("The 2028 elections were rigged.", &[("The 2028", "2028")]);
    assert_values("The fund fell in the third quarter of 2029.", &[("the third quarter of 2029", "2029-Q3")]);
    assert_values("He came in the summer of 2029.", &[("the summer of 2029", "2029-SU")]);
}

#[test]
fn numbers_that_are_no_times() {
    assert_values("Some 2000 people and 1200 children may march.", &[]);
    assert_values("He paid $1999 to Mr. May and Sun Li.", &[]);
}

#[test]
fn without_a_day_of_publication_values_stay_open() {
    let found = values_on("On Friday he fled. Last month he hid. He came on Nov. 9.", FuzzyDate::default());
    let found: Vec<&str> = found.iter().map(|(_, value)| &value[..]).collect();
    assert_eq!(found, ["XXXX-WXX-5", "", "XXXX-11-09"]);
}

#[test]
fn a_window_of_publication_gives_windows() {
    let window = DateWindow::between("2030-05-14".parse().unwrap(), "2030-05-20".parse().unwrap());
    let published = FuzzyDate { window, basis: Basis::Inferred, text: None };
    with_text("He fled last month. Police came on Thursday.", published, |text| {
        let times = times::find(text);
        let [month, thursday] = times.list() else { panic!("two expressions") };
        assert_eq!(month.value.as_deref(), Some("2030-04"));
        assert_eq!(month.basis, Basis::Inferred);
        assert_eq!(thursday.value.as_deref(), Some("XXXX-WXX-4"));
        let expected = DateWindow::between("2030-05-09".parse().unwrap(), "2030-05-16".parse().unwrap());
        assert_eq!(thursday.window, Some(expected));
    });
}

#[test]
fn whatever_the_text_nothing_panics() {
    let long =
        "the day before the day before ".repeat(2000) + &"at least ".repeat(3000) + &"1,".repeat(3000) + "éé½’s–";
    let lexemes = crate::numbers::Lexemes::new(&long);
    let lexicons = &crate::testing::codebook().english;
    let grammar = super::super::grammar::Grammar::new(&lexemes, lexicons, &[], false);
    assert!(grammar.all().len() < long.len());
}
