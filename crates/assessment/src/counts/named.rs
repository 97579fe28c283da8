//! Different people by name: fewest if doubtful pairs are one person each, most if they are not.

use resolution::Digest;
use resolution::result::{EntityRef, Judgement, Resolution, Zone};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Different named people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documented {
    /// If all doubtful pairs are one person, but never fewer than are known to be different.
    pub at_least: u64,
    /// If all doubtful pairs are different people.
    pub at_most: u64,
    /// Positions in the list of persons.
    pub persons: Vec<usize>,
}

/// Which people may be one, and which are known to be different.
pub(super) struct Doubts {
    /// Pairs that wait for review.
    maybe: BTreeMap<usize, BTreeSet<usize>>,
    /// Pairs that are known to be different people.
    different: BTreeMap<usize, BTreeSet<usize>>,
}

impl Doubts {
    pub(super) fn of(digests: &[Digest], resolution: &Resolution) -> Doubts {
        let mut person: BTreeMap<EntityRef, usize> = BTreeMap::new();
        for (i, identity) in resolution.persons.iter().enumerate() {
            person.extend(identity.entities.iter().map(|entity| (*entity, i)));
        }
        let mut doubts = Doubts { maybe: BTreeMap::new(), different: BTreeMap::new() };
        for link in &resolution.links {
            let ends = [link.left, link.right].map(|entity| person.get(&entity).copied());
            let [Some(left), Some(right)] = ends else { continue };
            match (link.zone, link.judgement) {
                (Zone::Review, _) => pair(&mut doubts.maybe, left, right),
                (Zone::Apart, Judgement::Confirmed) => pair(&mut doubts.different, left, right),
                _ => {}
            }
        }
        for (document, digest) in digests.iter().enumerate() {
            for list in &digest.lists {
                let people: BTreeSet<usize> = list
                    .iter()
                    .filter_map(|entity| person.get(&EntityRef { document, entity: *entity }))
                    .copied()
                    .collect();
                let doubtful: Vec<usize> = people.into_iter().filter(|one| doubts.maybe.contains_key(one)).collect();
                for (i, left) in doubtful.iter().enumerate() {
                    doubtful.iter().skip(i + 1).for_each(|right| pair(&mut doubts.different, *left, *right));
                }
            }
        }
        doubts
    }

    pub(super) fn n_pairs(&self) -> usize {
        self.maybe.values().map(BTreeSet::len).sum::<usize>() / 2
    }

    /// How many different people these positions are.
    ///
    /// The fewest: each group that hangs together by doubtful pairs is one person, or as many as are known to be different from
    /// each other in it (a set found step by step, so never too many). A doubtful pair that is known to be different is none.
    pub(super) fn count(&self, persons: &BTreeSet<usize>) -> Documented {
        let mut waiting = persons.clone();
        let mut at_least = 0;
        while let Some(first) = waiting.pop_first() {
            let mut group = vec![first];
            let mut next = 0;
            while let Some(person) = group.get(next).copied() {
                next += 1;
                for other in self.maybe.get(&person).into_iter().flatten() {
                    if !self.are_different(person, *other) && waiting.remove(other) {
                        group.push(*other);
                    }
                }
            }
            at_least += self.known_different(&group);
        }
        Documented { at_least, at_most: persons.len() as u64, persons: persons.iter().copied().collect() }
    }

    /// Whether somebody of the one may be somebody of the other.
    pub(super) fn may_share(&self, left: &BTreeSet<usize>, right: &BTreeSet<usize>) -> bool {
        let is_in = |person: &usize| right.contains(person);
        let may_be_in = |person: &usize| self.maybe.get(person).is_some_and(|others| others.iter().any(is_in));
        left.iter().any(|person| is_in(person) || may_be_in(person))
    }

    fn are_different(&self, left: usize, right: usize) -> bool {
        self.different.get(&left).is_some_and(|others| others.contains(&right))
    }

    /// The size of a set of people of the group who are all known to be different from each other: those with most such ties first.
    fn known_different(&self, group: &[usize]) -> u64 {
        let ties = |person: &usize| group.iter().filter(|other| self.are_different(*person, **other)).count();
        let mut order: Vec<(usize, usize)> = group.iter().map(|person| (ties(person), *person)).collect();
        order.sort_by_key(|(ties, person)| (std::cmp::Reverse(*ties), *person));
        let mut set: Vec<usize> = Vec::new();
        for (_, person) in order {
            if set.iter().all(|other| self.are_different(person, *other)) {
                set.push(person);
            }
        }
        set.len() as u64
    }
}

fn pair(pairs: &mut BTreeMap<usize, BTreeSet<usize>>, left: usize, right: usize) {
    if left != right {
        pairs.entry(left).or_default().insert(right);
        pairs.entry(right).or_default().insert(left);
    }
}
