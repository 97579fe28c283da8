//! A reporting verb and what it takes: "X said that ...", "X urged them to ...", "X rejected the claims".

use super::draft::{Construction, Draft, Source};
use super::{LONGEST_SENTENCE, phrases, sources};
use crate::Text;
use codebook::{ReportingKind, ReportingWord, Takes};
use std::ops::Range;

/// Every reporting verb that has a content.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    let sentences = text.annotations.sentences.iter().filter(|sentence| sentence.len() <= LONGEST_SENTENCE);
    sentences.flat_map(|sentence| sentence.clone()).filter_map(|token_idx| at(text, token_idx)).collect()
}

/// What a verb says, before it is known who says it.
struct Said {
    construction: Construction,
    kind: ReportingKind,
    content: Vec<Range<usize>>,
    listener: Option<usize>,
    /// Where the cue ends, when a preposition belongs to it.
    cue_end: Option<usize>,
}

fn at(text: &Text<'_>, verb: usize) -> Option<Draft> {
    let word = phrases::reporting_verb(text, verb)?;
    if text.tree.relation(verb).is_in(&["aux", "auxpass", "amod", "compound"]) {
        return None;
    }
    let passive = is_passive(text, verb);
    let said = if passive { passive_said(text, verb, word)? } else { said(text, verb, word)? };
    let (cue_start, source) = if passive { passive_source(text, verb) } else { active_source(text, verb)? };
    let cue = phrases::cue(text, verb);
    let by = text.tree.first(verb, &["agent"]).filter(|&by| passive && by == cue.end).map(|by| by + 1);
    let cue = cue_start.unwrap_or(cue.start)..said.cue_end.or(by).unwrap_or(cue.end).max(cue.end);
    let paragraph = phrases::paragraph(text, verb);
    let sentence = phrases::clipped(&text.sentence(verb), &paragraph);
    let head = if sentence.is_empty() { paragraph.start } else { after_dateline(text, &sentence) };
    let room = if head <= verb { head..paragraph.end } else { paragraph };
    let content = said.content.iter().map(|part| phrases::clipped(part, &room)).collect();
    let content: Vec<_> =
        phrases::trimmed(text, content).into_iter().flat_map(|part| apart(part, &cue, source.as_ref())).collect();
    let content =
        phrases::trimmed(text, content).into_iter().map(|part| without_remark(text, part)).collect::<Vec<_>>();
    (!content.is_empty()).then_some(Draft {
        construction: said.construction,
        kind: said.kind,
        source,
        listener: said.listener,
        cue_head: verb,
        goes_on: false,
        cue,
        content,
    })
}

/// Without a relative clause after a comma at its end: the reporter's own remark. Quoted words stay whole.
fn without_remark(text: &Text<'_>, content: Range<usize>) -> Range<usize> {
    let quoted = content.clone().any(|i| phrases::is_opening(text.word(i)) && text.word(i) != "'");
    let comma = content.clone().rev().filter(|&i| text.word(i) == ",").find(|&comma| {
        let next = comma + 1;
        let pronoun = next < content.end && text.token(next).tag.is_in(&["WP", "WDT", "WP$"]);
        let clause = text.tree.ancestors(next.min(content.end - 1)).find(|&i| text.tree.relation(i) == "relcl");
        pronoun && clause.is_some_and(|clause| text.tree.subtree(clause).end + 1 >= content.end)
    });
    match comma.filter(|_| !quoted) {
        Some(comma) if comma > content.start => content.start..comma,
        _ => content,
    }
}

/// A content without the words of cue and source, when the tree mixes them.
fn apart(content: Range<usize>, cue: &Range<usize>, source: Option<&Source>) -> Vec<Range<usize>> {
    let mut parts = vec![content];
    for hole in [Some(cue), source.map(|source| &source.tokens)].into_iter().flatten() {
        parts = parts
            .into_iter()
            .flat_map(|part| [part.start..part.end.min(hole.start), part.start.max(hole.end)..part.end])
            .filter(|part| part.start < part.end)
            .collect();
    }
    parts
}

/// Cue start beyond the verb ("went on to say") and source of an active verb.
fn active_source(text: &Text<'_>, verb: usize) -> Option<(Option<usize>, Option<Source>)> {
    if let Some((start, source)) = quoted_as(text, verb) {
        return Some((Some(start), Some(source)));
    }
    let start = chain_start(text, verb);
    if let Some(outer) = joined_to_outer(text, verb) {
        return sources::of_verb(text, outer).map(|source| (start, Some(source)));
    }
    sources::of_verb(text, verb).map(|source| (start, Some(source)))
}

