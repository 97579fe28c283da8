//! Laws of names over arbitrary text.

use super::*;
use proptest::prelude::*;

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Z][a-z]{0,9}( [A-Z][a-z]{0,9}){0,4}",
        "(Ch|Kh|S|Th|V|M)(a|o|eou|oeu|i)(n|ng|r|th|) (Ch|Kh|S|Th|V|M)(a|o|ea|i)(n|ng|r|th|)",
        "\\PC{0,40}",
    ]
}

/// Names of few parts that are often the same, joined, a letter apart or far from each other.
fn close_name() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "(Ch|Kh|S|Th|V|M|K|B)(a|o|eou|oeu|i|e)(n|ng|r|th|k|)",
        "(Sar|Vann)(ak|eth|a)(ra|)",
        "[A-Z][a-z]{1,9}",
        "(Ministry|al|van)"
    ];
    (proptest::collection::vec((part, "( ||-)"), 1..4))
        .prop_map(|parts| parts.into_iter().flat_map(|(part, gap)| [part, gap]).collect::<String>())
}

fn any_kind() -> impl Strategy<Value = NameKind> {
    prop_oneof![Just(NameKind::Person), Just(NameKind::Organization), Just(NameKind::Place)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_and_names_are_stable(text in any_name(), kind in any_kind()) {
        if let Ok(name) = Name::parse(&text, kind) {
            prop_assert!(!name.normalized().is_empty());
            let mut index = NameIndex::default();
            prop_assert_eq!(index.add(&name), index.add(&name));
            prop_assert!(index.candidates(&name).types.is_empty());
        }
    }

    #[test]
    fn comparison_is_symmetric(left in any_name(), right in any_name(), kind in any_kind()) {
        if let (Ok(left), Ok(right)) = (Name::parse(&left, kind), Name::parse(&right, kind)) {
            let frequencies = Frequencies::default();
            let (there, back) = (compare(&left, &right, &frequencies), compare(&right, &left, &frequencies));
            prop_assert_eq!(there.bits.to_bits(), back.bits.to_bits());
            prop_assert_eq!(there.agreement, back.agreement);
            prop_assert!((0.0..=1.0).contains(&there.probability));
            prop_assert!(there.factors(&left, &right).iter().all(|factor| factor.bits.is_finite()));
        }
    }

    #[test]
    fn names_that_are_alike_are_so_in_short(left in close_name(), right in close_name(), kind in any_kind()) {
        if let (Ok(left), Ok(right)) = (Name::parse(&left, kind), Name::parse(&right, kind)) {
            let mut sketches = Sketches::default();
            [&left, &right].into_iter().for_each(|name| sketches.push(name));
            let agreement = compare(&left, &right, &Frequencies::default()).agreement;
            prop_assert!(agreement < Agreement::Possible || sketches.may_be_alike(0, 1), "{agreement:?} {left:?} {right:?}");
            prop_assert_eq!(sketches.may_be_alike(0, 1), sketches.may_be_alike(1, 0));
        }
    }

    #[test]
    fn nothing_agrees_better_than_the_name_itself(left in any_name(), right in any_name(), kind in any_kind()) {
        if let (Ok(left), Ok(right)) = (Name::parse(&left, kind), Name::parse(&right, kind)) {
            let frequencies = Frequencies::default();
            let itself = compare(&left, &left, &frequencies);
            let other = compare(&left, &right, &frequencies);
            prop_assert!(itself.agreement >= other.agreement || itself.agreement == Agreement::NoEvidence);
            prop_assert!(matches!(itself.agreement, Agreement::Same | Agreement::NoEvidence), "{:?}", itself);
        }
    }

    #[test]
    fn the_order_of_parts_is_free(parts in proptest::collection::vec("[A-Z][a-z]{3,7}", 2..4)) {
        let there = Name::parse(&parts.join(" "), NameKind::Person);
        let back = Name::parse(&parts.iter().rev().cloned().collect::<Vec<_>>().join(" "), NameKind::Person);
        if let (Ok(there), Ok(back)) = (there, back)
            && there.n_parts() == parts.len() && back.n_parts() == parts.len()
        {
            let itself = compare(&there, &there, &Frequencies::default());
            let turned = compare(&there, &back, &Frequencies::default());
            prop_assert_eq!(turned.agreement, Agreement::Same);
            prop_assert!(itself.bits - turned.bits < 2.0);
        }
    }
}
