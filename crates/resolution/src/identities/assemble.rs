//! From scored pairs to people and bodies: groups of pairs, clusters within them, links that hold and links to ask about.

use super::forest::Forest;
use super::ids::{Labelled, identities};
use super::judged::{Judged, ordered};
use super::links::{link, unlinked};
use super::resolver::{Resolver, Score, Seen};
use super::weights::{Hundredths, tables};
use crate::cluster::{ClusterProblem, ClusterSettings, Clustering, Constraints, ScoredPair, cluster};
use crate::digest::{Digest, Kind};
use crate::result::{Identity, Judgement, Link, Note, Zone};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// In groups up to this size every pair is scored, not only those that were near.
const ALL_PAIRS_UP_TO: usize = 24;

/// Most questions about one identity at a time.
const MOST_QUESTIONS: usize = 3;

/// How people and bodies are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Settings {
    /// More entities than this in one identity are said; it is not cut.
    pub alarm_above: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { alarm_above: 200 }
    }
}

/// People, bodies, and the pairs that speak of them.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub persons: Vec<Identity>,
    pub organizations: Vec<Identity>,
    pub links: Vec<Link>,
    /// Positions in `links`.
    pub queue: Vec<usize>,
    pub notes: Vec<Note>,
}

/// Units that may be one, and what is known of them.
#[derive(Clone, Debug, Default)]
struct Group {
    pairs: Vec<ScoredPair>,
    must: Vec<(u32, u32)>,
    cannot: Vec<(u32, u32)>,
}

/// Puts everything together. Scores must be up to date.
pub fn assemble(resolver: &mut Resolver, digests: &[Digest], judged: &Judged, settings: &Settings) -> Found {
    let groups = groups(resolver, judged);
    let clusterings = clustered(resolver, judged, &groups, settings);
    let resolver = Seen { resolver, digests };
    let mut notes: Vec<Note> = resolver.notes.iter().chain(&judged.notes).cloned().collect();
    let mut cluster_of: Vec<u32> = (0..u32::try_from(resolver.units.len()).unwrap_or(u32::MAX)).collect();
    let mut clusters = Vec::new();
    for (group, found) in groups.iter().zip(clusterings) {
        notes.extend(found.problems.iter().filter_map(problem));
        for cluster in found.clusters.iter().filter(|cluster| cluster.members.len() > 1) {
            let mut members: Vec<u32> =
                cluster.members.iter().filter_map(|&at| group.get(at as usize)).copied().collect();
            members.sort_unstable_by_key(|&unit| resolver.unit(unit).map(|unit| unit.at));
            let first = members.iter().copied().min().unwrap_or_default();
            for &member in &members {
                if let Some(cluster) = cluster_of.get_mut(member as usize) {
                    *cluster = first;
                }
            }
            let confidence = probability(hundredths_of(cluster.cohesion) + tables().weights.agree_at);
            clusters.push((members, confidence));
        }
    }
    let mut links = Vec::new();
    let mut labelled = Vec::with_capacity(clusters.len());
    for (members, confidence) in clusters {
        let holding: Vec<Link> = spanning(resolver, judged, &members);
        let all_confirmed = holding.iter().all(|link| link.judgement == Judgement::Confirmed);
        let positions = (links.len()..links.len() + holding.len()).collect();
        links.extend(holding);
        let confidence = if all_confirmed { 1.0 } else { confidence };
        labelled.push(Labelled { members, links: positions, confidence, is_confirmed: all_confirmed });
    }
    let (asked, n_waiting) = asked(&resolver, judged, &cluster_of);
    if n_waiting > 0 {
        let message = format!(
            "{n_waiting} less likely questions wait until others about the same people and bodies are answered"
        );
        notes.push(Note { code: "questions-waiting".to_owned(), message });
    }
    let first_asked = links.len();
    let effects: Vec<f64> =
        asked.iter().map(|&(one, other, score)| effect(&resolver, &cluster_of, one, other, score)).collect();
    links.extend(asked.iter().filter_map(|&(one, other, score)| {
        link(resolver, one, other, probability(score.bits), Zone::Review, Judgement::Proposed)
    }));
    let mut queue: Vec<usize> = (first_asked..links.len()).collect();
    queue.sort_by(|&one, &other| {
        let of = |at: usize| effects.get(at - first_asked).copied().unwrap_or_default();
        of(other).total_cmp(&of(one)).then_with(|| place(&links, one).cmp(&place(&links, other)))
    });
    links.extend(decided(resolver, judged));
    notes.sort_unstable();
    notes.dedup();
    let (persons, organizations) = identities(resolver, labelled, &cluster_of);
    Found { persons, organizations, links, queue, notes }
}

