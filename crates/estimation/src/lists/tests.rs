use super::*;
use crate::examples::lists;

#[test]
fn lists_without_records_and_people_on_no_list_are_left_out_and_said() {
    let found = lists("A B C", &[("100", 4), ("101", 2), ("000", 9), ("101", 1)]);
    assert_eq!(found.names(), ["A", "C"]);
    assert_eq!(found.without_records(), ["B"]);
    assert_eq!(found.on_none(), 9);
    assert_eq!(found.cells(), [Cell { lists: 1, count: 4 }, Cell { lists: 3, count: 3 }]);
    assert_eq!((found.people(), found.total(0), found.total(1), found.on_exactly(2)), (7, 7, 3, 3));
    assert_eq!(found.check(), Err(Refusal::TooFewLists { lists: 2 }));
}

#[test]
fn lists_that_share_nobody_are_refused() {
    let none = lists("A B C", &[("100", 4), ("010", 2), ("001", 9)]);
    assert_eq!(none.check(), Err(Refusal::NoOverlap));
    let two = lists("A B C", &[("110", 6), ("100", 40), ("010", 30), ("001", 20)]);
    assert_eq!(two.check(), Err(Refusal::TooFewOverlap));
    assert_eq!(two.groups(), [vec![0, 1], vec![2]]);
    let chain = lists("A B C", &[("110", 6), ("011", 1), ("100", 40)]);
    assert_eq!(chain.check(), Ok(()));
    assert_eq!(lists("A B C", &[("000", 3)]).check(), Err(Refusal::Empty));
}

#[test]
fn overlaps_are_counted_over_all_histories() {
    let found = lists("A B C", &[("110", 6), ("111", 2), ("011", 1)]);
    let both: Vec<u64> = found.overlaps().iter().map(|overlap| overlap.both).collect();
    assert_eq!(both, [8, 2, 3]);
}

#[test]
fn some_lists_alone_count_those_whom_they_lack() {
    let all = lists("A B C", &[("100", 5), ("110", 2), ("011", 3), ("111", 1), ("000", 4)]);
    let two = all.only(&[1, 2]);
    assert_eq!(two.names(), ["B", "C"]);
    assert_eq!((two.people(), two.on_none(), two.total(0), two.total(1)), (6, 9, 6, 4));
    assert_eq!(all.only(&[0, 1, 2]), all);
    assert!(all.only(&[]).is_empty() && all.only(&[9]).is_empty());
}
