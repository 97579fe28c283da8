//! Which bearers of alike names are compared: those that stand near each other when ordered by country and day.
//!
//! A name that ten thousand documents mention would give fifty million pairs. Two units are compared when at most [`WIDTH`]
//! others of their two name types stand between them (sorted neighbourhood, Hernandez and Stolfo 1995, per pair of name types).
//! That depends on the set of units alone; adding one touches the pairs across its place.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Places from a unit to the last one that it is compared with, on each side.
pub const WIDTH: usize = 8;

/// The units of each name type, in order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Windows {
    members: Vec<BTreeMap<u128, u32>>,
}

/// What adding a unit changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Pairs that are compared from now on.
    pub added: Vec<(u32, u32)>,
    /// Pairs that no longer are.
    pub dropped: Vec<(u32, u32)>,
}

/// A unit near another one, and whether it is of the other name type.
type Near = (u32, bool);

impl Windows {
    /// Adds a unit without asking what that changes: for when all pairs are looked for anew.
    pub fn file(&mut self, unit: u32, order: u128, name_type: u32) {
        let own = name_type as usize;
        if self.members.len() <= own {
            self.members.resize_with(own + 1, BTreeMap::new);
        }
        if let Some(members) = self.members.get_mut(own) {
            members.insert(order, unit);
        }
    }

    /// Number of name types that have, or had, units.
    pub fn n_types(&self) -> u32 {
        u32::try_from(self.members.len()).unwrap_or(u32::MAX)
    }

    /// All pairs of bearers of one name that are compared. O(width · units).
    pub fn within(&self, name_type: u32, pairs: &mut Vec<(u32, u32)>) {
        let units: Vec<u32> = self.members(name_type).collect();
        for (place, &one) in units.iter().enumerate() {
            pairs.extend(units.iter().skip(place + 1).take(WIDTH).map(|&other| (one, other)));
        }
    }

    /// All pairs of bearers of two names that are compared. O((width + log units) · units of the rarer name).
    pub fn between(&self, one: u32, other: u32, pairs: &mut Vec<(u32, u32)>) {
        let of = |name_type: u32| self.members.get(name_type as usize);
        let (Some(one), Some(other)) = (of(one), of(other)) else { return };
        let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        for (&order, &unit) in few {
            let before = merged(own(few.range(..order).rev()), many.range(..order).rev().take(WIDTH), true);
            let after = merged(own(few.range(order..).skip(1)), many.range(order..).take(WIDTH), false);
            pairs.extend(before.iter().chain(&after).filter(|near| near.1).map(|near| (unit, near.0)));
        }
    }

    /// Adds a unit at its place in the order of its type. O(width · (1 + types near its place)) beside the lookups.
    pub fn insert(&mut self, unit: u32, order: u128, name_type: u32, alike: &[u32], changes: &mut Changes) {
        let own = name_type as usize;
        if self.members.len() <= own {
            self.members.resize_with(own + 1, BTreeMap::new);
        }
        let Some(members) = self.members.get(own) else { return };
        let before: Vec<(u128, u32)> =
            members.range(..order).rev().take(WIDTH).map(|(&at, &unit)| (at, unit)).collect();
        let after: Vec<(u128, u32)> = members.range(order..).take(WIDTH).map(|(&at, &unit)| (at, unit)).collect();
        let plain = |side: &[(u128, u32)]| side.iter().map(|&(_, unit)| (unit, true)).collect::<Vec<Near>>();
        change(unit, &plain(&before), &plain(&after), |_, _| true, changes);
        // Nothing beyond a full window of one's own type can be within reach.
        let reach = |side: &[(u128, u32)], end: u128| side.get(WIDTH - 1).map_or(end, |&(at, _)| at);
        let (first, last) = (reach(&before, u128::MIN), reach(&after, u128::MAX));
        for others in alike.iter().filter_map(|&other| self.members.get(other as usize)) {
            if others.range(first..=last).next().is_none() {
                continue;
            }
            let left = merged(before.iter().copied(), others.range(first..order).rev().take(WIDTH), true);
            let right = merged(after.iter().copied(), others.range(order..=last).take(WIDTH), false);
            change(unit, &left, &right, |one, other| one != other, changes);
        }
        if let Some(members) = self.members.get_mut(own) {
            members.insert(order, unit);
        }
    }

