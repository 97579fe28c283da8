//! Token ranges for phrases: clauses, noun phrases, cues.

use crate::Text;
use codebook::{ReportingWord, Takes};
use std::ops::Range;

/// The reporting verb at a token, when it is one.
pub fn reporting_verb<'a>(text: &Text<'a>, token_idx: usize) -> Option<&'a ReportingWord> {
    let token = text.token(token_idx);
    if !(token.tag.starts_with("VB") || token.pos == "VERB") {
        return None;
    }
    let (words, lemma) = (&text.lexicons().reporting, token.lemma.to_lowercase());
    let phrasal = |child: usize| words.phrasal_verb(&lemma, &text.lower(child));
    let particle = text.tree.with(token_idx, &["prt", "prep", "advmod"]).find_map(phrasal);
    particle.or_else(|| words.verb(&lemma, &text.lower(token_idx)))
}

/// Whether a verb can introduce words in quotation marks.
pub fn quotes_words(text: &Text<'_>, token_idx: usize) -> bool {
    reporting_verb(text, token_idx).is_some_and(|verb| verb.takes(&Takes::Quote))
}

/// The tokens of the paragraph that holds a token; trees and sentences sometimes run over its ends.
pub fn paragraph(text: &Text<'_>, token_idx: usize) -> Range<usize> {
    let at = text.token(token_idx).span.start;
    let blocks = &text.document.blocks;
    let block = blocks.get(blocks.partition_point(|block| block.span.end <= at)).filter(|block| block.span.covers(at));
    block.map_or(0..text.len(), |block| text.annotations.tokens_in(block.span))
}

/// What two ranges share; empty at the end of `tokens` when that is nothing.
pub fn clipped(tokens: &Range<usize>, to: &Range<usize>) -> Range<usize> {
    let start = tokens.start.max(to.start);
    start..tokens.end.min(to.end).max(start)
}

/// Whether a token is a mark or white space.
pub fn is_mark(text: &Text<'_>, token_idx: usize) -> bool {
    let token = text.token(token_idx);
    token.pos == "PUNCT" || token.pos == "SPACE" || !text.word(token_idx).chars().any(char::is_alphanumeric)
}

/// The tokens below `head` (itself included) but not below any of `without`, as runs in order of the text.
pub fn below(text: &Text<'_>, head: usize, without: &[usize]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut next = vec![head];
    // A damaged tree could run in a circle; no phrase has more tokens than the text.
    while let Some(token_idx) = next.pop().filter(|_| found.len() < text.len()) {
        found.push(token_idx);
        next.extend(text.tree.dependents(token_idx).iter().copied().filter(|child| !without.contains(child)));
    }
    found.sort_unstable();
    runs(text, &found)
}

/// Joins sorted tokens to runs; marks between two tokens do not part them.
fn runs(text: &Text<'_>, sorted: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for &token_idx in sorted {
        match runs.last_mut() {
            Some(last) if (last.end..token_idx).all(|between| is_mark(text, between)) => last.end = token_idx + 1,
            _ => runs.push(token_idx..token_idx + 1),
        }
    }
    runs
}

/// Cuts marks and white space off the ends, but keeps quotation marks whose partner stays inside.
pub fn trim(text: &Text<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.start < tokens.end && cuts_start(text, &tokens) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && cuts_end(text, &tokens) {
        tokens.end -= 1;
    }
    tokens
}

fn cuts_start(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    is_mark(text, tokens.start) && !is_opening(text.word(tokens.start)) && !text.word(tokens.start).starts_with('$')
}

fn cuts_end(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let word = text.word(tokens.end - 1);
    if matches!(word, "%" | ")" | "]" | "$") {
        return false;
    }
    is_mark(text, tokens.end - 1) && !(is_closing(word) && opens_before(text, tokens))
}

/// Whether an opening mark stands inside the range without its partner before the last token.
fn opens_before(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let marks =
        (tokens.start..tokens.end - 1).filter(|&i| is_opening(text.word(i)) || is_closing(text.word(i))).count();
    marks % 2 == 1
}

/// Whether a word is a mark that opens a quotation (straight marks open and close).
pub fn is_opening(word: &str) -> bool {
    matches!(word, "\"" | "“" | "``" | "''" | "‘" | "«" | "„" | "'")
}

/// Whether a word is a mark that closes a quotation.
pub fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "''" | "’" | "»" | "'")
}

