//! What two texts really share: the passages, word by word, with small edits inside them.

use super::fingerprints::Fingerprints;
use super::grams::Gram;
use super::order;
use super::settings::Settings;
use super::units::Unit;
use serde::{Deserialize, Serialize};

/// Places of one run of words that are tried, when a text repeats itself.
const MAX_PLACES: usize = 8;
/// Longest stretch of changed words inside a passage that is looked into, words.
const MAX_GAP: usize = 40;

/// Of the share of a cut, how much must be shared that words in order are counted at all.
const WORTH_ORDERING: f64 = 0.6;

/// Words that stand in both texts in the same order, with small edits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// `[start, end)` in words of the left text.
    pub left: (u32, u32),
    /// The same in the right text.
    pub right: (u32, u32),
    /// Words that are the same.
    pub same: u32,
    /// How many of them stand in quotation marks in one of the texts: who leaves the marks out repeats a speaker all the same.
    pub quoted: u32,
}

impl Passage {
    /// Words that somebody wrote rather than quoted.
    #[must_use]
    pub const fn told(&self) -> u32 {
        self.same.saturating_sub(self.quoted)
    }
}

/// All that two texts share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// In order of the right text.
    pub passages: Vec<Passage>,
    /// Share of the left text's words that stand in the right text, in `0.0..=1.0`.
    pub left_in_right: f64,
    /// Share of the right text's words that stand in the left text.
    pub right_in_left: f64,
    /// Share of the left text's words that stand in the right text in one order with all others, runs of three words among them; as
    /// [`Alignment::left_in_right`] where that is far from half.
    pub left_in_order: f64,
    /// The same of the right text's words.
    pub right_in_order: f64,
    /// Words outside of quotation marks that are the same.
    pub told: u32,
    /// The same, as a share of the shorter text's words outside of quotation marks.
    pub told_share: f64,
}

/// Aligns two texts: exact runs of five words and more, grown as far as they go, joined over small edits.
///
/// Near-linear in the words of both. The right text may take passages in another order than the left one.
#[must_use]
pub fn align(left: &Fingerprints, right: &Fingerprints, settings: &Settings) -> Alignment {
    let sides = Sides { left: left.units(), right: right.units() };
    let runs = sides.runs(&left.grams(), &right.grams());
    let mut seen = Seen { left: vec![Word::Own; left.len()], right: vec![Word::Own; right.len()] };
    let mut passages: Vec<Passage> = Vec::new();
    for run in runs {
        let bridge = passages.last().and_then(|last| sides.bridge(last, run, settings));
        match (passages.last_mut(), bridge) {
            (Some(last), Some(bridge)) => {
                sides.count(last, &bridge, &mut seen);
                sides.count_run(last, run, &mut seen);
            }
            _ => {
                let mut passage =
                    Passage { left: (run.left, run.left), right: (run.right, run.right), same: 0, quoted: 0 };
                sides.count_run(&mut passage, run, &mut seen);
                passages.push(passage);
            }
        }
    }
    let mut found = sides.summary(passages, &seen);
    let (most, least) = (found.left_in_right.max(found.right_in_left), WORTH_ORDERING * settings.cut_share);
    let same = (most >= least).then(|| order::in_order(sides.left, sides.right)).flatten();
    let of = |units: &[Unit], otherwise: f64| same.map_or(otherwise, |same| share(point(same), point(units.len())));
    found.left_in_order = of(sides.left, found.left_in_right);
    found.right_in_order = of(sides.right, found.right_in_left);
    found
}

/// Words that are the same, without edits.
#[derive(Clone, Copy)]
struct Run {
    left: u32,
    right: u32,
    length: u32,
}

/// What each word was found to be.
struct Seen {
    left: Vec<Word>,
    right: Vec<Word>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Not in the other text.
    Own,
    /// In both, and no quotation.
    Told,
    /// In both, as a quotation in one of them.
    Quoted,
}

struct Sides<'a> {
    left: &'a [Unit],
    right: &'a [Unit],
}

