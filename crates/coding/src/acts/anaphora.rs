//! Acts told again by a general word, when the text adds who did it: "The Front claimed responsibility for the attack."

use super::{ActStatus, Finder, bodies, nature, participants, phrases, places, status};
use codebook::lexicons::{Path, Role, Slot};
use domain::{Act, Participant};
use std::collections::HashSet;

/// What general words such as "crime" and "attack" can stand for.
const MEANT: &[&str] = &[
    "killing",
    "attempted_killing",
    "assault",
    "abduction",
    "enforced_disappearance",
    "property_attack",
    "torture_ill_treatment",
    "sexual_violence",
];
/// How often a careful reader agrees with the doer and with the act that is meant; an estimate.
const PRIOR: f64 = 0.6;

/// Adds an act for each general word with a doer of its own; it is what was told last before, done to the same.
///
/// `acts` in order of their triggers, and so afterwards.
pub(super) fn add(finder: &Finder<'_>, acts: &mut Vec<Act>) {
    let text = finder.grammar.text();
    let triggers: HashSet<usize> = acts.iter().map(|act| act.trigger.start).collect();
    let mut told_again = Vec::new();
    let mut before: Option<&Act> = None;
    let mut next = 0;
    for token_idx in 0..text.len() {
        let at = text.token(token_idx).span.start;
        while let Some(act) = acts.get(next).filter(|act| act.trigger.start < at) {
            before = if MEANT.contains(&act.act_type.as_str()) { Some(act) } else { before };
            next += 1;
        }
        if let Some(antecedent) = before.filter(|_| !triggers.contains(&at) && is_general(finder, token_idx)) {
            told_again.extend(again(finder, token_idx, antecedent));
        }
    }
    acts.extend(told_again);
    acts.sort_by_key(|act| act.trigger);
}

/// "the attack", "this crime", "these murders".
fn is_general(finder: &Finder<'_>, token_idx: usize) -> bool {
    let text = finder.grammar.text();
    let classes = &text.lexicons().noun_classes;
    text.token(token_idx).pos == "NOUN"
        && classes.is(&text.lemma(token_idx).to_lowercase(), "deed")
        && text
            .tree
            .with(token_idx, &["det"])
            .any(|i| ["the", "this", "these", "those"].contains(&text.lower(i).as_str()))
}

fn again(finder: &Finder<'_>, noun: usize, antecedent: &Act) -> Option<Act> {
    let text = finder.grammar.text();
    let doers = doers(finder, noun);
    if doers.is_empty() {
        return None;
    }
    let status = status::of(&finder.grammar, noun, false);
    if matches!(status, ActStatus::Planned | ActStatus::Hypothetical | ActStatus::Threatened) {
        return None;
    }
    // Who is said to be responsible is only said to be: "claimed responsibility for the attack".
    let blamed = text.tree.relation(noun) == "pobj";
    let status = if blamed && status == ActStatus::Reported { ActStatus::Alleged } else { status };
    let mut all = participants::of(&finder.grammar, finder.entities, Role::Perpetrator, &doers);
    let filled = [(Role::Perpetrator, doers.clone())];
    participants::add_bodies(&finder.grammar, finder.entities, &filled, finder.only_body, &mut all);
    let suffers = |one: &&Participant| matches!(one.role, domain::Role::Victim | domain::Role::Target);
    let same = |one: &&Participant| one.entity.is_none() || all.iter().all(|doer| doer.entity != one.entity);
    let suffering: Vec<Participant> = antecedent.participants.iter().filter(suffers).filter(same).cloned().collect();
    let words: Vec<_> = all.iter().map(|one| one.span).collect();
    let own_places = places::of(&finder.grammar, finder.entities, noun, &doers);
    all.extend(suffering);
    Some(Act {
        act_type: antecedent.act_type.clone(),
        status,
        places: if own_places.is_empty() { antecedent.places.clone() } else { own_places },
        date: antecedent.date.clone(),
        duration: None,
        charges: Vec::new(),
        evidence: phrases::evidence(&finder.grammar, noun, &words),
        trigger: text.token(noun).span,
        statements: Vec::new(),
        rule: format!("codebook/acts/{}#told_again", antecedent.act_type),
        confidence: PRIOR,
        participants: all,
    })
}

/// Who is said to have done it.
fn doers(finder: &Finder<'_>, noun: usize) -> Vec<usize> {
    let slots = finder.slots();
    let text = finder.grammar.text();
    let paths = [Path(vec![Slot::Doer]), Path(vec![Slot::Preposition("by".to_owned())])];
    let found = paths.iter().map(|path| slots.at(noun, path)).find(|found| !found.is_empty()).unwrap_or_default();
    let spread = found.into_iter().flat_map(|head| finder.grammar.coordinated(head));
    let is = |head: usize, class: &str| nature::is_of(text, finder.entities, head, class);
    let somebody = |head: &usize| {
        let named = finder.entities.headed_by(*head).is_some();
        let people = is(*head, "people?") || is(*head, "force") || is(*head, "organization");
        let voice = is(*head, "voice") || text.tree.with(*head, &["det", "neg"]).any(|i| text.lower(i) == "no");
        named && people && !voice && !nature::is_time(text, *head) || bodies::is_fighter(&finder.grammar, *head)
    };
    spread.filter(somebody).collect()
}
