//! `cargo xtask bench dossier [FACTS]`: the invented dossier stretched to 500 pages, set as PDF: pages, time, processor, memory at most.

use crate::run::{cargo, output, root, run};
use crate::{Failure, packages};
use std::process::Command;

/// About 500 pages.
const FACTS: &str = "4150";

/// Builds the typesetter with optimisation, stretches the dossier, measures.
pub fn run_task(arguments: &[String]) -> Result<(), Failure> {
    let n_facts = match arguments {
        [] => FACTS,
        [n] => n,
        _ => return Err(Failure::new("the only argument is the number of facts", "see `cargo xtask help`")),
    };
    let disk = |error: std::io::Error| Failure::new(error.to_string(), "check the disk");
    run(&mut cargo(&["build", "--profile", "quick", "--package", "typeset", "--example", "set"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let folder = target.join("bench/dossier");
    std::fs::create_dir_all(&folder).map_err(disk)?;
    let sample = ["run", "--quiet", "--package", "drafting", "--example", "paper_sample", "--", "dossier"];
    let paper = folder.join("paper.json");
    std::fs::write(&paper, output(&mut cargo(&sample))?).map_err(disk)?;
    let mut measure = Command::new(packages::python());
    measure.arg(root().join("tests/papers/measure.py")).arg(paper).arg(n_facts);
    run(measure.arg(target.join("quick/examples").join(format!("set{}", std::env::consts::EXE_SUFFIX))).arg(folder))
}
