//! Two words laid side by side, sound by sound: the alignment of greatest weight (Needleman and Wunsch 1970).

use super::sounds::{Sound, Sounds, is_vowel};
use super::tables::Lines;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Longest word that is aligned, sounds; the rest of a longer one is not looked at.
pub const LONGEST_WORD: usize = 30;

/// Hundredths of a bit, so that sums do not depend on their order.
pub type Hundredths = i32;

/// What sounds are worth when they stand in place of each other.
#[derive(Debug, Default)]
pub struct Costs {
    n: usize,
    pairs: Vec<Cell>,
    loss: Vec<Cell>,
    gain: Vec<Hundredths>,
    /// The most that a sound can give in any place.
    most: Vec<Hundredths>,
    /// The most that one can lose.
    heaviest: Hundredths,
    /// A sound that only one word has may speak for them: then the bounds on what words can give do not hold and are not used.
    losing_gains: bool,
}

/// Worth of one step, and whether it is one that spellings of one name are not known for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    bits: Hundredths,
    hard: u8,
}

/// How well two words agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Hundredths of a bit.
    pub bits: Hundredths,
    /// Steps that spellings of one name are not known for.
    pub hard: u8,
    /// Steps in all that are not the same sound.
    pub soft: u8,
}

/// A swap of two neighbouring sounds, as typing makes it.
const SWAP: Hundredths = -250;

/// A loss this cheap is a habit of spelling.
const HABIT: Hundredths = -100;

impl Costs {
    /// Reads `confusions.tsv`. Rows that name a sound outrank rows that name a class of sounds.
    pub fn read(sounds: &Sounds, lines: &mut Lines<'_>) -> Self {
        let n = sounds.symbols().len();
        let mut costs = Self {
            n,
            pairs: vec![Cell { bits: -900, hard: 1 }; n * n],
            loss: vec![Cell::default(); n],
            gain: vec![0; n],
            most: vec![0; n],
            heaviest: 0,
            losing_gains: false,
        };
        let mut named = Vec::new();
        while let Some(row) = lines.next() {
            let bits = row.cell(3).parse::<f64>().ok().filter(|bits| bits.is_finite() && bits.abs() < 100.0);
            let (left, right) = (members(sounds, row.cell(1)), members(sounds, row.cell(2)));
            let Some(bits) = bits.filter(|_| !left.is_empty()) else {
                lines.wrong(&row);
                continue;
            };
            let is_class = CLASSES.contains(&row.cell(1));
            named.push((!is_class, row.cell(0), left, right, hundredths(bits), is_class));
        }
        named.sort_by_key(|row| row.0);
        for (_, what, left, right, bits, is_class) in named {
            costs.set(what, &left, &right, bits, is_class);
        }
        for sound in 0..n {
            costs.pairs[sound * n + sound] = Cell { bits: costs.gain[sound], hard: 0 };
        }
        for sound in 0..n {
            let in_pairs = costs.pairs[sound * n..(sound + 1) * n].iter().map(|cell| cell.bits).max();
            costs.most[sound] = in_pairs.unwrap_or(0).max(costs.loss[sound].bits).max(0);
        }
        costs.losing_gains = costs.loss.iter().any(|cell| cell.bits > 0);
        costs.heaviest = costs.loss.iter().map(|cell| -cell.bits).max().unwrap_or(0);
        costs
    }

    fn set(&mut self, what: &str, left: &[usize], right: &[usize], bits: Hundredths, is_class: bool) {
        for &one in left {
            match what {
                "gain" => self.gain[one] = bits,
                "loss" => self.loss[one] = Cell { bits, hard: u8::from(bits < HABIT) },
                _ => {
                    for &other in right.iter().filter(|other| **other != one) {
                        let cell = Cell { bits, hard: u8::from(is_class || bits <= 0) };
                        self.pairs[one * self.n + other] = cell;
                        self.pairs[other * self.n + one] = cell;
                    }
                }
            }
        }
    }

