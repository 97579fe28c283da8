//! How likely an act is right, fitted on acts judged by hand.
//!
//! Logistic regression with a Gaussian prior (ridge; Hoerl & Kennard 1970, le Cessie & van Houwelingen 1992) by Newton's
//! method. The rule's own prior enters as log odds with a weight near 1, every other property with a weight near 0; the
//! strength is chosen by five-fold cross-validation. Same rows, same weights.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Strengths of the ridge that are tried.
const STRENGTHS: [f64; 5] = [1.0, 3.0, 10.0, 30.0, 100.0];
/// A property seen less often than this gets no weight.
const LEAST_SEEN: usize = 8;
/// Of strengths whose log loss differs by no more, the strongest is taken.
const ABOUT_AS_GOOD: f64 = 0.005;
const FOLDS: usize = 5;
const NEWTON_STEPS: usize = 25;
/// With many rows and few properties it is there sooner.
const NEWTON_STEPS_OF_NUMBERS: usize = 8;

/// One judged act.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Whether a careful reader agreed.
    pub right: bool,
    /// Log odds of the rule's own prior.
    pub prior: f64,
    /// Names of the properties that hold.
    pub properties: Vec<String>,
}

/// Fitted weights, and how they did on acts that they were not fitted on.
#[derive(Debug)]
pub struct Fit {
    /// By property; `prior` is the weight of the prior's log odds.
    pub weights: BTreeMap<String, f64>,
    /// Mean log loss (natural logarithm) in cross-validation.
    pub log_loss: f64,
    /// Mean log loss of the priors alone, on the same acts.
    pub log_loss_of_priors: f64,
    /// Expected calibration error in cross-validation, ten equal bins.
    pub calibration_error: f64,
    /// The strength that was chosen.
    pub strength: f64,
}

/// Reads the lines of `judge.py rows`: verdict, prior, properties, separated by tabs. Lines that do not fit are left out.
pub fn parse(lines: &str) -> Vec<Judged> {
    lines.lines().filter_map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<Judged> {
    let mut cells = line.split('\t');
    let right = cells.next()? == "1";
    let prior: f64 = cells.next()?.parse().ok()?;
    let prior = prior.clamp(0.01, 0.99);
    Some(Judged { right, prior: (prior / (1.0 - prior)).ln(), properties: cells.map(str::to_owned).collect() })
}

/// Fits the weights; `None` without acts of both verdicts.
pub fn fit(judged: &[Judged]) -> Option<Fit> {
    if judged.iter().all(|act| act.right) || !judged.iter().any(|act| act.right) {
        return None;
    }
    let losses = STRENGTHS.map(|strength| (strength, log_loss(&cross_validated(judged, strength))));
    let best = losses.iter().map(|(_, loss)| *loss).min_by(f64::total_cmp)?;
    let (strength, loss) = losses.into_iter().rfind(|(_, loss)| *loss <= best + ABOUT_AS_GOOD)?;
    let priors: Vec<(f64, bool)> = judged.iter().map(|act| (logistic(act.prior), act.right)).collect();
    Some(Fit {
        weights: weights(judged, strength),
        log_loss: loss,
        log_loss_of_priors: log_loss(&priors),
        calibration_error: calibration_error(&cross_validated(judged, strength)),
        strength,
    })
}

/// The codebook file for weights of `what`, made by `cargo xtask TASK`.
pub fn table(what: &str, task: &str, weights: impl Iterator<Item = (String, f64)>) -> String {
    let mut table =
        format!("# Weights of the {what}; made by `cargo xtask {task}`, do not edit. Licence: MIT OR Apache-2.0.\n");
    table.push_str("property\tweight\n");
    for (property, weight) in weights {
        let _ = writeln!(table, "{property}\t{weight:.3}");
    }
    table
}

/// Probability and verdict of each act, from weights fitted without its fold.
fn cross_validated(judged: &[Judged], strength: f64) -> Vec<(f64, bool)> {
    let folds = (0..FOLDS).flat_map(|fold| {
        let (held, rest): (Vec<_>, Vec<_>) = judged.iter().cloned().enumerate().partition(|(i, _)| i % FOLDS == fold);
        let rest: Vec<Judged> = rest.into_iter().map(|(_, act)| act).collect();
        let weights = weights(&rest, strength);
        held.into_iter().map(move |(_, act)| (probability(&weights, &act), act.right)).collect::<Vec<_>>()
    });
    folds.collect()
}

fn probability(weights: &BTreeMap<String, f64>, act: &Judged) -> f64 {
    let prior = weights.get("prior").unwrap_or(&1.0) * act.prior;
    logistic(prior + act.properties.iter().filter_map(|property| weights.get(property)).sum::<f64>())
}

fn weights(judged: &[Judged], strength: f64) -> BTreeMap<String, f64> {
    let names = properties(judged);
    let rows: Vec<Vec<f64>> = judged.iter().map(|act| row(act, &names)).collect();
    let mut weights = vec![0.0; names.len() + 1];
    weights[0] = 1.0;
    let right: Vec<bool> = judged.iter().map(|act| act.right).collect();
    let means: Vec<f64> = (0..weights.len()).map(|i| f64::from(u8::from(i == 0))).collect();
    for _ in 0..NEWTON_STEPS {
        newton_step(&rows, &right, strength, &means, &mut weights);
    }
    std::iter::once("prior".to_owned()).chain(names).zip(weights).collect()
}

fn properties(judged: &[Judged]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for property in judged.iter().flat_map(|act| &act.properties) {
        *seen.entry(property).or_default() += 1;
    }
    seen.into_iter().filter(|(_, n)| *n >= LEAST_SEEN).map(|(property, _)| property.to_owned()).collect()
}

fn row(act: &Judged, names: &[String]) -> Vec<f64> {
    let holds = |name: &String| f64::from(u8::from(act.properties.contains(name)));
    std::iter::once(act.prior).chain(names.iter().map(holds)).collect()
}

/// Fits one weight for each number of a row, and a bias (last), all with mean 0.
pub fn fit_numbers(mut rows: Vec<Vec<f64>>, right: &[bool], strength: f64) -> Vec<f64> {
    rows.iter_mut().for_each(|row| row.push(1.0));
    let means = vec![0.0; rows.first().map_or(0, Vec::len)];
    let mut weights = means.clone();
    for _ in 0..NEWTON_STEPS_OF_NUMBERS {
        newton_step(&rows, right, strength, &means, &mut weights);
    }
    weights
}

/// One step towards the maximum of likelihood × Gaussian prior around `means`.
fn newton_step(rows: &[Vec<f64>], right: &[bool], strength: f64, means: &[f64], weights: &mut [f64]) {
    let n = weights.len();
    let mut gradient: Vec<f64> = (0..n).map(|i| strength * (weights[i] - means[i])).collect();
    let mut hessian: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| if i == j { strength } else { 0.0 }).collect()).collect();
    for (row, &right) in rows.iter().zip(right) {
        let p = logistic(row.iter().zip(weights.iter()).map(|(x, w)| x * w).sum());
        let error = p - f64::from(u8::from(right));
        for i in (0..n).filter(|&i| row[i] != 0.0) {
            gradient[i] += error * row[i];
            let weight = p * (1.0 - p) * row[i];
            hessian[i].iter_mut().zip(row).for_each(|(cell, x)| *cell += weight * x);
        }
    }
    for (weight, step) in weights.iter_mut().zip(solve(hessian, gradient)) {
        *weight -= step;
    }
}

