//! Whether an authority says itself that it is so; and whether against its own interest.
//!
//! # What it finds
//! Statements of officials that assert the event. Against interest: the speaker is among those who are said to have done it, or
//! speaks for the same kind of body (a police spokesman of what policemen did).
//!
//! # Why
//! What a state admits of its own acts needs the least further proof.
//!
//! # Example
//! ```
//! # use assessment::{Word, example::Case};
//! let mut case = Case::default();
//! case.report("Ambel Radio").perpetrator("provincial police").said("Captain Orel", &["police spokesman"], "claim");
//! let found = case.assess();
//! assert!(found.word == Word::AcknowledgedByAuthority && found.acknowledged_by[0].against_interest);
//! ```
//! An official who accuses somebody else acknowledges nothing:
//! ```
//! # use assessment::example::Case;
//! let mut case = Case::default();
//! case.report("Ambel Radio").said("Captain Orel", &["police spokesman"], "accusation");
//! assert!(case.assess().acknowledged_by.is_empty());
//! ```
//!
//! # Known problems
//! An official's justification ("he was arrested because…") is an acknowledgement of the act, not of the wrong. Officials of
//! another state are officials too. An accusation by an official against its own colleagues is not taken.
//!
//! # Source
//! International Court of Justice, Armed Activities on the Territory of the Congo (2005), paragraph 61: statements against interest.

use super::speakers::{Speaker, bodies, names_of};
use crate::assessor::{Reports, in_order, listed};
use crate::result::{Acknowledgement, Assessment, Finding, SourceKind};
use resolution::digest::Role;
use std::collections::BTreeSet;

/// The acknowledgements, one a speaker, in order of first use.
#[must_use]
pub fn acknowledgements(reports: &Reports<'_>) -> Vec<Acknowledgement> {
    let acting = bodies_that_act(reports);
    let mut found: Vec<Acknowledgement> = Vec::new();
    for report in reports.telling() {
        let asserted = report.statements();
        for statement in
            asserted.into_iter().filter(|statement| matches!(statement.kind.as_str(), "claim" | "confession"))
        {
            let speaker = Speaker::of(reports, &report, statement);
            let Some(name) = speaker.name.filter(|_| speaker.kind == SourceKind::Official) else { continue };
            let against_interest = speaker.is_perpetrator || !speaker.bodies.is_disjoint(&acting);
            let evidence = report.evidence(&statement.evidence);
            match found.iter_mut().find(|known| known.speaker == name && known.identity == speaker.identity) {
                Some(known) => {
                    known.evidence = in_order([known.evidence.clone(), evidence].concat());
                    known.against_interest |= against_interest;
                }
                None => found.push(Acknowledgement {
                    speaker: name,
                    identity: speaker.identity,
                    against_interest,
                    evidence: in_order(evidence),
                }),
            }
        }
    }
    found
}

/// Of which bodies those are who are said to have done it.
fn bodies_that_act(reports: &Reports<'_>) -> BTreeSet<String> {
    let acting = reports.participants().filter(|(_, participant)| participant.role == Role::Perpetrator);
    let described = acting.flat_map(|(report, participant)| {
        let entity = participant.entity.and_then(|entity| report.digest.entities.get(entity));
        let of_entity = entity.into_iter().flat_map(|entity| entity.roles.iter().chain([&entity.name]));
        of_entity.chain([&participant.text]).cloned().collect::<Vec<_>>()
    });
    bodies(&described.collect::<Vec<_>>())
}

/// The sentence; nothing when no authority says so.
#[must_use]
pub fn finding(reports: &Reports<'_>, found: &Assessment) -> Option<Finding> {
    let against = found.acknowledged_by.iter().any(|one| one.against_interest);
    let key = if against { "acknowledged.interest" } else { "acknowledged" };
    let counted = found.acknowledged_by.iter().filter(|one| one.against_interest == against);
    let names = names_of(counted.map(|one| one.speaker.clone()).collect());
    let evidence = found.acknowledged_by.iter().flat_map(|one| one.evidence.clone()).collect();
    (!names.is_empty()).then(|| Finding {
        check: "acknowledged".to_owned(),
        sentence: reports.labels().sentence(key, &[("names", &listed(&names))]),
        evidence: in_order(evidence),
    })
}
