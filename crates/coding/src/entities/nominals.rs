//! Noun phrases without a name that can take part in an act: people, bodies, crowds, documents.

use super::candidate::Candidate;
use super::words;
use crate::Text;
use codebook::{DocumentKind, Gender, PlaceWidth};
use domain::{EntityKind, MentionForm};
use std::ops::Range;

/// More words than this before a noun are no modifiers but a list that the parser got wrong.
const LONGEST: usize = 24;

/// The noun phrases, in order; `covered` tells which tokens belong to a name.
pub(crate) fn find(text: &Text<'_>, covered: &[bool]) -> Vec<Candidate> {
    (0..text.len()).filter(|&i| !covered[i]).filter_map(|head| nominal(text, head, covered)).collect()
}

fn nominal(text: &Text<'_>, head: usize, covered: &[bool]) -> Option<Candidate> {
    if is_modifier(text, head) || is_set_phrase(text, head) {
        return None;
    }
    let (kind, plural, gender) = sense(text, head)?;
    let definite = is_definite(text, head);
    if kind == EntityKind::Place && !definite {
        return None;
    }
    if matches!(kind, EntityKind::Person | EntityKind::Organization) && !plural && is_bare(text, head) {
        return None;
    }
    let mut tokens = phrase(text, head, covered);
    if is_one_of_people(text, head) {
        tokens.end = text.sentence(head).end.min(end_of_whole(text, head));
    }
    let number = if plural { stated_number(text, head) } else { None };
    Some(Candidate { tokens, head, form: MentionForm::Nominal, kind, plural, number, gender, definite, name: None })
}

/// "the two men", "both women": two; "at least two" and "about ten" are no exact number.
fn stated_number(text: &Text<'_>, head: usize) -> Option<usize> {
    if text.tree.with(head, &["det", "predet"]).any(|i| text.lower(i) == "both") {
        return Some(2);
    }
    let count = crate::figures::count_of(text, head).filter(|count| !count.about && count.at_least == count.at_most)?;
    usize::try_from(count.at_least?).ok()
}

/// "social media", "task force": the noun means no people here.
fn is_set_phrase(text: &Text<'_>, head: usize) -> bool {
    let phrases = &text.lexicons().not_people;
    let longest = phrases.longest().min(head + 1);
    (2..=longest).any(|n_words| phrases.contains(&text.words(head + 1 - n_words..head + 1).to_lowercase()))
}

/// "in exile", "by source": a countable noun that nothing determines, behind a preposition or a verb.
fn is_bare(text: &Text<'_>, head: usize) -> bool {
    const DETERMINED: [&str; 8] = ["det", "poss", "amod", "compound", "nummod", "nmod", "predet", "relcl"];
    let alone = text.tree.with(head, &DETERMINED).next().is_none();
    alone && text.tree.relation(head).is_in(&["pobj", "dobj", "ROOT", "dep", "conj"])
}

/// "police" in "police officers", "activist" in "activist Ada Brask": part of another phrase.
fn is_modifier(text: &Text<'_>, head: usize) -> bool {
    text.tree.relation(head).is_in(&["compound", "amod", "nmod", "npadvmod", "quantmod", "advmod"])
        && text.tree.head(head) > head
}

/// Kind, whether plural, and gender that a noun states.
fn sense(text: &Text<'_>, head: usize) -> Option<(EntityKind, bool, Option<Gender>)> {
    let token = text.token(head);
    if is_one_of_people(text, head) {
        return Some((EntityKind::Person, false, None));
    }
    if token.tag.is_in(&["NN", "NNS", "NNP", "NNPS"]) { noun_sense(text, head) } else { adjective_sense(text, head) }
}

fn noun_sense(text: &Text<'_>, head: usize) -> Option<(EntityKind, bool, Option<Gender>)> {
    let lexicons = text.lexicons();
    let (lower, lemma) = (text.lower(head), text.lemma(head).to_lowercase());
    let plural = text.token(head).tag.is_in(&["NNS", "NNPS"]) || matches!(lower.as_str(), "people" | "police");
    let single = |kind| Some((kind, plural, None));
    if is_body_word(text, head, &lower) {
        return single(EntityKind::Organization);
    }
    if lexicons.group_nouns.contains(&lower) {
        return Some((EntityKind::Group, plural, None));
    }
    if let Some(person) = lexicons.person_nouns.get(&lemma).or_else(|| lexicons.person_nouns.get(&lower)) {
        return Some(if plural { (EntityKind::Group, true, None) } else { (EntityKind::Person, false, person.gender) });
    }
    // In capitals and at the start of headlines plurals are tagged as names and keep their ending.
    let singular = lower.strip_suffix('s').filter(|_| text.token(head).tag.is_in(&["NNP", "NNPS", "NN"]));
    if singular.is_some_and(|singular| lexicons.person_nouns.contains(singular)) {
        return Some((EntityKind::Group, true, None));
    }
    if lexicons.group_nouns.contains(&lemma) || text.codebook.countries.is_people_plural(&lower) {
        return Some((EntityKind::Group, plural, None));
    }
    if lexicons.organization_nouns.get(&lemma).is_some_and(|body| !body.names_only) {
        return single(if plural { EntityKind::Group } else { EntityKind::Organization });
    }
    match (lexicons.document_nouns.get(&lemma), lexicons.place_nouns.get(&lemma)) {
        (Some(DocumentKind::Law), _) => single(EntityKind::Law),
        (Some(DocumentKind::Work), _) => single(EntityKind::Work),
        (None, Some(PlaceWidth::Country | PlaceWidth::Region | PlaceWidth::City))
            if !plural && !is_named_behind(text, head) =>
        {
            single(EntityKind::Place)
        }
        _ => None,
    }
}

