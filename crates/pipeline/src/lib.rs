//! The one place that knows the order of the per-document stages: read, annotate, code.
//!
//! Same bytes, same model, same codebook, same gazetteer: same reading.

pub use coding::Explanation;

use codebook::Codebook;
use document::{Annotations, Document, Problem, Span, Token};
use domain::Reading;
use gazetteer::Gazetteer;
use language::{Pipeline, Worker};
use std::borrow::Cow;

/// What does not change between documents.
pub struct Tools {
    /// Runs the language model.
    pub language: Pipeline,
    /// Act types and word lists.
    pub codebook: Codebook,
    /// Names of places.
    pub gazetteer: Gazetteer,
}

impl Tools {
    /// Puts them together: the model learns which abbreviations of the codebook end no sentence ("Maj.", "Insp.").
    pub fn new(mut language: Pipeline, codebook: Codebook, gazetteer: Gazetteer) -> Tools {
        let titles = codebook.english.titles.iter().map(|(title, _)| title);
        let short = titles.filter(|title| title.ends_with('.') && !title.contains(' '));
        let capitalised: Vec<String> = short.filter_map(capitalised).collect();
        language.keep_whole(capitalised.iter().map(String::as_str));
        Tools { language, codebook, gazetteer }
    }
}

fn capitalised(word: &str) -> Option<String> {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
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
        let annotations = annotate(&mut self.worker, &self.tools.codebook, &document);
        let mut reading = coding::code(document, &annotations, &self.tools.codebook, &self.tools.gazetteer);
        reading.problems.splice(0..0, problems);
        reading
    }

    /// How the text around byte `offset` was analysed, and what each rule made of it.
    pub fn explain(&mut self, document: &Document, offset: usize) -> (Annotations, Vec<Explanation>) {
        let annotations = annotate(&mut self.worker, &self.tools.codebook, document);
        let Tools { codebook, gazetteer, .. } = self.tools;
        let explanations = coding::explain(document, &annotations, codebook, gazetteer, offset);
        (annotations, explanations)
    }
}

/// Annotates a document block by block, so that no sentence runs from a headline into the first paragraph.
///
/// The model was trained on whole texts, but its view is four tokens wide and its sentence ends err most at line breaks.
pub fn annotate(worker: &mut Worker<'_>, codebook: &Codebook, document: &Document) -> Annotations {
    let whole = [Span::new(0, document.text.len())];
    let blocks: Vec<Span> = document.blocks.iter().map(|block| block.span).collect();
    let blocks = if blocks.is_empty() { &whole[..] } else { &blocks };
    let calm = calm(worker, document, blocks);
    let text = calm.as_deref().unwrap_or(&document.text);
    let mut annotations = Annotations::default();
    for part in blocks.iter().flat_map(|block| without_dateline(text, *block)) {
        annotations.append(worker.annotate(text.get(part.start..part.end).unwrap_or_default()), part.start);
    }
    annotations.leaning = leaning(worker, &codebook.leaning.weights, &annotations, text);
    annotations.calm = calm;
    annotations
}

/// The dateline of a block and the rest of it: the place that a report was sent from takes no part in its first sentence.
fn without_dateline(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let length = text.get(block.start..block.end).and_then(coding::dateline).unwrap_or_default();
    let middle = block.start + length;
    [Span::new(block.start, middle), Span::new(middle, block.end)].into_iter().filter(|part| part.start < part.end)
}

/// How far each common noun, verb and adjective leans towards the subject of rights reports; 0 for other words.
fn leaning(worker: &Worker<'_>, weights: &[f32], annotations: &Annotations, text: &str) -> Vec<f32> {
    if weights.is_empty() {
        return Vec::new();
    }
    let score = |token: &Token| {
        let counts = tells_subject(token);
        let word = text.get(token.span.start..token.span.end).filter(|_| counts);
        word.and_then(|word| worker.word_score(&word.to_lowercase(), weights)).unwrap_or_default()
    };
    annotations.tokens.iter().map(score).collect()
}

/// Whether a word's class lets it tell what a text is about. Names do not: a place is not a subject.
pub fn tells_subject(token: &Token) -> bool {
    token.pos.is_in(&["NOUN", "VERB", "ADJ"])
}

/// The text in ordinary writing when it, or a block of it, is in capitals.
fn calm(worker: &Worker<'_>, document: &Document, blocks: &[Span]) -> Option<Box<str>> {
    let whole = worker.calmed(&document.text);
    let mut calm: Option<String> = matches!(whole, Cow::Owned(_)).then(|| whole.clone().into_owned());
    for block in blocks {
        let words = whole.get(block.start..block.end).unwrap_or_default();
        if let Cow::Owned(calm_words) = worker.calmed(words)
            && calm_words.len() == words.len()
        {
            calm.get_or_insert_with(|| whole.clone().into_owned()).replace_range(block.start..block.end, &calm_words);
        }
    }
    calm.map(String::into_boxed_str)
}
