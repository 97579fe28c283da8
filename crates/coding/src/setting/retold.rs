//! One act that a text tells several times has one date.

use super::{inferred, is_dated, is_told_as_fact, is_undated};
use document::{Basis, DateWindow, FuzzyDate};
use domain::{Act, EntityIdx, Role};
use std::collections::HashMap;

/// What makes two mentions one act: its type and whom it was done to.
type Key<'a> = (&'a str, EntityIdx);

/// Gives an undated act the date of another mention of the same type with the same victim.
///
/// Only when all dated mentions agree: somebody may be arrested twice.
pub(super) fn date(acts: &mut [Act]) {
    let mut known: HashMap<Key<'_>, Option<FuzzyDate>> = HashMap::new();
    for act in acts.iter().filter(|act| is_told_as_fact(act) && is_dated(act)) {
        for key in keys(act) {
            known
                .entry(key)
                .and_modify(|date| *date = date.take().and_then(|d| agreed(&d, &act.date)))
                .or_insert_with(|| Some(act.date.clone()));
        }
    }
    let dates: Vec<Option<FuzzyDate>> = acts
        .iter()
        .map(|act| {
            let open = is_told_as_fact(act) && is_undated(act);
            let found = keys(act).filter(|_| open).find_map(|key| known.get(&key).cloned().flatten())?;
            Some(inferred(found.window, &found))
        })
        .collect();
    for (act, date) in acts.iter_mut().zip(dates) {
        if let Some(date) = date {
            act.date = date;
        }
    }
}

fn keys(act: &Act) -> impl Iterator<Item = Key<'_>> {
    let victims = act.participants.iter().filter(|one| matches!(one.role, Role::Victim | Role::Target));
    victims.filter_map(|one| Some((act.act_type.as_str(), one.entity?)))
}

/// The narrower of two dates when they can be the same.
fn agreed(left: &FuzzyDate, right: &FuzzyDate) -> Option<FuzzyDate> {
    let window = left.window.intersect(right.window)?;
    let narrower = if window == right.window { right } else { left };
    let basis = if window == narrower.window { narrower.basis } else { Basis::Inferred };
    Some(FuzzyDate { window: DateWindow { ..window }, basis, text: narrower.text.clone() })
}
