//! What is missing for the standard that the user chose.
//!
//! # What it finds
//! Each thing that the standard asks for (`codebook/assessment/standards.tsv`) and that the reports do not have.
//!
//! # Why
//! A monitor wants to know whom to ask next. Whether a standard is met is for people to decide.
//!
//! # Example
//! ```
//! # use assessment::{Standard, example::Case};
//! let standards = Standard::built_in()?;
//! let mut case = Case::default();
//! case.report("Ambel Radio").on((2021, 3, 4)).said("Mela Keth", &["his wife"], "claim");
//! let grounds = standards.iter().find(|standard| standard.id == "reasonable-grounds");
//! assert_eq!(case.assess_for(grounds).missing, ["need.origins", "need.first-hand", "need.place"]);
//! # Ok::<(), assessment::StandardError>(())
//! ```
//!
//! # Known problems
//! It counts what the reading saw. That nothing is missing here does not mean that a source is reliable.
//!
//! # Source
//! OHCHR, Commissions of Inquiry and Fact-Finding Missions: Guidance and Practice (2015), on standards of proof.

use crate::assessor::{Reports, listed};
use crate::result::{Assessment, Finding, Lack, SourceKind};
use crate::standard::{Need, Requirement, Standard};
use resolution::digest::Role;
use std::collections::BTreeSet;

/// What is missing, and the sentence.
#[must_use]
pub fn missing(reports: &Reports<'_>, found: &Assessment, standard: &Standard) -> (Vec<Lack>, Finding) {
    let labels = reports.labels();
    let lack = |asked: &Requirement| {
        let has = amount(reports, found, asked.need);
        (has < asked.amount).then_some(Lack { need: asked.need, amount: asked.amount, has })
    };
    let unmet: Vec<Lack> = standard.needs.iter().filter_map(lack).collect();
    let words = unmet
        .iter()
        .map(|lack| labels.sentence(&lack.key(), &[("n", &lack.amount.to_string()), ("has", &lack.has.to_string())]));
    let words: Vec<String> = words.collect();
    let name = labels.sentence(&format!("standard.{}", standard.id), &[]);
    let name = name.strip_prefix("standard.").unwrap_or(&name);
    let sentence = if words.is_empty() { "missing.none" } else { "missing" };
    let sentence = labels.sentence(sentence, &[("standard", name), ("missing", &listed(&words))]);
    let finding = Finding { check: "missing".to_owned(), sentence, evidence: Vec::new() };
    (unmet, finding)
}

impl Lack {
    /// Its key in the file of labels.
    #[must_use]
    pub fn key(&self) -> String {
        format!("need.{}", self.need.as_str())
    }
}

/// How many of what is asked for there are; 0 or 1 where there is nothing to count.
fn amount(reports: &Reports<'_>, found: &Assessment, need: Need) -> usize {
    let telling = || reports.telling().into_iter();
    let takes_part = |role: Role| telling().flat_map(|report| &report.act.participants).any(|one| one.role == role);
    match need {
        Need::Origins => found.independent_origins,
        Need::FirstHand => found.sources.iter().filter(|source| source.kind.is_first_hand()).count(),
        Need::Kinds => kinds(found).len(),
        Need::Date => usize::from(telling().any(|report| !report.act.date.is_open())),
        Need::Place => usize::from(telling().any(|report| !report.act.places.is_empty())),
        Need::Victim => usize::from(takes_part(Role::Victim)),
        Need::Perpetrator => usize::from(takes_part(Role::Perpetrator) || takes_part(Role::Authority)),
        Need::Consistent => usize::from(found.inconsistencies.is_empty()),
        Need::Undisputed => usize::from(found.disputed_by.is_empty()),
        Need::OtherSide => usize::from(other_side(found)),
    }
}

fn kinds(found: &Assessment) -> BTreeSet<SourceKind> {
    found.sources.iter().map(|source| source.kind).filter(|kind| *kind != SourceKind::Unknown).collect()
}

/// Whether those who are said to have done it, or an authority, were heard.
fn other_side(found: &Assessment) -> bool {
    let is_other = |kind: SourceKind| matches!(kind, SourceKind::Accused | SourceKind::Official);
    !found.acknowledged_by.is_empty()
        || found.sources.iter().any(|source| is_other(source.kind))
        || found.disputed_by.iter().any(|dispute| is_other(dispute.kind))
}
