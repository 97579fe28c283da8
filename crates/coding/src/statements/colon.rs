//! "Name: what they said", in headlines and in transcripts.

use super::draft::{Construction, Draft, Source};
use super::quotes;
use crate::Text;
use codebook::ReportingKind;
use document::{Block, BlockKind};

/// Longest name before the colon, in tokens.
const LONGEST_NAME: usize = 6;

/// Every paragraph that begins with a speaker and a colon.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    quotes::blocks(text).iter().enumerate().filter_map(|(i, block)| at(text, i, block)).collect()
}

fn at(text: &Text<'_>, block_idx: usize, block: &Block) -> Option<Draft> {
    let tokens = text.annotations.tokens_in(block.span);
    let start = tokens.clone().find(|&i| text.word(i).chars().any(char::is_alphanumeric))?;
    let colon = (start + 1..tokens.end.min(start + LONGEST_NAME + 1)).find(|&i| text.word(i) == ":")?;
    let name = start..colon;
    let headline = block_idx == 0 || matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
    let content = colon + 1..tokens.end;
    let content = super::phrases::trim(text, content);
    if content.len() < 2 || !(shouted(text, name.clone()) && name.len() <= 3 || headline && speaks(text, name.clone()))
    {
        return None;
    }
    Some(Draft {
        construction: Construction::Colon,
        kind: ReportingKind::Claim,
        source: Some(Source { head: colon - 1, tokens: name }),
        listener: None,
        cue_head: colon,
        goes_on: false,
        cue: colon..colon + 1,
        content: vec![content],
    })
}

/// Names in transcripts stand in capitals.
fn shouted(text: &Text<'_>, name: std::ops::Range<usize>) -> bool {
    let words = text.words(name);
    words.chars().filter(|c| c.is_alphabetic()).count() > 2 && !words.chars().any(char::is_lowercase)
}

/// Whether a headline's first words name somebody who can speak, or a text.
fn speaks(text: &Text<'_>, mut name: std::ops::Range<usize>) -> bool {
    let lexicons = text.lexicons();
    let last = text.lower(name.end - 1);
    let named = text.annotations.names.iter().any(|one| {
        one.label.is_in(&["PERSON", "ORG", "NORP"]) && one.tokens.start >= name.start && one.tokens.end == name.end
    });
    // A short name that the model missed, as headlines have it.
    let short = name.len() <= 3 && name.clone().all(|i| text.token(i).tag.is_in(&["NNP", "NNPS"]));
    let capital = name.all(|i| text.word(i).chars().next().is_some_and(|c| !c.is_lowercase()));
    let noun = lexicons.person_nouns.contains(&last)
        || lexicons.group_nouns.contains(&last)
        || lexicons.organization_nouns.contains(&last)
        || lexicons.document_nouns.contains(&last);
    capital && (named || noun || short)
}
