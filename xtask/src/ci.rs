//! `cargo xtask ci`: what the continuous integration runs.

use crate::{Failure, test};

/// The same as `cargo xtask test`; what a new machine lacks is installed by `.ci/run`.
pub fn run() -> Result<(), Failure> {
    test::run_task()
}
