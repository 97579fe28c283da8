//! What a noun phrase points back to: "the activist", "the party", "his lawyer", "authorities".

use super::super::candidate::Candidate;
use super::discourse::Discourse;
use super::{Draft, sets, stated_country};
use crate::Text;
use crate::entities::{protection, roles, words};
use codebook::Office;
use domain::{EntityIdx, EntityKind, MentionForm};

/// How many sentences back a noun may point that only fits in kind, not in word.
const NEAR: usize = 2;
/// How many earlier entities called by the same noun are looked at.
const LOOK_BACK: usize = 12;

/// The entity that was spoken of before; `None` when the phrase introduces somebody.
pub(crate) fn antecedent(discourse: &Discourse<'_>, candidate: &Candidate) -> Option<EntityIdx> {
    let text = discourse.text;
    let noun = words::noun(text, candidate.head);
    if let Some(possessor) = possessor(discourse, candidate) {
        return same_noun(discourse, candidate, &noun, |draft| draft.possessor == Some(possessor))
            .or_else(|| body_of(discourse, candidate, &noun, possessor));
    }
    let is_standing = is_standing_body(text, candidate, &noun);
    if !candidate.definite && !is_standing {
        return None;
    }
    if is_introduced(text, candidate) && !is_standing {
        return None;
    }
    let country = stated_country(text, candidate);
    let same_country = |draft: &Draft| draft.country.is_none() || country.is_none() || draft.country == country;
    let together = || sets::meant_by(discourse, candidate, &noun).filter(|_| candidate.plural && candidate.definite);
    same_noun(discourse, candidate, &noun, same_country)
        .or_else(together)
        .or_else(|| by_kind(discourse, candidate, &noun))
}

/// "police", "authorities", "the government" speak of the same body again without an article.
fn is_standing_body(text: &Text<'_>, candidate: &Candidate, noun: &str) -> bool {
    let office =
        text.lexicons().group_nouns.get(noun).or_else(|| text.lexicons().group_nouns.get(&text.lower(candidate.head)));
    let counted = text.tree.first(candidate.head, &["nummod"]).is_some();
    let indefinite = text
        .tree
        .with(candidate.head, &["det"])
        .any(|i| matches!(text.lower(i).as_str(), "a" | "an" | "some" | "any" | "no" | "another"));
    office == Some(&Office::Public) && !counted && !indefinite
}

/// "the man who ...", "the head of ...", "the two other men": the phrase itself says which.
fn is_introduced(text: &Text<'_>, candidate: &Candidate) -> bool {
    let after = text.tree.with(candidate.head, &["relcl", "acl", "prep"]).any(|i| i > candidate.head);
    let other = text
        .tree
        .with(candidate.head, &["amod"])
        .any(|i| matches!(text.lower(i).as_str(), "other" | "another" | "more"));
    other || (after && candidate.kind != EntityKind::Organization)
}

/// "his party": the body of that kind that a mention of him names, "the leader of the Workers Party, Ada Brask"; else the
/// only body of that kind that the text has named.
fn body_of(discourse: &Discourse<'_>, candidate: &Candidate, noun: &str, possessor: EntityIdx) -> Option<EntityIdx> {
    let body = |draft: &Draft| draft.named && draft.kind == EntityKind::Organization;
    if candidate.kind != EntityKind::Organization || discourse.drafts[possessor].kind != EntityKind::Person {
        return None;
    }
    let mut called: Vec<EntityIdx> = discourse.by_noun.get(noun)?.clone();
    called.retain(|&draft| body(&discourse.drafts[draft]));
    called.sort_unstable();
    called.dedup();
    let his = called.iter().copied().rev().find(|&draft| discourse.stands_with(draft, possessor));
    his.or_else(|| called.first().copied().filter(|_| called.len() == 1))
}

