//! People and events as lists: only the rows of one page are made, in an order that is worked out once.

use super::event_view::name_of;
use super::{Across, Whose};
use crate::Sort;
use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use crate::shown::{EventPage, EventQuery, Happened, PersonList, PersonRow};
use document::DateWindow;
use resolution::digest::{Role, Status};
use resolution::result::{EntityRef, Event, Identity};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// More spellings and roles are not told in a list.
const MAX_TOLD: usize = 12;
/// More days of one act type are not told in a list.
const MAX_DAYS: usize = 3;

/// What lists need of all people and events, worked out when it is first asked for.
#[derive(Default)]
pub struct Kept {
    /// The days of each event.
    dates: OnceLock<Vec<DateWindow>>,
    /// Events in order of time.
    events: OnceLock<Vec<usize>>,
    /// How many events there are of each act type.
    act_types: OnceLock<Vec<(String, usize)>>,
    /// People, bodies and places with a name: those in most documents first, and by name.
    orders: [OnceLock<Vec<Whose>>; 6],
    /// Whether each event is only supposed.
    supposed: OnceLock<Vec<bool>>,
    /// The word for how each event stands.
    standing: OnceLock<Vec<assessment::Word>>,
    /// The words of all spellings, without case and accents, and who has them.
    words: OnceLock<BTreeMap<String, BTreeSet<Whose>>>,
}

/// How people are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Those in most documents first.
    #[default]
    Documents,
    /// By name.
    Name,
}

impl Case {
    /// People, bodies or places with a name, some at a time. A search for a person is an entry.
    pub(crate) fn people(
        &mut self,
        sort: Sort,
        order: Order,
        named: Option<(&str, Option<&str>)>,
        (offset, limit): (u32, u32),
    ) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let entry = match named {
            Some((name, purpose)) if sort == Sort::People => self.searched(name, purpose)?,
            _ => None,
        };
        let found = named.map(|(name, _)| across.with_words(name));
        let all = across.ordered(sort, order);
        let is_wanted = |whose: &&Whose| found.as_ref().is_none_or(|found| found.contains(*whose));
        let wanted: Vec<Whose> = all.iter().filter(is_wanted).copied().collect();
        let rows = wanted.iter().skip(offset as usize).take(limit as usize).filter_map(|whose| across.brief(*whose));
        Ok(Answer::People(PersonList {
            rows: rows.collect(),
            total: wanted.len(),
            n_nameless: across.all(sort).len() - all.len(),
            n_documents: across.documents.len(),
            n_in_review: across.waiting().count(),
            notes: across.notes_by_code(),
            entry,
        }))
    }

    /// Events in order of time, some at a time. A search for somebody who takes part is an entry.
    pub(crate) fn event_page(&mut self, asked: &EventQuery, (offset, limit): (u32, u32)) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let entry = match &asked.who {
            Some(who) => self.searched(who, asked.purpose.as_deref())?,
            None => None,
        };
        let (wanted, n_supposed) = across.wanted_events(asked)?;
        let events = wanted.iter().skip(offset as usize).take(limit as usize);
        let events = events.filter_map(|idx| across.resolution.events.get(*idx));
        Ok(Answer::EventPage(EventPage {
            rows: events.map(|event| across.event_row(event)).collect(),
            total: wanted.len(),
            n_supposed,
            n_documents: across.documents.len(),
            act_types: across.kept.act_types.get_or_init(|| across.count_act_types()).clone(),
            notes: across.notes_by_code(),
            entry,
        }))
    }
}

impl Across {
    /// Works out what all lists need.
    #[cfg(target_os = "linux")]
    pub(super) fn warm_lists(&self) {
        self.events_in_time();
        for sort in [Sort::People, Sort::Organizations, Sort::Places] {
            self.ordered(sort, Order::Documents);
            self.ordered(sort, Order::Name);
        }
        self.kept.act_types.get_or_init(|| self.count_act_types());
        self.kept.words.get_or_init(|| self.all_words());
        self.supposed();
        self.standing(0);
    }

