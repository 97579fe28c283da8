//! Identities and events as what a judgement is about: brought to parts of documents, which stay when results change.

use super::Across;
use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::{Target, Verdict};
use resolution::result::{ActRef, EntityRef, Event};

/// What a target stands for.
enum Parts {
    Entities(Vec<EntityRef>),
    Acts(Vec<ActRef>),
}

impl Case {
    /// The parts of documents that a judgement speaks of, when it names identities or events; else the targets themselves.
    pub(crate) fn parts_of(&mut self, verdict: Verdict, of: &[Target]) -> Result<Vec<Target>, Refusal> {
        if !of.iter().any(is_identity) {
            return Ok(of.to_vec());
        }
        let across = self.across()?;
        let parts: Vec<Option<Parts>> = of.iter().map(|target| across.parts(target)).collect::<Result<_, _>>()?;
        if let [Some(one), Some(other)] = parts.as_slice()
            && let Some(pair) = across.linked(one, other)
        {
            return Ok(pair.to_vec());
        }
        let mut targets = Vec::new();
        for (target, parts) in of.iter().zip(parts) {
            match parts {
                None => targets.push(target.clone()),
                Some(parts) => targets.extend(across.stand_in(&parts, verdict, of.len() == 1)),
            }
        }
        Ok(targets)
    }
}

/// `p1a`, `o2b`, `l3c` and `v4d`; documents begin with hexadecimal digits.
pub fn is_identity(target: &Target) -> bool {
    target.part.is_none() && target.document.starts_with(['p', 'o', 'l', 'v'])
}

impl Across {
    fn parts(&self, target: &Target) -> Result<Option<Parts>, Refusal> {
        if !is_identity(target) {
            return Ok(None);
        }
        let parts = match self.with_id(&target.document) {
            Some(whose) => self.identity(whose).map(|identity| Parts::Entities(identity.entities.clone())),
            None => self.event_with_id(&target.document).map(|event: &Event| Parts::Acts(event.acts.clone())),
        };
        let hint =
            "`saksi people CASE` and `saksi events CASE` list them; identifiers may change when documents come in";
        parts.map(Some).ok_or_else(|| {
            Refusal::new(Why::NotFound, "there is no such person, body or event", hint).called("no-person")
        })
    }

    /// The key of somebody whom people named and the program did not.
    pub(crate) fn key_of(&self, record: &str, name: &str) -> Option<String> {
        let document = *self.records.get(record)?;
        let entity = self.judged.entity(document, name)?;
        Some(self.digests.get(document)?.entities.get(entity)?.key.clone())
    }

    /// The two parts that a link of the program joins: what the person who judges has seen.
    fn linked(&self, one: &Parts, other: &Parts) -> Option<[Target; 2]> {
        match (one, other) {
            (Parts::Entities(one), Parts::Entities(other)) => {
                let link = self.resolution.links.iter().find(|link| {
                    (one.contains(&link.left) && other.contains(&link.right))
                        || (other.contains(&link.left) && one.contains(&link.right))
                })?;
                Some([self.entity_target(link.left)?, self.entity_target(link.right)?])
            }
            (Parts::Acts(one), Parts::Acts(other)) => {
                let link = self.resolution.event_links.iter().find(|link| {
                    (one.contains(&link.left) && other.contains(&link.right))
                        || (other.contains(&link.left) && one.contains(&link.right))
                })?;
                Some([self.act_target(link.left)?, self.act_target(link.right)?])
            }
            _ => None,
        }
    }

    /// All parts when the whole is judged; one that stands for it when it is compared with another.
    fn stand_in(&self, parts: &Parts, verdict: Verdict, is_alone: bool) -> Vec<Target> {
        let is_whole = is_alone || matches!(verdict, Verdict::Accept | Verdict::Reject | Verdict::Amend);
        let n = if is_whole && verdict != Verdict::Alias { usize::MAX } else { 1 };
        match parts {
            Parts::Entities(all) => all.iter().take(n).filter_map(|at| self.entity_target(*at)).collect(),
            Parts::Acts(all) => all.iter().take(n).filter_map(|at| self.act_target(*at)).collect(),
        }
    }

    fn entity_target(&self, at: EntityRef) -> Option<Target> {
        let document = self.documents.get(at.document)?.record.clone();
        Some(Target { document, part: Some(self.judged.name(at.document, 'e', at.entity)) })
    }

    fn act_target(&self, at: ActRef) -> Option<Target> {
        let document = self.documents.get(at.document)?.record.clone();
        Some(Target { document, part: Some(self.judged.name(at.document, 'a', at.act)) })
    }
}
