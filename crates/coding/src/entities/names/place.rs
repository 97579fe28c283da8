//! Place words and the gazetteer: "X province", "the city of X", "in X" where X is known as a place, and the reverse:
//! what the model calls a place, no gazetteer knows, and acts like a person.

use super::Name;
use crate::Text;
use crate::dateline;
use crate::entities::{places, words};
use document::Span;
use domain::EntityKind;
use std::collections::HashMap;
use std::ops::Range;

/// Gives names the kind place, or takes it away, when a place word or the gazetteer says so.
pub(super) fn relabel(text: &Text<'_>, names: &mut Vec<Name>) {
    let spoken_of = places::countries_spoken_of(text);
    let upper_case = words::is_upper_case_text(text);
    let datelines = if upper_case { Vec::new() } else { dateline::places(text.document) };
    name_datelines(text, names, &datelines);
    for position in 0..names.len() {
        let name = &names[position];
        if !upper_case && (is_dateline(text, name) || is_sent_from(text, name, &datelines)) {
            names[position].kind = EntityKind::Place;
            names[position].sure = true;
            continue;
        }
        if is_source(text, name, &datelines) {
            names[position].kind = EntityKind::Organization;
            names[position].sure = true;
        }
        let name = &names[position];
        if name.sure {
            continue;
        }
        let is_place = is_country(text, name)
            || beside_place_word(text, name)
            || stands_like_a_place(text, name, &spoken_of)
            || is_located_unknown(text, name);
        if is_place {
            names[position].kind = EntityKind::Place;
            names[position].sure = true;
        } else if name.kind == EntityKind::Place && is_body_for_something(text, name) {
            names[position].kind = EntityKind::Organization;
        } else if acts_like_a_person(text, names, position) || is_beside_own_kin(text, name) {
            names[position].kind = EntityKind::Person;
        }
    }
}

fn is_country(text: &Text<'_>, name: &Name) -> bool {
    let lower = text.words(name.tokens.clone()).to_lowercase();
    text.codebook.countries.named(lower.trim_start_matches("the ")).is_some()
}

/// "Svelte province", "province of Svelte"; not "Svelte prison guard" and not "the Svelte region's governor".
fn beside_place_word(text: &Text<'_>, name: &Name) -> bool {
    let nouns = &text.lexicons().place_nouns;
    let head = words::head(text, &name.tokens);
    let wide = |i: usize| {
        let is_noun = i < text.len() && text.token(i).tag.is_in(&["NN", "NNP"]);
        is_noun && nouns.get(&text.lower(i)).is_some_and(|width| words::is_wide(*width))
    };
    let may_be = name.kind != EntityKind::Organization || !words::has_body_noun(text, &name.tokens);
    let joined = text.tree.relation(head) == "compound" && text.tree.head(head) == name.tokens.end;
    let port = |i: usize| ["port", "harbour", "harbor", "bay"].contains(&text.lower(i).as_str());
    let named_before =
        name.tokens.start.checked_sub(2).is_some_and(|i| (wide(i) || port(i)) && text.lower(i + 1) == "of");
    // "Sarenia's capital, Lund Selm".
    let named_behind = text.tree.relation(head) == "appos" && text.lemma(text.tree.head(head)) == "capital";
    may_be && (wide(name.tokens.end) && joined || named_before || named_behind)
}

/// "the Velin Centre for Rights": a body that bears its purpose in its name.
fn is_body_for_something(text: &Text<'_>, name: &Name) -> bool {
    let purpose = name.tokens.clone().any(|i| ["for", "against"].contains(&text.lower(i).as_str()));
    purpose && words::has_body_noun(text, &name.tokens)
}

