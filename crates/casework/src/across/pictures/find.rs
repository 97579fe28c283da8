//! Events by who, what, where and when, and by words of the documents that tell of them.

use super::super::people::Sort;
use super::super::{Across, Whose};
use super::period;
use super::timeline::no_period;
use crate::case::Case;
use crate::pictured::{EventSearch, FoundEvent, FoundEvents};
use crate::refusal::Refusal;
use crate::request::Answer;
use document::DateWindow;
use resolution::result::{ActRef, EntityRef, Event};
use std::collections::BTreeSet;

/// What must hold, looked up.
struct Wanted<'a> {
    act_type: Option<&'a str>,
    who: Option<BTreeSet<Whose>>,
    places: Option<BTreeSet<Whose>>,
    /// Positions of documents.
    documents: Option<BTreeSet<usize>>,
    days: Option<DateWindow>,
}

impl Case {
    /// Events that fit. A search that meets people by name is an entry.
    pub(crate) fn find_events(&mut self, query: &EventSearch) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let days = days(query)?;
        let (documents, is_cut) = match query.words.as_deref() {
            Some(words) => self.with_words(&across, words)?,
            None => (None, false),
        };
        let of = |sorts: &[Sort], name: &str| sorts.iter().flat_map(|sort| across.named(*sort, name)).collect();
        let wanted = Wanted {
            act_type: query.act_type.as_deref(),
            who: query.who.as_deref().map(|name| of(&[Sort::People, Sort::Organizations], name)),
            places: query.place.as_deref().map(|name| of(&[Sort::Places], name)),
            documents,
            days,
        };
        let entry = self.record_search(query)?;
        let index = across.pictures();
        let taking_part = wanted.who.as_ref().map(|who| across.with_any(who));
        let takes_part = |idx: &usize| taking_part.as_ref().is_none_or(|events| events.contains(idx));
        let events = index.in_time().filter(|(_, idx)| takes_part(idx));
        let found: Vec<(usize, ActRef)> =
            events.filter_map(|(window, idx)| Some((idx, across.fits(idx, window, &wanted)?))).collect();
        let mut rows = Vec::new();
        for (idx, at) in found.iter().skip(query.offset as usize).take(query.limit as usize) {
            let Some(event) = across.event_at(*idx) else { continue };
            rows.push(self.found_event(&across, event, *at)?);
        }
        let n_undated = if days.is_some() { index.undated.len() } else { 0 };
        Ok(Answer::FoundEvents(Box::new(FoundEvents { rows, total: found.len(), n_undated, is_cut, entry })))
    }

    /// Positions of the documents with the words, and whether there are more.
    fn with_words(&mut self, across: &Across, words: &str) -> Result<(Option<BTreeSet<usize>>, bool), Refusal> {
        let (numbers, is_cut) = self.tables.look(&self.store, |cache| cache.found(words))?;
        let numbers: BTreeSet<i64> = numbers.into_iter().collect();
        let rows = across.documents.iter().enumerate();
        let found = rows.filter(|(_, row)| numbers.contains(&row.number)).map(|(idx, _)| idx).collect();
        Ok((Some(found), is_cut))
    }

    /// An entry, when somebody was looked for by name.
    fn record_search(&mut self, query: &EventSearch) -> Result<Option<String>, Refusal> {
        let purpose = query.purpose.as_deref();
        if let Some(who) = query.who.as_deref() {
            return self.searched(who, purpose);
        }
        let Some(words) = query.words.as_deref() else { return Ok(None) };
        // What is no name at all meets nobody.
        let look = |cache: &cache::Cache| match cache.entities_named(words, 50) {
            Err(cache::CacheError::Query(_)) => Ok(Vec::new()),
            other => other,
        };
        let met = self.tables.look(&self.store, look)?;
        if met.iter().any(|one| one.kind == "person") { self.searched(words, purpose) } else { Ok(None) }
    }

    fn found_event(&mut self, across: &Across, event: &Event, at: ActRef) -> Result<FoundEvent, Refusal> {
        let words = self.words_of_act(across, at)?;
        Ok(FoundEvent { row: across.event_row(event), place: across.place(at.document, 'a', at.act), words })
    }
}

impl Across {
    /// The events that any of them took part in.
    fn with_any(&self, who: &BTreeSet<Whose>) -> BTreeSet<usize> {
        who.iter().filter_map(|whose| self.taking_part.get(whose)).flatten().map(|(event, _)| *event).collect()
    }

    /// The first act of the event that the documents wanted tell, when everything else holds too.
    fn fits(&self, idx: usize, window: DateWindow, wanted: &Wanted<'_>) -> Option<ActRef> {
        let event = self.event_at(idx)?;
        let is_type = wanted.act_type.is_none_or(|act_type| event.act_type == act_type);
        let is_then = wanted.days.is_none_or(|days| !window.is_open() && period::may_meet(window, days));
        if !is_type || !is_then {
            return None;
        }
        let of_document = |at: &&ActRef| wanted.documents.as_ref().is_none_or(|all| all.contains(&at.document));
        let at = *event.acts.iter().find(of_document)?;
        wanted.places.as_ref().is_none_or(|places| self.is_at(event, places)).then_some(at)
    }

    /// Whether any telling names one of the places.
    fn is_at(&self, event: &Event, places: &BTreeSet<Whose>) -> bool {
        event.acts.iter().filter_map(|at| Some((at.document, self.act(*at)?))).any(|(document, act)| {
            let refs = act.places.iter().map(|&entity| EntityRef { document, entity });
            refs.filter_map(|entity| self.identities.get(&entity)).any(|whose| places.contains(whose))
        })
    }
}

/// The days from the first to the last one; both may be open.
fn days(query: &EventSearch) -> Result<Option<DateWindow>, Refusal> {
    let parse =
        |text: &Option<String>| text.as_deref().map(|text| period::parse(text).ok_or_else(no_period)).transpose();
    let (from, until) = (parse(&query.from)?, parse(&query.until)?);
    let days = DateWindow {
        earliest: from.and_then(|window| window.earliest),
        latest: until.and_then(|window| window.latest),
    };
    Ok(Some(days).filter(|days| !days.is_open()))
}
