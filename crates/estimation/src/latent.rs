//! Latent classes: lists are independent within groups of people, whose number and reach are learnt (Manrique-Vallier 2016).

mod chain;
pub mod convergence;
mod modes;

use crate::lists::Lists;
use crate::{Estimate, Refusal};
use chain::Chain;
use convergence::Convergence;

/// Chains that agree have a split R-hat at most this.
pub const MOST_R_HAT: f64 = 1.05;

/// Draws worth at least so many independent ones, per chain, in the middle and in the tails (Vehtari et al. 2021).
pub const LEAST_EFFECTIVE: f64 = 100.0;

/// Draws kept for each chain; longer chains keep every second, fourth, ...
const MOST_KEPT: usize = 20_000;

/// How the sampler runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Seed of the random numbers.
    pub seed: u64,
    /// Most classes (10); `2^lists - 1` if that is fewer.
    pub classes: usize,
    /// Chains, at least four.
    pub chains: usize,
    /// Iterations of each chain at first; the first quarter is not used.
    pub iterations: usize,
    /// Iterations of each chain at most: twice as many each time that the chains do not agree.
    pub most_iterations: usize,
    /// Every how many iterations a draw is kept.
    pub thinning: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { seed: 1, classes: 10, chains: 4, iterations: 50_000, most_iterations: 400_000, thinning: 20 }
    }
}

/// What the chains say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// Posterior median, 2.5 % and 97.5 % points.
    pub estimate: Estimate,
    /// Posterior mean.
    pub mean: f64,
    /// How well the chains agree.
    pub convergence: Convergence,
    /// Numbers around which the draws gather, the lowest first; more than one when there is little between them.
    pub modes: Vec<f64>,
    /// Median of each chain.
    pub medians: Vec<f64>,
    /// Most classes that the model may use.
    pub classes: usize,
    /// Mean number of classes with somebody in them.
    pub used_classes: f64,
    /// Share of draws in which every class has somebody in it.
    pub all_used: f64,
    /// Iterations of each chain, those not used among them.
    pub iterations: usize,
}

/// Runs the chains until they agree.
///
/// Each chain starts elsewhere (from few missing to many) and has its own stream of random numbers, so the result does not
/// depend on the number of processors.
///
/// # Errors
/// Those of [`judge`], when they do not after `most_iterations`.
pub fn sample(lists: &Lists, settings: Settings) -> Result<Sampled, Refusal> {
    let sampled = run(lists, settings);
    judge(&sampled)?;
    Ok(sampled)
}

/// Whether the chains may give a number.
///
/// # Errors
/// [`Refusal::ChainsDisagree`], [`Refusal::SeveralAnswers`], [`Refusal::TooFewDraws`].
pub fn judge(sampled: &Sampled) -> Result<(), Refusal> {
    let Convergence { r_hat, bulk, tail } = sampled.convergence;
    if r_hat.is_nan() || r_hat > MOST_R_HAT {
        let low = sampled.medians.iter().copied().fold(f64::INFINITY, f64::min);
        let high = sampled.medians.iter().copied().fold(0.0, f64::max);
        return Err(Refusal::ChainsDisagree { r_hat, medians: [low, high] });
    }
    if sampled.modes.len() > 1 {
        return Err(Refusal::SeveralAnswers { answers: sampled.modes.clone() });
    }
    let effective = bulk.min(tail);
    if effective < LEAST_EFFECTIVE * sampled.medians.len() as f64 {
        return Err(Refusal::TooFewDraws { effective });
    }
    Ok(())
}

/// As [`sample`], without judging the chains: for measurements.
pub fn run(lists: &Lists, settings: Settings) -> Sampled {
    let n_chains = settings.chains.max(4);
    let classes = settings.classes.clamp(1, (1_usize << lists.len().min(16)) - 1);
    let mut chains: Vec<Chain> =
        (0..n_chains).map(|number| Chain::new(lists, classes, settings.seed, number, n_chains)).collect();
    let mut iterations = settings.iterations.max(1000);
    loop {
        advance(&mut chains, iterations, settings.thinning.max(1));
        let draws: Vec<&[f64]> = chains.iter().map(Chain::draws).collect();
        let convergence = Convergence::of(&draws);
        let enough = LEAST_EFFECTIVE * n_chains as f64;
        let agree = convergence.r_hat <= MOST_R_HAT && convergence.bulk.min(convergence.tail) >= enough;
        if agree || iterations * 2 > settings.most_iterations {
            return summary(&chains, convergence, classes, iterations);
        }
        iterations *= 2;
    }
}

/// Lets every chain go on to so many iterations, in as many threads as there are processors.
fn advance(chains: &mut [Chain], iterations: usize, thinning: usize) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = chains.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        for chains in chains.chunks_mut(share) {
            scope.spawn(move || chains.iter_mut().for_each(|chain| chain.advance(iterations, thinning)));
        }
    });
}

fn summary(chains: &[Chain], convergence: Convergence, classes: usize, iterations: usize) -> Sampled {
    let mut all: Vec<f64> = chains.iter().flat_map(|chain| chain.draws().iter().copied()).collect();
    all.sort_unstable_by(f64::total_cmp);
    let median = |chain: &Chain| {
        let mut draws = chain.draws().to_vec();
        draws.sort_unstable_by(f64::total_cmp);
        convergence::quantile(&draws, 0.5)
    };
    let [low, point, high] = [0.025, 0.5, 0.975].map(|share| convergence::quantile(&all, share));
    Sampled {
        estimate: Estimate { point, low, high },
        mean: all.iter().sum::<f64>() / all.len().max(1) as f64,
        convergence,
        modes: modes::modes(&all, convergence.bulk.min(convergence.tail)),
        medians: chains.iter().map(median).collect(),
        classes,
        used_classes: chains.iter().map(Chain::used_classes).sum::<f64>() / chains.len().max(1) as f64,
        all_used: chains.iter().map(Chain::all_used).sum::<f64>() / chains.len().max(1) as f64,
        iterations,
    }
}

#[cfg(test)]
mod tests;