/// "in Veltorra": behind a preposition of place, and known to the gazetteer.
fn stands_like_a_place(text: &Text<'_>, name: &Name, spoken_of: &HashMap<String, usize>) -> bool {
    let head = words::head(text, &name.tokens);
    let preposition = text.tree.head(head);
    let inside = text.tree.relation(head) == "pobj"
        && preposition < name.tokens.start
        && matches!(
            text.lower(preposition).as_str(),
            "in" | "near" | "outside" | "around" | "across" | "throughout" | "at"
        );
    let may_be = matches!(name.kind, EntityKind::Person | EntityKind::Organization)
        && !words::is_acronym(text.words(name.tokens.clone()))
        && !words::has_common_word(text, &name.tokens);
    let located = inside || comes_from(text, name, head, spoken_of);
    located && may_be && text.gazetteer.knows(text.words(name.tokens.clone()))
}

/// What stands before "in" when it does not say where: "confidence in Dravek", "a seat in Fatren".
const NOT_WHERE: [&str; 22] = [
    "confidence",
    "trust",
    "faith",
    "belief",
    "believe",
    "interest",
    "interested",
    "invest",
    "stake",
    "share",
    "role",
    "member",
    "membership",
    "position",
    "leadership",
    "faction",
    "seat",
    "involve",
    "participate",
    "split",
    "change",
    "job",
];

/// "the rally in Halvorsk": an unheard-of name that nothing marks as a person or body, behind a preposition of place.
///
/// The model takes most transliterated names for people; a village is more often spoken of with "in" than a person.
fn is_located_unknown(text: &Text<'_>, name: &Name) -> bool {
    let unmarked = matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Group);
    unmarked && stands_where(text, &name.tokens)
}

/// Verbs behind which "to" says where: "fled to Velmark".
const GO_SOMEWHERE: [&str; 9] =
    ["flee", "escape", "emigrate", "travel", "fly", "deport", "extradite", "migrate", "relocate"];

/// Whether capitalised words that are no common words stand right behind a preposition of place and say where.
pub(super) fn stands_where(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let head = words::head(text, tokens);
    let preposition = text.tree.head(head);
    let neighbour =
        tokens.start > 0 && ["neighbouring", "neighboring", "nearby"].contains(&text.lower(tokens.start - 1).as_str());
    let where_to = text.lower(preposition) == "to" && GO_SOMEWHERE.contains(&text.lemma(text.tree.head(preposition)));
    let located = text.tree.relation(head) == "pobj"
        && preposition + 1 + usize::from(neighbour) == tokens.start
        && (where_to || neighbour || matches!(text.lower(preposition).as_str(), "in" | "near" | "outside" | "across"));
    let plain = tokens.len() <= 3
        && tokens.clone().all(|i| words::is_capitalized(text.word(i)) && (neighbour || text.token(i).tag == "NNP"))
        && !words::is_acronym(text.words(tokens.clone()))
        && !words::has_common_word(text, tokens)
        && !words::has_body_noun(text, tokens);
    let has_possession = text.tree.first(head, &["case"]).is_some();
    let governor = text.lemma(text.tree.head(preposition));
    located && plain && !has_possession && !NOT_WHERE.contains(&governor)
}

/// "from Tal Moren": people also come from people, so only names of several words and a country that the text speaks of.
fn comes_from(text: &Text<'_>, name: &Name, head: usize, spoken_of: &HashMap<String, usize>) -> bool {
    let from =
        text.tree.relation(head) == "pobj" && matches!(text.lower(text.tree.head(head)).as_str(), "from" | "to" | "of");
    from && name.tokens.len() > 1 && {
        let places = text.gazetteer.places(text.words(name.tokens.clone()));
        places.iter().any(|place| spoken_of.contains_key(&place.country))
    }
}

/// "Selm, Karvia (CNA) -": the names before the bracket say where a report was written.
fn is_sent_from(text: &Text<'_>, name: &Name, datelines: &[Span]) -> bool {
    let start = text.token(name.tokens.start).span.start;
    let is_day = name.tokens.end < text.len() && text.token(name.tokens.end).tag == "CD";
    let within = datelines.iter().any(|span| (span.start..span.end).contains(&start));
    within && !is_day && !words::has_body_noun(text, &name.tokens)
}

