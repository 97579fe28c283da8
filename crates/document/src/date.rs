//! Days that may be known only in part.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An interval of days, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateWindow {
    /// No earlier than this day.
    pub earliest: Option<Date>,
    /// No later than this day.
    pub latest: Option<Date>,
}

impl DateWindow {
    /// Exactly one day.
    pub const fn day(day: Date) -> DateWindow {
        DateWindow { earliest: Some(day), latest: Some(day) }
    }

    /// From `earliest` to `latest`, both included.
    pub const fn between(earliest: Date, latest: Date) -> DateWindow {
        DateWindow { earliest: Some(earliest), latest: Some(latest) }
    }

    /// Whether nothing is known.
    pub const fn is_open(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// The day, when it is exactly one.
    pub fn exact(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The days that lie in both, or `None` when there are none.
    pub fn intersect(self, other: DateWindow) -> Option<DateWindow> {
        let earliest = self.earliest.max(other.earliest);
        let latest = match (self.latest, other.latest) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        };
        match (earliest, latest) {
            (Some(first), Some(last)) if first > last => None,
            _ => Some(DateWindow { earliest, latest }),
        }
    }
}

/// A date with its honest uncertainty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FuzzyDate {
    /// The days that it may be.
    pub window: DateWindow,
    /// How it is known.
    pub basis: Basis,
    /// The words that say so.
    pub text: Option<String>,
}

/// How a date is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// Written out in the text or its page.
    Stated,
    /// Computed from another date, which is known.
    Relative,
    /// Bounded by other facts in the text.
    Inferred,
    /// Not known.
    #[default]
    Unknown,
}
