//! Whether draws gather around one number or around several with little between them.

use super::convergence::quantile;

/// A valley counts when it is lower than this share of the lower hill beside it.
const VALLEY: f64 = 0.67;

/// A hill counts when at least this share of the draws is on it.
const HILL: f64 = 0.05;

/// Places at which the density is looked at.
const N_PLACES: usize = 200;

/// The numbers around which sorted draws gather, the lowest first: one for most posteriors.
///
/// The density is estimated on the logarithms with a normal kernel whose width is that of Silverman (1986, eq. 3.31) for as many
/// draws as the chains are worth (`effective`), so that the noise of few draws makes no hills.
pub fn modes(sorted: &[f64], effective: f64) -> Vec<f64> {
    let logarithms: Vec<f64> = sorted.iter().filter(|draw| **draw > 0.0).map(|draw| draw.ln()).collect();
    let [low, high] = [quantile(&logarithms, 0.001), quantile(&logarithms, 0.999)];
    let Some(width) = width(&logarithms, effective).filter(|width| *width > 0.0 && high > low) else {
        return vec![quantile(sorted, 0.5)];
    };
    let place = |i: usize| low + (high - low) * i as f64 / (N_PLACES - 1) as f64;
    let density = density(&logarithms, width, &place);
    let mut hills = hills(&density);
    while let Some(weakest) = weakest_of(&density, &hills) {
        hills.remove(weakest);
    }
    hills.into_iter().map(|hill| place(hill).exp()).collect()
}

fn width(sorted: &[f64], effective: f64) -> Option<f64> {
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let deviation = (sorted.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    let quartiles = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    (n >= 8.0).then(|| 0.9 * deviation.min(quartiles / 1.34) * effective.clamp(8.0, n).powf(-0.2))
}

/// The kernel density at each place: first a fine histogram, so that the cost does not grow with the draws times the places.
fn density(sorted: &[f64], width: f64, place: &impl Fn(usize) -> f64) -> Vec<f64> {
    let [low, step] = [place(0), (place(1) - place(0)) / 4.0];
    let mut histogram = vec![0.0; 4 * N_PLACES];
    for value in sorted {
        let bin = ((value - low) / step).round().clamp(0.0, (histogram.len() - 1) as f64);
        histogram[bin as usize] += 1.0;
    }
    let kernel = |distance: f64| (-0.5 * (distance / width).powi(2)).exp();
    let at = |x: f64| {
        let share = |(bin, count): (usize, &f64)| count * kernel(x - low - bin as f64 * step);
        histogram.iter().enumerate().map(share).sum::<f64>()
    };
    (0..N_PLACES).map(|i| at(place(i))).collect()
}

/// Places that are higher than both neighbours.
fn hills(density: &[f64]) -> Vec<usize> {
    let at = |i: usize| density.get(i).copied().unwrap_or(0.0);
    let is_hill = |i: &usize| at(*i) >= at(i.wrapping_sub(1)) && at(*i) > at(i + 1);
    (0..density.len()).filter(is_hill).collect()
}

/// The hill to leave out next: the lower one beside a valley that is too shallow, or one with too few draws.
fn weakest_of(density: &[f64], hills: &[usize]) -> Option<usize> {
    if hills.len() < 2 {
        return None;
    }
    let bottom = |left: usize, right: usize| {
        let low = density.get(left..right).unwrap_or_default().iter().copied().enumerate();
        low.min_by(|a, b| a.1.total_cmp(&b.1)).map_or((left, 0.0), |(i, low)| (left + i, low))
    };
    for (i, pair) in hills.windows(2).enumerate() {
        let [left, right] = [density[pair[0]], density[pair[1]]];
        if bottom(pair[0], pair[1]).1 > VALLEY * left.min(right) {
            return Some(if left < right { i } else { i + 1 });
        }
    }
    let all: f64 = density.iter().sum();
    let mut start = 0;
    for (i, hill) in hills.iter().enumerate() {
        let end = hills.get(i + 1).map_or(density.len(), |next| bottom(*hill, *next).0);
        if density.get(start..end).unwrap_or_default().iter().sum::<f64>() < HILL * all {
            return Some(i);
        }
        start = end;
    }
    None
}
