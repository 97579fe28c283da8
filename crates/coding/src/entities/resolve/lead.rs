//! "An activist was freed on bail on Friday. Ada Brask, a union leader, was freed after ...": news opens with what somebody
//! is and names the person in the next sentences, when telling the same again.

use super::discourse::Discourse;
use super::selection::{self, Side};
use crate::Text;
use codebook::Office;
use domain::{EntityIdx, EntityKind, MentionForm};

/// Sentences of running text in which a text opens.
const OPENING: usize = 2;
/// How many sentences later the name may come.
const AHEAD: usize = 3;

/// Keeps the first person who is introduced without a name ("an activist", "a former prisoner") at the start of a text.
pub(crate) fn watch(discourse: &mut Discourse<'_>, position: usize, draft: EntityIdx) {
    let candidate = &discourse.candidates[position];
    let text = discourse.text;
    let opens =
        || text.tree.first(candidate.head, &["det"]).is_some_and(|i| matches!(text.lower(i).as_str(), "a" | "an"));
    let is_first = discourse.lead.is_none() && discourse.sentence() < discourse.first_sentence + OPENING;
    let person = candidate.form == MentionForm::Nominal && candidate.kind == EntityKind::Person && !candidate.plural;
    let takes_part = text.tree.relation(candidate.head).is_in(&["nsubj", "nsubjpass", "dobj"])
        && is_main(text, text.tree.head(candidate.head));
    let is_new = discourse.drafts[draft].mentions.len() == 1 && !discourse.quoted[candidate.head];
    if is_first && person && takes_part && is_new && opens() && !selection::is_of_state(text, &discourse.drafts[draft])
    {
        discourse.lead = Some(draft);
    }
}

/// The verb of the sentence, or of what somebody in it says.
fn is_main(text: &Text<'_>, verb: usize) -> bool {
    text.tree.is_root(verb) || text.tree.relation(verb) == "ccomp" && text.tree.is_root(text.tree.head(verb))
}

/// The person of the lead, when the name at `position` is the first one to whom something is done that fits.
pub(crate) fn told_before(discourse: &mut Discourse<'_>, position: usize) -> Option<EntityIdx> {
    let candidate = &discourse.candidates[position];
    let lead = discourse.lead.filter(|_| candidate.kind == EntityKind::Person)?;
    let text = discourse.text;
    let told =
        discourse.drafts[lead].mentions.last().map(|&i| text.annotations.sentence_of(discourse.candidates[i].head));
    let near = told.is_some_and(|told| told < discourse.sentence() && told + AHEAD >= discourse.sentence());
    let head = candidate.head;
    let struck = selection::side(text, head) == Some(Side::Struck) || selection::is_tried(text, head);
    let subject = text.tree.relation(head).is_in(&["nsubjpass", "dobj"]);
    let known = &discourse.drafts[lead];
    let hint = candidate.gender.or_else(|| super::gender::hinted(text, &candidate.tokens));
    let gender = known.gender.is_none_or(|stated| hint.is_none_or(|hint| hint == stated));
    let nouns = super::nominals::nouns(text, candidate);
    let office = nouns
        .iter()
        .any(|noun| text.lexicons().person_nouns.get(noun).is_some_and(|word| word.office == Office::Public));
    let same_part = struck && subject || speaks_like_the_lead(discourse, lead, position);
    let fits = near && same_part && gender && !office && !known.named && !discourse.quoted[head];
    if fits {
        discourse.lead = None;
    }
    fits.then_some(lead)
}

/// "An activist says ... Ada Brask, 34, told ...": who speaks in the lead, and again by name and age in the next sentence.
fn speaks_like_the_lead(discourse: &Discourse<'_>, lead: EntityIdx, position: usize) -> bool {
    let text = discourse.text;
    let first = discourse.drafts[lead].mentions.first().map(|&i| discourse.candidates[i].head);
    let candidate = &discourse.candidates[position];
    let (comma, age) = (candidate.tokens.end, candidate.tokens.end + 1);
    let is_aged = age < text.len() && text.word(comma) == "," && text.token(age).tag == "CD";
    let is_next = first.is_some_and(|first| text.annotations.sentence_of(first) + 1 == discourse.sentence());
    is_aged && is_next && discourse.speaks(candidate.head) && first.is_some_and(|first| discourse.speaks(first))
}
