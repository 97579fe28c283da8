//! Which rows of the codebook a word triggers, and why the others do not.

use super::grammar::Grammar;
use super::nature;
use super::slots::Slots;
use crate::Text;
use codebook::lexicons::{ActWord, Condition, Part, Path, Role, Slot};
use domain::EntityKind;
use std::collections::HashSet;

/// A row whose conditions hold at a word.
pub struct Match<'a> {
    /// The row.
    pub row: &'a ActWord,
    /// The word that names the act.
    pub trigger: usize,
    /// Other words that the row's conditions asked for by name; they name no act of their own.
    pub consumed: Vec<usize>,
    /// Heads of the noun phrases in each role.
    pub filled: Vec<(Role, Vec<usize>)>,
    /// Whether a condition asked for a negation ("not allowed to"), which then does not deny the act.
    pub negation_used: bool,
}

/// Why a row does not fire.
pub enum Refusal {
    /// A condition does not hold.
    Condition(String),
    /// Nobody takes part, and the row needs somebody.
    NobodyInvolved,
}

/// The rows that a token may trigger, most specific first.
///
/// A participle before a noun ("the detained students") tells who is meant, not what was done, and triggers nothing.
pub fn rows<'a>(grammar: &Grammar<'a>, token_idx: usize) -> Vec<&'a ActWord> {
    let text = grammar.text();
    let modifier = text.tree.relation(token_idx) == "amod" && text.tree.head(token_idx) > token_idx;
    let of_charge = text.token(token_idx).tag == "VBG" && {
        let lemma = text.lemma(text.tree.head(token_idx)).to_lowercase();
        text.lexicons().noun_classes.is(&lemma, "accusation")
    };
    // "kidnapping charges" are named like "murder charges".
    if modifier && !of_charge && !grammar.is_misread(token_idx) {
        return Vec::new();
    }
    if is_title_word(text, token_idx) {
        return Vec::new();
    }
    let words = &text.lexicons().act_words;
    let mut found: Vec<&ActWord> = Vec::new();
    for (part, base) in bases(text, token_idx) {
        for row in words.rows_for(part, &base) {
            if !found.iter().any(|other| std::ptr::eq(*other, row)) {
                found.push(row);
            }
        }
    }
    found.sort_by_key(|row| std::cmp::Reverse(specificity(row)));
    found
}

/// A capitalised noun amid lower-case words, with a name behind its preposition, is part of a title: "the film, Murder in Ostrel".
fn is_title_word(text: &Text<'_>, token_idx: usize) -> bool {
    let capital = |i: usize| text.word(i).chars().next().is_some_and(char::is_uppercase);
    let sentence = text.sentence(token_idx);
    if !capital(token_idx) || text.token(token_idx).tag.starts_with("VB") || token_idx <= sentence.start + 1 {
        return false;
    }
    let titled = token_idx + 2 < sentence.end && text.token(token_idx + 1).tag == "IN" && capital(token_idx + 2);
    let before = sentence.start.max(token_idx.saturating_sub(8))..token_idx;
    let lower = before.filter(|&i| text.word(i).len() > 3 && !capital(i)).count();
    titled && lower >= 1 && ![":", ".", "-", "–", "—", "/"].contains(&text.word(token_idx - 1))
}

/// The parts of speech and base forms under which a token may stand in the table.
fn bases(text: &Text<'_>, token_idx: usize) -> Vec<(Part, String)> {
    let token = text.token(token_idx);
    let lower = text.lower(token_idx);
    let lemma = token.lemma.to_lowercase();
    let mut found = Vec::new();
    let verbal = token.tag.starts_with("VB") || token.pos.is_in(&["VERB", "AUX"]);
    if verbal {
        found.push((Part::Verb, lemma.clone()));
        // Lemmatizers stumble over rare verbs ("raped" to "rap"), so the bases that spelling allows count as well.
        found.extend(participle_bases(&lower).into_iter().map(|base| (Part::Verb, base)));
        if lower.ends_with("ing") || !token.tag.is_in(&["VBN", "VBD"]) {
            found.push((Part::Noun, lower.clone()));
        }
    }
    if token.pos.is_in(&["NOUN", "PROPN"]) {
        found.push((Part::Noun, lemma.clone()));
        found.push((Part::Noun, lower.clone()));
    }
    if !verbal && (token.pos.is_in(&["ADJ", "PROPN", "NOUN", "ADV"])) {
        found.push((Part::Adjective, lower.clone()));
        found.extend(participle_bases(&lower).into_iter().map(|base| (Part::Verb, base)));
    }
    found
}

