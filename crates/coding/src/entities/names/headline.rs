//! Headlines write every word with a capital, so what the model finds there counts only when the body has it too.

use super::Name;
use crate::Text;
use crate::entities::words;
use document::{BlockKind, Span};
use std::collections::HashSet;

/// Drops names of headlines and headings that the running text does not repeat.
pub(super) fn distrust(text: &Text<'_>, names: &mut Vec<Name>) {
    let headings: Vec<Span> = text
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading))
        .map(|block| block.span)
        .filter(|&span| span.len() < text.document.text.len())
        .collect();
    if headings.is_empty() {
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
        .map(|name| words::fold(text.words(name.tokens.clone())))
        .collect();
    names.retain(|name| name.sure || !in_heading(name) || body.contains(&words::fold(text.words(name.tokens.clone()))));
}