/// The clusters of each group; only those of groups that changed are made anew.
fn clustered(resolver: &mut Resolver, judged: &Judged, groups: &[Vec<u32>], settings: &Settings) -> Vec<Clustering> {
    let weights = ClusterSettings {
        join_at: 0.0,
        limit: 10.0,
        uncompared_bits: 0.0,
        uncompared_weight: 0.0,
        alarm_above: settings.alarm_above,
    };
    let touched = std::mem::take(&mut resolver.touched);
    let mut known = std::mem::take(&mut resolver.clustered);
    if (judged, settings) != (&resolver.under.0, &resolver.under.1) {
        known.clear();
        resolver.under = (judged.clone(), *settings);
    }
    let mut all = Vec::with_capacity(groups.len());
    for members in groups {
        let kept = known.remove(members).filter(|_| !members.iter().any(|member| touched.contains(member)));
        let found = kept.unwrap_or_else(|| {
            resolver.work.groups_clustered += 1;
            let group = group(resolver, judged, members);
            cluster(members.len(), &group.pairs, Constraints { must: &group.must, cannot: &group.cannot }, &weights)
        });
        all.push(found);
    }
    resolver.clustered = groups.iter().cloned().zip(all.iter().cloned()).collect();
    all
}

fn place(links: &[Link], at: usize) -> Option<(crate::result::EntityRef, crate::result::EntityRef)> {
    links.get(at).map(|link| (link.left, link.right))
}

/// Probability from posterior bits.
pub fn probability(bits: Hundredths) -> f64 {
    1.0 / (1.0 + (-f64::from(bits) / 100.0).exp2())
}

fn hundredths_of(bits: f64) -> Hundredths {
    if bits.is_finite() { super::weights::hundredths(bits) } else { 0 }
}

/// Units connected by a pair that joins or by a judgement, in the order of their ranks, so that that of the documents does not show.
fn groups(resolver: &Resolver, judged: &Judged) -> Vec<Vec<u32>> {
    let mut forest = Forest::new(resolver.units.len());
    for (unit, near) in (0_u32..).zip(&resolver.near) {
        for near in near.iter().filter(|near| near.unit > unit && near.score.joins()) {
            forest.join(unit, near.unit);
        }
    }
    for &(one, other) in &judged.must {
        forest.join(one, other);
    }
    let mut groups = forest.groups();
    for members in &mut groups {
        members.sort_unstable_by_key(|&unit| resolver.unit(unit).map(|unit| unit.rank));
    }
    groups
}

/// What the clusters of a group are made from.
fn group(resolver: &Resolver, judged: &Judged, members: &[u32]) -> Group {
    let places: HashMap<u32, u32> = (0_u32..).zip(members).map(|(at, &unit)| (unit, at)).collect();
    let mut group = Group::default();
    let mut consider = |one: u32, other: u32, score: Score| {
        let (Some(&left), Some(&right)) = (places.get(&one), places.get(&other)) else { return };
        let is_judged = judged.are_same(one, other) || judged.are_apart(one, other);
        if is_judged {
            return;
        }
        if score.is_excluded || judged.unsure.contains(&ordered(one, other)) {
            group.cannot.push((left, right));
        }
        // A person gave somebody a second name: that it is another one than the first says nothing more.
        if score.bits < 0 && (judged.is_joined(one) || judged.is_joined(other)) {
            return;
        }
        let beyond = score.bits - tables().weights.agree_at;
        // A pair that needs a person says nothing for, and a little against.
        let bits = if score.is_limited { beyond.min(-50) } else { beyond };
        group.pairs.push(ScoredPair { left, right, bits: f64::from(bits) / 100.0 });
    };
    if members.len() <= ALL_PAIRS_UP_TO {
        for (n, &one) in members.iter().enumerate() {
            for &other in members.iter().skip(n + 1) {
                let known = resolver.pair(one, other);
                let is_named = |unit| resolver.unit(unit).is_some_and(|unit| unit.is_named);
                let score = known.or_else(|| {
                    resolver
                        .evidence(one, other)
                        .filter(|_| is_named(one) && is_named(other))
                        .map(|evidence| Score::of(&evidence))
                });
                score.into_iter().for_each(|score| consider(one, other, score));
            }
        }
    } else {
        for &one in members {
            let near = resolver.near.get(one as usize).into_iter().flatten();
            near.filter(|near| near.unit > one).for_each(|near| consider(one, near.unit, near.score));
        }
    }
    group.cannot.extend(kept_apart(resolver, judged, members, &places));
    let inside = |&(one, other): &(u32, u32)| Some((*places.get(&one)?, *places.get(&other)?));
    group.must = judged.must.iter().filter_map(inside).collect();
    group.cannot.extend(judged.cannot.iter().filter_map(inside));
    group
}

