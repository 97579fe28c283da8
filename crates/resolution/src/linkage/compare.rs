//! How alike two records are, column by column, as a small number each.

use super::Kind;
use super::table::{Column, Table, Words, mix};
use super::text::{edits, is_beginning};

/// How a pair came out in all comparisons: 8 bits for the names, then 4 bits for each other column. 0 is "not known".
pub(super) type Pattern = u64;

/// What stands in the pattern for the names when one side has none.
pub(super) const N_NAME_LEVELS: usize = 73;
/// Levels of any other column.
pub(super) const N_LEVELS: usize = 16;
/// Both have the same value.
pub(super) const SAME: usize = 1;

/// The level of comparison `position`; the names are comparison 0.
#[inline]
pub(super) fn level(pattern: Pattern, position: usize) -> usize {
    let bits = if position == 0 { pattern & 0xff } else { (pattern >> (4 + 4 * position)) & 0xf };
    usize::try_from(bits).unwrap_or_default()
}

/// How the words of two names go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NameMatch {
    /// Words that both have, of more than one letter.
    pub(super) n_same: usize,
    /// Pairs of words that differ by a slip of the pen or ear.
    pub(super) n_near: usize,
    /// Pairs of which one is an initial or short form of the other, and initials that both have.
    pub(super) n_short: usize,
    /// Words that are left over on both sides.
    pub(super) n_against: usize,
}

impl NameMatch {
    #[inline]
    fn level(self) -> u64 {
        let small = |n: usize, most: usize| u64::try_from(n.min(most)).unwrap_or_default();
        1 + ((small(self.n_same, 3) * 3 + small(self.n_near, 2)) * 2 + small(self.n_short, 1)) * 3
            + small(self.n_against, 2)
    }

    /// The other way round, for what is shown.
    #[inline]
    pub(super) fn of_level(level: usize) -> Self {
        let level = level.saturating_sub(1);
        Self { n_same: level / 18, n_near: level / 6 % 3, n_short: level / 3 % 2, n_against: level % 3 }
    }
}

/// Compares records of one table; keeps what it found for pairs of values.
pub(super) struct Comparer<'a> {
    table: &'a Table,
    memory: Vec<(u64, u8)>,
}

/// Pairs of values that are remembered; a newer pair takes the place of an older one.
const N_REMEMBERED: u64 = 1 << 15;

impl<'a> Comparer<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        Self { table, memory: vec![(u64::MAX, 0); usize::try_from(N_REMEMBERED).unwrap_or_default()] }
    }

    /// How two records came out.
    pub(super) fn pattern(&mut self, left: u32, right: u32) -> Pattern {
        let table = self.table;
        let names = table.names.as_ref().map_or(0, |names| self.names(names, left, right));
        let mut pattern = names;
        for (position, column) in table.columns.iter().enumerate() {
            pattern |= self.cells(position, column, left, right) << (8 + 4 * position);
        }
        pattern
    }

    fn names(&mut self, names: &Words, left: u32, right: u32) -> u64 {
        let (left, right) = (names.of(left), names.of(right));
        if left.is_empty() || right.is_empty() { 0 } else { self.name_match(names, left, right).level() }
    }

    /// Puts equal words together first, then near ones, then short forms; order plays no part.
    fn name_match(&mut self, names: &Words, left: &[u32], right: &[u32]) -> NameMatch {
        let mut found = NameMatch::default();
        let mut left_over: Vec<u32> = Vec::with_capacity(8);
        let mut taken = [false; 8];
        for &word in left {
            match right.iter().position(|other| *other == word) {
                Some(position) => {
                    let is_letter = names.is_letter.get(word as usize).copied().unwrap_or_default();
                    *(if is_letter { &mut found.n_short } else { &mut found.n_same }) += 1;
                    taken[position.min(7)] = true;
                }
                None => left_over.push(word),
            }
        }
        let mut right_over: Vec<u32> =
            right.iter().zip(taken).filter(|(_, taken)| !taken).map(|(&word, _)| word).collect();
        for wanted in [NEAR, SHORT] {
            left_over.retain(|&word| {
                let near = right_over.iter().position(|&other| self.words(names, word, other) == wanted);
                if let Some(position) = near {
                    right_over.remove(position);
                    if wanted == NEAR { found.n_near += 1 } else { found.n_short += 1 }
                }
                near.is_none()
            });
        }
        found.n_against = left_over.len().min(right_over.len());
        found
    }

    #[inline]
    fn words(&mut self, names: &Words, left: u32, right: u32) -> u8 {
        self.remembered(15, left, right, || compare_words(names.values.get(left), names.values.get(right)))
    }

    #[inline]
    fn cells(&mut self, position: usize, column: &Column, left: u32, right: u32) -> u64 {
        let cell = |record: u32| column.cells.get(record as usize).copied().unwrap_or_default();
        let (left, right) = (cell(left), cell(right));
        if left == 0 || right == 0 {
            return 0;
        }
        if left == right {
            return 1;
        }
        let level = self.remembered(position, left, right, || {
            compare(column.kind, column.values.get(left), column.values.get(right))
        });
        u64::from(level)
    }

    #[inline]
    fn remembered(&mut self, position: usize, left: u32, right: u32, compare: impl FnOnce() -> u8) -> u8 {
        // Values have less than 2^30 numbers in any file that fits the memory: the position stands above them.
        let key = (u64::from(left.min(right)) << 34) ^ (u64::from(left.max(right)) << 4) ^ position as u64;
        let slot = usize::try_from(mix(&[key]) % N_REMEMBERED).unwrap_or_default();
        if self.memory[slot].0 != key {
            self.memory[slot] = (key, compare());
        }
        self.memory[slot].1
    }
}

