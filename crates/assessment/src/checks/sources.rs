//! Who says that it happened, and what they are to it.
//!
//! # What it finds
//! Every speaker of a statement that asserts the event: victim, witness, relative, lawyer, medical staff, accused, official,
//! organisation, reporter, or unknown.
//!
//! # Why
//! Who was there weighs otherwise than who heard of it, and sources of different kinds corroborate each other better.
//!
//! # Example
//! ```
//! # use assessment::{SourceKind, example::Case};
//! let mut case = Case::default();
//! case.report("Ambel Radio").victim("Sorn Keth").said("Sorn Keth", &[], "claim");
//! case.report("Harbour Post").said("Mela Keth", &["his wife"], "accusation").said("Ora Tem", &["lawyer"], "claim");
//! let kinds: Vec<SourceKind> = case.assess().sources.iter().map(|source| source.kind).collect();
//! assert_eq!(kinds, [SourceKind::Victim, SourceKind::Relative, SourceKind::Lawyer]);
//! ```
//!
//! # Known problems
//! The words come from the file of words; a role that is not in it is `unknown`. A wife of somebody else in the text is taken for
//! a relative. Only English words so far.
//!
//! # Source
//! OHCHR, Manual on Human Rights Monitoring (2011), on types of sources.

use super::speakers::{Speaker, names_of};
use crate::assessor::{Reports, in_order, listed};
use crate::result::{Assessment, Finding, Source};
use std::collections::BTreeMap;

/// The speakers, each once, in order of first use.
#[must_use]
pub fn sources(reports: &Reports<'_>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    let mut at: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    for report in reports.telling() {
        for statement in report.statements().into_iter().filter(|statement| statement.kind != "denial") {
            let speaker = Speaker::of(reports, &report, statement);
            let Some(name) = speaker.name else { continue };
            let evidence = report.evidence(&statement.evidence);
            let by = if speaker.identity.is_some() { String::new() } else { name.to_lowercase() };
            let place = *at.entry((speaker.identity.clone(), by)).or_insert(sources.len());
            match sources.get_mut(place) {
                Some(source) => {
                    source.evidence = in_order([source.evidence.clone(), evidence].concat());
                    source.kind = source.kind.min(speaker.kind);
                }
                None => sources.push(Source {
                    name,
                    identity: speaker.identity,
                    kind: speaker.kind,
                    evidence: in_order(evidence),
                }),
            }
        }
    }
    sources
}

/// The sentence; nothing when the reports name nobody.
#[must_use]
pub fn finding(reports: &Reports<'_>, found: &Assessment) -> Option<Finding> {
    let labels = reports.labels();
    let shown = |source: &Source| {
        let kind = labels.sentence(&format!("kind.{}", source.kind.as_str()), &[]);
        labels.sentence("source", &[("name", &source.name), ("kind", &kind)])
    };
    let names: Vec<String> = found.sources.iter().map(shown).collect();
    let evidence = found.sources.iter().flat_map(|source| source.evidence.clone()).collect();
    (!names.is_empty()).then(|| Finding {
        check: "sources".to_owned(),
        sentence: labels.sentence("sources", &[("sources", &listed(&names_of(names)))]),
        evidence: in_order(evidence),
    })
}
