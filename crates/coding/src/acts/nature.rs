//! What kind of thing a noun phrase speaks of: people, a body, a place, a building.

use crate::{Entities, Text};
use domain::EntityKind;

/// The acts that a series is of: "arrests" in "a wave of arrests".
pub fn repeated(text: &Text<'_>, noun: usize) -> Option<usize> {
    if !is_in_class(text, noun, "series") {
        return None;
    }
    let of = text.tree.with(noun, &["prep"]).find(|&i| text.lower(i) == "of")?;
    text.tree.first(of, &["pobj"])
}

/// Whether the noun phrase headed by `token_idx` is of a class; `people`, `people?`, `place` and `organization` also
/// look at names and pronouns, `many` at the number, `score` at the form, other classes only at the noun.
pub fn is_of(text: &Text<'_>, entities: &Entities, token_idx: usize, class: &str) -> bool {
    let noun = counted(text, token_idx).unwrap_or(token_idx);
    match class {
        "people" => is_people(text, entities, noun, Names::ButPlaces),
        "people?" => is_people(text, entities, noun, Names::All),
        "place" => is_place(text, entities, noun),
        "organization" => is_organization(text, entities, noun),
        "many" => is_many(text, token_idx) || is_many(text, noun),
        "score" => is_score(text, token_idx),
        _ => is_in_class(text, noun, class) || has_kind_in_class(text, noun, class),
    }
}

/// Whether the phrase states a number of ten or more: "some 40 villagers", "dozens".
fn is_many(text: &Text<'_>, noun: usize) -> bool {
    crate::figures::count_of(text, noun).and_then(|count| count.at_least).is_some_and(|number| number >= 10)
}

/// "6-0": two numbers of at most three digits with a dash between, as games are counted; in one token or in three.
fn is_score(text: &Text<'_>, token_idx: usize) -> bool {
    let number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let word = text.word(token_idx);
    if let Some((left, right)) = word.split_once(['-', '–']) {
        return number(left) && number(right);
    }
    let follows = token_idx + 2 < text.len() && ["-", "–"].contains(&text.word(token_idx + 1));
    follows && number(word) && number(text.word(token_idx + 2))
}

/// Whether a phrase such as "most of the day" is a stretch of time.
pub fn is_stretch(text: &Text<'_>, noun: usize) -> bool {
    let unit = counted(text, noun).unwrap_or(noun);
    is_time(text, noun) || is_time(text, unit) || is_in_class(text, unit, "time")
}

/// What is counted: "activists" in "a number of activists".
pub fn counted(text: &Text<'_>, noun: usize) -> Option<usize> {
    let counts = is_in_class(text, noun, "quantity") || text.token(noun).pos == "NUM";
    if !counts {
        return None;
    }
    let of = text.tree.with(noun, &["prep"]).find(|&i| text.lower(i) == "of")?;
    text.tree.first(of, &["pobj"])
}

#[derive(Clone, Copy, PartialEq)]
enum Names {
    All,
    ButPlaces,
}

fn is_people(text: &Text<'_>, entities: &Entities, noun: usize, names: Names) -> bool {
    let token = text.token(noun);
    if token.tag.is_in(&["PRP", "WP", "PRP$", "WP$"]) {
        return !["it", "its", "what", "itself"].contains(&text.lower(noun).as_str());
    }
    match kind_of(text, entities, noun) {
        Some(EntityKind::Person | EntityKind::Group) => return true,
        Some(EntityKind::Organization) => return names == Names::All,
        Some(EntityKind::Law | EntityKind::Work) => return false,
        Some(EntityKind::Place) if names == Names::ButPlaces || is_known_place(entities, noun) => return false,
        Some(EntityKind::Place) | None => {}
    }
    if token.pos == "PROPN" {
        return !is_time(text, noun);
    }
    if token.pos == "NUM" || token.tag == "CD" {
        return !is_time(text, noun) && !text.word(noun).contains('%') && !is_money(text, noun);
    }
    if token.tag.is_in(&["DT", "PDT"]) || token.pos == "PRON" {
        return [
            "those", "these", "all", "both", "some", "someone", "anyone", "everyone", "nobody", "several", "many",
            "others", "another", "one",
        ]
        .contains(&text.lower(noun).as_str());
    }
    is_in_class(text, noun, "people")
}

/// "$15,670", "HK$ 15,670".
fn is_money(text: &Text<'_>, number: usize) -> bool {
    let sign = |word: &str| word.contains(['$', '€', '£', '¥', '₦', '₹']);
    sign(text.word(number)) || number > 0 && sign(text.word(number - 1))
}

/// Whether a gazetteer knows the place; the language model alone takes many a rare name for one.
fn is_known_place(entities: &Entities, noun: usize) -> bool {
    entities.headed_by(noun).is_some_and(|entity| entities.get(entity).place.is_some())
}

fn is_place(text: &Text<'_>, entities: &Entities, noun: usize) -> bool {
    match kind_of(text, entities, noun) {
        Some(kind) => kind == EntityKind::Place,
        None => is_in_class(text, noun, "place"),
    }
}

fn is_organization(text: &Text<'_>, entities: &Entities, noun: usize) -> bool {
    match kind_of(text, entities, noun) {
        Some(EntityKind::Organization) => true,
        Some(EntityKind::Group) | None => is_in_class(text, noun, "organization"),
        Some(_) => false,
    }
}

/// The kind of the entity, or what the language model says when no entity is known.
pub fn kind_of(text: &Text<'_>, entities: &Entities, noun: usize) -> Option<EntityKind> {
    if let Some(entity) = entities.headed_by(noun) {
        return Some(entities.get(entity).kind);
    }
    let at = text.annotations.names.partition_point(|name| name.tokens.end <= noun);
    let name = text.annotations.names.get(at).filter(|name| name.tokens.contains(&noun))?;
    match name.label.as_str() {
        "PERSON" => Some(EntityKind::Person),
        "NORP" => Some(EntityKind::Group),
        "ORG" => Some(EntityKind::Organization),
        "GPE" | "LOC" | "FAC" => Some(EntityKind::Place),
        "LAW" => Some(EntityKind::Law),
        "WORK_OF_ART" => Some(EntityKind::Work),
        _ => None,
    }
}

/// Whether a token stands in a time, money or percent expression.
pub fn is_time(text: &Text<'_>, token_idx: usize) -> bool {
    let at = text.annotations.names.partition_point(|name| name.tokens.end <= token_idx);
    text.annotations.names.get(at).is_some_and(|name| {
        name.tokens.contains(&token_idx) && name.label.is_in(&["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"])
    })
}

fn is_in_class(text: &Text<'_>, noun: usize, class: &str) -> bool {
    let classes = &text.lexicons().noun_classes;
    let lemma = text.lemma(noun).to_lowercase();
    if classes.is(&lemma, class) {
        return true;
    }
    let lower = text.lower(noun);
    classes.is(&lower, class) || lower.strip_suffix('s').is_some_and(|singular| classes.is(singular, class))
}

/// A name whose words tell its class: "Appeals Court", "Royal Marovian Police".
fn has_kind_in_class(text: &Text<'_>, noun: usize, class: &str) -> bool {
    text.token(noun).pos == "PROPN" && text.tree.with(noun, &["compound"]).any(|i| is_in_class(text, i, class))
}
