//! What the text says that somebody is: "spokesman of the ministry", "CNRP activist".

use super::candidate::Candidate;
use super::resolve::Draft;
use super::words;
use crate::Text;
use codebook::{Gender, Office};
use domain::{EntityKind, MentionForm};
use std::ops::Range;

/// The roles of an entity, each once, in order of the text.
pub(crate) fn of(text: &Text<'_>, candidates: &[Candidate], draft: &Draft) -> Vec<String> {
    let mut roles = Vec::new();
    let is_named = draft.mentions.iter().any(|&i| candidates[i].form == MentionForm::Name);
    for mention in draft.mentions.iter().map(|&i| &candidates[i]) {
        let role = match mention.form {
            MentionForm::Name if mention.kind == EntityKind::Person => before(text, mention.tokens.start),
            MentionForm::Nominal if is_named && !mention.definite || says_what(text, mention.head) => {
                Some(described(text, mention))
            }
            _ => None,
        };
        let role = role.filter(|tokens| !is_courtesy(text, tokens)).map(|tokens| written(text, tokens));
        let role = role.filter(|role| !role.is_empty());
        if let Some(role) = role.filter(|role| !roles.iter().any(|known: &String| known.eq_ignore_ascii_case(role))) {
            roles.push(role);
        }
    }
    roles
}

/// "Mr.", "Dr.": a way to speak to somebody, no role.
fn is_courtesy(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let mut titles = tokens.clone().map(|i| text.lexicons().titles.get(&text.lower(i)));
    titles.all(|title| title.is_some_and(|title| title.office == Office::Private))
}

/// The words of a role; "journalists" before a list of names is "journalist" for each.
fn written(text: &Text<'_>, tokens: Range<usize>) -> String {
    let words = text.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    let last = tokens.end - 1;
    match words.strip_suffix(text.word(last)) {
        Some(before) if text.token(last).tag == "NNS" => format!("{before}{}", text.lemma(last)),
        _ => words,
    }
}

fn says_what(text: &Text<'_>, head: usize) -> bool {
    text.tree.relation(head).is_in(&["appos", "attr"])
}

/// The title or role words right before a name that starts at `start`.
pub(crate) fn before(text: &Text<'_>, start: usize) -> Option<Range<usize>> {
    let sentence = text.sentence(start);
    let is_joined = |i: usize| {
        words::is_noun(text, i)
            || text.token(i).tag.is_in(&["JJ", "HYPH", "NNP", "VBN", "VBG"])
            || text.word(i) == "-"
            || words::is_possessive(text, i) && i > sentence.start
    };
    let first = (sentence.start..start).rev().take_while(|&i| is_joined(i) && start - i <= 12).last()?;
    let last_noun = (first..start).rev().find(|&i| is_role_word(text, i))?;
    (last_noun + 1 == start).then_some(skip_possessor(text, first..start))
}

fn is_role_word(text: &Text<'_>, token_idx: usize) -> bool {
    let lexicons = text.lexicons();
    let (lower, lemma) = (text.lower(token_idx), text.lemma(token_idx).to_lowercase());
    lexicons.titles.contains(&lower) || lexicons.person_nouns.contains(&lemma) || lexicons.person_nouns.contains(&lower)
}

/// "Marovia's interior minister" stays whole; a lone mark at the start does not.
fn skip_possessor(text: &Text<'_>, tokens: Range<usize>) -> Range<usize> {
    let start =
        tokens.clone().find(|&i| text.word(i).chars().next().is_some_and(char::is_alphanumeric)).unwrap_or(tokens.end);
    start..tokens.end
}

/// A describing noun phrase with its "of ..." and "for ...", without article.
fn described(text: &Text<'_>, mention: &Candidate) -> Range<usize> {
    let start = mention.tokens.clone().find(|&i| text.token(i).tag != "DT").unwrap_or(mention.tokens.start);
    let after = text.tree.with(mention.head, &["prep"]).filter(|&i| i >= mention.tokens.end);
    let mut end = mention.tokens.end;
    for preposition in after.take(2) {
        let reach = text.tree.subtree(preposition);
        let adjoins = reach.start == end
            && reach.len() <= 15
            && matches!(text.lower(preposition).as_str(), "of" | "for" | "at" | "with" | "in" | "to");
        let clause = reach.clone().any(|i| text.tree.relation(i).is_in(&["relcl", "advcl", "appos"]));
        if !adjoins || clause {
            break;
        }
        end = reach.end;
    }
    start..end
}

/// The gender that a title right before a name states.
pub(crate) fn title_gender(text: &Text<'_>, start: usize) -> Option<Gender> {
    let before = start.checked_sub(1).filter(|&i| text.sentence(start).contains(&i))?;
    let lexicons = text.lexicons();
    let word = lexicons.titles.get(&text.lower(before)).filter(|_| words::is_capitalized(text.word(before)));
    word.and_then(|word| word.gender)
        .or_else(|| lexicons.person_nouns.get(text.lemma(before)).and_then(|noun| noun.gender))
}
