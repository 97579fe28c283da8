//! Several people who were named one by one and are then spoken of together: "A and B ... they", "two reporters, A and
//! B ... the reporters".

use super::super::candidate::Candidate;
use super::discourse::Discourse;
use super::{Draft, selection};
use crate::Text;
use domain::{EntityIdx, EntityKind, MentionForm};
use std::collections::HashSet;
use std::ops::Range;

/// How many mentions back the people of an unfinished sentence are looked for.
const NEAR: usize = 40;

/// Like [`gather`], for a plural in the middle of the sentence whose mention is at `position`.
pub(crate) fn gather_before(discourse: &mut Discourse<'_>, first: usize, position: usize) {
    gather(discourse, first.max(position.saturating_sub(NEAR))..position);
}

/// A longer list of people is a table or a damaged tree.
const MOST: usize = 24;

/// The people that a sentence coordinates, whose mentions are those at `positions`.
pub(crate) fn gather(discourse: &mut Discourse<'_>, positions: Range<usize>) {
    let mut taken = HashSet::new();
    for position in positions {
        let candidate = &discourse.candidates[position];
        if candidate.form == MentionForm::Pronoun && candidate.plural || taken.contains(&candidate.head) {
            continue;
        }
        if candidate.form == MentionForm::Nominal && candidate.plural {
            let heads = in_apposition(discourse.text, candidate.head);
            let members = people(discourse, &heads);
            let all = candidate.number.is_none_or(|n| n == members.len());
            if let Some(draft) = discourse.by_head[candidate.head].filter(|_| members.len() >= 2 && all) {
                taken.extend(heads);
                discourse.drafts[draft].members = members;
            }
        } else if discourse.text.tree.relation(candidate.head) != "conj" {
            let heads = added_up(discourse.text, candidate.head);
            let members = people(discourse, &heads);
            if members.len() >= 2 {
                discourse.add_set(position, members);
            }
        }
    }
}

/// "two reporters, A and B": the names that stand in apposition to a plural.
fn in_apposition(text: &Text<'_>, head: usize) -> Vec<usize> {
    let first = text.tree.with(head, &["appos"]).find(|&i| i > head);
    first.map(|first| coordinated(text, first)).unwrap_or_default()
}

/// The heads of "A, B and C"; none for "A or B" and "A rather than B".
fn added_up(text: &Text<'_>, first: usize) -> Vec<usize> {
    let heads = coordinated(text, first);
    let mut words = heads.iter().flat_map(|&head| text.tree.with(head, &["cc"])).peekable();
    let some = words.peek().is_some();
    let all = words.all(|i| matches!(text.lower(i).as_str(), "and" | "&"));
    if some && all { heads } else { Vec::new() }
}

/// A word and those coordinated with it, as far as a list of people goes.
fn coordinated(text: &Text<'_>, first: usize) -> Vec<usize> {
    let mut heads = vec![first];
    let mut next = 0;
    while next < heads.len() && heads.len() < MOST {
        heads.extend(text.tree.with(heads[next], &["conj"]).take(MOST));
        next += 1;
    }
    heads.truncate(MOST);
    heads
}

/// The people that words speak of, each once: single persons, and groups beside them that are not of the state.
///
/// A bare noun in a list of names ("Ada Brask, union member; ...") is what the one before is called, not one more.
fn people(discourse: &Discourse<'_>, heads: &[usize]) -> Vec<EntityIdx> {
    let text = discourse.text;
    let mut seen = HashSet::new();
    let determined = |head: usize| text.tree.first(head, &["det", "poss", "nummod"]).is_some();
    let named = |head: &&usize| text.token(**head).pos.is_in(&["PROPN", "PRON"]) || determined(**head);
    let drafts = heads.iter().filter(named).filter_map(|&head| discourse.by_head[head]);
    let fits = |draft: &Draft| match draft.kind {
        EntityKind::Person => !draft.plural,
        EntityKind::Group => draft.members.is_empty() && !selection::is_of_state(text, draft),
        _ => false,
    };
    drafts.filter(|&draft| fits(&discourse.drafts[draft]) && seen.insert(draft)).collect()
}

/// The latest people spoken of together whom "the two men", "both women", "the brothers" may mean.
pub(crate) fn meant_by(discourse: &Discourse<'_>, candidate: &Candidate, noun: &str) -> Option<EntityIdx> {
    let described = super::nominals::description(discourse.text, candidate).next().is_some();
    let fits = |draft: &Draft| {
        let called = |member: &EntityIdx| discourse.drafts[*member].nouns.contains(noun);
        let same_number = candidate.number == Some(draft.members.len());
        let unlike = |member: &EntityIdx| {
            let member = &discourse.drafts[*member];
            member.kind != EntityKind::Person || !member.nouns.is_empty() && !member.nouns.contains(noun)
        };
        let counted = same_number && !draft.members.iter().any(unlike);
        let alike = draft.members.iter().any(called) || !described && (counted || is_any_people(noun));
        let counts = candidate.number.is_none_or(|n| n == draft.members.len());
        let gender = candidate.gender.is_none_or(|gender| {
            let known = |member: &EntityIdx| discourse.drafts[*member].gender.or(discourse.drafts[*member].hint);
            draft.members.iter().all(|member| known(member).is_none_or(|known| known == gender))
        });
        draft.members.len() >= 2 && gender && counts && alike
    };
    let near = discourse.active.iter().filter(|active| fits(&discourse.drafts[active.draft]));
    near.max_by(|left, right| left.salience.total_cmp(&right.salience)).map(|active| active.draft)
}

/// Nouns that any set of people may be called by.
fn is_any_people(noun: &str) -> bool {
    matches!(noun, "man" | "woman" | "brother" | "sister" | "couple" | "pair" | "duo" | "trio")
}
