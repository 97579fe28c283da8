//! Who speaks: the source of a verb.

use super::draft::Source;
use super::phrases;
use crate::Text;

/// Verbs of a chain that is followed upwards: deeper is no prose.
const LONGEST_CHAIN: usize = 8;

/// The source of an active verb: its subject, or that of the verb it depends on or is joined to.
pub fn of_verb(text: &Text<'_>, verb: usize) -> Option<Source> {
    let mut at = verb;
    for _ in 0..LONGEST_CHAIN {
        if let Some(subject) = text.tree.first(at, &["nsubj"]) {
            return named(text, subject, verb);
        }
        if at != verb
            && let Some(subject) = text.tree.first(at, &["nsubjpass"])
        {
            return named(text, subject, verb);
        }
        at = upwards(text, at)?;
        if is_noun(text, at) {
            return named(text, at, verb);
        }
    }
    None
}

/// The verb or noun whose doer is also the doer of `verb`, which has no subject.
fn upwards(text: &Text<'_>, verb: usize) -> Option<usize> {
    let head = text.tree.head(verb);
    let relation = text.tree.relation(verb);
    if head == verb {
        return None;
    }
    if relation == "pcomp" || relation == "pobj" {
        // "by announcing", "in saying": the verb above the preposition.
        return Some(text.tree.head(head)).filter(|&above| above != head && !is_noun(text, above));
    }
    if relation == "xcomp" || relation == "ccomp" {
        // "forced the official to admit": the object speaks.
        let object = text.tree.first(head, &["dobj", "dative"]).filter(|&object| object < verb);
        return Some(object.filter(|_| controls_by_object(text, head)).unwrap_or(head));
    }
    if relation == "acl" {
        return Some(head).filter(|_| text.token(verb).tag != "VBN");
    }
    relation.is_in(&["conj", "advcl", "dep"]).then_some(head)
}

/// Whether the object of a verb is the doer of its infinitive: all but "promise" and "threaten".
fn controls_by_object(text: &Text<'_>, verb: usize) -> bool {
    !matches!(text.lemma(verb), "promise" | "threaten" | "use" | "take" | "hold")
}

fn is_noun(text: &Text<'_>, token_idx: usize) -> bool {
    text.token(token_idx).pos.is_in(&["NOUN", "PROPN", "PRON"])
}

/// The source headed by `head`, unless it cannot speak ("there", a dummy "it").
pub fn named(text: &Text<'_>, head: usize, verb: usize) -> Option<Source> {
    if text.token(head).tag == "EX" {
        return None;
    }
    let mut tokens = phrases::clipped(&phrases::noun_phrase(text, head), &phrases::paragraph(text, head));
    if tokens.contains(&verb) {
        tokens = if verb > head { tokens.start..verb } else { verb + 1..tokens.end };
        tokens = phrases::trim(text, tokens);
    }
    if tokens.is_empty() || !tokens.contains(&head) {
        tokens = head..head + 1;
    }
    let tokens = if head < verb { phrases::with_closing_comma(text, tokens, verb) } else { tokens };
    Some(Source { head, tokens })
}

/// The doer of a passive: "by" and the noun phrase after it.
pub fn of_passive(text: &Text<'_>, verb: usize) -> Option<Source> {
    let by = text.tree.first(verb, &["agent"])?;
    named(text, text.tree.first(by, &["pobj"])?, verb)
}
