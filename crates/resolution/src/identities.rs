//! Who is the same person, body or place across documents: candidates with reasons.
//!
//! [`Resolver`] takes one document after another and keeps which entities are compared; [`Resolver::resolve`] scores what may
//! have changed and puts people, bodies and places together. Three zones: joined as proposed, when it is sure and nothing
//! contradicts; to be asked; apart. What people decided stands above all evidence. Weights: `codebook/matching`.

mod assemble;
mod evidence;
mod forest;
mod ids;
mod judged;
mod links;
mod named;
mod parsed;
mod places;
mod profile;
mod resolver;
mod scored;
mod types;
mod weights;
mod windows;
mod words;

#[cfg(test)]
mod tests;

pub use assemble::Settings;
pub use resolver::{Resolver, Work};
pub use scored::ScoredPair;

use crate::digest::{Digest, Span};
use crate::result::{Alias, EntityRef, Family, FamilyKind, Judgements, Note, Resolution};
use judged::Judged;
use resolver::Passage;
use std::collections::BTreeMap;

impl Resolver {
    /// People, bodies and places of all documents so far, with the links between them.
    ///
    /// `digests`: the documents that were inserted, in their order. `families`: texts that share words, by their positions. Only
    /// pairs whose evidence may have changed since the last call are scored.
    pub fn resolve(
        &mut self,
        digests: &[Digest],
        families: &[Family],
        judgements: &Judgements,
        settings: &Settings,
    ) -> Resolution {
        self.set_copied(copied(families));
        self.score();
        let (aliases, alias_notes) = self.aliases(digests, &judgements.aliases);
        let unit = |at: EntityRef| self.unit_of.get(at.document)?.get(at.entity).copied().flatten();
        let mut judged = Judged::new(&judgements.entities, &aliases, self.units.len(), unit);
        judged.notes.extend(alias_notes);
        let found = assemble::assemble(self, digests, &judged, settings);
        let countries: Vec<_> = self.documents.iter().map(|document| document.country).collect();
        let mut links = found.links;
        let places = places::places(digests, &countries, links.len());
        links.extend(places.links);
        let mut notes = found.notes;
        notes.extend(places.note);
        Resolution {
            persons: found.persons,
            organizations: found.organizations,
            places: places.found,
            links,
            queue: found.queue,
            notes,
            ..Resolution::default()
        }
    }

    /// Units that a name which a person entered means, with the unit that it stands for.
    fn aliases(&self, digests: &[Digest], aliases: &[Alias]) -> (Vec<(u32, u32)>, Vec<Note>) {
        let mut links = Vec::new();
        let mut notes = Vec::new();
        let unit = |at: EntityRef| self.unit_of.get(at.document)?.get(at.entity).copied().flatten();
        for (position, alias) in aliases.iter().enumerate() {
            let Some(of) = unit(alias.of) else {
                let message = format!("alias {} is of an entity that is not there; it waits", position + 1);
                notes.push(Note { code: "alias-waiting".to_owned(), message });
                continue;
            };
            let mut n_undated = 0_usize;
            for (document, digest) in digests.iter().enumerate() {
                let named = digest
                    .entities
                    .iter()
                    .enumerate()
                    .filter(|(_, entity)| folded(&entity.name) == folded(&alias.name));
                let units: Vec<u32> = named.filter_map(|(entity, _)| unit(EntityRef { document, entity })).collect();
                match within(digest, alias) {
                    Some(true) => links.extend(units.iter().filter(|unit| **unit != of).map(|&unit| (of, unit))),
                    Some(false) => {}
                    None => n_undated += units.len(),
                }
            }
            if n_undated > 0 {
                let message = format!(
                    "alias {} was not applied to {n_undated} entities: the days of their documents are not known well enough",
                    position + 1
                );
                notes.push(Note { code: "alias-undated".to_owned(), message });
            }
        }
        (links, notes)
    }
}

/// Lower case, one blank between words, no article in front.
fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let bare = words
        .iter()
        .skip(usize::from(words.len() > 1 && matches!(words.first().map(String::as_str), Some("the" | "a" | "an"))));
    bare.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Whether a document was published while an alias held; none when that cannot be told.
fn within(digest: &Digest, alias: &Alias) -> Option<bool> {
    let published = digest.published;
    if published.intersect(alias.window).is_none() {
        return Some(false);
    }
    let after = alias.window.earliest.is_none_or(|from| published.earliest.is_some_and(|day| day >= from));
    let before = alias.window.latest.is_none_or(|until| published.latest.is_some_and(|day| day <= until));
    (after && before).then_some(true)
}

/// The passages of each document that others have too.
fn copied(families: &[Family]) -> BTreeMap<u32, Vec<Passage>> {
    let mut copied: BTreeMap<u32, Vec<Passage>> = BTreeMap::new();
    for (family, found) in (0_u32..).zip(families) {
        let whole = found
            .documents
            .iter()
            .filter(|_| found.kind == FamilyKind::Copy)
            .map(|&document| (document, Span(0, u32::MAX)));
        for (document, span) in whole.chain(found.passages.iter().copied()) {
            copied.entry(u32::try_from(document).unwrap_or(u32::MAX)).or_default().push(Passage { family, span });
        }
    }
    for passages in copied.values_mut() {
        passages.sort_unstable();
        passages.dedup();
    }
    copied
}
