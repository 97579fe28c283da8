//! Whom a pronoun stands for: number, gender, what is alive, what the clause forbids, and who was spoken of most.

use super::super::candidate::Candidate;
use super::Draft;
use super::discourse::{Active, Discourse};
use crate::Text;
use crate::entities::pronouns::sense;
use codebook::{Pronoun, PronounUse};
use domain::{EntityIdx, EntityKind};

/// How many sentences back a pronoun may point.
const NEAR: usize = 3;

/// The entity that the pronoun stands for; `None` when nobody fits.
pub(crate) fn antecedent(discourse: &mut Discourse<'_>, candidate: &Candidate) -> Option<EntityIdx> {
    let pronoun = sense(discourse.text, candidate.head)?;
    match pronoun.usage {
        PronounUse::Relative => relative(discourse, candidate.head),
        PronounUse::Reflexive => {
            reflexive(discourse, candidate.head, pronoun).or_else(|| best(discourse, candidate, pronoun))
        }
        PronounUse::Personal => best(discourse, candidate, pronoun),
    }
}

/// "the man who ...": the noun that the relative clause stands by.
fn relative(discourse: &Discourse<'_>, token_idx: usize) -> Option<EntityIdx> {
    let tree = &discourse.text.tree;
    let clause = tree.ancestors(token_idx).take(8).find(|&i| tree.relation(i) == "relcl")?;
    discourse.by_head[tree.head(clause)]
}

/// "himself": the subject of the clause.
fn reflexive(discourse: &Discourse<'_>, token_idx: usize, pronoun: &Pronoun) -> Option<EntityIdx> {
    let tree = &discourse.text.tree;
    let subject = tree.ancestors(token_idx).take(8).find_map(|i| tree.first(i, &["nsubj", "nsubjpass"]))?;
    discourse.by_head[subject].filter(|&draft| agrees(&discourse.drafts[draft], pronoun))
}

fn best(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Pronoun) -> Option<EntityIdx> {
    if pronoun.neuter && !stands_for_a_body(discourse.text, candidate.head) {
        return None;
    }
    let text = discourse.text;
    let barred = barred(discourse, candidate.head);
    // "Its capital" is a country's; "it" alone hardly ever is a place.
    let owns = text.tree.relation(candidate.head) == "poss";
    let fits = |active: &&Active| {
        active.sentence + NEAR >= discourse.sentence()
            && agrees(&discourse.drafts[active.draft], pronoun)
            && (owns || !pronoun.neuter || discourse.drafts[active.draft].kind != EntityKind::Place)
            && !barred.contains(&active.draft)
    };
    let rank = |active: &Active| active.salience + likeness(&discourse.drafts[active.draft], pronoun);
    let found = discourse.active.iter().filter(fits).max_by(|left, right| rank(left).total_cmp(&rank(right)))?.draft;
    Some(found)
}

/// Small reasons beside salience: a known gender, a body of people for "they".
fn likeness(draft: &Draft, pronoun: &Pronoun) -> f32 {
    let gender = if pronoun.gender.is_some() && draft.gender == pronoun.gender { 25.0 } else { 0.0 };
    let people = if pronoun.plural == Some(true) && draft.plural { 60.0 } else { 0.0 };
    let named = if draft.named && draft.kind == EntityKind::Person { 15.0 } else { 0.0 };
    gender + people + named
}

fn agrees(draft: &Draft, pronoun: &Pronoun) -> bool {
    let body = matches!(draft.kind, EntityKind::Organization | EntityKind::Group);
    match (pronoun.plural, pronoun.gender) {
        (_, Some(gender)) => {
            draft.kind == EntityKind::Person && !draft.plural && draft.gender.is_none_or(|known| known == gender)
        }
        (Some(true), None) => body,
        (_, None) if pronoun.neuter => !draft.plural && draft.kind != EntityKind::Person,
        _ => false,
    }
}

/// "It was announced that" stands for nobody: only possessives, and subjects of verbs that take no clause, do.
fn stands_for_a_body(text: &Text<'_>, token_idx: usize) -> bool {
    let tree = &text.tree;
    let verb = tree.head(token_idx);
    let clausal = tree.with(verb, &["ccomp", "xcomp", "advcl", "acomp", "csubj"]).any(|_| true);
    match tree.relation(token_idx).as_str() {
        "poss" => true,
        "nsubj" => !(text.lemma(verb) == "be" || clausal && text.lemma(verb) != "say"),
        "nsubjpass" => !clausal,
        _ => true,
    }
}

/// Those that the clause itself forbids: another argument of the same verb, a phrase that holds the pronoun, and
/// whoever is speaking the quoted words.
fn barred(discourse: &Discourse<'_>, token_idx: usize) -> Vec<EntityIdx> {
    const ARGUMENTS: [&str; 6] = ["nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent"];
    let tree = &discourse.text.tree;
    let mut barred = Vec::new();
    if tree.relation(token_idx) != "poss" {
        let verb = clause_verb(discourse.text, token_idx);
        let others = tree.with(verb, &ARGUMENTS).filter(|&i| i != token_idx);
        barred.extend(others.filter_map(|i| discourse.by_head[i]));
        barred.extend(understood_subject(discourse.text, verb).and_then(|i| discourse.by_head[i]));
    } else {
        barred.extend(discourse.by_head[tree.head(token_idx)]);
    }
    if discourse.quoted[token_idx] {
        let outside = tree.ancestors(token_idx).take(20).find(|&i| !discourse.quoted[i]);
        let speaker = outside.and_then(|verb| tree.first(verb, &["nsubj"]));
        barred.extend(speaker.and_then(|i| discourse.by_head[i]));
    }
    barred
}

/// "Bran shouted after pushing him": the subject of a verb without one is that of the clause around it; after "asked
/// the guard to free him" it is the one asked.
fn understood_subject(text: &Text<'_>, verb: usize) -> Option<usize> {
    const SUBJECTS: [&str; 2] = ["nsubj", "nsubjpass"];
    let tree = &text.tree;
    if tree.first(verb, &SUBJECTS).is_some() || !tree.relation(verb).is_in(&["advcl", "pcomp", "xcomp", "conj"]) {
        return None;
    }
    let asked = (tree.relation(verb) == "xcomp").then(|| tree.first(tree.head(verb), &["dobj", "dative"])).flatten();
    asked.or_else(|| tree.ancestors(verb).take(4).find_map(|i| tree.first(i, &SUBJECTS)))
}

/// The verb that a pronoun is an argument of, also through a preposition.
fn clause_verb(text: &Text<'_>, token_idx: usize) -> usize {
    let head = text.tree.head(token_idx);
    if text.tree.relation(head).is_in(&["prep", "agent", "dative"]) { text.tree.head(head) } else { head }
}
