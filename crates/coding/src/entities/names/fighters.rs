//! Bodies that only the word for their people shows: "Red Path guerrillas", "members of the Red Path".

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// More words than this are not one body's name.
const LONGEST: usize = 7;

/// Adds the capitalised words before or behind a word for who acts for a body; a person has no members.
pub(super) fn bodies_of_members(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let mut found = Vec::new();
    for token_idx in (0..text.len()).filter(|&i| is_member_noun(text, i)) {
        let before = run_before(text, token_idx);
        let behind = run_behind(text, token_idx);
        found.extend([before, behind].into_iter().filter(|run| is_unknown_body(text, names, &covered, run)));
    }
    names.extend(found.into_iter().map(|tokens| Name::sure(tokens, EntityKind::Organization)));
}

/// "guerrillas", "members": several people who act for a body.
fn is_member_noun(text: &Text<'_>, token_idx: usize) -> bool {
    let classes = &text.lexicons().noun_classes;
    text.token(token_idx).tag.is_in(&["NNS", "NNPS"])
        && !words::is_capitalized(text.word(token_idx))
        && classes.is(&text.lemma(token_idx).to_lowercase(), "member")
}

fn is_named(text: &Text<'_>, token_idx: usize) -> bool {
    words::is_capitalized(text.word(token_idx))
        && text.token(token_idx).tag.is_in(&["NNP", "NNPS", "NN", "JJ", "VBG", "VBN"])
}

/// The capitalised words right before the noun.
fn run_before(text: &Text<'_>, noun: usize) -> Range<usize> {
    let sentence = text.sentence(noun);
    let start = (sentence.start..noun).rev().take(LONGEST).take_while(|&i| is_named(text, i)).last().unwrap_or(noun);
    start..noun
}

/// The capitalised words behind "of the".
fn run_behind(text: &Text<'_>, noun: usize) -> Range<usize> {
    let sentence = text.sentence(noun);
    let is = |i: usize, word: &str| i < sentence.end && text.lower(i) == word;
    if !is(noun + 1, "of") || !is(noun + 2, "the") {
        return noun..noun;
    }
    let start = noun + 3;
    let length = (start..sentence.end).take(LONGEST).take_while(|&i| is_named(text, i)).count();
    start..start + length
}

/// Whether nothing is known of the words, or only that the model took them for a person's or a work's name.
fn is_unknown_body(text: &Text<'_>, names: &[Name], covered: &[Option<usize>], run: &Range<usize>) -> bool {
    let countries = &text.codebook.countries;
    let of_a_people =
        |i: usize| countries.of_people(&text.lower(i)).is_some() || countries.named(&text.lower(i)).is_some();
    let unsure = |i: usize| {
        covered[i].is_none_or(|position| {
            let name = &names[position];
            !name.sure && matches!(name.kind, EntityKind::Person | EntityKind::Work) && name.tokens.start >= run.start
        })
    };
    let first_of_sentence = run.start == text.sentence(run.start).start;
    !run.is_empty()
        && !run.clone().any(of_a_people)
        && run.clone().all(unsure)
        && !(first_of_sentence && run.len() == 1 && !words::is_acronym(text.word(run.start)))
        && run.clone().any(|i| text.token(i).tag.is_in(&["NNP", "NNPS"]))
}
