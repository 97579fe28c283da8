//! What the words around a name say that it is: "lawmaker X", "X, a nurse", "newspaper X", "President X".

use super::Name;
use crate::entities::words;
use crate::{Layer, Text};
use domain::EntityKind;

/// Gives names the kind that titles, roles and appositions say.
pub(super) fn relabel(text: &Text<'_>, names: &mut Vec<Name>) {
    let capitals = words::is_upper_case_text(text);
    for name in names.iter_mut().filter(|name| name.kind != EntityKind::Law) {
        if !capitals && words::is_acronym(text.words(name.tokens.clone())) {
            continue;
        }
        let beside = || by_apposition(text, name).or_else(|| by_relative(text, name));
        let kind = by_left_word(text, name).or_else(|| beside().filter(|_| text.uses(Layer::Apposition)));
        if let Some(kind) = kind {
            name.kind = kind;
            name.sure = true;
        }
    }
}

fn by_left_word(text: &Text<'_>, name: &Name) -> Option<EntityKind> {
    let left = name.tokens.start.checked_sub(1).filter(|&i| text.sentence(i).contains(&name.tokens.start))?;
    let lexicons = text.lexicons();
    let (lower, lemma) = (text.lower(left), text.lemma(left).to_lowercase());
    let singular = text.token(left).tag.is_in(&["NN", "NNP"]);
    let governs = text.tree.head(left) == words::head(text, &name.tokens)
        || text.tree.relation(words::head(text, &name.tokens)) == "appos";
    if words::has_body_noun(text, &name.tokens)
        || name.tokens.len() == 1 && words::is_acronym(text.word(name.tokens.start))
    {
        return None;
    }
    let is_title =
        text.uses(Layer::Titles) && lexicons.titles.contains(&lower) && words::is_capitalized(text.word(left));
    let roles = text.uses(Layer::Roles);
    if is_title || (roles && singular && governs && lexicons.person_nouns.contains(&lemma)) {
        return Some(EntityKind::Person);
    }
    let body = roles
        && singular
        && governs
        && !words::is_capitalized(text.word(left))
        && lexicons.organization_nouns.contains(&lemma);
    let first = words::fold(text.word(name.tokens.start));
    let may_be_body = name.kind != EntityKind::Person || !lexicons.first_names.contains(&first);
    (body && may_be_body).then_some(EntityKind::Organization)
}

/// "Ada Brask, 31," and "Ada Brask (31)": only people are followed by an age.
pub(super) fn by_age(text: &Text<'_>, names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|name| matches!(name.kind, EntityKind::Place | EntityKind::Organization)) {
        let end = name.tokens.end;
        let closed = end + 2 < text.len() && matches!((text.word(end), text.word(end + 2)), (",", ",") | ("(", ")"));
        let aged = closed && text.word(end + 1).parse::<u8>().is_ok_and(|age| (1..=110).contains(&age));
        let plain = name.tokens.len() <= 4
            && name.tokens.clone().all(|i| words::is_capitalized(text.word(i)) && text.token(i).pos == "PROPN")
            && !words::has_common_word(text, &name.tokens);
        if aged && plain && !name.sure {
            name.kind = EntityKind::Person;
            name.sure = true;
        }
    }
}

/// A lone word that acts in a sentence with "he" or "her" and without any other person: "Lindqvist lost his seat".
pub(super) fn by_pronoun(text: &Text<'_>, names: &mut Vec<Name>) {
    let mut has_person = vec![false; text.annotations.sentences.len() + 1];
    for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
        has_person[text.annotations.sentence_of(name.tokens.start)] = true;
    }
    for name in names.iter_mut().filter(|name| may_be_surname(text, name)) {
        let sentence = text.sentence(name.tokens.start);
        let after = (name.tokens.end..sentence.end.min(name.tokens.end + 30)).map(|i| text.lower(i));
        let mut pronouns = after.filter_map(|word| text.lexicons().pronouns.get(&word));
        let is_alone = !has_person[text.annotations.sentence_of(name.tokens.start)];
        if is_alone && pronouns.any(|pronoun| pronoun.gender.is_some()) {
            name.kind = EntityKind::Person;
        }
    }
}

fn may_be_surname(text: &Text<'_>, name: &Name) -> bool {
    let head = name.tokens.start;
    let word = text.word(head);
    name.tokens.len() == 1
        && !name.sure
        && matches!(name.kind, EntityKind::Organization | EntityKind::Place)
        && text.tree.relation(head).is_in(&["nsubj", "nsubjpass"])
        && !words::is_acronym(word)
        && !words::has_common_word(text, &name.tokens)
        && (name.kind == EntityKind::Organization || !text.gazetteer.is_empty() && !text.gazetteer.knows(word))
}

/// "X, a spokesman for ...": the apposition is a singular noun for a person or a body.
fn by_apposition(text: &Text<'_>, name: &Name) -> Option<EntityKind> {
    let head = words::head(text, &name.tokens);
    let after = text.tree.first(head, &["appos"]).filter(|&i| i >= name.tokens.end);
    let before = (text.tree.relation(head) == "appos").then(|| text.tree.head(head)).filter(|&i| i < name.tokens.start);
    let apposition = after.or(before)?;
    let lemma = text.lemma(apposition).to_lowercase();
    let lexicons = text.lexicons();
    if text.token(apposition).tag != "NN" {
        return None;
    }
    if lexicons.person_nouns.contains(&lemma) {
        return Some(EntityKind::Person);
    }
    lexicons.organization_nouns.contains(&lemma).then_some(EntityKind::Organization)
}

/// "X, who ...": people only.
fn by_relative(text: &Text<'_>, name: &Name) -> Option<EntityKind> {
    let head = words::head(text, &name.tokens);
    let clause = text.tree.with(head, &["relcl"]).next()?;
    let subject = text.tree.first(clause, &["nsubj", "nsubjpass"])?;
    let is_who = text.lower(subject) == "who" && subject >= name.tokens.end && subject - name.tokens.end <= 2;
    let may_be =
        matches!(name.kind, EntityKind::Place | EntityKind::Organization) && !words::has_body_noun(text, &name.tokens);
    let acronym = name.tokens.len() == 1 && words::is_acronym(text.word(name.tokens.start));
    (is_who && may_be && !acronym).then_some(EntityKind::Person)
}