/// "the northern town of Sarvin": the name is the place; "the capital of Karvia" is another one.
fn is_named_behind(text: &Text<'_>, head: usize) -> bool {
    let of = text.tree.with(head, &["prep"]).find(|&i| i == head + 1 && text.lower(i) == "of");
    let name = of.and_then(|of| text.tree.first(of, &["pobj"]));
    text.lemma(head) != "capital" && name.is_some_and(|name| text.token(name).tag == "NNP")
}

/// One past "victims" in "one of the victims".
fn end_of_whole(text: &Text<'_>, head: usize) -> usize {
    let of = text.tree.first(head, &["prep"]);
    of.and_then(|of| text.tree.first(of, &["pobj"])).map_or(head + 1, |whole| whole + 1)
}

/// "one of the victims": a person, whoever it is.
fn is_one_of_people(text: &Text<'_>, head: usize) -> bool {
    let of = text.tree.with(head, &["prep"]).find(|&i| i == head + 1 && text.lower(i) == "of");
    let whole = of.and_then(|of| text.tree.first(of, &["pobj"]));
    let people =
        |i: usize| text.token(i).tag == "NNS" && text.lexicons().person_nouns.contains(&text.lemma(i).to_lowercase());
    text.lower(head) == "one" && text.tree.relation(head) != "attr" && whole.is_some_and(people)
}

/// "army", "armed forces", "cartel": a public body or an armed group as a whole, though many act in it.
fn is_body_word(text: &Text<'_>, head: usize, lower: &str) -> bool {
    let classes = &text.lexicons().noun_classes;
    let pair = head.checked_sub(1).map(|before| format!("{} {lower}", text.lower(before)));
    classes.is(lower, "body") || pair.is_some_and(|pair| classes.is(&pair.replace(' ', "-"), "body"))
}

/// "the accused", "the French", "the three", "others": words that are no nouns but stand for people.
fn adjective_sense(text: &Text<'_>, head: usize) -> Option<(EntityKind, bool, Option<Gender>)> {
    let takes_part = text.tree.relation(head).is_in(&["nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent", "dative"]);
    let lower = text.lower(head);
    let has_article = text.tree.first(head, &["det"]).is_some_and(|i| text.lower(i) == "the");
    let people = text.codebook.countries.of_people(&lower).is_some() || text.lexicons().group_nouns.contains(&lower);
    let counted = text.token(head).tag == "CD" && text.tree.relation(head).is_in(&["nsubj", "nsubjpass"]);
    let is_year_or_money = lower.chars().any(|c| c.is_ascii_digit());
    if takes_part && has_article && people && text.token(head).tag.is_in(&["JJ", "NNP", "VBN"]) {
        return Some((EntityKind::Group, true, None));
    }
    (counted && has_article && !is_year_or_money).then_some((EntityKind::Group, true, None))
}

fn is_definite(text: &Text<'_>, head: usize) -> bool {
    text.tree
        .with(head, &["det", "predet"])
        .any(|i| matches!(text.lower(i).as_str(), "the" | "this" | "that" | "these" | "those" | "both"))
}

/// From the first word that modifies the noun on its left to the noun; "a group of" takes what follows along.
fn phrase(text: &Text<'_>, head: usize, covered: &[bool]) -> Range<usize> {
    const LEFT: [&str; 11] =
        ["det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "quantmod", "predet", "npadvmod", "punct"];
    let sentence = text.sentence(head);
    let left = text.tree.with(head, &LEFT).take_while(|&i| i < head).filter(|&i| text.tree.relation(i) != "punct");
    let start = left.map(|i| text.tree.subtree(i).start).min().unwrap_or(head).max(sentence.start);
    let start = start.max(head.saturating_sub(LONGEST));
    let start = (start..head).rev().find(|&i| text.word(i).contains('\n')).map_or(start, |line_end| line_end + 1);
    let start = (start..=head).find(|&i| text.word(i).chars().any(char::is_alphanumeric)).unwrap_or(head);
    start..of_end(text, head, covered).min(sentence.end)
}

/// One past the counted noun of "a group of villagers", else one past the head.
fn of_end(text: &Text<'_>, head: usize, covered: &[bool]) -> usize {
    let measured = of_measure(text, head);
    measured.filter(|&i| !covered[i]).map_or(head + 1, |i| i + 1)
}

/// The noun that a collective measures: "villagers" of "a group of villagers".
pub(crate) fn of_measure(text: &Text<'_>, head: usize) -> Option<usize> {
    let measures =
        text.lexicons().group_nouns.get(&text.lemma(head).to_lowercase()) == Some(&codebook::Office::Depends);
    let of = text.tree.with(head, &["prep"]).find(|&i| text.lower(i) == "of")?;
    let object = text.tree.first(of, &["pobj"])?;
    (measures && text.token(object).tag.is_in(&["NNS", "NNPS"]) && words::is_noun(text, object)).then_some(object)
}
