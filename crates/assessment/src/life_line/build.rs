//! Periods from events: each event of a person gives a state; the next one of its track ends it.

use super::contradictions::contradictions;
use super::states::{Held, StateRule, States};
use super::{LifeLine, Period};
use crate::result::Evidence;
use document::DateWindow;
use jiff::civil::Date;
use resolution::Digest;
use resolution::digest::{Act, Role, Status};
use resolution::result::{ActRef, EntityRef, Event, Resolution};
use std::collections::{BTreeMap, BTreeSet};

/// A state that one event gives, before the next one is known.
#[derive(Clone, Debug)]
pub struct Step {
    pub period: Period,
    pub rank: u8,
    /// Windows of single reports that exclude each other, where there are any.
    pub torn: Option<(DateWindow, DateWindow)>,
    /// Whether a report denies it.
    pub denied: bool,
}

/// The life lines of everybody to whom something of the table happened, in order of persons.
///
/// `digests`: those of which `resolution` speaks, in their order. O(n log n) in the acts, but for the pairs of one person whose
/// windows overlap.
#[must_use]
pub fn life_lines(digests: &[Digest], resolution: &Resolution, states: &States) -> Vec<LifeLine> {
    let persons = resolution.persons.iter().enumerate();
    let of_entity: BTreeMap<EntityRef, usize> =
        persons.flat_map(|(person, identity)| identity.entities.iter().map(move |&entity| (entity, person))).collect();
    let mut steps: BTreeMap<usize, Vec<Step>> = BTreeMap::new();
    for (idx, event) in resolution.events.iter().enumerate() {
        for (person, acts) in victims(digests, event, &of_entity) {
            if let Some(step) = step(digests, idx, &acts, states) {
                steps.entry(person).or_default().push(step);
            }
        }
    }
    steps.into_iter().map(|(person, steps)| line(person, steps)).collect()
}

/// The life line of one person; none when nothing of the table happened to them. `events`: positions of those that they take part in.
#[must_use]
pub fn life_line_of(
    digests: &[Digest],
    resolution: &Resolution,
    states: &States,
    person: usize,
    events: &[usize],
) -> Option<LifeLine> {
    let identity = resolution.persons.get(person)?;
    let of_entity: BTreeMap<EntityRef, usize> = identity.entities.iter().map(|&entity| (entity, person)).collect();
    let mut steps: Vec<Step> = Vec::new();
    for (idx, event) in events.iter().filter_map(|idx| Some((*idx, resolution.events.get(*idx)?))) {
        let acts = victims(digests, event, &of_entity).remove(&person);
        steps.extend(acts.and_then(|acts| step(digests, idx, &acts, states)));
    }
    (!steps.is_empty()).then(|| line(person, steps))
}

/// The persons who are victims of an event by name, each with the acts that say so.
fn victims<'a>(
    digests: &'a [Digest],
    event: &Event,
    of_entity: &BTreeMap<EntityRef, usize>,
) -> BTreeMap<usize, Vec<(ActRef, &'a Act)>> {
    let mut found: BTreeMap<usize, Vec<(ActRef, &Act)>> = BTreeMap::new();
    for &at in &event.acts {
        let Some(act) = digests.get(at.document).and_then(|digest| digest.acts.get(at.act)) else { continue };
        let entities = act.participants.iter().filter(|one| one.role == Role::Victim).filter_map(|one| one.entity);
        let persons =
            entities.filter_map(|entity| of_entity.get(&EntityRef { document: at.document, entity }).copied());
        for person in persons.collect::<BTreeSet<usize>>() {
            found.entry(person).or_default().push((at, act));
        }
    }
    found
}

