//! Tables for tests.

use crate::lists::{Cell, Lists};

/// Lists with these names; each history as digits, the first list first.
pub fn lists(names: &str, histories: &[(&str, u64)]) -> Lists {
    let history =
        |digits: &str| digits.bytes().enumerate().fold(0, |lists, (i, digit)| lists | u64::from(digit == b'1') << i);
    let cells = histories.iter().map(|(digits, count)| Cell { lists: history(digits), count: *count });
    Lists::new(names.split(' ').map(str::to_owned).collect(), cells)
}

/// Killings in Kosovo, 20 March to 22 June 1999, by four organisations (Ball et al. 2002): EXH, ABA, OSCE, HRW.
pub fn kosovo() -> Lists {
    let histories = [
        ("1000", 1131),
        ("0100", 845),
        ("1100", 177),
        ("0010", 936),
        ("1010", 228),
        ("0110", 217),
        ("1110", 181),
        ("0001", 306),
        ("1001", 106),
        ("0101", 31),
        ("1101", 18),
        ("0011", 123),
        ("1011", 42),
        ("0111", 32),
        ("1111", 27),
    ];
    lists("EXH ABA OSCE HRW", &histories)
}

/// Whether a figure is the published one to this many significant digits.
#[track_caller]
pub fn agrees(found: f64, published: f64, digits: i32) {
    let unit = 10_f64.powi(published.abs().log10().floor() as i32 + 1 - digits);
    assert!((found - published).abs() <= 0.5001 * unit, "{found} instead of {published}");
}
