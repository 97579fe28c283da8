//! Noun phrases that grammar itself ties to a name or to each other: apposition, "is", "named".

use super::super::candidate::Candidate;
use crate::Text;
use domain::{EntityKind, MentionForm};
use std::collections::HashMap;

/// For each candidate, another one that speaks of the same because the sentence says so.
pub(crate) fn find(text: &Text<'_>, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut by_head: Vec<Option<usize>> = vec![None; text.len()];
    for (position, candidate) in candidates.iter().enumerate().rev() {
        by_head[candidate.head] = Some(position);
    }
    let named = newly_named(text, candidates);
    let partner = |position: usize| {
        if let Some(&name) = named.get(&position) {
            return Some(name);
        }
        let candidate = &candidates[position];
        let other = (candidate.form == MentionForm::Nominal).then(|| tied(text, candidate.head)).flatten()?;
        by_head[other].filter(|&other| other != position && fits(candidate, &candidates[other]))
    };
    (0..candidates.len()).map(partner).collect()
}

/// "another nurse from Veltorra named Ada Brask": for each person without a name, the name that a word of naming gives.
fn newly_named(text: &Text<'_>, candidates: &[Candidate]) -> HashMap<usize, usize> {
    let mut named = HashMap::new();
    for (position, name) in candidates.iter().enumerate() {
        let Some(before) = name.tokens.start.checked_sub(1) else { continue };
        let is_new = name.form == MentionForm::Name
            && name.kind == EntityKind::Person
            && text.lexicons().naming_words.contains(&text.lower(before));
        let near = candidates[..position].iter().enumerate().rev().take(6);
        let mut near = near.filter(|(_, other)| {
            other.form == MentionForm::Nominal
                && other.kind == EntityKind::Person
                && !other.plural
                && other.head + 10 > before
        });
        let same_sentence = |other: &Candidate| text.sentence(other.head).contains(&before);
        if let Some((nominal, _)) = near.next().filter(|(_, other)| is_new && same_sentence(other)) {
            named.insert(nominal, position);
        }
    }
    named
}

/// The token that the noun phrase headed by `head` is said to be.
fn tied(text: &Text<'_>, head: usize) -> Option<usize> {
    let tree = &text.tree;
    let governor = tree.head(head);
    match tree.relation(head).as_str() {
        "appos" => return Some(governor),
        "attr" if text.lemma(governor) == "be" && !tree.with(governor, &["neg"]).any(|_| true) => {
            return tree.first(governor, &["nsubj"]);
        }
        _ => {}
    }
    if let Some(second) = second_office(text, head) {
        return Some(second);
    }
    let named = tree.with(head, &["acl", "relcl"]).find(|&i| text.lexicons().naming_words.contains(&text.lower(i)));
    let name = named.and_then(|i| tree.first(i, &["oprd", "dobj", "attr", "npadvmod", "appos"]));
    name.or_else(|| tree.first(head, &["appos"]))
}

/// A singular goes with a person, a body with a body, a place with a place.
fn fits(nominal: &Candidate, other: &Candidate) -> bool {
    let body = |kind| matches!(kind, EntityKind::Organization | EntityKind::Group);
    let same = nominal.kind == other.kind || (body(nominal.kind) && body(other.kind));
    let number =
        nominal.plural == other.plural || (body(nominal.kind) && other.form == MentionForm::Name && !nominal.plural);
    other.form != MentionForm::Pronoun
        && same
        && number
        && nominal.gender.is_none_or(|g| other.gender.is_none_or(|h| g == h))
}

/// "Mayor and party founder Ada Brask": an office without an article joined to a second one that stands by the name.
fn second_office(text: &Text<'_>, head: usize) -> Option<usize> {
    let tree = &text.tree;
    let bare =
        tree.with(head, &["det", "poss", "nummod"]).next().is_none() && text.token(head).tag.is_in(&["NN", "NNP"]);
    let and = tree.with(head, &["cc"]).find(|&i| text.lower(i) == "and")?;
    let name = tree.first(head, &["conj"]).filter(|&i| i > and && text.token(i).tag == "NNP")?;
    let has_role = tree
        .with(name, &["compound", "nmod", "amod"])
        .any(|i| i < name && text.lexicons().person_nouns.contains(&text.lemma(i).to_lowercase()));
    (bare && and == head + 1 && has_role).then_some(name)
}
