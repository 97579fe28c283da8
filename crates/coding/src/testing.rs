//! What unit tests share: the language model, loaded once, and documents made from a text.

use crate::Text;
use codebook::Codebook;
use document::{Basis, DateWindow, Document, FuzzyDate};
use gazetteer::Gazetteer;
use std::sync::OnceLock;

/// The language model, loaded once.
pub fn model() -> &'static language::Pipeline {
    static MODEL: OnceLock<language::Pipeline> = OnceLock::new();
    MODEL.get_or_init(|| language::open(None).expect("a language model (see language::open)"))
}

/// The built-in codebook, loaded once.
pub fn codebook() -> &'static Codebook {
    static CODEBOOK: OnceLock<Codebook> = OnceLock::new();
    CODEBOOK.get_or_init(|| Codebook::builtin().expect("a sound codebook"))
}

/// Published on exactly this day.
pub fn on(day: &str) -> FuzzyDate {
    FuzzyDate { window: DateWindow::day(day.parse().expect("a day")), basis: Basis::Stated, text: None }
}

/// Runs `check` on an annotated text that was published on `published`.
pub fn with_text<T>(text: &str, published: FuzzyDate, check: impl FnOnce(&Text<'_>) -> T) -> T {
    let document = Document { text: text.to_owned(), published, ..Document::default() };
    let annotations = model().worker().annotate(text);
    let gazetteer = Gazetteer::empty();
    check(&Text::new(&document, &annotations, codebook(), &gazetteer))
}

/// The first token with these words.
pub fn token(text: &Text<'_>, word: &str) -> usize {
    (0..text.len()).find(|&i| text.word(i) == word).unwrap_or_else(|| panic!("no token {word}"))
}
