//! Averaging over all decomposable graphs of dependence between lists (Madigan & York 1997).

mod graphs;

use crate::lists::Lists;
use crate::special::{ln_add, ln_gamma};
use crate::{Estimate, Refusal};
pub use graphs::Graph;

/// Most lists: there are 822 graphs on five and 18,154 on six.
pub const MOST_LISTS: usize = 5;

/// How far the number of those missing may go before the posterior counts as open.
const FARTHEST: usize = 100_000_000;

/// Most numbers of missing people that are looked at: each one up to here, every second one up to twice that, and so on.
const MOST_PLACES: usize = 30_000;

/// What is assumed before the counts are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prior {
    /// Dirichlet mass of each of the `2^lists` histories; `2^-lists` when not given.
    pub cell: Option<f64>,
    /// Largest number of missing people; found from the counts when not given.
    pub most_missing: Option<usize>,
}

/// The posterior.
#[derive(Clone, Debug)]
pub struct Averaged {
    /// Posterior median, 2.5 % and 97.5 % points.
    pub estimate: Estimate,
    /// Posterior mean.
    pub mean: f64,
    /// Graphs with their posterior probability, the likeliest first.
    pub graphs: Vec<(Graph, f64)>,
    /// Posterior probability of the complete graph, under which the prior alone speaks of those missing.
    pub complete: f64,
    /// Dirichlet mass of each history.
    pub cell: f64,
    /// Largest number of missing people that was looked at.
    pub most_missing: usize,
    /// Posterior probability of the last hundredth of that range.
    pub at_the_end: f64,
}

/// Averages over the graphs and over 1, 2, ... missing people, with the prior `1/N` on the number of all people, equal
/// prior weight for each graph, and a hyper-Dirichlet law of the histories (Dawid & Lauritzen 1993). The complete graph is among
/// them, as in the R package `dga`; it says nothing of the missing, so its weight is told apart.
///
/// # Errors
/// [`Refusal::TooManyLists`]; [`Refusal::OpenEnded`] when the posterior does not vanish at the end of the longest range and
/// none was given.
pub fn average(lists: &Lists, prior: Prior) -> Result<Averaged, Refusal> {
    if lists.len() > MOST_LISTS {
        return Err(Refusal::TooManyLists { most: MOST_LISTS });
    }
    let cell = prior.cell.unwrap_or(0.5_f64.powi(lists.len() as i32));
    if let Some(most_missing) = prior.most_missing {
        return Ok(Posterior::of(lists, cell, most_missing).summary(lists, cell));
    }
    let mut most_missing = MOST_PLACES.max(lists.people() as usize).min(FARTHEST);
    loop {
        let averaged = Posterior::of(lists, cell, most_missing).summary(lists, cell);
        if averaged.at_the_end < 1e-5 {
            return Ok(averaged);
        }
        if most_missing == FARTHEST {
            return Err(Refusal::OpenEnded);
        }
        most_missing = (most_missing * 4).min(FARTHEST);
    }
}

/// Probabilities, not yet summed to 1, as logarithms.
struct Posterior {
    /// Numbers of missing people.
    places: Vec<f64>,
    /// Of each place.
    missing: Vec<f64>,
    /// Of the graphs.
    graphs: Vec<(Graph, f64)>,
}

