//! Who speaks a verb in the active, and where its cue begins: "went on to say", "was quoted as saying".

use crate::Text;
use crate::statements::draft::Source;
use crate::statements::{phrases, sources};

/// Cue start beyond the verb ("went on to say") and source of an active verb.
pub(super) fn active_source(text: &Text<'_>, verb: usize) -> Option<(Option<usize>, Option<Source>)> {
    if let Some((start, source)) = quoted_as(text, verb) {
        return Some((Some(start), Some(source)));
    }
    let start = chain_start(text, verb);
    if let Some(outer) = joined_to_outer(text, verb) {
        return sources::of_verb(text, outer).map(|source| (start, Some(source)));
    }
    sources::of_verb(text, verb).map(|source| (start, Some(source)))
}

/// The verb that a coordination really goes on with: "X told us that the party does not wish it and added that ...".
/// The tree joins "added" to "wish", but only "told" has its tense, and the inner clause is in the present.
fn joined_to_outer(text: &Text<'_>, verb: usize) -> Option<usize> {
    let inner = text.tree.head(verb);
    let outer = text.tree.head(inner);
    let inner_tense = finite_tag(text, inner)?;
    let joins = text.tree.relation(verb) == "conj"
        && text.tree.relation(inner) == "ccomp"
        && text.tree.first(verb, &["nsubj", "nsubjpass", "aux", "auxpass"]).is_none()
        && !asks_somebody(text, verb)
        && phrases::reporting_verb(text, outer).is_some()
        && text.token(verb).tag == text.token(outer).tag
        && !text.tree.with(inner, &["aux"]).any(|aux| text.lemma(aux) == "have")
        && inner_tense != &*text.token(verb).tag;
    joins.then_some(outer)
}

/// "told his parents to leave": an inner clause goes on with it as easily.
fn asks_somebody(text: &Text<'_>, verb: usize) -> bool {
    text.tree.with(verb, &["xcomp", "ccomp"]).any(|child| super::is_infinitive(text, child))
        && text.tree.first(verb, &["dobj", "dative"]).is_some()
}

/// The tag of a clause's finite word.
fn finite_tag<'a>(text: &Text<'a>, verb: usize) -> Option<&'a str> {
    let auxiliary = text.tree.with(verb, &["aux", "auxpass"]).next();
    Some(text.token(auxiliary.unwrap_or(verb)).tag.as_str())
}

/// "was quoted as saying": the cue begins at "was", the subject of the passive speaks.
fn quoted_as(text: &Text<'_>, verb: usize) -> Option<(usize, Source)> {
    let preposition = Some(text.tree.head(verb)).filter(|&head| text.lower(head) == "as")?;
    let above = text.tree.head(preposition);
    let subject = text.tree.first(above, &["nsubjpass"])?;
    let start = phrases::cue(text, above).start;
    Some((start, sources::named(text, subject, start)?))
}

/// Where the cue begins when the verb hangs on one that adds nothing to it: "went on to say", "appeared to suggest".
fn chain_start(text: &Text<'_>, verb: usize) -> Option<usize> {
    let mut start = None;
    let mut at = verb;
    while text.tree.relation(at) == "xcomp" {
        let above = text.tree.head(at);
        let close = above < at && (above + 1..at).all(|i| is_between(text, i));
        if !close || !is_light(text, above) {
            break;
        }
        start = Some(phrases::cue(text, above).start);
        at = above;
    }
    start
}

/// Verbs before an infinitive that only say how something is said.
fn is_light(text: &Text<'_>, verb: usize) -> bool {
    matches!(
        text.lemma(verb),
        "go" | "seem"
            | "appear"
            | "continue"
            | "try"
            | "begin"
            | "start"
            | "keep"
            | "come"
            | "fail"
            | "have"
            | "need"
            | "attempt"
            | "struggle"
            | "hasten"
            | "rush"
            | "happen"
            | "tend"
            | "manage"
    )
}

fn is_between(text: &Text<'_>, token_idx: usize) -> bool {
    text.tree.relation(token_idx).is_in(&["prt", "aux", "advmod", "neg", "prep"])
}
