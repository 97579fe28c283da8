//! A person's states over time, as far as documented: what held when, who says so, and where reports contradict each other.
//!
//! In: digests and what was found across them. Out: [`LifeLine`]s, and [`in_detention`] for a day. A state begins with an act whose
//! victim the person is (`codebook/matching/states.tsv`) and ends when the next one of its track begins; both are windows of days,
//! never guessed narrower than the reports are. What happened to a group is nobody's state. Words: `codebook/labels/en/life_line.tsv`.

mod build;
mod contradictions;
mod detention;
mod states;

#[cfg(test)]
mod tests;

pub use build::{life_line_of, life_lines};
pub use detention::{Answer, Standing, in_detention};
pub use states::{Held, StateRule, States, StatesError};

use crate::result::Evidence;
use document::DateWindow;
use serde::{Deserialize, Serialize};

/// A person's states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeLine {
    /// Position in [`resolution::result::Resolution::persons`].
    pub person: usize,
    /// States of which a day is known at least on one side, by track and in order of time.
    pub periods: Vec<Period>,
    /// States of which no day is known.
    pub undated: Vec<Period>,
    /// Where reports do not fit together; never silent.
    pub contradictions: Vec<Contradiction>,
}

/// A state from its beginning to the beginning of the next one of its track.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Id of the table of states: `in-detention`.
    pub state: String,
    /// States of one track exclude each other: `liberty`, `case`, `watch`.
    pub track: String,
    /// Whether it is a state of being held.
    pub held: Held,
    /// On one of these days it began, as far as documented.
    pub begins: DateWindow,
    /// On one of these days it ended; open when nothing later is documented. Not an end: that it went on is not known either.
    pub ends: DateWindow,
    /// The last day on which a report documents it.
    pub documented_until: Option<jiff::civil::Date>,
    /// Whether every report only cites somebody for it.
    pub alleged: bool,
    /// Positions of the events that say so, in order.
    pub events: Vec<usize>,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// Two things that do not fit together.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contradiction {
    /// Key of the labels: `released-before-arrest`, `after-death`, `held-after-release`, `order-open`, `dates-disagree`, `denied`.
    pub kind: String,
    /// Positions of the periods that it is about, the earlier one first; one where it is about one alone.
    pub periods: Vec<usize>,
    /// Values for the label: `earlier`, `later` (ids of states), `earlier_date`, `later_date`.
    pub values: Vec<(String, String)>,
}

impl Contradiction {
    /// The sentence for people, with the words of `labels`.
    #[must_use]
    pub fn sentence(&self, labels: &crate::Labels) -> String {
        let word = |(key, value): &(String, String)| {
            let is_state = key == "earlier" || key == "later";
            let text = if is_state { labels.sentence(&format!("state.{value}"), &[]) } else { value.clone() };
            (key.clone(), text)
        };
        let words: Vec<(String, String)> = self.values.iter().map(word).collect();
        let values: Vec<(&str, &str)> = words.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        let sentence = labels.sentence(&self.kind, &values);
        let mut letters = sentence.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// A window in words: the day, or `first..last` with `?` for an open end.
#[must_use]
pub fn window_words(window: DateWindow) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    match window.exact() {
        Some(exact) => exact.to_string(),
        None => format!("{}..{}", day(window.earliest), day(window.latest)),
    }
}
