//! Names that the model missed, behind a title, a role or a word of naming.
//!
//! "activist Ada Brask", "a nurse named Ada Brask", "human rights group Lantern".

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// Adds them.
pub(super) fn missed(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let upper_case = words::is_upper_case_text(text);
    let mut token_idx = 0;
    while token_idx + 1 < text.len() {
        if let Some(name) = lone_acronym(text, &covered, token_idx).filter(|_| !upper_case) {
            names.push(name);
        }
        let run = run_after(text, &covered, token_idx);
        if !run.is_empty()
            && let Some(kind) = kind_after(text, token_idx, &run)
        {
            names.push(Name::sure(run.clone(), kind));
        }
        token_idx = run.end.max(token_idx + 1);
    }
    names.extend(text.annotations.sentences.iter().filter_map(|sentence| broken_off(text, &covered, sentence)));
    names.extend((0..text.len()).filter_map(|head| explained(text, &covered, head)));
}

/// "Lindqvist, a nurse, was": capitalised words that a noun for a person in apposition explains.
fn explained(text: &Text<'_>, covered: &[Option<usize>], head: usize) -> Option<Name> {
    let is_name = |i: &usize| covered[*i].is_none() && words::is_name_part(text, *i) && text.token(*i).tag == "NNP";
    if !is_name(&head) || !text.tree.relation(head).is_in(&["nsubj", "nsubjpass", "dobj", "pobj"]) {
        return None;
    }
    let noun =
        text.tree.first(head, &["appos"]).filter(|&i| i > head && i < head + 14 && text.word(head + 1) == ",")?;
    let person = text.token(noun).tag == "NN"
        && text.lexicons().person_nouns.contains(&text.lemma(noun).to_lowercase())
        && text.tree.with(noun, &["det"]).any(|i| matches!(text.lower(i).as_str(), "a" | "an" | "the"));
    let start = text.sentence(head).start.max(head.saturating_sub(3));
    let first = (start..head).rev().take_while(is_name).last().unwrap_or(head);
    person.then(|| Name::sure(first..head + 1, EntityKind::Person))
}

/// A name that starts a sentence only because the parser ended the one before it too early: no mark stands between.
fn broken_off(text: &Text<'_>, covered: &[Option<usize>], sentence: &Range<usize>) -> Option<Name> {
    let before = sentence.start.checked_sub(1)?;
    let is_word = text.word(before).chars().all(char::is_alphanumeric);
    let is_name = |i: &usize| covered[*i].is_none() && words::is_name_part(text, *i) && text.token(*i).tag == "NNP";
    let run = sentence.start..sentence.start + sentence.clone().take_while(is_name).count();
    let fits = is_word && (2..=4).contains(&run.len()) && {
        let head = words::head(text, &run);
        run.end - 1 == head && text.tree.relation(head).is_in(&["nsubj", "nsubjpass"])
    };
    fits.then(|| Name::new(run, EntityKind::Person))
}

/// The capitalised words right after `token_idx` that belong to no name yet.
fn run_after(text: &Text<'_>, covered: &[Option<usize>], token_idx: usize) -> Range<usize> {
    let start = token_idx + 1;
    let sentence = text.sentence(token_idx);
    let mut end = start;
    while end < sentence.end && covered[end].is_none() && words::is_name_part(text, end) {
        end += 1;
    }
    if end < sentence.end && covered[end].is_some() && end > start { start..start } else { start..end }
}

fn kind_after(text: &Text<'_>, cue: usize, run: &Range<usize>) -> Option<EntityKind> {
    if super::place::stands_where(text, run) {
        return Some(EntityKind::Place);
    }
    let lower = text.lower(cue);
    let lexicons = text.lexicons();
    let lemma = text.lemma(cue).to_lowercase();
    let is_noun = text.token(cue).pos.is_in(&["NOUN", "PROPN"]);
    let singular = text.token(cue).tag.is_in(&["NN", "NNP"]);
    if lexicons.naming_words.contains(&lower) && run.len() >= 2 {
        return Some(EntityKind::Person);
    }
    if lexicons.titles.contains(&lower) && words::is_capitalized(text.word(cue)) && !text.token(cue).sentence_start {
        return Some(EntityKind::Person);
    }
    if is_noun && singular && lexicons.person_nouns.contains(&lemma) && run.len() >= 2 {
        return Some(EntityKind::Person);
    }
    let body = lexicons.organization_nouns.contains(&lemma) || lemma == "group";
    let is_lower = !words::is_capitalized(text.word(cue));
    if run.len() >= 2 && takes_part(text, run) {
        return Some(EntityKind::Person);
    }
    (is_noun && singular && is_lower && body && !text.token(cue).sentence_start).then_some(EntityKind::Organization)
}

/// A run of capitalised words inside a sentence that does or suffers something.
fn takes_part(text: &Text<'_>, run: &Range<usize>) -> bool {
    let head = words::head(text, run);
    let inside = run.start > text.sentence(run.start).start && words::head(text, &(run.start..run.end)) == head;
    inside
        && run.len() <= 4
        && run.clone().all(|i| text.token(i).tag == "NNP" || text.word(i) == "An")
        && run.end - 1 == head
        && (text.tree.relation(head).is_in(&["nsubj", "nsubjpass"]) || is_envoy(text, run, head))
}

/// "the envoy to the UN Ada Brask": the parser hangs the name on the acronym.
fn is_envoy(text: &Text<'_>, run: &Range<usize>, head: usize) -> bool {
    let governor = text.tree.head(head);
    let is_person = || text.lexicons().person_nouns.contains(&text.lemma(governor).to_lowercase());
    let before = run.start.checked_sub(1).filter(|&i| words::is_acronym(text.word(i)));
    let singular = text.token(governor).tag.is_in(&["NN", "NNP"]);
    text.tree.relation(head) == "appos" && governor < run.start && (before == Some(governor) || singular && is_person())
}

/// "told XYZ that": an unlabelled acronym that somebody speaks to or that acts.
fn lone_acronym(text: &Text<'_>, covered: &[Option<usize>], token_idx: usize) -> Option<Name> {
    let word = text.word(token_idx);
    let fits = covered[token_idx].is_none()
        && words::is_acronym(word)
        && word.chars().count() >= 3
        && word.chars().all(|c| c.is_alphabetic())
        && text.token(token_idx).tag.is_in(&["NNP", "NN", "NNPS"])
        && text.tree.relation(token_idx).is_in(&[
            "nsubj",
            "nsubjpass",
            "dobj",
            "dative",
            "pobj",
            "poss",
            "conj",
            "appos",
        ])
        && !words::has_common_word(text, &(token_idx..token_idx + 1));
    fits.then(|| Name::new(token_idx..token_idx + 1, EntityKind::Organization))
}
