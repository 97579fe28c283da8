//! One name, one kind: repeats take the kind of the majority, and repeats that the model missed are found.

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::collections::{HashMap, HashSet};

/// What the words around a name say weighs more than the model's label.
const SURE: usize = 3;

/// So many names that start with one word are looked for again.
const MOST: usize = 64;

/// Relabels all occurrences of a name with the kind that most have; the earliest kind wins a tie.
pub(super) fn relabel(text: &Text<'_>, names: &mut Vec<Name>) {
    let mut votes: HashMap<String, Vec<(EntityKind, usize)>> = HashMap::new();
    for name in names.iter() {
        let counts = votes.entry(words::fold(words::written(text, name.tokens.clone()))).or_default();
        let weight = if name.sure { SURE } else { 1 };
        match counts.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, count)) => *count += weight,
            None => counts.push((name.kind, weight)),
        }
    }
    for name in names.iter_mut() {
        let counts = votes.get(&words::fold(words::written(text, name.tokens.clone())));
        if let Some((kind, _)) = counts.and_then(|counts| counts.iter().rev().max_by_key(|(_, count)| *count)) {
            name.kind = *kind;
        }
    }
}

/// A lone word that ends or opens exactly the full names of people is a person too: "Lindqvist" after "Ada Lindqvist".
pub(super) fn surnames(text: &Text<'_>, names: &mut Vec<Name>) {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let edges = full.flat_map(|name| [name.tokens.start, name.tokens.end - 1]);
    let known: HashSet<&str> = edges.map(|i| text.word(i)).filter(|word| word.chars().count() > 2).collect();
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1 && name.kind != EntityKind::Person) {
        let word = text.word(name.tokens.start);
        let may_be = !name.sure && !words::is_acronym(word) && !words::has_common_word(text, &name.tokens);
        if may_be && known.contains(word) {
            name.kind = EntityKind::Person;
            name.sure = true;
        }
    }
}

/// "Faro Jarrin" where the model found a body "Faro" and a person "Jarrin": a lone first name that the tree ties to the
/// surname of somebody known belongs to it.
pub(super) fn first_names(text: &Text<'_>, names: &mut Vec<Name>) {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let known: HashSet<&str> = full.map(|name| text.word(name.tokens.end - 1)).collect();
    for position in 1..names.len() {
        let (before, name) = (&names[position - 1], &names[position]);
        let surname = name.tokens.start;
        let is_surname =
            name.kind == EntityKind::Person && name.tokens.len() == 1 && known.contains(text.word(surname));
        let first = before.tokens.start;
        let is_first = before.tokens == (first..surname)
            && before.tokens.len() == 1
            && !before.sure
            && !words::is_acronym(text.word(first))
            && !words::has_body_noun(text, &before.tokens);
        let tied = text.tree.relation(first) == "compound" && text.tree.head(first) == surname;
        if is_surname && is_first && tied {
            names[position].tokens.start = first;
            names[position].sure = true;
        }
    }
}

/// Adds lone words that nothing covers and that end the full name of a person: "Lindqvist" after "Ada Lindqvist".
pub(super) fn find_surnames(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let last = full.map(|name| text.word(name.tokens.end - 1)).filter(|word| word.chars().count() > 2);
    let known: HashSet<&str> = last.collect();
    let is_name = |i: usize| text.token(i).tag.is_in(&["NNP", "NNPS"]);
    let alone = |i: usize| {
        let before = i.checked_sub(1).is_none_or(|i| !is_name(i) || text.lexicons().titles.contains(&text.lower(i)));
        before && (i + 1 >= text.len() || !is_name(i + 1))
    };
    let is_surname = |i: &usize| {
        covered[*i].is_none()
            && is_name(*i)
            && known.contains(text.word(*i))
            && alone(*i)
            && !words::has_common_word(text, &(*i..*i + 1))
    };
    let found: Vec<Name> =
        (0..text.len()).filter(is_surname).map(|i| Name::sure(i..i + 1, EntityKind::Person)).collect();
    names.extend(found);
}

/// Adds the occurrences of known names that nothing covers yet.
pub(super) fn find_repeats(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let mut by_first: HashMap<&str, Vec<&Name>> = HashMap::new();
    for name in names.iter().filter(|name| is_distinctive(text, name)) {
        let same_start = by_first.entry(text.word(name.tokens.start)).or_default();
        if same_start.len() < MOST
            && !same_start.iter().any(|other| same_words(text, other, name.tokens.start, name.tokens.len()))
        {
            same_start.push(name);
        }
    }
    by_first.values_mut().for_each(|list| list.sort_by_key(|name| std::cmp::Reverse(name.tokens.len())));
    let mut found = Vec::new();
    for start in 0..text.len() {
        let Some(candidates) = by_first.get(text.word(start)) else { continue };
        let fits = |name: &&&Name| {
            let range = start..start + name.tokens.len();
            range.end <= text.len()
                && covered[range].iter().all(Option::is_none)
                && same_words(text, name, start, name.tokens.len())
        };
        if let Some(name) = candidates.iter().find(fits) {
            found.push(Name { tokens: start..start + name.tokens.len(), kind: name.kind, sure: false });
        }
    }
    names.extend(found);
}

fn same_words(text: &Text<'_>, name: &Name, start: usize, n_tokens: usize) -> bool {
    name.tokens.len() == n_tokens
        && name.tokens.clone().zip(start..start + n_tokens).all(|(i, j)| text.word(i) == text.word(j))
}

/// A lone word is looked for again only when it cannot be an ordinary word with a capital.
fn is_distinctive(text: &Text<'_>, name: &Name) -> bool {
    name.tokens.len() > 1
        || words::is_acronym(text.word(name.tokens.start))
        || (text.token(name.tokens.start).pos == "PROPN" && !words::has_common_word(text, &name.tokens))
}
