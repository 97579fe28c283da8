//! Links records of tables: which rows speak of one person, by names, dates, places and whatever columns there are.
//!
//! In: a [`Table`] read with a [`Schema`] that says what each column holds, and a [`Model`]: learnt without labels
//! ([`Linker::learn`]) or from records whose entities are known ([`Linker::train`]). Out: [`Linked`] pairs with probabilities,
//! clusters, and problems. Start at [`Linker`]; [`Reasons`] says why, for any pair.
//!
//! The way: records that share a rare enough key are proposed; each proposed pair is compared column by column (the levels
//! of one kind of column are the same for all data); outcomes are worth bits, which are summed (Fellegi and Sunter 1969), a
//! shared rare value more than a common one, with rarity over *entities*; then neighbours of the same record are proposed to
//! each other; sums become probabilities by calibration; clusters need evidence over all of their pairs ([`crate::cluster`]).
//!
//! ```
//! use resolution::linkage::{ColumnSpec, Kind, Linker, Schema, Settings, Table};
//!
//! let schema = Schema {
//!     id: Some("id".into()),
//!     columns: vec![ColumnSpec::new("name", Kind::Name), ColumnSpec::new("born", Kind::Date)],
//!     ..Schema::default()
//! };
//! // One person written twice, among others: what agreement is worth is learnt from how the others differ.
//! let mut text = String::from("id,name,born\n1,Dara Velin,1970-03-01\n2,Velin Dara,1970-03-01\n");
//! let (given, family) = (["Mirna", "Soren", "Talin", "Keva", "Bohan"], ["Ostrel", "Quand", "Hubrec", "Imsa", "Tolvar"]);
//! for n in 0..25 {
//!     text += &format!("{},{} {},{}-{:02}-11\n", n + 3, given[n % 5], family[n / 5], 1950 + n, 1 + n % 12);
//! }
//! let table = Table::read_csv(&text, &schema)?;
//! let linker = Linker::new(&table, &Settings::default());
//! let linked = linker.link(&linker.learn());
//! assert_eq!(linked.clusters.len(), 26);
//! # Ok::<(), resolution::linkage::LinkageError>(())
//! ```

mod block;
mod compare;
mod csv;
mod parallel;
mod problem;
mod rarity;
mod table;
mod text;
mod weights;

#[cfg(test)]
mod tests;

pub use block::Blocking;
pub use problem::{LinkageError, LinkageProblem};
pub use table::Table;
pub use weights::Model;

use crate::calibration::{Calibration, Labelled};
use crate::cluster::{Cluster, ClusterSettings, Constraints, ScoredPair, cluster};
use crate::result::Factor;
use block::{Pair, ends, pair};
use compare::{Comparer, Pattern};
use rarity::Rarity;
use serde::{Deserialize, Serialize};
use weights::Known;

/// What a column holds; it decides how two values are compared and which keys they give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Names of a person or parts of them; all such columns are compared together, in any order of words.
    Name,
    /// A day: year-month-day or day-month-year with a year of four digits, or eight digits with the year first.
    Date,
    /// A code of the post.
    Postcode,
    /// A named place.
    Place,
    /// One of few values: sex, occupation.
    Category,
    /// Free words: an address.
    Text,
    /// A number that is no quantity: a house number.
    Number,
    /// A value that is meant to name one person: a number of insurance, an address for mail.
    Identifier,
}

/// A column as it is compared: one or more columns of the file, joined with a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSpec {
    /// What it is called in reasons.
    pub name: String,
    /// Headings in the file, in order.
    pub from: Vec<String>,
    /// What it holds.
    pub kind: Kind,
}

impl ColumnSpec {
    /// A column that is called as in the file.
    #[must_use]
    pub fn new(name: &str, kind: Kind) -> Self {
        Self { name: name.to_owned(), from: vec![name.to_owned()], kind }
    }
}

/// Which columns of a file matter, and what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schema {
    /// Heading of the ids; without it records are numbered from 1.
    pub id: Option<String>,
    /// What is compared.
    pub columns: Vec<ColumnSpec>,
    /// Cells that mean "not known", beside empty ones: "NA".
    pub missing: Vec<String>,
}

