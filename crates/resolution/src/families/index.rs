//! From which texts a pair is worth comparing, without looking at all pairs.

use super::align::{Alignment, Passage, align};
use super::fingerprints::Fingerprints;
use super::pair::{PairKind, pair_kind};
use super::settings::Settings;
use crate::result::Note;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Two texts that share words. Positions are those in which the texts were added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The one whose id comes first, whenever it was added.
    pub left: usize,
    /// The other one.
    pub right: usize,
    /// What they share.
    pub alignment: Alignment,
    /// For each passage, how many documents have it: the median over its fingerprints.
    pub documents: Vec<u32>,
    /// What that means.
    pub kind: PairKind,
}

/// Texts by their fingerprints. Adding one looks again only at those with whom it shares some.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    ids: Vec<String>,
    prints: Vec<Fingerprints>,
    /// Who has a fingerprint: one text, or a group of several.
    holders: HashMap<u64, Holders>,
    /// Texts that share a fingerprint, in order of their ids.
    groups: Vec<Vec<u32>>,
    /// For each text the earlier ones, by id, that it is compared with, and how many more there would be without the cap.
    partners: Vec<(Vec<u32>, usize)>,
    /// Texts whose partners may have changed.
    stale: BTreeSet<u32>,
    /// Fingerprints that more texts have than when pairs were last looked at.
    commoner: HashSet<u64>,
    pairs: BTreeMap<(u32, u32), Known>,
    n_aligned: u64,
}

/// A pair that was aligned, and the fingerprints of its passages.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    pair: Pair,
    passages: Vec<Vec<u64>>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Holders {
    Text(u32),
    Group(u32),
}

impl Index {
    /// Adds a text; `id` is the document's.
    pub fn add(&mut self, id: &str, prints: Fingerprints, settings: &Settings) {
        let text = position(self.ids.len());
        self.ids.push(id.to_owned());
        self.partners.push((Vec::new(), 0));
        self.stale.insert(text);
        for hash in hashes(&prints) {
            match self.holders.get(&hash).copied() {
                None => {
                    self.holders.insert(hash, Holders::Text(text));
                }
                Some(Holders::Text(first)) => {
                    let group = position(self.groups.len());
                    self.groups.push(vec![first]);
                    self.holders.insert(hash, Holders::Group(group));
                    self.join(group, text, settings);
                    self.commoner.insert(hash);
                }
                Some(Holders::Group(group)) => {
                    self.join(group, text, settings);
                    self.commoner.insert(hash);
                }
            }
        }
        self.prints.push(prints);
    }

    /// Puts a text into a group at the place of its id; whose partners that may change is looked at again.
    fn join(&mut self, group: u32, text: u32, settings: &Settings) {
        let (ids, partners) = (&self.ids, &self.partners);
        let Some(group) = self.groups.get_mut(group as usize) else { return };
        let id = |text: u32| (ids.get(text as usize), text);
        let place = group.partition_point(|&other| id(other) < id(text));
        let was_small = group.len() <= settings.together;
        group.insert(place, text);
        let is_small = group.len() <= settings.together;
        let gains = |at: usize| match (was_small, is_small) {
            (_, true) => at > place,
            (true, false) => true,
            (false, false) => at > place && place < settings.anchors,
        };
        let is_capped = |text: u32| partners.get(text as usize).is_some_and(|(_, dropped)| *dropped > 0);
        let looked_at = group.iter().enumerate().filter(|(at, text)| gains(*at) || is_capped(**text));
        self.stale.extend(looked_at.map(|(_, text)| *text));
    }

    /// Number of texts.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether nothing was added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many pairs were aligned so far.
    #[must_use]
    pub const fn n_aligned(&self) -> u64 {
        self.n_aligned
    }

    /// Fingerprints of a text.
    #[must_use]
    pub fn prints(&self, text: usize) -> Option<&Fingerprints> {
        self.prints.get(text)
    }

    /// Every pair that shares words, by position, and which caps were reached.
    pub fn pairs(&mut self, settings: &Settings) -> (Vec<Pair>, Vec<Note>) {
        let notes = self.refresh(settings);
        (self.known().cloned().collect(), notes)
    }

    /// The pairs as they were last looked at, in order.
    pub(super) fn known(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.values().map(|known| &known.pair)
    }

    /// Looks again at what may have changed since the last time; which caps are reached.
    pub(super) fn refresh(&mut self, settings: &Settings) -> Vec<Note> {
        for text in std::mem::take(&mut self.stale) {
            let found = self.partners_of(text, settings);
            let old = self.partners.get_mut(text as usize).map(|known| std::mem::replace(known, found.clone()));
            let (mut now, _) = found;
            now.sort_unstable();
            let gone = old.unwrap_or_default().0.into_iter().filter(|other| now.binary_search(other).is_err());
            gone.for_each(|other| drop(self.pairs.remove(&ordered(other, text))));
            for other in
                now.into_iter().filter(|other| !self.pairs.contains_key(&ordered(*other, text))).collect::<Vec<_>>()
            {
                if let Some(known) = self.aligned(other, text, settings) {
                    self.n_aligned += 1;
                    self.pairs.insert(ordered(other, text), known);
                }
            }
        }
        self.count_again(settings);
        let dropped: usize = self.partners.iter().map(|(_, dropped)| dropped).sum();
        let note = (dropped > 0).then(|| Note {
            code: "too-many-similar-texts".to_owned(),
            message: format!(
                "{dropped} pairs of texts were not compared, because one of the two shares words with more than {} others",
                settings.max_candidates
            ),
        });
        note.into_iter().collect()
    }

