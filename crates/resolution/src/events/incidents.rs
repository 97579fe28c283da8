//! Which documents report one incident, by what they are about: their rare words, names, numbers and first lines.
//!
//! Conservative in small cases: a word that half of few documents share weighs little there. Adding a document scores its own
//! pairs and those of documents with a word whose weight it changes; weights go by powers of two, so these are about as many as
//! it has words, however large the case is.

use super::rules::EventRules;
use super::words::{Rarity, rarity, step};
use crate::cluster::{ClusterSettings, Constraints, ScoredPair, cluster};
use crate::digest::{Digest, words::Word};
use crate::result::{Factor, Incident};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::f64::consts::LN_2;

/// What documents are compared by; the names are those of the weights.
const SPACES: [Space; 4] = [
    Space { name: "words", power: 2, counts: |word| word.count },
    Space { name: "names", power: 3, counts: |word| word.named },
    Space { name: "numbers", power: 2, counts: |word| if is_number(&word.stem) { word.count } else { 0 } },
    Space { name: "lead", power: 3, counts: |word| word.lead },
];

struct Space {
    name: &'static str,
    /// Twice the power of the rarity: a stem weighs (1 + ln count) · rarity^(power / 2).
    power: i32,
    counts: fn(&Word) -> u32,
}

fn is_number(stem: &str) -> bool {
    stem.bytes().all(|byte| byte.is_ascii_digit())
}

/// Least length of a vector, so that one without stems is no division by zero.
const LEAST: f32 = 1e-12;

/// One number for each of [`SPACES`].
type Four<T> = [T; SPACES.len()];

/// What was found about incidents.
#[derive(Debug, Default)]
pub struct Incidents<'a> {
    /// Two documents or more, in order of the first.
    pub groups: Vec<Incident>,
    /// Of how many stems only the first documents were compared.
    pub capped: usize,
    near: &'a [Near],
}

/// log2 of the odds for other documents, where they are above the floor.
type Near = BTreeMap<u32, f64>;

impl Incidents<'_> {
    /// log2 of the odds that two documents report one incident; 0 when they were not compared, or as far apart as can be.
    pub fn between(&self, left: usize, right: usize) -> f64 {
        let near = self.near.get(left).zip(u32::try_from(right).ok());
        near.and_then(|(near, right)| near.get(&right)).copied().unwrap_or_default()
    }

    /// All pairs above the floor, the lower position first.
    pub fn bits(&self) -> BTreeMap<(usize, usize), f64> {
        let of = |(left, near): (usize, &Near)| {
            let later = near.iter().map(|(&right, &bits)| (right as usize, bits)).filter(|(right, _)| *right > left);
            later.map(|(right, bits)| ((left, right), bits)).collect::<Vec<_>>()
        };
        self.near.iter().enumerate().flat_map(of).collect()
    }
}

/// A stem of the case.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Stem {
    /// Positions of the documents that have it.
    documents: Vec<u32>,
    /// How many documents have it in each space.
    counts: Four<u32>,
    /// How many have it as a name, a number or in their lead.
    held: u32,
    /// Documents for which it is one of the rarest.
    keyed: Vec<u32>,
}

/// A stem in a document, and 1 + ln count for each space; 0 where it does not stand.
#[derive(Clone, Copy, Debug)]
struct Count {
    stem: u32,
    factors: Four<f32>,
}

/// A stem as pairs look it up.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Cell {
    /// The square of what it weighs in each space.
    squares: Four<f32>,
    /// The factors of the document whose pairs are scored; zero between calls.
    factors: Four<f32>,
}

/// A document as it is compared.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Document {
    /// In order of the stems' letters, so that sums come out alike from either side.
    #[serde(with = "stems")]
    words: Vec<Count>,
    /// Those of them that are names, numbers or in the lead, in the same order.
    #[serde(skip)]
    telling: Vec<Count>,
    /// Lengths of the four vectors.
    lengths: Four<f32>,
    /// Its rarest stems.
    keys: Vec<u32>,
}

