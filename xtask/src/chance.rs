//! `cargo xtask chance [TIMES]`: the tests by chance with other cases than those that every machine draws.

use crate::Failure;
use crate::run::{cargo, run};
use std::time::{SystemTime, UNIX_EPOCH};

/// Packages whose tests draw their cases.
const DRAWING: [&str; 16] = [
    "assessment",
    "bundle",
    "cache",
    "case-store",
    "disclosure",
    "estimation",
    "imports",
    "intake",
    "interventions",
    "language",
    "paper",
    "pipeline",
    "proposals",
    "reading",
    "resolution",
    "tables",
];

/// Each time with a number of its own, which is printed: with it as `PROPTEST_RNG_SEED` the same cases come again.
pub fn run_task(arguments: &[String]) -> Result<(), Failure> {
    let usage = || Failure::new("the only argument is how many times", "see `cargo xtask help`");
    let n_times: u64 = match arguments {
        [] => 1,
        [times] => times.parse().map_err(|_| usage())?,
        _ => return Err(usage()),
    };
    let first = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    for seed in first..first + n_times {
        println!("PROPTEST_RNG_SEED={seed}");
        let packages = DRAWING.iter().flat_map(|package| ["--package", package]);
        let mut command = cargo(&["test", "--quiet", "--no-fail-fast"]);
        run(command.args(packages).env("PROPTEST_RNG_SEED", seed.to_string()))?;
    }
    Ok(())
}
