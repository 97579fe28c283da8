//! Who published a document, where its text has only their initials: "told RFN" in a text by Radio Free Norlund.

use super::{Entity, Kind};
use crate::names::{Comparison, Frequencies, How, Name, NameKind, compare};

/// Gives the full name of who published or first reported a text, which stands in its head or foot, to the body that the text
/// calls by the initials of that name. Nothing happens when no body or several have these initials, or one has the name.
///
/// The name becomes the second spelling, after the one that the text itself uses. O(bodies of the document).
pub fn explain(entities: &mut [Entity], issuer: &str) {
    let Ok(full) = Name::parse(issuer, NameKind::Organization) else { return };
    let parsed = |spelling: &String| Name::parse(spelling, NameKind::Organization).ok();
    let is_it = |name: &Name| name.normalized() == full.normalized();
    let bodies =
        || entities.iter().enumerate().filter(|(_, entity)| entity.kind == Kind::Organization && entity.named > 0);
    if full.is_acronym() || bodies().any(|(_, body)| body.spellings.iter().filter_map(parsed).any(|name| is_it(&name)))
    {
        return;
    }
    let has_initials = |body: &Entity| {
        let mut short = body.spellings.iter().filter_map(parsed).filter(Name::is_acronym);
        short.any(|short| are_initials(&compare(&short, &full, &Frequencies::default())))
    };
    let mut fitting = bodies().filter(|(_, body)| has_initials(body)).map(|(at, _)| at);
    let (Some(only), None) = (fitting.next(), fitting.next()) else { return };
    if let Some(body) = entities.get_mut(only) {
        let second = body.spellings.len().min(1);
        body.spellings.insert(second, issuer.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// Whether one name is made of the first letters of the other, and nothing is left over.
fn are_initials(names: &Comparison) -> bool {
    let has = |how: How| names.reasons.iter().any(|reason| reason.how == how);
    has(How::Acronym) && !has(How::Missing) && !has(How::Differs)
}
