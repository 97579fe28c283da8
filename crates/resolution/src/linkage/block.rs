//! Which pairs are compared at all: those that share a rare enough key.

use super::compare::district;
use super::problem::LinkageProblem;
use super::table::{Column, Table, mix};
use super::text::sound;
use super::{Kind, Settings, parallel};
use std::hash::Hasher;

/// Two records, the lower one first, as one number.
pub(super) type Pair = u64;

#[inline]
pub(super) fn pair(left: u32, right: u32) -> Pair {
    (u64::from(left.min(right)) << 32) | u64::from(left.max(right))
}

#[inline]
pub(super) fn ends(pair: Pair) -> (u32, u32) {
    (u32::try_from(pair >> 32).unwrap_or_default(), u32::try_from(pair & 0xffff_ffff).unwrap_or_default())
}

/// What blocking did: nothing of it is silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blocking {
    /// Kinds of keys.
    pub n_kinds: usize,
    /// Keys that at least two records share.
    pub n_blocks: usize,
    /// Keys that more records share than [`Settings::block_cap`].
    pub n_large: usize,
    /// Pairs that those did not propose.
    pub n_left_out: u64,
    /// Different pairs proposed.
    pub n_pairs: usize,
}

/// What of a record goes into keys: a mixed number each, several for a column.
struct Parts {
    /// Part of which column; all name words are column 0.
    column: usize,
    ends: Vec<u32>,
    parts: Vec<u64>,
    /// Whether one part alone is a key.
    alone: bool,
}

