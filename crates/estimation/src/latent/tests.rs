use super::*;
use crate::examples::kosovo;
use crate::random::Random;

fn short(seed: u64) -> Settings {
    Settings { seed, chains: 4, iterations: 10_000, most_iterations: 40_000, ..Settings::default() }
}

#[test]
fn a_seed_gives_the_same_draws_again() {
    let short = Settings { iterations: 2000, most_iterations: 2000, ..short(5) };
    assert_eq!(run(&kosovo(), short), run(&kosovo(), short));
    assert_ne!(run(&kosovo(), short).mean, run(&kosovo(), Settings { seed: 6, ..short }).mean);
}

#[test]
fn kosovo_is_near_the_published_posterior_with_short_chains() {
    let found = run(&kosovo(), Settings { iterations: 40_000, ..short(1) });
    assert!((found.estimate.point / 10_423.0 - 1.0).abs() < 0.03, "{found:?}");
    assert!((found.estimate.low / 9_009.0 - 1.0).abs() < 0.06, "{found:?}");
    assert!(found.convergence.r_hat < MOST_R_HAT, "{found:?}");
}

/// The histories to be expected of people in two groups, each with its chances to be on the lists.
fn expected(groups: &[(f64, [f64; 5])]) -> Lists {
    let chance = |history: u64, chances: &[f64; 5]| -> f64 {
        chances.iter().enumerate().map(|(list, p)| if history >> list & 1 == 1 { *p } else { 1.0 - p }).product()
    };
    let count = |history: u64| groups.iter().map(|(people, chances)| people * chance(history, chances)).sum::<f64>();
    let cells = (1..32).map(|history| crate::lists::Cell { lists: history, count: count(history).round() as u64 });
    Lists::new(["A", "B", "C", "D", "E"].map(str::to_owned).to_vec(), cells)
}

#[test]
fn a_population_of_two_groups_is_covered() {
    let groups = [(1600.0, [0.12, 0.1, 0.2, 0.22, 0.15]), (400.0, [0.85, 0.9, 0.8, 0.95, 0.75])];
    let found = sample(&expected(&groups), short(2)).unwrap();
    assert!(found.estimate.low < 2000.0 && found.estimate.high > 2000.0, "{found:?}");
    assert!((found.estimate.point / 2000.0 - 1.0).abs() < 0.06, "{found:?}");
}

#[test]
fn draws_around_two_numbers_are_told_from_a_long_tail() {
    let mut random = Random::new(9, 0);
    let mut draws = |centres: [f64; 2]| -> Vec<f64> {
        let mut draws: Vec<f64> =
            (0..4000).map(|i| centres[usize::from(i % 3 == 0)] * random.gamma(60.0) / 60.0).collect();
        draws.sort_unstable_by(f64::total_cmp);
        draws
    };
    let two = modes::modes(&draws([1500.0, 2900.0]), 500.0);
    assert!(two.len() == 2 && (1350.0..1650.0).contains(&two[0]) && (2600.0..3200.0).contains(&two[1]), "{two:?}");
    assert_eq!(modes::modes(&draws([1500.0, 1700.0]), 4000.0).len(), 1);
    assert_eq!(modes::modes(&[5.0; 40], 40.0), [5.0]);
    assert_eq!(modes::modes(&[5.0, 6.0], 2.0), [5.5]);
}

#[test]
fn chains_that_differ_are_told_from_chains_that_agree() {
    let mut random = Random::new(3, 0);
    let mut chain = |centre: f64| -> Vec<f64> { (0..400).map(|_| centre + random.gamma(4.0)).collect() };
    let agree = [chain(0.0), chain(0.0), chain(0.0), chain(0.0)];
    let convergence = Convergence::of(&agree.each_ref().map(Vec::as_slice));
    assert!(convergence.r_hat < 1.02 && convergence.bulk > 1000.0 && convergence.tail > 800.0, "{convergence:?}");
    let differ = [chain(0.0), chain(0.0), chain(0.0), chain(9.0)];
    let convergence = Convergence::of(&differ.each_ref().map(Vec::as_slice));
    assert!(convergence.r_hat > 1.2 && convergence.bulk < 40.0, "{convergence:?}");
}

#[test]
fn draws_that_hang_together_are_worth_fewer() {
    let mut random = Random::new(4, 0);
    let mut chain = || -> Vec<f64> {
        let mut value = 0.0;
        let mut step = || {
            value = 0.9 * value + random.gamma(1.0) - 1.0;
            value
        };
        (0..4000).map(|_| step()).collect()
    };
    let chains = [chain(), chain(), chain(), chain()];
    // The first-order autoregression has (1 - .9)/(1 + .9) of its draws.
    let expected = 16_000.0 / 19.0;
    let found = Convergence::of(&chains.each_ref().map(Vec::as_slice)).bulk;
    assert!((found / expected - 1.0).abs() < 0.25, "{found}");
}

#[test]
fn chains_too_short_to_be_judged_give_no_number() {
    assert!(Convergence::of(&[&[1.0, 2.0], &[1.0, 3.0]]).r_hat.is_nan());
}
