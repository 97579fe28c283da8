//! What people decided, brought to the parts of the latest readings.

use super::judged::Judged;
use crate::{DocumentRow, JudgementRow};
use document::DateWindow;
use resolution::Digest;
use resolution::result::{ActRef, Alias, Decided, EntityRef, Judgements, Verdict};
use std::collections::{BTreeMap, HashMap};

/// What people decided and what counts of it.
#[derive(Debug, Default)]
pub struct Decisions {
    /// What resolution must respect.
    pub judgements: Judgements,
    /// `accept`, `amend` or `add`: what people say of the acts that count.
    pub acts: BTreeMap<ActRef, String>,
    /// Judgements about people, bodies and places, and whom each is about, in order.
    pub about: Vec<(JudgementRow, Vec<EntityRef>)>,
    /// How many judgements speak of parts that the latest reading has no more.
    pub n_lost: usize,
}

/// A part of a document.
#[derive(Clone, Copy)]
enum Part {
    Entity(EntityRef),
    Act(ActRef),
    /// Taken out by a person, or waiting for a second one.
    Gone,
}

/// Where the parts of all documents stand, by record and key.
struct Parts<'a>(HashMap<(&'a str, &'a str), Part>);

impl Decisions {
    /// `all`: the documents. `numbers`: from the number of a document to the position of its digest.
    pub fn of(
        judgements: &[JudgementRow],
        all: &[DocumentRow],
        numbers: &HashMap<i64, usize>,
        digests: &[Digest],
        judged: &Judged,
    ) -> Self {
        let mut decisions = Self { acts: judged.verdicts.clone(), ..Self::default() };
        if judgements.iter().all(|judgement| judgement.undone) {
            return decisions;
        }
        let mut parts = Parts::of(all, numbers, digests);
        let gone = judged.gone.iter().map(|(record, key)| ((record.as_str(), key.as_str()), Part::Gone));
        for (at, part) in gone {
            parts.0.entry(at).or_insert(part);
        }
        for judgement in judgements.iter().filter(|judgement| !judgement.undone) {
            decisions.take(judgement, &parts);
        }
        decisions
    }

    fn take(&mut self, judgement: &JudgementRow, parts: &Parts<'_>) {
        let of: Vec<Option<Part>> = (judgement.of.iter().zip(&judgement.seen))
            .filter(|(_, seen)| seen.as_deref().is_some_and(|seen| !seen.is_empty()))
            .map(|(of, seen)| parts.find(of.as_deref()?, seen.as_deref()?))
            .collect();
        self.n_lost += usize::from(of.iter().any(Option::is_none));
        let entities: Vec<EntityRef> = of.iter().filter_map(|part| part.and_then(Part::entity)).collect();
        let acts: Vec<ActRef> = of.iter().filter_map(|part| part.and_then(Part::act)).collect();
        let is_told = matches!(judgement.verdict.as_deref(), Some("same" | "not_same" | "unsure" | "alias"));
        if is_told && !entities.is_empty() {
            self.about.push((judgement.clone(), entities.clone()));
        }
        match judgement.verdict.as_deref() {
            Some("same") => self.decide(Verdict::Same, entities, acts),
            Some("not_same") => self.decide(Verdict::NotSame, entities, acts),
            Some("unsure") => self.decide(Verdict::Unsure, entities, acts),
            Some("alias") => {
                let alias = entities.first().and_then(|of| alias(*of, judgement));
                self.judgements.aliases.extend(alias);
            }
            // The others are about one part each, and its digest was judged by them.
            _ => {}
        }
    }

    fn decide(&mut self, verdict: Verdict, entities: Vec<EntityRef>, acts: Vec<ActRef>) {
        if entities.len() > 1 {
            self.judgements.entities.push(Decided { verdict, of: entities });
        }
        if acts.len() > 1 {
            self.judgements.acts.push(Decided { verdict, of: acts });
        }
    }
}

impl Part {
    const fn entity(self) -> Option<EntityRef> {
        if let Self::Entity(entity) = self { Some(entity) } else { None }
    }

    const fn act(self) -> Option<ActRef> {
        if let Self::Act(act) = self { Some(act) } else { None }
    }
}

impl<'a> Parts<'a> {
    fn of(all: &'a [DocumentRow], numbers: &HashMap<i64, usize>, digests: &'a [Digest]) -> Self {
        let mut parts = HashMap::new();
        for row in all {
            // What was judged in a second copy of the same bytes holds for the first.
            let number = if numbers.contains_key(&row.number) { Some(row.number) } else { row.same_bytes_as };
            let Some(&document) = number.and_then(|number| numbers.get(&number)) else { continue };
            let Some(digest) = digests.get(document) else { continue };
            let record = row.record.as_str();
            for (entity, one) in digest.entities.iter().enumerate() {
                parts.insert((record, one.key.as_str()), Part::Entity(EntityRef { document, entity }));
            }
            for (act, one) in digest.acts.iter().enumerate() {
                parts.insert((record, one.key.as_str()), Part::Act(ActRef { document, act }));
            }
        }
        Self(parts)
    }

    /// `of`: `DOCUMENT/READING#PART`. `seen`: the key of the part.
    fn find(&self, of: &str, seen: &str) -> Option<Part> {
        let record = of.split_once('/').map_or(of, |(record, _)| record);
        self.0.get(&(record, seen)).copied()
    }
}

/// The field holds the days as ISO 8601-2 does: `2017-11-16/..`.
fn alias(of: EntityRef, judgement: &JudgementRow) -> Option<Alias> {
    let name = judgement.value.clone()?;
    let (from, until) = judgement.field.as_deref().and_then(|field| field.split_once('/')).unwrap_or(("..", ".."));
    let window = DateWindow { earliest: from.parse().ok(), latest: until.parse().ok() };
    Some(Alias { name, of, window })
}
