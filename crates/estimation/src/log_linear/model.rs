//! Hierarchical models: which lists may depend on each other.

use std::collections::BTreeSet;

/// A hierarchical log-linear model with all lists in it: its interactions, closed downwards.
///
/// An interaction is a set of two or more lists, as bits. The one of all lists together is in no model: with it, nothing
/// could be said of those on no list.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Model {
    n_lists: usize,
    interactions: BTreeSet<u32>,
}

impl Model {
    /// The model in which the lists are independent.
    pub fn independence(n_lists: usize) -> Model {
        Model { n_lists, interactions: BTreeSet::new() }
    }

    /// The model with all interactions of at most `order` lists.
    pub fn of_order(n_lists: usize, order: u32) -> Model {
        let all = interactions(n_lists).into_iter().filter(|lists| lists.count_ones() <= order);
        Model { n_lists, interactions: all.collect() }
    }

    /// Every hierarchical model, the smallest first: 8 for three lists, 113 for four, 6,893 for five.
    pub fn all(n_lists: usize) -> Vec<Model> {
        let mut models = vec![Model::independence(n_lists)];
        for interaction in interactions(n_lists) {
            let larger: Vec<Model> = models.iter().filter_map(|model| model.with(interaction)).collect();
            models.extend(larger);
        }
        models.sort_by_key(|model| model.interactions.len());
        models
    }

    /// The models that have one interaction more or less, and are hierarchical.
    pub fn neighbours(&self) -> Vec<Model> {
        let more = interactions(self.n_lists).into_iter().filter_map(|interaction| self.with(interaction));
        let fewer = self.generators().into_iter().map(|generator| {
            let mut model = self.clone();
            model.interactions.remove(&generator);
            model
        });
        more.chain(fewer).collect()
    }

    /// With one more interaction; nothing when it is there or one of its parts is not.
    fn with(&self, interaction: u32) -> Option<Model> {
        let parts = (0..self.n_lists).map(|list| interaction & !(1 << list)).filter(|part| *part != interaction);
        let is_there = |part: u32| part.count_ones() < 2 || self.interactions.contains(&part);
        let mut model = self.clone();
        (parts.into_iter().all(is_there) && model.interactions.insert(interaction)).then_some(model)
    }

    /// The interactions that are in no larger one.
    pub fn generators(&self) -> Vec<u32> {
        let within = |small: u32| self.interactions.iter().any(|large| *large != small && large & small == small);
        self.interactions.iter().copied().filter(|interaction| !within(*interaction)).collect()
    }

    /// How many parameters it has: the intercept, one a list, one an interaction.
    pub fn n_parameters(&self) -> usize {
        1 + self.n_lists + self.interactions.len()
    }

    /// Values of the parameters' columns for this history, the intercept first.
    pub fn row(&self, history: usize) -> impl Iterator<Item = f64> {
        let lists = (0..self.n_lists).map(|list| 1_u32 << list);
        let columns = [0].into_iter().chain(lists).chain(self.interactions.iter().copied());
        columns.map(move |column| if history as u32 & column == column { 1.0 } else { 0.0 })
    }

    /// The generators in words of the lists: `A*B*C + C*D`.
    pub fn shown(&self, names: &[String]) -> String {
        let member = |interaction: u32, list: usize| interaction >> list & 1 == 1;
        let mut parts: Vec<String> = Vec::new();
        for generator in self.generators() {
            let lists = names.iter().enumerate().filter(|(list, _)| member(generator, *list));
            parts.push(lists.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("*"));
        }
        let alone = |list: &usize| !self.interactions.iter().any(|interaction| member(*interaction, *list));
        parts.extend((0..self.n_lists).filter(alone).filter_map(|list| names.get(list).cloned()));
        parts.join(" + ")
    }
}

/// All sets of two or more lists but the one of all, small ones first.
fn interactions(n_lists: usize) -> Vec<u32> {
    let mut all: Vec<u32> = (1_u32..(1 << n_lists) - 1).filter(|lists| lists.count_ones() >= 2).collect();
    all.sort_by_key(|lists| (lists.count_ones(), *lists));
    all
}
