//! `cargo xtask papers`: papers of a case as qpdf, pdftotext, LibreOffice, exiftool and mat2 see them (`tests/papers`).

use crate::run::{cargo, root, run};
use crate::{Failure, data, packages};
use std::process::Command;

/// Builds the program, then looks at what it writes.
pub fn run_task() -> Result<(), Failure> {
    run(&mut cargo(&["build", "--package", "saksi"]))?;
    tests()
}

/// Looks at what the program writes that is built already; the files stay in `target/papers`.
pub fn tests() -> Result<(), Failure> {
    let mut python = Command::new(packages::python());
    python.arg(root().join("tests/papers/test_outside.py")).env("PYTHONDONTWRITEBYTECODE", "1");
    run(python.arg(data::program()).arg(root().join("target/papers")))
}
