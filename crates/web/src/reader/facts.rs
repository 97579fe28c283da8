//! An act or a statement in plain words.

use super::record::{Act, Place, Record, Statement, words};
use casework::ActRow;
use casework::fields::Named;
use casework::shown::{AddedShown, CommentShown, Opinion};
use std::collections::BTreeMap;

/// Longest passage that is quoted beside an act, code points on each side of its word.
const AROUND: usize = 220;

/// One act, with everything that is shown beside it.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// Such as `a3`.
    pub act: String,
    /// Stays when the document is read again.
    pub key: String,
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
    /// What people said, as it is recorded: field and value.
    given: BTreeMap<String, String>,
    /// Who says so, as the text has it.
    speakers: Vec<String>,
    /// Who entered it; none: the program read it.
    pub entered_by: Option<String>,
    /// What stands of what people decided.
    pub opinion: Option<Opinion>,
    /// What people wrote beside it.
    pub comments: Vec<CommentShown>,
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
            key: row.key.clone(),
            act_type: row.act_type.clone(),
            status: row.status.clone(),
            places: act.places.iter().rev().filter_map(|id| record.name(id)).map(str::to_owned).collect(),
            date: row.date.clone(),
            duration: act.duration.clone(),
            charges: act.charges.clone(),
            said: said_of(&row.act, act, record, letters),
            speakers: speakers(act, record, letters),
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

    /// An act that a person entered.
    pub fn entered(added: &AddedShown, opinion: Option<&Opinion>, letters: &[char]) -> Self {
        let places: Vec<Place> = added.passages.iter().map(|[start, end]| (*start as usize, *end as usize)).collect();
        let first = places.first().copied().unwrap_or_default();
        let quote = places.iter().map(|place| words(letters, *place)).collect::<Vec<_>>().join(" … ");
        let mut fact = Self {
            act: added.name.clone(),
            key: added.key.clone(),
            status: "reported".to_owned(),
            quote: [String::new(), quote, String::new()],
            trigger: first,
            percent: 100,
            entered_by: Some(added.author.clone()),
            verdict: opinion.and_then(|opinion| opinion.verdict.clone()),
            ..Self::default()
        };
        added.fields.iter().for_each(|(field, value)| fact.amend(field, value));
        fact.amended.clear();
        opinion.iter().flat_map(|opinion| &opinion.amended).for_each(|(field, value)| fact.amend(field, value));
        fact
    }

    /// Puts what a person said in the place of what the program read.
    fn amend(&mut self, field: &str, value: &str) {
        let list = || Named::all(value).map(|named| named.name.to_owned()).collect();
        self.given.insert(field.to_owned(), value.to_owned());
        match field {
            "type" => value.clone_into(&mut self.act_type),
            "status" => value.clone_into(&mut self.status),
            "date" => self.date = days(value),
            "victims" => self.whom = list(),
            "perpetrators" => self.by = list(),
            "places" => self.places = list(),
            "charges" => self.charges = list(),
            "speaker" => {
                self.speakers = list();
                self.said.retain(|(kind, _)| kind == "denial");
                let said = self.speakers.iter().map(|speaker| ("claim".to_owned(), Some(speaker.clone())));
                self.said = said.chain(std::mem::take(&mut self.said)).collect();
            }
            _ => return,
        }
        if !self.amended.iter().any(|known| known == field) {
            self.amended.push(field.to_owned());
        }
    }

    /// A field as it is recorded.
    pub fn value(&self, field: &str) -> String {
        if let Some(given) = self.given.get(field) {
            return given.clone();
        }
        match field {
            "type" => self.act_type.clone(),
            "status" => self.status.clone(),
            "date" => when(&self.date),
            "victims" => self.whom.join("; "),
            "perpetrators" => self.by.join("; "),
            "places" => self.places.join("; "),
            "charges" => self.charges.join("; "),
            "speaker" => self.speakers.join("; "),
            _ => String::new(),
        }
    }

    /// The name of the words that tell why it was proposed: because of a verb, a noun, or a wording.
    pub fn why_words(&self) -> &'static str {
        match self.rule.rsplit_once('#').map_or("", |(_, rule)| rule) {
            "verb" => "why-verb",
            "noun" => "why-noun",
            _ => "why-wording",
        }
    }

    /// Whether a person entered it.
    pub const fn is_by_hand(&self) -> bool {
        self.entered_by.is_some()
    }
}

/// Who says so and who says that it is not so. A denial speaks of its acts, but an act names only who asserts it.
fn said_of(name: &str, act: &Act, record: &Record, letters: &[char]) -> Vec<(String, Option<String>)> {
    let denies = |statement: &Statement| statement.kind == "denial" && statement.acts.iter().any(|act| act == name);
    let all = record.statements.iter().filter(|one| act.statements.contains(&one.id) || denies(one));
    let mut said: Vec<(String, Option<String>)> = Vec::new();
    for statement in all {
        let one = (statement.kind.clone(), record.speaker(statement, letters));
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said
}

/// The names of whoever says that it happened.
fn speakers(act: &Act, record: &Record, letters: &[char]) -> Vec<String> {
    let asserting = record.statements.iter().filter(|one| act.statements.contains(&one.id) && one.kind != "denial");
    let mut speakers: Vec<String> = asserting.filter_map(|one| record.speaker(one, letters)).collect();
    speakers.dedup();
    speakers
}

/// See [`casework::fields::window`]; what is none of these is shown as it is.
fn days(value: &str) -> [Option<String>; 2] {
    let day = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(window) = casework::fields::window(value) {
        return [window.earliest.map(|day| day.to_string()), window.latest.map(|day| day.to_string())];
    }
    [day(value), day(value)]
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
    /// Who entered it, and the entry; none: the program read it.
    pub entered: Option<(String, String)>,
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
            entered: None,
        })
        .collect()
    }

    /// A statement that a person entered.
    pub fn entered(added: &AddedShown, letters: &[char]) -> Self {
        let places: Vec<Place> = added.passages.iter().map(|[start, end]| (*start as usize, *end as usize)).collect();
        let field = |name: &str| added.fields.get(name).filter(|value| !value.is_empty());
        Self {
            kind: field("kind").cloned().unwrap_or_default(),
            speaker: field("speaker").map(|speaker| Named::one(speaker).name.to_owned()),
            content: places.iter().map(|&place| words(letters, place)).collect::<Vec<_>>().join(" … "),
            cue: places.first().copied().unwrap_or_default(),
            entered: Some((added.author.clone(), added.entry.clone())),
        }
    }
}
