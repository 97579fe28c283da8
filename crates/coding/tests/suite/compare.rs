//! Compares the acts of a reading with those that an example states.

use crate::wanted::{WantedAct, window};
use domain::{Act, ActStatus, EntityIdx, MentionForm, Participant, Reading, Role, Span};
use std::fmt;

/// One way in which a reading differs from an example.
pub enum Difference {
    /// An act that is not there.
    Missing(String),
    /// An act that should not be there.
    Surplus(String),
    /// A field of an act.
    Field {
        /// The act's type.
        act: String,
        /// Which field.
        field: String,
        /// As stated.
        wanted: String,
        /// As read.
        got: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(act) => write!(formatter, "missing {act}"),
            Difference::Surplus(act) => write!(formatter, "surplus {act}"),
            Difference::Field { act, field, wanted, got } => {
                write!(formatter, "{act}: {field} is `{got}`, not `{wanted}`")
            }
        }
    }
}

/// Everything that differs; empty when the reading is as stated. Hypothetical acts that are not stated do not count.
pub fn differences(reading: &Reading, wanted: &[WantedAct]) -> Vec<Difference> {
    let mut left: Vec<&Act> = reading.acts.iter().collect();
    let mut found = Vec::new();
    for act in wanted {
        let candidates = (0..left.len()).filter(|&i| left[i].act_type == act.act_type);
        match candidates.min_by_key(|&i| fields(reading, left[i], act).len()) {
            Some(best) => found.extend(fields(reading, left.remove(best), act)),
            None => found.push(Difference::Missing(act.to_string())),
        }
    }
    let surplus = left.into_iter().filter(|act| act.status != ActStatus::Hypothetical);
    found.extend(surplus.map(|act| Difference::Surplus(describe(reading, act))));
    found
}

fn fields(reading: &Reading, act: &Act, wanted: &WantedAct) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differs = |field: &str, wanted_value: String, got: String| {
        found.push(Difference::Field {
            act: wanted.act_type.clone(),
            field: field.to_owned(),
            wanted: wanted_value,
            got,
        });
    };
    if act.status != wanted.status {
        differs("status", format!("{:?}", wanted.status), format!("{:?}", act.status));
    }
    for (name, roles) in ROLES {
        let values: Vec<&str> = wanted.all(name).collect();
        let got: Vec<&Participant> = act.participants.iter().filter(|one| roles.contains(&one.role)).collect();
        let fits = |value: &&str| got.iter().any(|one| forms(reading, one).iter().any(|form| same(form, value)));
        let known =
            |one: &&Participant| values.iter().any(|value| forms(reading, one).iter().any(|form| same(form, value)));
        let fits_all = values.iter().all(fits) && got.iter().all(known);
        if !values.is_empty() && !fits_all {
            let got = got.iter().map(|one| name_of(reading, one)).collect::<Vec<_>>();
            differs(name, values.join("; "), got.join("; "));
        }
    }
    for place in wanted.all("place") {
        let names: Vec<&str> =
            act.places.iter().filter_map(|&idx| Some(reading.entities.get(idx)?.name.as_str())).collect();
        if !names.iter().any(|name| same(name, place)) {
            differs("place", place.to_owned(), names.join("; "));
        }
    }
    for date in wanted.all("date") {
        if window(date) != Some(act.date.window) {
            differs("date", date.to_owned(), format!("{:?}–{:?}", act.date.window.earliest, act.date.window.latest));
        }
    }
    for duration in wanted.all("duration").filter(|&wanted| act.duration.as_deref() != Some(wanted)) {
        differs("duration", duration.to_owned(), act.duration.clone().unwrap_or_default());
    }
    for charge in wanted.all("charges").filter(|charge| !act.charges.iter().any(|got| same(got, charge))) {
        differs("charges", charge.to_owned(), act.charges.join("; "));
    }
    for trigger in wanted.all("trigger").filter(|&wanted| reading.document.quote(act.trigger) != wanted) {
        differs("trigger", trigger.to_owned(), reading.document.quote(act.trigger).to_owned());
    }
    found
}

/// Who does it may be read as perpetrator or as authority: `records.md` lets a scorer take either.
const ROLES: [(&str, &[Role]); 6] = [
    ("victim", &[Role::Victim]),
    ("perpetrator", &[Role::Perpetrator, Role::Authority]),
    ("authority", &[Role::Perpetrator, Role::Authority]),
    ("instrument", &[Role::Instrument]),
    ("target", &[Role::Target]),
    ("recipient", &[Role::Recipient]),
];

/// Every way in which the document names a participant, pronouns aside.
fn forms(reading: &Reading, participant: &Participant) -> Vec<String> {
    let mut forms = vec![reading.document.quote(participant.span).to_owned()];
    forms.extend(participant.entity.map(|idx| names(reading, idx)).unwrap_or_default());
    forms
}

fn names(reading: &Reading, idx: EntityIdx) -> Vec<String> {
    let Some(entity) = reading.entities.get(idx) else { return Vec::new() };
    let quote = |span: Span| reading.document.quote(span).to_owned();
    let spoken = entity.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun);
    std::iter::once(entity.name.clone()).chain(spoken.map(|mention| quote(mention.span))).collect()
}

fn name_of(reading: &Reading, participant: &Participant) -> String {
    let entity = participant.entity.and_then(|idx| reading.entities.get(idx));
    entity.map_or_else(|| reading.document.quote(participant.span).to_owned(), |entity| entity.name.clone())
}

/// Whether one of two phrases stands in the other, word by word, letter case and quotation marks aside.
fn same(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    !short.is_empty() && long.windows(short.len()).any(|part| part == short)
}

fn words(phrase: &str) -> Vec<String> {
    let letters = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let phrase = phrase.replace(['’', '‘'], "'");
    let all: Vec<String> = phrase.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
    let small = all.iter().take_while(|word| ["a", "an", "the"].contains(&word.as_str())).count();
    all[small..].to_vec()
}

/// An act as a line of a page would say it.
fn describe(reading: &Reading, act: &Act) -> String {
    let who =
        |one: &Participant| format!(" {}=\"{}\"", format!("{:?}", one.role).to_lowercase(), name_of(reading, one));
    let status = format!("{:?}", act.status).to_lowercase();
    let participants: String = act.participants.iter().map(who).collect();
    format!(
        "{} {status}{participants} trigger=\"{}\" ({})",
        act.act_type,
        reading.document.quote(act.trigger),
        act.rule
    )
}
