//! The hierarchical model with the lowest BIC, and those near it.

use super::existence;
use super::fit::{Fit, Table};
use super::model::Model;
use super::profile::{self, Profile};
use crate::lists::Lists;
use crate::special::{NORMAL_975, ln_gamma};
use crate::{Estimate, Refusal};

/// Most lists: the table has `2^lists` cells.
pub const MOST_LISTS: usize = 8;

/// Most lists for which every model is tried; above, the search goes step by step.
const MOST_LISTS_FOR_ALL: usize = 5;

/// How much higher the BIC of a rival may be: "not worth more than a bare mention" (Kass & Raftery 1995).
const RIVAL: f64 = 2.0;

/// A model with its fit.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Which.
    pub model: Model,
    /// The conditional maximum, with the normal interval of the logarithm of those missing.
    pub estimate: Estimate,
    /// Standard error of the number, as Cormack (1989) gives it.
    pub standard_error: f64,
    /// Twice the difference of log-likelihoods to the saturated model.
    pub deviance: f64,
    /// Cells less parameters.
    pub degrees_of_freedom: usize,
    /// Akaike's criterion.
    pub aic: f64,
    /// The Bayesian criterion, with the number of people as sample size.
    pub bic: f64,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Search {
    /// The model of the lowest BIC; its interval is that of the profile likelihood.
    pub best: Fitted,
    /// Number with the highest full likelihood, of which the interval is the profile.
    pub profile_point: f64,
    /// Models whose BIC is near the lowest, the lowest first; `best` is not among them.
    pub rivals: Vec<Fitted>,
    /// Models that were fitted.
    pub n_fitted: usize,
    /// Models without a maximum, which the counts cannot settle.
    pub n_without_maximum: usize,
    /// Whether every hierarchical model was looked at; otherwise those on the way of a search step by step.
    pub exhaustive: bool,
}

/// Fits hierarchical models and keeps the one with the lowest BIC.
///
/// # Errors
/// [`Refusal::TooManyLists`], [`Refusal::NoMaximum`] when no model has one, [`Refusal::OpenEnded`].
pub fn search(lists: &Lists) -> Result<Search, Refusal> {
    if lists.len() > MOST_LISTS {
        return Err(Refusal::TooManyLists { most: MOST_LISTS });
    }
    let data = Data::of(lists);
    let exhaustive = lists.len() <= MOST_LISTS_FOR_ALL;
    let tried: Vec<Result<Fitted, Refusal>> = match exhaustive {
        true => Model::all(lists.len()).into_iter().map(|model| data.fit(model)).collect(),
        false => data.step_by_step(),
    };
    let n_tried = tried.len();
    let mut fitted: Vec<Fitted> = tried.into_iter().flatten().collect();
    fitted.sort_by(|a, b| a.bic.total_cmp(&b.bic).then_with(|| a.model.cmp(&b.model)));
    let n_fitted = fitted.len();
    let mut fitted = fitted.into_iter();
    let mut best = fitted.next().ok_or(Refusal::NoMaximum)?;
    let rivals = fitted.take_while(|rival| rival.bic <= best.bic + RIVAL).collect();
    let Profile { highest, low, high } = data.profile(&best)?;
    best.estimate = Estimate { low: data.people + low, high: data.people + high, ..best.estimate };
    let profile_point = data.people + highest;
    Ok(Search { best, profile_point, rivals, n_fitted, n_without_maximum: n_tried - n_fitted, exhaustive })
}

/// Fits one model.
///
/// # Errors
/// [`Refusal::TooManyLists`], [`Refusal::NoMaximum`], [`Refusal::NotIdentified`].
pub fn fit(lists: &Lists, model: Model) -> Result<Fitted, Refusal> {
    if lists.len() > MOST_LISTS {
        return Err(Refusal::TooManyLists { most: MOST_LISTS });
    }
    Data::of(lists).fit(model)
}

