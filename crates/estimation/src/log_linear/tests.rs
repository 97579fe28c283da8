use super::search::Data;
use super::*;
use crate::Refusal;
use crate::examples::{agrees, kosovo, lists};

/// A model of four lists by its generators, lists numbered from 1.
fn generated(generators: &[&str]) -> Model {
    let bits = |digits: &str| digits.bytes().fold(0_u32, |bits, digit| bits | 1 << (digit - b'1'));
    let wanted: Vec<u32> = generators.iter().map(|digits| bits(digits)).collect();
    let mut wanted_sorted = wanted.clone();
    wanted_sorted.sort_unstable();
    Model::all(4).into_iter().find(|model| model.generators() == wanted_sorted).unwrap()
}

#[test]
fn there_are_as_many_hierarchical_models_as_sets_of_interactions_closed_downwards() {
    assert_eq!([2, 3, 4, 5].map(|n| Model::all(n).len()), [1, 8, 113, 6893]);
}

#[test]
fn kosovo_by_independence_and_by_all_interactions() {
    let lists = kosovo();
    let data = Data::of(&lists);
    let independent = data.fit(Model::independence(4)).unwrap();
    agrees(independent.estimate.point, 7394.59, 6);
    agrees(super::independence(&lists).unwrap().point, 7394.59, 6);
    agrees(independent.deviance, 245.94, 5);
    agrees(independent.aic, 357.36, 5);
    assert_eq!(independent.degrees_of_freedom, 10);
    let pairs = data.fit(Model::of_order(4, 2)).unwrap();
    agrees(pairs.estimate.point, 14_402.5, 6);
    agrees(pairs.deviance, 39.83, 4);
    let triples = data.fit(Model::of_order(4, 3)).unwrap();
    agrees(triples.estimate.point, 16_941.9, 6);
    assert!(triples.deviance.abs() < 1e-6);
}

#[test]
fn kosovo_by_the_lowest_bic() {
    let found = search(&kosovo()).unwrap();
    assert_eq!(found.best.model, generated(&["123", "14", "34"]));
    assert_eq!(found.best.model.shown(kosovo().names()), "EXH*ABA*OSCE + EXH*HRW + OSCE*HRW");
    assert_eq!((found.n_fitted, found.n_without_maximum, found.exhaustive), (113, 0, true));
    agrees(found.best.estimate.point, 10_356.52, 7);
    agrees(found.best.standard_error, 785.90, 5);
    agrees(found.best.deviance, 9.32, 3);
    agrees(found.best.aic, 132.75, 5);
    agrees(found.best.bic, 203.03, 5);
    agrees(found.best.estimate.low, 8_994.0, 4);
    agrees(found.best.estimate.high, 12_110.0, 5);
    agrees(found.profile_point, 10_334.5, 6);
    let wald = Data::of(&kosovo()).fit(found.best.model).unwrap().estimate;
    agrees(wald.low, 9_005.0, 4);
    agrees(wald.high, 12_105.0, 5);
}

#[test]
fn kosovo_rivals_are_far_apart() {
    let found = search(&kosovo()).unwrap();
    let rival = |generators: &[&str]| {
        let model = generated(generators);
        found.rivals.iter().find(|rival| rival.model == model).unwrap()
    };
    agrees(rival(&["123", "134"]).estimate.point, 12_740.97, 7);
    agrees(rival(&["123", "134"]).bic, 203.11, 5);
    agrees(rival(&["123", "134"]).aic, 126.44, 5);
    agrees(rival(&["134", "12", "23"]).estimate.point, 18_393.31, 7);
    agrees(rival(&["134", "12", "23"]).bic, 203.96, 5);
}

#[test]
fn a_model_without_a_maximum_is_told_from_one_with_zeros_that_do_not_matter() {
    // Lists A and B share nobody: their interaction falls without end.
    let apart = lists("A B C", &[("100", 40), ("010", 30), ("001", 20), ("101", 6), ("011", 5)]);
    assert_eq!(Data::of(&apart).fit(Model::of_order(3, 2)).unwrap_err(), Refusal::NoMaximum);
    assert!(Data::of(&apart).fit(Model::independence(3)).is_ok());
    // Nobody is on all three: the model of all pairs, which has as many parameters as cells, follows that zero without end.
    let zero = lists("A B C", &[("100", 40), ("010", 30), ("001", 20), ("110", 4), ("101", 6), ("011", 5)]);
    assert_eq!(Data::of(&zero).fit(Model::of_order(3, 2)).unwrap_err(), Refusal::NoMaximum);
    assert_eq!(search(&zero).unwrap().n_without_maximum, 1);
}

#[test]
fn zeros_that_pull_against_each_other_leave_a_maximum() {
    assert!(!existence::falls_without_end(&[vec![1.0], vec![-1.0]]));
    assert!(existence::falls_without_end(&[vec![1.0], vec![2.0]]));
    assert!(!existence::falls_without_end(&[vec![1.0, 0.0], vec![0.0, 1.0], vec![-1.0, -1.0]]));
    assert!(existence::falls_without_end(&[vec![1.0, 0.0], vec![0.0, 1.0], vec![-1.0, 1.0]]));
    assert!(!existence::falls_without_end(&[vec![0.0, 0.0]]));
}

#[test]
fn models_without_a_maximum_are_counted() {
    let found = search(&lists("A B C", &[("100", 40), ("010", 30), ("001", 20), ("101", 6), ("011", 5)])).unwrap();
    // Independence, A with C, B with C. With both, A and B would be independent among those not on C, where nobody is on both.
    assert_eq!((found.n_fitted, found.n_without_maximum), (3, 5));
}

#[test]
fn more_lists_than_the_table_takes_are_refused() {
    let many = lists("A B C D E F G H I", &[("110000000", 3), ("011000000", 3), ("001111111", 2)]);
    assert_eq!(search(&many).unwrap_err(), Refusal::TooManyLists { most: MOST_LISTS });
    assert!(independence(&many).is_ok());
}
