//! `cargo xtask test`: everything that must hold. Ends with the summary lines of `cargo test`.

use crate::run::{cargo, run};
use crate::{Failure, fetch, tidy};

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
    run(&mut cargo(&["test", "--workspace", "--no-fail-fast"]))
}
