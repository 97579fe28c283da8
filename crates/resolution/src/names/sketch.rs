//! What rules out at a glance that two names are one: most names that meet under a key need no comparison.

use super::align::{Hundredths, LONGEST_WORD, Packed};
use super::assign::{MOST_JOINED, MOST_PARTS};
use super::name::{Name, Part, Role};
use super::tables::{Tables, tables};
use serde::{Deserialize, Serialize};

/// Names in short, one after the other.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sketches {
    parts: Vec<Sketch>,
    /// Where the parts of each name end.
    ends: Vec<u32>,
}

/// A part in short; none of those names that hold a part which cannot be told in short.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Sketch {
    /// Of its letters: the same letters have the same number.
    letters: u64,
    sounds: Packed,
    /// Which letters it has, by their number modulo 32.
    has: u32,
    worth: Hundredths,
    most: Hundredths,
    /// Of its sounds, when each is lost.
    lost: Hundredths,
    n_letters: u8,
    n_sounds: u8,
    is_generic: bool,
}

impl Sketches {
    /// Adds the name of the next position.
    pub fn push(&mut self, name: &Name) {
        let tables = tables();
        let parts: Option<Vec<Sketch>> = name.parts.iter().map(|part| Sketch::of(part, tables)).collect();
        self.parts.extend(parts.filter(|parts| parts.len() <= MOST_PARTS).into_iter().flatten());
        self.ends.push(u32::try_from(self.parts.len()).unwrap_or(u32::MAX));
    }

    fn at(&self, id: u32) -> &[Sketch] {
        let end = |id: usize| self.ends.get(id).map_or(0, |end| *end as usize);
        let start = (id as usize).checked_sub(1).map_or(0, end);
        self.parts.get(start..end(id as usize)).unwrap_or_default()
    }

    /// False only when [`super::compare()`] says that the two are different, however common their parts are.
    ///
    /// Each name has a part that nothing in the other one can answer to, alone or joined: then these two differ in any assignment.
    #[must_use]
    pub fn may_be_alike(&self, one: u32, other: u32) -> bool {
        let (left, right) = (self.at(one), self.at(other));
        if left.is_empty() || right.is_empty() {
            return true;
        }
        let tables = tables();
        let lonely = |from: &[Sketch], to: &[Sketch]| {
            let lonely = from.iter().enumerate().filter(|(at, _)| !may_be_answered(from, *at, to, tables));
            lonely.fold([false; 2], |[word, generic], (_, part)| [word || !part.is_generic, generic || part.is_generic])
        };
        let here = lonely(left, right);
        if here == [false; 2] {
            return true;
        }
        let there = lonely(right, left);
        !here.iter().zip(there).any(|(&here, there)| here && there)
    }
}

impl Sketch {
    fn of(part: &Part, tables: &Tables) -> Option<Self> {
        let is_word = matches!(part.role, Role::Full | Role::Generic) && part.joined.is_none();
        let is_short = !part.plain.is_empty() && part.plain.len() <= LONGEST_WORD;
        (is_word && is_short).then_some(())?;
        Some(Self {
            letters: super::keys::hash(&[&part.plain]),
            sounds: Packed::of(&part.heard.sounds)?,
            has: part.plain.bytes().fold(0, |has, letter| has | 1 << (letter % 32)),
            worth: part.worth,
            most: tables.costs.most(&part.heard.sounds),
            lost: tables.costs.lost_by(&part.heard.sounds),
            n_letters: u8::try_from(part.plain.len()).ok()?,
            n_sounds: u8::try_from(part.heard.sounds.len()).ok()?,
            is_generic: part.role == Role::Generic,
        })
    }

    /// Whether the letters of two parts may be as near as those of one that was miswritten.
    ///
    /// Each slip of the pen changes at most two of the letters that a part has, and its length by one at most.
    fn may_be_miswritten(&self, other: &Self, tables: &Tables) -> bool {
        let longest = f64::from(self.n_letters.max(other.n_letters));
        let slips = (1.0 - tables.weights.letters_near) * longest + 1e-6;
        let differing = (self.has ^ other.has).count_ones().div_ceil(2);
        f64::from(differing.max(u32::from(self.n_letters.abs_diff(other.n_letters)))) <= slips
    }

    fn may_answer(&self, other: &Self, tables: &Tables) -> bool {
        if self.letters == other.letters {
            return true;
        }
        let own = self.worth.max(other.worth);
        let is_near = may_be_near(self.most.min(other.most), own, tables)
            && may_be_near(tables.costs.align_packed(self.sounds, other.sounds).bits, own, tables);
        is_near || self.may_be_miswritten(other, tables)
    }
}

fn may_be_near(bits: Hundredths, own: Hundredths, tables: &Tables) -> bool {
    tables.weights.may_be_near(bits, own)
}

/// Whether anything in another name may answer to a part, alone or with its neighbours.
fn may_be_answered(from: &[Sketch], at: usize, to: &[Sketch], tables: &Tables) -> bool {
    let Some(part) = from.get(at) else { return true };
    if to.iter().any(|other| part.may_answer(other, tables)) {
        return true;
    }
    let neighbours = |all: &[Sketch], one: &Sketch, holds: &dyn Fn(usize, usize) -> bool| {
        (2..=MOST_JOINED.min(all.len())).any(|n| {
            let several = all.windows(n).enumerate().filter(|(first, _)| holds(*first, n));
            several.into_iter().any(|(_, several)| may_be_together(one, several, tables))
        })
    };
    neighbours(to, part, &|_, _| true)
        || to.iter().any(|one| neighbours(from, one, &|first, n| (first..first + n).contains(&at)))
}

/// Whether one part may be several others, written together.
fn may_be_together(one: &Sketch, several: &[Sketch], tables: &Tables) -> bool {
    if one.is_generic {
        return false;
    }
    let sum = |of: fn(&Sketch) -> Hundredths| several.iter().map(of).sum::<Hundredths>();
    let n_letters: u32 = several.iter().map(|part| u32::from(part.n_letters)).sum();
    let has = several.iter().fold(0, |has, part| has | part.has);
    if n_letters == u32::from(one.n_letters) && has == one.has {
        return true;
    }
    let own = sum(|part| part.worth).max(one.worth);
    // Of the sounds of several parts at most as many as the one has are not lost.
    let lost = sum(|part| part.lost) + Hundredths::from(one.n_sounds) * tables.costs.heaviest();
    let most = sum(|part| part.most).min(one.most + lost.min(0));
    if !may_be_near(most, own, tables) {
        return false;
    }
    let sounds: Vec<u8> = several.iter().flat_map(|part| part.sounds.sounds()).collect();
    let one: Vec<u8> = one.sounds.sounds().collect();
    may_be_near(tables.costs.at_most(&one, &sounds), own, tables)
}
