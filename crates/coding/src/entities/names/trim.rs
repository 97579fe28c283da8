//! Articles, titles, quotation marks and `'s` at the edges of a name do not belong to it.
//!
//! "General Ada Brask's" is the person "Ada Brask".

use super::Name;
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// Trims every name.
pub(super) fn edges(text: &Text<'_>, names: &mut Vec<Name>) {
    for name in names {
        trim(text, name);
    }
}

fn trim(text: &Text<'_>, name: &mut Name) {
    let tokens = &mut name.tokens;
    while tokens.start < tokens.end && is_outside(text, tokens.end - 1, false) {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end && is_outside(text, tokens.start, true) {
        tokens.start += 1;
    }
    if name.kind == EntityKind::Organization && is_titled_person(text, tokens) {
        name.kind = EntityKind::Person;
    }
    if name.kind == EntityKind::Person {
        while tokens.len() > 1 && is_loose(text, tokens.start) {
            tokens.start += 1;
        }
        while tokens.len() > 1 && !text.word(tokens.end - 1).chars().any(char::is_alphabetic) {
            tokens.end -= 1;
        }
        while let Some(n_words) = words::title_at(text, tokens.start, tokens.end) {
            tokens.start += n_words;
        }
    }
}

/// "Major General Ada Brask": a title, then words of which none is a body's.
fn is_titled_person(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let titled = words::title_at(text, tokens.start, tokens.end).map(|n_words| tokens.start + n_words..tokens.end);
    titled.is_some_and(|rest| {
        text.lexicons().titles.contains(&text.lower(rest.start - 1))
            && rest.clone().all(|i| words::is_name_part(text, i))
            && rest.len() <= 3
    })
}

/// "free" in "free Ada Brask": a small letter, and no particle such as "van".
fn is_loose(text: &Text<'_>, token_idx: usize) -> bool {
    let tag = text.token(token_idx).tag;
    !words::is_capitalized(text.word(token_idx))
        && (tag.starts_with("JJ") || tag.starts_with("VB") || tag.starts_with("RB"))
}

fn is_outside(text: &Text<'_>, token_idx: usize, at_start: bool) -> bool {
    let word = text.word(token_idx);
    let is_mark = !word.chars().any(char::is_alphanumeric);
    let is_article = at_start
        && (text.token(token_idx).tag.is_in(&["DT", "PRP$", "IN", "CC"]) || text.lower(token_idx) == "the")
        && word != "An";
    let ends_lower = !at_start && matches!(text.token(token_idx).tag.as_str(), "DT" | "IN" | "CC" | "VBD" | "VBZ");
    is_mark
        || words::is_possessive(text, token_idx)
        || ((is_article || ends_lower) && (!words::is_acronym(word) || text.lower(token_idx) == "the"))
}

/// "Youth Movement Leader" is the body "Youth Movement" and an office.
pub(super) fn offices(text: &Text<'_>, names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Organization) {
        let is_office =
            |i: usize| text.token(i).tag.is_in(&["NN", "NNP"]) && text.lexicons().person_nouns.contains(&text.lower(i));
        while name.tokens.len() > 1 && is_office(name.tokens.end - 1) {
            name.tokens.end -= 1;
        }
    }
}
