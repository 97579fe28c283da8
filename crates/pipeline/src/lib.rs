//! The one place that knows the order of the per-document stages: read, annotate, code.
//!
//! Same bytes, same model, same codebook, same gazetteer: same reading.

use codebook::Codebook;
use document::{Document, Problem};
use domain::Reading;
use gazetteer::Gazetteer;
use language::{Pipeline, Worker};

/// What does not change between documents.
pub struct Tools {
    /// Runs the language model.
    pub language: Pipeline,
    /// Act types and word lists.
    pub codebook: Codebook,
    /// Names of places.
    pub gazetteer: Gazetteer,
}

/// Reads one document after another; one per thread.
pub struct Reader<'a> {
    tools: &'a Tools,
    worker: Worker<'a>,
}

impl<'a> Reader<'a> {
    /// A reader with caches of its own.
    pub fn new(tools: &'a Tools) -> Reader<'a> {
        Reader { tools, worker: tools.language.worker() }
    }

    /// Annotates and codes a document that was read from its bytes.
    pub fn read(&mut self, document: Document, problems: Vec<Problem>) -> Reading {
        let annotations = self.worker.annotate(&document.text);
        let mut reading = coding::code(document, &annotations, &self.tools.codebook, &self.tools.gazetteer);
        reading.problems.splice(0..0, problems);
        reading
    }
}
