//! Events over time.

use super::super::Across;
use super::period;
use crate::case::Case;
use crate::pictured::{TimelineQuery, TimelineShown};
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use document::DateWindow;
use std::collections::BTreeSet;

/// More events without a date are not listed.
const MAX_UNDATED: u32 = 100;

impl Case {
    /// Events of all, or of one person or body, in order of time.
    pub(crate) fn timeline(&mut self, query: &TimelineQuery) -> Result<Answer, Refusal> {
        let across = self.across()?;
        Ok(Answer::Timeline(Box::new(across.timeline(query)?)))
    }
}

impl Across {
    pub(super) fn timeline(&self, query: &TimelineQuery) -> Result<TimelineShown, Refusal> {
        let index = self.pictures();
        let whose = query.identity.as_deref().map(|id| self.with_id(id).ok_or_else(nobody)).transpose()?;
        let within = query.within.as_deref().map(|text| period::parse(text).ok_or_else(no_period)).transpose()?;
        let own = whose.map(|whose| {
            let events = self.taking_part.get(&whose).into_iter().flatten();
            events.map(|(idx, _)| *idx).collect::<BTreeSet<usize>>()
        });
        let is_own = |idx: usize| own.as_ref().is_none_or(|own| own.contains(&idx));
        let dated: Vec<(DateWindow, usize)> = index.dated.iter().filter(|(_, idx)| is_own(*idx)).copied().collect();
        let periods = match (&own, within) {
            (None, None) => index.years.clone(),
            _ => period::counted(&dated.iter().map(|(window, _)| *window).collect::<Vec<_>>(), within),
        };
        let is_within = |window: DateWindow| within.is_none_or(|within| period::may_meet(window, within));
        let drawn: Vec<usize> = dated.iter().filter(|(window, _)| is_within(*window)).map(|(_, idx)| *idx).collect();
        let undated: Vec<usize> = index.undated.iter().filter(|idx| is_own(**idx)).copied().collect();
        Ok(TimelineShown {
            subject: whose.map(|whose| self.called(whose)),
            rows: self.rows_of(&drawn, query.offset, query.limit),
            total: drawn.len(),
            periods,
            undated: self.rows_of(&undated, 0, MAX_UNDATED),
            n_undated: undated.len(),
            n_rejected: index.n_rejected,
        })
    }
}

pub fn nobody() -> Refusal {
    Refusal::new(
        Why::NotFound,
        "there is nobody with this identifier in the case",
        "`saksi people CASE` lists everybody",
    )
    .called("no-person")
}

pub fn no_period() -> Refusal {
    Refusal::new(Why::Unclear, "this is no day, month or year", "write 2031, 2031-02 or 2031-02-03").called("no-period")
}
