//! What does not fit together in one person's states.

use super::build::Step;
use super::states::Held;
use super::{Contradiction, window_words};
use document::DateWindow;
use jiff::civil::Date;

/// All of them, in order. `dated`: by track and time; positions are those of the periods.
pub fn contradictions(dated: &[Step], undated: &[Step]) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    for (idx, step) in dated.iter().enumerate() {
        found.extend(torn(&[idx], step));
        found.extend(denied(idx, step));
        found.extend((idx + 1..dated.len()).filter_map(|later| order_open(dated, idx, later)));
        found.extend(dated.iter().enumerate().filter_map(|(later, other)| after_death(idx, step, later, other)));
    }
    found.extend(released_before_arrest(dated, undated));
    found.extend(held_after_release(dated));
    found.extend(undated.iter().filter_map(|step| torn(&[], step)));
    found.extend(undated.iter().filter(|step| step.denied).map(|step| one("denied", &[], step)));
    found.sort_unstable();
    found.dedup();
    found
}

fn is_liberty(step: &Step) -> bool {
    step.period.held != Held::Unsaid
}

fn torn(periods: &[usize], step: &Step) -> Option<Contradiction> {
    let (first, second) = step.torn?;
    let mut found = one("dates-disagree", periods, step);
    found.values = vec![
        ("earlier".to_owned(), step.period.state.clone()),
        ("earlier_date".to_owned(), window_words(first)),
        ("later_date".to_owned(), window_words(second)),
    ];
    Some(found)
}

fn denied(idx: usize, step: &Step) -> Option<Contradiction> {
    step.denied.then(|| one("denied", &[idx], step))
}

/// Two states of one track whose beginnings may lie either way, where that matters. On one known day, the order of the table
/// holds (arrested, then released); a freeing whose first day nobody tells comes after the holding that it needs.
fn order_open(dated: &[Step], idx: usize, later: usize) -> Option<Contradiction> {
    let (step, other) = (dated.get(idx)?, dated.get(later)?);
    let one_track = step.period.track == other.period.track;
    let meet = step.period.begins.intersect(other.period.begins).is_some();
    let one_day = step.period.begins.exact().is_some() && step.period.begins == other.period.begins;
    let by_custom = one_day && step.rank != other.rank;
    let is_open = !by_custom && !needs(dated, other, step) && !are_alike(step, other);
    (one_track && meet && is_open).then(|| two("order-open", idx, step, later, other))
}

/// Whether it makes no difference which of the two came first: one state, or at liberty (or not) in both.
fn are_alike(one: &Step, other: &Step) -> bool {
    one.period.state == other.period.state || (is_liberty(one) && one.period.held == other.period.held)
}

/// Whether somebody was freed, from a day that is not told, of this holding: nothing that held them before it is known.
fn needs(dated: &[Step], freed: &Step, held: &Step) -> bool {
    let of_a_kind = freed.period.held == Held::Free && held.period.held == Held::Held;
    let earlier = |step: &Step| step.period.held == Held::Held && is_before(step.period.begins, held.period.begins);
    of_a_kind && freed.period.begins.earliest.is_none() && !dated.iter().any(earlier)
}

/// Anything but a death, on days that all lie after one.
fn after_death(idx: usize, step: &Step, later: usize, other: &Step) -> Option<Contradiction> {
    let dead = step.period.held == Held::Dead && other.period.held != Held::Dead;
    let after = is_before(step.period.begins, other.period.begins);
    (dead && after && is_liberty(other)).then(|| two("after-death", idx, step, later, other))
}

/// Whether every day of the one lies before every day of the other.
fn is_before(one: DateWindow, other: DateWindow) -> bool {
    one.latest.zip(other.earliest).is_some_and(|(end, start): (Date, Date)| end < start)
}

/// A release with no holding that can have come before it, and one that comes after.
fn released_before_arrest(dated: &[Step], undated: &[Step]) -> Vec<Contradiction> {
    let holds = |step: &&Step| step.period.held == Held::Held;
    if undated.iter().any(|step| holds(&step)) {
        return Vec::new();
    }
    let is_freed = |step: &Step| step.period.state == "released" || step.period.state == "on-bail";
    let freed = dated.iter().enumerate().filter(|(_, step)| is_freed(step));
    let contradiction = |(idx, step): (usize, &Step)| {
        let can_precede = |held: &Step| !is_before(step.period.begins, held.period.begins);
        let mut held = dated.iter().enumerate().filter(|(_, step)| holds(step)).peekable();
        let first = held.peek().copied()?;
        (!held.any(|(_, held)| can_precede(held))).then(|| two("released-before-arrest", idx, step, first.0, first.1))
    };
    freed.filter_map(contradiction).collect()
}

/// Told to be in detention after a release, with no arrest between them.
fn held_after_release(dated: &[Step]) -> Vec<Contradiction> {
    let liberty: Vec<(usize, &Step)> = dated.iter().enumerate().filter(|(_, step)| is_liberty(step)).collect();
    let neighbours = liberty.windows(2).filter_map(|two| Some((*two.first()?, *two.last()?)));
    let stays = |state: &str| state == "in-detention" || state == "house-arrest";
    neighbours
        .filter(|((_, one), (_, other))| one.period.held == Held::Free && stays(&other.period.state))
        .filter(|((_, one), (_, other))| is_before(one.period.begins, other.period.begins))
        .map(|((idx, one), (later, other))| two("held-after-release", idx, one, later, other))
        .collect()
}

fn one(kind: &str, periods: &[usize], step: &Step) -> Contradiction {
    let values = [("earlier", step.period.state.clone()), ("earlier_date", window_words(step.period.begins))];
    Contradiction {
        kind: kind.to_owned(),
        periods: periods.to_vec(),
        values: values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    }
}

fn two(kind: &str, idx: usize, step: &Step, later: usize, other: &Step) -> Contradiction {
    let mut found = one(kind, &[idx, later], step);
    found.values.push(("later".to_owned(), other.period.state.clone()));
    found.values.push(("later_date".to_owned(), window_words(other.period.begins)));
    found
}