/// How stems of documents are kept: their numbers; how often they stand there follows from the digests.
mod stems {
    use super::{Count, Four};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(words: &[Count], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(words.iter().map(|word| word.stem))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Count>, D::Error> {
        let stems = Vec::<u32>::deserialize(deserializer)?;
        Ok(stems.into_iter().map(|stem| Count { stem, factors: Four::default() }).collect())
    }
}

/// What is kept of the documents of a case between calls.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    stems: Vec<Stem>,
    documents: Vec<Document>,
    near: Vec<Near>,
    /// Documents whose pairs may have changed.
    dirty: BTreeSet<u32>,
    is_all_dirty: bool,
    /// Groups that did not change, by their members in order of their ids.
    groups: HashMap<Vec<u32>, Vec<Incident>>,
    cells: Vec<Cell>,
    /// Pairs that were scored so far.
    pub n_scored: u64,
}

impl Kept {
    /// After it was read back: how often each document has each stem. False when these are other documents.
    pub fn restore(&mut self, digests: &[Digest]) -> bool {
        self.documents.len() == digests.len()
            && self.documents.iter_mut().zip(digests).all(|(document, digest)| {
                for (count, word) in document.words.iter_mut().zip(&digest.words) {
                    count.factors = SPACES.each_ref().map(|space| factor((space.counts)(word)));
                }
                document.telling = telling(&document.words);
                document.words.len() == digest.words.len()
            })
    }

    /// Adds a document whose stems have these numbers; `rarity` has counted it.
    pub fn add(&mut self, digest: &Digest, numbers: &[u32], rarity: &Rarity, rules: &EventRules) {
        let document = narrow(self.documents.len());
        let before = rarity.n_documents().saturating_sub(1);
        self.is_all_dirty |= step(before) != step(rarity.n_documents()) || before == 0;
        let block = whole(rules.incident("block"));
        let mut words = Vec::with_capacity(numbers.len());
        for (word, &number) in digest.words.iter().zip(numbers) {
            let counts = SPACES.each_ref().map(|space| (space.counts)(word));
            words.push(Count { stem: number, factors: counts.map(factor) });
            if self.stems.len() <= number as usize {
                self.stems.resize_with(number as usize + 1, Stem::default);
                self.cells.resize(number as usize + 1, Cell::default());
            }
            let Some(stem) = self.stems.get_mut(number as usize) else { continue };
            let was = (stem.counts.map(step), stem.usable(block));
            stem.documents.push(document);
            stem.held += u32::from(word.lead + word.named > 0 || is_number(&word.stem));
            for (all, one) in stem.counts.iter_mut().zip(counts) {
                *all += u32::from(one > 0);
            }
            if was != (stem.counts.map(step), stem.usable(block)) && !self.is_all_dirty {
                self.dirty.extend(&stem.documents);
            }
        }
        self.documents.push(Document { telling: telling(&words), words, ..Document::default() });
        self.near.push(Near::new());
        self.dirty.insert(document);
    }

