//! Whether a clause speaks of the past or of what is to come.

use super::resolve::Tense;
use crate::Text;
use codebook::TimeMeaning;
use std::ops::Range;

/// The direction in which an expression at these tokens looks from the day of publication.
pub(crate) fn tense_of(text: &Text<'_>, tokens: &Range<usize>) -> Tense {
    let head = super::head_of(text, tokens);
    let relation = text.tree.relation(head);
    let before = tokens.start.checked_sub(1).map_or(String::new(), |i| text.lower(i));
    let tense = tense_at(text, head);
    match before.as_str() {
        "by" | "until" | "till" | "through" if !has_past_perfect(text, head) => return Tense::Future,
        "since" => return Tense::Past,
        _ => {}
    }
    // "Wednesday's ruling", "a June agreement": what has a date as its name has happened.
    let named = relation.is_in(&["poss", "compound", "nmod", "amod"]) && !is_plan(text, text.tree.head(head));
    if named && tense == Tense::Future { Tense::Past } else { tense }
}

fn has_past_perfect(text: &Text<'_>, token_idx: usize) -> bool {
    text.tree.ancestors(token_idx).take(8).any(|i| {
        text.tree
            .with(i, &["aux", "auxpass"])
            .any(|auxiliary| text.token(auxiliary).tag == "VBD" && text.lemma(auxiliary) == "have")
    })
}

/// The tense of the clause that holds the token: of its nearest governing verb that has one.
pub(crate) fn tense_at(text: &Text<'_>, token_idx: usize) -> Tense {
    let up = std::iter::once(token_idx).chain(text.tree.ancestors(token_idx)).take(40);
    for governor in up {
        if is_plan(text, governor) {
            return Tense::Future;
        }
        if let Some(tense) = own_tense(text, governor) {
            return tense;
        }
    }
    Tense::Unknown
}

/// The tense of a verb with its auxiliaries; `None` for words without one, such as infinitives.
pub(crate) fn own_tense(text: &Text<'_>, verb: usize) -> Option<Tense> {
    if !text.token(verb).pos.is_in(&["VERB", "AUX"]) {
        return None;
    }
    let auxiliaries: Vec<usize> = text.tree.with(verb, &["aux", "auxpass"]).collect();
    let tag = text.token(verb).tag;
    let modal = |i: &usize| text.token(*i).tag == "MD";
    if auxiliaries
        .iter()
        .any(|i| modal(i) && matches!(text.lemma(*i), "will" | "shall" | "would" | "wo" | "'ll" | "'d"))
    {
        return Some(Tense::Future);
    }
    if auxiliaries.iter().any(modal) {
        let perfect = auxiliaries.iter().any(|&i| text.lemma(i) == "have");
        return Some(if perfect { Tense::Past } else { Tense::Future });
    }
    if auxiliaries.iter().any(|&i| text.token(i).tag == "TO") {
        // "is to resume"
        let head = text.tree.head(verb);
        return (head != verb && text.lemma(head) == "be" && text.token(head).pos == "AUX").then_some(Tense::Future);
    }
    let past_auxiliary = auxiliaries.iter().any(|&i| text.token(i).tag == "VBD");
    let present_perfect = auxiliaries.iter().any(|&i| text.lemma(i) == "have");
    match tag.as_str() {
        _ if past_auxiliary || present_perfect => Some(Tense::Past),
        "VBD" => Some(Tense::Past),
        "VBN" if auxiliaries.is_empty() => Some(Tense::Past),
        "VBG" if auxiliaries.iter().any(|&i| text.lemma(i) == "be") => Some(Tense::Future),
        "VBZ" | "VBP" | "VBN" => Some(Tense::Unknown),
        _ => None,
    }
}

/// "plan to", "set for", "expected", "due": words that put what they govern into the future.
pub(crate) fn is_plan(text: &Text<'_>, token_idx: usize) -> bool {
    let token = text.token(token_idx);
    let senses = text.lexicons().times.senses(&token.lemma);
    let plan = senses.iter().any(|sense| matches!(sense.meaning, TimeMeaning::Plan));
    // "set" and "plan" in the past tense with an object are acts: "set fire on Friday".
    plan && (!token.tag.is_in(&["VBD"]) || text.tree.first(token_idx, &["dobj"]).is_none())
        && (token.pos != "NOUN" || text.tree.first(token_idx, &["acl", "prep"]).is_some())
}

/// Whether a verb tells what was done at a point of the story: "seized", "was seized"; not "has seized", "had seized".
pub(crate) fn is_simple_past(text: &Text<'_>, verb: usize) -> bool {
    let token = text.token(verb);
    let auxiliaries: Vec<usize> = text.tree.with(verb, &["aux", "auxpass"]).collect();
    let perfect = auxiliaries.iter().any(|&i| matches!(text.lemma(i), "have" | "'ve"));
    let past = |i: &usize| text.token(*i).tag == "VBD";
    let simple = if auxiliaries.is_empty() { token.tag == "VBD" } else { auxiliaries.iter().any(past) };
    simple && !perfect && token.pos == "VERB"
}