/// "Selm, Karvia (CNA) -": who sent the report.
fn is_source(text: &Text<'_>, name: &Name, datelines: &[Span]) -> bool {
    let open = name.tokens.start.checked_sub(1).filter(|&open| text.word(open) == "(");
    open.is_some_and(|open| datelines.iter().any(|line| line.end == text.token(open).span.start))
}

/// "PORT HALDEN, Jan. 14 -": in a dateline every word up to the comma is the place, whatever the model made of it.
fn name_datelines(text: &Text<'_>, names: &mut Vec<Name>, datelines: &[Span]) {
    for line in datelines {
        let start = text.tokens().partition_point(|token| token.span.start < line.start);
        let joins = |&i: &usize| text.token(i).span.start < line.end && words::is_capitalized(text.word(i));
        let place = start..start + (start..text.len()).take_while(joins).count();
        let is_day = place.end < text.len() && text.token(place.end).tag == "CD";
        if !place.is_empty() && !is_day {
            names.retain(|name| name.tokens.end <= place.start || place.end <= name.tokens.start);
            let position = names.partition_point(|name| name.tokens.start < place.start);
            names.insert(position, Name { tokens: place, kind: EntityKind::Place, sure: true });
        }
    }
}

/// "TAL MOREN (Reuters) -" at the start of a paragraph.
fn is_dateline(text: &Text<'_>, name: &Name) -> bool {
    let after = name.tokens.end;
    let first = name.tokens.start == 0 || text.word(name.tokens.start - 1).contains('\n');
    let capitals = !text.words(name.tokens.clone()).chars().any(char::is_lowercase);
    let marked = after < text.len() && matches!(text.word(after), "(" | "," | "-" | "–" | "—" | "--");
    first
        && capitals
        && marked
        && !words::is_upper_case_text(text)
        && text.gazetteer.knows(text.words(name.tokens.clone()))
}

/// "Ilka Torvan and her brother": only a person has a brother.
fn is_beside_own_kin(text: &Text<'_>, name: &Name) -> bool {
    let is_hers = |&i: &usize| {
        let owner = text.tree.first(i, &["poss"]).map(|owner| text.lower(owner));
        owner.is_some_and(|owner| owner == "her" || owner == "his")
    };
    let is_person = |i: usize| text.lexicons().person_nouns.contains(&text.lemma(i).to_lowercase());
    let head = words::head(text, &name.tokens);
    let known = text.gazetteer.knows(text.words(name.tokens.clone())) || words::has_body_noun(text, &name.tokens);
    !known && text.tree.with(head, &["conj"]).filter(is_hers).any(is_person)
}

/// Two words or more that no gazetteer knows and that are spoken of like a person: a coordination with a person, the
/// subject or object of a verb.
fn acts_like_a_person(text: &Text<'_>, names: &[Name], position: usize) -> bool {
    let name = &names[position];
    let words = text.words(name.tokens.clone());
    let unknown = name.kind == EntityKind::Place
        && (2..=4).contains(&name.tokens.len())
        && !text.gazetteer.is_empty()
        && !text.gazetteer.knows(words)
        && !words::has_common_word(text, &name.tokens)
        && name.tokens.clone().all(|i| words::is_capitalized(text.word(i)) && text.token(i).pos == "PROPN");
    if !unknown {
        return false;
    }
    let head = words::head(text, &name.tokens);
    let beside = |other: Option<&Name>| {
        other.filter(|other| other.kind == EntityKind::Person).is_some_and(|other| {
            let theirs = words::head(text, &other.tokens);
            text.tree.relation(theirs) == "conj" && text.tree.head(theirs) == head
                || text.tree.relation(head) == "conj" && text.tree.head(head) == theirs
        })
    };
    let neighbour = beside(names.get(position + 1)) || position > 0 && beside(names.get(position - 1));
    neighbour || text.tree.relation(head).is_in(&["nsubj", "nsubjpass", "dobj", "dative"])
}
