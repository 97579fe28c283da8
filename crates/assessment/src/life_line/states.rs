//! Which act makes which state: `codebook/matching/states.tsv`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether somebody in a state is at liberty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Held {
    /// Not at liberty.
    Held,
    /// At liberty.
    Free,
    /// No longer alive.
    Dead,
    /// The state says nothing about it.
    #[default]
    Unsaid,
}

/// What an act makes of its victim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateRule {
    /// States of one track exclude each other.
    pub track: String,
    /// Id of the state.
    pub state: String,
    /// Whether it is one of being held.
    pub held: Held,
    /// Whether a report documents it up to the day of the report.
    pub lasts: bool,
    /// Order of states that are told of one day.
    pub rank: u8,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States(BTreeMap<String, StateRule>);

/// What is wrong with the table.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line} of the table of states: {what}")]
pub struct StatesError {
    /// From 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

impl States {
    /// The table that is built in.
    ///
    /// # Errors
    /// [`StatesError`] when it is wrong; a test makes sure that it is not.
    pub fn built_in() -> Result<Self, StatesError> {
        Self::parse(include_str!("../../../../codebook/matching/states.tsv"))
    }

    /// Reads a table; lines that begin with `#` are remarks, the first other line names the columns.
    ///
    /// # Errors
    /// [`StatesError`] with the line.
    pub fn parse(file: &str) -> Result<Self, StatesError> {
        let lines = file.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
        lines
            .map(|(text, line)| rule(text).map_err(|what| StatesError { line, what }))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// What an act of this type makes of its victim, if anything.
    #[must_use]
    pub fn of(&self, act_type: &str) -> Option<&StateRule> {
        self.0.get(act_type)
    }

    /// All act types with their states.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &StateRule)> {
        self.0.iter().map(|(act_type, rule)| (act_type.as_str(), rule))
    }
}

fn rule(text: &str) -> Result<(String, StateRule), String> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [act_type, track, state, held, lasts, rank] = cells.as_slice() else {
        return Err(format!("{} cells; there are six", cells.len()));
    };
    let held = match *held {
        "held" => Held::Held,
        "free" => Held::Free,
        "dead" => Held::Dead,
        "-" => Held::Unsaid,
        other => return Err(format!("held is `{other}`; it may be held, free, dead, -")),
    };
    let lasts = match *lasts {
        "yes" => true,
        "no" => false,
        other => return Err(format!("lasts is `{other}`; it may be yes, no")),
    };
    let rank = rank.parse().map_err(|_| format!("rank is `{rank}`; it is a number from 0 to 255"))?;
    let rule = StateRule { track: (*track).to_owned(), state: (*state).to_owned(), held, lasts, rank };
    Ok(((*act_type).to_owned(), rule))
}
