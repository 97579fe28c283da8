//! What two names say, in short: made once for two name types, not once for each pair of their bearers.

use super::profile::Unit;
use super::weights::{Hundredths, hundredths};
use crate::names::{Agreement, Frequencies, How, Mixing, Name, compare};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// What two names say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub bits: Hundredths,
    pub agreement: Agreement,
    /// One is made of the first letters of the other, and nothing is left over.
    pub is_acronym: bool,
    /// One lacks a part of the other, or has an initial for it.
    pub is_part: bool,
    /// A single part against a fuller name, or alone.
    pub is_single: bool,
    /// Every part is spelled otherwise, in ways that are known for one name: two people may be called so.
    pub is_respelled: bool,
    /// All that differs is that the left one, the right one has a first part more.
    pub has_first: (bool, bool),
}

impl Named {
    /// `left` and `right` may be swapped with the two sides of the result.
    pub fn of(left: &Name, right: &Name, frequencies: &Frequencies) -> Self {
        let names = compare(left, right, frequencies);
        let has = |how: How| names.reasons.iter().any(|reason| reason.how == how);
        let mut others = names.reasons.iter().filter(|reason| !matches!(reason.how, How::Same | How::LegalForm));
        let has_first = match (others.next(), others.next()) {
            (Some(only), None) if only.how == How::Missing => {
                (only.left == (0, 1) && only.right.1 == 0, only.right == (0, 1) && only.left.1 == 0)
            }
            _ => (false, false),
        };
        Self {
            bits: hundredths(names.bits),
            agreement: names.agreement,
            is_acronym: has(How::Acronym) && !has(How::Missing) && !has(How::Differs),
            is_part: has(How::Missing) || has(How::Initial),
            is_single: has(How::Single),
            is_respelled: has(How::Spelling) && !has(How::Same) && !has(How::Spacing),
            has_first,
        }
    }

    fn swapped(self) -> Self {
        Self { has_first: (self.has_first.1, self.has_first.0), ..self }
    }
}

/// A name type, and how this writing of it was understood: "MRP" is an acronym, "Mrp" is not. As one number: type, parts, acronym.
type Spelled = u64;

/// What is known of pairs of name types, with how often each was held to be more common by then.
type Kept = HashMap<(Spelled, Spelled), (Named, u32, u32), Mixing>;

/// Comparisons that were made, until how common a name is changes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Comparisons {
    made: RefCell<Kept>,
    /// How often each type was held to be more common.
    changes: Vec<u32>,
    /// The one that was asked for last: pairs of bearers of two names come one after the other.
    #[serde(skip)]
    last: Cell<Option<((Spelled, Spelled), Named)>>,
}

impl Comparisons {
    /// What the names of two units say; the same as [`Named::of`].
    pub fn of(&self, left: &Unit, right: &Unit, frequencies: &Frequencies) -> Named {
        // No name that is compared has nearly so many parts.
        let parts = |unit: &Unit| u64::from(u16::try_from(unit.name.n_parts()).unwrap_or(u16::MAX));
        let key = |unit: &Unit| u64::from(unit.name_type) << 32 | parts(unit) << 1 | u64::from(unit.name.is_acronym());
        let (one, other) = (key(left), key(right));
        if !left.is_named || !right.is_named {
            return Named::of(&left.name, &right.name, frequencies);
        }
        if other < one {
            return self.of(right, left, frequencies).swapped();
        }
        if let Some((_, named)) = self.last.get().filter(|last| last.0 == (one, other)) {
            return named;
        }
        let named = self.kept(left, right, (one, other), frequencies);
        self.last.set(Some(((one, other), named)));
        named
    }

    fn kept(&self, left: &Unit, right: &Unit, (one, other): (Spelled, Spelled), frequencies: &Frequencies) -> Named {
        let changes = |key: Spelled| {
            let name_type = usize::try_from(key >> 32).unwrap_or(usize::MAX);
            self.changes.get(name_type).copied().unwrap_or_default()
        };
        let now = (changes(one), changes(other));
        if let Some(&(named, ..)) = self.made.borrow().get(&(one, other)).filter(|kept| (kept.1, kept.2) == now) {
            return named;
        }
        let named = Named::of(&left.name, &right.name, frequencies);
        self.made.borrow_mut().insert((one, other), (named, now.0, now.1));
        named
    }

    /// Some names are more common than before.
    pub fn change(&mut self, types: &[u32]) {
        self.last.set(None);
        for &id in types {
            let at = id as usize;
            if self.changes.len() <= at {
                self.changes.resize(at + 1, 0);
            }
            if let Some(changes) = self.changes.get_mut(at) {
                *changes = changes.wrapping_add(1);
            }
        }
    }

    /// All are.
    pub fn forget(&mut self) {
        self.last.set(None);
        self.made.borrow_mut().clear();
    }
}
