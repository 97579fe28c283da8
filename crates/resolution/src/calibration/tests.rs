//! Calibration: against hand-made answers, in any order, on what cannot be learnt.

use super::*;

fn pairs(of: &[(f64, u32, u32)]) -> Vec<Labelled> {
    let mut all = Vec::new();
    for &(score, n_same, n_other) in of {
        all.extend((0..n_same).map(|_| Labelled { score, same: true }));
        all.extend((0..n_other).map(|_| Labelled { score, same: false }));
    }
    all
}

#[test]
fn violators_are_pooled() {
    let Ok(Calibration::Isotonic(knots)) =
        Calibration::isotonic(&pairs(&[(0.0, 1, 9), (1.0, 6, 4), (2.0, 4, 6), (3.0, 9, 1)]))
    else {
        panic!("no knots")
    };
    assert_eq!(knots, [(0.0, 1.5 / 11.0), (1.0, 10.5 / 21.0), (2.0, 10.5 / 21.0), (3.0, 9.5 / 11.0)]);
}

#[test]
fn lines_run_between_the_knots_and_end_flat() {
    let map = Calibration::Isotonic(vec![(0.0, 0.2), (2.0, 0.8)]);
    for (score, probability) in [(-9.0, 0.2), (0.0, 0.2), (1.0, 0.5), (2.0, 0.8), (99.0, 0.8), (f64::NAN, 0.2)] {
        assert!((map.probability(score) - probability).abs() < 1e-12, "{score}");
    }
    assert!((map.bits(1.0)).abs() < 1e-12);
    assert!(Calibration::Isotonic(vec![]).probability(1.0).abs() < 1e-12);
}

#[test]
fn never_turns_the_order_round_and_never_is_certain() {
    let labelled: Vec<Labelled> =
        (0..1000_u32).map(|n| Labelled { score: f64::from(n), same: n * 7919 % 1000 < n }).collect();
    let map = Calibration::isotonic(&labelled).unwrap();
    let stated: Vec<f64> = (0..1000_u32).map(|n| map.probability(f64::from(n))).collect();
    assert!(stated.windows(2).all(|two| two[0] <= two[1]));
    assert!(stated.iter().all(|p| (0.0..1.0).contains(p)) && stated[0] > 0.0);
    let turned: Vec<Labelled> = labelled.iter().rev().copied().collect();
    assert_eq!(Calibration::isotonic(&turned).unwrap(), map);
}

#[test]
fn platt_finds_the_curve_that_made_the_labels() {
    // 1 / (1 + exp(-(2 x - 1))) at some scores, as shares of 10,000.
    let shares: Vec<(f64, u32, u32)> = [(-1.0, 474), (0.0, 2689), (0.5, 5000), (1.0, 7311), (2.0, 9526)]
        .iter()
        .map(|&(score, n)| (score, n, 10_000 - n))
        .collect();
    let Ok(Calibration::Platt { slope, intercept }) = Calibration::platt(&pairs(&shares)) else { panic!("no curve") };
    assert!((slope - 2.0).abs() < 0.01 && (intercept + 1.0).abs() < 0.01, "{slope} {intercept}");
}

#[test]
fn platt_stays_finite_when_scores_part_the_answers() {
    let map = Calibration::platt(&pairs(&[(-1000.0, 0, 5), (1000.0, 5, 0)])).unwrap();
    assert!(map.probability(1000.0) > 0.8 && map.probability(-1000.0) < 0.2);
    assert!(map.bits(1e9).is_finite() && map.bits(-1e9).is_finite());
}

#[test]
fn nothing_is_learnt_from_nothing() {
    let one_kind = pairs(&[(1.0, 3, 0)]);
    let no_number = [Labelled { score: f64::NAN, same: true }];
    assert_eq!(Calibration::isotonic(&[]), Err(CalibrationError::NoPairs));
    assert_eq!(Calibration::isotonic(&no_number), Err(CalibrationError::NoPairs));
    assert_eq!(Calibration::platt(&one_kind), Err(CalibrationError::OneAnswer));
}

#[test]
fn reliability_by_hand() {
    let stated = [(0.1, false), (0.1, true), (0.9, true), (0.9, true), (1.0, true)];
    let found = reliability(&stated, 10);
    assert_eq!((found.n, found.bins.len()), (5, 2));
    let ece = 0.4 * 0.4 + 0.6 * (1.0 - 2.8 / 3.0);
    assert!((found.ece - ece).abs() < 1e-12);
    assert!((found.brier - (0.01 + 0.81 + 0.01 + 0.01) / 5.0).abs() < 1e-12);
    assert_eq!(reliability(&[], 10), Reliability::default());
}

#[test]
fn a_map_survives_being_kept() {
    let map = Calibration::Isotonic(vec![(0.5, 0.25), (1.5, 0.75)]);
    let kept = serde_json::to_string(&map).unwrap();
    assert_eq!(serde_json::from_str::<Calibration>(&kept).unwrap(), map);
}

#[test]
fn a_weight_counts_as_so_many_pairs() {
    let labelled = |score: f64, same: bool| Labelled { score, same };
    let pairs = [labelled(-2.0, false), labelled(0.0, true), labelled(0.5, false), labelled(3.0, true)];
    let repeated: Vec<Labelled> = pairs.iter().flat_map(|pair| [*pair; 3]).collect();
    let weighed: Vec<(Labelled, f64)> = pairs.iter().map(|pair| (*pair, 3.0)).collect();
    let (one, other) = (Calibration::platt(&repeated).unwrap(), Calibration::platt_weighed(&weighed).unwrap());
    for score in [-2.0, 0.3, 4.0] {
        assert!((one.probability(score) - other.probability(score)).abs() < 1e-9);
    }
    let without: Vec<(Labelled, f64)> =
        pairs.iter().map(|pair| (*pair, 1.0)).chain([(labelled(9.0, false), 0.0)]).collect();
    let (one, other) = (Calibration::platt(&pairs).unwrap(), Calibration::platt_weighed(&without).unwrap());
    assert!((one.probability(1.0) - other.probability(1.0)).abs() < 1e-9);
}
