//! `cargo xtask data`: what goes out as data, loaded with DuckDB, pyarrow, R and followthemoney, and taken in again (`tests/data`).

use crate::run::{cargo, root, run};
use crate::{Failure, packages};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Writes a table with every type of cell.
const SAMPLE: &str = "table_sample";

/// Builds the program, then looks at what it writes.
pub fn run_task() -> Result<(), Failure> {
    run(&mut cargo(&["build", "--package", "saksi"]))?;
    run(&mut cargo(&["build", "--package", "tables", "--example", SAMPLE]))?;
    load(&installed(&folder())?)
}

/// Looks at what the program and the example write that are built already, as `cargo test --workspace` does. Where the packages
/// of others cannot be had, that is said and nothing else stops.
pub fn tests() -> Result<(), Failure> {
    match installed(&folder()) {
        Ok(paths) => load(&paths),
        Err(failure) => {
            eprintln!("what goes out as data was NOT loaded elsewhere: {failure}");
            Ok(())
        }
    }
}

fn folder() -> PathBuf {
    root().join("tests/data")
}

fn load(paths: &OsString) -> Result<(), Failure> {
    let folder = folder();
    let sample = root().join("target/data-sample");
    std::fs::create_dir_all(&sample).map_err(|error| Failure::new(error.to_string(), "check the disk"))?;
    let example = program().with_file_name("examples").join(format!("{SAMPLE}{}", std::env::consts::EXE_SUFFIX));
    run(Command::new(example).arg(&sample))?;
    run(python(&folder, "test_formats.py", paths).arg(&sample))?;
    run(python(&folder, "test_export.py", paths).arg(program()))
}

fn python(folder: &Path, script: &str, paths: &OsString) -> Command {
    let mut python = Command::new(packages::python());
    python.arg(folder.join(script)).env("PYTHONPATH", paths).env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

/// The program as `cargo test` builds it too.
pub fn program() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("debug").join(format!("saksi{}", std::env::consts::EXE_SUFFIX))
}

/// Where Python finds what `requirements.txt` names; installed beside the build when it is nowhere yet.
fn installed(folder: &Path) -> Result<OsString, Failure> {
    let ours = root().join("target/python-data");
    let paths = std::env::var_os("PYTHONPATH").map(|paths| std::env::split_paths(&paths).collect::<Vec<_>>());
    let paths = std::env::join_paths(std::iter::once(ours.clone()).chain(paths.unwrap_or_default()))
        .map_err(|error| Failure::new(error.to_string(), "rename the folder"))?;
    let mut check = Command::new(packages::python());
    check.args(["-c", "import duckdb, pyarrow, followthemoney"]).env("PYTHONPATH", &paths);
    let is_there = check.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !is_there {
        let mut pip = Command::new(packages::python());
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
            "--target",
        ]);
        run(pip.arg(ours).arg("--requirement").arg(folder.join("requirements.txt")))?;
    }
    Ok(paths)
}
