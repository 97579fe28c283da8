//! Noun phrases that grammar itself ties to a name or to each other: apposition, "is", "named".

use super::super::candidate::Candidate;
use crate::Text;
use crate::entities::words;
use domain::{EntityKind, MentionForm};
use std::collections::HashMap;

/// For each candidate, another one that speaks of the same because the sentence says so.
pub(crate) fn find(text: &Text<'_>, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut by_head: Vec<Option<usize>> = vec![None; text.len()];
    for (position, candidate) in candidates.iter().enumerate().rev() {
        by_head[candidate.head] = Some(position);
    }
    let mut named = newly_named(text, candidates);
    named.extend(behind_phrases(text, candidates, &by_head));
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

/// "the head of the Lantern Union, Ada Brask": parsers hang the name on the last noun of the phrase, which is no person.
fn behind_phrases(text: &Text<'_>, candidates: &[Candidate], by_head: &[Option<usize>]) -> HashMap<usize, usize> {
    /// Nouns and prepositions between the person and the last noun.
    const STEPS: usize = 6;
    let single = |candidate: &Candidate| candidate.kind == EntityKind::Person && !candidate.plural;
    let mut named = HashMap::new();
    for (position, name) in candidates.iter().enumerate() {
        let hangs = text.tree.relation(name.head) == "appos" && name.form == MentionForm::Name && single(name);
        let last = text.tree.head(name.head);
        let adjoins = name.tokens.start.checked_sub(1).is_some_and(|i| text.word(i) == ",");
        let on_person = by_head[last].is_some_and(|other| candidates[other].kind == EntityKind::Person);
        if !hangs || !adjoins || on_person {
            continue;
        }
        let inside = |i: &usize| text.tree.relation(*i).is_in(&["pobj", "prep", "compound", "poss", "nmod", "conj"]);
        let mut at = last;
        for _ in 0..STEPS {
            if !inside(&at) {
                break;
            }
            at = text.tree.head(at);
            let person = by_head[at]
                .filter(|&other| single(&candidates[other]) && candidates[other].form == MentionForm::Nominal);
            if let Some(nominal) = person {
                named.insert(nominal, position);
                break;
            }
        }
    }
    named
}

/// The token that the noun phrase headed by `head` is said to be.
fn tied(text: &Text<'_>, head: usize) -> Option<usize> {
    let tree = &text.tree;
    let governor = tree.head(head);
    match tree.relation(head).as_str() {
        "appos" => return Some(last_before(text, governor, head)),
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
    let apposition = tree.first(head, &["appos"]).filter(|&apposition| last_before(text, head, apposition) == head);
    let of_list = || {
        let first = tree.head(head);
        let apposition = tree.first(first, &["appos"]).filter(|_| tree.relation(head) == "conj")?;
        (last_before(text, first, apposition) == head).then_some(apposition)
    };
    name.or(apposition).or_else(of_list)
}

/// "the leader and a member, Ada Brask": an apposition explains the noun right before it, wherever the parser hung it.
fn last_before(text: &Text<'_>, first: usize, apposition: usize) -> usize {
    let between = text.tree.with(first, &["conj"]).filter(|&i| first < i && i < apposition && words::is_noun(text, i));
    between.last().unwrap_or(first)
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
