//! Acts that may be reprisals for a submission: proposed by the program, marked by a person only.

use serde::{Deserialize, Serialize};

/// An act across documents, as far as it matters here.
#[derive(Clone, Debug, Default)]
pub struct Act {
    /// The event.
    pub event: String,
    /// First and last day (ISO 8601), where known.
    pub days: [Option<String>; 2],
    /// Who suffers it: an identity across documents, and the words of the document.
    pub against: Vec<(Option<String>, String)>,
    /// Whether its type is something done to somebody.
    pub is_harm: bool,
    /// People of the submission who are named in the same reports.
    pub beside: Vec<String>,
}

/// Why an act is proposed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Why {
    /// It is against somebody whom the submission is about.
    SamePerson {
        /// Who.
        person: String,
    },
    /// It is against somebody whom the words call a relative, in a report that names somebody of the submission.
    Relative {
        /// Whose.
        person: String,
        /// The words.
        words: String,
    },
}

/// An act that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Candidate {
    /// First day, where known.
    pub day: Option<String>,
    /// The event.
    pub event: String,
    /// Why.
    pub why: Why,
}

const KIN: &str = include_str!("../../../codebook/interventions/kin.tsv");
const NO_HARM: &str = include_str!("../../../codebook/interventions/no_harm.tsv");
/// More are not proposed for one submission; the earliest come first.
pub const MAX_CANDIDATES: usize = 200;

/// Words for relatives, lower case.
fn kin() -> impl Iterator<Item = &'static str> {
    KIN.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').nth(1)).map(str::trim)
}

/// Acts against the people of a submission, or against relatives of theirs, that were not over before the day it went out.
///
/// `people`: identities across documents. `marked`: events that a person looked at already. What is undated is proposed too,
/// without a day; who decides is a person. In order of days.
#[must_use]
pub fn candidates(submitted: &str, people: &[String], marked: &[String], acts: &[Act]) -> Vec<Candidate> {
    let is_after = |act: &&Act| match &act.days {
        [_, Some(last)] => last.as_str() >= submitted,
        [Some(_), None] | [None, None] => true,
    };
    let open = acts.iter().filter(|act| act.is_harm && !marked.contains(&act.event)).filter(is_after);
    let mut found: Vec<Candidate> = open
        .filter_map(|act| {
            let why = why(act, people)?;
            Some(Candidate { day: act.days[0].clone(), event: act.event.clone(), why })
        })
        .collect();
    // Those with a day first.
    found.sort_by(|one, other| (one.day.is_none(), one).cmp(&(other.day.is_none(), other)));
    found.dedup_by(|one, other| one.event == other.event);
    found.truncate(MAX_CANDIDATES);
    found
}

fn why(act: &Act, people: &[String]) -> Option<Why> {
    let same = act.against.iter().find_map(|(whose, _)| whose.as_ref().filter(|whose| people.contains(whose)));
    if let Some(person) = same {
        return Some(Why::SamePerson { person: person.clone() });
    }
    let person = act.beside.iter().find(|person| people.contains(person))?;
    let (_, words) = act.against.iter().find(|(_, words)| is_kin(words))?;
    Some(Why::Relative { person: person.clone(), words: words.clone() })
}

/// Whether an act of this type is something done to somebody.
#[must_use]
pub fn is_harm(act_type: &str) -> bool {
    !NO_HARM.lines().any(|line| line.trim() == act_type)
}

/// Whether words speak of somebody's relative. Words of scripts without spaces are looked for as they stand.
#[must_use]
pub fn is_kin(words: &str) -> bool {
    let lower = words.to_lowercase();
    let all: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    kin().any(|word| {
        if word.is_ascii() {
            all.contains(&word) || (word.contains(' ') && lower.contains(word))
        } else {
            lower.contains(word)
        }
    })
}
