//! Pronouns of the third person and relative pronouns.

use super::candidate::Candidate;
use crate::Text;
use codebook::{Pronoun, PronounUse};
use domain::{EntityKind, MentionForm};

/// The pronouns that can speak of an entity, in order; those of the first and second person are left to who knows the speaker.
pub(crate) fn find(text: &Text<'_>) -> Vec<Candidate> {
    (0..text.len()).filter(|&i| sense(text, i).is_some()).map(|i| candidate(text, i)).collect()
}

/// What the pronoun at `token_idx` can stand for; `None` when it is none or stands for nobody ("it rained").
pub(crate) fn sense<'a>(text: &Text<'a>, token_idx: usize) -> Option<&'a Pronoun> {
    let pronoun = text.codebook.english.pronouns.get(&text.lower(token_idx))?;
    let token = text.token(token_idx);
    let is_pronoun =
        token.tag.is_in(&["PRP", "PRP$", "WP", "WP$"]) || (pronoun.usage == PronounUse::Relative && token.tag == "WDT");
    (is_pronoun && pronoun.person == 3 && text.tree.relation(token_idx) != "expl").then_some(pronoun)
}

fn candidate(text: &Text<'_>, token_idx: usize) -> Candidate {
    let pronoun = sense(text, token_idx);
    Candidate {
        tokens: token_idx..token_idx + 1,
        head: token_idx,
        form: MentionForm::Pronoun,
        kind: EntityKind::Person,
        plural: pronoun.and_then(|p| p.plural).unwrap_or(false),
        number: None,
        gender: pronoun.and_then(|p| p.gender),
        definite: true,
        name: None,
    }
}