/// Trims each run and drops the empty ones.
pub fn trimmed(text: &Text<'_>, runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    runs.into_iter().map(|run| trim(text, run)).filter(|run| !run.is_empty()).collect()
}

/// The verb with auxiliaries, negation and adverbs left of it, and its particle: "has also laid out".
pub fn cue(text: &Text<'_>, verb: usize) -> Range<usize> {
    let mut start = verb;
    for &child in text.tree.dependents(verb).iter().rev().filter(|&&child| child < verb) {
        let belongs = text.tree.relation(child).is_in(&["aux", "auxpass", "neg", "advmod"]);
        // A chain without gaps, and no clause inside: "when", "how" begin clauses of their own.
        if belongs && child + 1 == start && !begins_clause(text, child) && text.word(child) != "to" {
            start = child;
        } else if child < start {
            break;
        }
    }
    // "forced him to admit": the "to" of the cue belongs to it.
    if start > 0
        && text.lower(start - 1) == "to"
        && text.tree.head(start - 1) == verb
        && text.tree.relation(start - 1) == "aux"
    {
        start -= 1;
    }
    let particle = text.tree.first(verb, &["prt"]).filter(|&particle| particle == verb + 1);
    start..particle.unwrap_or(verb) + 1
}

fn begins_clause(text: &Text<'_>, token_idx: usize) -> bool {
    text.token(token_idx).tag.is_in(&["WRB", "WP", "WDT"])
}

/// A noun phrase with appositions and restrictive clauses, as a source is written: without loose participles, and
/// with the comma that closes an apposition before `before`.
pub fn noun_phrase(text: &Text<'_>, head: usize) -> Range<usize> {
    let loose: Vec<usize> =
        text.tree.dependents(head).iter().copied().filter(|&child| is_loose(text, head, child)).collect();
    let runs = below(text, head, &loose);
    let Some(run) = runs.into_iter().find(|run| run.contains(&head)) else {
        return head..head + 1;
    };
    let trimmed = trim(text, run);
    if trimmed.is_empty() { head..head + 1 } else { trimmed }
}

/// Whether a dependent after the noun is a remark of its own: "Ann, speaking in Tessaly, said".
fn is_loose(text: &Text<'_>, head: usize, child: usize) -> bool {
    if child < head {
        return false;
    }
    let start = text.tree.subtree(child).start;
    let after_comma = start > head && text.word(start - 1) == ",";
    let relation = text.tree.relation(child);
    relation == "advcl" || (relation == "acl" && after_comma) || (relation == "prep" && dates(text, child))
}

/// Whether a preposition's phrase is a date: "the ministry on Friday said".
fn dates(text: &Text<'_>, preposition: usize) -> bool {
    text.tree.first(preposition, &["pobj"]).is_some_and(|object| is_time(text, object))
}

/// Whether a token belongs to a date or time.
pub fn is_time(text: &Text<'_>, token_idx: usize) -> bool {
    let names = &text.annotations.names;
    let at = names.partition_point(|name| name.tokens.end <= token_idx);
    names.get(at).is_some_and(|name| name.tokens.contains(&token_idx) && name.label.is_in(&["DATE", "TIME"]))
}

/// With the comma that closes an apposition or relative clause right after it.
pub fn with_closing_comma(text: &Text<'_>, phrase: Range<usize>, next: usize) -> Range<usize> {
    let closes = phrase.end < next && phrase.end < text.len() && text.word(phrase.end) == ",";
    if closes && encloses(text, &phrase) { phrase.start..phrase.end + 1 } else { phrase }
}

/// Whether the phrase holds an apposition or relative clause that began with a comma.
fn encloses(text: &Text<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|i| {
        text.tree.relation(i).is_in(&["appos", "relcl"]) && {
            let start = text.tree.subtree(i).start;
            start > phrase.start && text.word(start - 1) == ","
        }
    })
}

/// The noun that a relative pronoun stands for; any other token stands for itself.
pub fn antecedent(text: &Text<'_>, token_idx: usize) -> usize {
    if !text.token(token_idx).tag.is_in(&["WP", "WDT", "WP$"]) {
        return token_idx;
    }
    let clause = text.tree.ancestors(token_idx).find(|&i| text.tree.relation(i) == "relcl");
    clause.map_or(token_idx, |verb| text.tree.head(verb))
}