/// Solves `matrix · x = right` by Gauss-Jordan elimination; the matrix is positive definite here.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    for pivot in 0..right.len() {
        let row = matrix[pivot].clone();
        for other in (0..right.len()).filter(|&other| other != pivot) {
            let factor = matrix[other][pivot] / row[pivot];
            matrix[other].iter_mut().zip(&row).for_each(|(cell, above)| *cell -= factor * above);
            right[other] -= factor * right[pivot];
        }
    }
    right.iter().enumerate().map(|(i, value)| value / matrix[i][i]).collect()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn log_loss(answers: &[(f64, bool)]) -> f64 {
    let loss = |&(p, right): &(f64, bool)| -(if right { p } else { 1.0 - p }).max(1e-9).ln();
    answers.iter().map(loss).sum::<f64>() / answers.len().max(1) as f64
}

fn calibration_error(answers: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for &(p, right) in answers {
        let bin = &mut bins[((p * 10.0) as usize).min(9)];
        bin.0 += p;
        bin.1 += f64::from(u8::from(right));
    }
    bins.iter().map(|(said, was)| (said - was).abs()).sum::<f64>() / answers.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Acts of which those without a victim are mostly wrong, all with the same prior.
    fn invented() -> Vec<Judged> {
        let act = |i: usize| {
            let known = i.is_multiple_of(2);
            let right = if known { !i.is_multiple_of(14) } else { i % 7 == 1 };
            let property = if known { "victim=person" } else { "victim=none" };
            Judged { right, prior: 1.0, properties: vec!["always".into(), property.into()] }
        };
        (0..200).map(act).collect()
    }

    #[test]
    fn properties_that_tell_are_found_and_beat_the_priors() {
        let fit = fit(&invented()).unwrap();
        assert!(fit.weights["victim=none"] < -0.5 && fit.weights["victim=person"] > 0.0);
        assert!(fit.log_loss < fit.log_loss_of_priors);
        assert!(fit.calibration_error < 0.08, "{}", fit.calibration_error);
    }

    #[test]
    fn one_verdict_only_gives_no_weights() {
        let all_right: Vec<Judged> = invented().into_iter().filter(|act| act.right).collect();
        assert!(fit(&all_right).is_none());
    }

    #[test]
    fn a_line_that_does_not_fit_is_left_out() {
        assert_eq!(parse("1\t0.5\talways\nnonsense\n").len(), 1);
    }
}