impl Posterior {
    fn of(lists: &Lists, cell: f64, most_missing: usize) -> Posterior {
        let places: Vec<f64> = (1..=most_missing)
            .step_by(most_missing.div_ceil(MOST_PLACES).max(1))
            .map(|missing| missing as f64)
            .collect();
        let margins = Margins::of(lists, cell, &places);
        let mut missing = vec![f64::NEG_INFINITY; places.len()];
        let mut graphs = Vec::new();
        let shared: Vec<f64> = places.iter().map(|missing| margins.shared(*missing)).collect();
        for graph in Graph::decomposable(lists.len()) {
            let constant = graph.signed_sets().map(|(sign, set)| sign * margins.constant[set]).sum::<f64>();
            let sets: Vec<(f64, &[f64])> =
                graph.signed_sets().map(|(sign, set)| (sign, margins.varying[set].as_slice())).collect();
            let mut total = f64::NEG_INFINITY;
            for (i, (one, shared)) in missing.iter_mut().zip(&shared).enumerate() {
                let value = constant + shared + sets.iter().map(|(sign, varying)| sign * varying[i]).sum::<f64>();
                *one = ln_add(*one, value);
                total = ln_add(total, value);
            }
            graphs.push((graph, total));
        }
        Posterior { places, missing, graphs }
    }

    fn summary(mut self, lists: &Lists, cell: f64) -> Averaged {
        let total = self.graphs.iter().fold(f64::NEG_INFINITY, |sum, (_, one)| ln_add(sum, *one));
        self.graphs.iter_mut().for_each(|(_, one)| *one = (*one - total).exp());
        self.graphs.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let people = lists.people() as f64;
        let probabilities: Vec<f64> = self.missing.iter().map(|one| (one - total).exp()).collect();
        let mean = probabilities.iter().zip(&self.places).map(|(one, missing)| one * missing).sum::<f64>();
        let quantile = |share: f64| {
            let mut sum = 0.0;
            let below = probabilities.iter().take_while(|one| {
                sum += **one;
                sum < share
            });
            people + self.places.get(below.count()).or(self.places.last()).copied().unwrap_or(0.0)
        };
        let n_places = probabilities.len();
        let complete = (1_usize << lists.len()) - 1;
        let of_complete = self.graphs.iter().find(|(graph, _)| graph.cliques == [complete]);
        Averaged {
            complete: of_complete.map_or(0.0, |(_, probability)| *probability),
            estimate: Estimate { point: quantile(0.5), low: quantile(0.025), high: quantile(0.975) },
            mean: people + mean,
            graphs: self.graphs,
            cell,
            most_missing: self.places.last().map_or(0, |most| *most as usize),
            at_the_end: probabilities.iter().skip(n_places - n_places / 100).sum(),
        }
    }
}

/// Marginal likelihoods of sets of lists. Only the history of those on none of them depends on the number missing.
struct Margins {
    people: f64,
    mass: f64,
    /// By set of lists, as bits: the share of all other histories.
    constant: Vec<f64>,
    /// By set of lists and place: the share of that history.
    varying: Vec<Vec<f64>>,
}

impl Margins {
    fn of(lists: &Lists, cell: f64, places: &[f64]) -> Margins {
        let n_sets = 1_usize << lists.len();
        let mass = cell * n_sets as f64;
        let mut constant = vec![0.0; n_sets];
        let mut varying = vec![Vec::new(); n_sets];
        for set in 0..n_sets {
            let cell = mass / f64::from(1_u32 << set.count_ones());
            let mut counts = vec![0.0; n_sets];
            lists.cells().iter().for_each(|one| counts[one.lists as usize & set] += one.count as f64);
            let share = |count: f64| ln_gamma(count + cell) - ln_gamma(cell);
            let others = (1..n_sets).filter(|history| history & set == *history);
            constant[set] = others.map(|history| share(counts[history])).sum();
            varying[set] = places.iter().map(|missing| share(counts[0] + missing)).collect();
        }
        Margins { people: lists.people() as f64, mass, constant, varying }
    }

    /// What all graphs share: the number of ways, the prior, and the total mass, which enters once more for cliques than for
    /// separators.
    fn shared(&self, missing: f64) -> f64 {
        let all = self.people + missing;
        let ways = ln_gamma(all + 1.0) - ln_gamma(missing + 1.0);
        ways - all.ln() - (ln_gamma(all + self.mass) - ln_gamma(self.mass))
    }
}

#[cfg(test)]
mod tests;
