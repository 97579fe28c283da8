//! All estimators side by side, with what must be known of the table; or why there is no number.

use crate::averaging::{self, Averaged};
use crate::latent::{self, Sampled};
use crate::lists::{Lists, Overlap};
use crate::log_linear::{self, Search};
use crate::pairs::{self, PairEstimate};
use crate::{Estimate, Refusal, Warning, lower_bound, sentences};

/// Above this weight of the complete graph, the prior speaks and not the counts.
const MOST_COMPLETE: f64 = 0.05;

/// A way to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Lists that do not depend on each other.
    Independence,
    /// The hierarchical log-linear model with the lowest BIC.
    LogLinear,
    /// Decomposable graphs, averaged.
    Averaging,
    /// Latent classes.
    LatentClasses,
    /// Chao's lower bound.
    LowerBound,
}

impl Method {
    /// Its name, for programs; also of its sentences.
    pub fn code(self) -> &'static str {
        match self {
            Method::Independence => "independence",
            Method::LogLinear => "log-linear",
            Method::Averaging => "averaging",
            Method::LatentClasses => "latent-classes",
            Method::LowerBound => "lower-bound",
        }
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        sentences::named(self.code())
    }

    /// Whether it allows lists to depend on each other, and is no bound. Without one of these there is no number at all.
    pub fn is_model(self) -> bool {
        matches!(self, Method::LogLinear | Method::Averaging | Method::LatentClasses)
    }
}

/// What an estimator gives.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How.
    pub method: Method,
    /// The number, or why there is none.
    pub outcome: Result<Estimate, Refusal>,
    /// What else came out.
    pub details: Details,
}

/// What else an estimator says.
#[derive(Clone, Debug)]
pub enum Details {
    /// Nothing.
    None,
    /// The best model and its rivals.
    LogLinear(Search),
    /// Graphs and their weights.
    Averaging(Averaged),
    /// Chains and how they agree.
    LatentClasses(Sampled),
}

/// Everything about a table.
#[derive(Clone, Debug)]
pub struct Report {
    /// Whether any number may be shown.
    pub outcome: Result<(), Refusal>,
    /// Every pair of lists.
    pub pairs: Vec<(Overlap, Result<PairEstimate, Refusal>)>,
    /// The estimators; empty when the lists themselves are refused.
    pub answers: Vec<Answer>,
    /// What must be known.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// The lowest and highest end of the intervals of models.
    pub fn range(&self) -> Option<[f64; 2]> {
        let models = self.answers.iter().filter(|answer| answer.method.is_model());
        let estimates: Vec<Estimate> = models.filter_map(|answer| answer.outcome.clone().ok()).collect();
        let low = estimates.iter().map(|estimate| estimate.low).reduce(f64::min)?;
        Some([low, estimates.iter().map(|estimate| estimate.high).reduce(f64::max)?])
    }

    /// The estimates that may be shown, in order.
    pub fn estimates(&self) -> impl Iterator<Item = (Method, Estimate)> {
        self.answers.iter().filter_map(|answer| Some((answer.method, answer.outcome.clone().ok()?)))
    }
}

/// Runs every estimator on a table.
pub fn estimate(lists: &Lists, settings: latent::Settings) -> Report {
    let pairs = lists.overlaps().into_iter().map(|overlap| (overlap, pairs::pair(lists, overlap))).collect();
    let mut warnings = of_table(lists);
    if let Err(refusal) = lists.check() {
        return Report { outcome: Err(refusal), pairs, answers: Vec::new(), warnings };
    }
    let mut answers = vec![
        Answer { method: Method::Independence, outcome: log_linear::independence(lists), details: Details::None },
        by_log_linear(lists),
        by_averaging(lists),
        by_latent_classes(lists, settings),
        Answer { method: Method::LowerBound, outcome: lower_bound::chao(lists), details: Details::None },
    ];
    let outcome = match answers.iter().any(|answer| answer.method.is_model() && answer.outcome.is_ok()) {
        true => Ok(()),
        false => Err(Refusal::NoModel),
    };
    if let Err(refusal) = &outcome {
        let others = answers.iter_mut().filter(|answer| !answer.method.is_model());
        others.for_each(|answer| answer.outcome = Err(refusal.clone()));
    }
    warnings.extend(of_answers(&answers));
    Report { outcome, pairs, answers, warnings }
}

