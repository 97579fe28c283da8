//! The words of the texts, read once a document.

use super::super::Across;
use crate::case::Case;
use crate::refusal::Refusal;
use resolution::digest::Span;
use std::collections::{BTreeSet, HashMap};

/// More characters are not quoted at once.
const MAX_QUOTED: usize = 4000;

/// Words at places of texts.
#[derive(Default)]
pub struct Quotes(HashMap<(usize, Span), String>);

impl Quotes {
    pub fn words(&self, document: usize, span: Span) -> Option<String> {
        self.0.get(&(document, span)).cloned()
    }
}

impl Case {
    /// The words of everything that rests on words.
    pub(super) fn quotes(&mut self, across: &Across) -> Result<Quotes, Refusal> {
        let mut quotes = Quotes::default();
        for document in 0..across.digests.len() {
            let spans = across.spans_of(document);
            let Some(number) = across.documents.get(document).map(|row| row.number).filter(|_| !spans.is_empty())
            else {
                continue;
            };
            let text = self.tables.look(&self.store, |cache| cache.text(number))?;
            let letters: Vec<char> = text.map(|(_, text)| text.chars().collect()).unwrap_or_default();
            for span in spans {
                let end = (span.1 as usize).min(span.0 as usize + MAX_QUOTED);
                if let Some(words) = letters.get(span.0 as usize..end) {
                    quotes.0.insert((document, span), words.iter().collect());
                }
            }
        }
        Ok(quotes)
    }
}

impl Across {
    fn spans_of(&self, document: usize) -> BTreeSet<Span> {
        let Some(digest) = self.digests.get(document) else { return BTreeSet::new() };
        let acts = digest.acts.iter().flat_map(|act| &act.evidence);
        let statements = digest.statements.iter().flat_map(|statement| &statement.evidence);
        let figures = digest.figures.iter().flat_map(|figure| &figure.evidence);
        acts.chain(statements).chain(figures).copied().collect()
    }
}
