//! One chain of the Gibbs sampler, over distinct histories and not over people.

use super::MOST_KEPT;
use crate::lists::Lists;
use crate::random::Random;
use crate::special::{ln_add, ln_gamma};

/// Shape and rate of the prior of the concentration of the stick-breaking weights.
const CONCENTRATION: [f64; 2] = [0.25, 0.25];

/// Below this, a concentration makes no difference.
const LEAST_CONCENTRATION: f64 = 1e-300;

/// Below this many people a history is dealt one by one, above class by class.
const FEW: f64 = 6.0;

/// The state of a chain and its draws of the number of all people.
#[derive(Clone, Debug)]
pub struct Chain {
    random: Random,
    people: f64,
    cells: Vec<(Vec<usize>, f64)>,
    n_lists: usize,
    /// Logarithm of each class's weight.
    weights: Vec<f64>,
    /// Logarithm of the part of the stick that each class passes on.
    passed_on: Vec<f64>,
    concentration: f64,
    /// For each class and list, logarithms of being on it and of not being on it.
    on: Vec<[f64; 2]>,
    /// People in each class, and of them on each list.
    members: Vec<f64>,
    captured: Vec<f64>,
    missing: f64,
    iteration: usize,
    thinning: usize,
    draws: Vec<f64>,
    n_used: usize,
    used: f64,
    full: f64,
    chances: Vec<f64>,
}

impl Chain {
    /// The chain `number` of `n_chains`. The first ones start with nearly everybody on some list, the last ones with most
    /// people missing.
    pub fn new(lists: &Lists, classes: usize, seed: u64, number: usize, n_chains: usize) -> Chain {
        let mut random = Random::new(seed, number as u64);
        let n_lists = lists.len();
        let far = number as f64 / n_chains.saturating_sub(1).max(1) as f64;
        let reach = 0.9 * 0.02_f64.powf(far);
        let on = (0..classes * n_lists).map(|_| pair(reach * random.uniform().max(1e-6))).collect();
        let positions = |lists: u64| (0..n_lists).filter(|list| lists >> list & 1 == 1).collect();
        Chain {
            people: lists.people() as f64,
            cells: lists.cells().iter().map(|cell| (positions(cell.lists), cell.count as f64)).collect(),
            n_lists,
            weights: vec![-(classes as f64).ln(); classes],
            passed_on: (0..classes).map(|class| (1.0 - 1.0 / (classes - class) as f64).ln()).collect(),
            concentration: [0.1, 1.0, 10.0][number % 3],
            on,
            members: vec![0.0; classes],
            captured: vec![0.0; classes * n_lists],
            missing: 0.0,
            iteration: 0,
            thinning: 1,
            draws: Vec::new(),
            n_used: 0,
            used: 0.0,
            full: 0.0,
            chances: vec![0.0; classes],
            random,
        }
    }

    /// Goes on to `iterations` in all; keeps a draw every `thinning` of them, of the last three quarters.
    pub fn advance(&mut self, iterations: usize, thinning: usize) {
        if self.iteration == 0 {
            self.thinning = thinning;
        }
        while self.iteration < iterations {
            self.step();
            self.iteration += 1;
            if self.iteration.is_multiple_of(self.thinning) {
                self.draws.push(self.people + self.missing);
                let used = self.members.iter().filter(|members| **members > 0.0).count();
                self.used += used as f64;
                self.full += if used == self.members.len() { 1.0 } else { 0.0 };
                self.n_used += 1;
            }
            if self.draws.len() > 2 * MOST_KEPT {
                self.thinning *= 2;
                self.draws = self.draws.chunks_exact(2).map(|pair| pair[1]).collect();
            }
        }
    }

    /// The draws that are used, in order.
    pub fn draws(&self) -> &[f64] {
        self.draws.get(self.draws.len() / 4..).unwrap_or_default()
    }

    /// Mean number of classes with somebody in them.
    pub fn used_classes(&self) -> f64 {
        self.used / self.n_used.max(1) as f64
    }

    /// Share of draws in which every class has somebody in it.
    pub fn all_used(&self) -> f64 {
        self.full / self.n_used.max(1) as f64
    }

    fn step(&mut self) {
        self.deal();
        self.exchange();
        self.exchange_with_new_concentration();
        self.draw_reach();
        self.draw_weights();
    }

    /// Deals everybody to a class, and draws how many are missing.
    fn deal(&mut self) {
        self.members.fill(0.0);
        self.captured.fill(0.0);
        let empty: Vec<f64> = (0..self.weights.len()).map(|class| self.ln_chance_of_none(class)).collect();
        let cells = std::mem::take(&mut self.cells);
        for (lists, count) in &cells {
            self.deal_cell(&empty, lists, *count);
        }
        self.cells = cells;
        // With p(N) ~ 1/N the number missing is negative binomial, drawn as Poisson with a gamma mean.
        let none = empty.iter().fold(f64::NEG_INFINITY, |sum, one| ln_add(sum, *one)).exp().min(1.0 - 1e-9);
        let mean = self.random.gamma(self.people) * none / (1.0 - none);
        self.missing = self.random.poisson(mean);
        self.deal_cell(&empty, &[], self.missing);
    }

    /// `ln` of weight and of being on no list, for a member of the class.
    fn ln_chance_of_none(&self, class: usize) -> f64 {
        let row = &self.on[class * self.n_lists..][..self.n_lists];
        self.weights[class] + row.iter().map(|[_, off]| off).sum::<f64>()
    }