fn by_log_linear(lists: &Lists) -> Answer {
    let method = Method::LogLinear;
    match log_linear::search(lists) {
        Ok(search) => Answer { method, outcome: Ok(search.best.estimate), details: Details::LogLinear(search) },
        Err(refusal) => Answer { method, outcome: Err(refusal), details: Details::None },
    }
}

fn by_averaging(lists: &Lists) -> Answer {
    let method = Method::Averaging;
    match averaging::average(lists, averaging::Prior::default()) {
        Ok(averaged) => {
            let says = averaged.complete <= MOST_COMPLETE;
            let outcome = if says { Ok(averaged.estimate) } else { Err(Refusal::NotIdentified) };
            Answer { method, outcome, details: Details::Averaging(averaged) }
        }
        Err(refusal) => Answer { method, outcome: Err(refusal), details: Details::None },
    }
}

fn by_latent_classes(lists: &Lists, settings: latent::Settings) -> Answer {
    let sampled = latent::run(lists, settings);
    let outcome = latent::judge(&sampled).map(|()| sampled.estimate);
    Answer { method: Method::LatentClasses, outcome, details: Details::LatentClasses(sampled) }
}

fn of_table(lists: &Lists) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if !lists.without_records().is_empty() {
        warnings.push(Warning::ListsWithoutRecords { names: lists.without_records().to_vec() });
    }
    if lists.on_none() > 0 {
        warnings.push(Warning::PeopleOnNone { people: lists.on_none() });
    }
    let apart: Vec<usize> = lists.groups().into_iter().skip(1).flatten().collect();
    if !apart.is_empty() {
        let names = apart.into_iter().filter_map(|list| lists.names().get(list).cloned()).collect();
        warnings.push(Warning::ListsApart { names });
    }
    warnings
}

fn of_answers(answers: &[Answer]) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = answers.iter().flat_map(of_answer).collect();
    let models = answers.iter().filter(|answer| answer.method.is_model());
    let estimates: Vec<Estimate> = models.filter_map(|answer| answer.outcome.clone().ok()).collect();
    let outside = |one: &Estimate, other: &Estimate| one.point < other.low || one.point > other.high;
    if estimates.iter().any(|one| estimates.iter().any(|other| outside(one, other))) {
        let low = estimates.iter().map(|estimate| estimate.low).fold(f64::INFINITY, f64::min);
        let high = estimates.iter().map(|estimate| estimate.high).fold(0.0, f64::max);
        warnings.push(Warning::EstimatorsDiffer { low, high });
    }
    warnings
}

fn of_answer(answer: &Answer) -> Vec<Warning> {
    let mut warnings = Vec::new();
    match &answer.details {
        Details::LogLinear(search) => {
            let all = search.n_fitted + search.n_without_maximum;
            if search.n_without_maximum > 0 {
                warnings.push(Warning::Zeros { without: search.n_without_maximum, all });
            }
            let points = || search.rivals.iter().chain([&search.best]).map(|rival| rival.estimate.point);
            if !search.rivals.is_empty() {
                let low = points().fold(f64::INFINITY, f64::min);
                warnings.push(Warning::Rivals { low, high: points().fold(0.0, f64::max) });
            }
        }
        Details::LatentClasses(sampled) if answer.outcome.is_ok() && sampled.all_used > 0.5 => {
            warnings.push(Warning::AllClasses);
        }
        _ => {}
    }
    warnings
}

#[cfg(test)]
#[path = "report/tests.rs"]
mod tests;
