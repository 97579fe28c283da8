//! What parsers often get wrong, put right where the words around it leave no doubt.

use document::{Annotations, Label};

/// All repairs, in place.
pub(super) fn repair(annotations: &Annotations, heads: &mut [usize], relations: &mut [Label]) {
    join_objects(annotations, heads);
    free_subjects(annotations, heads, relations);
    list_after_ages(annotations, heads, relations);
    name_one_only(annotations, heads, relations);
    say_once_more(annotations, heads);
    finite_again(annotations, heads);
}

/// How far a coordinated noun may stand behind the object that it belongs to, in tokens.
const NEAR_OBJECT: usize = 12;

/// "charged him and seven officials": parsers often hang the second noun on the verb; it belongs to the object.
fn join_objects(annotations: &Annotations, heads: &mut [usize]) {
    let tokens = &annotations.tokens;
    for noun in 0..heads.len() {
        let verb = heads[noun];
        let nominal = tokens[noun].dep == "conj" && tokens[noun].pos.is_in(&["NOUN", "PROPN", "PRON"]);
        if !nominal || verb >= noun || tokens[verb].pos != "VERB" {
            continue;
        }
        let between = (verb + 1).max(noun.saturating_sub(NEAR_OBJECT))..noun;
        let and = between.clone().rev().find(|&i| tokens[i].dep == "cc" && heads[i] == verb);
        let object = between.rev().find(|&i| tokens[i].dep == "dobj" && heads[i] == verb);
        if let (Some(object), Some(and)) = (object, and)
            && object < and
            && !tokens[object..and].iter().any(|token| token.pos.is_in(&["VERB", "ADP"]))
        {
            (heads[noun], heads[and]) = (object, object);
        }
    }
}

/// "Echoing Brask, spokesman Ada Velt said": the name right before a verb that has only the opening clause for a subject is
/// its subject, not an apposition to the name before the comma.
fn free_subjects(annotations: &Annotations, heads: &mut [usize], relations: &mut [Label]) {
    let tokens = &annotations.tokens;
    for opening in (0..tokens.len()).filter(|&i| tokens[i].dep == "csubj" && tokens[i].tag == "VBG") {
        let verb = heads[opening];
        let Some(name) = verb.checked_sub(1).filter(|&name| opening < name) else { continue };
        let has_subject = (opening + 1..name).any(|i| heads[i] == verb && tokens[i].dep.is_in(&["nsubj", "nsubjpass"]));
        let hangs = tokens[name].dep == "appos" && tokens[name].tag == "NNP" && (opening..name).contains(&heads[name]);
        if hangs && !has_subject && tokens[verb].tag.is_in(&["VBD", "VBZ"]) {
            (heads[name], relations[name]) = (verb, Label::new("nsubj"));
            relations[opening] = Label::new("advcl");
        }
    }
}

/// "Dara Monsel, 41, Ilka Torvan and Savo Lind": the name behind an age is the next of a list, not another name of the first.
fn list_after_ages(annotations: &Annotations, heads: &[usize], relations: &mut [Label]) {
    let tokens = &annotations.tokens;
    for name in annotations.names.iter().filter(|name| name.tokens.len() > 1) {
        let (Some(comma), last) = (name.tokens.start.checked_sub(1), name.tokens.end - 1) else { continue };
        let (Some(age), Some(second)) = (comma.checked_sub(1), tokens.get(name.tokens.end)) else { continue };
        let goes_on = second.tag.is_in(&["CC", ","]);
        let is_list = relations[last] == "appos" && tokens[last].tag == "NNP" && tokens[comma].tag == "," && goes_on;
        let is_aged = tokens[age].tag == "CD"
            && heads[age] == heads[last]
            && age.checked_sub(1).is_some_and(|i| tokens[i].tag == ",");
        if is_list && is_aged && tokens[heads[last]].tag == "NNP" {
            relations[last] = Label::new("conj");
        }
    }
}

