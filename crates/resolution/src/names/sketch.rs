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

/// A part in short; none of those names that hold a part which cannot be told in short. Small, because most of what it costs to look
/// at one is that it lies somewhere in memory.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Sketch {
    sounds: Packed,
    /// Of its letters: the same letters have the same number.
    letters: u32,
    /// Which letters it has, by their number modulo 32.
    has: u32,
    worth: i16,
    most: i16,
    /// Of its sounds, when each is lost.
    lost: i16,
    n_letters: u8,
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
        let pair = Pair { left, right, tables: tables(), singles: [[None; MOST_PARTS]; MOST_PARTS] };
        pair.may_be_alike()
    }
}

/// Two names, and which parts of theirs may answer to each other alone, as far as that was asked.
struct Pair<'a> {
    left: &'a [Sketch],
    right: &'a [Sketch],
    tables: &'static Tables,
    singles: [[Option<bool>; MOST_PARTS]; MOST_PARTS],
}

/// Whether a word, and whether a generic word, is answered by nothing.
type Lonely = [bool; 2];

impl Pair<'_> {
    fn may_be_alike(mut self) -> bool {
        let (n, m) = (self.left.len(), self.right.len());
        let mut here = [false; MOST_PARTS];
        here.iter_mut().take(n).enumerate().for_each(|(i, alone)| *alone = !(0..m).any(|j| self.may_answer(i, j)));
        if !here.contains(&true) {
            return true;
        }
        let mut there = [false; MOST_PARTS];
        there.iter_mut().take(m).enumerate().for_each(|(j, alone)| *alone = !(0..n).any(|i| self.may_answer(i, j)));
        if !there.contains(&true) {
            return true;
        }
        let here = lonely(&here, self.left, self.right, self.tables);
        if here == [false; 2] {
            return true;
        }
        let there = lonely(&there, self.right, self.left, self.tables);
        !here.iter().zip(there).any(|(&here, there)| here && there)
    }

    fn may_answer(&mut self, i: usize, j: usize) -> bool {
        let (Some(left), Some(right)) = (self.left.get(i), self.right.get(j)) else { return true };
        let Some(known) = self.singles.get_mut(i).and_then(|row| row.get_mut(j)) else { return true };
        *known.get_or_insert_with(|| left.may_answer(right, self.tables))
    }
}

/// What of a name stays without answer when its neighbours are taken together too. `alone`: which parts do by themselves.
fn lonely(alone: &[bool], from: &[Sketch], to: &[Sketch], tables: &Tables) -> Lonely {
    let parts = from.iter().enumerate().zip(alone).filter(|(_, alone)| **alone);
    let lonely = parts.filter(|((at, part), _)| !may_be_joined(part, *at, from, to, tables));
    lonely.fold([false; 2], |[word, generic], ((_, part), _)| [word || !part.is_generic, generic || part.is_generic])
}

impl Sketch {
    fn of(part: &Part, tables: &Tables) -> Option<Self> {
        let is_word = matches!(part.role, Role::Full | Role::Generic) && part.joined.is_none();
        let is_short = !part.plain.is_empty() && part.plain.len() <= LONGEST_WORD;
        (is_word && is_short).then_some(())?;
        Some(Self {
            letters: u32::try_from(super::keys::hash(&[&part.plain]) >> 32).ok()?,
            sounds: Packed::of(&part.heard.sounds)?,
            has: part.plain.bytes().fold(0, |has, letter| has | 1 << (letter % 32)),
            worth: i16::try_from(part.worth).ok()?,
            most: i16::try_from(tables.costs.most(&part.heard.sounds)).ok()?,
            lost: i16::try_from(tables.costs.lost_by(&part.heard.sounds)).ok()?,
            n_letters: u8::try_from(part.plain.len()).ok()?,
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
        let own = Hundredths::from(self.worth.max(other.worth));
        let is_near = may_be_near(Hundredths::from(self.most.min(other.most)), own, tables) && {
            let (one, n) = self.sounds.sounds();
            let (other, m) = other.sounds.sounds();
            tables.costs.reaches(&one[..n], &other[..m], |bits| may_be_near(bits, own, tables))
        };
        is_near || self.may_be_miswritten(other, tables)
    }
}

fn may_be_near(bits: Hundredths, own: Hundredths, tables: &Tables) -> bool {
    tables.weights.may_be_near(bits, own)
}

/// Whether a part of one name may answer to several of the other, or together with its neighbours to one.
fn may_be_joined(part: &Sketch, at: usize, from: &[Sketch], to: &[Sketch], tables: &Tables) -> bool {
    let sizes = 2..=MOST_JOINED;
    let is_several = || sizes.clone().any(|n| to.windows(n).any(|several| may_be_together(part, several, tables)));
    let is_one_of = |n: usize| {
        let holding = from.windows(n).enumerate().filter(|(first, _)| (*first..first + n).contains(&at));
        holding.into_iter().any(|(_, several)| to.iter().any(|one| may_be_together(one, several, tables)))
    };
    is_several() || sizes.clone().any(is_one_of)
}

/// Whether one part may be several others, written together.
fn may_be_together(one: &Sketch, several: &[Sketch], tables: &Tables) -> bool {
    if one.is_generic {
        return false;
    }
    let sum = |of: fn(&Sketch) -> i16| several.iter().map(|part| Hundredths::from(of(part))).sum::<Hundredths>();
    let n_letters: u32 = several.iter().map(|part| u32::from(part.n_letters)).sum();
    let has = several.iter().fold(0, |has, part| has | part.has);
    if n_letters == u32::from(one.n_letters) && has == one.has {
        return true;
    }
    let own = sum(|part| part.worth).max(one.worth.into());
    // Of the sounds of several parts at most as many as the one has are not lost.
    let lost = sum(|part| part.lost) + one.sounds.len() * tables.costs.heaviest();
    let most = sum(|part| part.most).min(Hundredths::from(one.most) + lost.min(0));
    if !may_be_near(most, own, tables) {
        return false;
    }
    let mut sounds = [0; 8 * MOST_JOINED];
    let mut n_sounds = 0;
    for part in several {
        let (all, n) = part.sounds.sounds();
        let places = sounds.iter_mut().skip(n_sounds);
        n_sounds += places.zip(all.iter().take(n)).map(|(place, sound)| *place = *sound).count();
    }
    let (one, n) = one.sounds.sounds();
    may_be_near(tables.costs.at_most(&one[..n], &sounds[..n_sounds]), own, tables)
}
