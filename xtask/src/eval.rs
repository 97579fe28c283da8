//! `cargo xtask eval [NAME] [--split S] [--limit N] [--jobs N] [--errors]`: the evaluations beside the repository, on the built program.

use crate::{Failure, errors, fetch, packages, run};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the arguments ask for.
#[derive(Debug, Default)]
struct Request {
    name: Option<String>,
    split: Option<String>,
    limit: Option<String>,
    jobs: Option<String>,
    errors: bool,
}

/// Runs the evaluations; prints a table and keeps it with all figures in `target/eval`.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let request = request(arguments)?;
    let scripts = scripts(&request)?;
    fetch::run()?;
    let saksi = run::build_saksi()?;
    let folder = run::root().join("target/eval");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut table = String::from("| benchmark | measure | figure |\n| --- | --- | --- |\n");
    for (folder_name, script) in scripts {
        if request.errors {
            errors::run(&folder_name, &saksi, &folder, &request.options(&folder_name))?;
            continue;
        }
        for (name, options) in variants(&folder_name) {
            eprintln!("evaluating {name}");
            let mut script = command(&script, &saksi);
            script.env("SAKSI_SHARED", run::shared()?);
            let printed = run::output(script.args(options).args(request.options(&folder_name)))?;
            let figures = last_json(&printed).unwrap_or_else(|| Value::String(printed.trim().to_owned()));
            let path = folder.join(format!("{}.json", name.replace(' ', "-")));
            std::fs::write(&path, format!("{figures}\n")).map_err(|error| Failure::file(&path, &error))?;
            table += &rows(name, &printed);
        }
    }
    if request.errors {
        return Ok(());
    }
    let path = folder.join("table.md");
    std::fs::write(&path, &table).map_err(|error| Failure::file(&path, &error))?;
    println!("{table}\nkept in {}", folder.display());
    Ok(())
}

fn request(arguments: &[String]) -> Result<Request, Failure> {
    let mut request = Request::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--errors" => request.errors = true,
            "--split" => request.split = arguments.next().cloned(),
            "--limit" => request.limit = arguments.next().cloned(),
            "--jobs" => request.jobs = arguments.next().cloned(),
            name if !name.starts_with('-') => request.name = Some(name.to_owned()),
            other => return Err(Failure::new(format!("`{other}` is not known here"), "see `cargo xtask help`")),
        }
    }
    Ok(request)
}

impl Request {
    /// The options of a benchmark's script. The few texts of the seeds and the strangers are read whole, in one process.
    fn options(&self, benchmark: &str) -> Vec<String> {
        let options = [("--split", &self.split), ("--limit", &self.limit), ("--jobs", &self.jobs)];
        let given = options.iter().filter(|_| !["seeds", "strangers"].contains(&benchmark));
        given.flat_map(|(option, value)| value.iter().flat_map(|value| [(*option).to_owned(), value.clone()])).collect()
    }
}

/// Name and script of each evaluation that reads with the program, in order of name.
fn scripts(request: &Request) -> Result<Vec<(String, PathBuf)>, Failure> {
    let folder = run::shared()?.join("eval");
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let scripts = entries
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().join("score.py")));
    // Ours, in the repository: invented reports by somebody who had not seen the rules.
    let strangers = ("strangers".to_owned(), run::root().join("tests/strangers/score.py"));
    let scripts = scripts.chain(std::iter::once(strangers));
    let wanted = |name: &str| request.name.as_deref().is_none_or(|one| one == name);
    let mut scripts: Vec<_> = scripts.filter(|(name, script)| wanted(name) && script.exists()).collect();
    scripts.sort();
    if scripts.is_empty() {
        return Err(Failure::new("there is no such evaluation", format!("see the folders of {}", folder.display())));
    }
    Ok(scripts)
}

/// The ways in which a benchmark is scored, with the options of its script.
fn variants(benchmark: &str) -> Vec<(&str, &'static [&'static str])> {
    match benchmark {
        "bodies" => vec![("bodies html", &["--form", "html"]), ("bodies text", &["--form", "text"])],
        "timeml" => vec![
            ("timeml date given", &["--split", "dev", "--dct", "given"]),
            ("timeml date hidden", &["--split", "dev", "--dct", "hidden"]),
        ],
        "muc4" => vec![("muc4", &["--split", "dev"])],
        "strangers" => vec![("strangers open", &["--half", "open"]), ("strangers kept", &["--half", "kept"])],
        other => vec![(other, &[])],
    }
}

fn command(script: &Path, saksi: &Path) -> Command {
    let mut command = Command::new(packages::python());
    command.arg(script).arg("--json").arg("--saksi").arg(saksi);
    command
}

fn last_json(printed: &str) -> Option<Value> {
    printed.lines().rev().find_map(|line| serde_json::from_str(line).ok().filter(Value::is_object))
}

/// The lines of a script's report: a measure, two blanks or more, a figure.
fn rows(name: &str, printed: &str) -> String {
    let lines = printed.lines().filter(|line| !line.starts_with('{'));
    lines.filter_map(|line| line.split_once("  ")).fold(String::new(), |mut rows, (measure, figure)| {
        let figure = figure.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/");
        let _never_fails = writeln!(rows, "| {name} | {measure} | {figure} |");
        rows
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_becomes_rows() {
        let printed = "VALUE F1                   P  50.00  R 40.00\nnote\n{\"VALUE F1\": {\"f1\": 44.4}}\n";
        assert_eq!(rows("timeml", printed), "| timeml | VALUE F1 | P 50.00 R 40.00 |\n");
        assert_eq!(last_json(printed).unwrap()["VALUE F1"]["f1"], 44.4);
    }
}
