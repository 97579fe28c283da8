//! A number with its interval.

/// How many people there are, those on no list included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The most likely number, or the median of a posterior: see the method.
    pub point: f64,
    /// Lower end of the 95 % interval; never below the people on the lists.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}