/// How records are linked. The defaults serve every kind of table; they are not tuned to one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// A key that more records share proposes only near ones of them.
    pub block_cap: usize,
    /// How many records after each one it then proposes.
    pub window: usize,
    /// Neighbours of one record that are proposed to each other: so many of its surest.
    pub n_neighbours: usize,
    /// How clusters are made from log2 odds.
    pub clusters: ClusterSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self { block_cap: 14, window: 1, n_neighbours: 8, clusters: ClusterSettings::default() }
    }
}

/// A proposed pair and what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkedPair {
    /// Row of the one, from 0.
    pub left: u32,
    /// Row of the other; greater.
    pub right: u32,
    /// Sum of the bits.
    pub sum: f64,
    /// Probability that they are one.
    pub probability: f64,
}

/// What [`Linker::link`] hands out.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// All pairs that were compared, in order.
    pub pairs: Vec<LinkedPair>,
    /// Every record once.
    pub clusters: Vec<Cluster>,
    /// How pairs were proposed.
    pub blocking: Blocking,
    /// Pairs proposed because they are neighbours of one record; part of `pairs`.
    pub n_by_neighbours: usize,
    /// What must not be silent.
    pub problems: Vec<LinkageProblem>,
}

/// The pairs of one table that are looked at, compared; models are learnt from them and applied to them.
///
/// Deterministic, also in the number of threads; the order of the rows decides only between equal scores. Near-linear in the
/// number of records: keys have caps, and what they leave out is counted in [`Linked::blocking`].
#[derive(Debug)]
pub struct Linker<'a> {
    table: &'a Table,
    settings: Settings,
    pairs: Vec<Pair>,
    patterns: Vec<Pattern>,
    /// The first and each other one of records that are equal in all columns.
    twins: Vec<Pair>,
    blocking: Blocking,
}

impl<'a> Linker<'a> {
    /// Proposes the pairs of a table and compares them.
    #[must_use]
    pub fn new(table: &'a Table, settings: &Settings) -> Self {
        let twins = block::twins(table);
        let (pairs, blocking) = block::candidates(table, &twins, settings);
        let patterns = patterns(table, &pairs);
        Self { table, settings: *settings, pairs, patterns, twins, blocking }
    }

    /// Learns the weights without labels. Its probabilities are those of the sums: in good order, not calibrated.
    #[must_use]
    pub fn learn(&self) -> Model {
        let by_chance = patterns(self.table, &drawn(self.table.n_records));
        weights::by_maximisation(self.table.n_records, 1 + self.table.columns.len(), &self.patterns, &by_chance)
    }

    /// Learns weights and calibration from records whose entities are known.
    ///
    /// `entity_of`: for each record the number of its entity, or none where it is not known; pairs of which one is not known
    /// teach nothing. The calibration is learnt on pairs that the weights had not seen: two halves, split by entity, each
    /// scored with the weights of the other.
    ///
    /// # Errors
    /// [`LinkageError::WrongLabels`], [`LinkageError::Unlearnable`].
    pub fn train(&self, entity_of: &[Option<u32>]) -> Result<Model, LinkageError> {
        if entity_of.len() != self.table.n_records {
            return Err(LinkageError::WrongLabels { n_labels: entity_of.len(), n_records: self.table.n_records });
        }
        let start = self.learn();
        let known = known(&self.pairs, &self.patterns, entity_of);
        let first = weights::from_labels(&start, &known, &Rarity::over_records(self.table));
        let (pairs, patterns, rarity) = self.with_neighbours(&first);
        let known = self::known(&pairs, &patterns, entity_of);
        let mut labelled = Vec::with_capacity(known.len());
        for side in [0, 1] {
            let learnt_from: Vec<Known> = known.iter().filter(|one| one.halves == [side; 2]).copied().collect();
            let model = weights::from_labels(&start, &learnt_from, &rarity);
            let unseen = known.iter().filter(|one| one.halves == [1 - side; 2]);
            labelled.extend(unseen.map(|one| {
                let score = model.sum(one.pattern, &rarity.of(one.pair, one.pattern));
                Labelled { score, same: one.same }
            }));
        }
        let mut model = weights::from_labels(&start, &known, &rarity);
        model.calibration = Some(Calibration::isotonic(&labelled)?);
        Ok(model)
    }