    /// Groups of documents by incident. `digests`: those that were added, in their order.
    pub fn group(&mut self, digests: &[Digest], rarity: &Rarity, rules: &EventRules) -> Incidents<'_> {
        let all = std::mem::take(&mut self.is_all_dirty);
        let dirty: BTreeSet<u32> = match all {
            true => (0..narrow(self.documents.len())).collect(),
            false => std::mem::take(&mut self.dirty),
        };
        self.dirty.clear();
        self.weigh(&dirty, rarity);
        self.file(&dirty, rules);
        self.score(&dirty, rules);
        let groups = self.groups(digests, &dirty, rarity, rules);
        let block = whole(rules.incident("block"));
        let is_rare = |stem: &&Stem| (2..self.documents.len() / 4).contains(&(stem.held as usize));
        let too_common = |stem: &&Stem| is_rare(stem) && stem.usable(block).is_none();
        let capped = self.stems.iter().filter(too_common).count();
        Incidents { groups, capped, near: &self.near }
    }

    /// Weights of the stems and lengths of the vectors of some documents.
    fn weigh(&mut self, dirty: &BTreeSet<u32>, rarity: &Rarity) {
        for &document in dirty {
            let Some(document) = self.documents.get_mut(document as usize) else { continue };
            let mut sums = Four::<f32>::default();
            for word in &document.words {
                let at = word.stem as usize;
                let Some((stem, cell)) = self.stems.get(at).zip(self.cells.get_mut(at)) else { continue };
                cell.squares = stem.squares(rarity.n_documents());
                add_products(&mut sums, &cell.squares, &word.factors, &word.factors);
            }
            document.lengths = sums.map(|sum| sum.sqrt().max(LEAST));
        }
    }

    /// Files documents under their rarest stems.
    fn file(&mut self, dirty: &BTreeSet<u32>, rules: &EventRules) {
        let block = whole(rules.incident("block"));
        let n_rarest = whole(rules.incident("rarest"));
        for &at in dirty {
            let Some(document) = self.documents.get_mut(at as usize) else { continue };
            for key in std::mem::take(&mut document.keys) {
                if let Some(stem) = self.stems.get_mut(key as usize) {
                    stem.keyed.retain(|other| *other != at);
                }
            }
            let usable = |word: &Count| Some((self.stems.get(word.stem as usize)?.usable(block)?, word.stem));
            let mut rarest: Vec<(u32, u32)> = document.words.iter().filter_map(usable).collect();
            // Words are in order of their letters already, which decides between equally rare ones.
            rarest.sort_by_key(|(count, _)| *count);
            document.keys = rarest.into_iter().take(n_rarest).map(|(_, stem)| stem).collect();
            for &key in &document.keys {
                if let Some(stem) = self.stems.get_mut(key as usize) {
                    stem.keyed.push(at);
                }
            }
        }
    }

    /// Scores every pair of the documents that share one of their rarest stems; keeps those above the floor.
    fn score(&mut self, dirty: &BTreeSet<u32>, rules: &EventRules) {
        for &document in dirty {
            let old = std::mem::take(self.near.get_mut(document as usize).unwrap_or(&mut Near::new()));
            for other in old.into_keys() {
                if let Some(near) = self.near.get_mut(other as usize) {
                    near.remove(&document);
                }
            }
        }
        for &document in dirty {
            let found = self.nearby(document, dirty, rules);
            for (other, bits) in found {
                for (from, to) in [(document, other), (other, document)] {
                    if let Some(near) = self.near.get_mut(from as usize) {
                        near.insert(to, bits);
                    }
                }
            }
        }
    }

    /// Others above the floor, but for those that look at this document themselves.
    fn nearby(&mut self, at: u32, dirty: &BTreeSet<u32>, rules: &EventRules) -> Vec<(u32, f64)> {
        let Some(document) = self.documents.get(at as usize) else { return Vec::new() };
        let keyed = document.keys.iter().filter_map(|&key| self.stems.get(key as usize));
        let mut others: Vec<u32> = keyed.flat_map(|stem| stem.keyed.iter().copied()).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| other != at && !(other < at && dirty.contains(&other)));
        self.n_scored += others.len() as u64;
        if others.is_empty() {
            return Vec::new();
        }
        for word in &document.words {
            if let Some(cell) = self.cells.get_mut(word.stem as usize) {
                cell.factors = word.factors;
            }
        }
        let limit = rules.incident("limit");
        let odds = Odds::new(rules);
        let (documents, cells) = (&self.documents, &self.cells);
        let scored = others.into_iter().filter_map(|other| {
            let other_document = documents.get(other as usize)?;
            // However alike the rest of their words were: most pairs end here, after a tenth of the work.
            let [_, names, numbers, lead] = cosines(&other_document.telling, document, other_document, cells);
            let words = if odds.weights[0] > 0.0 { 1.0 } else { 0.0 };
            if odds.of([words, names, numbers, lead]) <= -limit {
                return None;
            }
            let natural = odds.of(cosines(&other_document.words, document, other_document, cells));
            (natural > -limit).then(|| (other, natural.min(limit) / LN_2))
        });
        let found = scored.collect();
        for word in &document.words {
            if let Some(cell) = self.cells.get_mut(word.stem as usize) {
                cell.factors = Four::default();
            }
        }
        found
    }

    /// Groups by average linkage; those in which nothing changed are kept.
    fn groups(
        &mut self,
        digests: &[Digest],
        dirty: &BTreeSet<u32>,
        rarity: &Rarity,
        rules: &EventRules,
    ) -> Vec<Incident> {
        let mut known = std::mem::take(&mut self.groups);
        let mut all = Vec::new();
        for members in self.components(digests, rules) {
            let is_new = members.iter().any(|member| dirty.contains(member));
            let kept = known.remove(&members).filter(|_| !is_new);
            let found = kept.unwrap_or_else(|| self.clustered(digests, &members, rarity, rules));
            all.extend(found.iter().cloned());
            self.groups.insert(members, found);
        }
        all.sort_by(|one, other| one.documents.cmp(&other.documents));
        all
    }

    /// Documents that hang together by pairs that suffice; in order of their ids, so that that of the documents does not show.
    fn components(&self, digests: &[Digest], rules: &EventRules) -> Vec<Vec<u32>> {
        let join_at = rules.incident("join_at") / LN_2;
        let mut forest = Forest((0..narrow(self.near.len())).collect());
        for (left, near) in (0_u32..).zip(&self.near) {
            near.range(left..).filter(|(_, bits)| **bits >= join_at).for_each(|(&right, _)| forest.join(left, right));
        }
        let mut by_root: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (document, near) in (0_u32..).zip(&self.near) {
            if !near.is_empty() {
                by_root.entry(forest.root(document)).or_default().push(document);
            }
        }
        let mut components: Vec<Vec<u32>> = by_root.into_values().filter(|members| members.len() > 1).collect();
        let id = |at: &u32| digests.get(*at as usize).map(|digest| digest.document.as_str());
        components.iter_mut().for_each(|members| members.sort_by_key(|member| (id(member), *member)));
        components
    }

    fn clustered(&self, digests: &[Digest], members: &[u32], rarity: &Rarity, rules: &EventRules) -> Vec<Incident> {
        let places: HashMap<u32, u32> = members.iter().copied().zip(0..).collect();
        let mut pairs = Vec::new();
        for (&member, left) in members.iter().zip(0_u32..) {
            let near = self.near.get(member as usize).into_iter().flatten();
            let inside = near.filter_map(|(other, &bits)| Some((*places.get(other)?, bits)));
            let later = inside.filter(|(right, _)| *right > left);
            pairs.extend(later.map(|(right, bits)| ScoredPair { left, right, bits }));
        }
        pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
        let limit = rules.incident("limit") / LN_2;
        let settings = ClusterSettings {
            join_at: rules.incident("join_at") / LN_2,
            limit,
            uncompared_bits: -limit,
            uncompared_weight: 1.0,
            ..ClusterSettings::default()
        };
        let clusters = cluster(members.len(), &pairs, Constraints::default(), &settings).clusters;
        let joined = clusters.iter().filter(|cluster| cluster.members.len() > 1);
        let incident = |cluster: &crate::cluster::Cluster| {
            let by_id: Vec<u32> = cluster.members.iter().filter_map(|&at| members.get(at as usize)).copied().collect();
            let first = by_id.first().and_then(|&at| digests.get(at as usize)).map(|digest| digest.document.as_str());
            let mut documents: Vec<usize> = by_id.iter().map(|&at| at as usize).collect();
            documents.sort_unstable();
            Incident {
                id: super::id('n', first.unwrap_or_default(), ""),
                factors: self.reasons(&by_id, rarity, rules),
                confidence: super::probability(cluster.cohesion),
                documents,
            }
        };
        joined.map(incident).collect()
    }

    /// Why the documents stand together: for each comparison its mean part of the log odds and the stems that most of them share.
    fn reasons(&self, documents: &[u32], rarity: &Rarity, rules: &EventRules) -> Vec<Factor> {
        let pairs = documents.windows(2).filter_map(|two| Some((*two.first()?, *two.last()?)));
        let pairs: Vec<_> = pairs.filter_map(|(left, right)| Some((self.vector(left)?, self.vector(right)?))).collect();
        let n_pairs = f64::from(narrow(pairs.len())).max(1.0);
        let of_space = |(at, space): (usize, &Space)| {
            let mut shared: HashMap<u32, f64> = HashMap::new();
            let mut sum = 0.0;
            for (one, other) in &pairs {
                let of_other: HashMap<u32, f64> = other.iter().map(|(stem, weights)| (*stem, weights[at])).collect();
                let mut cosine = 0.0;
                for (stem, weights) in one {
                    let product = of_other.get(stem).map_or(0.0, |weight| weights[at] * weight);
                    if product > 0.0 {
                        cosine += product;
                        *shared.entry(*stem).or_default() += product;
                    }
                }
                sum += cosine.clamp(0.0, 1.0).sqrt() * rules.incident(space.name);
            }
            let mut best: Vec<(&str, f64)> = shared.iter().map(|(&stem, &sum)| (rarity.text(stem), sum)).collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            let words: Vec<&str> = best.iter().take(5).map(|(stem, _)| *stem).collect();
            Factor {
                comparison: format!("incident_{}", space.name),
                says: words.join(", "),
                bits: sum / n_pairs / LN_2,
            }
        };
        let mut factors: Vec<Factor> = SPACES.iter().enumerate().map(of_space).filter(|one| one.bits > 0.0).collect();
        factors.sort_by(|a, b| b.bits.total_cmp(&a.bits));
        factors
    }

    /// The stems of a document with their weights, of length 1 in each space.
    fn vector(&self, document: u32) -> Option<Vec<(u32, Four<f64>)>> {
        let document = self.documents.get(document as usize)?;
        let weigh = |word: &Count| {
            let squares = self.cells.get(word.stem as usize)?.squares;
            let mut weights = squares.map(|square| f64::from(square).sqrt());
            for ((weight, factor), length) in weights.iter_mut().zip(word.factors).zip(document.lengths) {
                *weight *= f64::from(factor) / f64::from(length);
            }
            Some((word.stem, weights))
        };
        Some(document.words.iter().filter_map(weigh).collect())
    }
}

