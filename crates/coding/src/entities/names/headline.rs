//! Headlines write every word with a capital, so what the model finds there counts only when the body has it too.

use super::Name;
use crate::Text;
use crate::entities::words;
use document::{Block, BlockKind, Span};
use std::collections::HashSet;

/// Drops names of headlines and headings that the running text does not repeat.
pub(super) fn distrust(text: &Text<'_>, names: &mut Vec<Name>) {
    let headings = headings(text);
    if headings.is_empty() || words::is_upper_case_text(text) {
        return;
    }
    let in_heading = |name: &Name| {
        let start = text.token(name.tokens.start).span.start;
        let next = headings.partition_point(|span| span.end <= start);
        headings.get(next).is_some_and(|span| span.covers(start))
    };
    let body: HashSet<String> = names
        .iter()
        .filter(|name| !in_heading(name))
        .map(|name| words::fold(words::written(text, name.tokens.clone())))
        .collect();
    names.retain(|name| {
        !in_heading(name)
            || is_known(text, name)
            || body.contains(&words::fold(words::written(text, name.tokens.clone())))
    });
}

fn is_known(text: &Text<'_>, name: &Name) -> bool {
    let words = text.words(name.tokens.clone());
    words::is_acronym(words) || text.codebook.countries.named(&words.to_lowercase()).is_some()
}

/// Blocks that reading marked, and paragraphs without a full stop that write most words with a capital.
pub(crate) fn headings(text: &Text<'_>) -> Vec<Span> {
    let whole = &text.document.text;
    let blocks = text.document.blocks.iter();
    let is_heading = |block: &&Block| {
        matches!(block.kind, BlockKind::Headline | BlockKind::Heading) || is_title_case(text.quote(block.span))
    };
    blocks.filter(is_heading).map(|block| block.span).filter(|&span| span.len() < whole.len()).collect()
}

fn is_title_case(paragraph: &str) -> bool {
    if paragraph.len() > 300 || paragraph.trim_end().ends_with(['.', '!', '”', '"', ';', ',']) {
        return false;
    }
    let words: Vec<&str> = paragraph.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let capitals = words.iter().filter(|word| words::is_capitalized(word)).count();
    words.len() >= 4 && 10 * capitals >= 7 * words.len()
}
