//! `cargo xtask bench store [DOCUMENTS]`: a case beside plain SQLite with the same records.

use crate::{Failure, run};
use std::process::Command;

/// As many as the goals speak of.
const DOCUMENTS: &str = "100000";

/// Makes a case of so many documents, rebuilds its tables, searches it; the same with plain SQLite.
pub fn run_task(arguments: &[String]) -> Result<(), Failure> {
    let n = match arguments {
        [] => DOCUMENTS,
        [n] => n,
        _ => return Err(Failure::new("the only argument is the number of documents", "see `cargo xtask help`")),
    };
    let build = ["build", "--profile", "quick", "--package", "casework", "--example", "speed"];
    run::run(&mut run::cargo(&build))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), Into::into);
    let program = target.join("quick/examples").join(format!("speed{}", std::env::consts::EXE_SUFFIX));
    let folder = target.join("bench/store");
    // What an earlier run left.
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).map_err(|error| Failure::new(error.to_string(), "check the disk"))?;
    for (stage, with_number) in [("make", true), ("measure", false), ("plain", true)] {
        let mut command = Command::new(&program);
        command.arg(stage).arg(&folder).args(with_number.then_some(n));
        run::run(command.env("SAKSI_STATE", folder.join("state")))?;
    }
    drop(std::fs::remove_dir_all(&folder));
    Ok(())
}
