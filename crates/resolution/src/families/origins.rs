//! Who first told what, and how many told it independently.

use super::agencies::Agencies;
use crate::Digest;
use crate::digest::Span;
use crate::result::{Family, FamilyKind, Known, Origin};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The origin of every document.
///
/// What a document states comes first ("Source: …", a dateline, the last of [`Digest::origin`]). One that states nothing and is
/// a copy or cut has the origin of its family: the one that another copy states, else the copy that was published first.
/// Else it is its own: its publisher's, or nobody else's.
#[must_use]
pub fn origins(digests: &[Digest], families: &[Family]) -> Vec<Origin> {
    let agencies = Agencies::of(digests);
    let family_of = copies(families);
    let mut found: BTreeMap<String, Origin> = BTreeMap::new();
    for (at, digest) in digests.iter().enumerate() {
        let known = stated(digest, &agencies)
            .or_else(|| from_family(digests, &agencies, at, family_of.get(&at).copied()?))
            .or_else(|| published(digest, &agencies))
            .unwrap_or_else(|| Named { key: format!("document {}", digest.document), name: None, known: Known::Own });
        let origin = found.entry(known.key.clone()).or_insert_with(|| Origin {
            id: id(&known.key),
            name: None,
            documents: Vec::new(),
            known: Vec::new(),
            first: None,
        });
        origin.name = fuller(origin.name.take(), known.name);
        origin.documents.push(at);
        origin.known.push(known.known);
    }
    let mut origins: Vec<Origin> = found.into_values().collect();
    for origin in &mut origins {
        origin.first = first(digests, &origin.documents);
    }
    origins.sort_by(|left, right| left.documents.cmp(&right.documents));
    origins
}

/// A document, and where in it something is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Position of its digest.
    pub document: usize,
    /// The words that tell it; none stands for the whole document.
    pub spans: Vec<Span>,
}

/// Which of these documents tell something independently: each group is one source, however often it is printed.
///
/// `families` and `origins`: at least those that have any of the documents; others change nothing.
///
/// One source are documents of one origin, copies and cuts of one text, and documents that tell it in a passage that they
/// share. Groups and the positions of digests in them are in order.
#[must_use]
pub fn independent<'a>(
    told: &[Told],
    families: impl IntoIterator<Item = &'a Family>,
    origins: impl IntoIterator<Item = &'a Origin>,
) -> Vec<Vec<usize>> {
    let mut group: BTreeMap<usize, usize> = told.iter().map(|told| (told.document, told.document)).collect();
    for origin in origins {
        let from_there = told.iter().filter(|told| origin.documents.binary_search(&told.document).is_ok());
        join(&mut group, from_there.map(|told| told.document));
    }
    for family in families {
        let takes_part = |told: &&Told| match family.kind {
            FamilyKind::Copy => family.documents.binary_search(&told.document).is_ok(),
            FamilyKind::SharedPassages => stands_in(told, family),
        };
        join(&mut group, told.iter().filter(takes_part).map(|told| told.document));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&document, &first) in &group {
        groups.entry(first).or_default().push(document);
    }
    groups.into_values().collect()
}

/// Whether something is told in words of the family's passages, which are in order of documents.
fn stands_in(told: &Told, family: &Family) -> bool {
    let from = family.passages.partition_point(|(document, _)| *document < told.document);
    let passages = family.passages.iter().skip(from).take_while(|(document, _)| *document == told.document);
    let mut passages = passages.map(|&(_, passage)| passage).peekable();
    let covers = |passage: Span| told.spans.iter().any(|span| span.overlaps(passage));
    passages.peek().is_some() && (told.spans.is_empty() || passages.any(covers))
}

/// Makes one group of all that stand in any of the documents' groups; the least document names it.
fn join(group: &mut BTreeMap<usize, usize>, documents: impl Iterator<Item = usize>) {
    let mut names: Vec<usize> = documents.filter_map(|document| group.get(&document).copied()).collect();
    names.sort_unstable();
    names.dedup();
    if let Some((&least, others)) = names.split_first().filter(|(_, others)| !others.is_empty()) {
        for name in group.values_mut().filter(|name| others.contains(name)) {
            *name = least;
        }
    }
}

struct Named {
    key: String,
    name: Option<String>,
    known: Known,
}

fn stated(digest: &Digest, agencies: &Agencies) -> Option<Named> {
    let name = digest.origin.last()?;
    Some(Named { key: agencies.key(name)?, name: Some(name.clone()), known: Known::Stated })
}

fn published(digest: &Digest, agencies: &Agencies) -> Option<Named> {
    let name = digest.publisher.as_ref()?;
    Some(Named { key: agencies.key(name)?, name: Some(name.clone()), known: Known::Own })
}

/// Of the copies that state an origin, the one published first speaks for the family; of equals, the first by id.
fn from_family(digests: &[Digest], agencies: &Agencies, at: usize, family: &Family) -> Option<Named> {
    let copies = family.documents.iter().filter_map(|&at| digests.get(at));
    let mut stated: Vec<&Digest> = copies.filter(|copy| stated(copy, agencies).is_some()).collect();
    stated.sort_by_key(|copy| (copy.published.latest.is_none(), copy.published.latest, &copy.document));
    if let Some(named) = stated.first().and_then(|copy| self::stated(copy, agencies)) {
        return Some(Named { known: Known::SharedText, ..named });
    }
    let first = first(digests, &family.documents);
    let known = if first == Some(at) { Known::Own } else { Known::SharedText };
    let by_name = first.and_then(|first| published(digests.get(first)?, agencies));
    Some(match by_name {
        Some(named) => Named { known, ..named },
        None => Named { key: format!("family {}", family.id), name: None, known },
    })
}

/// The family of copies of each document that has one.
fn copies(families: &[Family]) -> BTreeMap<usize, &Family> {
    let copies = families.iter().filter(|family| family.kind == FamilyKind::Copy);
    copies.flat_map(|family| family.documents.iter().map(move |&at| (at, family))).collect()
}

/// The document that was surely published before all others.
fn first(digests: &[Digest], documents: &[usize]) -> Option<usize> {
    if let [only] = documents {
        return Some(*only);
    }
    let window = |at: usize| digests.get(at).map(|digest| digest.published).unwrap_or_default();
    let first = *documents.iter().min_by_key(|&&at| (window(at).latest.is_none(), window(at).latest))?;
    let latest = window(first).latest?;
    let later = |&at: &usize| at == first || window(at).earliest.is_some_and(|earliest| latest < earliest);
    documents.iter().all(later).then_some(first)
}

/// The longer of two names; of equals the first by alphabet.
fn fuller(one: Option<String>, other: Option<String>) -> Option<String> {
    one.into_iter().chain(other).max_by_key(|name| (name.chars().count(), std::cmp::Reverse(name.clone())))
}

fn id(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().take(6).fold("g".to_owned(), |id, byte| format!("{id}{byte:02x}"))
}
