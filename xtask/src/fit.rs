//! `cargo xtask fit` and `cargo xtask precision`: acts judged by hand, to fit the confidence of acts and to measure it.

use crate::{Failure, fetch, packages, regression, run};
use std::path::PathBuf;
use std::process::Command;

/// Judgements that weights may be fitted on, and those that are only measured.
const FITTED_ON: &str = "docs/judgements/acts-train.tsv";
const MEASURED_ON: &str = "docs/judgements/acts-dev.tsv";
const WEIGHTS: &str = "codebook/weights/act_confidence.tsv";

/// Fits `codebook/weights/act_confidence.tsv` and says how well it does in cross-validation.
pub fn run() -> Result<(), Failure> {
    let rows = run::output(&mut judge("rows", FITTED_ON)?)?;
    let judged = regression::parse(&rows);
    let Some(fit) = regression::fit(&judged) else {
        return Err(Failure::new("the judgements are all alike", format!("judge more acts into {FITTED_ON}")));
    };
    let path = run::root().join(WEIGHTS);
    std::fs::write(&path, regression::table(&fit.weights)).map_err(|error| Failure::file(&path, &error))?;
    println!("judged acts {}, properties {}, ridge {}", judged.len(), fit.weights.len(), fit.strength);
    println!("log loss {:.3} in cross-validation, {:.3} by the rules' priors", fit.log_loss, fit.log_loss_of_priors);
    println!("calibration error {:.3} in cross-validation", fit.calibration_error);
    Ok(())
}

/// Says what share of the judged acts is right, and how well confidence fits.
pub fn precision() -> Result<(), Failure> {
    for judgements in [FITTED_ON, MEASURED_ON] {
        if run::root().join(judgements).exists() {
            println!("{judgements}\n{}", run::output(&mut judge("score", judgements)?)?);
        }
    }
    Ok(())
}

/// The judge script on the example program that shows what confidence is computed from.
fn judge(command: &str, judgements: &str) -> Result<Command, Failure> {
    fetch::run()?;
    let mut script = Command::new(packages::python());
    script.arg(run::root().join("xtask/judge/judge.py")).arg(command).arg("--program").arg(program()?);
    script.arg(run::root().join(judgements)).env("SAKSI_SHARED", run::shared()?);
    Ok(script)
}

fn program() -> Result<PathBuf, Failure> {
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "pipeline", "--example", "act_features"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), PathBuf::from);
    Ok(target.join("quick/examples").join(format!("act_features{}", std::env::consts::EXE_SUFFIX)))
}
