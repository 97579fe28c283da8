//! The words of a participant and of the evidence, cut out of the tree.

use super::grammar::Grammar;
use super::nature;
use domain::Span;
use std::ops::Range;

/// Relations behind a noun that do not belong to its phrase.
const CUT_AFTER: &[&str] =
    &["relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "dep", "advcl", "preconj", "advmod"];
/// How many phrases may stand in each other: "the head of the office of the minister of ...".
const MAX_DEPTH: usize = 6;
/// Relations below a verb that start a clause of their own.
const OTHER_CLAUSES: &[&str] = &["advcl", "ccomp", "conj", "parataxis"];

/// The tokens of the noun phrase headed by `noun`, without relative clauses, appositions and coordinated nouns.
pub fn noun_phrase(grammar: &Grammar<'_>, noun: usize) -> Range<usize> {
    noun_phrase_within(grammar, noun, MAX_DEPTH)
}

fn noun_phrase_within(grammar: &Grammar<'_>, noun: usize, depth: usize) -> Range<usize> {
    let text = grammar.text();
    let tree = &text.tree;
    let mut start = noun;
    let mut end = noun + 1;
    for &part in tree.dependents(noun) {
        let relation = tree.relation(part);
        if part < noun {
            let apart = relation.is_in(&["punct", "cc", "preconj", "advmod", "dep", "predet"])
                && !grammar.is_nominal(part)
                && relation != "predet"
                || relation == "prep";
            if !apart {
                start = start.min(tree.subtree(part).start);
            }
        } else if relation == "prep" && part == end && depth > 0 && is_close(grammar, part) {
            end = tree
                .first(part, &["pobj"])
                .map_or(end, |object| noun_phrase_within(grammar, object, depth - 1).end.max(end));
        } else if relation.is_in(CUT_AFTER) || relation == "prep" {
            if relation != "punct" || text.word(part) == "," {
                break;
            }
        } else if part == end && relation.is_in(&["nummod", "npadvmod", "compound", "nmod", "amod"]) {
            end = end.max(tree.subtree(part).end);
        }
    }
    start..end
}

/// The words that name a thing: its noun phrase without articles, numbers and what points at it, without where it stands.
pub fn thing(grammar: &Grammar<'_>, noun: usize) -> Range<usize> {
    let text = grammar.text();
    let whole = noun_phrase(grammar, noun);
    let classes = &text.lexicons().noun_classes;
    let only_counts = |i: usize| {
        let token = text.token(i);
        token.tag.is_in(&["DT", "PDT", "PRP$", "CD"])
            || classes.is(&text.lower(i), "counting")
            || nature::is_time(text, i)
    };
    let start = (whole.start..noun).find(|&i| !only_counts(i)).unwrap_or(noun);
    let located = |&i: &usize| ["in", "at", "from"].contains(&text.lower(i).as_str()) && text.token(i).tag == "IN";
    let end = (noun + 1..whole.end).find(|i| located(i) || nature::is_time(text, *i)).unwrap_or(whole.end);
    start..end
}

/// Whether a preposition binds its noun closely to the one before: "of", and "in" or "from" before a name.
fn is_close(grammar: &Grammar<'_>, preposition: usize) -> bool {
    let text = grammar.text();
    match text.lower(preposition).as_str() {
        "of" => true,
        "to" => ["ambassador", "envoy", "representative", "delegate", "adviser", "advisor", "aide", "assistant"]
            .contains(&text.lemma(text.tree.head(preposition))),
        "from" | "in" | "at" => text.tree.with(preposition, &["pobj"]).any(|object| {
            text.token(object).pos == "PROPN"
                || text.tree.with(object, &["compound"]).any(|i| text.token(i).pos == "PROPN")
        }),
        _ => false,
    }
}

/// The words that tell of the act: its clause without the clauses of other acts, and the phrases in `also` that lie outside.
pub fn evidence(grammar: &Grammar<'_>, trigger: usize, also: &[Span]) -> Vec<Span> {
    let text = grammar.text();
    let clause = clause_tokens(grammar, trigger);
    let mut spans = vec![text.span(clause)];
    for &span in also {
        if !spans.iter().any(|one| one.overlaps(span)) {
            spans.push(span);
        }
    }
    spans.sort();
    spans
}

fn clause_tokens(grammar: &Grammar<'_>, trigger: usize) -> Range<usize> {
    let text = grammar.text();
    let head = clause_head(grammar, trigger);
    let mut start = head;
    let mut end = head + 1;
    for &part in text.tree.dependents(head) {
        let range = text.tree.subtree(part);
        let holds_trigger = range.contains(&trigger);
        let relation = text.tree.relation(part);
        let other = relation.is_in(OTHER_CLAUSES) && !holds_trigger;
        if other || relation.is_in(&["punct", "cc"]) {
            continue;
        }
        start = start.min(range.start);
        end = end.max(range.end);
    }
    let sentence = text.sentence(trigger);
    start.max(sentence.start)..end.min(sentence.end).max(trigger + 1)
}

/// The verb of the trigger's clause; for a noun that is no part of a verb's core, the noun itself.
fn clause_head(grammar: &Grammar<'_>, trigger: usize) -> usize {
    let tree = &grammar.text().tree;
    if grammar.is_verb(trigger) && grammar.text().token(trigger).pos != "NOUN" {
        return trigger;
    }
    let governor = tree.head(trigger);
    let core = tree.relation(trigger).is_in(&["dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd"]);
    if core && grammar.is_verb(governor) {
        return governor;
    }
    if tree.relation(trigger) == "pobj" && grammar.is_verb(tree.head(governor)) && tree.dependents(trigger).len() < 2 {
        return tree.head(governor);
    }
    trigger
}