/// 1 + ln count; 0 for none.
#[allow(clippy::cast_possible_truncation, reason = "seven digits are more than a count means")]
fn factor(count: u32) -> f32 {
    match count {
        0 => 0.0,
        1 => 1.0,
        several => (1.0 + f64::from(several).ln()) as f32,
    }
}

/// Adds square · one · other in each space; the same from either side, to the last bit.
#[inline]
fn add_products(sums: &mut Four<f32>, squares: &Four<f32>, one: &Four<f32>, other: &Four<f32>) {
    // By position, which becomes one instruction for all four: this is where the time of a large case goes.
    *sums = std::array::from_fn(|at| sums[at] + squares[at] * (one[at] * other[at]));
}

/// Words that are more than words.
fn telling(words: &[Count]) -> Vec<Count> {
    words.iter().filter(|word| word.factors.iter().skip(1).any(|factor| *factor > 0.0)).copied().collect()
}

/// Cosines of a document whose factors stand in the cells with another one, over some of the words of the other one.
fn cosines(words: &[Count], document: &Document, other: &Document, cells: &[Cell]) -> Four<f64> {
    let mut sums = Four::<f32>::default();
    for word in words {
        if let Some(cell) = cells.get(word.stem as usize) {
            add_products(&mut sums, &cell.squares, &cell.factors, &word.factors);
        }
    }
    let mut cosines = Four::default();
    for ((cosine, sum), (one, other)) in cosines.iter_mut().zip(sums).zip(document.lengths.iter().zip(&other.lengths)) {
        *cosine = f64::from(sum / (one * other)).clamp(0.0, 1.0);
    }
    cosines
}