/// Base forms that a word in -ed may come from.
fn participle_bases(lower: &str) -> Vec<String> {
    let Some(stem) = lower.strip_suffix("ed").or_else(|| lower.strip_suffix("ing")) else { return Vec::new() };
    let mut bases = vec![stem.to_owned(), format!("{stem}e")];
    if let Some(short) = stem.strip_suffix('i') {
        bases.push(format!("{short}y"));
    }
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
    {
        bases.push(stem[..stem.len() - last.len_utf8()].to_owned());
    }
    bases
}

fn specificity(row: &ActWord) -> usize {
    row.when.iter().filter(|condition| !condition.negated && !condition.optional).count()
}

/// Tries one row at a word.
///
/// # Errors
/// [`Refusal`] says which condition does not hold.
pub fn try_row<'a>(slots: &Slots<'_>, row: &'a ActWord, trigger: usize) -> Result<Match<'a>, Refusal> {
    let mut found = Match { row, trigger, consumed: Vec::new(), filled: Vec::new(), negation_used: false };
    for condition in &row.when {
        let words = holds(slots, condition, trigger).ok_or_else(|| Refusal::Condition(condition.source.clone()))?;
        found.negation_used |= !condition.negated && asks_for_negation(condition);
        found.consumed.extend(words);
    }
    let mut taken = HashSet::new();
    for (role, paths) in &row.roles {
        let heads = fill(slots, *role, paths, trigger, &found.consumed, &mut taken);
        if !heads.is_empty() {
            found.filled.push((*role, heads));
        }
    }
    let readers = |path: &Path| slots.at(trigger, path).into_iter().any(|i| is_anybody(slots.grammar.text(), i));
    if row.roles.iter().any(|(role, paths)| *role == Role::Victim && paths.first().is_some_and(readers)) {
        return Err(Refusal::NobodyInvolved);
    }
    let needs_somebody = row.roles.iter().any(|(role, paths)| *role != Role::Place && !paths.is_empty());
    let somebody = found.filled.iter().any(|(role, _)| *role != Role::Place);
    if needs_somebody && !somebody { Err(Refusal::NobodyInvolved) } else { Ok(found) }
}

/// Whether the row itself is about something that is not so: "not allowed to", "held without trial".
fn asks_for_negation(condition: &Condition) -> bool {
    condition.paths.iter().any(|path| path.0.contains(&Slot::Negation))
        || condition.words.iter().any(|word| word == "without")
}

/// The words asked for by name when the condition holds, `None` when it fails.
fn holds(slots: &Slots<'_>, condition: &Condition, trigger: usize) -> Option<Vec<usize>> {
    let mut anything_there = false;
    let mut met = false;
    let mut named = Vec::new();
    for path in &condition.paths {
        for head in slots.anywhere(trigger, path) {
            for word in spread(slots, path, head) {
                anything_there = true;
                if let Some(by_name) = fits(slots, condition, path, word) {
                    met = true;
                    if by_name
                        && !matches!(
                            path.0.last(),
                            Some(
                                Slot::Near | Slot::Around | Slot::Relation | Slot::Form | Slot::Itself | Slot::Governor
                            )
                        )
                    {
                        named.push(word);
                    }
                }
            }
        }
    }
    if condition.negated {
        return if met { None } else { Some(Vec::new()) };
    }
    if met || condition.optional && !anything_there { Some(named) } else { None }
}

