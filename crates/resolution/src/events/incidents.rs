//! Which documents report one incident, by what they are about: their rare words, names, numbers and first lines.
//!
//! Conservative in small cases: a word that half of few documents share weighs little there.

use super::rules::EventRules;
use crate::cluster::{ClusterSettings, Constraints, ScoredPair, cluster};
use crate::digest::{Digest, words::Word};
use crate::result::{Factor, Incident};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Twice the power of the rarity; see [`Vector::new`].
    power: i32,
    counts: fn(&Word) -> u32,
}

fn is_number(stem: &str) -> bool {
    stem.bytes().all(|byte| byte.is_ascii_digit())
}

/// What was found about incidents.
#[derive(Debug, Default)]
pub struct Incidents {
    /// Two documents or more, in order of the first.
    pub groups: Vec<Incident>,
    /// log2 of the odds that two documents report one incident, where they were compared; lower position first.
    pub bits: BTreeMap<(usize, usize), f64>,
    /// Of how many stems only the first documents were compared.
    pub capped: usize,
}

impl Incidents {
    /// log2 of the odds that two documents report one incident; 0 when they were not compared.
    pub fn between(&self, left: usize, right: usize) -> f64 {
        self.bits.get(&(left.min(right), left.max(right))).copied().unwrap_or_default()
    }
}

/// Groups documents by incident. Near-linear: only pairs that share a rare stem are compared.
pub fn group(digests: &[Digest], rules: &EventRules) -> Incidents {
    let stems = stems(digests);
    let spaces: Vec<Vec<Vector>> = SPACES.iter().map(|space| vectors(digests, &stems, space)).collect();
    let (pairs, capped) = candidates(digests, rules);
    let limit = rules.incident("limit");
    let score = |&(left, right): &(usize, usize)| {
        let natural = log_odds(&spaces, left, right, rules).clamp(-limit, limit);
        ((left, right), natural / LN_2)
    };
    let bits: BTreeMap<(usize, usize), f64> = pairs.iter().map(score).collect();
    let groups = groups(digests, (&stems, &spaces), &bits, rules);
    Incidents { groups, bits, capped }
}

fn log_odds(spaces: &[Vec<Vector>], left: usize, right: usize, rules: &EventRules) -> f64 {
    let of_space = |(space, vectors): (&Space, &Vec<Vector>)| {
        let pair = vectors.get(left).zip(vectors.get(right));
        pair.map_or(0.0, |(one, other)| one.cosine(other).sqrt() * rules.incident(space.name))
    };
    rules.incident("intercept") + SPACES.iter().zip(spaces).map(of_space).sum::<f64>()
}

/// Stems with weights, sorted by stem, of length 1.
#[derive(Debug, Default)]
struct Vector(Vec<(u32, f64)>);

impl Vector {
    /// (1 + ln count) · rarity^(power / 2), normalized: `counts` are stems with their counts, `rarity` that of each stem.
    fn new(counts: &[(u32, u32)], rarity: &[f64], power: i32) -> Self {
        let weigh = |&(stem, count): &(u32, u32)| {
            let rarity = rarity.get(stem as usize).copied().unwrap_or_default();
            (stem, (1.0 + f64::from(count).ln()) * rarity.sqrt().powi(power))
        };
        let mut weights: Vec<(u32, f64)> = counts.iter().map(weigh).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        weights.iter_mut().for_each(|(_, weight)| *weight /= length.max(f64::MIN_POSITIVE));
        Self(weights)
    }

    fn cosine(&self, other: &Self) -> f64 {
        self.shared(other).map(|(_, product)| product).sum::<f64>().clamp(0.0, 1.0)
    }

    /// Stems of both with the product of their weights.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u32, f64)> + 'a {
        let of = |stem: u32| other.0.binary_search_by_key(&stem, |(stem, _)| *stem).ok().and_then(|at| other.0.get(at));
        self.0.iter().filter_map(move |&(stem, weight)| Some((stem, weight * of(stem)?.1)))
    }
}

/// All stems of all documents, sorted.
fn stems(digests: &[Digest]) -> Vec<&str> {
    let stems: BTreeSet<&str> =
        digests.iter().flat_map(|digest| &digest.words).map(|word| word.stem.as_str()).collect();
    stems.into_iter().collect()
}

fn vectors(digests: &[Digest], stems: &[&str], space: &Space) -> Vec<Vector> {
    let position = |word: &Word| stems.binary_search(&word.stem.as_str()).ok().and_then(|at| u32::try_from(at).ok());
    let counts = |digest: &Digest| {
        let counted = digest.words.iter().filter_map(|word| Some((position(word)?, (space.counts)(word))));
        counted.filter(|(_, count)| *count > 0).collect::<Vec<_>>()
    };
    let counts: Vec<Vec<(u32, u32)>> = digests.iter().map(counts).collect();
    let mut documents = vec![0_u32; stems.len()];
    for (stem, _) in counts.iter().flatten() {
        if let Some(count) = documents.get_mut(*stem as usize) {
            *count += 1;
        }
    }
    let n_documents = f64::from(u32::try_from(digests.len()).unwrap_or(u32::MAX));
    let rarity: Vec<f64> = documents.iter().map(|&n| ((n_documents + 1.0) / f64::from(n.max(1))).ln()).collect();
    counts.iter().map(|counts| Vector::new(counts, &rarity, space.power)).collect()
}

