//! What was done: acts with their triggers and participants.
//!
//! The codebook's rows (`lexicons/en/act_words.tsv`) say which words name which act in which grammar; here the tree is
//! read. `grammar` finds subjects and objects, `slots` walks a row's paths, `triggers` tests its conditions, the other
//! files make the parts of an act. Time and place by rule, no learning; each row carries how far it can be trusted.

mod anaphora;
mod bodies;
mod charges;
mod explain;
mod grammar;
mod nature;
mod participants;
mod phrases;
mod places;
mod slots;
mod status;
mod triggers;

pub use explain::{Explanation, explain};

use crate::{Entities, Text, Times};
use codebook::lexicons::{ActWord, Role};
use domain::{Act, ActStatus, EntityIdx, Participant, Span};
use grammar::Grammar;
use slots::Slots;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use triggers::Match;

/// Finds the acts. Status is what grammar alone says (negation, modality, plans); [`crate::attribution`] adds who says so.
pub fn find(text: &Text<'_>, entities: &Entities, times: &Times) -> Vec<Act> {
    let finder = Finder::new(text, entities, times);
    let sentences = text.annotations.sentences.iter().cloned();
    let mut acts: Vec<Act> =
        sentences.flat_map(|sentence| finder.matches_in(sentence)).map(|found| finder.act(&found)).collect();
    anaphora::add(&finder, &mut acts);
    acts
}

/// Name of a row in records: `codebook/acts/arrest#custody`.
fn rule_name(row: &ActWord) -> String {
    format!("codebook/acts/{}#{}", row.act, row.rule)
}

/// Everything that finding acts looks at.
struct Finder<'a> {
    grammar: Grammar<'a>,
    entities: &'a Entities,
    times: &'a Times,
    /// The one body whose fighters the document speaks of.
    only_body: Option<(EntityIdx, Span)>,
}

