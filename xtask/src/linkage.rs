//! `cargo xtask bench linkage [--records N]`: records linked by us and by Splink 5.0.0, on the same files in the same run.

mod plot;
mod table;

use crate::{Failure, packages, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The peer and what it runs on; `peer.py` holds its settings.
const PEER: [&str; 2] = ["splink==5.0.0", "duckdb"];
const SETS: [&str; 4] = ["historical", "rldata", "febrl", "fake"];

/// What both sides found on one file.
pub struct Run {
    /// Which file.
    pub set: String,
    /// How many records.
    pub records: u64,
    /// Ours, as `examples/link.rs` prints it.
    pub ours: Value,
    /// The peer's, in the same form; none for the smaller sizes of the growth.
    pub peer: Option<Value>,
}

/// Makes the files, runs both sides on each, prints the table and keeps it with the plot of growth in `target/bench/linkage`.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let n_records = match arguments {
        [] => 1_000_000,
        [option, n] if option == "--records" => number(n)?,
        _ => return Err(Failure::new("the only option is --records N", "see `cargo xtask help`")),
    };
    let python = python_with_peer()?;
    let bench = Bench { python, folder: run::root().join("target/bench/linkage"), link: build()? };
    let sets = run::shared()?.join("eval/linkage");
    run::run(Command::new(&bench.python).arg(script("prepare.py")).args([&sets, &bench.folder]))?;
    let mut runs = Vec::new();
    for set in SETS {
        runs.push(bench.both(set, set, set)?);
    }
    let mut growth = Vec::new();
    for n in [n_records / 100, n_records / 10, n_records] {
        let name = format!("artificial-{n}");
        bench.artificial(n, &name)?;
        let peer = n == n_records;
        growth.push(if peer { bench.both(&name, "historical", "artificial")? } else { bench.ours_alone(&name)? });
    }
    let text = table::of(&runs, &growth);
    write(&bench.folder.join("table.md"), &text)?;
    write(&bench.folder.join("growth.svg"), &plot::of(&growth))?;
    println!("{text}\nkept in {}", bench.folder.display());
    Ok(())
}

fn number(text: &str) -> Result<u64, Failure> {
    let n = text.parse().ok().filter(|n| *n >= 10_000);
    n.ok_or_else(|| Failure::new(format!("`{text}` is no number of records"), "give 10000 or more"))
}

/// Where things are while it runs.
struct Bench {
    python: PathBuf,
    folder: PathBuf,
    link: PathBuf,
}

impl Bench {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.csv"))
    }

    fn artificial(&self, n: u64, name: &str) -> Result<(), Failure> {
        let mut make = Command::new(&self.python);
        make.arg(script("artificial.py")).arg(self.file("historical")).arg(n.to_string()).arg(self.file(name));
        run::run(&mut make)
    }

    fn ours(&self, name: &str, schema: &str, options: &[&str]) -> Result<Value, Failure> {
        let mut link = Command::new(&self.link);
        link.arg(script(&format!("{schema}.json"))).arg(self.file(name)).args(options);
        eprintln!("$ {} {name}", self.link.display());
        let printed = run::output(&mut link)?;
        serde_json::from_str(&printed).map_err(|error| {
            Failure::new(
                format!("the linker did not print its figures for {name}: {error}"),
                "see what it printed above",
            )
        })
    }

    fn ours_alone(&self, name: &str) -> Result<Run, Failure> {
        let ours = self.ours(name, "historical", &["--without-labels"])?;
        Ok(Run { set: name.to_owned(), records: ours["records"].as_u64().unwrap_or_default(), ours, peer: None })
    }

    /// `schema`: what the columns hold; `settings`: those of the peer.
    fn both(&self, name: &str, schema: &str, settings: &str) -> Result<Run, Failure> {
        let large = settings == "artificial";
        let ours = self.ours(name, schema, if large { &["--without-labels"] } else { &[] })?;
        let out = self.folder.join("peer").join(name);
        let mut peer = Command::new(&self.python);
        run::run(peer.arg(script("peer.py")).arg(settings).arg(self.file(name)).arg(&out))?;
        let out = out.to_string_lossy().into_owned();
        let peer = self.ours(name, schema, &["--peer", &out])?;
        Ok(Run { set: name.to_owned(), records: ours["records"].as_u64().unwrap_or_default(), ours, peer: Some(peer) })
    }
}

fn script(name: &str) -> PathBuf {
    run::root().join("xtask/peer/linkage").join(name)
}

/// The program that links and measures.
fn build() -> Result<PathBuf, Failure> {
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "resolution", "--example", "link"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), PathBuf::from);
    Ok(target.join("quick/examples").join(format!("link{}", std::env::consts::EXE_SUFFIX)))
}

/// The Python that the peer runs in: `data/venv` here or above, with the peer put into it when it is not there.
pub fn python_with_peer() -> Result<PathBuf, Failure> {
    let made = |folder: &Path| folder.join("data/venv/bin/python");
    let root = run::root();
    let found = root.ancestors().map(made).find(|python| python.is_file());
    let python = match found {
        Some(python) => python,
        None => {
            run::run(Command::new(packages::python()).args(["-m", "venv"]).arg(run::data().join("venv")))?;
            made(&root)
        }
    };
    let asks = "import splink, duckdb; print(splink.__version__)";
    if run::output(Command::new(&python).args(["-c", asks]))?.trim() != "5.0.0" {
        println!("Splink 5.0.0 is not there; it is put into {}", python.display());
        run::run(
            Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PEER),
        )?;
    }
    Ok(python)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::file(path, &error))
}