    /// A row of a list.
    pub(super) fn brief(&self, whose: Whose) -> Option<PersonRow> {
        let identity = self.identity(whose)?;
        let entities = || identity.entities.iter().filter_map(|at| self.entity(*at));
        let others = || identity.spellings.iter().map(|(text, _)| text).filter(|text| **text != identity.name);
        Some(PersonRow {
            id: identity.id.clone(),
            kind: name_of(&identity.kind),
            name: identity.name.clone(),
            spellings: others().take(MAX_TOLD).cloned().collect(),
            n_spellings: others().count(),
            roles: some(entities().flat_map(|entity| entity.roles.iter())),
            protected: entities().any(|entity| entity.protected),
            has_name: entities().any(|entity| entity.named > 0),
            n_documents: n_documents(identity),
            n_mentions: entities().map(|entity| entity.mentions.len()).sum(),
            suffered: self.suffered(whose),
            n_did: self.did(whose),
            n_possible: self.possible(whose).count(),
            confidence: identity.confidence,
            judgement: identity.judgement,
        })
    }

    /// What is said to have happened to somebody, by act type, in the order of first days.
    fn suffered(&self, whose: Whose) -> Vec<Happened> {
        let mut by_type: BTreeMap<&str, (usize, BTreeSet<jiff::civil::Date>)> = BTreeMap::new();
        for &(idx, role) in self.taking_part.get(&whose).into_iter().flatten() {
            let Some(event) = self.resolution.events.get(idx).filter(|_| role == Role::Victim) else { continue };
            if !matches!(self.status(event), Status::Reported | Status::Alleged) {
                continue;
            }
            let (n_events, days) = by_type.entry(&event.act_type).or_default();
            *n_events += 1;
            days.extend(self.dates().get(idx).and_then(|window| window.earliest));
            if days.len() > MAX_DAYS {
                days.pop_last();
            }
        }
        let mut all: Vec<_> = by_type.into_iter().collect();
        all.sort_by_key(|(act_type, (_, days))| (days.is_empty(), days.first().copied(), *act_type));
        let told = |(act_type, (n_events, days)): (&str, (usize, BTreeSet<jiff::civil::Date>))| Happened {
            act_type: act_type.to_owned(),
            n_events,
            days: days.iter().map(ToString::to_string).collect(),
        };
        all.into_iter().map(told).collect()
    }

    fn did(&self, whose: Whose) -> usize {
        let all = self.taking_part.get(&whose).into_iter().flatten();
        all.filter(|(_, role)| matches!(role, Role::Perpetrator | Role::Authority)).count()
    }

    /// The days of each event.
    pub(super) fn dates(&self) -> &[DateWindow] {
        self.kept.dates.get_or_init(|| self.resolution.events.iter().map(|event| self.date(event)).collect())
    }

