//! Articles, titles, quotation marks and `'s` at the edges of a name do not belong to it.
//!
//! "General Ada Brask's" is the person "Ada Brask".

use super::Name;
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::collections::HashSet;
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
        while tokens.len() > 1
            && (!text.word(tokens.end - 1).chars().any(char::is_alphabetic) || is_loose(text, tokens.end - 1))
        {
            tokens.end -= 1;
        }
        // "Shabnam apa", "Kenji san": what people add to a name in small letters is no part of it.
        while tokens.len() > 1 && is_small_word(text, tokens.end - 1) {
            tokens.end -= 1;
        }
        if opens_with_role(text, tokens) {
            tokens.start += 1;
        }
        while let Some(n_words) = words::title_at(text, tokens.start, tokens.end) {
            tokens.start += n_words;
        }
    }
}

/// "Image Ada Brask", "Legionnaire Ada Brask": a first word that is no name, where the rest is named alone elsewhere.
pub(super) fn first_words(text: &Text<'_>, names: &mut Vec<Name>) {
    let folded = |tokens: Range<usize>| words::fold(words::written(text, tokens));
    let people = names.iter().filter(|name| name.kind == EntityKind::Person);
    let alone: HashSet<String> = people.map(|name| folded(name.tokens.clone())).collect();
    let plain: HashSet<String> = (0..text.len())
        .filter(|&i| !words::is_capitalized(text.word(i)) || text.token(i).tag == "NNPS")
        .map(|i| singular(text, i))
        .collect();
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person && name.tokens.len() >= 2) {
        let first = name.tokens.start;
        if name.tokens.len() == 2 && !text.lower(first).ends_with("ing") {
            continue;
        }
        let opens = text.token(first).sentence_start || first > 0 && text.word(first - 1).contains('\n');
        let is_name = text.lexicons().first_names.contains(&words::fold(text.word(first)));
        let is_word = opens || plain.contains(&singular(text, first));
        if is_word
            && !is_name
            && !text.word(first).ends_with('.')
            && alone.contains(&folded(first + 1..name.tokens.end))
        {
            name.tokens.start += 1;
        }
    }
}

fn singular(text: &Text<'_>, token_idx: usize) -> String {
    let lower = text.lower(token_idx);
    lower.strip_suffix('s').map(str::to_owned).unwrap_or(lower)
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

/// A short word in small letters that stands alone: not the end of "Chan-o-rath".
fn is_small_word(text: &Text<'_>, token_idx: usize) -> bool {
    let starts = text.token(token_idx).span.start;
    let apart = token_idx.checked_sub(1).is_some_and(|before| text.token(before).span.end < starts);
    let word = text.word(token_idx);
    apart && word.len() <= 4 && word.chars().all(char::is_lowercase)
}

/// "Blogger Ada Brask was ...": at the head of a sentence a noun for a person bears a capital and is no part of the name.
fn opens_with_role(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let first = text.token(tokens.start);
    tokens.len() > 2
        && (first.sentence_start || first.tag == "NN")
        && text.lexicons().person_nouns.contains(&text.lower(tokens.start))
        && !text.lexicons().first_names.contains(&words::fold(text.word(tokens.start)))
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

/// "Youth Movement Leader" is the body "Youth Movement" and an office; "Ministry of Justice" is a body all through.
pub(super) fn offices(text: &Text<'_>, names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Organization) {
        let is_office =
            |i: usize| text.token(i).tag.is_in(&["NN", "NNP"]) && text.lexicons().person_nouns.contains(&text.lower(i));
        let is_named_for = |i: usize| text.token(i - 1).tag.is_in(&["IN", "CC", "DT", "TO"]);
        while name.tokens.len() > 1 && is_office(name.tokens.end - 1) && !is_named_for(name.tokens.end - 1) {
            name.tokens.end -= 1;
        }
    }
}