fn spread(slots: &Slots<'_>, path: &Path, head: usize) -> Vec<usize> {
    let alone = matches!(
        path.0.last(),
        Some(Slot::Relation | Slot::Form | Slot::Governor | Slot::Itself | Slot::Near | Slot::Around)
    );
    if alone || !slots.grammar.is_nominal(head) {
        conjuncts(slots, head, alone)
    } else {
        slots.grammar.coordinated(head)
    }
}

fn conjuncts(slots: &Slots<'_>, head: usize, alone: bool) -> Vec<usize> {
    if alone { vec![head] } else { slots.grammar.conjuncts(head) }
}

/// Whether a word fits; `Some(true)` when it was asked for by name.
fn fits(slots: &Slots<'_>, condition: &Condition, path: &Path, word: usize) -> Option<bool> {
    let text = slots.grammar.text();
    let wanted = |form: &str| condition.words.iter().any(|one| one == form);
    match path.0.last() {
        Some(Slot::Relation) => {
            return (condition.anything || wanted(text.tree.relation(word).as_str())).then_some(false);
        }
        Some(Slot::Form) => return wanted(&text.lower(word)).then_some(false),
        _ => {}
    }
    if wanted(&text.lemma(word).to_lowercase()) || wanted(&text.lower(word)) {
        return Some(true);
    }
    // Where somebody is held ("in custody") belongs to the act that asks for it and makes no act of its own.
    match condition.classes.iter().find(|class| nature::is_of(text, slots.entities, word, class)) {
        Some(class) => Some(class == "custody"),
        None => condition.anything.then_some(false),
    }
}

/// The first path that leads to somebody who fits the role; `named` holds the words that the row asked for by name.
fn fill(
    slots: &Slots<'_>,
    role: Role,
    paths: &[Path],
    trigger: usize,
    named: &[usize],
    taken: &mut HashSet<usize>,
) -> Vec<usize> {
    for path in paths {
        let mut heads: Vec<usize> = Vec::new();
        for head in stand_at(slots, role, trigger, path) {
            let all = if role == Role::Charge { vec![head] } else { slots.grammar.coordinated(head) };
            let suitable = all.into_iter().filter(|&i| suits(slots, role, path, i));
            heads.extend(suitable.flat_map(|i| slots.grammar.named(i)));
        }
        if role == Role::Victim {
            let included: Vec<usize> = heads.iter().flat_map(|&head| slots.grammar.included(head)).collect();
            heads.extend(included.into_iter().filter(|&i| suits(slots, role, path, i)));
        }
        heads.retain(|head| {
            if role == Role::Charge { !named.contains(head) } else { *head != trigger && taken.insert(*head) }
        });
        heads.dedup();
        if !heads.is_empty() {
            return heads;
        }
    }
    Vec::new()
}

/// What stands at the end of a path; charges may hang on any noun behind the verb, the last one wins.
fn stand_at(slots: &Slots<'_>, role: Role, trigger: usize, path: &Path) -> Vec<usize> {
    if role != Role::Charge {
        return slots.at(trigger, path);
    }
    let text = slots.grammar.text();
    let found = slots.at(trigger, path).into_iter().filter(|&i| !nature::is_stretch(text, i)).collect::<Vec<_>>();
    if !found.is_empty() {
        return found;
    }
    slots.anywhere(trigger, path).into_iter().filter(|&i| !nature::is_stretch(text, i)).max().into_iter().collect()
}

/// Whether a path ends in a place of the sentence where only people and bodies stand.
fn is_core(path: &Path) -> bool {
    matches!(path.0.last(), Some(Slot::Subject | Slot::Object | Slot::Dative | Slot::Possessor | Slot::Doer))
}