    /// Events in order of time; undated ones at the end.
    pub(super) fn events_in_time(&self) -> &[usize] {
        self.kept.events.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.resolution.events.len()).collect();
            order.sort_by_cached_key(|idx| self.in_time(*idx));
            order
        })
    }

    /// What an event is ordered by.
    pub(super) fn in_time(&self, event: usize) -> (bool, Option<jiff::civil::Date>, String) {
        let day = self.dates().get(event).and_then(|window| window.earliest.or(window.latest));
        let id = self.resolution.events.get(event).map(|event| event.id.clone());
        (day.is_none(), day, id.unwrap_or_default())
    }

    /// Those with a name, in order.
    fn ordered(&self, sort: Sort, order: Order) -> &[Whose] {
        let place = match sort {
            Sort::People => 0,
            Sort::Organizations => 2,
            Sort::Places => 4,
        } + usize::from(order == Order::Name);
        let Some(kept) = self.kept.orders.get(place) else { return &[] };
        kept.get_or_init(|| {
            let is_named = |whose: &Whose| {
                let entities = self.identity(*whose).into_iter().flat_map(|identity| &identity.entities);
                entities.filter_map(|at| self.entity(*at)).any(|entity| entity.named > 0)
            };
            let mut all: Vec<Whose> = self.all(sort).into_iter().filter(is_named).collect();
            all.sort_by_cached_key(|whose| {
                let identity = self.identity(*whose);
                let size = identity.filter(|_| order == Order::Documents).map_or(0, n_documents);
                let name = identity.map(|identity| (cache::folded(&identity.name), identity.id.clone()));
                (Reverse(size), name)
            });
            all
        })
    }

    /// Those who have every one of these words, or a word that begins so, in some of their spellings.
    pub(super) fn with_words(&self, text: &str) -> BTreeSet<Whose> {
        let all = self.kept.words.get_or_init(|| self.all_words());
        let mut found: Option<BTreeSet<Whose>> = None;
        for word in super::people::words(text) {
            let begin = all.range(word.clone()..).take_while(|(known, _)| known.starts_with(&word));
            let with: BTreeSet<Whose> = begin.flat_map(|(_, whose)| whose.iter().copied()).collect();
            found = Some(match found {
                None => with,
                Some(found) => found.intersection(&with).copied().collect(),
            });
        }
        found.unwrap_or_default()
    }

    fn all_words(&self) -> BTreeMap<String, BTreeSet<Whose>> {
        let mut words: BTreeMap<String, BTreeSet<Whose>> = BTreeMap::new();
        for whose in [Sort::People, Sort::Organizations, Sort::Places].into_iter().flat_map(|sort| self.all(sort)) {
            for (spelling, _) in self.identity(whose).into_iter().flat_map(|identity| &identity.spellings) {
                for word in super::people::words(spelling) {
                    words.entry(word).or_default().insert(whose);
                }
            }
        }
        words
    }

    /// Whether each event is only supposed, wished or told in general.
    fn supposed(&self) -> &[bool] {
        let supposed = || {
            self.resolution.events.iter().map(|event| self.status(event) == Status::Hypothetical).collect::<Vec<bool>>()
        };
        self.kept.supposed.get_or_init(supposed)
    }

    /// Positions of the events that fit, in order of time; and how many more are only supposed, when those were not asked for.
    fn wanted_events(&self, asked: &EventQuery) -> Result<(Vec<usize>, usize), Refusal> {
        let within = DateWindow { earliest: day(asked.from.as_deref())?, latest: day(asked.until.as_deref())? };
        let who = asked.who.as_deref().map(|who| self.events_of(&self.with_words(who)));
        let place = asked.place.as_deref().map(|place| self.with_words(place));
        let is_wanted = |idx: &usize| {
            let Some(event) = self.resolution.events.get(*idx) else { return false };
            asked.act_type.as_ref().is_none_or(|act_type| *act_type == event.act_type)
                && who.as_ref().is_none_or(|who| who.contains(idx))
                && self.dates().get(*idx).is_none_or(|window| window.intersect(within).is_some())
                && place.as_ref().is_none_or(|place| self.lies_in(event, place))
                && asked.word.as_deref().is_none_or(|word| self.standing(*idx) == Some(word))
        };
        let fit = self.events_in_time().iter().filter(|idx| is_wanted(idx)).copied();
        let is_told = |idx: &usize| asked.supposed || !self.supposed().get(*idx).copied().unwrap_or_default();
        let (wanted, supposed): (Vec<usize>, Vec<usize>) = fit.partition(is_told);
        Ok((wanted, supposed.len()))
    }

    /// How an event stands; worked out for all when it is first asked for.
    fn standing(&self, event: usize) -> Option<&'static str> {
        let words = || self.resolution.events.iter().map(|event| self.assessment(event).word).collect();
        self.kept.standing.get_or_init(words).get(event).map(|word| word.as_str())
    }

    fn events_of(&self, who: &BTreeSet<Whose>) -> BTreeSet<usize> {
        let taking_part = who.iter().filter_map(|whose| self.taking_part.get(whose)).flatten();
        taking_part.map(|(idx, _)| *idx).collect()
    }

    fn lies_in(&self, event: &Event, places: &BTreeSet<Whose>) -> bool {
        let acts = event.acts.iter().filter_map(|at| Some((at.document, self.act(*at)?)));
        let mut entities =
            acts.flat_map(|(document, act)| act.places.iter().map(move |&entity| EntityRef { document, entity }));
        entities.any(|at| self.identities.get(&at).is_some_and(|whose| places.contains(whose)))
    }

    fn count_act_types(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for event in &self.resolution.events {
            *counts.entry(&event.act_type).or_default() += 1;
        }
        counts.into_iter().map(|(act_type, n)| (act_type.to_owned(), n)).collect()
    }
}

fn n_documents(identity: &Identity) -> usize {
    let mut documents: Vec<usize> = identity.entities.iter().map(|at| at.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

/// Each once, whatever its case, in the order of first use; at most some.
fn some<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for one in all {
        if kept.len() == MAX_TOLD {
            break;
        }
        if !kept.iter().any(|other| other.eq_ignore_ascii_case(one)) {
            kept.push(one.clone());
        }
    }
    kept
}

fn day(text: Option<&str>) -> Result<Option<jiff::civil::Date>, Refusal> {
    let wrong = |_| {
        Refusal::new(Why::Unclear, "this is not a day of the calendar", "write days as 2021-03-01").called("no-day")
    };
    text.map(|text| text.parse().map_err(wrong)).transpose()
}
