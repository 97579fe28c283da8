//! `cargo xtask eval reuse`: copies, cuts and shared passages against judged pairs of ECB+. `cargo xtask bench families`: how time grows.

use crate::{Failure, run};
use std::path::PathBuf;
use std::process::Command;

/// Texts of ECB+ are read where they lie; ids and labels are in `docs/judgements/ecb_reuse.tsv`. `--pairs` shows each pair.
pub fn eval(arguments: &[String]) -> Result<(), Failure> {
    let program = example("reuse")?;
    let folder = run::root().join("target/eval");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut texts = Vec::new();
    for split in ["dev", "train"] {
        let packed = run::shared()?.join(format!("eval/ecbplus/{split}.jsonl.gz"));
        let path = folder.join(format!("ecb_{split}.jsonl"));
        let unpacked = run::output(Command::new("gzip").arg("-dc").arg(&packed))?;
        std::fs::write(&path, unpacked).map_err(|error| Failure::file(&path, &error))?;
        texts.push(path);
    }
    let labels = run::root().join("docs/judgements/ecb_reuse.tsv");
    run::run(Command::new(program).args(arguments).arg(labels).args(texts))
}

/// A thousand, ten thousand, a hundred thousand made texts, or as many as the arguments say.
pub fn growth(arguments: &[String]) -> Result<(), Failure> {
    let numbers =
        if arguments.is_empty() { ["1000", "10000", "100000"].map(str::to_owned).to_vec() } else { arguments.to_vec() };
    run::run(Command::new(example("families_growth")?).args(numbers))
}

fn example(name: &str) -> Result<PathBuf, Failure> {
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "resolution", "--example", name]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), PathBuf::from);
    Ok(target.join("quick/examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