    /// What a word is worth against itself.
    pub fn own(&self, word: &[Sound]) -> Hundredths {
        word.iter().take(LONGEST_WORD).map(|sound| self.gain.get(usize::from(*sound)).copied().unwrap_or(0)).sum()
    }

    /// The most that an alignment of a word with any other one can give.
    pub fn most(&self, word: &[Sound]) -> Hundredths {
        word.iter().take(LONGEST_WORD).map(|sound| self.most.get(usize::from(*sound)).copied().unwrap_or(0)).sum()
    }

    /// What a word loses when all of its sounds are lost.
    pub fn lost_by(&self, word: &[Sound]) -> Hundredths {
        word.iter().take(LONGEST_WORD).map(|sound| self.lost(*sound).bits).sum()
    }

    /// The most that a single sound can lose, as a positive number.
    pub fn heaviest(&self) -> Hundredths {
        self.heaviest
    }

    /// The most that an alignment of two words can give: what the longer one has more is lost.
    pub fn at_most(&self, one: &[Sound], other: &[Sound]) -> Hundredths {
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let (short, long) = (&short[..short.len().min(LONGEST_WORD)], &long[..long.len().min(LONGEST_WORD)]);
        if self.losing_gains {
            return self.most(short) + self.most(long);
        }
        let mut losses = [0; LONGEST_WORD];
        let losses = &mut losses[..long.len()];
        losses.iter_mut().zip(long).for_each(|(loss, &sound)| *loss = self.lost(sound).bits);
        losses.sort_unstable_by_key(|loss| -*loss);
        let lost: Hundredths = losses.iter().take(long.len() - short.len()).sum();
        (self.most(short) + lost).min(self.most(long))
    }

    fn pair(&self, left: Sound, right: Sound) -> Cell {
        self.pairs.get(usize::from(left) * self.n + usize::from(right)).copied().unwrap_or_default()
    }

    fn lost(&self, sound: Sound) -> Cell {
        self.loss.get(usize::from(sound)).copied().unwrap_or_default()
    }

    /// The best alignment of two words. O(n·m), without allocation; short words that were aligned just before are looked up.
    pub fn align(&self, left: &[Sound], right: &[Sound]) -> Alignment {
        let Some((Packed(one), Packed(other))) = Packed::of(left).zip(Packed::of(right)) else {
            return self.aligned(left, right);
        };
        let words = (one, other);
        LATELY.with_borrow_mut(|lately| match lately.get_mut(place(words)) {
            Some(known) if known.0 == words => known.1,
            Some(other) => {
                *other = (words, self.aligned(left, right));
                other.1
            }
            None => self.aligned(left, right),
        })
    }

    /// Whether the bits of the best alignment are enough, by a test that says so of any more too; ends when that is out of reach.
    pub fn reaches(&self, left: &[Sound], right: &[Sound], is_enough: impl Fn(Hundredths) -> bool) -> bool {
        let left = &left[..left.len().min(LONGEST_WORD)];
        let right = &right[..right.len().min(LONGEST_WORD)];
        let mut rows = [[0; LONGEST_WORD + 1]; 3];
        let mut losses = [0; LONGEST_WORD];
        for (j, &sound) in right.iter().enumerate() {
            losses[j] = self.lost(sound).bits;
            rows[0][j + 1] = rows[0][j] + losses[j];
        }
        let mut rest = self.most(left);
        // A swap leaves one row out: two in a row must be hopeless.
        let mut was_hopeless = false;
        for (i, &one) in left.iter().enumerate() {
            let [before, above, row] = turn(&mut rows, i);
            let lost = self.lost(one).bits;
            rest -= self.most.get(usize::from(one)).copied().unwrap_or(0);
            row[0] = above[0] + lost;
            let mut top = row[0];
            for (j, &other) in right.iter().enumerate() {
                let mut best = (above[j] + self.pair(one, other).bits).max(above[j + 1] + lost).max(row[j] + losses[j]);
                if i > 0 && j > 0 && one == right[j - 1] && left[i - 1] == other && one != other {
                    best = best.max(before[j - 1] + self.own(&left[i - 1..=i]) + SWAP);
                }
                row[j + 1] = best;
                top = top.max(best);
            }
            let is_hopeless = !self.losing_gains && !is_enough(top + rest);
            if is_hopeless && was_hopeless {
                return false;
            }
            was_hopeless = is_hopeless;
        }
        is_enough(rows[left.len() % 3][right.len()])
    }

