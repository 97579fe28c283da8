//! Who took part: noun phrases of the roles, with the entities that they speak of and their stated numbers.

use super::grammar::Grammar;
use super::{bodies, nature, phrases};
use crate::{Entities, figures};
use codebook::lexicons::Role;
use domain::{EntityIdx, EntityKind, Participant, Span};

/// The participants for the heads found in one role.
pub fn of(grammar: &Grammar<'_>, entities: &Entities, role: Role, heads: &[usize]) -> Vec<Participant> {
    let Some(as_role) = participant_role(role) else { return Vec::new() };
    let named = heads.iter().filter(|&&head| role != Role::Victim || !is_nobody(grammar.text(), head));
    named.flat_map(|&head| each(entities, participant(grammar, entities, as_role, head))).collect()
}

/// "Nobody was detained" tells of no victim, "no protester was detained" of which people it was not.
fn is_nobody(text: &crate::Text<'_>, head: usize) -> bool {
    let word = text.lower(head);
    let is_no = |i: usize| text.lower(i) == "no";
    matches!(word.as_str(), "nobody" | "none" | "no-one") || word == "one" && text.tree.with(head, &["det"]).any(is_no)
}

/// "they" and "the two men" are the people that the text named before.
fn each(entities: &Entities, whole: Participant) -> Vec<Participant> {
    let members = whole.entity.map(|entity| entities.members(entity)).unwrap_or_default();
    let one = |&entity: &usize| Participant { entity: Some(entity), count: None, ..whole.clone() };
    if members.len() < 2 { vec![whole] } else { members.iter().map(one).collect() }
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
        span: text.span(words_of(grammar, role, head)),
        count: figures::count_of(text, head).or_else(|| counted.and_then(|noun| figures::count_of(text, noun))),
    }
}

/// The words for people as they stand; for things without what counts them, which is told apart.
fn words_of(grammar: &Grammar<'_>, role: domain::Role, head: usize) -> std::ops::Range<usize> {
    match role {
        domain::Role::Target | domain::Role::Instrument => phrases::thing(grammar, head),
        _ => phrases::noun_phrase(grammar, head),
    }
}

/// Of those whose home or vehicle is attacked only people are its victims: a firm's shop is the target and nothing more.
pub fn keep_people_as_owners(entities: &Entities, all: &mut Vec<Participant>) {
    let is_person =
        |one: &Participant| one.entity.is_some_and(|entity| entities.get(entity).kind == EntityKind::Person);
    let has_target = all.iter().any(|one| one.role == domain::Role::Target);
    all.retain(|one| one.role != domain::Role::Victim || !has_target || is_person(one));
}

/// Adds the bodies that the doers act for: "guerrillas of the Front" names both; `only` is the one body that fighters of
/// whom no more is said can belong to.
pub fn add_bodies(
    grammar: &Grammar<'_>,
    entities: &Entities,
    filled: &[(Role, Vec<usize>)],
    only: Option<(EntityIdx, Span)>,
    all: &mut Vec<Participant>,
) {
    let doers = filled.iter().filter(|(role, _)| *role == Role::Perpetrator).flat_map(|(_, heads)| heads);
    for &doer in doers {
        let mut bodies = bodies::behind(grammar, entities, doer);
        if bodies.is_empty() && bodies::is_fighter(grammar, doer) {
            bodies.extend(only);
        }
        for (entity, span) in bodies {
            if all.iter().all(|one| one.entity != Some(entity)) {
                all.push(Participant { role: domain::Role::Perpetrator, entity: Some(entity), span, count: None });
            }
        }
    }
}

/// Takes the entity, not the words, from a victim that the act cannot befall: a pronoun or a common noun that was read
/// as a body or a place where a person is arrested or hurt. Nobody is victim and doer of one act: of the two, the one
/// known less surely gives way. `own` holds the head words of doers that the clause itself names.
pub fn forget_impossible(
    text: &crate::Text<'_>,
    entities: &Entities,
    act: &str,
    own: &[Span],
    participants: &mut Vec<Participant>,
) {
    let group = text.codebook.act_types.get(act).map_or("", |act_type| act_type.group.as_str());
    for victim in participants.iter_mut().filter(|one| one.role == domain::Role::Victim) {
        let impossible = victim.entity.is_some_and(|entity| match entities.get(entity).kind {
            EntityKind::Place => ["liberty", "integrity", "process"].contains(&group),
            EntityKind::Organization => ["liberty", "integrity"].contains(&group),
            _ => false,
        });
        if impossible && !is_named(text, victim.span) {
            victim.entity = None;
        }
    }
    let firm = |victim: &Participant| is_named(text, victim.span) || is_first_person(text, victim.span);
    let victims: Vec<(EntityIdx, bool)> = participants
        .iter()
        .filter(|one| one.role == domain::Role::Victim)
        .filter_map(|one| Some((one.entity?, firm(one))))
        .collect();
    participants.retain(|one| {
        let also_victim = victims.iter().any(|&(entity, firm)| firm && Some(entity) == one.entity);
        !is_doer(one) || !also_victim || own.iter().any(|&head| one.span.contains(head))
    });
    let doers: Vec<EntityIdx> = participants.iter().filter(|one| is_doer(one)).filter_map(|one| one.entity).collect();
    for victim in participants.iter_mut().filter(|one| one.role == domain::Role::Victim) {
        victim.entity = victim.entity.filter(|entity| !doers.contains(entity));
    }
}

fn is_doer(participant: &Participant) -> bool {
    matches!(participant.role, domain::Role::Perpetrator | domain::Role::Authority)
}

fn is_first_person(text: &crate::Text<'_>, span: Span) -> bool {
    ["me", "us", "i", "we", "myself", "ourselves"].contains(&text.quote(span).to_lowercase().as_str())
}

/// Whether the words look like a name: a capital that is not just the first letter of a phrase.
fn is_named(text: &crate::Text<'_>, span: Span) -> bool {
    let words = text.quote(span);
    let pronoun = text.codebook.english.pronouns.get(&words.to_lowercase()).is_some();
    let later_capital = words.chars().skip(1).any(char::is_uppercase);
    let one_capitalised = !words.contains(' ') && words.chars().next().is_some_and(char::is_uppercase);
    !pronoun && (later_capital || one_capitalised)
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
