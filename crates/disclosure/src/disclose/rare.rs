//! Warns where few share what is said of somebody behind a pseudonym (Sweeney 2002, k-anonymity), and of small numbers.

use super::Gate;
use super::persons::is_known;
use crate::consents::Decision;
use crate::material::{Material, Person};
use crate::{Standing, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer who share it may be recognised.
const K: usize = 5;
/// Attributes taken together at most: all pairs and triples.
const MAX_TOGETHER: usize = 3;
/// A consent that ends within so many days is told.
const SOON: i64 = 30;

impl Gate<'_> {
    pub fn warnings(&self, disclosed: &Material) -> Vec<Warning> {
        let mut warnings: BTreeSet<Warning> = BTreeSet::new();
        if !self.is_kept() {
            warnings.extend(rare(disclosed));
            warnings.extend(small_counts(disclosed));
        }
        warnings.extend(self.ending());
        warnings.into_iter().collect()
    }

    fn ending(&self) -> impl Iterator<Item = Warning> {
        self.material.persons.iter().filter_map(|person| {
            let Decision::Given(consent) = self.consents.decide(&person.id, false, self.ask) else { return None };
            let until = consent.until?;
            let days = self.ask.on.until(until).ok()?.get_days();
            let is_soon = i64::from(days) <= SOON && self.standing(&person.id) == Standing::Consented;
            is_soon.then(|| Warning::EndsSoon { person: self.id("person", &person.id), until })
        })
    }
}

/// The smallest sets of what is said that fewer than [`K`] share.
fn rare(disclosed: &Material) -> Vec<Warning> {
    let where_harmed = places_of_harm(disclosed);
    let hidden: Vec<(&Person, Vec<(&str, String)>)> = (disclosed.persons.iter())
        .filter(|person| person.standing == Standing::Pseudonym)
        .map(|person| (person, said(person, where_harmed.get(person.id.as_str()))))
        .collect();
    let mut sharing: BTreeMap<Vec<(&str, &str)>, usize> = BTreeMap::new();
    for (_, said) in &hidden {
        for together in subsets(said) {
            *sharing.entry(together).or_default() += 1;
        }
    }
    let mut warnings = Vec::new();
    for (person, said) in &hidden {
        let mut told: Vec<BTreeSet<&str>> = Vec::new();
        for together in subsets(said) {
            let k = sharing.get(&together).copied().unwrap_or_default();
            let fields: BTreeSet<&str> = together.iter().map(|(field, _)| *field).collect();
            if k < K && !told.iter().any(|smaller| smaller.is_subset(&fields)) {
                let names = together.iter().map(|(field, _)| (*field).to_owned()).collect();
                warnings.push(Warning::Rare { person: person.id.clone(), fields: names, k });
                told.push(fields);
            }
        }
    }
    warnings
}

/// What is said of a person, in the order of fields.
fn said<'a>(person: &Person, place: Option<&&str>) -> Vec<(&'a str, String)> {
    let known = &person.attributes;
    let birth = is_known(known.birth).then(|| format!("{:?}", known.birth));
    let all = [
        ("birth", birth),
        ("defender", known.defender.filter(|is| *is).map(|_| "yes".to_owned())),
        ("gender", known.gender.clone()),
        ("nationality", known.nationality.clone()),
        ("occupation", known.occupation.clone()),
        ("place", place.map(|place| (*place).to_owned())),
        ("residence", known.residence_place.clone()),
    ];
    all.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
}

/// Where something was done to each person: the finest place of the first event that has one.
fn places_of_harm(disclosed: &Material) -> BTreeMap<&str, &str> {
    let mut places: BTreeMap<&str, &str> = BTreeMap::new();
    for event in &disclosed.events {
        let Some(place) = event.places.last() else { continue };
        for person in
            event.participants.iter().filter(|one| one.role == "victim").filter_map(|one| one.person.as_deref())
        {
            places.entry(person).or_insert(place);
        }
    }
    places
}

/// All sets of one, two and three, smaller ones first.
fn subsets<'a>(said: &'a [(&'a str, String)]) -> Vec<Vec<(&'a str, &'a str)>> {
    let mut all: Vec<Vec<(&str, &str)>> = Vec::new();
    let mut of_size: Vec<(usize, Vec<(&str, &str)>)> = vec![(0, Vec::new())];
    for _ in 0..MAX_TOGETHER {
        let mut larger = Vec::new();
        for (from, set) in &of_size {
            for (at, (field, value)) in said.iter().enumerate().skip(*from) {
                let mut set = set.clone();
                set.push((*field, value.as_str()));
                larger.push((at + 1, set));
            }
        }
        all.extend(larger.iter().map(|(_, set)| set.clone()));
        of_size = larger;
    }
    all
}

fn small_counts(disclosed: &Material) -> impl Iterator<Item = Warning> {
    let is_small = |n: &u64| (1..K as u64).contains(n);
    let counts = disclosed.counts.iter().map(|count| (count.act_type.clone(), count.reported.0));
    counts.filter(move |(_, n)| is_small(n)).map(|(act_type, n)| Warning::SmallCount { act_type, n })
}
