//! What counts of the judgements about each part: which of them stand, where two of them differ, and which wait for a second
//! person.

use crate::JudgementRow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The field of a setting of the case that asks for a second person.
pub const TWO_PEOPLE: &str = "two-person";

/// The value that a field was given, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value.
    pub value: String,
    /// The entry.
    pub entry: String,
    /// Who.
    pub author: String,
}

/// What people decided about one part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// `accept`, `amend`, `reject` or `unsure`; none when nobody decided, when decisions contradict each other, or while they wait.
    pub verdict: Option<&'static str>,
    /// What was amended: each different value that counts. Two of them stand side by side until somebody decides.
    pub fields: BTreeMap<String, Vec<Given>>,
    /// Some accept it and others reject it, and neither knew of the other.
    pub is_contested: bool,
    /// Entries that wait for a second person, with their authors.
    pub waiting: Vec<(String, String)>,
    /// Verdicts that wait.
    pub proposed: Vec<&'static str>,
}

impl State {
    /// The value of a field that a person gave, when there is just one.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        match self.fields.get(field)?.as_slice() {
            [one] => Some(&one.value),
            _ => None,
        }
    }

    /// Fields with more than one value.
    pub fn split(&self) -> impl Iterator<Item = (&String, &Vec<Given>)> {
        self.fields.iter().filter(|(_, given)| given.len() > 1)
    }

    /// Whether it is left out of what is worked out.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.verdict == Some("reject")
    }
}

/// A part that somebody entered by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The record of the document.
    pub document: String,
    /// Stays for good: `+a arrest 12-40 <record of the entry>`.
    pub key: String,
    /// `act`, `entity` or `statement`.
    pub part: String,
    /// Its fields, written as amendments are.
    pub fields: BTreeMap<String, String>,
    /// The words that it rests on.
    pub passages: Vec<String>,
    /// The entry.
    pub entry: String,
    /// Who.
    pub author: String,
    /// When.
    pub time: i64,
    /// Whether it waits for a second person.
    pub waits: bool,
}

/// The key of an added part, which tells it from what the program read.
#[must_use]
pub fn added_key(part: &str, kind: &str, place: (u32, u32), record: &str) -> String {
    let letter = part.chars().next().unwrap_or('x');
    format!("+{letter} {kind} {}-{} {record}", place.0, place.1)
}

/// The name of an added part, such as `h1a2b3c4d`; none for a part that the program read.
#[must_use]
pub fn added_name(key: &str) -> Option<String> {
    let record = key.strip_prefix('+')?.rsplit(' ').next()?;
    Some(format!("h{}", record.get(..8)?))
}

/// Everything that people decided and that counts, by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// By record of the document and key of the part.
    pub parts: BTreeMap<(String, String), State>,
    /// What was entered by hand, in the order in which it was.
    pub added: Vec<Added>,
    /// Whether the case asks for a second person.
    pub two_people: bool,
}

impl States {
    /// From judgements in the order in which they were made, undone ones too.
    #[must_use]
    pub fn of(rows: &[JudgementRow]) -> Self {
        let counting = counting(rows);
        let two_people = (counting.iter()).any(|row| {
            row.verdict.as_deref() == Some("setting")
                && row.field.as_deref() == Some(TWO_PEOPLE)
                && row.value.as_deref() == Some("yes")
        });
        Self::ruled(&counting, two_people)
    }

    /// The same for the judgements about one document, among which no setting of the case stands.
    #[must_use]
    pub fn of_document(rows: &[JudgementRow], two_people: bool) -> Self {
        Self::ruled(&counting(rows), two_people)
    }

    fn ruled(counting: &[&JudgementRow], two_people: bool) -> Self {
        let confirmed = confirmed(counting);
        let mut states = Self { two_people, ..Self::default() };
        let waits = |row: &JudgementRow| two_people && !confirmed.contains(row.entry.as_str());
        for row in counting {
            match row.verdict.as_deref() {
                Some("add") => states.add(row, waits(row)),
                Some("accept") => states.take(row, "accept", waits(row)),
                Some("amend") => states.take(row, "amend", waits(row)),
                Some("reject") => states.take(row, "reject", waits(row)),
                Some("unsure") if row.of.len() == 1 => states.take(row, "unsure", false),
                _ => {}
            }
        }
        states
    }

    /// What was decided about a part.
    #[must_use]
    pub fn part(&self, document: &str, key: &str) -> Option<&State> {
        self.parts.get(&(document.to_owned(), key.to_owned()))
    }

