//! Names: what the language model found, put right by one rule a file, in order.
//!
//! The model was trained on another part of the world and on older news; these rules only use what any text shows:
//! titles, roles, apposition, brackets, place words, repetition. They know no person's name.

#![allow(clippy::ptr_arg, reason = "all rules have one type, also those that only change kinds")]

mod acronym;
mod alias;
mod context;
mod cue;
mod extend;
mod fighters;
mod headline;
mod model;
mod place;
mod split;
mod trim;
mod vote;

use crate::{Layer, Text};
pub(crate) use alias::pairs as second_names;
use domain::EntityKind;
pub(crate) use headline::headings;
use std::ops::Range;

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Without articles, titles, quotation marks and `'s`.
    pub tokens: Range<usize>,
    /// What bears it.
    pub kind: EntityKind,
    /// Whether the words around it say what bears it; the model's label alone does not.
    pub sure: bool,
}

impl Name {
    /// A name as the model labelled it.
    pub(crate) fn new(tokens: Range<usize>, kind: EntityKind) -> Name {
        Name { tokens, kind, sure: false }
    }

    /// A name whose kind the words around it say.
    pub(crate) fn sure(tokens: Range<usize>, kind: EntityKind) -> Name {
        Name { tokens, kind, sure: true }
    }
}

/// The names of a document in order of the text, none overlapping.
pub(crate) fn find(text: &Text<'_>) -> Vec<Name> {
    let mut names = model::find(text);
    for (_, rule) in RULES.iter().filter(|(layer, _)| layer.is_none_or(|layer| text.uses(layer))) {
        rule(text, &mut names);
        settle(text, &mut names);
    }
    names
}

type Rule = fn(&Text<'_>, &mut Vec<Name>);

/// Each rule with the layer it belongs to; one without belongs to several and asks for them itself.
const RULES: &[(Option<Layer>, Rule)] = &[
    (Some(Layer::Borders), split::lists),
    (Some(Layer::Borders), split::possessives),
    (Some(Layer::Borders), trim::edges),
    (Some(Layer::Bodies), model::relabel_bodies),
    (Some(Layer::Bodies), model::relabel_laws),
    (Some(Layer::Borders), split::body_and_person),
    (Some(Layer::Borders), extend::people),
    (Some(Layer::Borders), extend::bodies),
    (Some(Layer::Borders), extend::places),
    (Some(Layer::Borders), trim::offices),
    (Some(Layer::Missed), cue::missed),
    (Some(Layer::Missed), fighters::bodies_of_members),
    (Some(Layer::Acronyms), acronym::bind),
    (Some(Layer::Borders), trim::first_words),
    (None, context::relabel),
    (Some(Layer::Apposition), context::by_age),
    (Some(Layer::Places), place::relabel),
    (Some(Layer::Apposition), context::by_pronoun),
    (Some(Layer::Headlines), headline::distrust),
    (Some(Layer::Missed), alias::find),
    (Some(Layer::Vote), vote::surnames),
    (Some(Layer::Vote), vote::relabel),
    (Some(Layer::Vote), vote::find_repeats),
    (Some(Layer::Vote), vote::find_surnames),
    (Some(Layer::Vote), vote::first_names),
];

/// Sorts, drops what is empty or no name, and of two that overlap keeps the surer, then the longer.
fn settle(text: &Text<'_>, names: &mut Vec<Name>) {
    names.retain(|name| name.tokens.end <= text.len() && looks_like_name(text, name));
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match kept.last_mut() {
            Some(last) if name.tokens.start < last.tokens.end => {
                if rank(&name) > rank(last) {
                    *last = name;
                }
            }
            _ => kept.push(name),
        }
    }
    *names = kept;
}

fn rank(name: &Name) -> (bool, usize) {
    (name.sure, name.tokens.len())
}

fn looks_like_name(text: &Text<'_>, name: &Name) -> bool {
    let bare = name.kind != EntityKind::Person && (is_bare_title(text, name) || is_bare_noun(text, name));
    if bare || name.tokens.clone().any(|i| is_handle(text.word(i))) {
        return false;
    }
    let has_capital = name.tokens.clone().any(|i| text.word(i).chars().any(char::is_uppercase));
    let lone = (name.tokens.len() == 1).then(|| text.lower(name.tokens.start));
    let countries = &text.codebook.countries;
    let adjective = lone.as_deref().is_some_and(|word| {
        name.kind == EntityKind::Place && countries.of_people(word).is_some() && countries.named(word).is_none()
    });
    let is_calendar = lone.is_some_and(|word| !text.lexicons().times.senses(&word).is_empty());
    !name.tokens.is_empty() && has_capital && !is_calendar && !adjective
}

/// For each token, the position of the name that covers it.
fn cover(text: &Text<'_>, names: &[Name]) -> Vec<Option<usize>> {
    let mut cover = vec![None; text.len()];
    for (position, name) in names.iter().enumerate() {
        cover[name.tokens.clone()].fill(Some(position));
    }
    cover
}

/// "Special Rapporteur", "Special Rapporteur on Prisons": an office without a name.
fn is_bare_title(text: &Text<'_>, name: &Name) -> bool {
    let lexicons = text.lexicons();
    let small = |&i: &usize| matches!(text.token(i).tag.as_str(), "IN" | "CC");
    let end = name.tokens.clone().find(small).unwrap_or(name.tokens.end);
    let office = text.words(name.tokens.start..end).to_lowercase();
    lexicons.titles.contains(&office) || end == name.tokens.start + 1 && lexicons.person_nouns.contains(&office)
}

/// "Command", "State": a word that names a body or place only together with others.
fn is_bare_noun(text: &Text<'_>, name: &Name) -> bool {
    let lower = text.words(name.tokens.clone()).to_lowercase();
    let lexicons = text.lexicons();
    let names_only = lexicons.organization_nouns.get(&lower).is_some_and(|body| body.names_only);
    name.tokens.len() == 1 && (names_only || lexicons.place_nouns.contains(&lower))
}

/// "@somebody" and addresses of pages.
fn is_handle(word: &str) -> bool {
    word.starts_with(['@', '#']) || word.contains("://") || word.contains("http")
}
