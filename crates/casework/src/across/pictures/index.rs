//! Dates and places of all events: worked out once for a state of the case.

use super::super::Across;
use super::period;
use crate::pictured::Named;
use document::DateWindow;
use resolution::digest::{Place, Status};
use resolution::result::{ActRef, EntityRef, Event};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Positions are those of events and places in the resolution.
#[derive(Debug, Default)]
pub struct Index {
    /// Those with a date, in order of time.
    pub dated: Vec<(DateWindow, usize)>,
    /// Those without, in order of their identifiers.
    pub undated: Vec<usize>,
    /// How many a person rejected.
    pub n_rejected: usize,
    /// Places that are known, and the events there in order of time.
    pub placed: BTreeMap<usize, Vec<usize>>,
    /// Places that are not known.
    pub unknown: BTreeMap<usize, Vec<usize>>,
    /// Events for which no place is named.
    pub nowhere: Vec<usize>,
    /// Events that nobody says to have happened.
    pub not_happened: Vec<usize>,
    /// Where the places that are known lie.
    pub fixes: BTreeMap<usize, Place>,
    /// The days of each event, by position.
    pub windows: Vec<DateWindow>,
    /// Years, with how many events may have happened in each.
    pub years: Vec<(String, usize)>,
    /// Whoever took part in an event together with somebody else, by name; worked out when it is first asked for.
    pub choices: OnceLock<Vec<Named>>,
}

impl Index {
    /// Of everything that nobody rejected.
    pub fn of(across: &Across) -> Self {
        let mut index = Self { fixes: fixes(across), ..Self::default() };
        let mut order: Vec<(DateWindow, usize)> = Vec::new();
        for (idx, event) in across.resolution.events.iter().enumerate() {
            match across.review(event) {
                "rejected" => index.n_rejected += 1,
                _ => order.push((across.date(event), idx)),
            }
        }
        let id = |idx: usize| across.event_at(idx).map(|event| event.id.as_str());
        order.sort_by(|(one, left), (other, right)| {
            (one.is_open(), began(*one), one.latest, id(*left)).cmp(&(
                other.is_open(),
                began(*other),
                other.latest,
                id(*right),
            ))
        });
        index.windows = vec![DateWindow::default(); across.resolution.events.len()];
        for (window, idx) in order {
            if let Some(known) = index.windows.get_mut(idx) {
                *known = window;
            }
            match window.is_open() {
                true => index.undated.push(idx),
                false => index.dated.push((window, idx)),
            }
            if let Some(event) = across.event_at(idx) {
                index.put(across, event, idx);
            }
        }
        let dated: Vec<DateWindow> = index.dated.iter().map(|(window, _)| *window).collect();
        index.years = period::counted(&dated, None);
        index
    }

    /// All events that nobody rejected, in order of time; undated ones at the end.
    pub fn in_time(&self) -> impl Iterator<Item = (DateWindow, usize)> {
        let undated = self.undated.iter().map(|idx| (DateWindow::default(), *idx));
        self.dated.iter().copied().chain(undated)
    }

    /// Where an event stands on the map: at the narrowest known places that any telling names.
    fn put(&mut self, across: &Across, event: &Event, idx: usize) {
        if !matches!(across.status(event), Status::Reported | Status::Alleged) {
            self.not_happened.push(idx);
            return;
        }
        let mut narrowest: Vec<usize> = event.acts.iter().filter_map(|act| self.narrowest(across, *act)).collect();
        let width = narrowest.iter().map(|place| self.width(*place)).min();
        narrowest.retain(|place| Some(self.width(*place)) == width);
        narrowest.sort_unstable();
        narrowest.dedup();
        if narrowest.is_empty() {
            self.nowhere.push(idx);
        }
        for place in narrowest {
            let list = if self.fixes.contains_key(&place) { &mut self.placed } else { &mut self.unknown };
            list.entry(place).or_default().push(idx);
        }
    }

    /// The narrowest known place of one telling; else the last one that it names.
    fn narrowest(&self, across: &Across, at: ActRef) -> Option<usize> {
        let act = across.act(at)?;
        let places =
            act.places.iter().filter_map(|&entity| place_of(across, EntityRef { document: at.document, entity }));
        let places: Vec<usize> = places.collect();
        places.iter().rev().copied().min_by_key(|place| self.width(*place))
    }

    /// Narrow ones first; unknown ones last.
    fn width(&self, place: usize) -> u8 {
        match self.fixes.get(&place).map(|fix| fix.precision.as_str()) {
            Some("site") => 0,
            Some("city") => 1,
            Some("region") => 2,
            Some(_) => 3,
            None => 4,
        }
    }
}

fn place_of(across: &Across, at: EntityRef) -> Option<usize> {
    match across.identities.get(&at)? {
        super::Whose::Place(idx) => Some(*idx),
        _ => None,
    }
}

fn began(window: DateWindow) -> jiff::civil::Date {
    window.earliest.or(window.latest).unwrap_or(period::FIRST)
}

/// Where each place lies, as most of its documents have it.
fn fixes(across: &Across) -> BTreeMap<usize, Place> {
    let places = across.resolution.places.iter().enumerate();
    places
        .filter_map(|(idx, identity)| {
            let known = identity.entities.iter().filter_map(|at| across.entity(*at)?.place.as_ref());
            let mut votes: BTreeMap<&str, (usize, &Place)> = BTreeMap::new();
            for place in known.filter(|place| is_on_earth(place)) {
                votes.entry(place.gazetteer.as_str()).or_insert((0, place)).0 += 1;
            }
            let most =
                votes.into_iter().max_by(|(left, (n, _)), (right, (m, _))| n.cmp(m).then_with(|| right.cmp(left)));
            most.map(|(_, (_, place))| (idx, place.clone()))
        })
        .collect()
}

fn is_on_earth(place: &Place) -> bool {
    let within = |degrees: Option<f64>, most: f64| degrees.is_some_and(|degrees| (-most..=most).contains(&degrees));
    within(place.latitude, 90.0) && within(place.longitude, 180.0)
}