    fn take(&mut self, row: &JudgementRow, verdict: &'static str, waits: bool) {
        for part in parts_of(row) {
            let state = self.parts.entry(part).or_default();
            if waits {
                state.waiting.push((row.entry.clone(), row.author.clone()));
                state.proposed.push(verdict);
                continue;
            }
            if let ("amend", Some(field), Some(value)) = (verdict, &row.field, &row.value) {
                let given = state.fields.entry(field.clone()).or_default();
                if !given.iter().any(|known| known.value == *value) {
                    given.push(Given { value: value.clone(), entry: row.entry.clone(), author: row.author.clone() });
                }
            }
            state.see(verdict);
        }
    }

    fn add(&mut self, row: &JudgementRow, waits: bool) {
        let Some((document, key)) = parts_of(row).into_iter().next() else { return };
        let fields = row.value.as_deref().and_then(|value| serde_json::from_str(value).ok());
        let (Some(part), Some(fields)) = (row.field.clone(), fields) else { return };
        if waits {
            let state = self.parts.entry((document.clone(), key.clone())).or_default();
            state.waiting.push((row.entry.clone(), row.author.clone()));
            state.proposed.push("add");
        }
        self.added.push(Added {
            document,
            key,
            part,
            fields,
            passages: row.evidence.iter().flatten().cloned().collect(),
            entry: row.entry.clone(),
            author: row.author.clone(),
            time: row.time,
            waits,
        });
    }
}

impl State {
    fn see(&mut self, verdict: &'static str) {
        let is_for = |verdict: &str| matches!(verdict, "accept" | "amend");
        match (self.verdict, verdict) {
            _ if self.is_contested => {}
            (Some(before), now) if (is_for(before) && now == "reject") || (before == "reject" && is_for(now)) => {
                self.is_contested = true;
                self.verdict = None;
            }
            (Some("amend"), "accept") | (Some(_), "unsure") => {}
            (_, now) => self.verdict = Some(now),
        }
    }
}

/// The judgements that were neither taken back nor replaced by one that counts. Whatever replaces stands later in the order.
#[must_use]
pub fn counting(rows: &[JudgementRow]) -> Vec<&JudgementRow> {
    let mut replaced: HashSet<&str> = HashSet::new();
    let mut kept: Vec<&JudgementRow> = Vec::new();
    for row in rows.iter().rev().filter(|row| !row.undone) {
        if !replaced.contains(row.entry.as_str()) {
            replaced.extend(row.replaces.iter().flatten().map(String::as_str));
            kept.push(row);
        }
    }
    kept.reverse();
    kept
}

/// Entries that somebody else than their author confirmed.
fn confirmed<'a>(counting: &[&'a JudgementRow]) -> BTreeSet<&'a str> {
    let authors: BTreeMap<&str, &str> = counting.iter().map(|row| (row.entry.as_str(), row.author.as_str())).collect();
    let confirms = counting.iter().filter(|row| row.verdict.as_deref() == Some("confirm"));
    let pairs =
        confirms.flat_map(|row| row.confirms.iter().flatten().map(move |entry| (entry.as_str(), row.author.as_str())));
    pairs.filter(|(entry, by)| authors.get(entry).is_some_and(|author| author != by)).map(|(entry, _)| entry).collect()
}

/// Record and key of each part that a judgement is about.
#[must_use]
pub fn parts_of(row: &JudgementRow) -> Vec<(String, String)> {
    let pairs = row.of.iter().zip(&row.seen);
    let known = pairs.filter_map(|(of, seen)| Some((of.as_deref()?, seen.as_deref().filter(|seen| !seen.is_empty())?)));
    known.map(|(of, seen)| (of.split_once('/').map_or(of, |(record, _)| record).to_owned(), seen.to_owned())).collect()
}

/// The earlier judgements that a new one takes the place of: those about the same part that say something else about the same.
#[must_use]
pub fn replaced_by(rows: &[JudgementRow], verdict: &str, field: Option<&str>, part: &(String, String)) -> Vec<String> {
    let is_replaced = |row: &JudgementRow| match (verdict, row.verdict.as_deref().unwrap_or_default()) {
        ("accept" | "amend" | "reject" | "unsure", "reject" | "unsure")
        | ("accept" | "reject" | "unsure", "accept") => true,
        ("reject", "amend") => true,
        ("amend", "amend") => row.field.as_deref() == field,
        _ => false,
    };
    let of_part = rows.iter().filter(|row| !row.undone && row.of.len() == 1 && is_replaced(row));
    let of_part = of_part.filter(|row| parts_of(row).first() == Some(part));
    of_part.map(|row| row.entry.clone()).collect()
}