/// "acquitted two guards of killing a herder, Ruvo Dann": one name is no other name of several people; it names the single
/// person right before the comma.
fn name_one_only(annotations: &Annotations, heads: &mut [usize], relations: &[Label]) {
    let tokens = &annotations.tokens;
    for name in annotations.names.iter().filter(|name| name.label == "PERSON" && name.tokens.start >= 2) {
        let (last, comma, before) = (name.tokens.end - 1, name.tokens.start - 1, name.tokens.start - 2);
        let several = heads[last];
        let is_listed =
            (name.tokens.end..tokens.len().min(last + NEAR_OBJECT)).any(|i| relations[i] == "conj" && heads[i] == last);
        let is_slip = relations[last] == "appos"
            && several < before
            && tokens[several].tag == "NNS"
            && tokens[before].tag == "NN"
            && tokens[comma].tag == ",";
        if is_slip && !is_listed {
            heads[last] = before;
        }
    }
}

/// How far two verbs of a sentence stand apart at most, in tokens; farther ones are left as they are.
const NEAR_VERB: usize = 80;

/// Whether three verbs follow each other in one sane sentence.
const fn is_near(outer: usize, inner: usize, verb: usize) -> bool {
    outer < inner && inner < verb && verb - outer <= NEAR_VERB
}

/// Words of saying that take no noun phrase for what is said.
const SAYS: [&str; 4] = ["say", "add", "claim", "insist"];

/// "The spokesman denied that anyone was hurt and said the crowd had left": whoever denies also says; nobody was hurt and said.
fn say_once_more(annotations: &Annotations, heads: &mut [usize]) {
    let tokens = &annotations.tokens;
    for verb in 0..tokens.len() {
        let inner = heads[verb];
        let outer = heads[inner];
        let again =
            tokens[verb].dep == "conj" && tokens[verb].tag == "VBD" && SAYS.contains(&tokens[verb].lemma.as_ref());
        let told =
            is_near(outer, inner, verb) && tokens[inner].dep == "ccomp" && tokens[outer].tag.is_in(&["VBD", "VBZ"]);
        // What was done to somebody and what somebody says have no common subject.
        let passive = again
            && told
            && tokens[inner].tag == "VBN"
            && (outer..inner).any(|i| heads[i] == inner && tokens[i].dep == "nsubjpass");
        if passive {
            lift(annotations, heads, verb);
        }
    }
}

/// "The court ordered her to report and had banned her from leaving": a finite verb goes on with the finite verb, not with the
/// infinitive that it was coordinated with.
fn finite_again(annotations: &Annotations, heads: &mut [usize]) {
    let tokens = &annotations.tokens;
    for verb in 0..tokens.len() {
        let (infinitive, outer) = (heads[verb], heads[heads[verb]]);
        if tokens[verb].dep != "conj" || !is_near(outer, infinitive, verb) {
            continue;
        }
        let has = |of: usize, dep: &str, tags: &[&str]| {
            (outer..verb).any(|i| heads[i] == of && tokens[i].dep == dep && tokens[i].tag.is_in(tags))
        };
        let is_finite = tokens[verb].tag == "VBD" || has(verb, "aux", &["VBD", "VBZ", "VBP"]);
        let is_bare =
            tokens[infinitive].tag == "VB" && tokens[infinitive].dep == "xcomp" && has(infinitive, "aux", &["TO"]);
        let is_free = !has(verb, "nsubj", &["NN", "NNS", "NNP", "NNPS", "PRP", "WP", "DT"]);
        if is_finite && is_bare && is_free && tokens[outer].tag.is_in(&["VBD", "VBN", "VBZ", "VBP"]) {
            lift(annotations, heads, verb);
        }
    }
}

/// Coordinates a verb, and the conjunction before it, with the governor of what it was coordinated with.
fn lift(annotations: &Annotations, heads: &mut [usize], verb: usize) {
    let from = heads[verb];
    let and = (from..verb).find(|&i| annotations.tokens[i].dep == "cc" && heads[i] == from);
    for moved in and.into_iter().chain([verb]) {
        heads[moved] = heads[from];
    }
}
