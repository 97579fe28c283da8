//! Who took part: noun phrases of the roles, with the entities that they speak of and their stated numbers.

use super::grammar::Grammar;
use super::{nature, phrases};
use crate::{Entities, figures};
use codebook::lexicons::Role;
use domain::{EntityKind, Participant};

/// The participants for the heads found in one role.
pub fn of(grammar: &Grammar<'_>, entities: &Entities, role: Role, heads: &[usize]) -> Vec<Participant> {
    let Some(as_role) = participant_role(role) else { return Vec::new() };
    heads.iter().map(|&head| participant(grammar, entities, as_role, head)).collect()
}

fn participant_role(role: Role) -> Option<domain::Role> {
    match role {
        Role::Victim => Some(domain::Role::Victim),
        Role::Perpetrator => Some(domain::Role::Perpetrator),
        Role::Authority => Some(domain::Role::Authority),
        Role::Instrument => Some(domain::Role::Instrument),
        Role::Target => Some(domain::Role::Target),
        Role::Recipient => Some(domain::Role::Recipient),
        Role::Place | Role::Charge => None,
    }
}

fn participant(grammar: &Grammar<'_>, entities: &Entities, role: domain::Role, head: usize) -> Participant {
    let text = grammar.text();
    let counted = nature::counted(text, head);
    let entity = entities.headed_by(head).or_else(|| counted.and_then(|noun| entities.headed_by(noun)));
    let role = settle(grammar, entities, role, head);
    Participant {
        role,
        entity,
        span: text.span(phrases::noun_phrase(grammar, head)),
        count: figures::count_of(text, head).or_else(|| counted.and_then(|noun| figures::count_of(text, noun))),
    }
}

/// Weapons in the place of the doer are instruments; buildings and vehicles in the place of the victim are targets.
fn settle(grammar: &Grammar<'_>, entities: &Entities, role: domain::Role, head: usize) -> domain::Role {
    let text = grammar.text();
    let is = |class: &str| nature::is_of(text, entities, head, class);
    let named = nature::kind_of(text, entities, head);
    match role {
        domain::Role::Perpetrator if named.is_none() && is("weapon") && !is("people") => domain::Role::Instrument,
        domain::Role::Victim
            if named.is_none_or(|kind| kind == EntityKind::Place)
                && (is("building") || is("vehicle"))
                && !is("people") =>
        {
            domain::Role::Target
        }
        other => other,
    }
}
