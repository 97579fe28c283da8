//! `cargo xtask eval NAME --errors`: what a benchmark's answers miss or give falsely, grouped by cause.
//!
//! The scorer keeps the readings, `xtask/errors/NAME.py` compares them with the gold. Passages go to the terminal and to
//! `target/`, never into the repository: the texts are for measuring only.

use crate::{Failure, packages, run};
use std::path::Path;
use std::process::Command;

/// Runs one benchmark and prints its errors; benchmarks without a finder of causes are passed over.
pub fn run(name: &str, saksi: &Path, folder: &Path, options: &[String]) -> Result<(), Failure> {
    let scripts = run::root().join("xtask/errors");
    if !scripts.join(format!("{name}.py")).exists() {
        eprintln!("{name}: no causes are told apart here");
        return Ok(());
    }
    let split = options.iter().skip_while(|option| *option != "--split").nth(1).map_or("dev", String::as_str);
    let readings = folder.join(format!("{name}-{split}.readings.jsonl"));
    if name != "seeds" {
        read(name, saksi, &readings, split, options)?;
    }
    let mut errors = Command::new(packages::python());
    errors.arg(scripts.join("errors.py")).arg(name).args(["--splits", split]).arg("--readings").arg(&readings);
    errors.arg("--saksi").arg(saksi).arg("--out").arg(folder).env("SAKSI_SHARED", run::shared()?);
    println!("{}", run::output(&mut errors)?);
    eprintln!("passages: {}", folder.display());
    Ok(())
}

/// Lets the scorer read the documents anew and keep what was read.
fn read(name: &str, saksi: &Path, readings: &Path, split: &str, options: &[String]) -> Result<(), Failure> {
    if readings.exists() {
        std::fs::remove_file(readings).map_err(|error| Failure::file(readings, &error))?;
    }
    let mut script = Command::new(packages::python());
    script.arg(run::shared()?.join("eval").join(name).join("score.py")).arg("--saksi").arg(saksi);
    // Each finder names its own dev part; the scorers want a split that they have.
    script.args(["--split", split]).args(options).arg("--readings").arg(readings);
    println!("{}", run::output(&mut script)?);
    Ok(())
}