fn step(digests: &[Digest], event: usize, acts: &[(ActRef, &Act)], states: &States) -> Option<Step> {
    let says = |status: &Status| matches!(status, Status::Reported | Status::Alleged);
    let said: Vec<&(ActRef, &Act)> = acts.iter().filter(|(_, act)| says(&act.status)).collect();
    let rule = said.iter().filter_map(|(_, act)| states.of(&act.act_type)).max_by_key(|rule| rule.rank)?;
    let (begins, torn) = window(&said);
    let evidence =
        said.iter().flat_map(|(at, act)| act.evidence.iter().map(|&span| Evidence { document: at.document, span }));
    let period = Period {
        state: rule.state.clone(),
        track: rule.track.clone(),
        held: rule.held,
        begins,
        ends: DateWindow::default(),
        documented_until: documented_until(digests, &said, rule),
        alleged: said.iter().all(|(_, act)| act.status == Status::Alleged),
        events: vec![event],
        evidence: evidence.collect(),
    };
    Some(Step { period, rank: rule.rank, torn, denied: acts.iter().any(|(_, act)| act.status == Status::Denied) })
}

/// What all reports leave open together; where they exclude each other, from the first to the last day, open where
/// one of them is, and the two that do.
fn window(said: &[&(ActRef, &Act)]) -> (DateWindow, Option<(DateWindow, DateWindow)>) {
    let mut windows: Vec<DateWindow> =
        said.iter().map(|(_, act)| act.date).filter(|window| !window.is_open()).collect();
    windows.sort_by_key(|window| (window.earliest, window.latest));
    let all = windows.iter().try_fold(DateWindow::default(), |both, window| both.intersect(*window));
    if let Some(both) = all {
        return (both, None);
    }
    let apart = windows.iter().enumerate().find_map(|(idx, one)| {
        windows.iter().skip(idx + 1).find(|other| one.intersect(**other).is_none()).map(|other| (*one, *other))
    });
    let whole = DateWindow {
        earliest: windows
            .iter()
            .map(|window| window.earliest)
            .collect::<Option<Vec<_>>>()
            .and_then(|days| days.into_iter().min()),
        latest: windows
            .iter()
            .map(|window| window.latest)
            .collect::<Option<Vec<_>>>()
            .and_then(|days| days.into_iter().max()),
    };
    (whole, apart)
}

/// The last day on which a report documents the state: the day of the act, or that of the report for what lasts.
fn documented_until(digests: &[Digest], said: &[&(ActRef, &Act)], rule: &StateRule) -> Option<Date> {
    let day = |(at, act): &&(ActRef, &Act)| {
        let published = digests.get(at.document).and_then(|digest| digest.published.earliest);
        let lasting =
            published.filter(|_| rule.lasts && act.date.latest.is_none_or(|latest| Some(latest) >= published));
        lasting.max(act.date.earliest)
    };
    said.iter().filter_map(day).max()
}

fn line(person: usize, steps: Vec<Step>) -> LifeLine {
    let (undated, mut dated): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|step| step.period.begins.is_open());
    dated.sort_by(|a, b| order(a).cmp(&order(b)));
    let starts: Vec<(String, DateWindow)> =
        dated.iter().map(|step| (step.period.track.clone(), step.period.begins)).collect();
    for (idx, step) in dated.iter_mut().enumerate() {
        let next = starts.get(idx + 1).filter(|(track, _)| *track == step.period.track);
        step.period.ends =
            next.map(|(_, begins)| *begins).filter(|_| step.period.held != Held::Dead).unwrap_or_default();
    }
    let contradictions = contradictions(&dated, &undated);
    let period = |step: Step| step.period;
    LifeLine {
        person,
        periods: dated.into_iter().map(period).collect(),
        undated: undated.into_iter().map(period).collect(),
        contradictions,
    }
}

/// By track, then time; on one day in the order of the table.
fn order(step: &Step) -> (&str, Option<Date>, u8, Option<Date>, &[usize]) {
    let begins = step.period.begins;
    (&step.period.track, begins.earliest.or(begins.latest), step.rank, begins.latest, &step.period.events)
}
