//! From pairs to families.

use super::index::{Index, Pair};
use super::pair::shared_passages;
use super::settings::Settings;
use crate::Digest;
use crate::digest::Span;
use crate::result::{Family, FamilyKind};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Families of copies and cuts, then one for each set of texts that have the same passages.
///
/// Copies hang together through others: two cuts of one story are one family. Passages do not: a text with one paragraph of
/// this and one of that agency joins nobody but those that have the same paragraph.
pub fn families(digests: &[Digest], index: &Index, pairs: &[&Pair], settings: &Settings) -> Vec<Family> {
    let mut together = Sets::new(digests.len());
    for pair in pairs.iter().filter(|pair| pair.kind.is_derived()) {
        together.join(pair.left, pair.right);
    }
    let mut families = copies(digests, index, pairs, &mut together);
    families.extend(shared(digests, index, pairs, &mut together, settings));
    families
}

type Passages = BTreeMap<usize, Vec<Span>>;

fn copies(digests: &[Digest], index: &Index, pairs: &[&Pair], together: &mut Sets) -> Vec<Family> {
    let mut passages: BTreeMap<usize, Passages> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.kind.is_derived()) {
        let family = passages.entry(together.root(pair.left)).or_default();
        for passage in &pair.alignment.passages {
            for (text, words) in [(pair.left, passage.left), (pair.right, passage.right)] {
                family.entry(text).or_default().extend(span(index, text, words));
            }
        }
    }
    let families = passages.into_values().map(|passages| family(digests, FamilyKind::Copy, passages));
    let mut families: Vec<Family> = families.collect();
    families.sort_by(|left, right| left.documents.cmp(&right.documents));
    families
}

/// A place in a text where a passage stands: the text, and words.
type Place = (usize, (u32, u32));

fn shared(digests: &[Digest], index: &Index, pairs: &[&Pair], together: &mut Sets, settings: &Settings) -> Vec<Family> {
    let mut places: Vec<Place> = Vec::new();
    let mut same: Vec<(usize, usize)> = Vec::new();
    for pair in pairs {
        for passage in shared_passages(pair, settings) {
            same.push((places.len(), places.len() + 1));
            places.extend([(pair.left, passage.left), (pair.right, passage.right)]);
        }
    }
    let mut sets = Sets::new(places.len());
    same.into_iter().for_each(|(left, right)| sets.join(left, right));
    join_overlapping(&places, &mut sets);
    let mut clusters: BTreeMap<usize, Passages> = BTreeMap::new();
    for (n, &(text, words)) in places.iter().enumerate() {
        clusters.entry(sets.root(n)).or_default().entry(text).or_default().extend(span(index, text, words));
    }
    let mut by_texts: BTreeMap<Vec<usize>, Passages> = BTreeMap::new();
    for cluster in clusters.into_values() {
        let texts: Vec<usize> = cluster.keys().copied().collect();
        let roots: BTreeSet<usize> = texts.iter().map(|&text| together.root(text)).collect();
        if roots.len() > 1 {
            let family = by_texts.entry(texts).or_default();
            cluster.into_iter().for_each(|(text, spans)| family.entry(text).or_default().extend(spans));
        }
    }
    by_texts.into_values().map(|passages| family(digests, FamilyKind::SharedPassages, passages)).collect()
}

/// Places of one text are one passage when they share at least half of the shorter one.
fn join_overlapping(places: &[Place], sets: &mut Sets) {
    let mut order: Vec<(Place, usize)> = places.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut open: Option<(Place, usize)> = None;
    for &((text, words), n) in &order {
        match open {
            Some(((same, before), first)) if same == text && overlaps_by_half(before, words) => {
                sets.join(first, n);
                if words.1 > before.1 {
                    open = Some(((text, words), n));
                }
            }
            Some(((same, before), _)) if same == text && before.1 >= words.1 => {}
            _ => open = Some(((text, words), n)),
        }
    }
}

fn overlaps_by_half(one: (u32, u32), other: (u32, u32)) -> bool {
    let common = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    let shorter = (one.1 - one.0).min(other.1 - other.0);
    common > 0 && 2 * common >= shorter
}

fn span(index: &Index, text: usize, words: (u32, u32)) -> Option<Span> {
    index.prints(text).map(|prints| prints.span(words.0, words.1))
}

fn family(digests: &[Digest], kind: FamilyKind, passages: Passages) -> Family {
    let documents: Vec<usize> = passages.keys().copied().collect();
    let spans = passages.into_iter().flat_map(|(text, spans)| merged(spans).into_iter().map(move |span| (text, span)));
    Family { id: id(digests, kind, &documents), kind, passages: spans.collect(), documents }
}

/// Spans that touch, as one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => out.push(span),
        }
    }
    out
}

/// The same texts in any order give the same id.
fn id(digests: &[Digest], kind: FamilyKind, documents: &[usize]) -> String {
    let mut ids: Vec<&str> = documents.iter().filter_map(|&at| digests.get(at)).map(|d| d.document.as_str()).collect();
    ids.sort_unstable();
    // A family of copies keeps its id when a later copy comes in, most of the time: its first document names it.
    let named_by = if kind == FamilyKind::Copy { ids.get(..1).unwrap_or_default() } else { &ids };
    let mut hash = Sha256::new();
    hash.update([u8::from(kind == FamilyKind::Copy)]);
    named_by.iter().for_each(|id| hash.update(id.as_bytes()));
    hash.finalize().iter().take(6).fold("f".to_owned(), |id, byte| format!("{id}{byte:02x}"))
}

/// Disjoint sets of positions (Tarjan 1975); the least member stands for its set.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(&up) = self.parent.get(at).filter(|&&up| up != at) {
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(place) = self.parent.get_mut(at) {
                *place = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        if let Some(place) = self.parent.get_mut(left.max(right)) {
            *place = left.min(right);
        }
    }
}
