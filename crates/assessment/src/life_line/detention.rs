//! Who is in detention as of a day, as far as documented.

use super::states::Held;
use super::{LifeLine, Period};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is documented for one person and one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Position in [`resolution::result::Resolution::persons`].
    pub person: usize,
    /// What the reports say.
    pub answer: Answer,
    /// Position of the period that the answer rests on.
    pub period: Option<usize>,
    /// Positions of the contradictions that touch that period: read them before relying on the answer.
    pub contradictions: Vec<usize>,
}

/// What is documented of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Held: it began before, and reports document it for this day or for days on both sides of it.
    Held,
    /// At liberty, in the same way.
    Free,
    /// Dead before.
    Dead,
    /// The last that is documented is of this day; none when nothing is documented before.
    NotKnownSince(Option<Date>),
}

/// The standing of everybody with a life line, in order.
#[must_use]
pub fn in_detention(lines: &[LifeLine], as_of: Date) -> Vec<Standing> {
    lines.iter().map(|line| standing(line, as_of)).collect()
}

fn standing(line: &LifeLine, as_of: Date) -> Standing {
    let certain = |period: &Period| begun_for_certain(period).is_some_and(|day| day <= as_of);
    let known = line.periods.iter().enumerate().filter(|(_, period)| period.held != Held::Unsaid);
    // The last one that has certainly begun; on one day the order of the periods decides.
    let last =
        known.filter(|(_, period)| certain(period)).max_by_key(|(idx, period)| (begun_for_certain(period), *idx));
    let Some((idx, period)) = last else {
        let answer = Answer::NotKnownSince(None);
        return Standing { person: line.person, answer, period: None, contradictions: Vec::new() };
    };
    let touching = line.contradictions.iter().enumerate().filter(|(_, one)| one.periods.contains(&idx));
    Standing {
        person: line.person,
        answer: answer(line, idx, period, as_of),
        period: Some(idx),
        contradictions: touching.map(|(idx, _)| idx).collect(),
    }
}

/// The day by which it has begun whatever the reports leave open.
fn begun_for_certain(period: &Period) -> Option<Date> {
    period.begins.latest.or(period.documented_until)
}

fn answer(line: &LifeLine, idx: usize, period: &Period, as_of: Date) -> Answer {
    let documented = period.documented_until.max(period.begins.latest);
    let is_documented = period.documented_until.is_some_and(|day| as_of <= day);
    let may_have_changed = line.periods.iter().enumerate().any(|(other, one)| {
        let later = other != idx && one.held != Held::Unsaid && one.begins.latest.is_none_or(|day| day > as_of);
        later && one.begins.earliest.is_none_or(|day| day <= as_of)
    });
    let is_between = period.ends.earliest.is_some_and(|end| as_of < end);
    match period.held {
        Held::Dead => Answer::Dead,
        _ if may_have_changed || !(is_documented || is_between) => Answer::NotKnownSince(documented),
        Held::Held => Answer::Held,
        Held::Free | Held::Unsaid => Answer::Free,
    }
}
