//! "She was taken off the plane. The singer, Ada Brask, ...": a pronoun at the start of a text whose person is named next.

use super::discourse::Discourse;
use super::selection;
use crate::entities::pronouns::sense;
use codebook::PronounUse;
use domain::{EntityIdx, EntityKind, MentionForm};

/// How many sentences ahead the name may stand.
const AHEAD: usize = 2;
/// Pronouns that wait at one time; more is no start of a text.
const MOST: usize = 16;

/// Keeps a pronoun that nobody spoken of so far fits; after a person was spoken of it is a slip, not a start.
pub(crate) fn wait(discourse: &mut Discourse<'_>, position: usize) {
    let candidate = &discourse.candidates[position];
    let personal = sense(discourse.text, candidate.head)
        .is_some_and(|pronoun| pronoun.usage != PronounUse::Relative && pronoun.gender.is_some());
    let is_person = |draft: EntityIdx| discourse.drafts[draft].kind == EntityKind::Person;
    let first = !discourse.active.iter().any(|active| is_person(active.draft));
    if personal && first && discourse.pending.len() < MOST {
        discourse.pending.push(position);
    }
}

/// Gives the waiting pronouns to a person who is spoken of for the first time.
pub(crate) fn settle(discourse: &mut Discourse<'_>, position: usize, draft: EntityIdx) {
    let candidate = &discourse.candidates[position];
    let is_new = discourse.drafts[draft].mentions.len() == 1;
    let known = candidate.form == MentionForm::Name || candidate.form == MentionForm::Nominal && candidate.definite;
    if discourse.pending.is_empty() || !is_new || !known || discourse.drafts[draft].kind != EntityKind::Person {
        return;
    }
    let waiting = std::mem::take(&mut discourse.pending);
    let (fitting, left): (Vec<usize>, Vec<usize>) =
        waiting.into_iter().partition(|&pronoun| fits(discourse, pronoun, position, draft));
    discourse.pending = left;
    fitting.into_iter().for_each(|pronoun| discourse.attach(pronoun, draft));
}

fn fits(discourse: &Discourse<'_>, pronoun: usize, position: usize, draft: EntityIdx) -> bool {
    let text = discourse.text;
    let (pronoun, candidate) = (&discourse.candidates[pronoun], &discourse.candidates[position]);
    let sentence = |head: usize| text.annotations.sentence_of(head);
    let near = sentence(pronoun.head) + AHEAD >= sentence(candidate.head);
    let same = sentence(pronoun.head) == sentence(candidate.head);
    let known = &discourse.drafts[draft];
    let gender = known.gender.or(known.hint).is_none_or(|gender| pronoun.gender.is_none_or(|stated| stated == gender));
    // Who speaks of "her" in quotation marks, or in a later sentence, is somebody else.
    let speaks = discourse.speaks(outermost(discourse, candidate.head));
    let tells = speaks && (!same || discourse.quoted[pronoun.head]);
    let official = selection::is_of_state(text, known) && selection::side(text, pronoun.head).is_some();
    near && gender
        && !tells
        && !official
        && !is_hers(discourse, pronoun.head, candidate.head)
        && !share_a_verb(discourse, pronoun.head, candidate.head)
}

/// The noun that a name stands in apposition to.
fn outermost(discourse: &Discourse<'_>, head: usize) -> usize {
    let tree = &discourse.text.tree;
    if tree.relation(head) == "appos" { tree.head(head) } else { head }
}

/// "his lawyer, Ada Brask": somebody else by the pronoun itself or by a waiting one.
fn is_hers(discourse: &Discourse<'_>, pronoun: usize, head: usize) -> bool {
    let text = discourse.text;
    let possessed = |noun: usize| text.tree.first(noun, &["poss"]).is_some_and(|i| text.token(i).tag == "PRP$");
    text.tree.is_within(pronoun, head) || possessed(head) || possessed(outermost(discourse, head))
}

fn share_a_verb(discourse: &Discourse<'_>, pronoun: usize, head: usize) -> bool {
    let tree = &discourse.text.tree;
    tree.relation(pronoun) != "poss" && tree.head(pronoun) == tree.head(outermost(discourse, head))
}
