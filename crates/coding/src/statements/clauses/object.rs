//! The noun phrase that a verb takes: "rejected the claims", "accused them of ...", "called for ...".

use super::Said;
use crate::Text;
use crate::statements::draft::Construction;
use crate::statements::phrases;
use codebook::{ReportingWord, Takes};

/// "rejected the claims", "called him a liar", "accused them of ...".
pub(super) fn object(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let child = text.tree.first(verb, &["dobj"])?;
    let second = text.tree.dependents(verb).iter().copied().find(|&next| {
        next > child && (is_complement(text, next) && word.takes(&Takes::Small) || pairs(text, next, word))
    });
    if word.takes(&Takes::Listener) && second.is_none() {
        return after(text, verb, word);
    }
    let takes = word.takes(&Takes::Object) || word.takes(&Takes::Thing) && !is_person(text, child);
    if second.is_none() && !takes {
        return after(text, verb, word);
    }
    if text.token(child).tag.is_in(&["PRP"]) && second.is_none() && text.lower(child).ends_with("self") {
        return None;
    }
    let mut content = phrases::below(text, child, &[]);
    content.extend(second.into_iter().flat_map(|next| phrases::below(text, next, &[])));
    Some(Said {
        construction: Construction::Object,
        kind: word.kind,
        content: super::joined(text, content),
        listener: None,
        cue_end: None,
    })
}

/// "called for X", "complained about X", "warned of X".
pub(super) fn after(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let preposition =
        text.tree.with(verb, &["prep"]).find(|&child| child > verb && word.takes_after(&text.lower(child)))?;
    let inner = text.tree.first(preposition, &["pobj", "pcomp"]).filter(|&inner| !phrases::is_time(text, inner))?;
    let mut content = phrases::below(text, inner, &[]);
    let infinitive = text
        .tree
        .with(verb, &["xcomp", "ccomp", "advcl"])
        .find(|&child| child > inner && super::is_infinitive(text, child));
    if word.takes(&Takes::Small) {
        // "called on X to do": the infinitive hangs on the verb.
        content.extend(infinitive.into_iter().flat_map(|child| phrases::below(text, child, &[])));
    }
    let listener = text.tree.first(verb, &["dobj"]).filter(|_| word.takes(&Takes::Listener));
    let near = (verb + 1..preposition).all(|i| text.tree.relation(i).is_in(&["advmod", "prt"]));
    let cue_end = near.then_some(preposition + 1);
    if !near {
        content.push(preposition..preposition + 1);
    }
    let kind = if infinitive.is_some() { word.infinitive } else { word.kind };
    Some(Said { construction: Construction::Object, kind, content: super::joined(text, content), listener, cue_end })
}

/// Whether a noun phrase speaks of a person: a pronoun, a name of the model's, a noun for people.
fn is_person(text: &Text<'_>, head: usize) -> bool {
    let token = text.token(head);
    let names = &text.annotations.names;
    let at = names.partition_point(|name| name.tokens.end <= head);
    let named = names.get(at).is_some_and(|name| name.tokens.contains(&head) && name.label == "PERSON");
    let lemma = token.lemma.to_lowercase();
    let noun = text.lexicons().person_nouns.contains(&lemma) || text.lexicons().group_nouns.contains(&lemma);
    let somebody = ["anybody", "anyone", "somebody", "someone", "nobody", "everybody", "everyone"];
    named || noun || token.tag == "PRP" || somebody.contains(&lemma.as_str())
}

pub(super) fn is_complement(text: &Text<'_>, token_idx: usize) -> bool {
    text.tree.relation(token_idx).is_in(&["oprd", "acomp", "attr"])
}

pub(super) fn pairs(text: &Text<'_>, preposition: usize, word: &ReportingWord) -> bool {
    text.tree.relation(preposition) == "prep" && word.takes_object_and(&text.lower(preposition))
}