/// The latest entity called by the same noun that fits; of several, the one that is spoken of most just now.
fn same_noun(
    discourse: &Discourse<'_>,
    candidate: &Candidate,
    noun: &str,
    accepts: impl Fn(&Draft) -> bool,
) -> Option<EntityIdx> {
    let called = discourse.by_noun.get(noun)?;
    let standing = is_standing_body(discourse.text, candidate, noun);
    let fits = |&&draft_idx: &&EntityIdx| {
        let draft = &discourse.drafts[draft_idx];
        kinds_fit(candidate, draft)
            && accepts(draft)
            && (standing || described_alike(discourse.text, candidate, draft))
            && !holds(discourse, candidate, draft_idx)
    };
    let fitting = called.iter().rev().take(LOOK_BACK).filter(fits).copied();
    // The first of equals is the one called by the noun last.
    fitting.fold(None, |best, draft| match best {
        Some(known) if discourse.salience(known) >= discourse.salience(draft) => best,
        _ => Some(draft),
    })
}

/// The most salient person near by that nothing speaks against: "the suspect", "the man".
fn by_kind(discourse: &Discourse<'_>, candidate: &Candidate, noun: &str) -> Option<EntityIdx> {
    let text = discourse.text;
    let described = text.tree.with(candidate.head, &["amod", "compound", "nummod", "nmod"]).any(|_| true);
    if candidate.kind != EntityKind::Person || !candidate.definite || described {
        return None;
    }
    let office = text.lexicons().person_nouns.get(noun)?.office;
    let of_the_state = protection::is_office(text, noun);
    let fits = |draft: &Draft| {
        draft.kind == EntityKind::Person
            && (!of_the_state || is_told_to_hold_office(text, draft))
            && !draft.plural
            && draft.gender.is_none_or(|gender| candidate.gender.is_none_or(|stated| stated == gender))
            && draft.nouns.iter().all(|known| may_be_both(text, known, office))
    };
    // "According to his brother Bakary, the imam": two people of one sentence.
    let near = discourse
        .active
        .iter()
        .filter(|active| active.sentence + NEAR >= discourse.sentence() && active.sentence < discourse.sentence());
    let mut fitting: Vec<_> = near.filter(|active| fits(&discourse.drafts[active.draft])).collect();
    fitting.sort_by(|left, right| right.salience.total_cmp(&left.salience));
    match fitting[..] {
        [only] => Some(only.draft),
        [first, second, ..] if first.salience > 2.0 * second.salience => Some(first.draft),
        _ => None,
    }
}

/// Whether a role or noun says that somebody holds some office. "The president" is nobody of whom none is told: a victim
/// taken for an official would not be shielded.
fn is_told_to_hold_office(text: &Text<'_>, draft: &Draft) -> bool {
    let lexicons = text.lexicons();
    let office = |word: &String| {
        let noun = lexicons.person_nouns.get(word).or_else(|| lexicons.titles.get(word.trim_end_matches('.')));
        noun.is_some_and(|noun| noun.office != Office::Private)
    };
    draft.nouns.iter().chain(&draft.words).any(office)
}

fn may_be_both(text: &Text<'_>, known: &str, office: Office) -> bool {
    let known = text.lexicons().person_nouns.get(known).map_or(Office::Depends, |noun| noun.office);
    known == office || known == Office::Depends || office == Office::Depends
}

fn kinds_fit(candidate: &Candidate, draft: &Draft) -> bool {
    let body = |kind| matches!(kind, EntityKind::Organization | EntityKind::Group);
    let both = draft.kind == candidate.kind || (body(draft.kind) && body(candidate.kind));
    let number = candidate.plural == draft.plural
        || candidate.kind == EntityKind::Organization
        || !draft.named && body(draft.kind);
    let counts = candidate.number.is_none_or(|n| draft.number.is_none_or(|known| known == n));
    both && number && counts && draft.gender.is_none_or(|gender| candidate.gender.is_none_or(|stated| stated == gender))
}

/// "the opposition party" is none that was only called "ruling party"; "the party" may be either.
fn described_alike(text: &Text<'_>, candidate: &Candidate, draft: &Draft) -> bool {
    description(text, candidate).all(|word| draft.words.contains(&word))
}

