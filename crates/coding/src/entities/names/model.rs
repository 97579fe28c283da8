//! The model's own names.

use super::Name;
use crate::Text;
use crate::entities::words;
use document::NamedSpan;
use domain::EntityKind;

/// The spans that the model labelled, as far as they name somebody or something.
pub(super) fn find(text: &Text<'_>) -> Vec<Name> {
    text.annotations.names.iter().filter_map(|span| name(text, span)).collect()
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
