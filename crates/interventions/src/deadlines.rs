//! What is due when. Days are configuration (`codebook/interventions/deadlines.tsv`, or a table of the case), never constants.

use crate::kinds::steps_of;
use crate::life::{Life, Taken};
use crate::order::day;
use crate::step::Step;
use crate::table::{TableError, list, rows};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

const BUILT_IN: &str = include_str!("../../../codebook/interventions/deadlines.tsv");
const COLUMNS: [&str; 11] = ["id", "kinds", "after", "which", "days", "until", "source", "en", "km", "th", "id_"];
/// Longest time, days: ten years.
const MAX_DAYS: i64 = 3653;

/// The table.
#[derive(Clone, Debug)]
pub struct Deadlines(Vec<Deadline>);

#[derive(Clone, Debug)]
struct Deadline {
    id: String,
    /// Kinds of interventions; none: all.
    kinds: Vec<String>,
    after: Step,
    /// Kinds of letters or replies; none: all.
    which: Vec<String>,
    days: i64,
    until: Vec<Step>,
    source: String,
    /// What then, in en, km, th, id.
    then: [String; 4],
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reminder {
    /// The day (ISO 8601).
    pub on: String,
    /// Which deadline.
    pub id: String,
    /// The step from which it counts.
    pub after: Step,
    /// The entry of that step.
    pub entry: String,
    /// What then, in en, km, th, id.
    pub then: [String; 4],
    /// Where the number of days is from.
    pub source: String,
}

impl Reminder {
    /// What then, in a language; in the first that there is when it was not written in that one.
    #[must_use]
    pub fn text(&self, language: &str) -> &str {
        let place = ["en", "km", "th", "id"].iter().position(|known| *known == language).unwrap_or_default();
        let wanted = self.then.get(place).filter(|text| !text.is_empty());
        wanted.or_else(|| self.then.iter().find(|text| !text.is_empty())).map_or("", String::as_str)
    }

    /// Whether the day is over.
    #[must_use]
    pub fn is_over(&self, today: &str) -> bool {
        self.on.as_str() < today
    }
}

impl Deadlines {
    /// Those of the built-in codebook.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn built_in() -> Result<Self, TableError> {
        Self::parse(BUILT_IN)
    }

    /// The text of the built-in table, to begin an own one with.
    #[must_use]
    pub const fn built_in_text() -> &'static str {
        BUILT_IN
    }

    /// A table with tabs between cells; the heads are those of the built-in one.
    ///
    /// # Errors
    /// [`TableError`] with line and column.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        let mut all: Vec<Deadline> = Vec::new();
        for row in rows(text, COLUMNS)? {
            let [id, kinds, after, which, days, until, source, en, km, th, indonesian] = row.cells;
            let [after] = steps_of(after, row.line, 3)?[..] else {
                return Err(TableError::new(row.line, 3, "one step from which the days count"));
            };
            let then = [en, km, th, indonesian].map(str::to_owned);
            if id.is_empty() || all.iter().any(|known| known.id == id) {
                return Err(TableError::new(row.line, 1, "each deadline has a name of its own"));
            }
            if then.iter().all(String::is_empty) {
                return Err(TableError::new(row.line, 8, "a deadline says what then, in one language at least"));
            }
            let days = days.parse().ok().filter(|days| (0..=MAX_DAYS).contains(days));
            let days = days.ok_or_else(|| TableError::new(row.line, 5, "days are a whole number from 0 to 3653"))?;
            let kinds = list(kinds).into_iter().filter(|kind| kind != "*").collect();
            let (which, until) = (list(which), steps_of(until, row.line, 6)?);
            all.push(Deadline { id: id.to_owned(), kinds, after, which, days, until, source: source.to_owned(), then });
        }
        Ok(Self(all))
    }

    /// What is due for an intervention, the earliest first. A day that the other side set itself (`due`) goes before the table's.
    #[must_use]
    pub fn of(&self, life: &Life) -> Vec<Reminder> {
        if life.is_closed() {
            return Vec::new();
        }
        let mut due: Vec<Reminder> = self.0.iter().filter_map(|one| one.of(life)).collect();
        due.sort();
        due
    }
}

impl Deadline {
    fn of(&self, life: &Life) -> Option<Reminder> {
        let fits = self.kinds.is_empty() || self.kinds.iter().any(|kind| kind == life.kind());
        // Each new step of the kind starts the days anew.
        let (place, from) =
            life.steps.iter().enumerate().rfind(|(_, one)| one.step == self.after && self.is_which(one))?;
        let is_met = life.steps.iter().skip(place + 1).any(|one| self.until.contains(&one.step));
        if !fits || is_met {
            return None;
        }
        let counted = || day(&from.date)?.checked_add(self.days.days()).ok().map(|day| day.to_string());
        let on = from.get("due").map(str::to_owned).or_else(counted)?;
        let (id, source) = (self.id.clone(), self.source.clone());
        Some(Reminder { on, id, after: self.after, entry: from.entry.clone(), then: self.then.clone(), source })
    }

    fn is_which(&self, one: &Taken) -> bool {
        let told = one.get("letter").or_else(|| one.get("reply"));
        self.which.is_empty() || told.is_some_and(|told| self.which.iter().any(|which| which == told))
    }
}
