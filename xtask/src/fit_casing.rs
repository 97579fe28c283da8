//! `cargo xtask fit-casing`: learns which words are names from text in ordinary writing, for texts in capitals.

use crate::{Failure, run};
use language::casing;
use std::path::Path;
use std::process::Command;

/// Given parts of the evaluation in ordinary writing; their labels are not looked at.
const FITTED_ON: [&str; 4] = ["hrdsattack/train", "polnear/train", "ecbplus/train", "timeml/timebank"];
const MEASURED_ON: [&str; 2] = ["hrdsattack/dev", "polnear/dev"];
const WEIGHTS: &str = "crates/language/data/casing.tsv";
const HEADER: &str = "# Weights of features for small letters, a capital, all capitals; made by `cargo xtask fit-casing`, do not edit.\n\
    # Features: crates/language/src/casing/features.rs. Licence: MIT OR Apache-2.0.\n";

/// Writes the weights and says how many words of other texts they get right.
pub fn run() -> Result<(), Failure> {
    let pipeline = language::open(None).map_err(|error| Failure::new(error.to_string(), "run `cargo xtask fetch`"))?;
    let is_common = |lower: &str| pipeline.knows_common_word(lower);
    let model = casing::fit(&paragraphs(&FITTED_ON)?, is_common);
    let path = run::root().join(WEIGHTS);
    let table = format!("{HEADER}{}", model.table());
    std::fs::write(&path, &table).map_err(|error| Failure::file(&path, &error))?;
    println!("features {}", table.lines().count());
    for part in MEASURED_ON {
        let (right, words) = model.measure(&paragraphs(&[part])?, is_common);
        println!("{part}: {right} of {words} words inside sentences right");
    }
    Ok(())
}

/// The paragraphs of the texts of some parts.
fn paragraphs(parts: &[&str]) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    for part in parts {
        let path = run::shared()?.join("eval").join(format!("{part}.jsonl.gz"));
        for line in unpacked(&path)?.lines() {
            let document: serde_json::Value = serde_json::from_str(line)
                .map_err(|error| Failure::new(format!("{part}: {error}"), "fetch it again"))?;
            let text = document["text"].as_str().unwrap_or_default();
            all.extend(text.split('\n').filter(|paragraph| !paragraph.trim().is_empty()).map(str::to_owned));
        }
    }
    Ok(all)
}

fn unpacked(path: &Path) -> Result<String, Failure> {
    run::output(Command::new("gzip").args(["--decompress", "--stdout"]).arg(path))
}
