//! Nouns that attribute: "X's claim that ...", "allegations that ...", "his call for ...".

use super::draft::{Construction, Draft, Source};
use super::{LONGEST_SENTENCE, clauses, phrases, sources};
use crate::Text;
use codebook::{ReportingWord, Takes};
use std::ops::Range;

/// Every reporting noun with a content.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    let sentences = text.annotations.sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE);
    sentences.flat_map(|sentence| sentence.clone()).filter_map(|token_idx| at(text, token_idx)).collect()
}

fn at(text: &Text<'_>, noun: usize) -> Option<Draft> {
    if !text.token(noun).tag.starts_with("NN") {
        return None;
    }
    let word = text.lexicons().reporting.noun(&text.lemma(noun).to_lowercase())?;
    let (preposition, content) = content(text, noun, word)?;
    let carrier = carrier(text, noun);
    let carried = carrier.and_then(|verb| sources::of_verb(text, verb));
    let source = owner(text, noun).or_else(|| by(text, noun)).or_else(|| carried.clone());
    // A preposition's phrase alone names a topic; only with an owner is it somebody's statement.
    if preposition.is_some() && source.is_none() {
        return None;
    }
    let paragraph = phrases::paragraph(text, noun);
    let content = content.iter().map(|part| phrases::clipped(part, &paragraph)).collect();
    let content = phrases::trimmed(text, content);
    let start = match carrier.filter(|_| carried.is_some() && source == carried) {
        Some(verb) => phrases::cue(text, verb).start,
        None => cue_start(text, noun, source.as_ref()),
    };
    (!content.is_empty()).then_some(Draft {
        construction: Construction::Noun,
        kind: word.kind,
        source,
        listener: None,
        cue_head: noun,
        goes_on: false,
        cue: start..preposition.filter(|&p| p == noun + 1).unwrap_or(noun) + 1,
        content,
    })
}

fn content(text: &Text<'_>, noun: usize, word: &ReportingWord) -> Option<(Option<usize>, Vec<Range<usize>>)> {
    let clause = text.tree.with(noun, &["acl", "ccomp"]).find(|&child| {
        let infinitive = clauses::is_infinitive(text, child);
        let that = text.tree.with(child, &["mark"]).any(|mark| text.lower(mark) == "that");
        child > noun && (infinitive && word.takes(&Takes::To) || that && word.takes(&Takes::That))
    });
    if let Some(clause) = clause {
        return Some((None, phrases::below(text, clause, &[])));
    }
    let preposition = text.tree.with(noun, &["prep"]).find(|&child| word.takes_after(&text.lower(child)))?;
    let inner = text.tree.first(preposition, &["pobj", "pcomp"])?;
    Some((Some(preposition), phrases::below(text, inner, &[])))
}

/// The verb that carries the noun: "made the claim that", "raised concerns about".
fn carrier(text: &Text<'_>, noun: usize) -> Option<usize> {
    let verb = text.tree.head(noun);
    let carries = text.tree.relation(noun) == "dobj"
        && verb < noun
        && text.tree.first(noun, &["poss"]).is_none()
        && matches!(
            text.lemma(verb),
            "make"
                | "raise"
                | "express"
                | "voice"
                | "have"
                | "offer"
                | "give"
                | "deliver"
                | "issue"
                | "level"
                | "send"
                | "repeat"
                | "reiterate"
                | "renew"
                | "share"
                | "air"
                | "put"
                | "release"
                | "publish"
                | "file"
                | "state"
        );
    carries.then_some(verb)
}

/// "X's claim".
fn owner(text: &Text<'_>, noun: usize) -> Option<Source> {
    let owner = text.tree.first(noun, &["poss"])?;
    sources::named(text, owner, noun)
}

/// "a claim by X".
fn by(text: &Text<'_>, noun: usize) -> Option<Source> {
    let by =
        text.tree.with(noun, &["prep", "agent"]).find(|&child| matches!(text.lower(child).as_str(), "by" | "from"))?;
    sources::named(text, text.tree.first(by, &["pobj"])?, noun)
}

/// The noun with its adjectives, after the owner.
fn cue_start(text: &Text<'_>, noun: usize, source: Option<&Source>) -> usize {
    let first =
        text.tree.with(noun, &["amod", "compound", "advmod"]).filter(|&child| child < noun).min().unwrap_or(noun);
    source.filter(|source| source.tokens.end <= noun).map_or(first, |source| first.max(source.tokens.end))
}
