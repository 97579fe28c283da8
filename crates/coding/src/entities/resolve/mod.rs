//! Joins candidates that speak of one: first names with names in the whole document, then, from the first word to the
//! last, noun phrases and pronouns with what was spoken of before.
//!
//! Salience of what was spoken of before follows Lappin & Leass 1994: a new mention adds weight by its place in the
//! sentence, and every sentence halves what was there.

mod bodies;
mod cataphora;
mod clusters;
mod discourse;
mod gender;
mod lead;
mod links;
mod nominals;
mod persons;
mod pronouns;
mod quotes;
mod selection;
mod sets;

use super::candidate::Candidate;
use super::names::Name;
use super::words;
use crate::Text;
use codebook::Gender;
use discourse::Discourse;
use domain::{EntityKind, MentionForm};
use std::collections::HashSet;

/// An entity in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// What it is.
    pub kind: EntityKind,
    /// Positions of its candidates.
    pub mentions: Vec<usize>,
    /// The gender that a title, a noun or a pronoun stated.
    pub gender: Option<Gender>,
    /// The gender that its name hints at.
    pub hint: Option<Gender>,
    /// Whether it is several.
    pub plural: bool,
    /// How many the text says they are.
    pub number: Option<usize>,
    /// Whether it bears a name.
    pub named: bool,
    /// The nouns that it was called by, in lower case: "activist", "party".
    pub nouns: HashSet<String>,
    /// The other words of its roles and noun phrases, in lower case: "ruling", "opposition".
    pub words: HashSet<String>,
    /// The country that its words state: "Kenyan police".
    pub country: Option<String>,
    /// Whose it is: "his lawyer".
    pub possessor: Option<usize>,
    /// The people that it is made of, when the text names them one by one.
    pub members: Vec<usize>,
}

impl Draft {
    fn new(text: &Text<'_>, candidate: &Candidate) -> Draft {
        let mut draft = Draft {
            kind: candidate.kind,
            mentions: Vec::new(),
            gender: candidate.gender,
            hint: None,
            plural: candidate.plural,
            number: candidate.number,
            named: candidate.form == MentionForm::Name,
            nouns: HashSet::new(),
            words: HashSet::new(),
            country: None,
            possessor: None,
            members: Vec::new(),
        };
        if candidate.form == MentionForm::Nominal {
            draft.nouns.insert(words::noun(text, candidate.head));
        }
        draft
    }
}

/// Several people who are spoken of together; it has no mention of its own yet.
fn of_several(members: Vec<usize>) -> Draft {
    Draft {
        kind: EntityKind::Group,
        mentions: Vec::new(),
        gender: None,
        hint: None,
        plural: true,
        number: Some(members.len()),
        named: false,
        nouns: HashSet::new(),
        words: HashSet::new(),
        country: None,
        possessor: None,
        members,
    }
}

/// The drafts with the positions of their candidates.
pub(crate) fn resolve(text: &Text<'_>, names: &[Name], candidates: &[Candidate]) -> Vec<Draft> {
    let clusters = clusters::of_names(text, names);
    let links = links::find(text, candidates);
    let mut discourse = Discourse::new(text, candidates, clusters, links);
    discourse.run();
    discourse.drafts
}

/// The fullest name; without one, the words of the first noun phrase.
pub(crate) fn display_name(text: &Text<'_>, candidates: &[Candidate], draft: &Draft) -> String {
    let mentions = || draft.mentions.iter().map(|&i| &candidates[i]);
    let names = mentions().filter(|mention| mention.form == MentionForm::Name);
    let fullness = |mention: &&Candidate| (mention.tokens.len(), std::cmp::Reverse(mention.tokens.start));
    let best = names.max_by_key(fullness).or_else(|| mentions().find(|mention| mention.form == MentionForm::Nominal));
    let best = best.or_else(|| mentions().next());
    best.map(|mention| words::written(text, mention.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

/// Countries that a noun phrase states with an adjective or a possessor: "Kenyan police", "Kenya's police".
pub(crate) fn stated_country(text: &Text<'_>, candidate: &Candidate) -> Option<String> {
    let modifiers = text.tree.with(candidate.head, &["amod", "compound", "nmod", "poss"]);
    let countries = &text.codebook.countries;
    let mut found = modifiers.filter(|&i| words::is_capitalized(text.word(i))).filter_map(|i| {
        let lower = text.lower(i);
        countries.of_people(&lower).or_else(|| countries.named(&lower))
    });
    found.next().map(|country| country.iso.clone())
}
