//! People's names that the model cut short: "Ada Brask" where the text has "Ada Brask Lindqvist".

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// More words than this are not one person's name.
const LONGEST: usize = 6;

/// Lengthens people's names over capitalised neighbours that are no title, role, body, people or place word.
pub(super) fn people(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let before = names.clone();
    for (position, name) in names.iter_mut().enumerate().filter(|(_, name)| name.kind == EntityKind::Person) {
        let sentence = text.sentence(name.tokens.start);
        let joins = |i: usize, tokens: &Range<usize>| {
            sentence.contains(&i)
                && tokens.len() < LONGEST
                && words::is_name_part(text, i)
                && covered[i].is_none_or(|other| other == position || may_absorb(text, &before[other], tokens))
        };
        while name.tokens.end < text.len() && joins(name.tokens.end, &name.tokens) {
            name.tokens.end += 1;
        }
        while name.tokens.start > 0 && joins(name.tokens.start - 1, &name.tokens) {
            name.tokens.start -= 1;
        }
    }
}

/// A neighbouring name is a piece of this one when it is short and the tree joins the two.
fn may_absorb(text: &Text<'_>, other: &Name, tokens: &Range<usize>) -> bool {
    let joined = |i: usize, range: &Range<usize>| {
        text.tree.relation(i).is_in(&["compound", "flat"]) && range.contains(&text.tree.head(i))
    };
    let by_tree = other.tokens.clone().any(|i| joined(i, tokens)) || tokens.clone().any(|i| joined(i, &other.tokens));
    other.tokens.len() <= 2 && matches!(other.kind, EntityKind::Person | EntityKind::Place) && by_tree
}

/// "Workers Party" and "Marovia" in "the Workers Party of Marovia" are one body.
pub(super) fn bodies(text: &Text<'_>, names: &mut Vec<Name>) {
    let before = names.clone();
    let mut swallowed = vec![false; names.len()];
    for position in 0..names.len() {
        if swallowed[position] || names[position].kind != EntityKind::Organization {
            continue;
        }
        let mut next = position + 1;
        while let Some(other) = before.get(next).filter(|other| goes_on(text, &names[position].tokens, &other.tokens)) {
            names[position].tokens.end = other.tokens.end;
            swallowed[next] = true;
            next += 1;
        }
    }
    let mut kept = swallowed.into_iter().map(|swallowed| !swallowed);
    names.retain(|_| kept.next().unwrap_or(true));
}

/// Whether only "of (the)" or "for (the)" stands between a body's name, which must end in a noun for bodies, and another name.
fn goes_on(text: &Text<'_>, body: &Range<usize>, other: &Range<usize>) -> bool {
    if other.start <= body.end || other.start - body.end > 2 {
        return false;
    }
    let between: Vec<String> = (body.end..other.start).map(|i| text.lower(i)).collect();
    let small = matches!(
        between.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["of"] | ["of", "the"] | ["for"] | ["for", "the"]
    );
    let last = text.lower(body.end - 1);
    let nouns = &text.lexicons().organization_nouns;
    let ends_in_noun = nouns.contains(&last) || nouns.contains(last.strip_suffix('s').unwrap_or(&last));
    small && body.len() > 1 && ends_in_noun && words::is_capitalized(text.word(body.end - 1))
}

/// "Tal" and "Moren" in "Tal Moren province" are one place.
pub(super) fn places(text: &Text<'_>, names: &mut Vec<Name>) {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match joined.last_mut() {
            Some(last) if last.tokens.end == name.tokens.start && is_one_place(text, last, &name) => {
                last.tokens.end = name.tokens.end;
                last.kind = EntityKind::Place;
            }
            _ => joined.push(name),
        }
    }
    *names = joined;
}

fn is_one_place(text: &Text<'_>, left: &Name, right: &Name) -> bool {
    let (left_head, right_head) = (words::head(text, &left.tokens), words::head(text, &right.tokens));
    let tied = text.tree.relation(left_head) == "compound"
        && (text.tree.head(left_head) == right_head || text.tree.head(left_head) == text.tree.head(right_head));
    let place = |name: &Name| matches!(name.kind, EntityKind::Place | EntityKind::Person);
    let before_noun =
        right.tokens.end < text.len() && text.lexicons().place_nouns.contains(&text.lower(right.tokens.end));
    tied && before_noun && place(left) && place(right) && !words::has_common_word(text, &left.tokens)
}
