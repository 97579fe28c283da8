//! OpenSanctions' logic-v2, run in the Python of the peers where `data/names-peer` holds its packages.

use super::{Labelled, Matcher};
use crate::run;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Its scores; none, said on standard error, where it is not installed.
pub fn logic_v2(pairs: &[Labelled]) -> Option<Matcher> {
    let found = scores(pairs);
    if found.is_none() {
        eprintln!(
            "logic-v2 is left out: data/names-peer does not hold it. `pip install --only-binary :all: --target data/names-peer nomenklatura` \
             needs PyICU, which Debian has as python3-icu."
        );
    }
    found
}

fn scores(pairs: &[Labelled]) -> Option<Matcher> {
    let root = run::root();
    let above = |name: &str| root.ancestors().map(|folder| folder.join(name)).find(|path| path.exists());
    let (python, packages) = (above("data/venv/bin/python")?, above("data/names-peer")?);
    let (scores, seconds) = ask(&python, &packages, &root.join("xtask/peer/names_peer.py"), pairs)?;
    (scores.len() == pairs.len()).then_some(Matcher { name: "logic-v2", threshold: 0.7, scores, micros: seconds * 1e6 })
}

fn ask(python: &Path, packages: &Path, script: &PathBuf, pairs: &[Labelled]) -> Option<(Vec<f64>, f64)> {
    let mut command = Command::new(python);
    command.arg(script).env("PYTHONPATH", packages).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    let lines: String = pairs.iter().map(|pair| format!("{}\t{}\t{}\n", pair.schema, pair.left, pair.right)).collect();
    let mut input = child.stdin.take()?;
    // Its answers are small enough for the pipe, so that writing all of the questions first cannot block.
    input.write_all(lines.as_bytes()).ok()?;
    drop(input);
    let output = child.wait_with_output().ok()?;
    let scores = String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| line.parse().ok()).collect();
    let seconds = String::from_utf8_lossy(&output.stderr).lines().last()?.parse().ok()?;
    Some((scores, seconds))
}
