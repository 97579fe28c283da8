//! From which texts a pair is worth comparing, without looking at all pairs.

use super::align::{Alignment, align};
use super::fingerprints::Fingerprints;
use super::pair::{PairKind, pair_kind};
use super::settings::Settings;
use crate::result::Note;
use std::collections::HashMap;

/// Two texts that share words. Positions are those in which the texts were added.
#[derive(Clone, Debug, PartialEq)]
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

/// Texts by their fingerprints. Adding one compares it only with those that share rare ones.
#[derive(Clone, Debug, Default)]
pub struct Index {
    ids: Vec<String>,
    prints: Vec<Fingerprints>,
    /// Fingerprint and text, in order of fingerprint; those at the end that are not yet sorted in.
    marks: Vec<(u64, u32)>,
    n_sorted: usize,
    /// What was compared already.
    aligned: HashMap<(u32, u32), Alignment>,
}

/// Texts in order of their ids, so that what a cap leaves out does not hang on the order in which they came.
struct Ranks {
    of_text: Vec<u32>,
    text_of: Vec<u32>,
}

impl Index {
    /// Adds a text; `id` is the document's.
    pub fn add(&mut self, id: &str, prints: Fingerprints) {
        let text = position(self.ids.len());
        let mut marks: Vec<(u64, u32)> = prints.winnowed().into_iter().map(|gram| (gram.hash, text)).collect();
        marks.sort_unstable();
        marks.dedup();
        self.marks.append(&mut marks);
        self.ids.push(id.to_owned());
        self.prints.push(prints);
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

    /// Fingerprints of a text.
    #[must_use]
    pub fn prints(&self, text: usize) -> Option<&Fingerprints> {
        self.prints.get(text)
    }

    /// Every pair that shares words, by position, and which caps were reached.
    pub fn pairs(&mut self, settings: &Settings) -> (Vec<Pair>, Vec<Note>) {
        self.sort();
        let (candidates, dropped) = self.candidates(settings);
        let mut pairs: Vec<Pair> =
            candidates.into_iter().filter_map(|(left, right)| self.pair(left, right, settings)).collect();
        pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
        let notes = (dropped > 0).then(|| Note {
            code: "too-many-similar-texts".to_owned(),
            message: format!(
                "{dropped} pairs of texts were not compared, because one of the two shares words with more than {} others",
                settings.max_candidates
            ),
        });
        (pairs, notes.into_iter().collect())
    }

    fn sort(&mut self) {
        if self.n_sorted < self.marks.len() {
            // Two sorted runs: the stable sort merges them in one pass.
            let (_, fresh) = self.marks.split_at_mut(self.n_sorted);
            fresh.sort_unstable();
            self.marks.sort();
            self.n_sorted = self.marks.len();
        }
    }

    fn ranks(&self) -> Ranks {
        let mut text_of: Vec<u32> = (0..position(self.ids.len())).collect();
        text_of.sort_by(|&left, &right| self.ids.get(left as usize).cmp(&self.ids.get(right as usize)));
        let mut of_text = vec![0; text_of.len()];
        for (rank, &text) in text_of.iter().enumerate() {
            if let Some(place) = of_text.get_mut(text as usize) {
                *place = position(rank);
            }
        }
        Ranks { of_text, text_of }
    }

    /// Pairs that share a fingerprint, and how many more there would be without the cap.
    fn candidates(&self, settings: &Settings) -> (Vec<(u32, u32)>, usize) {
        let ranks = self.ranks();
        let (groups, mut memberships) = self.shared(&ranks, settings);
        memberships.sort_unstable();
        let (mut found, mut dropped) = (Vec::new(), 0);
        for of_one in memberships.chunk_by(|left, right| left.0 == right.0) {
            let Some(&(rank, _)) = of_one.first() else { continue };
            let mut partners: Vec<(u32, u32)> = Vec::new();
            for &(_, group) in of_one {
                let group = groups.get(group as usize).map(Vec::as_slice).unwrap_or_default();
                let lower = group.partition_point(|&other| other < rank);
                let reach = if group.len() > settings.together { settings.anchors.min(lower) } else { lower };
                partners.extend(group.iter().take(reach).map(|&other| (other, position(group.len()))));
            }
            let (kept, n_dropped) = rarest(partners, settings.max_candidates);
            dropped += n_dropped;
            let text = |rank: u32| ranks.text_of.get(rank as usize).copied();
            let both = kept.into_iter().filter_map(|other| text(rank).zip(text(other)));
            found.extend(both.map(|(one, other)| (other, one)));
        }
        (found, dropped)
    }

    /// Texts of each fingerprint that several have, and for each text (by rank) the groups that it is in.
    fn shared(&self, ranks: &Ranks, _settings: &Settings) -> (Vec<Vec<u32>>, Vec<(u32, u32)>) {
        let (mut groups, mut memberships) = (Vec::new(), Vec::new());
        for same in self.marks.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1) {
            let rank = |&(_, text): &(u64, u32)| ranks.of_text.get(text as usize).copied();
            let mut group: Vec<u32> = same.iter().filter_map(rank).collect();
            group.sort_unstable();
            memberships.extend(group.iter().map(|&rank| (rank, position(groups.len()))));
            groups.push(group);
        }
        (groups, memberships)
    }

    fn pair(&mut self, left: u32, right: u32, settings: &Settings) -> Option<Pair> {
        let (one, other) = (self.prints.get(left as usize)?, self.prints.get(right as usize)?);
        let alignment = self.aligned.entry((left, right)).or_insert_with(|| align(one, other, settings)).clone();
        let grams = one.winnowed();
        let documents: Vec<u32> = alignment
            .passages
            .iter()
            .map(|passage| {
                let inside = grams.iter().filter(|gram| passage.left.0 <= gram.at && gram.at < passage.left.1);
                median(inside.map(|gram| self.frequency(gram.hash)).collect())
            })
            .collect();
        let kind = pair_kind(&alignment, &documents, settings);
        Some(Pair { left: left as usize, right: right as usize, alignment, documents, kind })
    }

    /// How many texts have a fingerprint.
    fn frequency(&self, hash: u64) -> u32 {
        let from = self.marks.partition_point(|mark| mark.0 < hash);
        let rest = self.marks.get(from..).unwrap_or_default();
        position(rest.partition_point(|mark| mark.0 == hash))
    }
}

/// Others without repetition: those with whom the rarest words are shared come first, at most `cap`; and how many are left out.
fn rarest(mut partners: Vec<(u32, u32)>, cap: usize) -> (Vec<u32>, usize) {
    partners.sort_unstable();
    partners.dedup_by_key(|partner| partner.0);
    let dropped = partners.len().saturating_sub(cap);
    if dropped > 0 {
        partners.sort_by_key(|&(other, documents)| (documents, other));
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
