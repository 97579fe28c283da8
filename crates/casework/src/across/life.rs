//! A person's states over time, as far as documented.

use super::event_view::days;
use super::{Across, Whose};
use crate::shown::{Conflict, LifeShown, StateShown};
use assessment::life_line::{LifeLine, Period, States, life_line_of};
use assessment::{Assessment, Labels};
use std::collections::BTreeSet;

/// More speakers are not named for one state.
const MAX_SPEAKERS: usize = 8;

impl Across {
    /// The life line of a person; nothing when no state is documented.
    pub(super) fn life(&self, person: usize) -> Option<LifeShown> {
        let states = States::built_in().ok()?;
        let labels = Labels::parse(include_str!("../../../../codebook/labels/en/life_line.tsv")).unwrap_or_default();
        let events = self.taking_part.get(&Whose::Person(person)).into_iter().flatten().map(|(idx, _)| *idx);
        let events: Vec<usize> = events.collect::<BTreeSet<usize>>().into_iter().collect();
        let line = life_line_of(&self.digests, &self.resolution, &states, person, &events)?;
        Some(self.life_shown(&line, &labels))
    }

    fn life_shown(&self, line: &LifeLine, labels: &Labels) -> LifeShown {
        LifeShown {
            states: line.periods.iter().map(|period| self.state(period, labels)).collect(),
            undated: line.undated.iter().map(|period| self.state(period, labels)).collect(),
            contradictions: line.contradictions.iter().map(|one| one.sentence(labels)).collect(),
            conflicts: line.contradictions.iter().map(conflict).collect(),
        }
    }

    fn state(&self, period: &Period, labels: &Labels) -> StateShown {
        let events = || period.events.iter().filter_map(|idx| self.resolution.events.get(*idx));
        let assessments: Vec<Assessment> = events().map(|event| self.assessment(event)).collect();
        StateShown {
            state: labels.sentence(&format!("state.{}", period.state), &[]),
            key: period.state.clone(),
            track: period.track.clone(),
            begins: days(period.begins),
            ends: days(period.ends),
            documented_until: period.documented_until.map(|day| day.to_string()),
            alleged: period.alleged,
            events: events().map(|event| event.id.clone()).collect(),
            said_by: said_by(&assessments),
            n_origins: assessments.iter().map(|one| one.independent_origins).sum(),
        }
    }
}

fn conflict(one: &assessment::life_line::Contradiction) -> Conflict {
    Conflict { kind: one.kind.clone(), states: one.periods.clone(), values: one.values.clone() }
}

/// Who says so, each once; when nobody is named, who first told it.
fn said_by(assessments: &[Assessment]) -> Vec<String> {
    let speakers = assessments.iter().flat_map(|one| one.sources.iter().map(|source| &source.name));
    let origins = assessments.iter().flat_map(|one| &one.origins);
    let (speakers, origins) = (each_once(speakers), each_once(origins));
    if speakers.is_empty() { origins } else { speakers }
}

fn each_once<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for one in all {
        if kept.len() < MAX_SPEAKERS && !kept.contains(one) {
            kept.push(one.clone());
        }
    }
    kept
}
