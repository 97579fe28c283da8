//! What people decided, made consistent: same and same is same, same and not the same is not the same; a later judgement
//! outranks an earlier one that contradicts it, and that is said.

use super::forest::Forest;
use crate::result::{Decided, EntityRef, Note, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Judgements as links between units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// One, the newest first.
    pub must: Vec<(u32, u32)>,
    /// Two.
    pub cannot: Vec<(u32, u32)>,
    /// Looked at and not settled.
    pub unsure: BTreeSet<(u32, u32)>,
    /// What contradicts or waits.
    pub notes: Vec<Note>,
    groups: BTreeMap<u32, u32>,
    joined: BTreeSet<u32>,
    enemies: BTreeSet<(u32, u32)>,
}

impl Judged {
    /// `unit`: the unit of an entity, none when it is not there (any more). `aliases`: further certain links, as old as can be.
    pub fn new(
        decided: &[Decided<EntityRef>],
        aliases: &[(u32, u32)],
        n_units: usize,
        unit: impl Fn(EntityRef) -> Option<u32>,
    ) -> Self {
        let mut judged = Self::default();
        let mut walls = Walls { forest: Forest::new(n_units), enemies: BTreeMap::new() };
        for (position, judgement) in decided.iter().enumerate().rev() {
            let units: Vec<u32> = judgement.of.iter().filter_map(|&at| unit(at)).collect();
            if units.len() < judgement.of.len() {
                judged.note(
                    "judgement-waiting",
                    format!("judgement {} names an entity that is not there; it waits", position + 1),
                );
            }
            judged.apply(judgement.verdict, &units, position, &mut walls);
        }
        for &(one, other) in aliases {
            if walls.join(one, other) {
                judged.must.push((one, other));
            } else {
                judged.note(
                    "alias-contradiction",
                    "a name that was entered for somebody contradicts a judgement; the judgement stays".to_owned(),
                );
            }
        }
        let touched: BTreeSet<u32> =
            judged.must.iter().chain(&judged.cannot).flat_map(|&(one, other)| [one, other]).collect();
        judged.groups = touched.into_iter().map(|unit| (unit, walls.forest.root(unit))).collect();
        judged.joined = judged.must.iter().flat_map(|&(one, other)| [one, other]).collect();
        judged.enemies = judged
            .cannot
            .iter()
            .map(|&(one, other)| ordered(walls.forest.root(one), walls.forest.root(other)))
            .collect();
        judged
    }

    fn apply(&mut self, verdict: Verdict, units: &[u32], position: usize, walls: &mut Walls) {
        let pairs =
            units.iter().enumerate().flat_map(|(n, &one)| units.iter().skip(n + 1).map(move |&other| (one, other)));
        for (one, other) in pairs.filter(|(one, other)| one != other) {
            let holds = match verdict {
                Verdict::Same => walls.join(one, other),
                Verdict::NotSame => walls.part(one, other),
                Verdict::Unsure => !walls.is_settled(one, other),
            };
            match (holds, verdict) {
                (true, Verdict::Same) => self.must.push((one, other)),
                (true, Verdict::NotSame) => self.cannot.push((one, other)),
                (true, Verdict::Unsure) => drop(self.unsure.insert(ordered(one, other))),
                // Looked at again and settled: nothing to say.
                (false, Verdict::Unsure) => {}
                (false, _) => {
                    let message = format!(
                        "judgement {} contradicts later ones, or what follows from them; the later ones stay",
                        position + 1
                    );
                    self.note("judgement-contradiction", message);
                }
            }
        }
    }

    fn note(&mut self, code: &str, message: String) {
        self.notes.push(Note { code: code.to_owned(), message });
    }

    /// Whether a person said, or it follows, that two units are one.
    pub fn are_same(&self, one: u32, other: u32) -> bool {
        matches!((self.groups.get(&one), self.groups.get(&other)), (Some(left), Some(right)) if left == right)
    }

    /// Whether a person said that a unit is one with another.
    pub fn is_joined(&self, unit: u32) -> bool {
        self.joined.contains(&unit)
    }

    /// Whether a person said, or it follows, that they are two.
    pub fn are_apart(&self, one: u32, other: u32) -> bool {
        let root = |unit| self.groups.get(&unit).copied().unwrap_or(unit);
        self.enemies.contains(&ordered(root(one), root(other)))
    }
}

pub fn ordered(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

/// Groups that are one, and walls between them.
struct Walls {
    forest: Forest,
    /// By root, the roots that are apart from it; both ways.
    enemies: BTreeMap<u32, BTreeSet<u32>>,
}

impl Walls {
    fn is_settled(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.forest.root(one), self.forest.root(other));
        one == other || self.are_enemies(one, other)
    }

    fn are_enemies(&self, one: u32, other: u32) -> bool {
        self.enemies.get(&one).is_some_and(|enemies| enemies.contains(&other))
    }

    /// False when a wall stands between them.
    fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.forest.root(one), self.forest.root(other));
        if one == other {
            return true;
        }
        if self.are_enemies(one, other) {
            return false;
        }
        self.forest.join(one, other);
        let (kept, gone) = ordered(one, other);
        for enemy in self.enemies.remove(&gone).unwrap_or_default() {
            if let Some(back) = self.enemies.get_mut(&enemy) {
                back.remove(&gone);
                back.insert(kept);
            }
            self.enemies.entry(kept).or_default().insert(enemy);
        }
        true
    }

    /// False when they are one.
    fn part(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.forest.root(one), self.forest.root(other));
        if one == other {
            return false;
        }
        self.enemies.entry(one).or_default().insert(other);
        self.enemies.entry(other).or_default().insert(one);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(decided: &[(Verdict, &[usize])]) -> Judged {
        let at = |entity: usize| EntityRef { document: 0, entity };
        let decided: Vec<_> = decided
            .iter()
            .map(|(verdict, of)| Decided { verdict: *verdict, of: of.iter().map(|&n| at(n)).collect() })
            .collect();
        Judged::new(&decided, &[], 10, |at| u32::try_from(at.entity).ok().filter(|unit| *unit < 10))
    }

    #[test]
    fn same_and_same_is_same_and_same_and_not_is_not() {
        let judged = judged(&[
            (Verdict::Same, &[0, 1]),
            (Verdict::Same, &[1, 2]),
            (Verdict::NotSame, &[2, 3]),
            (Verdict::Same, &[3, 4]),
        ]);
        assert!(judged.are_same(0, 2) && judged.are_apart(0, 3) && judged.are_apart(1, 4) && !judged.are_apart(0, 5));
        assert!(judged.notes.is_empty());
    }

    #[test]
    fn a_contradiction_is_said_and_the_later_judgement_stays() {
        let judged = judged(&[(Verdict::Same, &[0, 1]), (Verdict::Same, &[1, 2]), (Verdict::NotSame, &[0, 2])]);
        assert!(judged.are_apart(0, 2) && judged.are_same(1, 2));
        assert_eq!(judged.notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), ["judgement-contradiction"]);
    }

    #[test]
    fn what_is_not_there_waits() {
        let judged = judged(&[(Verdict::Same, &[0, 99])]);
        assert_eq!((judged.must.len(), judged.notes[0].code.as_str()), (0, "judgement-waiting"));
    }
}