fn suits(slots: &Slots<'_>, role: Role, path: &Path, noun: usize) -> bool {
    let text = slots.grammar.text();
    let is = |class: &str| nature::is_of(text, slots.entities, noun, class);
    match role {
        Role::Charge => true,
        Role::Place => is("place"),
        _ if is_anybody(text, noun) => false,
        _ if nature::is_time(text, noun) || !slots.grammar.is_nominal(noun) || is_empty_pronoun(text, noun) => false,
        Role::Perpetrator | Role::Authority if is_object_form(text, noun) => false,
        Role::Perpetrator | Role::Authority if is_unknown_name(slots, path, noun) => false,
        Role::Perpetrator | Role::Authority | Role::Target | Role::Instrument if is_nobody(text, noun) => false,
        Role::Victim => {
            is("people?") || is("organization") || is("gathering") || is("medium") || is_core(path) && is("building")
        }
        Role::Perpetrator | Role::Authority => {
            let core = is_core(path) || matches!(path.0.as_slice(), [Slot::Preposition(by)] if by == "by");
            is("people?")
                || is("force")
                || is("official")
                || is("court")
                || is("organization")
                || core && (is("place") || is("medium"))
        }
        Role::Instrument => is("weapon"),
        Role::Target => is_target(slots, path, noun),
        Role::Recipient => is("people?") || is("official") || is("organization") || is("place") || is("court"),
    }
}

/// "the Lhomar massacre": a name before a noun that is not known as people or a body says where, not who.
fn is_unknown_name(slots: &Slots<'_>, path: &Path, noun: usize) -> bool {
    let text = slots.grammar.text();
    let known = || nature::kind_of(text, slots.entities, noun);
    let people = |kind| matches!(kind, EntityKind::Person | EntityKind::Group | EntityKind::Organization);
    let is = |class: &str| nature::is_of(text, slots.entities, noun, class);
    matches!(path.0.last(), Some(Slot::Compound))
        && text.token(noun).pos == "PROPN"
        && !known().is_some_and(people)
        && !is("force")
        && !is("official")
}

/// "him" before a verb was never its subject: "doused *him* and set him on fire".
fn is_object_form(text: &Text<'_>, noun: usize) -> bool {
    let object = ["him", "them", "me", "us", "whom"].contains(&text.lower(noun).as_str());
    object && text.tree.relation(noun) != "pobj"
}

/// Whether a path ends where a bomb goes off: "in the station", "near a bus".
fn is_setting(path: &Path) -> bool {
    let within = ["in", "near", "at", "under", "inside", "outside"];
    matches!(path.0.last(), Some(Slot::Preposition(preposition)) if within.contains(&preposition.as_str()))
}

/// "you" in a text's own words is whoever reads it.
fn is_anybody(text: &Text<'_>, noun: usize) -> bool {
    ["you", "yourself", "yourselves", "oneself"].contains(&text.lower(noun).as_str()) && {
        let quoted = |i: usize| matches!(text.word(i), "“" | "”" | "\"" | "``" | "''" | "‘");
        !text.sentence(noun).any(quoted)
    }
}

/// "No group has claimed the attack": nobody did it, as far as the text knows.
fn is_nobody(text: &Text<'_>, noun: usize) -> bool {
    ["nobody", "none", "no-one", "neither"].contains(&text.lower(noun).as_str())
        || text.tree.with(noun, &["det", "neg"]).any(|i| text.lower(i) == "no")
}

/// Whether a thing can be what an attack is aimed at: no weapon, nobody, and behind a preposition no mere place.
fn is_target(slots: &Slots<'_>, path: &Path, noun: usize) -> bool {
    let text = slots.grammar.text();
    let is = |class: &str| nature::is_of(text, slots.entities, noun, class);
    let built = is("building") && !is("ground");
    if text.token(noun).tag.is_in(&["PRP", "WP", "DT", "CD"]) || is("weapon") && !built {
        return false;
    }
    match nature::kind_of(text, slots.entities, noun) {
        Some(EntityKind::Person | EntityKind::Group) => built,
        Some(EntityKind::Place) => built || is_core(path),
        Some(EntityKind::Organization) => true,
        _ if is_setting(path) => !is("ground") && (built || is("vehicle")),
        _ => !is("force") && (is_core(path) || !is("ground")),
    }
}

fn is_empty_pronoun(text: &Text<'_>, noun: usize) -> bool {
    text.tree.relation(noun) == "expl"
        || ["there", "this", "that", "what", "which", "who", "whom", "itself", "himself", "herself", "themselves"]
            .contains(&text.lower(noun).as_str())
}
