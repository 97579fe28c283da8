//! `sentence_vectors FILE...`: the mean word vector of each sentence, a line each: file, then the numbers; for `cargo xtask fit leaning`.
//!
//! Only of sentences with at least [`LEAST`] words that say what a text is about, and at most [`MOST`] of a file, spread evenly.
#![allow(clippy::print_stdout)]

use codebook::Codebook;
use document::{Annotations, Document};
use language::Worker;
use std::error::Error;
use std::fmt::Write as _;

const LEAST: usize = 4;
const MOST: usize = 24;

fn main() -> Result<(), Box<dyn Error>> {
    let model_pipeline = language::open(None)?;
    let mut worker = model_pipeline.worker();
    let codebook = Codebook::builtin()?;
    for path in std::env::args().skip(1) {
        let (document, _) = reading::read(&std::fs::read(&path)?, &path, None);
        let annotations = pipeline::annotate(&mut worker, &codebook, &document);
        let means: Vec<Vec<f32>> = means(&worker, &document, &annotations);
        for mean in means.iter().step_by(means.len().div_ceil(MOST).max(1)) {
            let numbers = mean.iter().fold(String::new(), |mut line, number| {
                let _never_fails = write!(line, "\t{number:.4}");
                line
            });
            println!("{path}{numbers}");
        }
    }
    Ok(())
}

/// Of each sentence that says enough.
fn means(worker: &Worker<'_>, document: &Document, annotations: &Annotations) -> Vec<Vec<f32>> {
    let text = annotations.calm.as_deref().unwrap_or(&document.text);
    let sentences = annotations.sentences.iter().filter_map(|sentence| {
        let words = sentence.clone().map(|i| &annotations.tokens[i]).filter(|token| pipeline::tells_subject(token));
        let words = words.filter_map(|token| text.get(token.span.start..token.span.end));
        let vectors: Vec<Vec<f32>> = words.filter_map(|word| worker.word_vector(&word.to_lowercase())).collect();
        let n = vectors.len() as f32;
        let width = vectors.first().map_or(0, Vec::len);
        let mean = (0..width).map(|i| vectors.iter().map(|vector| vector[i]).sum::<f32>() / n);
        (vectors.len() >= LEAST).then(|| mean.collect())
    });
    sentences.collect()
}
