//! `cargo xtask fit [leaning]` and `cargo xtask precision`: acts judged by hand, to fit the confidence of acts and to measure it.

use crate::{Failure, fetch, packages, regression, reliability, run};
use std::path::PathBuf;
use std::process::Command;

/// Judgements that weights may be fitted on, and those that are only measured.
const FITTED_ON: &str = "docs/judgements/acts-train.tsv";
const MEASURED_ON: &str = "docs/judgements/acts-dev.tsv";
/// How well confidence fits the acts that are only measured.
const PICTURE: &str = "docs/reliability.svg";
const WEIGHTS: &str = "codebook/weights/act_confidence.tsv";

const LEANING: &str = "codebook/weights/leaning.tsv";
/// Ridge of the leaning, the best of 1, 10, 100 and 300 in cross-validation.
const LEANING_STRENGTH: f64 = 10.0;

/// Acts below are not given: in cross-validation two in three of them are wrong, and no benchmark loses a point.
const LEAST_CONFIDENCE: f64 = 0.35;

/// Fits the confidence of acts, or with `leaning` the model of words that the confidence looks at.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments.first().map(String::as_str) {
        None => confidence(),
        Some("leaning") => leaning(),
        Some("identities") => crate::identities::fit(),
        Some("events") => crate::events::fit(&arguments[1..]),
        Some(other) => Err(Failure::new(format!("`{other}` is not known here"), "see `cargo xtask help`")),
    }
}

/// Fits `codebook/weights/leaning.tsv` on sentences of the train parts.
fn leaning() -> Result<(), Failure> {
    fetch::run()?;
    let mut script = Command::new(packages::python());
    script.arg(run::root().join("xtask/judge/subject.py")).arg("--program").arg(program("sentence_vectors")?);
    let printed = run::output(script.env("SAKSI_SHARED", run::shared()?))?;
    let sentences = printed.lines().filter_map(|line| line.split_once('\t'));
    let (right, rows): (Vec<bool>, Vec<Vec<f64>>) = sentences
        .map(|(label, numbers)| (label == "1", numbers.split('\t').filter_map(|x| x.parse().ok()).collect()))
        .unzip();
    if rows.first().is_none_or(Vec::is_empty) || rows.iter().any(|row| row.len() != rows[0].len()) {
        return Err(Failure::new("there are no sentences with vectors", "install the middle language model"));
    }
    let weights = regression::fit_numbers(rows, &right, LEANING_STRENGTH);
    let name = |i: usize| if i + 1 == weights.len() { "bias".to_owned() } else { i.to_string() };
    let path = run::root().join(LEANING);
    let table =
        regression::table("leaning of words", "fit leaning", weights.iter().enumerate().map(|(i, w)| (name(i), *w)));
    std::fs::write(&path, table).map_err(|error| Failure::file(&path, &error))?;
    println!("sentences {}, of rights reports {}", right.len(), right.iter().filter(|one| **one).count());
    Ok(())
}

/// Fits `codebook/weights/act_confidence.tsv` and says how well it does in cross-validation.
fn confidence() -> Result<(), Failure> {
    let rows = run::output(&mut judge("rows", FITTED_ON)?)?;
    let judged = regression::parse(&rows);
    let Some(fit) = regression::fit(&judged) else {
        return Err(Failure::new("the judgements are all alike", format!("judge more acts into {FITTED_ON}")));
    };
    let path = run::root().join(WEIGHTS);
    let least = std::iter::once(("least".to_owned(), LEAST_CONFIDENCE));
    let weights = fit.weights.iter().map(|(name, weight)| (name.clone(), *weight)).chain(least);
    let table = regression::table("confidence of acts", "fit", weights);
    std::fs::write(&path, table).map_err(|error| Failure::file(&path, &error))?;
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
    let path = run::root().join(PICTURE);
    let pairs = reliability::parse(&run::output(&mut judge("pairs", MEASURED_ON)?)?);
    std::fs::write(&path, reliability::picture(&pairs)).map_err(|error| Failure::file(&path, &error))?;
    println!("picture: {}", path.display());
    Ok(())
}

/// The judge script on the example program that shows what confidence is computed from.
fn judge(command: &str, judgements: &str) -> Result<Command, Failure> {
    fetch::run()?;
    let mut script = Command::new(packages::python());
    script.arg(run::root().join("xtask/judge/judge.py")).arg(command).arg("--program").arg(program("act_features")?);
    script.arg(run::root().join(judgements)).env("SAKSI_SHARED", run::shared()?);
    Ok(script)
}

/// An example program of the crate `pipeline`.
fn program(example: &str) -> Result<PathBuf, Failure> {
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "pipeline", "--example", example]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), PathBuf::from);
    Ok(target.join("quick/examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX)))
}
