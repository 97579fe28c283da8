//! The form of an act: what it is filled with, what came back, what is wrong with that, and what is to be recorded of it.

mod choices;
mod date;
#[cfg(test)]
mod tests;

use crate::form::Form;
use crate::reader::Fact;
pub use choices::{Choice, Choices};
pub use date::{DateForm, PRECISIONS};
use std::collections::BTreeMap;

/// The fields that are recorded, in the order of the form.
pub const FIELDS: [&str; 8] = ["type", "status", "victims", "perpetrators", "places", "date", "charges", "speaker"];
/// How an act can be told.
pub const STATUSES: [&str; 6] = ["reported", "alleged", "denied", "threatened", "planned", "hypothetical"];

/// An act as a form holds it.
#[derive(Clone, Debug, Default)]
pub struct ActForm {
    /// Id of the codebook; empty: not chosen yet.
    pub act_type: String,
    /// One of [`STATUSES`].
    pub status: String,
    /// To whom it was done.
    pub victims: Several,
    /// Who did it.
    pub perpetrators: Several,
    /// Where, the narrowest place first.
    pub places: Several,
    /// When.
    pub date: DateForm,
    /// Accused of what, semicolons between.
    pub charges: String,
    /// Who says so.
    pub speaker: Several,
    /// Why.
    pub reason: String,
    /// Passages that were chosen.
    pub passages: Vec<String>,
    /// What is wrong: names of the words for it.
    pub wrong: Vec<&'static str>,
}

/// Several of the document, and others by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Several {
    /// Those of the document that are chosen, as a form sends them.
    pub chosen: Vec<String>,
    /// Others, semicolons between.
    pub more: String,
    /// Other bodies, semicolons between.
    pub bodies: String,
}

impl Several {
    /// From a recorded value: those that the document has are chosen, the others written.
    fn new(value: &str, known: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut several = Self::default();
        let (mut more, mut bodies) = (Vec::new(), Vec::new());
        for named in value.split(';').map(str::trim).filter(|one| !one.is_empty()) {
            match (known(named), named.strip_suffix("[organization]")) {
                (Some(value), _) => several.chosen.push(value),
                (None, Some(body)) => bodies.push(body.trim()),
                (None, None) => more.push(named.strip_suffix("[person]").unwrap_or(named).trim()),
            }
        }
        (several.more, several.bodies) = (more.join("; "), bodies.join("; "));
        several.chosen.sort_unstable();
        several
    }

    fn posted(form: &Form, field: &str) -> Self {
        let text = |end: &str| form.get(&format!("{field}-{end}")).unwrap_or_default().to_owned();
        let mut chosen: Vec<String> = form.all(field).map(str::to_owned).collect();
        chosen.sort_unstable();
        chosen.dedup();
        Self { chosen, more: text("more"), bodies: text("bodies") }
    }

    /// As it is recorded.
    pub fn value(&self) -> String {
        let split = |text: &str| {
            text.split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let bodies = split(&self.bodies).into_iter().map(|body| format!("{body} [organization]"));
        self.chosen.iter().cloned().chain(split(&self.more)).chain(bodies).collect::<Vec<_>>().join("; ")
    }

    /// Whether a choice is chosen.
    pub fn has(&self, value: &str) -> bool {
        self.chosen.iter().any(|chosen| chosen == value)
    }
}

impl ActForm {
    /// A new act: nothing is known.
    pub fn blank() -> Self {
        Self { status: "reported".to_owned(), ..Self::default() }
    }

    /// Filled with what is shown.
    pub fn of(fact: &Fact, choices: &Choices) -> Self {
        let people = |value: &str| Several::new(value, &|name| choices.person(name));
        Self {
            act_type: fact.act_type.clone(),
            status: fact.status.clone(),
            victims: people(&fact.value("victims")),
            perpetrators: people(&fact.value("perpetrators")),
            places: Several::new(&fact.value("places"), &|name| choices.place(name)),
            date: DateForm::of(&fact.value("date")),
            charges: fact.value("charges"),
            speaker: people(&fact.value("speaker")),
            ..Self::default()
        }
    }

    /// As it came back, with what is wrong.
    pub fn posted(form: &Form, is_known_type: &dyn Fn(&str) -> bool) -> Self {
        let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
        let mut act = Self {
            act_type: text("type"),
            status: text("status"),
            victims: Several::posted(form, "victims"),
            perpetrators: Several::posted(form, "perpetrators"),
            places: Several::posted(form, "places"),
            date: DateForm::posted(form),
            charges: text("charges"),
            speaker: Several::posted(form, "speaker"),
            reason: text("reason"),
            passages: form.all("passage").map(str::to_owned).collect(),
            wrong: Vec::new(),
        };
        if !is_known_type(&act.act_type) {
            act.wrong.push("wrong-type");
        }
        if !STATUSES.contains(&act.status.as_str()) {
            act.wrong.push("wrong-status");
        }
        act.wrong.extend(act.date.wrong());
        act
    }

    /// Whether this is what stands in a field with one choice.
    pub fn is(&self, field: &str, id: &str) -> bool {
        let chosen = match field {
            "type" => &self.act_type,
            "status" => &self.status,
            _ => &self.date.precision,
        };
        chosen == id
    }

    /// A field as it is recorded.
    pub fn value(&self, field: &str) -> String {
        match field {
            "type" => self.act_type.clone(),
            "status" => self.status.clone(),
            "victims" => self.victims.value(),
            "perpetrators" => self.perpetrators.value(),
            "places" => self.places.value(),
            "date" => self.date.value().unwrap_or_default(),
            "charges" => self.charges.trim().to_owned(),
            "speaker" => self.speaker.value(),
            _ => String::new(),
        }
    }

    /// The fields that are not as the form was filled: `was-FIELD` holds what it was filled with.
    pub fn changes(&self, form: &Form) -> Vec<(String, String)> {
        let fields = FIELDS.iter().map(|field| ((*field).to_owned(), self.value(field)));
        fields.filter(|(field, value)| form.get(&format!("was-{field}")).unwrap_or_default() != value).collect()
    }

    /// All fields that say something.
    pub fn all(&self) -> BTreeMap<String, String> {
        let fields = FIELDS.iter().map(|field| ((*field).to_owned(), self.value(field)));
        fields.filter(|(_, value)| !value.is_empty()).collect()
    }
}
