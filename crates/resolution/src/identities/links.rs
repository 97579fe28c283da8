//! A link with its reasons in the words of the documents.

use super::assemble::probability;
use super::evidence::{What, shared};
use super::profile::Unit;
use super::resolver::Seen;
use crate::digest::{Digest, Entity, Role};
use crate::names::compare;
use crate::result::{Factor, Judgement, Link, Zone};
use std::collections::BTreeSet;

/// Most shared names that a reason lists.
const MOST_LISTED: usize = 4;

/// The link of two units, the earlier document first.
pub fn link(
    resolver: Seen<'_>,
    one: u32,
    other: u32,
    probability: f64,
    zone: Zone,
    judgement: Judgement,
) -> Option<Link> {
    let (left, right) = (resolver.unit(one)?, resolver.unit(other)?);
    let (one, other, left, right) =
        if left.at <= right.at { (one, other, left, right) } else { (other, one, right, left) };
    let mut factors = factors(resolver, (one, left), (other, right));
    if judgement == Judgement::Confirmed {
        let says = format!("{} / {}", name(resolver, left), name(resolver, right));
        factors.insert(0, Factor { comparison: "judged".to_owned(), says, bits: 0.0 });
    }
    Some(Link { left: left.at, right: right.at, factors, probability, zone, judgement })
}

/// The link of two units that a person kept apart or could not settle.
pub fn unlinked(resolver: Seen<'_>, one: u32, other: u32, zone: Zone) -> Option<Link> {
    let bits = resolver.evidence(one, other).map_or(-3000, |evidence| evidence.bits());
    let probability = if zone == Zone::Apart { 0.0 } else { probability(bits) };
    link(resolver, one, other, probability, zone, Judgement::Confirmed)
}

fn name<'a>(resolver: Seen<'a>, unit: &Unit) -> &'a str {
    resolver.entity(unit.at).map(|entity| entity.name.as_str()).unwrap_or_default()
}

/// Reasons, the strongest first.
fn factors(resolver: Seen<'_>, (one, left): (u32, &Unit), (other, right): (u32, &Unit)) -> Vec<Factor> {
    let Some(evidence) = resolver.evidence(one, other) else { return Vec::new() };
    let mut factors = Vec::new();
    for (what, bits) in What::ALL.into_iter().zip(evidence.parts) {
        match what {
            What::Prior => {}
            _ if bits == 0 => {}
            What::Name => factors.extend(name_factors(resolver, left, right)),
            _ => factors.push(Factor {
                comparison: what.id().to_owned(),
                says: says(resolver, what, left, right),
                bits: f64::from(bits) / 100.0,
            }),
        }
    }
    factors.sort_by(|one, other| {
        other.bits.abs().total_cmp(&one.bits.abs()).then_with(|| one.comparison.cmp(&other.comparison))
    });
    factors
}

fn name_factors(resolver: Seen<'_>, left: &Unit, right: &Unit) -> Vec<Factor> {
    let room = resolver.rooms.get(super::resolver::room_of(left.kind));
    room.map(|room| compare(&left.name, &right.name, room.types.frequencies()).factors(&left.name, &right.name))
        .unwrap_or_default()
}

/// What was compared, in words of the documents.
fn says(resolver: Seen<'_>, what: What, left: &Unit, right: &Unit) -> String {
    let entity = |unit: &Unit| resolver.entity(unit.at);
    let both = |of: &dyn Fn(&Unit) -> String| {
        let (one, other) = (of(left), of(right));
        if one == other { one } else { format!("{one} / {other}") }
    };
    let document = |unit: &Unit| resolver.documents.get(unit.at.document);
    match what {
        What::Role => both(&|unit| entity(unit).map(roles).unwrap_or_default()),
        What::Country => both(&|unit| {
            document(unit)
                .and_then(|document| document.country)
                .map(|code| String::from_utf8_lossy(&code).into_owned())
                .unwrap_or_default()
        }),
        What::Date => both(&|unit| {
            document(unit).and_then(|document| document.window.earliest).map(|day| day.to_string()).unwrap_or_default()
        }),
        What::Company => company(resolver, left, right),
        What::Age => both(&|unit| {
            entity(unit)
                .map(|entity| entity.ages.iter().map(u32::to_string).collect::<Vec<_>>().join(", "))
                .unwrap_or_default()
        }),
        What::Act => acts(resolver, left, right),
        What::Sex => both(&|unit| unit.sex.map(|(sex, _)| sex.to_string()).unwrap_or_default()),
        What::Death => {
            both(&|unit| unit.died.and_then(|died| died.latest).map(|day| day.to_string()).unwrap_or_default())
        }
        What::Prior | What::Name | What::PartOfName | What::Acronym | What::Text => {
            both(&|unit| name(resolver, unit).to_owned())
        }
    }
}

fn roles(entity: &Entity) -> String {
    let all: Vec<&str> = entity.roles.iter().chain(&entity.titles).map(String::as_str).take(MOST_LISTED).collect();
    all.join("; ")
}

/// The rarest names that both documents mention.
fn company(resolver: Seen<'_>, left: &Unit, right: &Unit) -> String {
    let (Some(here), Some(there)) =
        (resolver.documents.get(left.at.document), resolver.documents.get(right.at.document))
    else {
        return String::new();
    };
    let mut items = Vec::new();
    shared(&here.company, &there.company, |item| items.push(item));
    items.retain(|&item| item != left.item && item != right.item);
    let digest = resolver.digests.get(left.at.document);
    let named = |item: u32| {
        let entity_idx = here.items.iter().position(|found| *found == Some(item))?;
        let name = digest?.entities.get(entity_idx)?.name.as_str();
        Some((std::cmp::Reverse(resolver.rarity(item)), name))
    };
    let mut rarest: Vec<_> = items.into_iter().filter_map(named).collect();
    rarest.sort_unstable();
    let mut names: Vec<&str> = rarest.into_iter().map(|(_, name)| name).collect();
    let n_more = names.len().saturating_sub(MOST_LISTED);
    names.truncate(MOST_LISTED);
    let more = if n_more > 0 { format!(" +{n_more}") } else { String::new() };
    names.join("; ") + &more
}

/// The act types that both suffered, as the codebook names them.
fn acts(resolver: Seen<'_>, left: &Unit, right: &Unit) -> String {
    let Some(digest) = resolver.digests.get(left.at.document) else { return String::new() };
    let Some(there) = resolver.digests.get(right.at.document) else { return String::new() };
    let suffered = |digest: &Digest, entity: usize| -> BTreeSet<String> {
        let acts = digest
            .acts
            .iter()
            .filter(|act| act.participants.iter().any(|one| one.role == Role::Victim && one.entity == Some(entity)));
        acts.map(|act| act.act_type.clone()).collect()
    };
    let (here, there) = (suffered(digest, left.at.entity), suffered(there, right.at.entity));
    let mut types: Vec<&str> = here.intersection(&there).map(String::as_str).collect();
    types.truncate(MOST_LISTED);
    types.join("; ")
}