/// Pairs of documents that share a rare stem of their lead or a rare name, and how many stems were too common in the case to bring pairs.
fn candidates(digests: &[Digest], rules: &EventRules) -> (BTreeSet<(usize, usize)>, usize) {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        for word in digest.words.iter().filter(|word| word.lead + word.named > 0 || is_number(&word.stem)) {
            holders.entry(word.stem.as_str()).or_default().push(document);
        }
    }
    let block = whole(rules.incident("block"));
    let n_rarest = whole(rules.incident("rarest"));
    let too_common = |holders: &Vec<usize>| holders.len() > block && holders.len() * 4 < digests.len();
    let capped = holders.values().filter(|holders| too_common(holders)).count();
    let mut keys: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        let usable = |word: &&Word| holders.get(word.stem.as_str()).is_some_and(|at| (2..=block).contains(&at.len()));
        let mut rarest: Vec<&str> = digest.words.iter().filter(usable).map(|word| word.stem.as_str()).collect();
        rarest.sort_by_key(|stem| (holders.get(stem).map_or(0, Vec::len), *stem));
        rarest.iter().take(n_rarest).for_each(|stem| keys.entry(stem).or_default().push(document));
    }
    let pairs = |at: &Vec<usize>| {
        let after = |(i, &left): (usize, &usize)| at.iter().skip(i + 1).map(|&right| (left, right)).collect::<Vec<_>>();
        at.iter().enumerate().flat_map(after).collect::<Vec<_>>()
    };
    (keys.values().flat_map(pairs).collect(), capped)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size from a table, cut to what is sensible"
)]
pub fn whole(number: f64) -> usize {
    number.clamp(0.0, 1e6) as usize
}

fn groups(
    digests: &[Digest],
    (stems, spaces): (&[&str], &[Vec<Vector>]),
    bits: &BTreeMap<(usize, usize), f64>,
    rules: &EventRules,
) -> Vec<Incident> {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let pair = |(&(left, right), &bits): (&(usize, usize), &f64)| ScoredPair {
        left: narrow(left),
        right: narrow(right),
        bits,
    };
    let pairs: Vec<ScoredPair> = bits.iter().map(pair).collect();
    let limit = rules.incident("limit") / LN_2;
    let settings = ClusterSettings {
        join_at: rules.incident("join_at") / LN_2,
        limit,
        uncompared_bits: -limit,
        uncompared_weight: 1.0,
        ..ClusterSettings::default()
    };
    let clusters = cluster(digests.len(), &pairs, Constraints::default(), &settings).clusters;
    let joined = clusters.iter().filter(|cluster| cluster.members.len() > 1);
    let incident = |cluster: &crate::cluster::Cluster| {
        let documents: Vec<usize> = cluster.members.iter().map(|&member| member as usize).collect();
        let first = documents.first().and_then(|&at| digests.get(at)).map(|digest| digest.document.as_str());
        Incident {
            id: super::id('n', first.unwrap_or_default(), ""),
            factors: reasons(stems, spaces, &documents, rules),
            confidence: super::probability(cluster.cohesion),
            documents,
        }
    };
    joined.map(incident).collect()
}

/// Why the documents stand together: for each comparison its mean part of the log odds and the stems that most of them share.
fn reasons(stems: &[&str], spaces: &[Vec<Vector>], documents: &[usize], rules: &EventRules) -> Vec<Factor> {
    let pairs: Vec<(usize, usize)> =
        documents.windows(2).filter_map(|two| Some((*two.first()?, *two.last()?))).collect();
    let of_space = |(space, vectors): (&Space, &Vec<Vector>)| {
        let mut shared: BTreeMap<u32, f64> = BTreeMap::new();
        let mut sum = 0.0;
        for (one, other) in pairs.iter().filter_map(|&(left, right)| vectors.get(left).zip(vectors.get(right))) {
            sum += one.cosine(other).sqrt() * rules.incident(space.name);
            one.shared(other).for_each(|(stem, product)| *shared.entry(stem).or_default() += product);
        }
        let mut best: Vec<(u32, f64)> = shared.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let words: Vec<&str> = best.iter().take(5).filter_map(|(stem, _)| stems.get(*stem as usize).copied()).collect();
        let n_pairs = f64::from(u32::try_from(pairs.len()).unwrap_or(u32::MAX)).max(1.0);
        Factor { comparison: format!("incident_{}", space.name), says: words.join(", "), bits: sum / n_pairs / LN_2 }
    };
    let mut factors: Vec<Factor> = SPACES.iter().zip(spaces).map(of_space).filter(|one| one.bits > 0.0).collect();
    factors.sort_by(|a, b| b.bits.total_cmp(&a.bits));
    factors
}