    fn aligned(&self, left: &[Sound], right: &[Sound]) -> Alignment {
        let left = &left[..left.len().min(LONGEST_WORD)];
        let right = &right[..right.len().min(LONGEST_WORD)];
        let mut rows = [[Alignment::default(); LONGEST_WORD + 1]; 3];
        for (j, &sound) in right.iter().enumerate() {
            rows[0][j + 1] = step(rows[0][j], self.lost(sound), 1);
        }
        for (i, &one) in left.iter().enumerate() {
            let [before, above, row] = turn(&mut rows, i);
            row[0] = step(above[0], self.lost(one), 1);
            for (j, &other) in right.iter().enumerate() {
                let mut best = step(above[j], self.pair(one, other), u8::from(one != other));
                best = better(best, step(above[j + 1], self.lost(one), 1));
                best = better(best, step(row[j], self.lost(other), 1));
                if i > 0 && j > 0 && one == right[j - 1] && left[i - 1] == other && one != other {
                    let gain = self.own(&left[i - 1..=i]) + SWAP;
                    best = better(best, step(before[j - 1], Cell { bits: gain, hard: 1 }, 1));
                }
                row[j + 1] = best;
            }
        }
        rows[left.len() % 3][right.len()]
    }
}

/// Two short words.
type Words = (u64, u64);

/// Pairs of words that are remembered: parts of names come again and again. A power of two.
const REMEMBERED: usize = 1 << 15;

thread_local! {
    /// The alignments made last, each at the place that its words decide; there is one set of costs. The empty pair aligns to nothing.
    static LATELY: RefCell<Vec<(Words, Alignment)>> = RefCell::new(vec![((0, 0), Alignment::default()); REMEMBERED]);
}

/// A word of up to eight sounds as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed(u64);

impl Packed {
    /// None for a longer word.
    pub fn of(word: &[Sound]) -> Option<Self> {
        let packed = |word: &[Sound]| word.iter().fold(0, |packed, sound| packed << 8 | (u64::from(*sound) + 1));
        (word.len() <= 8 && word.iter().all(|sound| *sound < Sound::MAX)).then(|| Self(packed(word)))
    }

    /// How many sounds it has.
    pub fn len(self) -> Hundredths {
        8 - Hundredths::try_from(self.0.leading_zeros() / 8).unwrap_or(8)
    }

    /// The sounds, in order, and how many.
    pub fn sounds(self) -> ([Sound; 8], usize) {
        let n = usize::try_from(self.len()).unwrap_or(0);
        let mut sounds = (self.0 << (self.0.leading_zeros() & !7).min(63)).to_be_bytes();
        sounds.iter_mut().take(n).for_each(|sound| *sound = sound.saturating_sub(1));
        (sounds, n)
    }
}

fn place((left, right): Words) -> usize {
    let mixed = (left ^ right.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 40).unwrap_or(0) % REMEMBERED
}

/// The row before the last one, the last one, and the one that is filled for the `i`-th sound.
fn turn<T>(rows: &mut [T; 3], i: usize) -> [&mut T; 3] {
    let [a, b, c] = rows;
    match i % 3 {
        0 => [c, a, b],
        1 => [a, b, c],
        _ => [b, c, a],
    }
}