impl Parts {
    fn of(&self, record: usize) -> &[u64] {
        let start = record.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(record).copied().unwrap_or(start);
        self.parts.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// All pairs that share a key, each once, in order.
///
/// Keys are made of whole rare values (date, postcode, identifier, text) and of every two parts of different columns: the
/// sounds of name words, parts of dates, districts, places. A key that more than `block_cap` records share proposes each
/// record's next few in the order of their values only; the rest is counted.
pub(super) fn candidates(table: &Table, twins: &[Pair], settings: &Settings) -> (Vec<Pair>, Blocking) {
    let parts = all_parts(table);
    let mut kinds: Vec<(usize, usize)> =
        (0..parts.len()).filter(|&one| parts[one].alone).map(|one| (one, one)).collect();
    for one in 0..parts.len() {
        for other in one..parts.len() {
            // A whole value beside another part would only propose what a part of it proposes.
            let whole = parts[one].alone || parts[other].alone;
            let words_of_names = one == other && parts[one].column == 0;
            if words_of_names || (!whole && parts[one].column != parts[other].column) {
                kinds.push((one, other));
            }
        }
    }
    let rank = ranks(table);
    let found = parallel::map(&kinds, |&(one, other)| {
        let keys = keys(&parts[one], &parts[other], table.n_records);
        of_keys(keys, &rank, settings)
    });
    let mut blocking = Blocking { n_kinds: kinds.len(), ..Blocking::default() };
    let mut pairs: Vec<Pair> = twins.to_vec();
    for (new, of_kind) in found {
        blocking.n_blocks += of_kind.n_blocks;
        blocking.n_large += of_kind.n_large;
        blocking.n_left_out += of_kind.n_left_out;
        pairs.extend(new);
        if pairs.len() > 1 << 25 {
            pairs.sort_unstable();
            pairs.dedup();
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.shrink_to_fit();
    blocking.n_pairs = pairs.len();
    (pairs, blocking)
}

/// Of records that are equal in all columns the first with each other one. Records in which nothing stands have no twins.
pub(super) fn twins(table: &Table) -> Vec<Pair> {
    let row = |record: u32| {
        let words = table.names.iter().flat_map(move |names| names.of(record)).map(|&word| u64::from(word) << 1 | 1);
        let cells = table
            .columns
            .iter()
            .filter_map(move |column| column.cells.get(record as usize))
            .map(|&cell| u64::from(cell) << 1);
        words.chain(cells)
    };
    let keyed = |record: u32| {
        let mut mixer = super::table::Mixer::default();
        row(record).for_each(|part| mixer.write_u64(part));
        (mixer.finish(), record)
    };
    let records = 0..u32::try_from(table.n_records).unwrap_or(u32::MAX);
    let mut keys: Vec<(u64, u32)> = records.filter(|&record| row(record).any(|part| part != 0)).map(keyed).collect();
    keys.sort_unstable();
    let mut twins = Vec::new();
    for group in keys.chunk_by(|one, other| one.0 == other.0 && row(one.1).eq(row(other.1))) {
        if let [(_, first), others @ ..] = group {
            twins.extend(others.iter().map(|&(_, other)| pair(*first, other)));
        }
    }
    twins
}

/// What is to be said of it.
pub(super) fn problems(blocking: &Blocking, settings: &Settings) -> Option<LinkageProblem> {
    (blocking.n_left_out > 0).then_some(LinkageProblem::LargeBlocks {
        n_blocks: blocking.n_large,
        most: settings.block_cap,
        n_pairs: blocking.n_left_out,
    })
}

/// A place for each record in an order that keeps likely ones together: by their values, not by their rows.
fn ranks(table: &Table) -> Vec<u64> {
    let record = |record: u32| {
        let word = table.names.as_ref().and_then(|names| names.of(record).first().copied()).unwrap_or_default();
        let cell = table.columns.first().and_then(|column| column.cells.get(record as usize)).copied();
        (u64::from(cell.unwrap_or_default()) << 32) | u64::from(word)
    };
    (0..u32::try_from(table.n_records).unwrap_or(u32::MAX)).map(record).collect()
}

/// One number from two parts, or from one, with the record that has it.
fn keys(one: &Parts, other: &Parts, n_records: usize) -> Vec<(u64, u32)> {
    let mut keys = Vec::new();
    for (number, record) in (0_u32..).zip(0..n_records) {
        let (left, right) = (one.of(record), other.of(record));
        if std::ptr::eq(one, other) {
            if one.alone {
                keys.extend(left.iter().map(|&part| (part, number)));
                continue;
            }
            for (position, &part) in left.iter().enumerate() {
                let later = left.iter().skip(position + 1);
                keys.extend(later.map(|&next| (mix(&[part.min(next), part.max(next)]), number)));
            }
        } else {
            for &part in left {
                keys.extend(right.iter().map(|&next| (mix(&[part, next]), number)));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn of_keys(keys: Vec<(u64, u32)>, rank: &[u64], settings: &Settings) -> (Vec<Pair>, Blocking) {
    let mut pairs = Vec::new();
    let mut blocking = Blocking::default();
    let mut records: Vec<u32> = Vec::new();
    for block in keys.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1) {
        blocking.n_blocks += 1;
        records.clear();
        records.extend(block.iter().map(|&(_, record)| record));
        let n = records.len();
        let reach = if n > settings.block_cap { settings.window.min(n - 1) } else { n - 1 };
        if reach < n - 1 {
            blocking.n_large += 1;
            let all = (n as u64) * (n as u64 - 1) / 2;
            let near = (reach as u64) * (2 * n as u64 - 1 - reach as u64) / 2;
            blocking.n_left_out += all - near;
            records.sort_unstable_by_key(|&record| (rank.get(record as usize).copied(), record));
        }
        for (position, &record) in records.iter().enumerate() {
            let next = records.iter().skip(position + 1).take(reach);
            pairs.extend(next.map(|&other| pair(record, other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, blocking)
}

fn all_parts(table: &Table) -> Vec<Parts> {
    let mut all: Vec<Parts> = Vec::new();
    if let Some(names) = &table.names {
        let sounds: Vec<u64> =
            names.values.all().map(|word| if word.len() < 2 { 0 } else { hash(&sound(word)) }).collect();
        let mut parts = Parts { column: 0, ends: Vec::new(), parts: Vec::new(), alone: false };
        for record in 0..u32::try_from(table.n_records).unwrap_or(u32::MAX) {
            let of_words = names.of(record).iter().map(|&word| sounds[word as usize]).filter(|&part| part != 0);
            parts.parts.extend(of_words.take(N_KEY_WORDS));
            parts.ends.push(u32::try_from(parts.parts.len()).unwrap_or(u32::MAX));
        }
        all.push(parts);
    }
    for (column, position) in table.columns.iter().zip(1..) {
        let alone = matches!(column.kind, Kind::Date | Kind::Postcode | Kind::Identifier | Kind::Text);
        if alone {
            all.push(of_column(column, position, true, |value, parts| parts.push(hash(value))));
        }
        if column.kind != Kind::Category {
            all.push(of_column(column, position, false, |value, parts| key_parts(column.kind, value, parts)));
        }
    }
    all
}

/// Words of a name that go into keys.
const N_KEY_WORDS: usize = 5;

fn of_column(column: &Column, position: usize, alone: bool, split: impl Fn(&str, &mut Vec<u64>)) -> Parts {
    let mut of_value: Vec<Vec<u64>> = Vec::with_capacity(column.values.len());
    for value in column.values.all() {
        let mut parts = Vec::new();
        if !value.is_empty() {
            split(value, &mut parts);
        }
        of_value.push(parts);
    }
    let mut parts = Parts { column: position, ends: Vec::new(), parts: Vec::new(), alone };
    for &cell in &column.cells {
        parts.parts.extend(of_value.get(cell as usize).into_iter().flatten());
        parts.ends.push(u32::try_from(parts.parts.len()).unwrap_or(u32::MAX));
    }
    parts
}

/// What of a value is looked up together with a part of another column.
fn key_parts(kind: Kind, value: &str, parts: &mut Vec<u64>) {
    let mut put = |place: u64, part: &str| parts.push(mix(&[place, hash(part)]));
    match kind {
        Kind::Date => {
            if let (Some(year), Some(month), Some(day)) = (value.get(..4), value.get(4..6), value.get(6..8)) {
                put(1, &[year, month].concat());
                put(2, &[year, day].concat());
                put(3, &[month, day].concat());
            }
        }
        Kind::Postcode => {
            if let Some(part) = district(value) {
                put(1, part);
            }
        }
        Kind::Identifier => {
            let half = (0..=value.len() / 2).rev().find(|&at| value.is_char_boundary(at)).unwrap_or_default();
            let (start, end) = value.split_at(half);
            put(1, start);
            put(2, end);
        }
        Kind::Place | Kind::Text => {
            value.split(' ').filter(|word| word.len() > 3).take(3).for_each(|word| put(1, &sound(word)))
        }
        Kind::Number => put(1, value),
        // Too few values: such keys are all large.
        Kind::Name | Kind::Category => {}
    }
}

fn hash(text: &str) -> u64 {
    let mut mixer = super::table::Mixer::default();
    mixer.write(text.as_bytes());
    mixer.write_u8(0xff);
    mixer.finish()
}
