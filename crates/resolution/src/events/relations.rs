//! What is no single event but hangs together: the later stage of a case, and one case within an operation against many.

use super::probability;
use super::rules::EventRules;
use super::told::{Identities, Told, gap};
use crate::result::{ActRef, Event, EventLink, Factor, Judgement, Relation, Zone};
use std::collections::BTreeMap;

/// How many events of one victim, or of one month and place, are looked at.
const BLOCK: usize = 200;

/// From how many victims on an event can have parts.
const MANY: u64 = 3;

pub fn relations(
    events: &[Event],
    acts: &[Told<'_>],
    identities: &Identities<'_>,
    rules: &EventRules,
) -> Vec<EventLink> {
    let of_act: BTreeMap<ActRef, &Told<'_>> = acts.iter().map(|told| (told.at, told)).collect();
    let best: Vec<&Told<'_>> = events.iter().filter_map(|event| best_told(event, &of_act)).collect();
    let mut links = follow_ups(&best, identities, rules);
    links.extend(parts(&best, rules));
    links.sort_by_key(|link| (link.left, link.right, link.relation));
    links
}

/// The act with the narrowest date; what has not happened is not looked at.
fn best_told<'a, 'b>(event: &Event, of_act: &BTreeMap<ActRef, &'b Told<'a>>) -> Option<&'b Told<'a>> {
    let told = event.acts.iter().filter_map(|at| of_act.get(at).copied()).filter(|told| told.is_past());
    told.min_by_key(|told| (told.days().unwrap_or(i64::MAX), told.at))
}

/// For each event the nearest earlier one of the same victim that its type follows from.
fn follow_ups(events: &[&Told<'_>], identities: &Identities<'_>, rules: &EventRules) -> Vec<EventLink> {
    let mut of_victim: BTreeMap<usize, Vec<&Told<'_>>> = BTreeMap::new();
    for &told in events {
        let persons = told.victims.named.iter().filter(|&&who| identities.is_person(who));
        persons.for_each(|&who| of_victim.entry(who).or_default().push(told));
    }
    let mut links: BTreeMap<(ActRef, ActRef), EventLink> = BTreeMap::new();
    for (who, told) in of_victim {
        for (idx, later) in told.iter().enumerate() {
            let near = told.iter().skip(idx.saturating_sub(BLOCK / 2)).take(BLOCK);
            let before = near.filter(|earlier| earlier.at != later.at);
            let scored = before.filter_map(|earlier| follow(later, earlier, identities.name(who), rules));
            let best = scored.max_by(|a, b| a.probability.total_cmp(&b.probability).then(b.right.cmp(&a.right)));
            links.extend(best.map(|link| ((link.left, link.right), link)));
        }
    }
    links.into_values().collect()
}

fn follow(later: &Told<'_>, earlier: &Told<'_>, victim: &str, rules: &EventRules) -> Option<EventLink> {
    let fits = rules.relation(&later.act.act_type, &earlier.act.act_type, Relation::FollowUp)?;
    let start = earlier.act.date.earliest.or(earlier.act.date.latest);
    let end = later.act.date.latest.or(later.act.date.earliest);
    let days = start.zip(end).map(|(start, end)| gap(start, end));
    if days.is_some_and(|days| days < 0) {
        return None;
    }
    let weigh = |name: &str| Factor { comparison: name.to_owned(), says: String::new(), bits: rules.weight(name) };
    let mut factors = vec![
        Factor { comparison: "act_type".to_owned(), says: types(later, earlier), bits: fits },
        Factor { comparison: "victim".to_owned(), says: victim.to_owned(), bits: rules.weight("repeats_once") },
    ];
    if later.at.document == earlier.at.document {
        factors.push(weigh("follow_document"));
    }
    match days {
        Some(366..) => factors.push(weigh("follow_year")),
        Some(_) => {}
        None => factors.push(weigh("follow_undated")),
    }
    link(later, earlier, Relation::FollowUp, factors, rules.weight("follow_prior"), rules)
}

fn types(left: &Told<'_>, right: &Told<'_>) -> String {
    format!("{} / {}", left.act.act_type, right.act.act_type)
}

/// Named cases in the days and town of an event with many victims.
fn parts(events: &[&Told<'_>], rules: &EventRules) -> Vec<EventLink> {
    let mut blocks: BTreeMap<(i16, i8), Vec<&Told<'_>>> = BTreeMap::new();
    for &told in events.iter().filter(|told| told.days().is_some_and(|days| days <= 7)) {
        if let Some(day) = told.act.date.earliest {
            blocks.entry((day.year(), day.month())).or_default().push(told);
        }
    }
    let mut links = Vec::new();
    for block in blocks.values() {
        let many = block.iter().filter(|told| told.victims.others && told.victims.at_least() >= MANY).take(BLOCK);
        for whole in many {
            let one = block.iter().take(BLOCK).filter(|told| told.at != whole.at && is_one_case(told, whole));
            links.extend(one.filter_map(|told| part(told, whole, rules)));
        }
    }
    links
}

fn is_one_case(told: &Told<'_>, whole: &Told<'_>) -> bool {
    told.victims.is_complete() && told.victims.at_least() < whole.victims.at_least()
}

fn part(told: &Told<'_>, whole: &Told<'_>, rules: &EventRules) -> Option<EventLink> {
    let fits = rules.relation(&told.act.act_type, &whole.act.act_type, Relation::PartOf)?;
    told.act.date.intersect(whole.act.date)?;
    let is_local = |precision: &str| precision == "city" || precision == "site" || precision == "region";
    let shared = told
        .places
        .iter()
        .find(|one| is_local(&one.0.precision) && one.2.is_some() && whole.places.iter().any(|other| other.2 == one.2));
    let place = shared.map(|(place, name, _)| (place.precision.as_str(), *name))?;
    let level = if place.0 == "region" { "place_region" } else { "place_city" };
    let mut factors = vec![
        Factor { comparison: "act_type".to_owned(), says: types(told, whole), bits: fits },
        Factor { comparison: "place".to_owned(), says: place.1.to_owned(), bits: rules.weight(level) },
    ];
    let same_day = told.act.date.exact().is_some() && told.act.date == whole.act.date;
    if same_day {
        factors.push(Factor { comparison: "date".to_owned(), says: format!("{:?}", told.act.date.exact()), bits: 2.0 });
    }
    if told.at.document == whole.at.document {
        let bits = rules.weight("part_document");
        factors.push(Factor { comparison: "same_document".to_owned(), says: String::new(), bits });
    }
    link(told, whole, Relation::PartOf, factors, rules.weight("part_prior"), rules)
}

fn link(
    left: &Told<'_>,
    right: &Told<'_>,
    relation: Relation,
    mut factors: Vec<Factor>,
    prior: f64,
    rules: &EventRules,
) -> Option<EventLink> {
    let probability = probability(prior + factors.iter().map(|factor| factor.bits).sum::<f64>());
    let zone = if probability >= rules.threshold("join_at") { Zone::Joined } else { Zone::Review };
    factors.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
    let judgement = Judgement::Proposed;
    let link = EventLink { left: left.at, right: right.at, relation, factors, probability, zone, judgement };
    (probability >= rules.threshold("review_at")).then_some(link)
}