    /// The units of a type, in order.
    pub fn members(&self, name_type: u32) -> impl Iterator<Item = u32> {
        self.members.get(name_type as usize).into_iter().flat_map(|members| members.values().copied())
    }
}

fn own<'a>(side: impl Iterator<Item = (&'a u128, &'a u32)>) -> impl Iterator<Item = (u128, u32)> {
    side.take(WIDTH).map(|(&at, &unit)| (at, unit))
}

/// The nearest of both types, nearest first.
fn merged<'a>(
    own: impl Iterator<Item = (u128, u32)>,
    others: impl Iterator<Item = (&'a u128, &'a u32)>,
    down: bool,
) -> Vec<Near> {
    let mut all: Vec<(u128, Near)> = own.map(|(at, unit)| (at, (unit, false))).collect();
    all.extend(others.map(|(&at, &unit)| (at, (unit, true))));
    all.sort_unstable_by_key(|&(at, _)| at);
    if down {
        all.reverse();
    }
    all.into_iter().take(WIDTH).map(|(_, near)| near).collect()
}

/// The new unit meets its neighbours of the other type; two that stood [`WIDTH`] places apart across it now stand further.
fn change(unit: u32, before: &[Near], after: &[Near], meet: impl Fn(bool, bool) -> bool, changes: &mut Changes) {
    let added = before.iter().chain(after).filter(|near| near.1);
    changes.added.extend(added.map(|near| (unit, near.0)));
    for (place, left) in before.iter().enumerate() {
        let right = after.get(WIDTH - 1 - place);
        changes.dropped.extend(right.filter(|right| meet(left.1, right.1)).map(|right| (left.0, right.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// By the definition: sort the units of two types, and take those at most [`WIDTH`] places apart.
    fn by_definition(units: &[(u32, u128, u32)], alike: &[(u32, u32)]) -> BTreeSet<(u32, u32)> {
        let n_types = 3;
        let pairs = (0..n_types).map(|one| (one, one)).chain(alike.iter().copied());
        let mut all = BTreeSet::new();
        for (one, other) in pairs {
            let mut of_both: Vec<_> = units.iter().filter(|unit| unit.2 == one || unit.2 == other).collect();
            of_both.sort_by_key(|unit| unit.1);
            for (place, left) in of_both.iter().enumerate() {
                let near = of_both.iter().skip(place + 1).take(WIDTH);
                let near = near.filter(|right| one == other || left.2 != right.2);
                all.extend(near.map(|right| (left.0.min(right.0), left.0.max(right.0))));
            }
        }
        all
    }

    proptest! {
        #[test]
        fn adding_in_any_order_gives_the_pairs_of_the_definition(orders in prop::collection::btree_map(0_u16..500, 0_u32..3, 0..60), seed in any::<u64>()) {
            let alike = [(0, 1), (1, 2)];
            let similar = [vec![1], vec![0, 2], vec![1]];
            let mut units: Vec<(u32, u128, u32)> =
                orders.iter().enumerate().map(|(n, (&at, &kind))| (u32::try_from(n).unwrap(), u128::from(at), kind)).collect();
            units.sort_by_key(|unit| u64::from(unit.0).wrapping_mul(seed | 1));
            let (mut windows, mut pairs) = (Windows::default(), BTreeSet::new());
            for &(unit, at, kind) in &units {
                let mut changes = Changes::default();
                windows.insert(unit, at, kind, &similar[kind as usize], &mut changes);
                let sorted = |&(a, b): &(u32, u32)| (a.min(b), a.max(b));
                for pair in changes.dropped.iter().map(sorted) {
                    prop_assert!(pairs.remove(&pair), "a pair is dropped once, and only if it was there");
                }
                pairs.extend(changes.added.iter().map(sorted));
            }
            let mut anew = Vec::new();
            (0..3).for_each(|kind| windows.within(kind, &mut anew));
            alike.iter().for_each(|&(one, other)| windows.between(one, other, &mut anew));
            let n = anew.len();
            let anew: BTreeSet<(u32, u32)> = anew.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            prop_assert_eq!(anew.len(), n, "each pair once");
            prop_assert_eq!(&anew, &pairs);
            prop_assert_eq!(pairs, by_definition(&units, &alike));
        }
    }
}
