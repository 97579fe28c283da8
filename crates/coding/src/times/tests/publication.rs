//! The day of publication, bounded by what the text tells.

use crate::testing::with_text;
use crate::times;
use document::{Basis, DateWindow, FuzzyDate};

fn narrowed(text: &str, published: FuzzyDate) -> (String, String, Basis) {
    with_text(text, published, |text| {
        let times = times::find(text);
        let published = times.published();
        let show = |day: Option<jiff::civil::Date>| day.map_or("open".to_owned(), |day| day.to_string());
        (show(published.window.earliest), show(published.window.latest), published.basis)
    })
}

fn printed(day: &str) -> FuzzyDate {
    FuzzyDate {
        window: DateWindow { earliest: None, latest: Some(day.parse().unwrap()) },
        basis: Basis::Inferred,
        text: None,
    }
}

fn assert_bounds(text: &str, published: FuzzyDate, earliest: &str, latest: &str) {
    let (first, last, _) = narrowed(text, published);
    assert_eq!((&first[..], &last[..]), (earliest, latest), "{text}");
}

#[test]
fn what_a_page_states_stays() {
    let stated = crate::testing::on("2030-05-14");
    assert_eq!(narrowed("He was jailed in June 2029.", stated).2, Basis::Stated);
}

#[test]
fn the_past_bounds_below() {
    assert_bounds("Ilan Bero was jailed in June 2029.", FuzzyDate::default(), "2029-06-01", "open");
    assert_bounds(
        "The ban paved the way for the party to win the July 2028 election.",
        printed("2031-01-05"),
        "2028-07-01",
        "2031-01-05",
    );
}

#[test]
fn plans_and_wishes_do_not_bound_below() {
    for text in [
        "The party called for elections in July 2033.",
        "The court set the trial for March 2033.",
        "They criticised the 2034 World Cup.",
        "He was due to be freed in May 2033.",
        "The government approved a budget for 2033.",
        "He was not arrested in June 2029.",
    ] {
        assert_bounds(text, FuzzyDate::default(), "open", "open");
    }
}

#[test]
fn plans_bound_above() {
    assert_bounds("She will return on Nov. 9, 2030.", FuzzyDate::default(), "open", "2030-11-08");
}

#[test]
fn a_term_served_to_its_end() {
    let text = "Lina Moro was sentenced in Oct. 2028 for insulting the president. Moro, who completed her 18-month sentence last month, said so.";
    // Half of the term, nine months, after the first day of the judgement; told in the month after.
    assert_bounds(text, printed("2030-09-15"), "2029-08-01", "2030-09-15");
}

#[test]
fn a_date_on_a_line_of_its_own_is_no_fact() {
    assert_bounds("Monday, May 06, 2030\n\nPolice arrested him.", FuzzyDate::default(), "open", "open");
}
