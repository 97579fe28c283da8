//! The body that people act for when it stands beside them: "members of the Front", "Front guerrillas", "the Front's men".

use super::grammar::Grammar;
use super::nature;
use crate::Entities;
use domain::{EntityIdx, EntityKind, MentionForm, Span};

/// How many phrases may stand in each other: "members of a column of the Front".
const MAX_DEPTH: usize = 3;
/// How many other mentions of the same people are looked at.
const MAX_MENTIONS: usize = 12;

/// The bodies for which the people of the phrase headed by `noun` act, with the words that name them.
pub fn behind(grammar: &Grammar<'_>, entities: &Entities, noun: usize) -> Vec<(EntityIdx, Span)> {
    let mut found = Vec::new();
    collect(grammar, entities, noun, MAX_DEPTH, &mut found);
    let own = entities.headed_by(noun);
    if let Some(known) = own.filter(|_| found.is_empty()) {
        // The same people elsewhere: "Front guerrillas ... The guerrillas fled".
        let elsewhere =
            entities.get(known).mentions.iter().filter(|one| one.form == MentionForm::Nominal).take(MAX_MENTIONS);
        for mention in elsewhere {
            let tokens = grammar.text().annotations.tokens_in(mention.span);
            let heads = tokens.filter(|&i| entities.headed_by(i) == own && grammar.is_nominal(i));
            heads.for_each(|head| collect(grammar, entities, head, MAX_DEPTH, &mut found));
        }
    }
    found.retain(|(entity, _)| Some(*entity) != own);
    found
}

/// The only body of a document whose fighters it speaks of: "the guerrillas" without more are then its guerrillas.
pub fn only_one(grammar: &Grammar<'_>, entities: &Entities) -> Option<(EntityIdx, Span)> {
    let mut bodies: Vec<(EntityIdx, Span)> = Vec::new();
    for noun in (0..grammar.text().len()).filter(|&i| is_fighter(grammar, i)) {
        let mut found = Vec::new();
        collect(grammar, entities, noun, MAX_DEPTH, &mut found);
        for one in found {
            if bodies.iter().all(|(body, _)| *body != one.0) {
                bodies.push(one);
            }
            if bodies.len() > 1 {
                return None;
            }
        }
    }
    bodies.pop()
}

/// "guerrillas", "the rebels".
pub fn is_fighter(grammar: &Grammar<'_>, noun: usize) -> bool {
    let text = grammar.text();
    let classes = &text.lexicons().noun_classes;
    text.token(noun).tag.is_in(&["NNS", "NNPS"]) && classes.is(&text.lemma(noun).to_lowercase(), "fighter")
}

fn collect(grammar: &Grammar<'_>, entities: &Entities, noun: usize, depth: usize, found: &mut Vec<(EntityIdx, Span)>) {
    let text = grammar.text();
    let tree = &text.tree;
    let member = nature::is_of(text, entities, noun, "member");
    let is_itself_body = entities.headed_by(noun).is_some_and(|one| is_body(entities, one));
    if depth == 0 || is_itself_body || !member && !nature::is_of(text, entities, noun, "people") {
        return;
    }
    for part in tree.with(noun, &["compound", "nmod", "amod", "poss"]).filter(|&part| part < noun) {
        add(grammar, entities, part, found);
    }
    for preposition in tree.with(noun, &["prep"]).filter(|_| member) {
        if !["of", "from"].contains(&text.lower(preposition).as_str()) {
            continue;
        }
        for object in tree.with(preposition, &["pobj"]) {
            add(grammar, entities, object, found);
            collect(grammar, entities, object, depth - 1, found);
        }
    }
}

/// Adds the body that the phrase headed by `token_idx` names.
fn add(grammar: &Grammar<'_>, entities: &Entities, token_idx: usize, found: &mut Vec<(EntityIdx, Span)>) {
    let text = grammar.text();
    let named = entities.headed_by(token_idx).filter(|&one| is_body(entities, one));
    let Some(entity) = named.or_else(|| entities.covering(token_idx).filter(|&one| is_body(entities, one))) else {
        return;
    };
    let at = text.token(token_idx).span;
    let mentions = &entities.get(entity).mentions;
    let until = mentions.partition_point(|mention| mention.span.start <= at.start);
    let words = mentions[..until].iter().rev().take(4).find(|mention| mention.span.end >= at.end);
    if let Some(mention) = words.filter(|_| found.iter().all(|(one, _)| *one != entity)) {
        found.push((entity, mention.span));
    }
}

fn is_body(entities: &Entities, entity: EntityIdx) -> bool {
    entities.get(entity).kind == EntityKind::Organization
}
