//! `cargo xtask breakage [--all]`: the long runs of the tests that break a case: kills, flipped bits, bad input, plaintext.

use crate::Failure;
use crate::run::{cargo, run};

/// How often the program is killed: while adding, and while merging and changing members each.
const KILLS: [(&str, &str); 2] = [("SAKSI_KILLS", "300"), ("SAKSI_OTHER_KILLS", "40")];

/// In how many states a power cut leaves a case.
const STATES: [(&str, &str); 1] = [("SAKSI_STATES", "2000")];

/// Runs them one after the other; each prints its figures. With `--all` every single bit of a case is flipped, which takes long.
pub fn run_task(arguments: &[String]) -> Result<(), Failure> {
    let is_all = match arguments {
        [] => false,
        [option] if option == "--all" => true,
        _ => return Err(Failure::new("the only option is --all", "see `cargo xtask help`")),
    };
    let flips = &["test", "--package", "case-store", "--test", "whole_case_flips", "--", "--nocapture"];
    let mut command = cargo(flips);
    if is_all {
        command.env("SAKSI_ALL_BITS", "1");
    }
    run(&mut command)?;
    let mut command = cargo(&["test", "--package", "case-store", "--lib", "store::tests"]);
    run(command.envs(STATES))?;
    let mut command = cargo(&["test", "--package", "case-store", "--test", "kill", "--", "--nocapture"]);
    run(command.envs(KILLS))?;
    for test in ["no_plaintext", "breakage"] {
        let mut command = cargo(&["test", "--package", "saksi", "--test", test, "--", "--nocapture"]);
        run(command.envs(KILLS))?;
    }
    Ok(())
}
