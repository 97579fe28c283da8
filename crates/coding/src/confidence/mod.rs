//! How likely it is that a careful reader would agree with an act.
//!
//! Logistic regression (Cox 1958) over the rule's prior and a few properties of the act and its place in the text. The
//! weights are data, `codebook/weights/act_confidence.tsv`, fitted by `cargo xtask fit` on acts judged by hand.

mod doubt;
mod features;

pub(crate) use doubt::leave_out;
pub use features::Features;

use crate::{Entities, Text};
use codebook::Weights;
use domain::Act;

/// Replaces each act's prior by a probability.
pub(crate) fn settle(text: &Text<'_>, entities: &Entities, acts: &mut [Act]) {
    let features = Features::new(text.document, text.annotations, text.codebook, entities.list(), acts);
    let weights = &text.codebook.act_confidence;
    let settled: Vec<f64> = acts.iter().map(|act| probability(weights, &features.of(act), act.confidence)).collect();
    acts.iter_mut().zip(settled).for_each(|(act, confidence)| act.confidence = confidence);
}

/// The logistic function of the weighted sum, in `0.01..=0.99`. Without weights for the prior, the prior stays as it is.
fn probability(weights: &Weights, features: &[String], prior: f64) -> f64 {
    let log_odds = |p: f64| (p / (1.0 - p)).ln();
    let prior = log_odds(prior.clamp(0.01, 0.99)) * weights.get("prior").unwrap_or(1.0);
    let sum = prior + features.iter().filter_map(|feature| weights.get(feature)).sum::<f64>();
    (1.0 / (1.0 + (-sum).exp())).clamp(0.01, 0.99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_weights_the_prior_stays() {
        let properties = vec!["always".to_owned(), "victim=none".to_owned()];
        assert!((probability(&Weights::default(), &properties, 0.8) - 0.8).abs() < 1e-9);
    }

    #[test]
    fn weights_move_the_odds() {
        let weights: Weights = [("victim=none".to_owned(), -1.0), ("prior".to_owned(), 1.0)].into_iter().collect();
        assert!(probability(&weights, &["victim=none".to_owned()], 0.8) < 0.8);
        assert!((probability(&weights, &["victim=person".to_owned()], 0.8) - 0.8).abs() < 1e-9);
    }
}
