//! Noun phrases that grammar itself ties to a name or to each other: apposition, "is", "named".

use super::super::candidate::Candidate;
use crate::Text;
use domain::{EntityKind, MentionForm};

/// For each candidate, another one that speaks of the same because the sentence says so.
pub(crate) fn find(text: &Text<'_>, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut by_head: Vec<Option<usize>> = vec![None; text.len()];
    for (position, candidate) in candidates.iter().enumerate().rev() {
        by_head[candidate.head] = Some(position);
    }
    let partner = |position: usize| {
        let candidate = &candidates[position];
        let other = (candidate.form == MentionForm::Nominal).then(|| tied(text, candidate.head)).flatten()?;
        by_head[other].filter(|&other| other != position && fits(candidate, &candidates[other]))
    };
    (0..candidates.len()).map(partner).collect()
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
