//! How proposing pairs grows with the number of name types, on names made from syllables.

use resolution::names::{Name, NameIndex, NameKind};
use std::fmt::Write as _;
use std::time::Instant;

/// A line for each size.
pub fn report() -> String {
    let mut report = String::from(
        "\n### Proposing pairs, names made from syllables\n\n| name types | pairs proposed | pairs a type | left out by the cap (pairs, blocks) | s to parse and file | s to propose | µs a type | µs for the candidates of one more |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for n in [10_000, 100_000, 1_000_000] {
        let line = line(n);
        eprintln!("{line}");
        let _never_fails = writeln!(report, "{line}");
    }
    report
}

fn line(n_types: usize) -> String {
    let start = Instant::now();
    let mut index = NameIndex::default();
    let mut names = Made { state: 0x9e37_79b9_7f4a_7c15 };
    while index.types().len() < n_types {
        if let Ok(name) = Name::parse(&names.next_name(), NameKind::Person) {
            index.add(&name);
        }
    }
    let filed = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let proposed = index.pairs();
    let paired = start.elapsed().as_secs_f64();
    let queries: Vec<Name> =
        (0..1_000).filter_map(|_| Name::parse(&names.next_name(), NameKind::Person).ok()).collect();
    let start = Instant::now();
    let found: usize = queries.iter().map(|name| index.candidates(name).types.len()).sum();
    let one = start.elapsed().as_secs_f64() * 1e3;
    let n = f64::from(u32::try_from(n_types).unwrap_or(u32::MAX));
    let n_pairs = proposed.pairs.len();
    format!(
        "| {n_types} | {n_pairs} | {:.2} | {}, {} | {filed:.2} | {paired:.2} | {:.1} | {one:.0} ({found} found by 1,000) |",
        f64::from(u32::try_from(n_pairs).unwrap_or(u32::MAX)) / n,
        proposed.left_out.pairs,
        proposed.left_out.blocks,
        (filed + paired) * 1e6 / n
    )
}

/// Names by a fixed sequence (xorshift, Marsaglia 2003): 600 surnames and 62,500 given names, the first ones the commonest, one in eight misspelt.
struct Made {
    state: u64,
}

const ONSETS: [&str; 25] = [
    "b", "ch", "chh", "d", "h", "k", "kh", "kr", "l", "m", "n", "ng", "nh", "p", "ph", "pr", "r", "s", "sr", "t", "th",
    "v", "y", "tr", "kl",
];
const RIMES: [&str; 24] = [
    "a", "an", "ang", "eak", "eang", "en", "ey", "i", "im", "in", "ith", "o", "oeun", "ol", "om", "on", "ong", "orn",
    "ou", "oun", "u", "uth", "y", "ay",
];

impl Made {
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    /// A number below `n`, small ones the likeliest: the density falls as one over the number (Zipf).
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn skewed(&mut self, n: usize) -> usize {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((n as f64).powf(uniform) as usize).saturating_sub(1).min(n - 1)
    }

    fn syllable(number: usize) -> String {
        format!("{}{}", ONSETS[number * 7 % ONSETS.len()], RIMES[number / ONSETS.len() % RIMES.len()])
    }

    fn next_name(&mut self) -> String {
        let surname = Self::syllable(self.skewed(600));
        let (one, two) = (self.skewed(250), self.skewed(250));
        let given = format!("{}{}", Self::syllable(one + 13), Self::syllable(two + 101));
        let third = if self.next().is_multiple_of(3) {
            format!(" {}", Self::syllable(self.skewed(600)))
        } else {
            String::new()
        };
        let name = format!("{surname} {given}{third}");
        if self.next().is_multiple_of(8) { self.misspelt(&name) } else { name }
    }

    /// One letter left out or doubled.
    fn misspelt(&mut self, name: &str) -> String {
        let at = usize::try_from(self.next()).unwrap_or(0) % name.len();
        let (before, after) = name.split_at(at);
        let letter = after.chars().next().unwrap_or('a');
        if self.next().is_multiple_of(2) {
            format!("{before}{letter}{after}")
        } else {
            format!("{before}{}", after.get(1..).unwrap_or_default())
        }
    }
}
