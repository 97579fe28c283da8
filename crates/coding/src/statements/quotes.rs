//! Words in quotation marks, also over several paragraphs.

use crate::Text;
use document::{Block, BlockKind, Span};
use std::ops::Range;

/// One quotation: a part for each paragraph that it runs through.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Its parts with their marks, in order, as bytes.
    pub parts: Vec<Part>,
}

/// The part of a quotation that stands in one paragraph.
#[derive(Clone, Debug)]
pub struct Part {
    /// With its marks.
    pub span: Span,
    /// The same as tokens.
    pub tokens: Range<usize>,
    /// The paragraph, as tokens.
    pub block: Range<usize>,
    /// Position of the paragraph in the document.
    pub block_idx: usize,
}

impl Quote {
    /// Whether any part shares words with `span`.
    pub fn touches(&self, span: Span) -> bool {
        self.parts.iter().any(|part| part.span.overlaps(span))
    }
}

/// A mark in a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A straight mark does either.
    Either,
}

/// Every quotation, in order of the text. An opening mark without a closing one counts when the next paragraph opens
/// again (one speech over several paragraphs), or when the mark cannot be anything else.
pub fn find(text: &Text<'_>) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut runs_on = false;
    for (block_idx, block) in blocks(text).iter().enumerate() {
        let body = text.document.quote(block.span);
        let (spans, open) = in_paragraph(body);
        let continues = runs_on && spans.first().is_some_and(|(start, _)| body[..*start].trim().is_empty());
        for (i, (start, end)) in spans.into_iter().enumerate() {
            let span = Span::new(block.span.start + start, block.span.start + end);
            let part = Part {
                span,
                tokens: text.annotations.tokens_in(span),
                block: text.annotations.tokens_in(block.span),
                block_idx,
            };
            match found.last_mut() {
                Some(last) if continues && i == 0 => last.parts.push(part),
                _ => found.push(Quote { parts: vec![part] }),
            }
        }
        runs_on = open;
    }
    found.retain(|quote| quote.parts.iter().all(|part| !part.tokens.is_empty()));
    found
}

/// The paragraphs; the whole text as one when nothing is known about them.
pub fn blocks(text: &Text<'_>) -> Vec<Block> {
    if text.document.blocks.is_empty() {
        return vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.document.text.len()) }];
    }
    text.document.blocks.clone()
}

/// Start and end of each quotation of a paragraph, and whether the last one is left open.
fn in_paragraph(body: &str) -> (Vec<(usize, usize)>, bool) {
    let mut found = Vec::new();
    let mut opened: Option<(usize, Mark)> = None;
    for (at, end, mark) in marks(body) {
        match (opened, mark) {
            (None, Mark::Opens) => opened = Some((at, mark)),
            (None, Mark::Either) if opens_here(body, at, end) => opened = Some((at, mark)),
            (Some((start, _)), Mark::Closes | Mark::Either) => {
                found.push((start, end));
                opened = None;
            }
            _ => {}
        }
    }
    let open = opened.is_some();
    // A straight mark alone may be anything; it is a quotation only when it begins its paragraph.
    if let Some((start, _)) = opened.filter(|(start, mark)| *mark == Mark::Opens || body[..*start].trim().is_empty()) {
        found.push((start, body.trim_end().len().max(start)));
    }
    (found, open)
}

/// Whether a straight mark opens: something follows at once, and no word stands right before it.
fn opens_here(body: &str, at: usize, end: usize) -> bool {
    let before = body[..at].chars().next_back();
    let after = body[end..].chars().next();
    after.is_some_and(|c| !c.is_whitespace())
        && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '―' | ':' | ',' | '.'))
}

/// The marks of a paragraph with their bytes. Single marks count outside double ones, and only in pairs.
fn marks(body: &str) -> Vec<(usize, usize, Mark)> {
    let mut found = Vec::new();
    let mut single = None;
    let mut depth = 0_usize;
    let mut characters = body.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = at + character.len_utf8();
        let next = characters.peek().map(|(_, next)| *next);
        match character {
            '“' | '«' | '„' => {
                depth += 1;
                found.push((at, end, Mark::Opens));
            }
            '”' | '»' => {
                depth = depth.saturating_sub(1);
                found.push((at, end, Mark::Closes));
            }
            '"' => found.push((at, end, Mark::Either)),
            '\'' | '`' if next == Some(character) => {
                characters.next();
                found.push((at, end + 1, Mark::Either));
            }
            '‘' if depth == 0 => single = Some((at, end)),
            '’' if !next.is_some_and(char::is_alphanumeric) => {
                if let Some((start, start_end)) = single.take().filter(|_| depth == 0) {
                    found.push((start, start_end, Mark::Opens));
                    found.push((at, end, Mark::Closes));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|(at, _, _)| *at);
    found
}
