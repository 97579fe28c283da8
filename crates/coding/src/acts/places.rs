//! Where an act happened.

use super::grammar::Grammar;
use super::nature;
use crate::Entities;
use domain::{EntityIdx, EntityKind, PlacePrecision};

const LOCAL: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "to",
    "into",
    "within",
    "from",
    "on",
    "upon",
];

/// The places of the act named by `trigger`, narrowest first; `setting` turns them.
pub fn of(grammar: &Grammar<'_>, entities: &Entities, trigger: usize, agents: &[usize]) -> Vec<EntityIdx> {
    let finder = Finder { grammar, entities };
    let mut found = Vec::new();
    let mut place = trigger;
    for _ in 0..6 {
        finder.around(place, trigger, &mut found);
        let tree = &grammar.text().tree;
        let governor = tree.head(place);
        if governor == place || !found.is_empty() || tree.relation(place).is_in(&["relcl", "ccomp"]) && place != trigger
        {
            break;
        }
        place = governor;
    }
    if found.is_empty() {
        finder.completion(trigger).into_iter().for_each(|clause| finder.around(clause, clause, &mut found));
    }
    if found.is_empty() {
        agents.iter().for_each(|&agent| finder.below(agent, &mut found));
    }
    if found.is_empty() {
        finder.in_clause(trigger, &mut found);
    }
    finder.narrowest_first(found)
}

struct Finder<'a> {
    grammar: &'a Grammar<'a>,
    entities: &'a Entities,
}

impl Finder<'_> {
    fn around(&self, token_idx: usize, trigger: usize, found: &mut Vec<EntityIdx>) {
        let text = self.grammar.text();
        for preposition in text.tree.with(token_idx, &["prep", "advmod"]) {
            let word = text.lower(preposition);
            let wanted = LOCAL.contains(&word.as_str()) && (word != "from" || token_idx == trigger);
            if wanted {
                text.tree.with(preposition, &["pobj"]).for_each(|object| self.noun(object, found));
            }
        }
        for object in text.tree.with(token_idx, &["dobj", "nsubjpass"]).filter(|_| self.grammar.is_verb(token_idx)) {
            self.below(object, found);
        }
    }

    /// Places anywhere in the clause of the act, because parsers hang them on other words: "held for four years in Selm",
    /// "raided the office of the union in Selm", "killed when soldiers fired on a market in Selm".
    fn in_clause(&self, trigger: usize, found: &mut Vec<EntityIdx>) {
        let text = self.grammar.text();
        let tree = &text.tree;
        let (mut open, mut steps) = (vec![trigger], 0);
        while let Some(next) = open.pop().filter(|_| steps < 60) {
            steps += 1;
            let local =
                ["in", "at", "near", "outside", "inside", "across", "within"].contains(&text.lower(next).as_str());
            if next != trigger && local && text.token(next).tag == "IN" {
                tree.with(next, &["pobj"]).for_each(|object| self.noun(object, found));
                if !found.is_empty() {
                    return;
                }
            }
            let when = |clause: usize| tree.with(clause, &["advmod"]).any(|i| text.lower(i) == "when");
            let inside = tree.dependents(next).iter().rev().copied().filter(|&i| match tree.relation(i).as_str() {
                "relcl" | "ccomp" | "acl" | "appos" | "parataxis" | "nsubj" => false,
                "advcl" => next == trigger && when(i),
                _ => !self.grammar.is_verb(i) || next == trigger && tree.relation(i).is_in(&["xcomp"]),
            });
            open.extend(inside);
        }
    }

    /// The verb that completes another: "was kept from *boarding* a bus in Selm", "was denied *checking* in to a flight".
    fn completion(&self, verb: usize) -> Option<usize> {
        let tree = &self.grammar.text().tree;
        let inside = tree.with(verb, &["prep"]).find_map(|preposition| tree.first(preposition, &["pcomp"]));
        let clause = tree.first(verb, &["xcomp", "pcomp"]).or(inside).or_else(|| tree.first(verb, &["dobj", "prep"]));
        clause.filter(|&clause| self.grammar.is_verb(clause))
    }

    /// Place names in the prepositional phrases below a noun.
    fn below(&self, noun: usize, found: &mut Vec<EntityIdx>) {
        let text = self.grammar.text();
        // Who is kept off a flight from Selm to Tal is kept in Selm.
        let journey = nature::is_of(text, self.entities, noun, "journey");
        for preposition in text.tree.with(noun, &["prep"]) {
            let word = text.lower(preposition);
            if if journey { word == "from" } else { LOCAL.contains(&word.as_str()) && word != "from" } {
                text.tree.with(preposition, &["pobj"]).for_each(|object| self.noun(object, found));
            }
        }
    }

    /// A place, its apposition and the places that it lies in: "Jakarta, Indonesia", "Thailand's Samut Prakan province".
    fn noun(&self, noun: usize, found: &mut Vec<EntityIdx>) {
        let text = self.grammar.text();
        for one in self.grammar.coordinated(noun) {
            let name = one;
            for token in
                std::iter::once(name).chain(text.tree.with(name, &["appos", "compound", "poss", "nmod", "npadvmod"]))
            {
                self.add(token, found);
            }
            if found.is_empty() || nature::kind_of(text, self.entities, name) == Some(EntityKind::Place) {
                self.below(name, found);
            }
        }
    }

    fn add(&self, token_idx: usize, found: &mut Vec<EntityIdx>) {
        let entity = self.entities.headed_by(token_idx).or_else(|| self.entities.covering(token_idx));
        let is_new = |one: &EntityIdx| self.entities.get(*one).kind == EntityKind::Place && !found.contains(one);
        if let Some(entity) = entity.filter(is_new) {
            found.push(entity);
        }
    }

    fn narrowest_first(&self, mut found: Vec<EntityIdx>) -> Vec<EntityIdx> {
        found.sort_by_key(|&entity| match self.entities.get(entity).place.as_ref().map(|place| place.precision) {
            Some(PlacePrecision::Site) => 0,
            Some(PlacePrecision::City) => 1,
            None => 2,
            Some(PlacePrecision::Region) => 3,
            Some(PlacePrecision::Country) => 4,
        });
        found
    }
}
