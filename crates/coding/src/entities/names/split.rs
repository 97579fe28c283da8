//! Names that the model took together.

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// "Marovia's Supreme Court" is two names, "the People's Party" is one.
///
/// Split where the left part is a country, an acronym, or a name that stands alone elsewhere in the document.
pub(super) fn possessives(text: &Text<'_>, names: &mut Vec<Name>) {
    let alone: std::collections::HashSet<String> = names
        .iter()
        .filter(|name| !name.tokens.clone().any(|i| words::is_inner_possessive(text, i, &name.tokens)))
        .map(|name| words::fold(text.words(words::without_possessive(text, name.tokens.clone()))))
        .collect();
    let mut parts = Vec::new();
    for name in names.iter_mut() {
        let Some(mark) = name.tokens.clone().find(|&i| words::is_inner_possessive(text, i, &name.tokens)) else {
            continue;
        };
        let left = name.tokens.start..mark;
        let words_left = text.words(left.clone());
        let country = text.codebook.countries.named(&words_left.to_lowercase()).is_some();
        let repeated = alone.contains(&words::fold(words_left));
        let acronym = left.len() == 1 && words::is_acronym(words_left);
        if !(country || repeated || acronym) {
            continue;
        }
        let left_kind = if country { EntityKind::Place } else { name.kind };
        parts.push(Name::new(left, left_kind));
        name.tokens.start = mark + 1;
        let rest = text.words(name.tokens.clone());
        if name.kind == EntityKind::Person && (words::is_acronym(rest) || words::has_body_noun(text, &name.tokens)) {
            name.kind = EntityKind::Organization;
        }
    }
    names.append(&mut parts);
}

/// "envoy to the UN Ada Brask": an acronym and a person's name run into one.
pub(super) fn body_and_person(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let alone: std::collections::HashSet<&str> =
        names.iter().filter(|name| name.tokens.len() == 1).map(|name| text.word(name.tokens.start)).collect();
    let mut people = Vec::new();
    for name in names.iter_mut().filter(|name| name.tokens.len() > 2) {
        let first = name.tokens.start;
        let rest = first + 1..name.tokens.end;
        let splits = words::is_acronym(text.word(first))
            && alone.contains(text.word(first))
            && rest.clone().all(|i| words::is_capitalized(text.word(i)) && !words::is_acronym(text.word(i)))
            && !words::has_common_word(text, &rest)
            && covered[first].is_some();
        if splits {
            name.tokens = first..first + 1;
            name.kind = EntityKind::Organization;
            people.push(Name::new(rest, EntityKind::Person));
        }
    }
    names.append(&mut people);
}

/// "Workers Union (WU", "Workers Union, Miners Party" and "Workers Party and the Miners Union" are not one name each.
///
/// A comma or "and" splits only where both sides say by themselves that they are bodies.
pub(super) fn lists(text: &Text<'_>, names: &mut Vec<Name>) {
    let mut parts = Vec::new();
    for name in names.iter_mut() {
        while let Some(at) = name.tokens.clone().skip(1).find(|&i| separates(text, i, &name.tokens)) {
            let rest = at + 1..name.tokens.end;
            name.tokens.end = at;
            let after_bracket = text.word(at) == "(";
            let close = rest.clone().find(|&i| text.word(i) == ")").filter(|_| after_bracket);
            parts.push(Name::new(rest.start..close.unwrap_or(rest.end), name.kind));
            let after_close = close.map_or(rest.end, |close| close + 1)..rest.end;
            if after_close.len() > 1 {
                parts.push(Name::new(after_close, name.kind));
            }
        }
    }
    names.append(&mut parts);
}

fn separates(text: &Text<'_>, at: usize, tokens: &Range<usize>) -> bool {
    let (left, right) = (tokens.start..at, at + 1..tokens.end);
    if right.is_empty() {
        return false;
    }
    match text.word(at) {
        "(" | "=" | ";" | ":" | "\n" | "\n\n" => true,
        "," | "/" | "and" | "&" => {
            let bodies = words::has_body_noun(text, &left) && words::has_body_noun(text, &right);
            let lone =
                left.len() == 1 && words::is_acronym(text.word(left.start)) && words::has_body_noun(text, &right);
            let two = text.word(at) == "," && tokens.len() == 3 && words::is_capitalized(text.word(right.start));
            two || bodies && text.word(at) != "&" && !opens_with_small_word(text, &right)
                || lone && text.word(at) != "&"
        }
        "-" | "–" | "—" if is_spaced(text, at) => {
            let bodies = words::has_body_noun(text, &left) && words::has_body_noun(text, &right);
            let people = |part: &Range<usize>| part.len() >= 2 && !words::has_common_word(text, part);
            bodies || people(&left) && people(&right)
        }
        word => word.contains('\n'),
    }
}

/// A dash with blanks on both sides, unlike a hyphen.
fn is_spaced(text: &Text<'_>, at: usize) -> bool {
    let ends_before = |left: usize, right: usize| text.token(left).span.end < text.token(right).span.start;
    at > 0 && at + 1 < text.len() && ends_before(at - 1, at) && ends_before(at, at + 1)
}

/// "Ministry of Women, of Children": the right side goes on with the left one's word.
fn opens_with_small_word(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    text.token(tokens.start).tag == "IN"
}
