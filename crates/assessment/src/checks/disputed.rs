//! Who says that it is not so, and in which words.
//!
//! # What it finds
//! Denials of the event, and reports that present it as denied.
//!
//! # Why
//! A dispute is neither hidden nor taken for a refutation: who disputes it, and how, belongs beside it.
//!
//! # Example
//! ```
//! # use assessment::{Word, example::Case};
//! let mut case = Case::default();
//! case.report("Ambel Radio");
//! case.report("Harbour Post").said("Captain Orel", &["police spokesman"], "denial");
//! let found = case.assess();
//! assert_eq!((found.word, found.disputed_by[0].speaker.as_deref()), (Word::Disputed, Some("Captain Orel")));
//! assert_eq!(found.findings[1].sentence, "Captain Orel says that it is not so.");
//! ```
//!
//! # Known problems
//! A denial of a part of it ("nobody was beaten", of an arrest with blows) is linked to what the reading linked it to.
//!
//! # Source
//! OHCHR, Commissions of Inquiry and Fact-Finding Missions: Guidance and Practice (2015): contrary information is reported.

use super::speakers::{Speaker, names_of};
use crate::assessor::{Reports, in_order, listed};
use crate::result::{Assessment, Dispute, Finding};
use resolution::digest::Status;

/// The disputes, one a speaker, in order of first use.
#[must_use]
pub fn disputes(reports: &Reports<'_>) -> Vec<Dispute> {
    let mut disputes: Vec<Dispute> = Vec::new();
    for report in reports.all() {
        let denials: Vec<_> = report.statements().into_iter().filter(|statement| statement.kind == "denial").collect();
        if denials.is_empty() && report.act.status == Status::Denied {
            add(&mut disputes, Dispute { evidence: report.evidence(&report.act.evidence), ..Dispute::default() });
        }
        for denial in denials {
            let speaker = Speaker::of(reports, &report, denial);
            let evidence = report.evidence(&denial.evidence);
            add(
                &mut disputes,
                Dispute { speaker: speaker.name, identity: speaker.identity, kind: speaker.kind, evidence },
            );
        }
    }
    disputes
}

/// Whether there is any dispute.
#[must_use]
pub fn is_disputed(reports: &Reports<'_>) -> bool {
    let mut all = reports.all();
    all.any(|report| {
        report.act.status == Status::Denied || report.statements().iter().any(|statement| statement.kind == "denial")
    })
}

fn add(disputes: &mut Vec<Dispute>, dispute: Dispute) {
    let same = |known: &&mut Dispute| match (&known.identity, &dispute.identity) {
        (Some(one), Some(other)) => one == other,
        _ => known.speaker == dispute.speaker,
    };
    match disputes.iter_mut().find(same) {
        Some(known) => known.evidence = in_order([known.evidence.clone(), dispute.evidence].concat()),
        None => disputes.push(Dispute { evidence: in_order(dispute.evidence), ..dispute }),
    }
}

/// The sentence; nothing when nobody disputes it.
#[must_use]
pub fn finding(reports: &Reports<'_>, found: &Assessment) -> Option<Finding> {
    let labels = reports.labels();
    let unnamed = || labels.sentence("disputed.unnamed", &[]);
    let speakers = found.disputed_by.iter().map(|dispute| dispute.speaker.clone().unwrap_or_else(unnamed));
    let names = names_of(speakers.collect());
    let key = if names.len() > 1 { "disputed.many" } else { "disputed" };
    let evidence = found.disputed_by.iter().flat_map(|dispute| dispute.evidence.clone()).collect();
    (!names.is_empty()).then(|| Finding {
        check: "disputed".to_owned(),
        sentence: labels.sentence(key, &[("names", &listed(&names))]),
        evidence: in_order(evidence),
    })
}
