use super::*;
use crate::examples::{agrees, kosovo, lists};

fn with(cell: f64) -> Prior {
    Prior { cell: Some(cell), most_missing: Some(30_000) }
}

#[test]
fn there_are_as_many_decomposable_graphs_as_are_known() {
    assert_eq!([1, 2, 3, 4, 5].map(|n| Graph::decomposable(n).len()), [1, 2, 8, 61, 822]);
    assert!(Graph::decomposable(5).iter().all(|graph| graph.separators.len() + 1 == graph.cliques.len()));
}

#[test]
fn kosovo_is_what_dga_gives() {
    let found = average(&kosovo(), with(1.0 / 16.0)).unwrap();
    agrees(found.mean, 12_749.3, 6);
    agrees(found.estimate.point, 12_595.0, 5);
    agrees(found.estimate.low, 9_827.0, 4);
    agrees(found.estimate.high, 16_544.0, 5);
    let (graph, probability) = &found.graphs[0];
    assert_eq!(graph.shown(kosovo().names()), "EXH*ABA*OSCE + EXH*OSCE*HRW");
    agrees(*probability, 0.9855, 4);
}

#[test]
fn kosovo_moves_with_the_prior() {
    let half = average(&kosovo(), with(0.5)).unwrap();
    agrees(half.estimate.point, 11_323.0, 5);
    agrees(half.estimate.low, 4_500.0, 4);
    agrees(half.estimate.high, 14_486.0, 5);
    let one = average(&kosovo(), with(1.0)).unwrap();
    agrees(one.estimate.point, 4_617.0, 4);
    assert!(one.complete > 0.97 && found_by_default().complete < 1e-6);
    agrees(one.estimate.low, 4_408.0, 4);
    agrees(one.estimate.high, 6_860.0, 4);
}

#[test]
fn too_many_lists_and_posteriors_without_an_end_are_refused() {
    let many = lists("A B C D E F", &[("111000", 2), ("000111", 2), ("101010", 4)]);
    assert_eq!(average(&many, Prior::default()).unwrap_err(), Refusal::TooManyLists { most: MOST_LISTS });
    let found = found_by_default();
    agrees(found.mean, 12_749.3, 6);
    assert!(found.at_the_end < 1e-5);
}

fn found_by_default() -> Averaged {
    average(&kosovo(), Prior::default()).unwrap()
}