    /// Links the records. `model`: of a table with the same schema.
    #[must_use]
    pub fn link(&self, model: &Model) -> Linked {
        let (pairs, patterns, rarity) = self.with_neighbours(model);
        let sums = sums(model, &pairs, &patterns, &rarity);
        let clustering = self.clusters(model, &pairs, &sums);
        let mut problems = self.table.problems.clone();
        problems.extend(block::problems(&self.blocking, &self.settings));
        problems.extend(clustering.problems.into_iter().map(LinkageProblem::Cluster));
        let linked = pairs.iter().zip(&sums).map(|(&pair, &sum)| {
            let (left, right) = ends(pair);
            LinkedPair { left, right, sum, probability: model.probability(sum) }
        });
        Linked {
            n_by_neighbours: pairs.len() - self.pairs.len(),
            pairs: linked.collect(),
            clusters: clustering.clusters,
            blocking: self.blocking,
            problems,
        }
    }

    /// All pairs, with neighbours of one record proposed to each other, and the rarity over what was linked before.
    fn with_neighbours(&self, model: &Model) -> (Vec<Pair>, Vec<Pattern>, Rarity<'a>) {
        let sums = sums(model, &self.pairs, &self.patterns, &Rarity::over_records(self.table));
        let clustering = self.clusters(model, &self.pairs, &sums);
        let rarity = Rarity::over_entities(self.table, &clustering.clusters);
        let new = self.not_yet_proposed(model, &sums);
        let new_patterns = patterns(self.table, &new);
        let (pairs, patterns) = merged((&self.pairs, &self.patterns), (&new, &new_patterns));
        (pairs, patterns, rarity)
    }

    fn not_yet_proposed(&self, model: &Model, sums: &[f64]) -> Vec<Pair> {
        let mut near: Vec<(u32, f64, u32)> = Vec::new();
        for (&pair, &sum) in self.pairs.iter().zip(sums) {
            if model.odds(sum) > 0.0 {
                let (left, right) = ends(pair);
                near.extend([(left, sum, right), (right, sum, left)]);
            }
        }
        near.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
        let mut new: Vec<Pair> = Vec::new();
        for around in near.chunk_by(|one, other| one.0 == other.0) {
            for (position, one) in around.iter().enumerate().take(self.settings.n_neighbours) {
                let others = around.iter().take(self.settings.n_neighbours).skip(position + 1);
                new.extend(others.map(|other| pair(one.2, other.2)));
            }
        }
        new.sort_unstable();
        new.dedup();
        new.retain(|pair| self.pairs.binary_search(pair).is_err());
        new
    }

    fn clusters(&self, model: &Model, pairs: &[Pair], sums: &[f64]) -> crate::cluster::Clustering {
        let scored = pairs.iter().zip(sums).map(|(&pair, &sum)| {
            let (left, right) = ends(pair);
            ScoredPair { left, right, bits: model.odds(sum) }
        });
        let scored: Vec<ScoredPair> = scored.collect();
        // All pairs of equal records have one score; what joins one of them joins all, however many were compared.
        let sum_of = |twin: Pair| pairs.binary_search(&twin).ok().and_then(|at| sums.get(at));
        let joins = |&twin: &Pair| sum_of(twin).is_some_and(|&sum| model.odds(sum) >= self.settings.clusters.join_at);
        let must: Vec<(u32, u32)> = self.twins.iter().copied().filter(joins).map(ends).collect();
        let constraints = Constraints { must: &must, cannot: &[] };
        cluster(self.table.n_records, &scored, constraints, &self.settings.clusters)
    }
}

/// Why pairs of one [`Linked`] may be one.
#[derive(Debug)]
pub struct Reasons<'a> {
    table: &'a Table,
    model: &'a Model,
    rarity: Rarity<'a>,
}