/// The counts, as the fits need them.
pub(super) struct Data {
    n_lists: usize,
    people: f64,
    table: Vec<f64>,
    saturated: f64,
}

impl Data {
    pub(super) fn of(lists: &Lists) -> Data {
        let table = lists.table();
        let density = |count: &f64| if *count > 0.0 { count * count.ln() - count - ln_gamma(count + 1.0) } else { 0.0 };
        let saturated = table.iter().skip(1).map(density).sum();
        Data { n_lists: lists.len(), people: lists.people() as f64, table, saturated }
    }

    /// Fits a model.
    ///
    /// # Errors
    /// [`Refusal::NoMaximum`], [`Refusal::NotIdentified`].
    pub(super) fn fit(&self, model: Model) -> Result<Fitted, Refusal> {
        let histories = 1..self.table.len();
        let rows = histories.clone().flat_map(|history| model.row(history).collect::<Vec<_>>()).collect();
        let table = Table::new(model.n_parameters(), rows, self.table.iter().skip(1).copied().collect());
        existence::check(&table)?;
        let fit = table.fit().ok_or(Refusal::NotIdentified)?;
        Ok(self.fitted(model, &fit, histories.len()))
    }

    fn fitted(&self, model: Model, fit: &Fit, n_cells: usize) -> Fitted {
        let missing = fit.coefficients.first().map_or(f64::NAN, |intercept| intercept.exp());
        let factor = (NORMAL_975 * fit.first_variance.sqrt()).exp();
        let estimate = Estimate {
            point: self.people + missing,
            low: self.people + missing / factor,
            high: self.people + missing * factor,
        };
        let n_parameters = model.n_parameters();
        let misfit = fit.deviance - 2.0 * self.saturated;
        Fitted {
            estimate,
            standard_error: (missing + missing * missing * fit.first_variance).sqrt(),
            deviance: fit.deviance,
            degrees_of_freedom: n_cells.saturating_sub(n_parameters),
            aic: misfit + 2.0 * n_parameters as f64,
            bic: misfit + n_parameters as f64 * self.people.ln(),
            model,
        }
    }

    /// From independence, each time to the neighbour of the lowest BIC, until none is lower.
    fn step_by_step(&self) -> Vec<Result<Fitted, Refusal>> {
        let mut tried = vec![self.fit(Model::independence(self.n_lists))];
        let mut seen: std::collections::BTreeSet<Model> = [Model::independence(self.n_lists)].into();
        let mut here = tried.iter().flatten().next().cloned();
        while let Some(fitted) = here.take() {
            let new: Vec<Model> =
                fitted.model.neighbours().into_iter().filter(|model| seen.insert(model.clone())).collect();
            let found: Vec<_> = new.into_iter().map(|model| self.fit(model)).collect();
            let lower = found.iter().flatten().filter(|one| one.bic < fitted.bic);
            here = lower.min_by(|a, b| a.bic.total_cmp(&b.bic)).cloned();
            tried.extend(found);
        }
        tried
    }

    /// The profile of the multinomial likelihood over the number of missing people.
    fn profile(&self, best: &Fitted) -> Result<Profile, Refusal> {
        let model = &best.model;
        let rows: Vec<f64> = (0..self.table.len()).flat_map(|history| model.row(history).collect::<Vec<_>>()).collect();
        let likelihood = |missing: f64| {
            let mut counts = self.table.clone();
            *counts.first_mut()? = missing;
            let fit = Table::new(model.n_parameters(), rows.clone(), counts.clone()).fit()?;
            let share = |(count, fitted): (&f64, &f64)| if *count > 0.0 { count * fitted.ln() } else { 0.0 };
            let all = self.people + missing;
            let fitted: f64 = counts.iter().zip(&fit.fitted).map(share).sum();
            Some(ln_gamma(all + 1.0) - ln_gamma(missing + 1.0) + fitted - all * all.ln())
        };
        profile::profile(likelihood, best.estimate.point - self.people)
    }
}
