//! Adjectives that attribute a thought: "they are confident that ...", "she was critical of ...".

use super::draft::{Construction, Draft};
use super::{LONGEST_SENTENCE, phrases, sources};
use crate::Text;
use codebook::{ReportingWord, Takes};
use std::ops::Range;

/// Every such adjective with a content.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    let sentences = text.annotations.sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE);
    sentences.flat_map(|sentence| sentence.clone()).filter_map(|token_idx| at(text, token_idx)).collect()
}

fn at(text: &Text<'_>, adjective: usize) -> Option<Draft> {
    if text.tree.relation(adjective) != "acomp" {
        return None;
    }
    let word = text.lexicons().reporting.adjective(&text.lemma(adjective).to_lowercase())?;
    let copula =
        Some(text.tree.head(adjective)).filter(|&copula| copula < adjective && text.token(copula).pos != "ADJ")?;
    let source = sources::of_verb(text, copula)?;
    let (preposition, content) = content(text, adjective, word)?;
    let paragraph = phrases::paragraph(text, adjective);
    let content = content.iter().map(|part| phrases::clipped(part, &paragraph)).collect();
    let content = phrases::trimmed(text, content);
    (!content.is_empty()).then_some(Draft {
        construction: Construction::Object,
        kind: word.kind,
        source: Some(source),
        listener: None,
        cue_head: adjective,
        goes_on: false,
        cue: phrases::cue(text, copula).start..preposition.map_or(adjective, |preposition| preposition) + 1,
        content,
    })
}

fn content(text: &Text<'_>, adjective: usize, word: &ReportingWord) -> Option<(Option<usize>, Vec<Range<usize>>)> {
    let clause = text.tree.with(adjective, &["ccomp"]).find(|&child| child > adjective && word.takes(&Takes::That));
    if let Some(clause) = clause {
        return Some((None, phrases::below(text, clause, &[])));
    }
    let preposition = text.tree.with(adjective, &["prep"]).find(|&child| word.takes_after(&text.lower(child)))?;
    let inner = text.tree.first(preposition, &["pobj", "pcomp"])?;
    let near = (preposition == adjective + 1).then_some(preposition);
    Some((near, phrases::below(text, inner, &[])))
}
