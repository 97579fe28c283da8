//! Intervals from a profile likelihood (Cormack 1992).

use crate::Refusal;
use crate::special::CHI_SQUARED_95;

/// Where a likelihood of the number of missing people is highest, and where it has fallen by half the 95 % point of
/// chi-squared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// Number of missing people with the highest likelihood.
    pub highest: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Most people that can be missing before an interval counts as open, for each one of the estimate.
const OPEN: f64 = 1e5;

/// The profile of the log-likelihood `likelihood` of the number of missing people, which rises and then falls; `start`: a
/// number near the highest.
///
/// # Errors
/// [`Refusal::OpenEnded`] when the likelihood stays high however many are missing; [`Refusal::NotIdentified`] when it cannot
/// be computed.
pub fn profile(likelihood: impl Fn(f64) -> Option<f64>, start: f64) -> Result<Profile, Refusal> {
    let start = start.max(0.5);
    let value = |logarithm: f64| likelihood(logarithm.exp()).ok_or(Refusal::NotIdentified);
    let highest = highest(&value, (start / 1e4).min(1e-3).ln(), (start * 1e4).ln())?;
    let limit = value(highest)? - CHI_SQUARED_95 / 2.0;
    let most = (start * OPEN).ln();
    if value(most)? > limit {
        return Err(Refusal::OpenEnded);
    }
    let least = 1e-6_f64.ln();
    let low = if value(least)? > limit { 0.0 } else { crossing(&value, least, highest, limit)?.exp() };
    Ok(Profile { highest: highest.exp(), low, high: crossing(&value, most, highest, limit)?.exp() })
}

/// Golden section search.
fn highest(value: &impl Fn(f64) -> Result<f64, Refusal>, mut low: f64, mut high: f64) -> Result<f64, Refusal> {
    let ratio = (5.0_f64.sqrt() - 1.0) / 2.0;
    let [mut left, mut right] = [high - ratio * (high - low), low + ratio * (high - low)];
    let [mut at_left, mut at_right] = [value(left)?, value(right)?];
    while high - low > 1e-7 {
        if at_left > at_right {
            [high, right, at_right] = [right, left, at_left];
            left = high - ratio * (high - low);
            at_left = value(left)?;
        } else {
            [low, left, at_left] = [left, right, at_right];
            right = low + ratio * (high - low);
            at_right = value(right)?;
        }
    }
    Ok((low + high) / 2.0)
}

/// Where the likelihood crosses `limit` between `outside`, where it is below, and `inside`, where it is above.
fn crossing(
    value: &impl Fn(f64) -> Result<f64, Refusal>,
    mut outside: f64,
    mut inside: f64,
    limit: f64,
) -> Result<f64, Refusal> {
    while (outside - inside).abs() > 1e-9 {
        let middle = (outside + inside) / 2.0;
        *(if value(middle)? > limit { &mut inside } else { &mut outside }) = middle;
    }
    Ok((outside + inside) / 2.0)
}
