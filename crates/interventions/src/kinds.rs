//! What kinds of interventions there are and which fields a step has (`codebook/interventions/{kinds,steps}.tsv`).

use crate::step::Step;
use crate::table::{TableError, list, rows};
use std::collections::BTreeMap;

/// The kinds, and the fields of the steps.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: Vec<Kind>,
    fields: BTreeMap<Step, Fields>,
}

#[derive(Clone, Debug)]
struct Kind {
    id: String,
    form: String,
    purpose: String,
    without: Vec<Step>,
}

/// The fields of a step, in order.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// All of them.
    pub all: Vec<String>,
    /// Those that must be there.
    pub required: Vec<String>,
}

const KINDS: &str = include_str!("../../../codebook/interventions/kinds.tsv");
const STEPS: &str = include_str!("../../../codebook/interventions/steps.tsv");
/// Fields that may stand several times.
const LISTS: [&str; 5] = ["person", "event", "copy", "denies", "evidence"];

impl Kinds {
    /// Those of the built-in codebook.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn built_in() -> Result<Self, TableError> {
        Self::parse(KINDS, STEPS)
    }

    /// `kinds`: the columns id, form, purpose, without. `steps`: step, fields, required.
    ///
    /// # Errors
    /// [`TableError`] with line and column.
    pub fn parse(kinds: &str, steps: &str) -> Result<Self, TableError> {
        let mut all = Vec::new();
        for row in rows(kinds, ["id", "form", "purpose", "without"])? {
            let [id, form, purpose, without] = row.cells;
            let without = steps_of(without, row.line, 4)?;
            all.push(Kind { id: id.to_owned(), form: form.to_owned(), purpose: purpose.to_owned(), without });
        }
        let mut fields = BTreeMap::new();
        for row in rows(steps, ["step", "fields", "required"])? {
            let [step, names, required] = row.cells;
            let [step] = steps_of(step, row.line, 1)?[..] else {
                return Err(TableError::new(row.line, 1, "one step a line"));
            };
            let found = Fields { all: list(names), required: list(required) };
            if let Some(unknown) = found.required.iter().find(|name| !found.all.contains(name)) {
                return Err(TableError::new(row.line, 3, format!("`{unknown}` is required and no field of the step")));
            }
            fields.insert(step, found);
        }
        Ok(Self { kinds: all, fields })
    }

    /// The names of the kinds, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().map(|kind| kind.id.as_str())
    }

    /// Whether there is such a kind.
    #[must_use]
    pub fn has(&self, kind: &str) -> bool {
        self.names().any(|known| known == kind)
    }

    /// The form that a kind is written with (`codebook/forms`); empty when there is none.
    #[must_use]
    pub fn form(&self, kind: &str) -> &str {
        self.kinds.iter().find(|known| known.id == kind).map_or("", |known| known.form.as_str())
    }

    /// What the people concerned must have agreed to: `partner`, `government` or `public`; the widest for a kind that is not known.
    #[must_use]
    pub fn purpose(&self, kind: &str) -> &str {
        self.kinds.iter().find(|known| known.id == kind).map_or("public", |known| known.purpose.as_str())
    }

    /// Whether a kind has a step. A kind that is not known has all of them.
    #[must_use]
    pub fn has_step(&self, kind: &str, step: Step) -> bool {
        self.kinds.iter().find(|known| known.id == kind).is_none_or(|known| !known.without.contains(&step))
    }

    /// The fields of a step.
    #[must_use]
    pub fn fields(&self, step: Step) -> &Fields {
        const NONE: &Fields = &Fields { all: Vec::new(), required: Vec::new() };
        self.fields.get(&step).unwrap_or(NONE)
    }

    /// Whether a field may stand several times.
    #[must_use]
    pub fn is_list(field: &str) -> bool {
        LISTS.contains(&field)
    }
}

pub(crate) fn steps_of(cell: &str, line: usize, column: usize) -> Result<Vec<Step>, TableError> {
    let step = |name: String| {
        let all: Vec<&str> = Step::ALL.iter().map(|step| step.name()).collect();
        let what = || format!("there is no step `{name}`; the steps are {}", all.join(", "));
        Step::named(&name).ok_or_else(|| TableError::new(line, column, what()))
    };
    list(cell).into_iter().map(step).collect()
}
