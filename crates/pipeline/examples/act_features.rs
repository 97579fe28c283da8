//! Prints, for each file, the reading and what the confidence of each of its acts is computed from; `cargo xtask fit` reads it.
//!
//! One JSON object a line: `{"reading": …, "acts": [{"prior": 0.85, "properties": ["always", …]}]}`, acts in order. The
//! prior is the rule's own, before any weights.
#![allow(clippy::print_stdout)]

use codebook::{Codebook, Weights};
use coding::confidence::Features;
use gazetteer::Gazetteer;
use serde_json::{Value, json};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let model_pipeline = language::open(None)?;
    let mut worker = model_pipeline.worker();
    let mut codebook = Codebook::builtin()?;
    codebook.act_confidence = Weights::default();
    let (gazetteer, _missing) = Gazetteer::open_default();
    for path in std::env::args().skip(1) {
        let (document, _) = reading::read(&std::fs::read(&path)?, &path, None);
        let annotations = pipeline::annotate(&mut worker, &codebook, &document);
        let reading = coding::code(document, &annotations, &codebook, &gazetteer);
        let features = Features::new(&reading.document, &annotations, &codebook, &reading.entities, &reading.acts);
        let acts = reading.acts.iter().map(|act| json!({ "prior": act.confidence, "properties": features.of(act) }));
        let acts: Vec<Value> = acts.collect();
        let record: Value = serde_json::from_str(&records::reading_to_json(&reading))?;
        println!("{}", json!({ "reading": record, "acts": acts }));
    }
    Ok(())
}