fn passive_source(text: &Text<'_>, verb: usize) -> (Option<usize>, Option<Source>) {
    (None, sources::of_passive(text, verb))
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
    text.tree.with(verb, &["xcomp", "ccomp"]).any(|child| is_infinitive(text, child))
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

/// Whether a participle is passive: "was told", "asked about", "accused of".
fn is_passive(text: &Text<'_>, verb: usize) -> bool {
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

fn said(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    clause(text, verb, word)
        .or_else(|| infinitive(text, verb, word))
        .or_else(|| object(text, verb, word))
        .or_else(|| after(text, verb, word))
}

/// "said that ...", "..., he said": the clause that the verb takes, with reasons that the tree hangs on the verb.
fn clause(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    // What follows the verb before what precedes it: "it closed (the mayor later disclosed that it was sold)".
    let longest = text.tree.with(verb, &["ccomp"]).max_by_key(|&child| (child > verb, text.tree.subtree(child).len()));
    let before_infinitive = |clause: usize| {
        clause < verb
            && word.takes(&Takes::To)
            && text.tree.with(verb, &["xcomp"]).any(|child| is_infinitive(text, child))
    };
    let Some(clause) = longest.filter(|&clause| !before_infinitive(clause)) else {
        return strayed_clause(text, verb, word)
            .or_else(|| question(text, verb, word))
            .or_else(|| around(text, verb, word));
    };
    if is_infinitive(text, clause) {
        return small(text, word, clause);
    }
    if !is_finite(text, clause) {
        return small(text, word, clause);
    }
    if !(word.takes(&Takes::That) || word.takes(&Takes::Quote)) {
        return None;
    }
    // "X said that A, B": two clauses side by side are both told.
    let side_by_side =
        text.tree.with(verb, &["ccomp"]).filter(|&child| (child > verb) == (clause > verb) && is_finite(text, child));
    let mut content: Vec<_> = side_by_side.flat_map(|child| phrases::below(text, child, &[])).collect();
    if clause > verb {
        content.extend(reasons(text, verb, clause));
    } else if let Some(before) = sentence_before(text, verb) {
        content.push(before);
    }
    Some(Said {
        construction: Construction::Clause,
        kind: word.kind,
        content: joined(text, content),
        listener: listener(text, verb, word),
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
        listener: listener(text, verb, word),
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
    let listener = listener(text, verb, word);
    Some(Said { construction: Construction::Clause, kind: word.kind, content, listener, cue_end: None })
}

/// How far a strayed clause may begin from its verb.
const STRAYED: usize = 15;

/// ", she said," in the middle or at the end of a sentence that the tree does not hang on it, and "as she said".
fn around(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let subject = text.tree.first(verb, &["nsubj"]).filter(|_| word.takes(&Takes::Quote))?;
    let sentence = phrases::clipped(&text.sentence(verb), &phrases::paragraph(text, verb));
    let mark = text.tree.with(verb, &["mark"]).find(|&mark| mark < verb);
    let inner = phrases::clipped(&phrase_around(text, verb, subject, mark), &sentence);
    let comma_before = inner.start > sentence.start && text.word(inner.start - 1) == ",";
    let after = (inner.end..sentence.end).find(|&i| text.token(i).pos != "SPACE");
    let closed = after.is_none_or(|after| matches!(text.word(after), "," | "." | "?" | "!"));
    let begins = inner.start == sentence.start && mark.is_some() && after.is_some_and(|after| text.word(after) == ",");
    let marked = mark.is_none_or(|mark| text.lower(mark) == "as");
    let finite = |i: usize| text.token(i).tag.is_in(&["VBD", "VBZ", "VBP", "MD"]);
    let has_clause = sentence.clone().any(|i| !inner.contains(&i) && finite(i));
    let spoken = text.token(verb).tag != "VBG" && marked;
    ((comma_before || begins) && closed && has_clause && spoken).then(|| Said {
        construction: Construction::Clause,
        kind: word.kind,
        content: vec![after_dateline(text, &sentence)..inner.start, inner.end..sentence.end],
        listener: listener(text, verb, word),
        cue_end: None,
    })
}

/// Subject, verb and what stands right after it: "as she told the paper on Friday".
fn phrase_around(text: &Text<'_>, verb: usize, subject: usize, mark: Option<usize>) -> Range<usize> {
    let cue = phrases::cue(text, verb);
    let phrase = text.tree.subtree(subject);
    let start = phrase.start.min(cue.start).min(mark.unwrap_or(cue.start));
    let mut end = phrase.end.max(cue.end);
    for child in text.tree.with(verb, &["prep", "advmod", "npadvmod", "dobj", "dative"]) {
        let part = text.tree.subtree(child);
        if part.start == end {
            end = part.end;
        }
    }
    start..end
}

/// "A, but B, she said": all of the sentence before the cue is told, though the tree hangs only B on "said".
fn sentence_before(text: &Text<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = phrases::clipped(&text.sentence(verb), &phrases::paragraph(text, verb));
    let subject = text.tree.first(verb, &["nsubj"]).map(|subject| text.tree.subtree(subject).start);
    let cue = phrases::cue(text, verb).start;
    let end = subject.map_or(cue, |subject| subject.min(cue));
    let comma = (sentence.start..end).rev().find(|&i| text.token(i).pos != "SPACE")?;
    let closes = text.word(comma) == "," || phrases::is_closing(text.word(comma));
    let start = after_dateline(text, &sentence);
    // Only the sentence's own verb closes it; a clause in its middle ends where it ends.
    (closes && text.tree.is_root(verb) && start < comma).then_some(start..comma)
}

/// Where the sentence begins after "TESSAPORT, May 3 -".
fn after_dateline(text: &Text<'_>, sentence: &Range<usize>) -> usize {
    const LONGEST: usize = 12;
    let place = text.word(sentence.start);
    let shouted = place.chars().filter(|c| c.is_alphabetic()).count() > 2 && !place.chars().any(char::is_lowercase);
    let mut head = sentence.clone().take(LONGEST);
    let dash = head.find(|&i| matches!(text.word(i), "—" | "–" | "―" | "--" | "-"));
    dash.filter(|_| shouted).map_or(sentence.start, |dash| dash + 1)
}

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

/// Joins parts that only marks stand between.
fn joined(text: &Text<'_>, mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_by_key(|part| part.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if (last.end..part.start).all(|i| phrases::is_mark(text, i)) => {
                last.end = last.end.max(part.end)
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// "urged X to do", "called X a liar".
fn small(text: &Text<'_>, word: &ReportingWord, clause: usize) -> Option<Said> {
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
    let takes =
        word.takes(&Takes::Small) || (word.takes(&Takes::That) && subject.is_some() && !is_infinitive(text, clause));
    takes.then_some(Said {
        construction: Construction::Infinitive,
        kind: word.infinitive,
        content,
        listener: None,
        cue_end: None,
    })
}

/// "vowed to ...", "asked them to ...", "proposed building ...".
fn infinitive(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let child = text.tree.first(verb, &["xcomp"]).or_else(|| strayed_infinitive(text, verb, word))?;
    let object = text.tree.first(verb, &["dobj", "dative"]).filter(|&object| object < child);
    let made = |content, listener| {
        Some(Said { construction: Construction::Infinitive, kind: word.infinitive, content, listener, cue_end: None })
    };
    if is_infinitive(text, child) {
        return match object {
            None if word.takes(&Takes::To) => made(phrases::below(text, child, &[]), None),
            Some(_) if word.takes(&Takes::Listener) && word.takes(&Takes::To) => {
                made(phrases::below(text, child, &[]), object)
            }
            Some(object) if word.takes(&Takes::Small) => made(
                joined(text, [phrases::below(text, object, &[]), phrases::below(text, child, &[])].concat()),
                Some(object),
            ),
            _ => None,
        };
    }
    (word.takes(&Takes::Ing) && text.token(child).tag == "VBG")
        .then(|| made(phrases::below(text, child, &[]), None))
        .flatten()
}

/// "asked the office in a letter to act": the tree may hang the infinitive on the noun before it.
fn strayed_infinitive(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<usize> {
    let object = text.tree.first(verb, &["dobj"]).filter(|_| word.takes(&Takes::To))?;
    let in_phrases = text.tree.with(verb, &["prep"]).filter_map(|preposition| text.tree.first(preposition, &["pobj"]));
    let mut nouns = [object].into_iter().chain(in_phrases.filter(|&noun| noun > object));
    let infinitive_of =
        |noun| text.tree.with(noun, &["acl", "relcl", "advcl"]).find(|&child| is_infinitive(text, child));
    nouns
        .find_map(infinitive_of)
        .or_else(|| text.tree.with(verb, &["advcl"]).find(|&child| child > object && is_infinitive(text, child)))
}

/// "rejected the claims", "called him a liar", "accused them of ...".
fn object(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
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
        content: joined(text, content),
        listener: None,
        cue_end: None,
    })
}

/// Whether a noun phrase speaks of a person: a pronoun, a name of the model's, a noun for people.
fn is_person(text: &Text<'_>, head: usize) -> bool {
    let token = text.token(head);
    let names = &text.annotations.names;
    let at = names.partition_point(|name| name.tokens.end <= head);
    let named = names.get(at).is_some_and(|name| name.tokens.contains(&head) && name.label == "PERSON");
    let lemma = token.lemma.to_lowercase();
    let noun = text.lexicons().person_nouns.contains(&lemma) || text.lexicons().group_nouns.contains(&lemma);
    named || noun || token.tag == "PRP"
}

fn is_complement(text: &Text<'_>, token_idx: usize) -> bool {
    text.tree.relation(token_idx).is_in(&["oprd", "acomp", "attr"])
}

fn pairs(text: &Text<'_>, preposition: usize, word: &ReportingWord) -> bool {
    text.tree.relation(preposition) == "prep" && word.takes_object_and(&text.lower(preposition))
}

/// "called for X", "complained about X", "warned of X".
fn after(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let preposition =
        text.tree.with(verb, &["prep"]).find(|&child| child > verb && word.takes_after(&text.lower(child)))?;
    let inner = text.tree.first(preposition, &["pobj", "pcomp"]).filter(|&inner| !phrases::is_time(text, inner))?;
    let mut content = phrases::below(text, inner, &[]);
    let infinitive =
        text.tree.with(verb, &["xcomp", "ccomp", "advcl"]).find(|&child| child > inner && is_infinitive(text, child));
    if word.takes(&Takes::Small) {
        // "called on X to do": the infinitive hangs on the verb.
        content.extend(infinitive.into_iter().flat_map(|child| phrases::below(text, child, &[])));
    }
    let listener = text.tree.first(verb, &["dobj"]).filter(|_| word.takes(&Takes::Listener));
    let near = (verb + 1..preposition).all(|i| text.tree.relation(i).is_in(&["advmod", "prt"]));
    let cue_end = near.then_some(preposition + 1);
    if !near {
        content = joined(text, [content, vec![preposition..preposition + 1]].concat());
    }
    let kind = if infinitive.is_some() { word.infinitive } else { word.kind };
    Some(Said { construction: Construction::Object, kind, content: joined(text, content), listener, cue_end })
}

/// "it was announced that ...", "was told that ...", "is expected to ...", "was accused of ...".
fn passive_said(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<Said> {
    let subject = text.tree.first(verb, &["nsubjpass", "nsubj"]);
    let dummy = subject.is_none_or(|subject| text.lower(subject) == "it");
    if let Some(clause) = text.tree.first(verb, &["ccomp"]).filter(|&clause| is_finite(text, clause)) {
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
        content: joined(text, content),
        listener: None,
        cue_end: None,
    })
}

/// The noun of "the official accused of ...".
fn modified_noun(text: &Text<'_>, verb: usize) -> Option<usize> {
    (text.tree.relation(verb) == "acl").then(|| text.tree.head(verb))
}

fn passive_rest(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<usize> {
    text.tree.dependents(verb).iter().copied().find(|&next| {
        let infinitive = text.tree.relation(next) == "xcomp" && is_infinitive(text, next);
        next > verb
            && (infinitive && (word.takes(&Takes::Small) || word.takes(&Takes::Listener))
                || is_complement(text, next) && word.takes(&Takes::Small)
                || pairs(text, next, word))
    })
}

/// Whom the verb addresses: its object, or "to X".
fn listener(text: &Text<'_>, verb: usize, word: &ReportingWord) -> Option<usize> {
    let object = text.tree.first(verb, &["dative", "dobj"]).filter(|_| word.takes(&Takes::Listener));
    object.or_else(|| {
        let to = text.tree.with(verb, &["prep", "dative"]).find(|&child| text.lower(child) == "to")?;
        text.tree.first(to, &["pobj"])
    })
}

/// Whether a clause has "to" before its verb.
pub fn is_infinitive(text: &Text<'_>, verb: usize) -> bool {
    text.tree.with(verb, &["aux"]).any(|aux| text.lower(aux) == "to")
}

/// Whether a clause has a finite verb: its own, or an auxiliary.
fn is_finite(text: &Text<'_>, verb: usize) -> bool {
    let finite = |i: usize| text.token(i).tag.is_in(&["VBD", "VBZ", "VBP", "MD"]);
    finite(verb)
        || text.tree.with(verb, &["aux", "auxpass", "cop"]).any(finite)
        || text.tree.with(verb, &["mark"]).any(|mark| text.lower(mark) == "that")
}
