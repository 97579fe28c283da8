//! Reporting verbs in the passive: "it was announced that ...", "was told to ...", "is expected to ...".

use super::Said;
use crate::Text;
use crate::statements::draft::{Construction, Source};
use crate::statements::{phrases, sources};
use codebook::{ReportingKind, ReportingWord, Takes};

/// Whether a participle is passive: "was told", "asked about", "accused of".
pub(super) fn is_passive(text: &Text<'_>, verb: usize) -> bool {
    let token = text.token(verb);
    if text.tree.first(verb, &["auxpass", "nsubjpass", "agent"]).is_some() {
        return true;
    }
    token.tag == "VBN"
        && text.tree.first(verb, &["aux", "nsubj"]).is_none()
        && text.tree.relation(verb).is_in(&["acl", "advcl", "conj", "relcl", "ROOT", "ccomp"])
        && !joined_to_active(text, verb)
}

/// "has denounced and rejected": the second shares the auxiliary of the first.
fn joined_to_active(text: &Text<'_>, verb: usize) -> bool {
    let head = text.tree.head(verb);
    text.tree.relation(verb) == "conj" && head != verb && !is_passive_shallow(text, head)
}

fn is_passive_shallow(text: &Text<'_>, verb: usize) -> bool {
    text.tree.first(verb, &["auxpass", "nsubjpass", "agent"]).is_some()
}

/// "it was announced that ...", "was told that ...", "is expected to ...", "was accused of ...".
pub(super) fn passive_said(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let subject = text.tree.first(verb, &["nsubjpass", "nsubj"]);
    let dummy = subject.is_none_or(|subject| text.lower(subject) == "it");
    if let Some(clause) = text.tree.first(verb, &["ccomp"]).filter(|&clause| super::is_finite(text, clause)) {
        let takes = word.takes(&Takes::That) || word.takes(&Takes::Quote);
        let listener = subject.filter(|_| word.takes(&Takes::Listener));
        let content = phrases::below(text, clause, &[]);
        return takes.then_some(Said {
            construction: Construction::Clause,
            kind: word.kind,
            content,
            listener,
            cue_end: None,
        });
    }
    let subject = subject.filter(|_| !dummy).or_else(|| modified_noun(text, verb))?;
    let rest = passive_rest(text, verb, word);
    if word.takes(&Takes::Listener) {
        let (next, kind) = (rest?, word.infinitive);
        let content = phrases::below(text, next, &[]);
        return Some(Said {
            construction: Construction::Infinitive,
            kind,
            content,
            listener: Some(subject),
            cue_end: None,
        });
    }
    // "activists accused of treason", "was denied entry": nobody here who says it.
    let agent = text.tree.first(verb, &["agent"]).is_some();
    let modifies = text.tree.relation(verb) == "acl";
    let judged = word.kind == ReportingKind::Opinion && !modifies;
    if !agent && (modifies || rest.is_none()) && !judged || rest.is_none() && !word.takes(&Takes::Object) {
        return None;
    }
    let mut content = phrases::below(text, subject, &[verb]);
    content.extend(rest.into_iter().flat_map(|next| phrases::below(text, next, &[])));
    Some(Said {
        construction: Construction::Object,
        kind: word.kind,
        content: super::joined(text, content),
        listener: None,
        cue_end: None,
    })
}

pub(super) fn passive_source(text: &Text<'_>, verb: usize) -> (Option<usize>, Option<Source>) {
    (None, sources::of_passive(text, verb))
}

/// The noun of "the official accused of ...".
fn modified_noun(text: &Text<'_>, verb: usize) -> Option<usize> {
    (text.tree.relation(verb) == "acl").then(|| text.tree.head(verb))
}

fn passive_rest(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<usize> {
    text.tree.dependents(verb).iter().copied().find(|&next| {
        let infinitive = text.tree.relation(next) == "xcomp" && super::is_infinitive(text, next);
        next > verb
            && (infinitive && (word.takes(&Takes::Small) || word.takes(&Takes::Listener))
                || super::object::is_complement(text, next) && word.takes(&Takes::Small)
                || super::object::pairs(text, next, word))
    })
}
