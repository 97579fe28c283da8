//! The steps of each intervention, put together from what people recorded.

use crate::step::Step;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Values of fields by name.
pub type Fielded = BTreeMap<String, Vec<String>>;

/// A step that somebody recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Hash of the entry.
    pub entry: String,
    /// The intervention: the record of the entry.
    pub intervention: String,
    /// What.
    pub step: Step,
    /// The day: as it was told, else of recording (ISO 8601).
    pub date: String,
    /// Whose key signed.
    pub author: String,
    /// What they are called in the case.
    #[serde(default)]
    pub author_name: Option<String>,
    /// When it was recorded, milliseconds since 1970.
    pub time: i64,
    /// What was told.
    pub fields: Fielded,
}

impl Taken {
    /// The first value of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.first().map(String::as_str)
    }

    /// All values of a field.
    pub fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        self.fields.get(field).into_iter().flatten().map(String::as_str)
    }
}

/// One intervention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// Its record.
    pub id: String,
    /// Its steps in the order of their days; those of one day in the order in which they were recorded.
    pub steps: Vec<Taken>,
}

/// Puts steps together. `taken`: in the order of the log, without those that were taken back. What another one replaces is
/// left out; an intervention whose every step was replaced or taken back is not there.
#[must_use]
pub fn fold(taken: Vec<Taken>) -> Vec<Life> {
    let replaced: BTreeSet<String> =
        taken.iter().flat_map(|one| one.all("replaces").map(str::to_owned).collect::<Vec<_>>()).collect();
    let mut order: Vec<String> = Vec::new();
    let mut lives: BTreeMap<String, Life> = BTreeMap::new();
    for one in taken.into_iter().filter(|one| !replaced.contains(&one.entry)) {
        let id = one.intervention.clone();
        let life = lives.entry(id.clone()).or_insert_with(|| {
            order.push(id.clone());
            Life { id, steps: Vec::new() }
        });
        life.steps.push(one);
    }
    for life in lives.values_mut() {
        // Stable: what was recorded first on one day stays first.
        life.steps.sort_by(|one, other| one.date.cmp(&other.date));
    }
    order.into_iter().filter_map(|id| lives.remove(&id)).collect()
}

impl Life {
    /// The last value of a field among drafts.
    fn drafted(&self, field: &str) -> Option<&str> {
        self.of(Step::Draft).filter_map(|one| one.get(field)).last()
    }

    /// What kind it is, such as `special_procedures`.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.drafted("kind").unwrap_or_default()
    }

    /// What people call it.
    #[must_use]
    pub fn title(&self) -> &str {
        self.drafted("title").unwrap_or_default()
    }

    /// To whom it goes.
    #[must_use]
    pub fn recipient(&self) -> Option<&str> {
        self.drafted("recipient").or_else(|| self.drafted("mechanism"))
    }

    /// Values of a field that grows: people and events that it is about, each once.
    #[must_use]
    pub fn about(&self, field: &str) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for value in self.of(Step::Draft).flat_map(|one| one.all(field)) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all
    }

    /// The steps of one sort.
    pub fn of(&self, step: Step) -> impl Iterator<Item = &Taken> {
        self.steps.iter().filter(move |one| one.step == step)
    }

    /// The first step of a sort.
    #[must_use]
    pub fn first(&self, step: Step) -> Option<&Taken> {
        self.of(step).next()
    }

    /// Whether there is a step of a sort.
    #[must_use]
    pub fn has(&self, step: Step) -> bool {
        self.first(step).is_some()
    }

    /// Where it stands: the last step that moves it on. One review of two is no review yet, and a mark of a reprisal moves nothing.
    #[must_use]
    pub fn state(&self) -> Step {
        let moves = |one: &&Taken| match one.step {
            Step::Reprisal => false,
            Step::Reviewed => self.reviewers(None).len() > 1,
            _ => true,
        };
        // Before it went out the furthest step counts, afterwards the last one.
        let last = self.steps.iter().filter(moves).max_by_key(|one| {
            let is_out = one.step >= Step::Submitted;
            (is_out, if is_out { Step::Draft } else { one.step }, one.date.as_str())
        });
        last.map_or(Step::Draft, |one| one.step)
    }

    /// Who reviewed the latest draft, each once. `sha256`: only those who reviewed that file, or told none.
    #[must_use]
    pub fn reviewers(&self, sha256: Option<&str>) -> Vec<&str> {
        let drafted = self.of(Step::Draft).map(|one| one.time).max().unwrap_or(i64::MIN);
        let fits = |one: &&Taken| match (sha256, one.get("sha256")) {
            (Some(wanted), Some(reviewed)) => wanted == reviewed,
            _ => true,
        };
        let mut all: Vec<&str> = Vec::new();
        for one in self.of(Step::Reviewed).filter(|one| one.time >= drafted).filter(fits) {
            if !all.contains(&one.author.as_str()) {
                all.push(&one.author);
            }
        }
        all
    }

    /// The day on which it went out.
    #[must_use]
    pub fn submitted_on(&self) -> Option<&str> {
        self.first(Step::Submitted).map(|one| one.date.as_str())
    }

    /// Closed, and nothing came since.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state() == Step::Closed
    }
}
