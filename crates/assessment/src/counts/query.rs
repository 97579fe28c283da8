//! What a count is asked for.

use document::DateWindow;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which acts, when, and how they are told apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Ids of the codebook; all when empty.
    pub act_types: BTreeSet<String>,
    /// Only what lies in these days as a whole; open ends are no bound.
    pub within: DateWindow,
    /// How days are put together.
    pub period: Period,
    /// Whether places are counted apart, each by the most exact place that is told.
    pub by_place: bool,
    /// Acts below this confidence are left out.
    pub least_confidence: f64,
}

/// How days are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// All days.
    #[default]
    All,
    /// By calendar year.
    Year,
    /// By calendar month.
    Month,
}

/// Where a date belongs.
pub(super) enum Slot {
    /// In this period; none when all are one.
    In(Option<DateWindow>),
    /// Outside of what was asked for.
    Outside,
    /// It may lie in or out, or in several periods.
    Unknown,
}

impl Query {
    pub(super) fn wants(&self, act_type: &str) -> bool {
        self.act_types.is_empty() || self.act_types.contains(act_type)
    }

    /// The period of something that happened on one of these days.
    pub(super) fn slot(&self, window: DateWindow) -> Slot {
        if window.intersect(self.within).is_none() {
            return Slot::Outside;
        }
        let after = self.within.earliest.is_none_or(|first| window.earliest.is_some_and(|day| day >= first));
        let before = self.within.latest.is_none_or(|last| window.latest.is_some_and(|day| day <= last));
        if !(after && before) {
            return Slot::Unknown;
        }
        if self.period == Period::All {
            return Slot::In(None);
        }
        match (window.earliest.map(|day| self.period.around(day)), window.latest.map(|day| self.period.around(day))) {
            (Some(first), Some(last)) if first == last => Slot::In(Some(first)),
            _ => Slot::Unknown,
        }
    }
}

impl Period {
    fn around(self, day: Date) -> DateWindow {
        let year = day.year();
        match self {
            Period::All => DateWindow::default(),
            Period::Year => DateWindow::between(date(year, 1, 1), date(year, 12, 31)),
            Period::Month => DateWindow::between(day.first_of_month(), day.last_of_month()),
        }
    }
}
