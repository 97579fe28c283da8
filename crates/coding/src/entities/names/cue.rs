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
    let mut token_idx = 0;
    while token_idx + 1 < text.len() {
        let run = run_after(text, &covered, token_idx);
        if !run.is_empty()
            && let Some(kind) = kind_after(text, token_idx, &run)
        {
            names.push(Name::sure(run.clone(), kind));
        }
        token_idx = run.end.max(token_idx + 1);
    }
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
    (is_noun && singular && is_lower && body && !text.token(cue).sentence_start).then_some(EntityKind::Organization)
}