    /// How many documents have the passages of a pair decides what they are; that grows.
    fn count_again(&mut self, settings: &Settings) {
        let commoner = std::mem::take(&mut self.commoner);
        let mut pairs = std::mem::take(&mut self.pairs);
        for known in pairs.values_mut() {
            if known.passages.iter().flatten().any(|hash| commoner.contains(hash)) {
                known.pair.documents = known.passages.iter().map(|hashes| self.documents(hashes)).collect();
                known.pair.kind = pair_kind(&known.pair.alignment, &known.pair.documents, settings);
            }
        }
        self.pairs = pairs;
    }

    /// Earlier texts, by id, that share a fingerprint, and how many more there would be without the cap.
    fn partners_of(&self, text: u32, settings: &Settings) -> (Vec<u32>, usize) {
        let id = |text: u32| (self.ids.get(text as usize), text);
        let mut partners: Vec<(u32, u32)> = Vec::new();
        for hash in self.prints.get(text as usize).map(hashes).unwrap_or_default() {
            let Some(Holders::Group(group)) = self.holders.get(&hash) else { continue };
            let group = self.groups.get(*group as usize).map(Vec::as_slice).unwrap_or_default();
            let lower = group.partition_point(|&other| id(other) < id(text));
            let reach = if group.len() > settings.together { settings.anchors.min(lower) } else { lower };
            partners.extend(group.iter().take(reach).map(|&other| (other, position(group.len()))));
        }
        rarest(partners, settings.max_candidates, |text| self.ids.get(text as usize))
    }

    /// `one` comes before `other` in the order of ids.
    fn aligned(&self, one: u32, other: u32, settings: &Settings) -> Option<Known> {
        let (left, right) = (self.prints.get(one as usize)?, self.prints.get(other as usize)?);
        let alignment = align(left, right, settings);
        let grams = if alignment.passages.is_empty() { Vec::new() } else { left.winnowed() };
        let inside = |passage: &Passage| {
            let from = grams.partition_point(|gram| gram.at < passage.left.0);
            let within = grams.iter().skip(from).take_while(|gram| gram.at < passage.left.1);
            within.map(|gram| gram.hash).collect::<Vec<u64>>()
        };
        let passages: Vec<Vec<u64>> = alignment.passages.iter().map(inside).collect();
        let documents: Vec<u32> = passages.iter().map(|hashes| self.documents(hashes)).collect();
        let kind = pair_kind(&alignment, &documents, settings);
        let pair = Pair { left: one as usize, right: other as usize, alignment, documents, kind };
        Some(Known { pair, passages })
    }

    /// How many documents have a passage with these fingerprints.
    fn documents(&self, hashes: &[u64]) -> u32 {
        median(hashes.iter().map(|hash| self.frequency(*hash)).collect())
    }

    /// How many texts have a fingerprint.
    fn frequency(&self, hash: u64) -> u32 {
        match self.holders.get(&hash) {
            None => 0,
            Some(Holders::Text(_)) => 1,
            Some(Holders::Group(group)) => position(self.groups.get(*group as usize).map_or(0, Vec::len)),
        }
    }
}

/// Two texts as their pair is kept, the lower position first.
const fn ordered(one: u32, other: u32) -> (u32, u32) {
    if one < other { (one, other) } else { (other, one) }
}

/// The fingerprints of a text, each once.
fn hashes(prints: &Fingerprints) -> Vec<u64> {
    let mut hashes: Vec<u64> = prints.winnowed().into_iter().map(|gram| gram.hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Others without repetition: those with whom the rarest words are shared come first, at most `cap`; and how many are left out.
fn rarest<T: Ord>(mut partners: Vec<(u32, u32)>, cap: usize, id: impl Fn(u32) -> T) -> (Vec<u32>, usize) {
    partners.sort_unstable();
    partners.dedup_by_key(|partner| partner.0);
    let dropped = partners.len().saturating_sub(cap);
    if dropped > 0 {
        partners.sort_by_cached_key(|&(other, documents)| (documents, id(other), other));
        partners.truncate(cap);
    }
    (partners.into_iter().map(|(other, _)| other).collect(), dropped)
}

/// The lower one of two middle ones; 2 when there is none, as both texts of a pair have it.
fn median(mut values: Vec<u32>) -> u32 {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(2)
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
