//! `cargo xtask desk [--screenshots] [TEST...]`: the desk in a real browser, by the tests in `tests/desk`.

use crate::run::{cargo, root, run};
use crate::{Failure, packages};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Set by somebody who has no Chromium and knows it; `.ci/run` never does.
const SKIP: &str = "SAKSI_SKIP_BROWSER_TESTS";

/// Builds the program, then runs the tests that the arguments name, or all. Screenshots go to `docs/screenshots`.
pub fn run_task(arguments: &[String]) -> Result<(), Failure> {
    run(&mut cargo(&["build", "--package", "saksi"]))?;
    tests(arguments)
}

/// Runs tests with the program that is built already.
pub fn tests(arguments: &[String]) -> Result<(), Failure> {
    if std::env::var_os(SKIP).is_some() {
        eprintln!("the desk was NOT tested in a browser: {SKIP} is set");
        return Ok(());
    }
    let (options, names): (Vec<_>, Vec<_>) = arguments.iter().partition(|argument| argument.starts_with("--"));
    let folder = root().join("tests/desk");
    let mut python = Command::new(packages::python());
    python.args(["-m", "unittest", "--verbose"]).current_dir(&folder).env("PYTHONPATH", installed(&folder)?);
    python.env("PYTHONDONTWRITEBYTECODE", "1").env("SAKSI", program());
    for option in options {
        match option.as_str() {
            "--screenshots" => python.env("SAKSI_SCREENSHOTS", root().join("docs/screenshots")),
            "--long" => python.env("SAKSI_LONG", "1"),
            _ => return Err(Failure::new(format!("there is no option {option}"), "see `cargo xtask help`")),
        };
    }
    run(python.args(names))
}

/// The program as `cargo test` builds it too.
fn program() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("debug").join(format!("saksi{}", std::env::consts::EXE_SUFFIX))
}

/// Where Python finds what `requirements.txt` names; installed beside the build when it is nowhere yet.
fn installed(folder: &Path) -> Result<OsString, Failure> {
    let ours = root().join("target/python-desk");
    let paths = std::env::var_os("PYTHONPATH").map(|paths| std::env::split_paths(&paths).collect::<Vec<_>>());
    let paths = std::env::join_paths(std::iter::once(ours.clone()).chain(paths.unwrap_or_default()))
        .map_err(|error| Failure::new(error.to_string(), "rename the folder"))?;
    let mut check = Command::new(packages::python());
    check.args(["-c", "import playwright.sync_api, axe_playwright_python"]).env("PYTHONPATH", &paths);
    let is_there = check.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !is_there {
        let mut pip = Command::new(packages::python());
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]).arg(ours);
        run(pip.arg("--requirement").arg(folder.join("requirements.txt")))?;
    }
    Ok(paths)
}
