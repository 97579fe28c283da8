//! Random numbers that are the same for the same seed on every run: xoshiro256++ and the distributions that the sampler needs.
//!
//! Not for secrets. Written here, and not taken from a library, because a figure that was published with its seed must come
//! out again after an update of the libraries.

use crate::special::ln_gamma;

/// A stream of random numbers (xoshiro256++, Blackman & Vigna 2019).
#[derive(Clone, Debug)]
pub struct Random {
    state: [u64; 4],
    spare: Option<f64>,
}

impl Random {
    /// The stream `number` of `seed`. Streams of one seed do not overlap in practice: they start 2^64 apart or are as good as
    /// independent (SplitMix64 of both numbers).
    pub fn new(seed: u64, number: u64) -> Random {
        let mut mixed = seed ^ split_mix(&mut number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Random { state: [(); 4].map(|()| split_mix(&mut mixed)), spare: None }
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }

    /// Uniform in the open interval (0, 1).
    pub fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) * (1.0 / (1_u64 << 53) as f64)
    }

    /// Standard normal (polar method, Marsaglia & Bray 1964).
    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let [u, v] = [2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0];
            let radius = u * u + v * v;
            if radius < 1.0 && radius > 0.0 {
                let factor = (-2.0 * radius.ln() / radius).sqrt();
                self.spare = Some(v * factor);
                return u * factor;
            }
        }
    }

    /// Gamma with this shape and scale 1 (Marsaglia & Tsang 2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.ln_gamma_draw(shape).exp();
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            if root <= 0.0 {
                continue;
            }
            let cube = root * root * root;
            let u = self.uniform();
            if u < 1.0 - 0.0331 * x.powi(4) || u.ln() < 0.5 * x * x + d * (1.0 - cube + cube.ln()) {
                return d * cube;
            }
        }
    }

    /// The logarithm of a gamma draw, which does not vanish for small shapes.
    pub fn ln_gamma_draw(&mut self, shape: f64) -> f64 {
        if shape >= 1.0 {
            return self.gamma(shape).ln();
        }
        self.gamma(shape + 1.0).ln() + self.uniform().ln() / shape
    }

    /// Beta, both shapes at least 1.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let [x, y] = [self.gamma(a), self.gamma(b)];
        x / (x + y)
    }

    /// Poisson with this mean: products below 10, transformed rejection above (PTRS, Hörmann 1993).
    pub fn poisson(&mut self, mean: f64) -> f64 {
        if mean < 10.0 {
            return self.small_poisson(mean);
        }
        let b = 0.931 + 2.53 * mean.sqrt();
        let a = -0.059 + 0.02483 * b;
        let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
        let v_r = 0.9277 - 3.6224 / (b - 2.0);
        loop {
            let u = self.uniform() - 0.5;
            let v = self.uniform();
            let us = 0.5 - u.abs();
            let k = ((2.0 * a / us + b) * u + mean + 0.43).floor();
            if us >= 0.07 && v <= v_r {
                return k;
            }
            if k < 0.0 || (us < 0.013 && v > us) {
                continue;
            }
            let density = -mean + k * mean.ln() - ln_gamma(k + 1.0);
            if (v * inverse_alpha / (a / (us * us) + b)).ln() <= density {
                return k;
            }
        }
    }

    fn small_poisson(&mut self, mean: f64) -> f64 {
        let limit = (-mean).exp();
        let mut k = 0.0;
        let mut product = self.uniform();
        while product > limit {
            k += 1.0;
            product *= self.uniform();
        }
        k
    }

    /// Binomial: how many of `n` (a whole number) with probability `p` each. Inversion below a mean of 10, transformed
    /// rejection above (BTRS, Hörmann 1993).
    pub fn binomial(&mut self, n: f64, p: f64) -> f64 {
        if n <= 0.0 || p <= 0.0 {
            return 0.0;
        }
        if p >= 1.0 {
            return n;
        }
        if p > 0.5 {
            return n - self.binomial(n, 1.0 - p);
        }
        if n * p < 10.0 { self.binomial_by_inversion(n, p) } else { self.binomial_by_rejection(n, p) }
    }

    fn binomial_by_inversion(&mut self, n: f64, p: f64) -> f64 {
        let odds = p / (1.0 - p);
        let mut density = (n * (-p).ln_1p()).exp();
        let mut u = self.uniform();
        let mut k = 0.0;
        while u > density && k < n {
            u -= density;
            k += 1.0;
            density *= odds * (n - k + 1.0) / k;
        }
        k
    }

    fn binomial_by_rejection(&mut self, n: f64, p: f64) -> f64 {
        let q = 1.0 - p;
        let spread = (n * p * q).sqrt();
        let b = 1.15 + 2.53 * spread;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let alpha = (2.83 + 5.1 / b) * spread;
        let v_r = 0.92 - 4.2 / b;
        let mode = ((n + 1.0) * p).floor();
        loop {
            let u = self.uniform() - 0.5;
            let v = self.uniform();
            let us = 0.5 - u.abs();
            let k = ((2.0 * a / us + b) * u + n * p + 0.5).floor();
            if us >= 0.07 && v <= v_r {
                return k;
            }
            if k < 0.0 || k > n {
                continue;
            }
            let at_mode = ln_gamma(mode + 1.0) + ln_gamma(n - mode + 1.0);
            let density = at_mode - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0) + (k - mode) * (p / q).ln();
            if (v * alpha / (a / (us * us) + b)).ln() <= density {
                return k;
            }
        }
    }
}

/// One step of SplitMix64 (Steele, Lea & Flood 2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of many draws.
    fn moments(mut draw: impl FnMut() -> f64) -> [f64; 2] {
        let draws: Vec<f64> = (0..200_000).map(|_| draw()).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        [mean, draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / draws.len() as f64]
    }

    fn near(found: [f64; 2], expected: [f64; 2]) {
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 0.02 * expected.abs() + 0.002, "{found} instead of {expected}");
        }
    }

    #[test]
    fn draws_have_the_moments_of_their_distribution() {
        let mut random = Random::new(1, 0);
        near(moments(|| random.uniform()), [0.5, 1.0 / 12.0]);
        near(moments(|| random.gamma(7.5)), [7.5, 7.5]);
        near(moments(|| random.gamma(0.3)), [0.3, 0.3]);
        near(moments(|| random.beta(2.0, 6.0)), [0.25, 12.0 / 576.0]);
        near(moments(|| random.poisson(3.5)), [3.5, 3.5]);
        near(moments(|| random.poisson(2500.0)), [2500.0, 2500.0]);
        near(moments(|| random.binomial(12.0, 0.2)), [2.4, 1.92]);
        near(moments(|| random.binomial(1131.0, 0.83)), [938.73, 159.584]);
    }

    #[test]
    fn a_seed_gives_its_stream_again_and_streams_differ() {
        let first = |seed, number| Random::new(seed, number).uniform();
        assert_eq!(first(7, 1), first(7, 1));
        assert_ne!(first(7, 1), first(7, 2));
        assert_ne!(first(7, 1), first(8, 1));
    }
}
