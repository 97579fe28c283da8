//! What the verb or noun beside a pronoun says of it: who is arrested is hardly the police, who beats others often is.

use super::Draft;
use crate::Text;
use codebook::Office;
use codebook::lexicons::{ActWord, Part, Role, Slot};

/// Groups of acts that people suffer at the hands of others.
const HARM: [&str; 2] = ["liberty", "integrity"];
/// A row that is at least this sure names its act by the word alone.
const PLAIN: f64 = 0.85;

/// The side of a harmful act that a word stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// "they were arrested", "beat them", "their detention".
    Struck,
    /// "they arrested him".
    Striker,
}

/// The side that the grammar around a token puts it on; `None` where no act of the codebook is named.
pub(crate) fn side(text: &Text<'_>, token_idx: usize) -> Option<Side> {
    let tree = &text.tree;
    let governor = tree.head(token_idx);
    let verb = || names_harm(text, Part::Verb, governor, |row| goes_by(row, &Slot::Object));
    match tree.relation(token_idx).as_str() {
        "nsubjpass" | "dobj" if verb() => Some(Side::Struck),
        "poss" if names_harm(text, Part::Noun, governor, |row| goes_by(row, &Slot::Possessor)) => Some(Side::Struck),
        "nsubj" if tree.first(governor, &["dobj"]).is_some() && is_plain_harm(text, governor) => Some(Side::Striker),
        "pobj" if text.lower(governor) == "against" => Some(Side::Struck),
        _ => None,
    }
}

/// Whether a noun names an act that people suffer at the hands of others, or a raid.
pub(crate) fn is_harm_noun(text: &Text<'_>, noun: usize) -> bool {
    let noun_is = |fits: &dyn Fn(&ActWord) -> bool| names_harm(text, Part::Noun, noun, fits);
    noun_is(&|row| goes_by(row, &Slot::Possessor)) || names_raid(text, Part::Noun, noun)
}

/// Whether a verb names an act against people or their houses by itself.
pub(crate) fn is_harm_verb(text: &Text<'_>, verb: usize) -> bool {
    is_plain_harm(text, verb) || names_raid(text, Part::Verb, verb)
}

fn names_raid(text: &Text<'_>, part: Part, token_idx: usize) -> bool {
    let lemma = text.lemma(token_idx).to_lowercase();
    text.lexicons().act_words.rows_for(part, &lemma).any(|row| row.act == "raid")
}

/// "was sentenced", "was charged": a word that a court or police act befalls.
pub(crate) fn is_tried(text: &Text<'_>, token_idx: usize) -> bool {
    let group = |row: &ActWord| text.codebook.act_types.get(&row.act).map_or("", |act| act.group.as_str());
    let lemma = text.lemma(text.tree.head(token_idx)).to_lowercase();
    let befalls = text.tree.relation(token_idx).is_in(&["nsubjpass", "dobj"]);
    befalls
        && text
            .lexicons()
            .act_words
            .rows_for(Part::Verb, &lemma)
            .any(|row| group(row) == "process" && goes_by(row, &Slot::Object))
}

fn is_plain_harm(text: &Text<'_>, verb: usize) -> bool {
    names_harm(text, Part::Verb, verb, |row| row.prior >= PLAIN && row.when.len() <= 2)
}

fn names_harm(text: &Text<'_>, part: Part, token_idx: usize, fits: impl Fn(&ActWord) -> bool) -> bool {
    let lemma = text.lemma(token_idx).to_lowercase();
    let group = |row: &ActWord| text.codebook.act_types.get(&row.act).map_or("", |act| act.group.as_str());
    text.lexicons().act_words.rows_for(part, &lemma).any(|row| HARM.contains(&group(row)) && fits(row))
}

/// Whether a row finds its victim at a slot.
fn goes_by(row: &ActWord, slot: &Slot) -> bool {
    let victim = row.roles.iter().filter(|(role, _)| *role == Role::Victim);
    victim.flat_map(|(_, paths)| paths).any(|path| path.0.first() == Some(slot))
}

/// Whether a group or body acts for the state: police, authorities, soldiers.
pub(crate) fn is_of_state(text: &Text<'_>, draft: &Draft) -> bool {
    let lexicons = text.lexicons();
    draft.nouns.iter().any(|noun| {
        lexicons.group_nouns.get(noun) == Some(&Office::Public)
            || lexicons.person_nouns.get(noun).is_some_and(|word| word.office == Office::Public)
            || lexicons.organization_nouns.get(noun).is_some_and(|body| body.office == Office::Public)
    })
}
