//! The whole way of the reader beside the authors' library: `tests/tiny-gliner` holds a model made and exported with that library and
//! what the library finds with it. See `tests/tiny-gliner/make.py`.

use super::*;
use domain::{EntityKind, Reading};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read;
use std::path::PathBuf;

fn kept(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny-gliner").join(name)).unwrap()
}

/// A folder like those that models come in.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("tiny/onnx/model.onnx");
    std::fs::create_dir_all(model.parent().unwrap()).unwrap();
    for (name, to) in [("model.onnx.gz", &model), ("tokenizer.json.gz", &folder.path().join("tiny/tokenizer.json"))] {
        let mut bytes = Vec::new();
        GzDecoder::new(kept(name).as_slice()).read_to_end(&mut bytes).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
    std::fs::write(folder.path().join("tiny/gliner_config.json"), kept("gliner_config.json")).unwrap();
    (folder, model)
}

/// The codebook with the labels and threshold that the library was asked with.
fn codebook(labels: &[(&str, &str)], at_least: f64) -> (tempfile::TempDir, Codebook) {
    let folder = tempfile::tempdir().unwrap();
    let files = codebook::Files::builtin();
    for (path, text) in files.under("") {
        let to = folder.path().join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, text).unwrap();
    }
    let rows: String = labels.iter().map(|(label, kind)| format!("{label}\t{kind}\t{at_least}\n")).collect();
    std::fs::write(folder.path().join("readers/gliner.tsv"), format!("label\tkind\tat_least\n{rows}")).unwrap();
    let codebook = Codebook::open(folder.path()).unwrap();
    (folder, codebook)
}

fn read(gliner: &Gliner, text: &str) -> Proposals {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let (proposals, problem) = gliner.propose(&document);
    assert_eq!(problem, None);
    proposals
}

const LABELS: [(&str, &str); 3] = [("person", "person"), ("organization", "organization"), ("place", "place")];

fn tiny() -> (tempfile::TempDir, Gliner) {
    let (room, model) = folder();
    let (_rows, codebook) = codebook(&LABELS, 0.3);
    let gliner = Gliner::open(&model, &codebook).unwrap();
    (room, gliner)
}

#[test]
fn it_finds_what_the_authors_library_finds_with_the_same_scores() {
    let expected: Value = serde_json::from_slice(&kept("expected.json")).unwrap();
    let (_room, gliner) = tiny();
    let kind = |proposal: &Proposal| match proposal.kind {
        ProposalKind::Entity(EntityKind::Person) => "person",
        ProposalKind::Entity(EntityKind::Organization) => "organization",
        ProposalKind::Entity(EntityKind::Place) => "place",
        _ => "another",
    };
    let mut n_found = 0;
    for case in expected["texts"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let proposals = read(&gliner, text);
        let library = case["found"].as_array().unwrap();
        assert_eq!(proposals.list.len(), library.len(), "{text}: {:?}", proposals.list);
        for (ours, theirs) in proposals.list.iter().zip(library) {
            assert_eq!(&text[ours.span.start..ours.span.end], theirs["words"].as_str().unwrap());
            assert_eq!(kind(ours), theirs["label"].as_str().unwrap());
            let difference = ours.score.unwrap() - theirs["score"].as_f64().unwrap();
            assert!(difference.abs() < 0.001, "{text}: {ours:?} {theirs}");
            n_found += 1;
        }
    }
    assert!(n_found >= 8, "{n_found}");
}

#[test]
fn the_model_is_named_and_pinned() {
    let (_room, gliner) = tiny();
    let proposals = read(&gliner, "Police arrested Anton Besk.");
    assert_eq!(proposals.model.as_deref(), Some("tiny"));
    let version = proposals.version.unwrap();
    assert!(version.starts_with("sha256:") && version.len() == 71, "{version}");
    assert_eq!(proposals.reader, ProposingReader::Gliner);
}

#[test]
fn strange_texts_are_read_in_windows_with_spans_of_the_text() {
    let (_room, gliner) = tiny();
    let long = format!("é{}\n\n{}", "x".repeat(20_000), "Police arrested Anton Besk in Karsund on Monday. ".repeat(60));
    for text in [long.as_str(), "", " ", "<<ENT>> <<SEP>> [CLS] person", "\u{0}\u{301}\u{202e}☃ 中文"] {
        let mut end = 0;
        for one in read(&gliner, text).list {
            assert!(
                one.span.start >= end && text.get(one.span.start..one.span.end).is_some_and(|words| !words.is_empty())
            );
            end = one.span.end;
        }
    }
    let names =
        read(&gliner, &long).list.iter().filter(|one| &long[one.span.start..one.span.end] == "Anton Besk").count();
    assert!(names >= 50, "{names}");
}

#[test]
fn a_model_that_does_not_fit_is_an_error_that_names_the_file() {
    let (room, model) = folder();
    let codebook = Codebook::builtin().unwrap();
    let opened = |path: &Path| Gliner::open(path, &codebook).map(|_| ()).unwrap_err().to_string();
    assert!(opened(&room.path().join("tiny/none.onnx")).contains("none.onnx cannot be read"));
    std::fs::write(room.path().join("tiny/gliner_config.json"), r#"{"span_mode":"token_level"}"#).unwrap();
    assert!(opened(&model).contains("only span models"));
    std::fs::write(room.path().join("tiny/gliner_config.json"), "{}").unwrap();
    std::fs::write(room.path().join("tiny/tokenizer.json"), "{}").unwrap();
    assert!(opened(&model).contains("it is not a tokenizer"));
    std::fs::remove_file(room.path().join("tiny/tokenizer.json")).unwrap();
    assert!(opened(&model).contains("there is no tokenizer.json"));
}

#[test]
fn a_model_of_other_widths_is_a_problem_of_the_document() {
    let (room, model) = folder();
    std::fs::write(room.path().join("tiny/gliner_config.json"), r#"{"max_width":3}"#).unwrap();
    let (_rows, codebook) = codebook(&LABELS, 0.3);
    let readers =
        crate::Readers::open(&[crate::Choice::Gliner(model)], &crate::Settings::default(), &codebook).unwrap();
    let text = "Police arrested Anton Besk.".to_owned();
    let mut reading = Reading { document: Document { text, ..Document::default() }, ..Reading::default() };
    readers.propose(&mut reading);
    assert_eq!(reading.problems[0].code, "gliner-failed");
    assert!(!reading.problems[0].message.contains("Besk"));
}

#[test]
fn damaged_models_are_errors_or_problems() {
    let (room, model) = folder();
    let whole = std::fs::read(&model).unwrap();
    let (_rows, codebook) = codebook(&LABELS, 0.3);
    let damaged = room.path().join("tiny/onnx/damaged.onnx");
    let mut n_refused = 0;
    for n in 0..60 {
        let mut bytes = whole.clone();
        let place = (n * 7_919 + 13) * 31 % bytes.len();
        if n % 2 == 0 {
            bytes.truncate(place);
        } else {
            bytes[place..].iter_mut().take(8).for_each(|byte| *byte ^= 0xA5);
        }
        std::fs::write(&damaged, bytes).unwrap();
        match Gliner::open(&damaged, &codebook) {
            Err(_) => n_refused += 1,
            Ok(gliner) => {
                let text = "Police arrested Anton Besk.".to_owned();
                let _any = gliner.propose(&Document { text, ..Document::default() });
            }
        }
    }
    assert!(n_refused >= 20, "{n_refused}");
}
