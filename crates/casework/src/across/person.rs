//! One person, organisation or place as its page shows it: spellings, states, reasons, judgements, events.

use super::{Across, Whose};
use crate::case::Case;
use crate::refusal::Refusal;
use crate::request::Answer;
use crate::shown::{Decided, PersonShown, Spelling};
use crate::{JudgementRow, MemberRow};
use resolution::result::{EntityRef, Identity, Link};
use std::collections::BTreeMap;

/// More places of one spelling are not listed.
const MAX_PLACES: usize = 6;
/// More spellings are not listed.
const MAX_SPELLINGS: usize = 60;
/// More reasons, possible others and judgements are not shown for one identity.
const MAX_PAIRS: usize = 40;

impl Case {
    /// The one with this identifier, or that a part of a document (`RECORD:e1`) belongs to. Looking at it is no search.
    pub(crate) fn person(&mut self, wanted: &str, (offset, limit): (u32, u32)) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let missing = || {
            Refusal::not_found("such person, body or place", "`saksi people CASE` lists everybody").called("no-person")
        };
        let whose = across.whose_is(wanted).ok_or_else(missing)?;
        let (Some(row), Some(identity)) = (across.brief(whose), across.identity(whose)) else { return Err(missing()) };
        let reasons = across.links(&identity.links);
        let possible: Vec<&Link> = across.possible(whose).take(MAX_PAIRS).collect();
        let mut events = across.events_of_one(whose);
        let n_events = events.len();
        events = events.into_iter().skip(offset as usize).take(limit as usize).collect();
        Ok(Answer::Person(Box::new(PersonShown {
            row,
            part: identity.entities.first().map(|at| across.place(at.document, 'e', at.entity)).unwrap_or_default(),
            life: if let Whose::Person(idx) = whose { across.life(idx) } else { None },
            spellings: across.spellings(identity),
            n_reasons: reasons.len(),
            reasons: self.pairs(&across, reasons.get(..MAX_PAIRS).unwrap_or(&reasons))?,
            possible: self.pairs(&across, &possible)?,
            decided: self.decided(&across, whose)?,
            events: events
                .into_iter()
                .filter_map(|(role, idx)| Some((role, across.event_row(across.resolution.events.get(idx)?))))
                .collect(),
            n_events,
        })))
    }

    /// What people decided about it, the latest first.
    fn decided(&mut self, across: &Across, whose: Whose) -> Result<Vec<Decided>, Refusal> {
        let is_about = |entities: &[EntityRef]| entities.iter().any(|at| across.identities.get(at) == Some(&whose));
        let about = across.decisions.about.iter().rev().filter(|(_, entities)| is_about(entities)).take(MAX_PAIRS);
        let members = self.tables.look(&self.store, cache::Cache::members)?;
        about.map(|(row, entities)| self.decision(across, row, entities, &members)).collect()
    }

    fn decision(
        &mut self,
        across: &Across,
        row: &JudgementRow,
        entities: &[EntityRef],
        members: &[MemberRow],
    ) -> Result<Decided, Refusal> {
        let author =
            members.iter().find(|member| member.signing_key == row.author).and_then(|member| member.name.clone());
        let of = entities.iter().map(|at| self.side(across, *at)).collect::<Result<_, _>>()?;
        let end = |text: &str| Some(text.to_owned()).filter(|text| text != "..");
        let days = row.field.as_deref().and_then(|field| field.split_once('/'));
        Ok(Decided {
            entry: row.entry.clone(),
            verdict: row.verdict.clone().unwrap_or_default(),
            author,
            time: row.time,
            reason: row.reason.clone(),
            name: row.value.clone(),
            days: days.map(|(from, until)| [end(from), end(until)]).unwrap_or_default(),
            of,
        })
    }
}

impl Across {
    /// An identifier, or a part of a document as `RECORD:e1`.
    fn whose_is(&self, wanted: &str) -> Option<Whose> {
        match wanted.split_once(':') {
            None => self.with_id(wanted),
            Some((record, part)) => {
                let document = *self.records.get(record)?;
                let at = EntityRef { document, entity: self.judged.entity(document, part)? };
                self.identities.get(&at).copied()
            }
        }
    }

    fn links(&self, positions: &[usize]) -> Vec<&Link> {
        positions.iter().filter_map(|idx| self.resolution.links.get(*idx)).collect()
    }

    fn spellings(&self, identity: &Identity) -> Vec<Spelling> {
        let spelling = |(text, at): &(String, Vec<EntityRef>)| Spelling {
            text: text.clone(),
            n_places: at.len(),
            places: at.iter().take(MAX_PLACES).map(|at| self.place(at.document, 'e', at.entity)).collect(),
        };
        identity.spellings.iter().take(MAX_SPELLINGS).map(spelling).collect()
    }

    /// What it took part in and how, in order of time; the weightiest part when there are several.
    fn events_of_one(&self, whose: Whose) -> Vec<(String, usize)> {
        let mut roles: BTreeMap<usize, resolution::digest::Role> = BTreeMap::new();
        for &(idx, role) in self.taking_part.get(&whose).into_iter().flatten() {
            let known = roles.entry(idx).or_insert(role);
            *known = role.min(*known);
        }
        let mut events: Vec<(usize, resolution::digest::Role)> = roles.into_iter().collect();
        events.sort_by_cached_key(|(idx, _)| self.in_time(*idx));
        events.into_iter().map(|(idx, role)| (super::event_view::name_of(&role), idx)).collect()
    }
}