/// Pairs of one document that it keeps apart; what a person said of them stands above that.
fn kept_apart(resolver: &Resolver, judged: &Judged, members: &[u32], places: &HashMap<u32, u32>) -> Vec<(u32, u32)> {
    let mut by_document: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for &member in members {
        if let Some(unit) = resolver.unit(member) {
            by_document.entry(unit.at.document).or_default().push(member);
        }
    }
    let mut pairs = Vec::new();
    for units in by_document.values().filter(|units| units.len() > 1) {
        for (n, &one) in units.iter().enumerate() {
            let others = units
                .iter()
                .skip(n + 1)
                .filter(|other| resolver.are_kept_apart(one, **other) && !judged.are_same(one, **other));
            pairs.extend(others.filter_map(|other| Some((*places.get(&one)?, *places.get(other)?))));
        }
    }
    pairs
}

/// What a person should know; positions inside of a group mean nothing to them.
fn problem(problem: &ClusterProblem) -> Option<Note> {
    match problem {
        ClusterProblem::TooLarge { size, alarm_above, .. } => Some(Note {
            code: "cluster-too-large".to_owned(),
            message: format!(
                "one identity has {size} entities, more than {alarm_above}: look whether it is really one; it was not cut"
            ),
        }),
        ClusterProblem::Contradiction { .. } => Some(Note {
            code: "judgement-contradiction".to_owned(),
            message: "a judgement that two are one contradicts what else is certain; they are left apart".to_owned(),
        }),
        ClusterProblem::BadPair { .. } | ClusterProblem::ScoredTwice { .. } => None,
    }
}

/// The links that hold a cluster together: judgements first, then the surest (Kruskal 1956).
fn spanning(resolver: Seen<'_>, judged: &Judged, members: &[u32]) -> Vec<Link> {
    let places: HashMap<u32, u32> = (0_u32..).zip(members).map(|(at, &unit)| (unit, at)).collect();
    let mut forest = Forest::new(members.len());
    let mut links = Vec::with_capacity(members.len().saturating_sub(1));
    let mut join = |one: u32, other: u32| matches!((places.get(&one), places.get(&other)), (Some(&left), Some(&right)) if forest.join(left, right));
    for &(one, other) in judged.must.iter().filter(|pair| places.contains_key(&pair.0)) {
        if join(one, other) {
            links.extend(link(resolver, one, other, 1.0, Zone::Joined, Judgement::Confirmed));
        }
    }
    let mut pairs: Vec<(u32, u32, Score)> = Vec::new();
    for &one in members {
        let near = resolver
            .near
            .get(one as usize)
            .into_iter()
            .flatten()
            .filter(|near| near.unit > one && places.contains_key(&near.unit));
        pairs.extend(near.map(|near| (one, near.unit, near.score)));
    }
    let rank = |unit: u32| resolver.unit(unit).map(|unit| unit.rank);
    pairs.sort_by_key(|&(one, other, score)| {
        (score.is_limited, -score.bits, rank(one).min(rank(other)), rank(one).max(rank(other)))
    });
    for (one, other, score) in pairs {
        if join(one, other) {
            links.extend(link(resolver, one, other, probability(score.bits), Zone::Joined, Judgement::Proposed));
        }
    }
    links
}

/// A pair that a person may be asked about.
#[derive(Clone, Copy)]
struct Question {
    /// Their clusters, in order.
    between: (u32, u32),
    /// The same, as the units are.
    clusters: (u32, u32),
    score: Score,
    /// Their ranks, in order.
    ranks: (u64, u64),
    units: (u32, u32),
}

/// The best pair between each two clusters that a person is asked about.
fn asked(resolver: &Resolver, judged: &Judged, cluster_of: &[u32]) -> (Vec<(u32, u32, Score)>, usize) {
    let review_at = tables().weights.review_at;
    let cluster = |unit: u32| cluster_of.get(unit as usize).copied().unwrap_or(unit);
    let ranks: Vec<u64> = resolver.units.iter().map(|unit| unit.rank).collect();
    let rank = |unit: u32| ranks.get(unit as usize).copied().unwrap_or_default();
    let mut settled: BTreeSet<(u32, u32)> =
        judged.unsure.iter().map(|&(one, other)| ordered(cluster(one), cluster(other))).collect();
    settled.extend(judged.cannot.iter().map(|&(one, other)| ordered(cluster(one), cluster(other))));
    let mut best: Vec<Question> = Vec::new();
    for (one, near) in (0_u32..).zip(&resolver.near) {
        let pairs = near.iter().filter(|near| near.unit > one && near.score.bits >= review_at);
        best.extend(pairs.filter_map(|near| {
            let clusters = (cluster(one), cluster(near.unit));
            let between = ordered(clusters.0, clusters.1);
            let is_open = between.0 != between.1 && !settled.contains(&between);
            let ranks = (rank(one).min(rank(near.unit)), rank(one).max(rank(near.unit)));
            is_open.then_some(Question { between, clusters, score: near.score, ranks, units: (one, near.unit) })
        }));
    }
    best.sort_unstable_by_key(|question| (question.between, -question.score.bits, question.ranks));
    best.dedup_by_key(|question| question.between);
    let members = Members::of(cluster_of);
    best.retain(|question| !are_kept_apart(resolver, &members, question.between));
    let (mut asked, n_waiting) = likeliest(resolver, best);
    asked.sort_unstable_by_key(|question| question.ranks);
    (asked.into_iter().map(|question| (question.units.0, question.units.1, question.score)).collect(), n_waiting)
}

