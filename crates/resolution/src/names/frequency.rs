//! How many name types hold a part: what many names share tells little.

use super::name::{Name, Part, Role};
use super::tables::tables;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Counts of parts over *name types*, so that one person who is named a thousand times does not make a name common
/// (the bias that Splink reports as #2035).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Frequencies {
    types_with: HashMap<Box<str>, u32>,
    n_types: u32,
}

/// Which counts reached a power of two: only then do bits change, so that a new name touches few comparisons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crossed {
    /// Parts whose own count did, sorted: letters a-z and digits, as [`Name::part_keys`] gives them.
    pub parts: Vec<String>,
    /// The number of name types did: every comparison may change.
    pub all: bool,
}

impl Frequencies {
    /// Counts one more name type.
    pub fn add(&mut self, name: &Name) -> Crossed {
        self.n_types = self.n_types.saturating_add(1);
        let mut crossed = Crossed { parts: Vec::new(), all: self.n_types.is_power_of_two() };
        let parts: BTreeSet<&str> = name.part_keys().collect();
        for part in parts {
            let count = match self.types_with.get_mut(part) {
                Some(count) => count,
                None => self.types_with.entry(part.into()).or_default(),
            };
            *count = count.saturating_add(1);
            if count.is_power_of_two() && *count > OWN {
                crossed.parts.push(part.to_owned());
            }
        }
        crossed
    }

    /// Number of name types counted.
    #[must_use]
    pub fn n_types(&self) -> u32 {
        self.n_types
    }

    /// Bits that an agreement in this part is worth: log2 of one over the share of other people who bear it.
    ///
    /// What its sounds and the list of common parts let expect counts like `pseudo_entities` people; the two names that
    /// are compared do not count. Counts are rounded down to a power of two ([`Crossed`]).
    pub(super) fn rarity(&self, part: &Part) -> f64 {
        let tables = tables();
        let mut expected = (-f64::from(part.worth) / 100.0).exp2();
        if let Some(share) = tables.common.get(part.plain.as_str()) {
            expected = expected.max(*share);
        }
        if matches!(part.role, Role::Generic | Role::Direction) {
            expected = expected.max((-tables.weights.generic_bits).exp2());
        }
        let pseudo = tables.weights.pseudo_entities;
        let bearers = others(self.types_with.get(part.plain.as_str()).copied().unwrap_or(0));
        let share = (bearers + pseudo * expected) / (others(self.n_types) + pseudo);
        (-share.log2()).clamp(0.0, tables.weights.part_cap)
    }
}

/// The two names that are compared.
const OWN: u32 = 2;

fn others(count: u32) -> f64 {
    f64::from(count.checked_ilog2().map_or(0, |power| 1_u32 << power).saturating_sub(OWN))
}