/// The words before a noun that say which: adjectives and nouns, without what points or counts.
pub(crate) fn description<'t>(text: &'t Text<'_>, candidate: &Candidate) -> impl Iterator<Item = String> + 't {
    let modifiers = text.tree.with(candidate.head, &["amod", "compound", "nmod"]).filter(move |&i| text.word(i) != "-");
    let country = |lower: &str| text.codebook.countries.of_people(lower).is_some();
    let head = candidate.head;
    modifiers.filter(move |&i| i < head).map(|i| text.lower(i)).filter(move |lower| !country(lower) && lower != "same")
}

/// Whether the phrase contains a mention of the entity: "the party's activist" is not the party.
fn holds(discourse: &Discourse<'_>, candidate: &Candidate, draft: EntityIdx) -> bool {
    candidate.tokens.clone().any(|i| discourse.by_head[i] == Some(draft))
}

/// The entity of "his" in "his lawyer", of "Ada's" in "Ada's lawyer".
pub(crate) fn possessor(discourse: &Discourse<'_>, candidate: &Candidate) -> Option<EntityIdx> {
    let owner = discourse.text.tree.first(candidate.head, &["poss"])?;
    discourse.by_head[owner]
}

/// The nouns that a mention calls somebody by: its own head, role words before a name, the body nouns inside a name.
pub(crate) fn nouns(text: &Text<'_>, candidate: &Candidate) -> Vec<String> {
    let lemma = |i: usize| text.lemma(i).to_lowercase();
    match (candidate.form, candidate.kind) {
        (MentionForm::Nominal, _) => vec![words::noun(text, candidate.head)],
        (MentionForm::Name, EntityKind::Person) => {
            let role = roles::before(text, candidate.tokens.start).unwrap_or_default();
            role.filter(|&i| text.lexicons().person_nouns.contains(&lemma(i))).map(|i| words::noun(text, i)).collect()
        }
        (MentionForm::Name, EntityKind::Organization | EntityKind::Group) => {
            let nouns = &text.lexicons().organization_nouns;
            candidate.tokens.clone().map(|i| text.lower(i)).filter(|word| nouns.contains(word)).collect()
        }
        (MentionForm::Name, EntityKind::Place) => place_nouns(text, candidate),
        _ => Vec::new(),
    }
}

fn place_nouns(text: &Text<'_>, candidate: &Candidate) -> Vec<String> {
    let lower = text.words(candidate.tokens.clone()).to_lowercase();
    if text.codebook.countries.named(&lower).is_some() {
        return vec!["country".to_owned(), "nation".to_owned()];
    }
    let after = candidate.tokens.end;
    let beside =
        (after < text.len()).then(|| text.lower(after)).filter(|word| text.lexicons().place_nouns.contains(word));
    beside.into_iter().chain(words::is_capital(text, &lower).then(|| "capital".to_owned())).collect()
}

/// The words that describe somebody in a mention: what stands before the noun, the role before a name, a body's own words.
pub(crate) fn describing_words(text: &Text<'_>, candidate: &Candidate) -> Vec<String> {
    match (candidate.form, candidate.kind) {
        (MentionForm::Nominal, _) => description(text, candidate).collect(),
        (MentionForm::Name, EntityKind::Person) => {
            roles::before(text, candidate.tokens.start).unwrap_or_default().map(|i| text.lower(i)).collect()
        }
        (MentionForm::Name, _) => {
            let before = roles::before(text, candidate.tokens.start).unwrap_or_default();
            let left = candidate.tokens.start.saturating_sub(3)..candidate.tokens.start;
            let joined = left.filter(|&i| candidate.tokens.contains(&text.tree.head(i)));
            candidate.tokens.clone().chain(before).chain(joined).map(|i| text.lower(i)).collect()
        }
        (MentionForm::Pronoun, _) => Vec::new(),
    }
}
