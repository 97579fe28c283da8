use super::*;
use crate::examples::{kosovo, lists};
use crate::latent::Settings;

fn quick() -> Settings {
    Settings { iterations: 4000, most_iterations: 4000, ..Settings::default() }
}

fn outcome(report: &Report, method: Method) -> Result<Estimate, Refusal> {
    report.answers.iter().find(|answer| answer.method == method).unwrap().outcome.clone()
}

#[test]
fn kosovo_has_estimators_side_by_side_that_differ() {
    let report = estimate(&kosovo(), quick());
    assert_eq!(report.outcome, Ok(()));
    assert_eq!(report.pairs.len(), 6);
    assert!(report.estimates().filter(|(method, _)| method.is_model()).count() >= 2);
    let rivals =
        report.warnings.iter().any(|warning| matches!(warning, Warning::Rivals { high, .. } if *high > 18_000.0));
    assert!(rivals, "{:?}", report.warnings);
    let [low, high] = report.range().unwrap();
    assert!(low < 9_500.0 && high > 16_000.0);
}

#[test]
fn lists_that_cannot_tell_give_no_number_at_all() {
    for (table, expected) in [
        (lists("A B C", &[("110", 6), ("100", 40), ("010", 30)]), Refusal::TooFewLists { lists: 2 }),
        (lists("A B C", &[("100", 40), ("010", 30), ("001", 20)]), Refusal::NoOverlap),
        (lists("A B C", &[("110", 6), ("100", 40), ("010", 30), ("001", 20)]), Refusal::TooFewOverlap),
    ] {
        let report = estimate(&table, quick());
        assert_eq!(report.outcome, Err(expected));
        assert!(report.answers.is_empty() && report.range().is_none());
    }
}

#[test]
fn with_too_many_lists_for_a_method_the_others_go_on() {
    let names = "A B C D E F";
    let histories = [
        ("100000", 60),
        ("010000", 70),
        ("001000", 80),
        ("000100", 50),
        ("000010", 40),
        ("000001", 30),
        ("110000", 20),
        ("011000", 22),
        ("001100", 18),
        ("000110", 15),
        ("000011", 12),
        ("100001", 14),
        ("111000", 6),
        ("000111", 5),
    ];
    let report = estimate(&lists(names, &histories), quick());
    assert_eq!(outcome(&report, Method::Averaging), Err(Refusal::TooManyLists { most: averaging::MOST_LISTS }));
    assert!(outcome(&report, Method::LogLinear).is_ok());
    assert_eq!(report.outcome, Ok(()));
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let one = format!("{:?}", estimate(&kosovo(), quick()));
    assert_eq!(one, format!("{:?}", estimate(&kosovo(), quick())));
}
