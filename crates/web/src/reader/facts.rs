//! An act or a statement in plain words.

use super::record::{Act, Place, Record, Statement, words};
use casework::ActRow;

/// Longest passage that is quoted beside an act, code points on each side of its word.
const AROUND: usize = 220;

/// One act, with everything that is shown beside it.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// Such as `a3`.
    pub act: String,
    /// A term of the codebook.
    pub act_type: String,
    /// How the text presents it.
    pub status: String,
    /// To whom it was done.
    pub whom: Vec<String>,
    /// Who did it.
    pub by: Vec<String>,
    /// What else took part: role and words.
    pub others: Vec<(String, String)>,
    /// Where, the narrowest place first.
    pub places: Vec<String>,
    /// First and last day.
    pub date: [Option<String>; 2],
    /// How long.
    pub duration: Option<String>,
    /// Accused of what.
    pub charges: Vec<String>,
    /// What is said of it, and by whom.
    pub said: Vec<(String, Option<String>)>,
    /// The passage: before its word, its word, after it.
    pub quote: [String; 3],
    /// Where its word stands.
    pub trigger: Place,
    /// Which rule made it.
    pub rule: String,
    /// In hundredths.
    pub percent: i64,
    /// What somebody decided.
    pub verdict: Option<String>,
    /// What somebody amended: names of fields.
    pub amended: Vec<String>,
}

impl Fact {
    /// An act of a document with its record.
    pub fn new(row: &ActRow, record: &Record, letters: &[char]) -> Self {
        let empty = Act::default();
        let act = record.acts.iter().find(|act| act.id == row.act).unwrap_or(&empty);
        let place = |at: i64| usize::try_from(at).unwrap_or_default();
        let trigger = (place(row.span[0]), place(row.span[1]));
        let mut fact = Self {
            act: row.act.clone(),
            act_type: row.act_type.clone(),
            status: row.status.clone(),
            places: act.places.iter().rev().filter_map(|id| record.name(id)).map(str::to_owned).collect(),
            date: row.date.clone(),
            duration: act.duration.clone(),
            charges: act.charges.clone(),
            said: act.statements.iter().filter_map(|id| said_of(id, record, letters)).collect(),
            quote: quote(act, trigger, letters),
            trigger,
            rule: act.rule.clone(),
            percent: (row.confidence * 100.0).round() as i64,
            verdict: row.verdict.clone(),
            ..Self::default()
        };
        for one in &act.participants {
            let name = one.entity.as_deref().and_then(|id| record.name(id)).map(str::to_owned);
            let name = name.unwrap_or_else(|| words(letters, one.span));
            match one.role.as_str() {
                "victim" => fact.whom.push(name),
                "perpetrator" | "authority" => fact.by.push(name),
                role => fact.others.push((role.to_owned(), name)),
            }
        }
        for (field, value) in &row.amended {
            fact.amend(field, value);
        }
        fact
    }

    /// Puts what a person said in the place of what the program read.
    fn amend(&mut self, field: &str, value: &str) {
        let list = || value.split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        match field {
            "type" => value.clone_into(&mut self.act_type),
            "status" => value.clone_into(&mut self.status),
            "date" => self.date = days(value),
            "victims" => self.whom = list(),
            "perpetrators" => self.by = list(),
            "places" => self.places = list(),
            "charges" => self.charges = list(),
            _ => return,
        }
        if !self.amended.iter().any(|known| known == field) {
            self.amended.push(field.to_owned());
        }
    }

    /// A field as its form shows it.
    pub fn value(&self, field: &str) -> String {
        match field {
            "type" => self.act_type.clone(),
            "status" => self.status.clone(),
            "date" => when(&self.date),
            "victims" => self.whom.join("; "),
            "perpetrators" => self.by.join("; "),
            "places" => self.places.join("; "),
            "charges" => self.charges.join("; "),
            _ => String::new(),
        }
    }
}

/// A denial speaks of its acts, but an act names only who asserts it.
fn said_of(id: &str, record: &Record, letters: &[char]) -> Option<(String, Option<String>)> {
    let statement = record.statements.iter().find(|statement| statement.id == id)?;
    Some((statement.kind.clone(), record.speaker(statement, letters)))
}

/// `2031-02-03`, `2031-02-03/2031-02-05`, `/2031-02-05` or nothing (ISO 8601, interval).
fn days(value: &str) -> [Option<String>; 2] {
    let day = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match value.split_once('/') {
        Some((first, last)) => [day(first), day(last)],
        None => [day(value), day(value)],
    }
}

fn when(date: &[Option<String>; 2]) -> String {
    match date {
        [None, None] => String::new(),
        [Some(first), Some(last)] if first == last => first.clone(),
        [first, last] => format!("{}/{}", first.as_deref().unwrap_or_default(), last.as_deref().unwrap_or_default()),
    }
}

fn quote(act: &Act, trigger: Place, letters: &[char]) -> [String; 3] {
    let first = act.evidence.iter().map(|place| place.0).min().unwrap_or(trigger.0).min(trigger.0);
    let last = act.evidence.iter().map(|place| place.1).max().unwrap_or(trigger.1).max(trigger.1);
    let first = first.max(trigger.0.saturating_sub(AROUND));
    let last = last.min(trigger.1.saturating_add(AROUND)).min(letters.len());
    [(first, trigger.0), trigger, (trigger.1, last)].map(|place| words(letters, place))
}

/// A statement that is shown by itself.
#[derive(Clone, Debug)]
pub struct Said {
    /// `claim`, `denial`, ...
    pub kind: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// What was said.
    pub content: String,
    /// Where the word stands that attributes it.
    pub cue: Place,
}

impl Said {
    /// The statements that no act hangs on, and denials.
    pub fn alone(record: &Record, letters: &[char]) -> Vec<Self> {
        let is_alone = |one: &&Statement| one.acts.is_empty() || one.kind == "denial";
        let all = record.statements.iter().filter(is_alone);
        all.map(|one| Self {
            kind: one.kind.clone(),
            speaker: record.speaker(one, letters),
            content: one.content.iter().map(|&place| words(letters, place)).collect::<Vec<_>>().join(" … "),
            cue: one.cue,
        })
        .collect()
    }
}