fn step(from: Alignment, cell: Cell, soft: u8) -> Alignment {
    Alignment {
        bits: from.bits + cell.bits,
        hard: from.hard.saturating_add(cell.hard),
        soft: from.soft.saturating_add(soft),
    }
}

fn better(one: Alignment, other: Alignment) -> Alignment {
    let key = |alignment: Alignment| (-alignment.bits, alignment.hard, alignment.soft);
    if key(other) < key(one) { other } else { one }
}

const CLASSES: [&str; 2] = ["consonant", "vowel"];

fn members(sounds: &Sounds, name: &str) -> Vec<usize> {
    let all = sounds.symbols().iter().enumerate();
    match name {
        "vowel" => all.filter(|(_, symbol)| is_vowel(symbol)).map(|(i, _)| i).collect(),
        "consonant" => all.filter(|(_, symbol)| !is_vowel(symbol)).map(|(i, _)| i).collect(),
        symbol => sounds.position(symbol).into_iter().collect(),
    }
}

/// Bits as hundredths.
#[allow(clippy::cast_possible_truncation)]
pub fn hundredths(bits: f64) -> Hundredths {
    (bits * 100.0).round() as Hundredths
}

/// How alike two words are letter by letter, 0 to 1: one less the share of letters that are added, left out, changed or swapped with
/// their neighbour (Damerau 1964, each letter touched once).
pub fn likeness(left: &str, right: &str) -> f64 {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let (left, right) = (&left[..left.len().min(LONGEST_WORD)], &right[..right.len().min(LONGEST_WORD)]);
    let mut rows = [[0_u8; LONGEST_WORD + 1]; 3];
    let small = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = small(j);
    }
    for (i, one) in left.iter().enumerate() {
        let [before, above, row] = turn(&mut rows, i);
        row[0] = small(i + 1);
        for (j, other) in right.iter().enumerate() {
            let mut least = (above[j] + u8::from(one != other)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *one == right[j - 1] && left[i - 1] == *other {
                least = least.min(before[j - 1] + 1);
            }
            row[j + 1] = least;
        }
    }
    let longest = small(left.len().max(right.len()).max(1));
    1.0 - f64::from(rows[left.len() % 3][right.len()]) / f64::from(longest)
}

#[cfg(test)]
mod tests {
    use super::super::tables::tables;
    use super::*;
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = Vec<Sound>> {
        prop::collection::vec(0_u8..24, 0..11)
    }

    proptest! {
        #[test]
        fn what_is_remembered_comes_out_again_and_never_exceeds_the_bound(words in prop::collection::vec((word(), word()), 1..40)) {
            let costs = &tables().costs;
            for (left, right) in words.iter().chain(&words) {
                prop_assert_eq!(costs.align(left, right), costs.aligned(left, right));
                // What only one of them has is lost, and gives nothing.
                prop_assert!(costs.aligned(left, right).bits <= costs.most(left).min(costs.most(right)));
                prop_assert!(costs.aligned(left, right).bits <= costs.at_most(left, right));
                for least in [-500, 1, 400, 900, 1400, 2000] {
                    let reaches = costs.reaches(left, right, |bits| bits >= least);
                    prop_assert_eq!(reaches, costs.aligned(left, right).bits >= least);
                }
                if let Some(packed) = Packed::of(left) {
                    let (sounds, n) = packed.sounds();
                    prop_assert_eq!(&sounds[..n], left.as_slice());
                }
            }
        }
    }

    #[test]
    fn two_words_are_packed_as_one_number_only_when_they_are_one() {
        let words: [&[Sound]; 5] = [&[], &[0], &[0, 0], &[1, 0], &[0, 1]];
        let packed: Vec<_> = words.iter().map(|word| Packed::of(word)).collect();
        assert!((1..5).all(|at| packed[at].is_some() && !packed[..at].contains(&packed[at])));
        assert_eq!(Packed::of(&[1; 9]), None, "too long");
    }
}
