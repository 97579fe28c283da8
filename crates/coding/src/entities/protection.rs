//! Who is to be shielded: everybody who is not acting as an official.

use super::candidate::Candidate;
use super::resolve::Draft;
use crate::Text;
use codebook::Office;
use domain::{EntityKind, MentionForm};

/// Whether a person or group is to be shielded. Unknown people are.
pub(crate) fn is_protected(text: &Text<'_>, candidates: &[Candidate], draft: &Draft, roles: &[String]) -> bool {
    let phrases = draft.mentions.iter().map(|&i| &candidates[i]).filter(|mention| mention.form == MentionForm::Nominal);
    let mut phrases = phrases.map(|mention| text.words(mention.tokens.clone()).to_owned()).chain(roles.iter().cloned());
    matches!(draft.kind, EntityKind::Person | EntityKind::Group) && !phrases.any(|phrase| is_office(text, &phrase))
}

/// Whether a role is an office of the state: "deputy police chief", but not "party chief" and not "former governor".
pub(crate) fn is_office(text: &Text<'_>, role: &str) -> bool {
    let lexicons = text.lexicons();
    let lower = role.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| lexicons.not_in_office.contains(word)) {
        return false;
    }
    let singular = |word: &&str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let noun_office = |word: &&str| {
        // A title alone is an office: "President", though a noun for many kinds of president.
        let title = lexicons.titles.get(word).filter(|title| title.office == Office::Public);
        let noun = || lexicons.person_nouns.get(word).or_else(|| lexicons.person_nouns.get(&singular(word)));
        title.or_else(noun).or_else(|| lexicons.titles.get(word)).map(|noun| noun.office)
    };
    let own = words.iter().take_while(|word| !matches!(**word, "of" | "for" | "in" | "at" | "with" | "to"));
    let office = own.filter_map(noun_office).last();
    let body = |kind: Office| {
        words.iter().any(|word| {
            let plain = singular(word);
            let body = |word: &str| lexicons.organization_nouns.get(word).map(|body| body.office);
            let known = |word: &str| lexicons.group_nouns.get(word).copied().or_else(|| body(word));
            known(word).or_else(|| known(&plain)) == Some(kind)
        })
    };
    match office {
        Some(Office::Public) => !body(Office::Private) || body(Office::Public),
        Some(Office::Private) => false,
        Some(Office::Depends) | None => body(Office::Public),
    }
}
