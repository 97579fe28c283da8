//! Where the reports of one event contradict each other: days and numbers.
//!
//! # What it finds
//! Days that exclude each other, when the reports state them or compute them from a stated day; numbers of victims that exclude
//! each other, the largest of each document.
//!
//! # Why
//! Small contradictions are usual between honest witnesses; they must be seen and explained, not averaged.
//!
//! # Example
//! ```
//! # use assessment::example::Case;
//! let mut case = Case::default();
//! case.report("Ambel Radio").on((2021, 3, 4)).count(12, Some(12));
//! case.report("Harbour Post").on((2021, 3, 5)).count(10, None);
//! let found = case.assess();
//! assert_eq!(found.inconsistencies.len(), 1, "at least ten and twelve agree");
//! assert_eq!(found.inconsistencies[0].says, ["2021-03-04", "2021-03-05"]);
//! ```
//!
//! # Known problems
//! A number may be of another group of people ("34 held, two of them charged"). Two events wrongly taken for one look like a
//! contradiction; that is worth seeing too.
//!
//! # Source
//! OHCHR, Manual on Human Rights Monitoring (2011), on consistency of information.

use crate::assessor::{Report, Reports, in_order, listed};
use crate::result::{Assessment, Evidence, Finding, Inconsistency};
use document::DateWindow;
use resolution::digest::{Count, Role};
use std::collections::BTreeMap;

/// What contradicts: days first, then numbers.
#[must_use]
pub fn inconsistencies(reports: &Reports<'_>) -> Vec<Inconsistency> {
    let telling = reports.telling();
    [dates(&telling), numbers(&telling)].into_iter().flatten().collect()
}

fn dates(telling: &[Report<'_>]) -> Option<Inconsistency> {
    let known =
        |report: &&Report<'_>| matches!(report.act.basis.as_str(), "stated" | "relative") && !report.act.date.is_open();
    let dated: Vec<&Report<'_>> = telling.iter().filter(known).collect();
    let common = dated.iter().try_fold(DateWindow::default(), |common, report| common.intersect(report.act.date));
    common.is_none().then(|| {
        let mut said: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for report in dated {
            said.entry(days(report.act.date)).or_default().extend(report.evidence(&report.act.evidence));
        }
        inconsistency("date", said)
    })
}

fn days(window: DateWindow) -> String {
    let end = |day: Option<_>| day.map_or_else(String::new, |day: jiff::civil::Date| day.to_string());
    match window.exact() {
        Some(day) => day.to_string(),
        None => format!("{}/{}", end(window.earliest), end(window.latest)),
    }
}

/// Least and most that a count allows, the count, and where it stands.
type Stated<'a> = ((u64, u64), &'a Count, Vec<Evidence>);

fn numbers(telling: &[Report<'_>]) -> Option<Inconsistency> {
    let mut largest: BTreeMap<usize, Stated<'_>> = BTreeMap::new();
    for report in telling {
        let victims = report.act.participants.iter().filter(|participant| participant.role == Role::Victim);
        for (participant, count) in victims.filter_map(|participant| Some((participant, participant.count.as_ref()?))) {
            let range = range(count);
            let evidence = report.evidence(&[participant.span]);
            let known = largest.get(&report.at.document);
            if known.is_none_or(|(known, ..)| *known < range) {
                largest.insert(report.at.document, (range, count, evidence));
            }
        }
    }
    let least = largest.values().map(|((_, most), ..)| *most).min()?;
    let most = largest.values().map(|((least, _), ..)| *least).max()?;
    (least < most).then(|| {
        let mut said: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for (_, count, evidence) in largest.into_values() {
            said.entry(shown(count)).or_default().extend(evidence);
        }
        inconsistency("number", said)
    })
}

/// Least and most people that the words allow; "some sixty" is a tenth more or less.
fn range(count: &Count) -> (u64, u64) {
    let (least, most) = (count.at_least.unwrap_or(0), count.at_most.unwrap_or(u64::MAX));
    if count.about { (least - least / 10, most.saturating_add(most / 10)) } else { (least, most) }
}

fn shown(count: &Count) -> String {
    if !count.text.is_empty() {
        return count.text.clone();
    }
    let end = |end: Option<u64>| end.map_or_else(String::new, |end| end.to_string());
    if count.at_least == count.at_most {
        end(count.at_least)
    } else {
        format!("{}–{}", end(count.at_least), end(count.at_most))
    }
}

fn inconsistency(of: &str, said: BTreeMap<String, Vec<Evidence>>) -> Inconsistency {
    let evidence = said.values().flatten().copied().collect();
    Inconsistency { of: of.to_owned(), says: said.into_keys().collect(), evidence: in_order(evidence) }
}

/// A sentence for each.
#[must_use]
pub fn findings(reports: &Reports<'_>, found: &Assessment) -> Vec<Finding> {
    let sentence = |one: &Inconsistency| {
        let key = format!("inconsistent.{}", one.of);
        Finding {
            sentence: reports.labels().sentence(&key, &[("says", &listed(&one.says))]),
            check: key,
            evidence: one.evidence.clone(),
        }
    };
    found.inconsistencies.iter().map(sentence).collect()
}
