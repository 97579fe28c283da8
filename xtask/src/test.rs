//! `cargo xtask test`: everything that must hold. Ends with the summary lines of `cargo test`.

use crate::run::{cargo, run};
use crate::{Failure, data, desk, fetch, papers, tidy};

/// Fetches what the tests need, then checks form, lints, repository and behaviour.
pub fn run_task() -> Result<(), Failure> {
    fetch::run()?;
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    tidy::run()?;
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    // The feature that ordinary builds leave out; before the rest, so that the summary of the rest comes last.
    run(&mut cargo(&[
        "clippy",
        "--package",
        "proposals",
        "--all-targets",
        "--features",
        "gliner",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))?;
    run(&mut cargo(&["test", "--package", "proposals", "--features", "gliner"]))?;
    // The browser has its turn before the rest for the same reason; what it found is told after it.
    run(&mut cargo(&["test", "--workspace", "--no-run", "--quiet"]))?;
    let seen_in_a_browser = desk::tests(&[]);
    // Programs of others look at papers and data.
    let seen_outside = papers::tests().and(data::tests());
    run(&mut cargo(&["test", "--workspace", "--no-fail-fast"])).and(seen_in_a_browser).and(seen_outside)
}
