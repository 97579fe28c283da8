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
    let plural = (1..text.len()).filter(|&i| is_plural_body(text, names, &covered, i)).map(|i| i..i + 1);
    found.extend(plural);
    names.extend(found.into_iter().map(|tokens| Name::sure(tokens, EntityKind::Organization)));
}

/// "the Untouchables": a name in the plural behind "the" that is no people's, no family's and no place's.
fn is_plural_body(text: &Text<'_>, names: &[Name], covered: &[Option<usize>], token_idx: usize) -> bool {
    let word = text.word(token_idx);
    let Some(singular) = word.strip_suffix('s') else { return false };
    let alone = token_idx + 1 >= text.len() || !words::is_capitalized(text.word(token_idx + 1));
    let plural = text.token(token_idx).tag.is_in(&["NNPS", "NNP", "NNS"]) && singular.chars().count() >= 5;
    let quoted =
        matches!(text.word(token_idx - 1), "\"" | "“" | "``") && token_idx >= 2 && text.lower(token_idx - 2) == "the";
    let open = |position: usize| {
        let name = &names[position];
        !name.sure
            && name.tokens == (token_idx..token_idx + 1)
            && matches!(name.kind, EntityKind::Person | EntityKind::Work)
    };
    let lower = word.to_lowercase();
    let countries = &text.codebook.countries;
    let of_people = countries.of_people(&lower).is_some()
        || countries.is_people_plural(&lower)
        || countries.named(&lower).is_some();
    let acts = text.tree.relation(token_idx).is_in(&["nsubj", "nsubjpass", "pobj", "agent", "appos"]);
    alone
        && plural
        && acts
        && words::is_capitalized(word)
        && !words::is_acronym(word)
        && (text.lower(token_idx - 1) == "the" || quoted)
        && covered[token_idx].is_none_or(open)
        && !of_people
        && !words::has_common_word(text, &(token_idx..token_idx + 1))
        && !names
            .iter()
            .any(|name| name.kind == EntityKind::Person && name.tokens.clone().any(|i| text.word(i) == singular))
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
    if run.is_empty() || run.clone().any(of_a_people) {
        return false;
    }
    let first_of_sentence = run.start == text.sentence(run.start).start;
    let may_be_a_common_word = first_of_sentence && run.len() == 1 && !words::is_acronym(text.word(run.start));
    !may_be_a_common_word && run.clone().all(unsure) && run.clone().any(|i| text.token(i).tag.is_in(&["NNP", "NNPS"]))
}
