//! How many origins tell of an event independently: of origins, not of documents.
//!
//! # What it finds
//! Groups of reports that are one source: of one stated origin, copies and cuts of one text, told in one passage that several
//! documents have, or known from one and the same speaker only.
//!
//! # Why
//! Ten prints of one agency's story are one source. Who takes them for ten loses the case in court.
//!
//! # Example
//! ```
//! # use assessment::example::Case;
//! let mut case = Case::default();
//! case.report("Ambel Radio");
//! case.report("Ambel Radio");
//! case.report("Harbour Post");
//! let found = case.assess();
//! assert_eq!((found.groups[0].reports.len(), found.independent_origins), (2, 2));
//! assert_eq!(found.findings[0].sentence, "2 origins tell of it independently, in 3 documents: Ambel Radio, Harbour Post.");
//! ```
//! Two papers that both have it from the same aunt are one source:
//! ```
//! # use assessment::example::Case;
//! let mut case = Case::default();
//! case.report("Ambel Radio").said("Dara Vel", &["her aunt"], "claim");
//! case.report("Harbour Post").said("Dara Vel", &["aunt"], "claim");
//! assert_eq!(case.assess().independent_origins, 1);
//! ```
//!
//! # Known problems
//! A paper that rewrites another one in its own words and does not say so counts as an origin of its own. A speaker whom the
//! reading did not see leaves the document itself as the source.
//!
//! # Source
//! OHCHR, Commissions of Inquiry and Fact-Finding Missions: Guidance and Practice (2015), on the independence of sources.

use super::speakers::names_of;
use crate::assessor::{Report, Reports, in_order, listed};
use crate::result::{Assessment, Finding, OriginGroup};
use resolution::families::origins::{Told, independent};
use resolution::result::ActRef;
use std::collections::{BTreeMap, BTreeSet};

/// The reports in groups of one source each, in order of documents.
#[must_use]
pub fn groups(reports: &Reports<'_>) -> Vec<OriginGroup> {
    let telling = reports.telling();
    let mut told: BTreeMap<usize, Told> = BTreeMap::new();
    for report in &telling {
        let document = report.at.document;
        let entry = told.entry(document).or_insert_with(|| Told { document, spans: Vec::new() });
        entry.spans.extend(&report.act.evidence);
    }
    let told: Vec<Told> = told.into_values().collect();
    let mut families: Vec<_> = told.iter().flat_map(|told| reports.families(told.document)).collect();
    families.sort_by(|one, other| one.id.cmp(&other.id));
    families.dedup_by(|one, other| one.id == other.id);
    let mut origins: Vec<_> = told.iter().filter_map(|told| reports.origin(told.document)).collect();
    origins.sort_by(|one, other| one.id.cmp(&other.id));
    origins.dedup_by(|one, other| one.id == other.id);
    let documents = independent(&told, families, origins);
    let groups = join_by_speaker(reports, &telling, documents);
    groups.into_iter().map(|documents| group(reports, &telling, &documents)).collect()
}

/// Groups that have it only from one and the same speaker are one.
fn join_by_speaker(reports: &Reports<'_>, telling: &[Report<'_>], groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut by_speaker: BTreeMap<Option<String>, Vec<Vec<usize>>> = BTreeMap::new();
    for group in groups {
        let of_group = telling.iter().filter(|report| group.contains(&report.at.document));
        by_speaker.entry(only_speaker(reports, of_group)).or_default().push(group);
    }
    let mut joined = by_speaker.remove(&None).unwrap_or_default();
    joined.extend(by_speaker.into_values().map(|groups| groups.concat()));
    joined.iter_mut().for_each(|group| group.sort_unstable());
    joined.sort_unstable();
    joined
}

/// The identity of the one speaker from whom all these reports have it.
fn only_speaker<'a>(reports: &Reports<'_>, of_group: impl Iterator<Item = &'a Report<'a>>) -> Option<String> {
    let mut speakers = BTreeSet::new();
    for report in of_group {
        let statements: Vec<_> =
            report.statements().into_iter().filter(|statement| statement.kind != "denial").collect();
        if statements.is_empty() {
            return None;
        }
        for statement in statements {
            speakers.insert(reports.identity(report.at.document, statement.speaker?)?.id.clone());
        }
    }
    speakers.pop_first().filter(|_| speakers.is_empty())
}

fn group(reports: &Reports<'_>, telling: &[Report<'_>], documents: &[usize]) -> OriginGroup {
    let acts: Vec<ActRef> =
        telling.iter().map(|report| report.at).filter(|at| documents.contains(&at.document)).collect();
    let name = documents.iter().find_map(|&document| reports.origin(document)?.name.clone());
    OriginGroup { name, reports: acts }
}

/// Names of the origins, each once, in order of the groups.
#[must_use]
pub fn names(groups: &[OriginGroup]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    groups.iter().filter_map(|group| group.name.clone()).filter(|name| seen.insert(name.clone())).collect()
}

/// The sentence, and every report as its evidence.
#[must_use]
pub fn finding(reports: &Reports<'_>, found: &Assessment) -> Option<Finding> {
    let labels = reports.labels();
    let documents: BTreeSet<usize> = found.groups.iter().flat_map(|g| &g.reports).map(|at| at.document).collect();
    let key = match (found.independent_origins, documents.len()) {
        (0, _) => return None,
        (1, 1) => "origins.one",
        (1, _) => "origins.one.copied",
        (n, m) if n == m => "origins.many",
        _ => "origins.many.copied",
    };
    let unnamed = || labels.sentence("origins.unnamed", &[]);
    let names: Vec<String> = found.groups.iter().map(|group| group.name.clone().unwrap_or_else(unnamed)).collect();
    let (n, documents) = (found.independent_origins.to_string(), documents.len().to_string());
    let values = [("n", n.as_str()), ("documents", documents.as_str()), ("names", &listed(&names_of(names)))];
    let evidence = reports.telling().iter().flat_map(|report| report.evidence(&report.act.evidence)).collect();
    Some(Finding { check: "origins".to_owned(), sentence: labels.sentence(key, &values), evidence: in_order(evidence) })
}
