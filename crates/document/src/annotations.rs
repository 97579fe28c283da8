//! What the language stage knows about a text: tokens, tags, a tree, names.

use crate::{Label, Span};
use std::ops::Range;

/// A pipeline's answer for one text. Token indices run over the whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// Every token, in order, white space tokens included.
    pub tokens: Vec<Token>,
    /// The pipeline's own named entities, in order, never overlapping.
    pub names: Vec<NamedSpan>,
    /// Token ranges of the sentences, in order, covering all tokens.
    pub sentences: Vec<Range<usize>>,
    /// The text as the pipeline read it, when that is not as written: in ordinary writing for a text in capitals.
    ///
    /// Every byte keeps its place, so that spans fit both.
    pub calm: Option<Box<str>>,
    /// For each token, how far its word leans towards the subject of rights reports (log odds, 0 for words that say nothing);
    /// empty when nobody has looked.
    pub leaning: Vec<f32>,
}

/// A word, number or mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Fine part of speech (Penn Treebank in the English models).
    pub tag: Label,
    /// Universal part of speech.
    pub pos: Label,
    /// `Key=Value|Key=Value`, Universal Features.
    pub morph: Label,
    /// Base form.
    pub lemma: Box<str>,
    /// Index of the token that governs this one; its own index at the root of a sentence.
    pub head: usize,
    /// Relation to the head (ClearNLP labels in the English models).
    pub dep: Label,
    /// Whether a sentence starts here.
    pub sentence_start: bool,
}

/// A name that the pipeline found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpan {
    /// Token range.
    pub tokens: Range<usize>,
    /// `PERSON`, `ORG`, `GPE`, `DATE` ... as the model says.
    pub label: Label,
}

impl Annotations {
    /// Adds the annotations of the next stretch of text, which starts at byte `offset`.
    pub fn append(&mut self, next: Annotations, offset: usize) {
        let n_tokens = self.tokens.len();
        let shift = |range: Range<usize>| range.start + n_tokens..range.end + n_tokens;
        self.tokens.extend(next.tokens.into_iter().map(|token| Token {
            span: Span::new(token.span.start + offset, token.span.end + offset),
            head: token.head + n_tokens,
            ..token
        }));
        self.names.extend(next.names.into_iter().map(|name| NamedSpan { tokens: shift(name.tokens), ..name }));
        self.sentences.extend(next.sentences.into_iter().map(shift));
    }

    /// The bytes that `tokens` cover, without white space at the ends; empty for an empty range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// Index of the sentence that holds `token_idx`.
    pub fn sentence_of(&self, token_idx: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= token_idx)
    }

    /// Index of the first token that ends after byte `offset`; the number of tokens when there is none.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// The tokens that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }
}
