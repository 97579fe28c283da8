//! Whether chains agree: rank-normalised split R-hat and effective sample sizes (Vehtari, Gelman, Simpson, Carpenter, Bürkner 2021).

use crate::special::normal_quantile;

/// How well chains agree, and what their draws are worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Split R-hat, the larger of that of ranks and of folded ranks; 1 when the chains agree.
    pub r_hat: f64,
    /// Effective sample size of ranks: for the middle.
    pub bulk: f64,
    /// The smaller effective sample size of the 5 % and 95 % points: for the ends.
    pub tail: f64,
}

impl Convergence {
    /// The diagnostics of chains of equal length, at least 8 draws each; R-hat is not a number when there are fewer.
    pub fn of(chains: &[&[f64]]) -> Convergence {
        let halves: Vec<Vec<f64>> = chains.iter().flat_map(|chain| split(chain)).collect();
        if halves.iter().any(|half| half.len() < 4) || halves.is_empty() {
            return Convergence { r_hat: f64::NAN, bulk: 0.0, tail: 0.0 };
        }
        let mut all: Vec<f64> = halves.iter().flatten().copied().collect();
        all.sort_unstable_by(f64::total_cmp);
        if all.first() == all.last() {
            return Convergence { r_hat: 1.0, bulk: all.len() as f64, tail: all.len() as f64 };
        }
        let median = quantile(&all, 0.5);
        let ranks = normal_ranks(&halves);
        let folded: Vec<Vec<f64>> =
            halves.iter().map(|half| half.iter().map(|draw| (draw - median).abs()).collect()).collect();
        let below = |share: f64| {
            let limit = quantile(&all, share);
            let indicator = |draw: &f64| if *draw <= limit { 1.0 } else { 0.0 };
            effective(&halves.iter().map(|half| half.iter().map(indicator).collect()).collect::<Vec<_>>())
        };
        Convergence {
            r_hat: r_hat(&ranks).max(r_hat(&normal_ranks(&folded))),
            bulk: effective(&ranks),
            tail: below(0.05).min(below(0.95)),
        }
    }
}

/// The quantile of sorted values, interpolated (Hyndman & Fan 1996, type 7).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * sorted.len().saturating_sub(1) as f64;
    let below = sorted.get(place.floor() as usize).copied().unwrap_or(f64::NAN);
    let above = sorted.get(place.ceil() as usize).copied().unwrap_or(f64::NAN);
    below + (above - below) * place.fract()
}

fn split(chain: &[f64]) -> [Vec<f64>; 2] {
    let half = chain.len() / 2;
    [chain.iter().take(half).copied().collect(), chain.iter().skip(chain.len() - half).copied().collect()]
}

/// Normal quantiles of the ranks over all chains; equal values have their mean rank.
fn normal_ranks(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n: usize = chains.iter().map(Vec::len).sum();
    let mut sorted: Vec<(f64, usize, usize)> = Vec::with_capacity(n);
    for (chain, draws) in chains.iter().enumerate() {
        sorted.extend(draws.iter().enumerate().map(|(i, draw)| (*draw, chain, i)));
    }
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut ranks: Vec<Vec<f64>> = chains.iter().map(|draws| vec![0.0; draws.len()]).collect();
    let mut start = 0;
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let rank = start as f64 + (same.len() as f64 + 1.0) / 2.0;
        let normal = normal_quantile((rank - 0.375) / (n as f64 + 0.25));
        same.iter().for_each(|(_, chain, i)| ranks[*chain][*i] = normal);
        start += same.len();
    }
    ranks
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Mean within-chain variance, and the estimate of the whole variance.
fn variances(chains: &[Vec<f64>]) -> [f64; 2] {
    let n = chains.first().map_or(0, Vec::len) as f64;
    let means: Vec<f64> = chains.iter().map(|chain| mean(chain)).collect();
    let all = mean(&means);
    let between = means.iter().map(|one| (one - all).powi(2)).sum::<f64>() / (means.len() as f64 - 1.0).max(1.0);
    let variance =
        |(chain, mean): (&Vec<f64>, &f64)| chain.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let within = chains.iter().zip(&means).map(variance).sum::<f64>() / means.len() as f64;
    [within, within * (n - 1.0) / n + between]
}

fn r_hat(chains: &[Vec<f64>]) -> f64 {
    let [within, whole] = variances(chains);
    match (within > 0.0, whole > 0.0) {
        (true, _) => (whole / within).sqrt(),
        (false, false) => 1.0,
        (false, true) => f64::INFINITY,
    }
}

/// Effective sample size by Geyer's initial monotone sequence (1992).
fn effective(chains: &[Vec<f64>]) -> f64 {
    let n = chains.first().map_or(0, Vec::len);
    let total = (n * chains.len()) as f64;
    let [within, whole] = variances(chains);
    if whole <= 0.0 {
        return total;
    }
    let centred: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| {
            let mean = mean(chain);
            chain.iter().map(|draw| draw - mean).collect()
        })
        .collect();
    let autocorrelation = |lag: usize| {
        let covariance =
            |chain: &Vec<f64>| chain.iter().zip(chain.iter().skip(lag)).map(|(a, b)| a * b).sum::<f64>() / n as f64;
        let mean = centred.iter().map(covariance).sum::<f64>() / centred.len() as f64;
        1.0 - (within * (n as f64 - 1.0) / n as f64 - mean) / whole
    };
    let mut sum = -1.0;
    let mut last = f64::INFINITY;
    for lag in (0..n.saturating_sub(1)).step_by(2) {
        let pair = if lag == 0 { 1.0 + autocorrelation(1) } else { autocorrelation(lag) + autocorrelation(lag + 1) };
        if pair <= 0.0 {
            break;
        }
        last = last.min(pair);
        sum += 2.0 * last;
    }
    let time = sum.max(1.0 / total.log10());
    total / time
}
