//! The model's own names.

use super::Name;
use crate::Text;
use crate::entities::words;
use codebook::DocumentKind;
use document::NamedSpan;
use domain::EntityKind;

/// What is longer is no name.
const LONGEST: usize = 24;

/// The spans that the model labelled, as far as they name somebody or something.
pub(super) fn find(text: &Text<'_>) -> Vec<Name> {
    text.annotations
        .names
        .iter()
        .filter(|span| span.tokens.len() <= LONGEST)
        .filter_map(|span| name(text, span))
        .collect()
}

fn name(text: &Text<'_>, span: &NamedSpan) -> Option<Name> {
    let kind = match span.label.as_str() {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Organization,
        "GPE" | "LOC" | "FAC" => EntityKind::Place,
        "LAW" => EntityKind::Law,
        "WORK_OF_ART" => EntityKind::Work,
        "NORP" if names_people(text, span) => EntityKind::Group,
        _ => return None,
    };
    Some(Name::new(span.tokens.clone(), kind))
}

/// "The Greens won", but not "Green voters": an adjective before a noun names nobody.
fn names_people(text: &Text<'_>, span: &NamedSpan) -> bool {
    let head = words::head(text, &span.tokens);
    let modifies = text.tree.relation(head).is_in(&["amod", "compound", "nmod"]) && text.tree.head(head) > head;
    !modifies && text.token(head).tag.is_in(&["NNPS", "NNS", "NNP", "NN"])
}

/// Names whose own words say that a body bears them: "Partido X", "XYZ", "X Party" are nobody's first or last name.
pub(super) fn relabel_bodies(text: &Text<'_>, names: &mut Vec<Name>) {
    let upper_case = words::is_upper_case_text(text);
    names.retain(|name| !is_membership(text, name));
    for name in names.iter_mut().filter(|name| matches!(name.kind, EntityKind::Person | EntityKind::Place)) {
        let edges = [name.tokens.start, name.tokens.end - 1];
        let nouns = &text.lexicons().organization_nouns;
        let says_body = name.tokens.len() > 1
            && name.kind == EntityKind::Person
            && edges.iter().any(|&i| nouns.contains(&text.lower(i)));
        let is_party = name.kind == EntityKind::Place && name.tokens.len() > 1 && text.lower(edges[1]) == "party";
        let says_acronym = name.kind == EntityKind::Person
            && name.tokens.len() == 1
            && words::is_acronym(text.word(name.tokens.start))
            && !upper_case;
        let is_numbered = name.tokens.clone().any(|i| text.word(i).chars().all(|c| c.is_ascii_digit()));
        if name.kind == EntityKind::Person && is_numbered {
            name.kind = EntityKind::Work;
        }
        if says_body || says_acronym || is_party {
            name.kind = EntityKind::Organization;
        }
    }
}

/// "Assembly Act", "Penal Code": the last word says law, also where the model left it out of a person's name.
pub(super) fn relabel_laws(text: &Text<'_>, names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        let sentence = text.sentence(name.tokens.start);
        let next = name.tokens.end;
        let is_law = |i: usize| text.lexicons().document_nouns.get(&text.lower(i)) == Some(&DocumentKind::Law);
        if sentence.contains(&next) && words::is_capitalized(text.word(next)) && is_law(next) {
            name.tokens.end = next + 1;
            name.kind = EntityKind::Law;
        }
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() > 1 && name.kind != EntityKind::Place) {
        let last = text.lower(name.tokens.end - 1);
        let is_law = text.lexicons().document_nouns.get(&last) == Some(&DocumentKind::Law);
        let may_be_person = name.kind == EntityKind::Person && name.tokens.len() == 2;
        if is_law && !may_be_person && words::is_capitalized(text.word(name.tokens.end - 1)) {
            name.kind = EntityKind::Law;
        }
    }
}

/// "Member of Parliament" is an office, not a body.
fn is_membership(text: &Text<'_>, name: &Name) -> bool {
    let first = text.lower(name.tokens.start);
    let second = name.tokens.clone().nth(1).map(|i| text.lower(i));
    name.kind != EntityKind::Person
        && text.lexicons().person_nouns.contains(&text.lemma(name.tokens.start).to_lowercase())
        && (second.as_deref() == Some("of") || name.tokens.len() == 1 && !words::is_capitalized(&first))
        && text.token(name.tokens.start).tag.is_in(&["NN", "NNP", "NNS"])
        && !text.lower(name.tokens.start).ends_with('s')
}