impl<'a> Finder<'a> {
    fn new(text: &'a Text<'a>, entities: &'a Entities, times: &'a Times) -> Finder<'a> {
        let grammar = Grammar::new(text);
        let only_body = bodies::only_one(&grammar, entities);
        Finder { grammar, entities, times, only_body }
    }

    fn slots(&self) -> Slots<'_> {
        Slots { grammar: &self.grammar, entities: self.entities }
    }

    /// The rows that fire in a sentence, one for each trigger, in order of the text.
    fn matches_in(&self, sentence: Range<usize>) -> Vec<Match<'a>> {
        let slots = self.slots();
        let first = |trigger| {
            triggers::rows(&self.grammar, trigger)
                .into_iter()
                .find_map(|row| triggers::try_row(&slots, row, trigger).ok())
        };
        let mut found: Vec<Match<'a>> = sentence.filter_map(first).collect();
        // What is threatened is an act of its own.
        let consuming = found.iter().filter(|one| one.row.act != "threat");
        let taken: HashSet<usize> = consuming.flat_map(|one| one.consumed.iter().copied()).collect();
        found.retain(|one| !taken.contains(&one.trigger) || one.consumed.contains(&one.trigger));
        self.drop_repeated(&mut found);
        found
    }

    /// "punched and kicked" is one assault: a coordinated word for the same act with the same people says nothing new.
    fn drop_repeated(&self, found: &mut Vec<Match<'a>>) {
        let tree = &self.grammar.text().tree;
        let victims =
            |one: &Match<'_>| one.filled.iter().find(|(role, _)| *role == Role::Victim).map(|(_, heads)| heads.clone());
        let by_trigger: HashMap<usize, &Match<'_>> = found.iter().map(|one| (one.trigger, one)).collect();
        let is_repeated = |one: &&Match<'_>| {
            let first = by_trigger.get(&tree.head(one.trigger)).filter(|_| tree.relation(one.trigger) == "conj");
            first.is_some_and(|first| first.row.act == one.row.act && victims(first) == victims(one))
        };
        let repeats: HashSet<usize> = found.iter().filter(is_repeated).map(|one| one.trigger).collect();
        // "hanged in prison", "held in custody": where it was done is no act of its own.
        let triggers: HashSet<usize> = found.iter().map(|one| one.trigger).collect();
        let text = self.grammar.text();
        let is_setting = |one: &Match<'_>| {
            let preposition = tree.head(one.trigger);
            one.row.rule == "in_custody"
                && text.lower(preposition) == "in"
                && triggers.contains(&tree.head(preposition))
        };
        found.retain(|one| !repeats.contains(&one.trigger) && !is_setting(one));
    }

    fn act(&self, found: &Match<'_>) -> Act {
        let text = self.grammar.text();
        let row = found.row;
        let participants = self.participants(found);
        let heads = |roles: &[Role]| -> Vec<usize> {
            found.filled.iter().filter(|(role, _)| roles.contains(role)).flat_map(|(_, heads)| heads.clone()).collect()
        };
        let agents = heads(&[Role::Perpetrator, Role::Authority]);
        let spans: Vec<Span> = participants.iter().map(|one| one.span).collect();
        let charges = heads(&[Role::Charge]).into_iter().filter(|&head| !self.is_somebody(head));
        let charges = charges.filter(|&head| charges::can_be(&self.grammar, self.entities, head));
        let mut charges: Vec<String> = charges.flat_map(|head| charges::of_phrase(&self.grammar, head)).collect();
        if !charges.is_empty() {
            charges.extend(charges::misread_as_verbs(&self.grammar, found.trigger));
        }
        let status = self.status(found, &agents);
        Act {
            act_type: row.act.clone(),
            status,
            places: places::of(&self.grammar, self.entities, found.trigger, &agents),
            date: self.times.date_of(text, found.trigger),
            duration: self.times.duration_of(text, found.trigger),
            charges,
            evidence: phrases::evidence(&self.grammar, found.trigger, &spans),
            trigger: text.token(found.trigger).span,
            statements: Vec::new(),
            rule: rule_name(row),
            confidence: confidence(row, status, &participants),
            participants,
        }
    }

    /// "detention for union officials": people are no charge.
    fn is_somebody(&self, head: usize) -> bool {
        let text = self.grammar.text();
        if nature::kind_of(text, self.entities, head) == Some(domain::EntityKind::Person) {
            return true;
        }
        text.token(head).pos == "NOUN"
            && text.token(head).tag == "NNS"
            && text.lower(text.tree.head(head)) == "for"
            && nature::is_of(text, self.entities, head, "people")
    }

    /// "We will arrest him": who announces what he will do to somebody threatens.
    fn status(&self, found: &Match<'_>, agents: &[usize]) -> ActStatus {
        let text = self.grammar.text();
        let status = status::of(&self.grammar, found.trigger, found.negation_used);
        let first_person = |agent: &usize| ["i", "we"].contains(&text.lower(*agent).as_str());
        let relief = ["release", "bail", "pardon_amnesty", "acquittal_or_charges_dropped", "election"];
        match status {
            ActStatus::Planned if status::is_conditional(&self.grammar, found.trigger) => {
                if relief.contains(&found.row.act.as_str()) { ActStatus::Hypothetical } else { ActStatus::Threatened }
            }
            ActStatus::Planned if agents.iter().any(first_person) => ActStatus::Threatened,
            _ => status,
        }
    }

    fn participants(&self, found: &Match<'_>) -> Vec<Participant> {
        let filled = found.filled.iter();
        let mut all: Vec<Participant> =
            filled.flat_map(|(role, heads)| participants::of(&self.grammar, self.entities, *role, heads)).collect();
        if found.row.act == "property_attack" {
            participants::keep_people_as_owners(self.entities, &mut all);
        }
        participants::add_bodies(&self.grammar, self.entities, &found.filled, self.only_body, &mut all);
        let does = |role: Role| matches!(role, Role::Perpetrator | Role::Authority);
        let doers = found.filled.iter().filter(|(role, _)| does(*role)).flat_map(|(_, heads)| heads);
        let own: Vec<usize> = doers.copied().filter(|&i| self.is_own_argument(found.trigger, i)).collect();
        let own: Vec<Span> = own.iter().map(|&head| self.grammar.text().token(head).span).collect();
        participants::forget_impossible(self.grammar.text(), self.entities, &found.row.act, &own, &mut all);
        all
    }

    /// Whether a noun depends on the trigger itself, as its subject or behind "by"; other doers are inferred.
    fn is_own_argument(&self, trigger: usize, noun: usize) -> bool {
        let tree = &self.grammar.text().tree;
        let head = tree.head(noun);
        head == trigger || tree.relation(noun) == "pobj" && tree.head(head) == trigger
    }
}

/// The row's prior, less for acts without a known victim and for what did not happen.
fn confidence(row: &ActWord, status: ActStatus, participants: &[Participant]) -> f64 {
    let known = participants.iter().any(|one| one.role == domain::Role::Victim && one.entity.is_some());
    let factual = matches!(status, ActStatus::Reported | ActStatus::Alleged);
    row.prior * if known { 1.0 } else { 0.9 } * if factual { 1.0 } else { 0.9 }
}