const NEAR: u8 = 1;
const SHORT: u8 = 2;

/// Whether two words of names are one word written differently.
fn compare_words(left: &str, right: &str) -> u8 {
    let length = left.len().min(right.len());
    if length == 1 {
        return if is_beginning(left, right, 1) { SHORT } else { 0 };
    }
    let allowed = if length <= 3 { 1 } else { 1 + (length >= 6) as usize };
    if length >= 3 && edits(left, right, allowed) <= allowed {
        return NEAR;
    }
    if is_beginning(left, right, 2) { SHORT } else { 0 }
}

fn compare(kind: Kind, left: &str, right: &str) -> u8 {
    match kind {
        Kind::Date => dates(left, right),
        Kind::Postcode => postcodes(left, right),
        Kind::Identifier => identifiers(left, right),
        Kind::Number => numbers(left, right),
        Kind::Category => categories(left, right),
        Kind::Place | Kind::Text | Kind::Name => texts(left, right),
    }
}

/// 2: one slip, or day and month swapped; 3: two of year, month, day; 4: two slips; 5: the year; 6: a year within ten; 7: neither.
fn dates(left: &str, right: &str) -> u8 {
    if edits(left, right, 1) <= 1 {
        return 2;
    }
    let parts = |date: &str| Some((date.get(..4)?.to_owned(), date.get(4..6)?.to_owned(), date.get(6..8)?.to_owned()));
    let (Some(one), Some(other)) = (parts(left), parts(right)) else {
        return if edits(left, right, 2) <= 2 { 4 } else { 7 };
    };
    let equal = [one.0 == other.0, one.1 == other.1, one.2 == other.2];
    if equal[0] && one.1 == other.2 && one.2 == other.1 {
        return 2;
    }
    let year = |text: &str| text.parse::<i32>().unwrap_or_default();
    match equal.iter().filter(|equal| **equal).count() {
        2.. => 3,
        _ if edits(left, right, 2) <= 2 => 4,
        _ if equal[0] => 5,
        _ if (year(&one.0) - year(&other.0)).abs() <= 10 => 6,
        _ => 7,
    }
}

/// 2: one slip; 3: the same district (all but the last three signs); 4: two slips; 5: the same first two signs; 6: neither.
fn postcodes(left: &str, right: &str) -> u8 {
    if edits(left, right, 1) <= 1 {
        return 2;
    }
    if district(left).is_some_and(|part| Some(part) == district(right)) {
        return 3;
    }
    match edits(left, right, 2) {
        0..=2 => 4,
        _ if left.get(..2).is_some_and(|start| right.starts_with(start)) => 5,
        _ => 6,
    }
}

/// A postcode without its last three signs.
pub(super) fn district(postcode: &str) -> Option<&str> {
    postcode.len().checked_sub(3).and_then(|end| postcode.get(..end)).filter(|part| !part.is_empty())
}

/// 2: one slip; 3: two or three; 4: one half is the same; 5: neither.
fn identifiers(left: &str, right: &str) -> u8 {
    match edits(left, right, 3) {
        0 | 1 => 2,
        2 | 3 => 3,
        _ if shared_half(left, right) => 4,
        _ => 5,
    }
}

fn shared_half(left: &str, right: &str) -> bool {
    let half = left.len().max(right.len()).div_ceil(2);
    let start = left.bytes().zip(right.bytes()).take_while(|(one, other)| one == other).count();
    let end = left.bytes().rev().zip(right.bytes().rev()).take_while(|(one, other)| one == other).count();
    start.max(end) >= half
}

/// 2: one slip in at least two signs; 3: another number.
fn numbers(left: &str, right: &str) -> u8 {
    if left.len().max(right.len()) > 1 && edits(left, right, 1) <= 1 { 2 } else { 3 }
}

/// 2: a slip, or one is a kind of the other ("singer", "opera singer"); 3: another.
fn categories(left: &str, right: &str) -> u8 {
    let slip = left.len().min(right.len()) > 3 && edits(left, right, 1) <= 1;
    if slip || words_within(left, right) { 2 } else { 3 }
}

/// 2: slips or spaces only; 3: all words of one stand in the other; 4: they share a long word; 5: neither.
fn texts(left: &str, right: &str) -> u8 {
    let length = left.len().min(right.len());
    let allowed = usize::from(length > 3) + usize::from(length > 8);
    if edits(left, right, allowed) <= allowed || without_spaces(left).eq(without_spaces(right)) {
        return 2;
    }
    if words_within(left, right) {
        return 3;
    }
    let shared = left.split(' ').any(|word| word.len() > 3 && right.split(' ').any(|other| other == word));
    if shared { 4 } else { 5 }
}

fn without_spaces(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| *byte != b' ')
}

fn words_within(left: &str, right: &str) -> bool {
    let within = |few: &str, many: &str| few.split(' ').all(|word| many.split(' ').any(|other| other == word));
    within(left, right) || within(right, left)
}