impl Stem {
    /// The step of its count, when it may bring pairs forward: at least two documents hold it, no more than a block, and no more
    /// than two blocks have it at all.
    fn usable(&self, block: usize) -> Option<u32> {
        let is_rare = (2..=block).contains(&(self.held as usize)) && self.documents.len() <= 2 * block;
        is_rare.then(|| step(self.held))
    }

    /// The square of what it weighs in each space.
    #[allow(clippy::cast_possible_truncation, reason = "seven digits are more than a weight means")]
    fn squares(&self, n_documents: u32) -> Four<f32> {
        let mut squares = Four::default();
        for ((square, space), &count) in squares.iter_mut().zip(&SPACES).zip(&self.counts) {
            *square = rarity(count, n_documents).powi(space.power) as f32;
        }
        squares
    }
}

/// The weights of the spaces, looked up once.
struct Odds {
    intercept: f64,
    weights: Four<f64>,
}

impl Odds {
    fn new(rules: &EventRules) -> Self {
        let weights = SPACES.each_ref().map(|space| rules.incident(space.name));
        Self { intercept: rules.incident("intercept"), weights }
    }

    fn of(&self, cosines: Four<f64>) -> f64 {
        self.intercept + self.weights.iter().zip(cosines).map(|(weight, cosine)| cosine.sqrt() * weight).sum::<f64>()
    }
}

/// Which documents hang together; the lowest position stands for its group.
struct Forest(Vec<u32>);

impl Forest {
    fn root(&mut self, mut at: u32) -> u32 {
        while let Some(&up) = self.0.get(at as usize).filter(|&&up| up != at) {
            let above = self.0.get(up as usize).copied().unwrap_or(up);
            if let Some(place) = self.0.get_mut(at as usize) {
                *place = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        if let Some(place) = self.0.get_mut(left.max(right) as usize) {
            *place = left.min(right);
        }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size from a table, cut to what is sensible"
)]
pub fn whole(number: f64) -> usize {
    number.clamp(0.0, 1e6) as usize
}
