//! The picture of how well confidence fits: what was said against what was, as SVG.

use std::fmt::Write as _;

const SIDE: f64 = 300.0;
const MARGIN: f64 = 44.0;

/// Confidence and verdict of each act, from the lines of `judge.py pairs`: verdict, confidence. Other lines are left out.
pub fn parse(lines: &str) -> Vec<(f64, bool)> {
    let pair = |line: &str| {
        let (verdict, confidence) = line.split_once('\t')?;
        Some((confidence.parse().ok()?, verdict == "1"))
    };
    lines.lines().filter_map(pair).collect()
}

/// A square with the diagonal of perfect fit and a disc for each tenth of confidence, its area as large as the number of acts;
/// the bar through it is the 95 % interval of the share (Wilson 1927).
pub fn picture(pairs: &[(f64, bool)]) -> String {
    let size = SIDE + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{size}\" height=\"{size}\" \
         font-family=\"sans-serif\" font-size=\"11\" fill=\"#333\">\n<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\n\
         <path d=\"M{MARGIN} {bottom}H{right}M{MARGIN} {bottom}V{MARGIN}\" stroke=\"#333\"/>\n\
         <path d=\"M{MARGIN} {bottom}L{right} {MARGIN}\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n",
        bottom = MARGIN + SIDE,
        right = MARGIN + SIDE,
    );
    for tenth in [0.0, 0.5, 1.0] {
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{tenth}</text>",
            x(tenth),
            MARGIN + SIDE + 16.0
        );
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{tenth}</text>", MARGIN - 6.0, y(tenth) + 4.0);
    }
    for bin in bins(pairs) {
        let (low, high) = interval(bin.share, bin.n);
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {low:.1}V{high:.1}\" stroke=\"#2a6\"/><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\" fill=\"#2a6\" \
             fill-opacity=\".6\"><title>{n} acts</title></circle>",
            x = x(bin.said),
            y = y(bin.share),
            low = y(low),
            high = y(high),
            r = 2.0 + bin.n.sqrt() * 1.5,
            n = bin.n,
        );
    }
    let middle = MARGIN + SIDE / 2.0;
    let _ = writeln!(svg, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">confidence said</text>", size - 8.0);
    let _ = writeln!(
        svg,
        "<text x=\"{middle}\" y=\"20\" text-anchor=\"middle\">share right of {} acts, by tenths</text>",
        pairs.len()
    );
    svg + "</svg>\n"
}

struct Bin {
    said: f64,
    share: f64,
    n: f64,
}

fn bins(pairs: &[(f64, bool)]) -> Vec<Bin> {
    let mut sums = [(0.0, 0.0, 0.0); 10];
    for &(confidence, right) in pairs {
        let sum = &mut sums[((confidence * 10.0) as usize).min(9)];
        *sum = (sum.0 + confidence, sum.1 + f64::from(u8::from(right)), sum.2 + 1.0);
    }
    let filled = sums.iter().filter(|sum| sum.2 > 0.0);
    filled.map(|&(said, right, n)| Bin { said: said / n, share: right / n, n }).collect()
}

fn interval(share: f64, n: f64) -> (f64, f64) {
    const Z: f64 = 1.96;
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    (middle - half, middle + half)
}

fn x(share: f64) -> f64 {
    MARGIN + SIDE * share
}

fn y(share: f64) -> f64 {
    MARGIN + SIDE * (1.0 - share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filled_tenth_has_a_disc() {
        let pairs = parse("1\t0.95\n0\t0.91\n1\t0.31\nnonsense\n");
        assert_eq!(pairs.len(), 3);
        assert_eq!(picture(&pairs).matches("<circle").count(), 2);
    }

    #[test]
    fn the_interval_holds_the_share() {
        let (low, high) = interval(0.8, 50.0);
        assert!(low > 0.6 && low < 0.8 && high > 0.8 && high < 0.95);
    }
}