impl<'a> Reasons<'a> {
    /// Reasons for the pairs of `linked`; rarity is counted over its clusters.
    #[must_use]
    pub fn new(table: &'a Table, model: &'a Model, linked: &Linked) -> Self {
        Self { table, model, rarity: Rarity::over_entities(table, &linked.clusters) }
    }

    /// Reasons for and against two records to be one, the strongest first. Columns that one side does not know say nothing.
    ///
    /// [`Factor::comparison`] is the name of the column in the schema.
    #[must_use]
    pub fn of(&self, left: u32, right: u32) -> Vec<Factor> {
        let pattern = Comparer::new(self.table).pattern(left, right);
        let rare = self.rarity.of(pair(left, right), pattern);
        let names = self.table.names.as_ref().map_or("", |names| names.name.as_str());
        let columns = self.table.columns.iter().map(|column| column.name.as_str());
        let known =
            std::iter::once(names).chain(columns).enumerate().zip(rare).filter_map(|((position, name), rare)| {
                let level = compare::level(pattern, position);
                (level > 0).then(|| Factor {
                    comparison: name.to_owned(),
                    says: format!("{} / {}", self.table.shown(position, left), self.table.shown(position, right)),
                    bits: self.model.bits_of(position, level, rare),
                })
            });
        let mut factors: Vec<Factor> = known.collect();
        factors.sort_by(|one, other| other.bits.abs().total_cmp(&one.bits.abs()));
        factors
    }
}

fn sums(model: &Model, pairs: &[Pair], patterns: &[Pattern], rarity: &Rarity<'_>) -> Vec<f64> {
    parallel::chunks(pairs, patterns, |pairs, patterns| {
        let both = pairs.iter().zip(patterns);
        both.map(|(&pair, &pattern)| model.sum(pattern, &rarity.of(pair, pattern))).collect()
    })
}

/// Two ordered lists of different pairs as one.
fn merged(one: (&[Pair], &[Pattern]), other: (&[Pair], &[Pattern])) -> (Vec<Pair>, Vec<Pattern>) {
    let n = one.0.len() + other.0.len();
    let (mut pairs, mut patterns) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let (mut left, mut right) = (one.0.iter().zip(one.1).peekable(), other.0.iter().zip(other.1).peekable());
    for _ in 0..n {
        let from_left = match (left.peek(), right.peek()) {
            (Some(&(one, _)), Some(&(other, _))) => one < other,
            (one, _) => one.is_some(),
        };
        if let Some((&pair, &pattern)) = if from_left { left.next() } else { right.next() } {
            pairs.push(pair);
            patterns.push(pattern);
        }
    }
    (pairs, patterns)
}

/// Pairs of which both entities are known.
fn known(pairs: &[Pair], patterns: &[Pattern], entity_of: &[Option<u32>]) -> Vec<Known> {
    let of = |record: u32| entity_of.get(record as usize).copied().flatten();
    let half = |entity: u32| u8::from(table::mix(&[u64::from(entity)]) % 2 == 1);
    let known = pairs.iter().zip(patterns).filter_map(|(&pair, &pattern)| {
        let (left, right) = ends(pair);
        let (left, right) = (of(left)?, of(right)?);
        Some(Known { pair, pattern, same: left == right, halves: [half(left), half(right)] })
    });
    known.collect()
}

fn patterns(table: &Table, pairs: &[Pair]) -> Vec<Pattern> {
    parallel::chunks(pairs, pairs, |part, _| {
        let mut comparer = Comparer::new(table);
        let pattern = |&pair: &Pair| {
            let (left, right) = ends(pair);
            comparer.pattern(left, right)
        };
        part.iter().map(pattern).collect()
    })
}

/// Pairs as chance has them, always the same ones.
fn drawn(n_records: usize) -> Vec<Pair> {
    const N_DRAWN: u64 = 200_000;
    let n = n_records.max(1) as u64;
    let record = |draw: u64| u32::try_from(table::mix(&[draw, 0x5a]) % n).unwrap_or_default();
    let both = (0..N_DRAWN).map(|draw| (record(2 * draw), record(2 * draw + 1)));
    both.filter(|(left, right)| left != right).map(|(left, right)| pair(left, right)).collect()
}