impl Sides<'_> {
    /// The longest exact runs, in order of the right text.
    fn runs(&self, left: &[Gram], right: &[Gram]) -> Vec<Run> {
        let mut places = left.to_vec();
        places.sort_unstable();
        let mut runs: Vec<Run> = Vec::new();
        let mut next = 0;
        for gram in right {
            if gram.at < next {
                continue;
            }
            let from = places.partition_point(|place| place.hash < gram.hash);
            let same = places.iter().skip(from).take_while(|place| place.hash == gram.hash).take(MAX_PLACES);
            let expected = runs.last().map_or(0, |run| run.left + run.length);
            // The longest one; of equals the one that goes on from the run before, then the first.
            let best = same.map(|place| self.grow(place.at, gram.at, next)).max_by_key(|run| {
                let far = run.left.abs_diff(expected);
                (run.length, std::cmp::Reverse(far), std::cmp::Reverse(run.left))
            });
            if let Some(run) = best.filter(|run| run.length > 0) {
                next = run.right + run.length;
                runs.push(run);
            }
        }
        runs
    }

    /// As far as the words are the same, backwards no further than `floor` in the right text.
    fn grow(&self, left: u32, right: u32, floor: u32) -> Run {
        let same = |l: usize, r: usize| match (self.left.get(l), self.right.get(r)) {
            (Some(l), Some(r)) => l.hash == r.hash,
            _ => false,
        };
        let (mut l, mut r) = (left as usize, right as usize);
        while l > 0 && r > floor as usize && same(l - 1, r - 1) {
            (l, r) = (l - 1, r - 1);
        }
        let length = (0..).take_while(|&n| same(l + n, r + n)).count();
        Run { left: point(l), right: point(r), length: point(length) }
    }

    /// The words that are the same between a passage and the run after it, when little enough was changed there.
    fn bridge(&self, passage: &Passage, run: Run, settings: &Settings) -> Option<Vec<(usize, usize)>> {
        let (l, r) = (passage.left.1 as usize, passage.right.1 as usize);
        let left = self.left.get(l..run.left as usize).filter(|gap| gap.len() <= MAX_GAP)?;
        let right = self.right.get(r..run.right as usize).filter(|gap| gap.len() <= MAX_GAP)?;
        let same = common(left, right);
        let changed = left.len().max(right.len()) - same.len();
        (changed <= settings.max_edit).then(|| same.into_iter().map(|(i, j)| (l + i, r + j)).collect())
    }

    fn count_run(&self, passage: &mut Passage, run: Run, seen: &mut Seen) {
        let words: Vec<_> = (0..run.length).map(|n| ((run.left + n) as usize, (run.right + n) as usize)).collect();
        self.count(passage, &words, seen);
        passage.left.1 = run.left + run.length;
        passage.right.1 = run.right + run.length;
    }

    fn count(&self, passage: &mut Passage, words: &[(usize, usize)], seen: &mut Seen) {
        for &(l, r) in words {
            let (Some(left), Some(right)) = (self.left.get(l), self.right.get(r)) else { continue };
            let quoted = left.quoted || right.quoted;
            passage.same += 1;
            passage.quoted += u32::from(quoted);
            for (side, at) in [(&mut seen.left, l), (&mut seen.right, r)] {
                if let Some(word) = side.get_mut(at) {
                    *word = if quoted { Word::Quoted } else { Word::Told };
                }
            }
        }
    }

    fn summary(&self, passages: Vec<Passage>, seen: &Seen) -> Alignment {
        let count =
            |words: &[Word], test: &dyn Fn(Word) -> bool| point(words.iter().filter(|&&word| test(word)).count());
        let told = |words: &[Word]| count(words, &|word| word == Word::Told);
        let shared = |words: &[Word]| share(count(words, &|word| word != Word::Own), point(words.len()));
        let told_share = |units: &[Unit], words: &[Word]| {
            let quoted = |(unit, word): &(&Unit, &Word)| unit.quoted || **word == Word::Quoted;
            share(told(words), point(units.iter().zip(words).filter(|both| !quoted(both)).count()))
        };
        Alignment {
            left_in_right: shared(&seen.left),
            right_in_left: shared(&seen.right),
            told: told(&seen.left).min(told(&seen.right)),
            told_share: told_share(self.left, &seen.left).max(told_share(self.right, &seen.right)),
            passages,
            ..Alignment::default()
        }
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

fn point(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Longest common subsequence of two short stretches, as pairs of positions.
fn common(left: &[Unit], right: &[Unit]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    let mut best = vec![0_u16; (left.len() + 1) * width];
    let of = |best: &[u16], l: usize, r: usize| best.get(l * width + r).copied().unwrap_or_default();
    for (l, left) in left.iter().enumerate().rev() {
        for (r, right) in right.iter().enumerate().rev() {
            let value = match left.hash == right.hash {
                true => of(&best, l + 1, r + 1) + 1,
                false => of(&best, l + 1, r).max(of(&best, l, r + 1)),
            };
            if let Some(cell) = best.get_mut(l * width + r) {
                *cell = value;
            }
        }
    }
    let (mut l, mut r, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
        if a.hash == b.hash {
            pairs.push((l, r));
            (l, r) = (l + 1, r + 1);
        } else if of(&best, l + 1, r) >= of(&best, l, r + 1) {
            l += 1;
        } else {
            r += 1;
        }
    }
    pairs
}
