//! The infinitive or small clause that a verb takes: "vowed to ...", "urged them to ...", "called it a ...".

use super::Said;
use crate::Text;
use crate::statements::draft::Construction;
use crate::statements::phrases;
use codebook::{ReportingWord, Takes};

/// "vowed to ...", "asked them to ...", "proposed building ...".
pub(super) fn infinitive(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let child = text.tree.first(verb, &["xcomp"]).or_else(|| strayed_infinitive(text, verb, word))?;
    let object = text.tree.first(verb, &["dobj", "dative"]).filter(|&object| object < child);
    let made = |content, listener| {
        Some(Said { construction: Construction::Infinitive, kind: word.infinitive, content, listener, cue_end: None })
    };
    if super::is_infinitive(text, child) {
        return match object {
            None if word.takes(&Takes::To) => made(phrases::below(text, child, &[]), None),
            Some(_) if word.takes(&Takes::Listener) && word.takes(&Takes::To) => {
                made(phrases::below(text, child, &[]), object)
            }
            Some(object) if word.takes(&Takes::Small) => made(
                super::joined(text, [phrases::below(text, object, &[]), phrases::below(text, child, &[])].concat()),
                Some(object),
            ),
            _ => None,
        };
    }
    (word.takes(&Takes::Ing) && text.token(child).tag == "VBG")
        .then(|| made(phrases::below(text, child, &[]), None))
        .flatten()
}

/// "urged X to do", "called X a liar".
pub(super) fn small(text: &Text<'_>, word: &ReportingWord, clause: usize) -> Option<Said> {
    let content = phrases::below(text, clause, &[]);
    let subject = text.tree.first(clause, &["nsubj", "nsubjpass"]);
    if word.takes(&Takes::Listener) && subject.is_some() && word.takes(&Takes::To) {
        // "told them to leave": who is told is not part of what is told.
        let without: Vec<usize> = subject.into_iter().collect();
        let content = phrases::below(text, clause, &without);
        return Some(Said {
            construction: Construction::Infinitive,
            kind: word.infinitive,
            content,
            listener: subject,
            cue_end: None,
        });
    }
    let takes = word.takes(&Takes::Small)
        || (word.takes(&Takes::That) && subject.is_some() && !super::is_infinitive(text, clause));
    takes.then_some(Said {
        construction: Construction::Infinitive,
        kind: word.infinitive,
        content,
        listener: None,
        cue_end: None,
    })
}

/// "asked the office in a letter to act": the tree may hang the infinitive on the noun before it.
fn strayed_infinitive(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<usize> {
    let object = text.tree.first(verb, &["dobj"]).filter(|_| word.takes(&Takes::To))?;
    let in_phrases = text.tree.with(verb, &["prep"]).filter_map(|preposition| text.tree.first(preposition, &["pobj"]));
    let mut nouns = [object].into_iter().chain(in_phrases.filter(|&noun| noun > object));
    let infinitive_of =
        |noun| text.tree.with(noun, &["acl", "relcl", "advcl"]).find(|&child| super::is_infinitive(text, child));
    nouns
        .find_map(infinitive_of)
        .or_else(|| text.tree.with(verb, &["advcl"]).find(|&child| child > object && super::is_infinitive(text, child)))
}
