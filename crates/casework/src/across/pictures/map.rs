//! Events by place.

use super::super::{Across, Whose};
use super::period;
use super::timeline::no_period;
use crate::case::Case;
use crate::pictured::{MapQuery, MapShown, PlaceOnMap};
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl Case {
    /// Where events are said to have happened.
    pub(crate) fn map(&mut self, query: &MapQuery) -> Result<Answer, Refusal> {
        let across = self.across()?;
        Ok(Answer::Map(Box::new(across.map(query)?)))
    }
}

impl Across {
    pub(super) fn map(&self, query: &MapQuery) -> Result<MapShown, Refusal> {
        let index = self.pictures();
        let within = query.within.as_deref().map(|text| period::parse(text).ok_or_else(no_period)).transpose()?;
        // Without a date an event may be in any part of time, so it is in none.
        let is_wanted = |idx: &usize| match within {
            None => true,
            Some(within) => {
                index.windows.get(*idx).is_some_and(|window| !window.is_open() && period::may_meet(*window, within))
            }
        };
        let wanted = |events: &[usize]| events.iter().filter(|idx| is_wanted(idx)).copied().collect::<Vec<usize>>();
        let (places, n_more_places) = self.by_place(&index.placed, &wanted, query.places);
        let (unknown, n_more_unknown) = self.by_place(&index.unknown, &wanted, query.places);
        let nowhere = wanted(&index.nowhere);
        let listed = query.place.as_deref().map(|id| self.events_at(id, &wanted, query)).transpose()?;
        Ok(MapShown {
            places: places.into_iter().filter_map(|(place, n)| self.on_map(place, n)).collect(),
            n_more_places,
            listed,
            unknown: unknown.into_iter().map(|(place, n)| (self.called(Whose::Place(place)), n)).collect(),
            n_more_unknown,
            nowhere: self.rows_of(&nowhere, 0, query.limit),
            n_nowhere: nowhere.len(),
            n_not_happened: wanted(&index.not_happened).len(),
            periods: index.years.clone(),
        })
    }

    /// Places with how many events, those with most first; and how many places more than `most` there are.
    fn by_place(
        &self,
        places: &BTreeMap<usize, Vec<usize>>,
        wanted: &impl Fn(&[usize]) -> Vec<usize>,
        most: u32,
    ) -> (Vec<(usize, usize)>, usize) {
        let counted = places.iter().map(|(place, events)| (*place, wanted(events).len()));
        let mut counted: Vec<(usize, usize)> = counted.filter(|(_, n)| *n > 0).collect();
        let id = |place: usize| self.identity(Whose::Place(place)).map(|identity| identity.id.as_str());
        counted.sort_by(|(left, n), (right, m)| (Reverse(n), id(*left)).cmp(&(Reverse(m), id(*right))));
        let n_more = counted.len().saturating_sub(most as usize);
        counted.truncate(most as usize);
        (counted, n_more)
    }

    fn on_map(&self, place: usize, n_events: usize) -> Option<PlaceOnMap> {
        let fix = self.pictures().fixes.get(&place)?;
        Some(PlaceOnMap {
            place: self.called(Whose::Place(place)),
            position: [fix.latitude?, fix.longitude?],
            precision: fix.precision.clone(),
            country: fix.country.clone(),
            n_events,
        })
    }

    fn events_at(
        &self,
        id: &str,
        wanted: &impl Fn(&[usize]) -> Vec<usize>,
        query: &MapQuery,
    ) -> Result<(crate::pictured::Named, Vec<crate::shown::EventRow>, usize), Refusal> {
        let index = self.pictures();
        let whose = self.with_id(id).filter(|whose| matches!(whose, Whose::Place(_))).ok_or_else(no_place)?;
        let Whose::Place(place) = whose else { return Err(no_place()) };
        let events = index.placed.get(&place).or_else(|| index.unknown.get(&place));
        let events = wanted(events.map(Vec::as_slice).unwrap_or_default());
        Ok((self.called(whose), self.rows_of(&events, query.offset, query.limit), events.len()))
    }
}

fn no_place() -> Refusal {
    Refusal::new(Why::NotFound, "there is no place with this identifier in the case", "the map lists its places")
        .called("no-place")
}
