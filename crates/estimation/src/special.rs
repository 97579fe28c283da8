//! Functions that no standard library has: the logarithm of the gamma function, quantiles of the normal distribution.

/// `ln(sqrt(2 pi))`.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// The 95 % point of chi-squared with one degree of freedom, squared normal quantile of .975.
pub const CHI_SQUARED_95: f64 = 3.841_458_820_694_124;

/// The normal quantile of .975.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;

/// `ln Γ(x)` for `x > 0`; absolute error below 1e-12 relative to the size of the result.
///
/// Stirling's series above 15, the recurrence below (Abramowitz & Stegun 1964, 6.1.15 and 6.1.41).
pub fn ln_gamma(x: f64) -> f64 {
    let mut shifted = x;
    let mut product = 1.0;
    while shifted < 15.0 {
        product *= shifted;
        shifted += 1.0;
    }
    let inverse = 1.0 / shifted;
    let square = inverse * inverse;
    let series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)));
    (shifted - 0.5) * shifted.ln() - shifted + HALF_LN_TWO_PI + series - if product == 1.0 { 0.0 } else { product.ln() }
}

/// The standard normal quantile of `p` in `(0, 1)`; relative error below 1.2e-9.
///
/// Method: Acklam's rational approximation (2003), three ranges.
pub fn normal_quantile(p: f64) -> f64 {
    const LOW: f64 = 0.02425;
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    if p < LOW {
        let q = (-2.0 * p.ln()).sqrt();
        let above = [
            -7.784_894_002_430_293e-3,
            -3.223_964_580_411_365e-1,
            -2.400_758_277_161_838,
            -2.549_732_539_343_734,
            4.374_664_141_464_968,
            2.938_163_982_698_783,
        ];
        let below =
            [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416, 1.0];
        return polynomial(&above, q) / polynomial(&below, q);
    }
    let q = p - 0.5;
    let above = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    let below = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    q * polynomial(&above, q * q) / polynomial(&below, q * q)
}

/// The polynomial with these coefficients, the highest power first (Horner).
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// `ln(exp(a) + exp(b))` without overflow.
pub fn ln_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if high == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gamma_function_gives_factorials() {
        let mut factorial = 1.0_f64;
        for n in 1..60_u32 {
            assert!((ln_gamma(f64::from(n)) - factorial.ln()).abs() < 1e-11, "{n}");
            factorial *= f64::from(n);
        }
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-12);
        assert!((ln_gamma(0.0625) - 2.741_0_f64).abs() < 0.01);
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (p, z) in [(0.975, NORMAL_975), (0.5, 0.0), (0.001, -3.090_232_306_167_813), (0.99, 2.326_347_874_040_841)]
        {
            assert!((normal_quantile(p) - z).abs() < 1e-8, "{p}");
        }
    }
}