    /// Deals those with one history: a multinomial over the classes.
    fn deal_cell(&mut self, empty: &[f64], lists: &[usize], count: f64) {
        let mut highest = f64::NEG_INFINITY;
        for (class, empty) in empty.iter().enumerate() {
            let row = &self.on[class * self.n_lists..][..self.n_lists];
            let value = empty + lists.iter().map(|list| row[*list][0] - row[*list][1]).sum::<f64>();
            self.chances[class] = value;
            highest = highest.max(value);
        }
        let mut rest = 0.0;
        for chance in &mut self.chances {
            *chance = (*chance - highest).exp();
            rest += *chance;
        }
        if count < FEW {
            return self.deal_one_by_one(lists, count, rest);
        }
        let mut left = count;
        for class in 0..empty.len() {
            let chance = self.chances[class];
            let members = if class + 1 == empty.len() { left } else { self.random.binomial(left, chance / rest) };
            self.put(lists, class, members);
            left -= members;
            rest -= chance;
            if left <= 0.0 || rest <= 0.0 {
                self.put(lists, class, left.max(0.0));
                break;
            }
        }
    }

    fn deal_one_by_one(&mut self, lists: &[usize], count: f64, sum: f64) {
        for _ in 0..count as usize {
            let mut rest = self.random.uniform() * sum;
            let last = self.chances.len() - 1;
            let class = self.chances.iter().position(|chance| {
                rest -= chance;
                rest <= 0.0
            });
            self.put(lists, class.unwrap_or(last), 1.0);
        }
    }

    fn put(&mut self, lists: &[usize], class: usize, members: f64) {
        self.members[class] += members;
        for list in lists {
            self.captured[class * self.n_lists + list] += members;
        }
    }

    /// Exchanges the people of two classes, which the weights tell apart and the counts do not: the moves of Papaspiliopoulos
    /// & Roberts (2008), without which a class stays for long in a place of the stick that does not suit it.
    fn exchange(&mut self) {
        let classes = self.members.len();
        for _ in 0..classes {
            let [left, right] = [(); 2].map(|()| (self.random.uniform() * classes as f64) as usize);
            let odds = (self.members[right] - self.members[left]) * (self.weights[left] - self.weights[right]);
            if left != right && self.random.uniform().ln() < odds {
                self.exchange_pair(left, right);
            }
        }
        for left in 0..classes.saturating_sub(2) {
            let odds = self.members[left] * self.passed_on[left + 1] - self.members[left + 1] * self.passed_on[left];
            if self.random.uniform().ln() < odds {
                self.exchange_pair(left, left + 1);
                self.passed_on.swap(left, left + 1);
            }
        }
    }

    /// Exchanges two classes and takes a new concentration from its prior, with the weights integrated out. It leads out of the
    /// corner where everybody is in the last class and the concentration is high, which truncation makes and where chains stay.
    fn exchange_with_new_concentration(&mut self) {
        let classes = self.members.len();
        let [left, right] = [(); 2].map(|()| (self.random.uniform() * classes as f64) as usize);
        let [shape, rate] = CONCENTRATION;
        let concentration = (self.random.gamma(shape) / rate).max(LEAST_CONCENTRATION);
        let before = ln_chance_of_partition(&self.members, self.concentration);
        self.exchange_pair(left, right);
        let after = ln_chance_of_partition(&self.members, concentration);
        match self.random.uniform().ln() < after - before {
            true => self.concentration = concentration,
            false => self.exchange_pair(left, right),
        }
    }

    fn exchange_pair(&mut self, left: usize, right: usize) {
        self.members.swap(left, right);
        for list in 0..self.n_lists {
            self.captured.swap(left * self.n_lists + list, right * self.n_lists + list);
        }
    }

    /// How likely a member of each class is on each list, given who is.
    fn draw_reach(&mut self) {
        for class in 0..self.members.len() {
            for list in class * self.n_lists..(class + 1) * self.n_lists {
                let captured = self.captured[list];
                self.on[list] = pair(self.random.beta(1.0 + captured, 1.0 + self.members[class] - captured));
            }
        }
    }

    /// Weights by stick-breaking, then the concentration (Ishwaran & James 2001).
    fn draw_weights(&mut self) {
        let classes = self.members.len();
        let mut after: f64 = self.members.iter().sum();
        let mut left = 0.0;
        for class in 0..classes {
            after -= self.members[class];
            if class + 1 == classes {
                self.weights[class] = left;
                break;
            }
            let kept = self.random.ln_gamma_draw(1.0 + self.members[class]);
            let passed = self.random.ln_gamma_draw(self.concentration + after.max(0.0));
            let both = ln_add(kept, passed);
            self.weights[class] = left + kept - both;
            self.passed_on[class] = passed - both;
            left += passed - both;
        }
        let [shape, rate] = CONCENTRATION;
        let rate = rate - left.max(-1e300);
        self.concentration = (self.random.gamma(shape + classes as f64 - 1.0) / rate).max(LEAST_CONCENTRATION);
    }
}

/// `ln` of the chance of these numbers of people in the classes, the weights integrated out.
fn ln_chance_of_partition(members: &[f64], concentration: f64) -> f64 {
    let mut from_here: f64 = members.iter().sum();
    let mut sum = 0.0;
    for members in members.iter().take(members.len().saturating_sub(1)) {
        let after = from_here - members;
        // The mean of V^n (1 - V)^after over Beta(1, concentration); with Γ(a + 1) = a Γ(a) nothing is lost when it is tiny.
        let passed = if after > 0.0 {
            concentration.ln() + ln_gamma(concentration + after)
        } else {
            ln_gamma(concentration + 1.0)
        };
        sum += ln_gamma(members + 1.0) + passed - ln_gamma(from_here + concentration + 1.0);
        from_here = after;
    }
    sum
}

/// Logarithms of a probability and of its complement, kept away from 0 and 1.
fn pair(probability: f64) -> [f64; 2] {
    let probability = probability.clamp(1e-12, 1.0 - 1e-12);
    [probability.ln(), (-probability).ln_1p()]
}
