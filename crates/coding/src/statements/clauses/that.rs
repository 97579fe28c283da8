//! The clause that a verb takes: "said that ...", "has not said when ...".

use super::Said;
use crate::Text;
use crate::statements::draft::Construction;
use crate::statements::phrases;
use codebook::{ReportingWord, Takes};
use std::ops::Range;

/// "said that ...", "..., he said": the clause that the verb takes, with reasons that the tree hangs on the verb.
pub(super) fn clause(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    // What follows the verb before what precedes it: "it closed (the mayor later disclosed that it was sold)".
    let longest = text.tree.with(verb, &["ccomp"]).max_by_key(|&child| (child > verb, text.tree.subtree(child).len()));
    let before_infinitive = |clause: usize| {
        clause < verb
            && word.takes(&Takes::To)
            && text.tree.with(verb, &["xcomp"]).any(|child| super::is_infinitive(text, child))
    };
    let Some(clause) = longest.filter(|&clause| !before_infinitive(clause)) else {
        return strayed_clause(text, verb, word)
            .or_else(|| question(text, verb, word))
            .or_else(|| super::around::around(text, verb, word));
    };
    if super::is_infinitive(text, clause) {
        return super::infinitive::small(text, word, clause);
    }
    if !super::is_finite(text, clause) {
        return super::infinitive::small(text, word, clause);
    }
    if !(word.takes(&Takes::That) || word.takes(&Takes::Quote)) {
        return None;
    }
    // "X said that A, B": two clauses side by side are both told.
    let side_by_side = text
        .tree
        .with(verb, &["ccomp"])
        .filter(|&child| (child > verb) == (clause > verb) && super::is_finite(text, child));
    let mut content: Vec<_> = side_by_side.flat_map(|child| phrases::below(text, child, &[])).collect();
    if clause > verb {
        content.extend(reasons(text, verb, clause));
    } else if let Some(before) = super::around::sentence_before(text, verb) {
        content.push(before);
    }
    Some(Said {
        construction: Construction::Clause,
        kind: word.kind,
        content: super::joined(text, content),
        listener: super::listener(text, verb, word),
        cue_end: None,
    })
}

/// "said at a rally in the town that the party ...": the tree may hang the clause on the noun before it.
fn strayed_clause(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    if !word.takes(&Takes::That) || text.tree.first(verb, &["dobj"]).is_some() && !word.takes(&Takes::Listener) {
        return None;
    }
    let below = text.tree.subtree(verb);
    let that = (verb + 1..below.end).take(STRAYED).find(|&i| text.lower(i) == "that")?;
    let clause = text.tree.ancestors(that).find(|&i| text.tree.relation(i).is_in(&["relcl", "acl", "advcl"]))?;
    let has_subject = text.tree.with(clause, &["nsubj", "nsubjpass"]).any(|subject| subject != that);
    let begins = text.tree.subtree(clause).start == that && text.tree.is_within(clause, verb);
    let content = phrases::below(text, clause, &[]);
    (has_subject && begins).then(|| Said {
        construction: Construction::Clause,
        kind: word.kind,
        content,
        listener: super::listener(text, verb, word),
        cue_end: None,
    })
}

/// "has not said when it will open", which the tree may take for a time.
fn question(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let takes = word.takes(&Takes::That) && text.tree.first(verb, &["dobj"]).is_none();
    let clause = text.tree.with(verb, &["advcl"]).filter(|_| takes).find(|&child| {
        let start = text.tree.subtree(child).start;
        start == verb + 1 && matches!(text.lower(start).as_str(), "when" | "why" | "how" | "where" | "whether" | "if")
    })?;
    let content = phrases::below(text, clause, &[]);
    let listener = super::listener(text, verb, word);
    Some(Said { construction: Construction::Clause, kind: word.kind, content, listener, cue_end: None })
}

/// How far a strayed clause may begin from its verb.
const STRAYED: usize = 15;

/// "..., because ..." after the clause: the tree hangs it on "said", but it is told as well.
fn reasons(text: &Text<'_>, verb: usize, clause: usize) -> Vec<Range<usize>> {
    let after = text.tree.with(verb, &["advcl"]).filter(|&child| child > clause);
    let reason = after.filter(|&child| {
        text.tree.with(child, &["mark"]).any(|mark| {
            matches!(
                text.lower(mark).as_str(),
                "because" | "since" | "although" | "though" | "if" | "unless" | "while" | "so" | "even" | "until"
            )
        })
    });
    reason.flat_map(|child| phrases::below(text, child, &[])).collect()
}