/// The likeliest questions: one about each identity of one name part, which may be that of very many, a few about every other.
/// When one is answered, the next one comes. Also how many wait so.
fn likeliest(resolver: &Resolver, mut all: Vec<Question>) -> (Vec<Question>, usize) {
    all.sort_unstable_by_key(|question| (-question.score.bits, question.ranks));
    let most = |unit: u32| {
        let is_single = resolver.unit(unit).is_some_and(|unit| unit.kind == Kind::Person && unit.name.n_parts() < 2);
        if is_single { 1 } else { MOST_QUESTIONS }
    };
    let n_all = all.len();
    let mut asked: HashMap<u32, usize> = HashMap::new();
    all.retain(|question| {
        let sides = [(question.units.0, question.clusters.0), (question.units.1, question.clusters.1)];
        let stays = sides.iter().all(|(unit, cluster)| asked.get(cluster).is_none_or(|n| *n < most(*unit)));
        if stays {
            sides.iter().for_each(|(_, cluster)| *asked.entry(*cluster).or_default() += 1);
        }
        stays
    });
    let n_waiting = n_all - all.len();
    (all, n_waiting)
}

/// Units in the order of their clusters.
struct Members {
    units: Vec<(u32, u32)>,
}

impl Members {
    fn of(cluster_of: &[u32]) -> Self {
        let mut units: Vec<(u32, u32)> = cluster_of.iter().copied().zip(0_u32..).collect();
        units.sort_unstable();
        Self { units }
    }

    fn at(&self, cluster: u32) -> &[(u32, u32)] {
        let start = self.units.partition_point(|unit| unit.0 < cluster);
        let rest = self.units.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|unit| unit.0 == cluster)).unwrap_or_default()
    }
}

/// Whether a document has a member of each and keeps the two apart: then they are two, and nobody is asked.
fn are_kept_apart(resolver: &Resolver, members: &Members, (one, other): (u32, u32)) -> bool {
    let (one, other) = (members.at(one), members.at(other));
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let document = |unit: u32| resolver.unit(unit).map(|unit| unit.at.document);
    let mut by_document: Vec<_> = small.iter().map(|&(_, unit)| (document(unit), unit)).collect();
    by_document.sort_unstable();
    large.iter().any(|&(_, unit)| {
        let at = document(unit);
        let start = by_document.partition_point(|mine| mine.0 < at);
        let mut same = by_document.iter().skip(start).take_while(|mine| mine.0 == at);
        same.any(|&(_, mine)| resolver.are_kept_apart(mine, unit))
    })
}

/// What joining two would change, times how unsure that is: one person fewer, and one victim fewer when both are victims.
fn effect(resolver: &Resolver, cluster_of: &[u32], one: u32, other: u32, score: Score) -> f64 {
    let p = probability(score.bits).clamp(1e-6, 1.0 - 1e-6);
    let unsure = -(p * p.log2() + (1.0 - p) * (1.0 - p).log2());
    let unit = |id: u32| resolver.unit(id);
    let cluster = |id: u32| cluster_of.get(id as usize).copied().unwrap_or(id);
    let suffers = |id: u32| unit(id).or_else(|| unit(cluster(id))).is_some_and(|unit| !unit.suffered.is_empty());
    let is_person = unit(one).is_some_and(|unit| unit.kind == Kind::Person);
    let counts = match (is_person, suffers(one), suffers(other)) {
        (false, ..) => 0.25,
        (true, true, true) => 3.0,
        (true, true, false) | (true, false, true) => 1.5,
        (true, false, false) => 1.0,
    };
    counts * unsure
}

/// Pairs that a person decided and that hold nothing together: two, or not settled.
fn decided(resolver: Seen<'_>, judged: &Judged) -> Vec<Link> {
    let apart = judged.cannot.iter().map(|&(one, other)| (one, other, Zone::Apart));
    let unsure = judged.unsure.iter().map(|&(one, other)| (one, other, Zone::Review));
    let mut links: Vec<Link> =
        apart.chain(unsure).filter_map(|(one, other, zone)| unlinked(resolver, one, other, zone)).collect();
    links.sort_by_key(|link| (link.left, link.right, link.zone));
    links.dedup_by_key(|link| (link.left, link.right, link.zone));
    links
}
