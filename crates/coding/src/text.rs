//! What every stage of coding looks at.

use crate::{Layer, Tree};
use codebook::{Codebook, Lexicons};
use document::{Annotations, Document, Span, Token};
use gazetteer::Gazetteer;
use std::ops::Range;

/// A document with its annotations, its tree, and the tables to read it with.
#[derive(Debug)]
pub struct Text<'a> {
    /// The document.
    pub document: &'a Document,
    /// Tokens, tags, heads, names.
    pub annotations: &'a Annotations,
    /// The dependency tree, ready to be walked.
    pub tree: Tree,
    /// Act types and word lists.
    pub codebook: &'a Codebook,
    /// Names of places.
    pub gazetteer: &'a Gazetteer,
    /// Layers of the finding of names that are left out; none unless something is measured.
    pub without: &'a [Layer],
}

impl<'a> Text<'a> {
    /// Puts the parts together. O(tokens).
    pub fn new(
        document: &'a Document,
        annotations: &'a Annotations,
        codebook: &'a Codebook,
        gazetteer: &'a Gazetteer,
    ) -> Text<'a> {
        Text { document, annotations, tree: Tree::new(annotations), codebook, gazetteer, without: &[] }
    }

    /// Whether a layer of the finding of names is to be used.
    pub fn uses(&self, layer: Layer) -> bool {
        !self.without.contains(&layer)
    }

    /// Every token.
    pub fn tokens(&self) -> &'a [Token] {
        &self.annotations.tokens
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.annotations.tokens.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.annotations.tokens.is_empty()
    }

    /// The token at `token_idx`, which must exist.
    pub fn token(&self, token_idx: usize) -> &'a Token {
        &self.annotations.tokens[token_idx]
    }

    /// The words of a span as the language stage read them: as written, but in ordinary writing for a text in capitals.
    pub fn quote(&self, span: Span) -> &'a str {
        let calm = self.annotations.calm.as_deref().and_then(|calm| calm.get(span.start..span.end));
        calm.unwrap_or_else(|| self.document.quote(span))
    }

    /// A token's words; see [`Text::quote`].
    pub fn word(&self, token_idx: usize) -> &'a str {
        self.quote(self.token(token_idx).span)
    }

    /// A token's words in lower case.
    pub fn lower(&self, token_idx: usize) -> String {
        self.word(token_idx).to_lowercase()
    }

    /// A token's base form.
    pub fn lemma(&self, token_idx: usize) -> &'a str {
        &self.token(token_idx).lemma
    }

    /// The bytes of a token range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.annotations.span(tokens)
    }

    /// The words of a token range.
    pub fn words(&self, tokens: Range<usize>) -> &'a str {
        self.quote(self.span(tokens))
    }

    /// The token range of the sentence that holds `token_idx`.
    pub fn sentence(&self, token_idx: usize) -> Range<usize> {
        self.annotations
            .sentences
            .get(self.annotations.sentence_of(token_idx))
            .cloned()
            .unwrap_or(token_idx..token_idx + 1)
    }

    /// The word lists for the document's language.
    pub fn lexicons(&self) -> &'a Lexicons {
        &self.codebook.english
    }
}
