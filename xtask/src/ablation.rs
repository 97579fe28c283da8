//! `cargo xtask ablation`: what each layer of the finding of names is worth, by leaving it out.

use crate::{Failure, fetch, packages, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is left out; `none` is the whole program. The names are those of `coding::Layer`, and the gazetteer.
const LEFT_OUT: [&str; 13] = [
    "none",
    "gazetteer",
    "titles",
    "roles",
    "apposition",
    "acronyms",
    "borders",
    "bodies",
    "places",
    "missed",
    "headlines",
    "vote",
    "gazetteer,titles,roles,apposition,acronyms,borders,bodies,places,missed,headlines,vote",
];

/// Benchmark and lines of its report whose F1 or share goes into the table.
const MEASURES: [(&str, &[&str]); 3] = [
    ("crossner", &["person", "organization", "place", "span F1 (three kinds)"]),
    ("hrdsattack", &["VICTIM exact", "VICTIM fuzzy"]),
    ("seeds", &["entity recall", "event victims"]),
];

/// Prints and keeps a table: a layer a line, a measure a column.
pub fn run() -> Result<(), Failure> {
    fetch::run()?;
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "pipeline", "--example", "ablation"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), PathBuf::from);
    let program = target.join("quick/examples").join(format!("ablation{}", std::env::consts::EXE_SUFFIX));
    let folder = run::root().join("target/ablation");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut table = head();
    for layers in LEFT_OUT {
        eprintln!("without {layers}");
        let starter = starter(&folder, &program, layers)?;
        let figures = MEASURES.iter().map(|(benchmark, measures)| figures(benchmark, measures, &starter));
        let figures = figures.collect::<Result<Vec<_>, _>>()?.concat();
        table += &format!("| {} | {} |\n", layers.replace(',', ", "), figures.join(" | "));
    }
    let path = folder.join("table.md");
    std::fs::write(&path, &table).map_err(|error| Failure::file(&path, &error))?;
    println!("{table}\nkept in {}", path.display());
    Ok(())
}

fn head() -> String {
    let names = MEASURES.iter().flat_map(|(name, measures)| measures.iter().map(move |one| format!("{name}: {one}")));
    let names: Vec<String> = names.collect();
    format!("| without | {} |\n| --- |{}\n", names.join(" | "), " ---: |".repeat(names.len()))
}

/// A script that the scorers can start like the program itself.
fn starter(folder: &Path, program: &Path, layers: &str) -> Result<PathBuf, Failure> {
    let path = folder.join(format!("without-{}", layers.split(',').collect::<Vec<_>>().join("-")));
    let quoted = program.display().to_string().replace('\'', r"'\''");
    let script = format!("#!/bin/sh\nexec '{quoted}' {layers} \"$@\"\n");
    std::fs::write(&path, script).map_err(|error| Failure::file(&path, &error))?;
    make_executable(&path)?;
    Ok(path)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let rights = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, rights).map_err(|error| Failure::file(path, &error))
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) -> Result<(), Failure> {
    Err(Failure::new("the ablation starts the program through a shell script", "run it on Linux or macOS"))
}

/// The figures of some lines of a benchmark's report.
fn figures(benchmark: &str, measures: &[&str], program: &Path) -> Result<Vec<String>, Failure> {
    let mut script = Command::new(packages::python());
    script.arg(run::shared()?.join("eval").join(benchmark).join("score.py")).arg("--saksi").arg(program);
    if benchmark != "seeds" {
        script.args(["--jobs", "1"]);
    }
    let printed = run::output(&mut script)?;
    Ok(measures.iter().map(|measure| figure(&printed, measure).unwrap_or_else(|| "-".to_owned())).collect())
}

/// The F1, or the share, of the line that starts with `measure`.
fn figure(printed: &str, measure: &str) -> Option<String> {
    let line = printed.lines().find_map(|line| line.strip_prefix(measure).filter(|rest| rest.starts_with("  ")))?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "F1").map_or(0, |f1| f1 + 1);
    words.get(at).map(|figure| (*figure).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_in_a_report() {
        let printed = "person                     P  80.00  R  84.00  F1  81.95   (right 1)\nperson type    12.00 %\n\
                       event victims               81.82 %   (36 of 44)   of the matched\n";
        assert_eq!(figure(printed, "person").unwrap(), "81.95");
        assert_eq!(figure(printed, "event victims").unwrap(), "81.82");
        assert_eq!(figure(printed, "place"), None);
    }
}
