//! A person's states over time, as far as documented.

use super::Across;
use super::event_view::days;
use crate::shown::LifeShown;
use assessment::Labels;
use assessment::life_line::{LifeLine, Period, States, life_lines};

impl Across {
    /// The life line of a person; nothing when no state is documented.
    pub(super) fn life(&self, person: usize) -> Option<LifeShown> {
        let states = States::built_in().ok()?;
        let labels = Labels::parse(include_str!("../../../../codebook/labels/en/life_line.tsv")).unwrap_or_default();
        let lines = life_lines(&self.digests, &self.resolution, &states);
        let line = lines.iter().find(|line| line.person == person)?;
        Some(self.life_shown(line, &labels))
    }

    fn life_shown(&self, line: &LifeLine, labels: &Labels) -> LifeShown {
        let period = |period: &Period| crate::shown::StateShown {
            state: labels.sentence(&format!("state.{}", period.state), &[]),
            track: period.track.clone(),
            begins: days(period.begins),
            ends: days(period.ends),
            documented_until: period.documented_until.map(|day| day.to_string()),
            alleged: period.alleged,
            events: period
                .events
                .iter()
                .filter_map(|idx| self.resolution.events.get(*idx))
                .map(|event| event.id.clone())
                .collect(),
        };
        LifeShown {
            states: line.periods.iter().map(period).collect(),
            undated: line.undated.iter().map(period).collect(),
            contradictions: line.contradictions.iter().map(|one| one.sentence(labels)).collect(),
        }
    }
}
