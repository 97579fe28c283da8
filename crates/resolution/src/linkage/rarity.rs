//! How much more a rare value says than a common one, counted over entities, not over records.

use super::block::{Pair, ends};
use super::compare::{NameMatch, Pattern, SAME, level};
use super::table::Table;
use crate::cluster::Cluster;

/// For each value of each column: bits that sharing it says beyond sharing a value of usual frequency.
#[derive(Debug)]
pub(super) struct Rarity<'a> {
    table: &'a Table,
    /// Of the name words first, then of each column.
    bits: Vec<Vec<f32>>,
}

impl<'a> Rarity<'a> {
    /// Every record as an entity of its own: what can be said before anything is linked.
    pub(super) fn over_records(table: &'a Table) -> Self {
        let groups: Vec<[u32; 1]> =
            (0..u32::try_from(table.n_records).unwrap_or(u32::MAX)).map(|record| [record]).collect();
        Self::over(table, groups.iter().map(<[u32; 1]>::as_slice), groups.len())
    }

    /// Each cluster counts once for each value that it has: often mentioned people do not make their names common.
    pub(super) fn over_entities(table: &'a Table, clusters: &[Cluster]) -> Self {
        Self::over(table, clusters.iter().map(|cluster| cluster.members.as_slice()), clusters.len())
    }

    fn over<'b>(table: &'a Table, groups: impl Iterator<Item = &'b [u32]> + Clone, n_groups: usize) -> Self {
        let names = table.names.iter().map(|names| {
            let words_of = |record: u32, values: &mut Vec<u32>| values.extend_from_slice(names.of(record));
            let mut bits = bits(names.values.len(), n_groups, groups.clone(), words_of);
            bits.iter_mut()
                .zip(&names.is_letter)
                .filter(|(_, is_letter)| **is_letter)
                .for_each(|(bits, _)| *bits = 0.0);
            bits
        });
        let columns = table.columns.iter().map(|column| {
            bits(column.values.len(), n_groups, groups.clone(), |record, values| {
                values.extend(column.cells.get(record as usize));
            })
        });
        let mut all: Vec<Vec<f32>> = names.collect();
        if all.is_empty() {
            all.push(Vec::new());
        }
        all.extend(columns);
        Self { table, bits: all }
    }

    /// Bits for the rarity of what the two share, for each comparison; 0 where they do not share a value.
    pub(super) fn of(&self, pair: Pair, pattern: Pattern) -> [f64; 1 + super::table::MAX_COLUMNS] {
        let (left, right) = ends(pair);
        let mut rare = [0.0; 1 + super::table::MAX_COLUMNS];
        let n_same = NameMatch::of_level(level(pattern, 0)).n_same;
        if let (Some(names), Some(bits), 1..) = (&self.table.names, self.bits.first(), n_same) {
            rare[0] = shared(names.of(left), names.of(right)).map(|word| of_value(bits, word)).sum();
        }
        for ((position, column), bits) in (1..).zip(&self.table.columns).zip(self.bits.iter().skip(1)) {
            if level(pattern, position) == SAME {
                let value = column.cells.get(left as usize).copied().unwrap_or_default();
                if let Some(slot) = rare.get_mut(position) {
                    *slot = of_value(bits, value);
                }
            }
        }
        rare
    }
}

#[inline]
fn of_value(bits: &[f32], value: u32) -> f64 {
    bits.get(value as usize).copied().map_or(0.0, f64::from)
}

/// Numbers that stand in both ordered lists.
#[inline]
fn shared<'a>(left: &'a [u32], right: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    left.iter().copied().filter(|word| right.contains(word))
}

/// log2 of the usual share of a value that two share by chance over the share of this one.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of records; bits need few digits"
)]
fn bits<'b>(
    n_values: usize,
    n_groups: usize,
    groups: impl Iterator<Item = &'b [u32]>,
    values_of: impl Fn(u32, &mut Vec<u32>),
) -> Vec<f32> {
    let mut counts = vec![0_u32; n_values];
    let mut values = Vec::new();
    for group in groups {
        values.clear();
        group.iter().for_each(|&record| values_of(record, &mut values));
        if group.len() > 1 {
            values.sort_unstable();
            values.dedup();
        }
        for &value in &values {
            if let Some(count) = counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }
    // Value 0 is "nothing there".
    let known = || counts.iter().skip(1).map(|&count| f64::from(count));
    let (sum, squares) = (known().sum::<f64>().max(1.0), known().map(|count| count * count).sum::<f64>().max(1.0));
    let usual = squares / sum / n_groups.max(1) as f64;
    let share = |&count: &u32| f64::from(count.max(1)) / n_groups.max(1) as f64;
    counts.iter().map(|count| (usual / share(count)).log2() as f32).collect()
}
