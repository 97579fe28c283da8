//! The tables of `codebook/matching` that events are joined by.

use crate::result::Relation;
use codebook::{CodebookError, Files, Table};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TYPES: &str = "matching/event_types.tsv";
const RELATIONS: &str = "matching/event_relations.tsv";
const WEIGHTS: &str = "matching/event_weights.tsv";
const INCIDENTS: &str = "matching/incident_weights.tsv";

/// How often acts of a type happen to one victim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repeats {
    /// At most once: a killing.
    Once,
    /// A few times: an arrest.
    #[default]
    Seldom,
    /// Again and again: a threat.
    Often,
    /// It lasts: a detention.
    State,
}

/// How acts of one type come to pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeRule {
    /// Acts of one class can be one event.
    pub class: String,
    /// How often it happens to one victim.
    pub repeats: Repeats,
}

/// Everything that joining events goes by.
#[derive(Clone, Debug, Default)]
pub struct EventRules {
    types: BTreeMap<String, TypeRule>,
    relations: BTreeMap<(String, String), Vec<(Relation, f64)>>,
    weights: BTreeMap<String, f64>,
    incidents: BTreeMap<String, f64>,
}

impl EventRules {
    /// The rules that the program carries.
    ///
    /// # Errors
    /// [`CodebookError`] when a built-in file is wrong; a test makes sure that none is.
    pub fn builtin() -> Result<Self, CodebookError> {
        Self::load(&Files::builtin())
    }

    /// The rules that the program carries, read once. Without them, were they wrong, nothing would be joined.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static RULES: LazyLock<EventRules> = LazyLock::new(|| EventRules::builtin().unwrap_or_default());
        &RULES
    }

    /// The rules of a codebook.
    ///
    /// # Errors
    /// [`CodebookError`] with file and line.
    pub fn load(files: &Files) -> Result<Self, CodebookError> {
        Ok(Self {
            types: types(files)?,
            relations: relations(files)?,
            weights: numbers(files, WEIGHTS)?,
            incidents: numbers(files, INCIDENTS)?,
        })
    }

    /// The rule of a type; a type that the table does not know is a class of its own.
    #[must_use]
    pub fn of_type(&self, act_type: &str) -> TypeRule {
        let unknown = || TypeRule { class: act_type.to_owned(), repeats: Repeats::Seldom };
        self.types.get(act_type).cloned().unwrap_or_else(unknown)
    }

    /// The types that the table knows.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.types.keys().map(String::as_str)
    }

    /// Bits for two types being words for one event; none when they cannot be.
    #[must_use]
    pub fn same(&self, left: &str, right: &str) -> Option<f64> {
        if left == right {
            return Some(0.0);
        }
        self.relation(left, right, Relation::Same).or_else(|| self.relation(right, left, Relation::Same))
    }

    /// Bits for an act of type `left` standing to one of type `right` in a relation.
    #[must_use]
    pub fn relation(&self, left: &str, right: &str, relation: Relation) -> Option<f64> {
        let rows = self.relations.get(&(left.to_owned(), right.to_owned()))?;
        rows.iter().find(|(one, _)| *one == relation).map(|(_, bits)| *bits)
    }

    /// Of two types that can be one event, the more exact one.
    #[must_use]
    pub fn more_exact<'a>(&self, left: &'a str, right: &'a str) -> &'a str {
        if self.relation(right, left, Relation::Same).is_some() { right } else { left }
    }

    /// A weight of `event_weights.tsv`; 0 when the file leaves it out.
    #[must_use]
    pub fn weight(&self, name: &str) -> f64 {
        self.weights.get(name).copied().unwrap_or_default()
    }

    /// The same rules with other weights of `event_weights.tsv`, to measure them beside each other.
    #[must_use]
    pub fn with_weights(mut self, weights: &[(&str, f64)]) -> Self {
        self.weights.extend(weights.iter().map(|(name, weight)| ((*name).to_owned(), *weight)));
        self
    }

    /// A probability of `event_weights.tsv` from which on something is done; never, when the file leaves it out.
    #[must_use]
    pub fn threshold(&self, name: &str) -> f64 {
        self.weights.get(name).copied().unwrap_or(1.0)
    }

    /// A weight of `incident_weights.tsv`; 0 when the file leaves it out.
    #[must_use]
    pub fn incident(&self, name: &str) -> f64 {
        self.incidents.get(name).copied().unwrap_or_default()
    }
}

fn types(files: &Files) -> Result<BTreeMap<String, TypeRule>, CodebookError> {
    let table = Table::read(files, TYPES)?;
    let rule = |row: codebook::Row<'_, '_>| {
        let repeats = match row.get("repeats") {
            "once" => Repeats::Once,
            "seldom" => Repeats::Seldom,
            "often" => Repeats::Often,
            "state" => Repeats::State,
            other => return Err(row.wrong(format!("repeats is {other}; it may be once, seldom, often, state"))),
        };
        Ok((row.get("type").to_owned(), TypeRule { class: row.get("class").to_owned(), repeats }))
    };
    table.rows().map(rule).collect()
}

type Relations = BTreeMap<(String, String), Vec<(Relation, f64)>>;

fn relations(files: &Files) -> Result<Relations, CodebookError> {
    let table = Table::read(files, RELATIONS)?;
    let mut relations = Relations::new();
    for row in table.rows() {
        let relation = match row.get("relation") {
            "same" => Relation::Same,
            "part-of" => Relation::PartOf,
            "follow-up" => Relation::FollowUp,
            other => return Err(row.wrong(format!("relation is {other}; it may be same, part-of, follow-up"))),
        };
        let pair = (row.get("left").to_owned(), row.get("right").to_owned());
        relations.entry(pair).or_default().push((relation, number(row, "bits")?));
    }
    Ok(relations)
}

fn numbers(files: &Files, path: &str) -> Result<BTreeMap<String, f64>, CodebookError> {
    let table = Table::read(files, path)?;
    table.rows().map(|row| Ok((row.get("name").to_owned(), number(row, "value")?))).collect()
}

fn number(row: codebook::Row<'_, '_>, column: &str) -> Result<f64, CodebookError> {
    let text = row.get(column);
    let finite = text.parse::<f64>().ok().filter(|number| number.is_finite());
    finite.ok_or_else(|| row.wrong(format!("{column} is {text}, which is no number")))
}
