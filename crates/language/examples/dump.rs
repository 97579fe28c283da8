//! Annotates a JSONL file of `{"text": ...}` and prints one JSON a text, for comparison with spaCy's own answers.
//!
//! `dump [--time] MODEL FILE.jsonl`. With `--time` nothing is dumped; it prints the number of tokens and the CPU seconds.

use document::Annotations;
use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let time = arguments.iter().position(|argument| argument == "--time").map(|at| arguments.remove(at)).is_some();
    let [model, texts] = &arguments[..] else { return Err("usage: dump [--time] MODEL FILE.jsonl".into()) };
    let pipeline = language::Pipeline::load(Path::new(model))?;
    let texts = texts_of(Path::new(texts))?;
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let mut worker = pipeline.worker();
    if !time {
        for text in &texts {
            writeln!(output, "{}", as_json(text, &worker.annotate(text)))?;
        }
        return Ok(());
    }
    for pass in ["first", "second", "third"] {
        let start = cpu_seconds()?;
        let n_tokens: usize = texts.iter().map(|text| worker.annotate(text).tokens.len()).sum();
        let seconds = cpu_seconds()? - start;
        writeln!(
            output,
            "{pass} pass: {n_tokens} tokens, {seconds:.2} CPU s, {:.0} tokens/CPU s",
            n_tokens as f64 / seconds
        )?;
    }
    Ok(())
}

/// The field `text` of every line.
fn texts_of(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let lines = std::io::BufReader::new(std::fs::File::open(path)?).lines();
    lines
        .map(|line| {
            Ok(serde_json::from_str::<Value>(&line?)?["text"].as_str().ok_or("a line without `text`")?.to_owned())
        })
        .collect()
}

/// One list per field, in the order of the tokens; `space` says whether a blank follows.
fn as_json(text: &str, annotations: &Annotations) -> Value {
    let tokens = &annotations.tokens;
    let list = |field: &dyn Fn(&document::Token) -> Value| tokens.iter().map(field).collect::<Vec<_>>();
    json!({
        "text": text,
        "tokens": list(&|token| json!(text[token.span.start..token.span.end])),
        "space": list(&|token| json!(text.as_bytes().get(token.span.end) == Some(&b' '))),
        "tag": list(&|token| json!(token.tag.as_str())),
        "pos": list(&|token| json!(token.pos.as_str())),
        "morph": list(&|token| json!(token.morph.as_str())),
        "lemma": list(&|token| json!(token.lemma)),
        "head": list(&|token| json!(token.head)),
        "dep": list(&|token| json!(token.dep.as_str())),
        "sentence_start": list(&|token| json!(token.sentence_start)),
        "names": annotations.names.iter().map(|name| json!([name.tokens.start, name.tokens.end, name.label.as_str()])).collect::<Vec<_>>(),
    })
}

/// CPU seconds that the process has used, user and system, in Linux clock ticks of 1/100 s.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let line = std::fs::read_to_string("/proc/self/stat")?;
    let fields = line.rsplit(") ").next().unwrap_or_default();
    let ticks: f64 = fields.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Ok(ticks / 100.0)
}
