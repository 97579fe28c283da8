//! `cargo xtask eval ecb [--split dev] [--readings FILE]`: which documents, acts and mentions of ECB+ tell of one event.
//!
//! Three measures on one part of ECB+ (Cybulska and Vossen 2014), each beside a baseline in the same run: groups of documents by
//! incident, the events of the acts that were read, and (with the mentions given) event coreference over documents.

mod clusters;
mod documents;
mod mentions;

use crate::{Failure, packages, run};
use clusters::Scores;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One text with its gold: the incident, and mentions with their chains.
#[derive(Debug)]
pub struct Text {
    pub incident: String,
    pub mentions: Vec<Mention>,
    pub text: String,
}

/// A mention of an event: `[start, end)` in code points.
#[derive(Debug)]
pub struct Mention {
    pub span: (usize, usize),
    pub chain: String,
}

/// Runs all three measures and prints a table.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let (split, texts, records) = read_all(arguments, "dev")?;
    println!("ECB+ {split}: {} documents, {} readings\n", texts.len(), records.len());
    println!("| what | P | R | F1 | clusters |\n| --- | --- | --- | --- | --- |");
    documents::measure(&texts, &records)?;
    mentions::measure(&texts, &records)
}

/// As [`documents::pairs`], of a part of ECB+; `readings`: those made before.
pub fn pairs(
    split: &str,
    readings: Option<String>,
    rules: &resolution::events::EventRules,
) -> Result<Vec<(f64, bool, bool)>, Failure> {
    let arguments: Vec<String> = readings.map_or_else(Vec::new, |path| vec!["--readings".to_owned(), path]);
    let (_, texts, records) = read_all(&arguments, split)?;
    documents::pairs(&texts, &records, rules)
}

type Read = (String, Vec<Text>, Vec<String>);

/// The part that is asked for, its texts and their readings.
fn read_all(arguments: &[String], split: &str) -> Result<Read, Failure> {
    let option = |name: &str| arguments.iter().skip_while(|one| *one != name).nth(1).cloned();
    let split = option("--split").unwrap_or_else(|| split.to_owned());
    let texts = texts(&split)?;
    let readings = match option("--readings") {
        Some(path) => PathBuf::from(path),
        None => read(&texts, &split)?,
    };
    let records = lines(&readings)?;
    if records.len() != texts.len() {
        return Err(Failure::new(
            format!("{} readings for {} texts", records.len(), texts.len()),
            "read the texts of this part again, without --readings",
        ));
    }
    Ok((split, texts, records))
}

/// A row of the table.
pub fn row(name: &str, scores: &Scores, n_clusters: usize) {
    let [p, r, f] = [scores.precision, scores.recall, scores.f1()].map(|share| 100.0 * share);
    println!("| {name} | {p:.1} | {r:.1} | {f:.1} | {n_clusters} |");
}

fn texts(split: &str) -> Result<Vec<Text>, Failure> {
    let packed = run::shared()?.join(format!("eval/ecbplus/{split}.jsonl.gz"));
    let code = "import gzip, sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
    let printed = run::output(Command::new(packages::python()).args(["-c", code]).arg(&packed))?;
    let values = printed.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(values.map(|value| text(&value)).collect())
}

fn text(value: &Value) -> Text {
    let mention = |mention: &Value| {
        let at = |idx: usize| mention[idx].as_u64().and_then(|at| usize::try_from(at).ok());
        Some(Mention { span: (at(0)?, at(1)?), chain: mention[2].as_str()?.to_owned() })
    };
    let mentions = value["gold"]["mentions"].as_array().into_iter().flatten().filter_map(mention).collect();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Text { incident: word(&value["gold"]["event"]), mentions, text: word(&value["text"]) }
}

/// Reads the texts with the program; gives the file of readings, in the order of the texts.
fn read(texts: &[Text], split: &str) -> Result<PathBuf, Failure> {
    let folder = run::root().join(format!("target/eval/ecb_{split}"));
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let saksi = run::build_saksi()?;
    let readings = folder.join("readings.jsonl");
    let mut command = Command::new(saksi);
    command.arg("read").arg("--output").arg(&readings);
    for (idx, text) in texts.iter().enumerate() {
        let path = folder.join(format!("d{idx:05}.txt"));
        std::fs::write(&path, &text.text).map_err(|error| Failure::file(&path, &error))?;
        command.arg(&path);
    }
    run::output(&mut command)?;
    Ok(readings)
}

fn lines(path: &Path) -> Result<Vec<String>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    Ok(text.lines().map(str::to_owned).collect())
}
