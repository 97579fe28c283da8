//! A paper looked at before it is made: who stands in it and how, what a form is answered with, and the paper itself as a page.

use crate::case::Case;
use crate::disclosing::{Gated, word_of};
use crate::refusal::Refusal;
use crate::reporting::{Drafted, PaperQuery, Reported};
use crate::request::{Answer, Reply};
use aho_corasick::{AhoCorasick, MatchKind};
pub use disclosure::Warning;
use disclosure::{Standing, Thing};
use drafting::forms::{Form, Forms};
use drafting::{Filled, FilledState};
use paper::Paper;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// More blocks of a paper are not shown before it is made; how many there are is said.
const MAX_BLOCKS: usize = 400;
/// More people are not listed; how many there are is said.
const MAX_PEOPLE: usize = 300;

/// A paper before it is made. The body of the reply is its beginning as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperShown {
    /// What for: `keep`, `partner`, `government` or `public`.
    pub purpose: String,
    /// On which day it would go out, ISO 8601.
    pub on: String,
    /// For whom, how much it says and what it lacks; without entry and hash.
    pub reported: Reported,
    /// People whose name or pseudonym stands in it, in the order of the case; some of them.
    pub people: Vec<PersonInPaper>,
    /// How many there are.
    pub n_people: usize,
    /// How many by how they stand: `pseudonym`, `consented`, `overridden`, `official`, `kept`.
    pub standings: Vec<(String, usize)>,
    /// What should be looked at, about these people and about small numbers.
    pub warnings: Vec<Warning>,
    /// The questions of the form, with what answers them; empty for other papers.
    pub fields: Vec<FieldShown>,
    /// The form in short; empty for other papers.
    pub form: String,
    /// How the form is handed in.
    pub channel: String,
    /// Fields whose answer names somebody who is hidden; the paper is shown without these answers.
    pub hidden_in: Vec<String>,
    /// How many blocks at the end of the paper the body leaves out.
    pub n_left_out: usize,
}

/// Somebody who stands in a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonInPaper {
    /// Identifier in the case.
    pub id: String,
    /// Name in the case.
    pub name: String,
    /// Name or pseudonym in the paper.
    pub shown: String,
    /// How they stand: `pseudonym`, `consented`, `overridden`, `official`, `kept`.
    pub standing: String,
    /// What was recorded: `given`, `none`, `expired`, `needs-guardian`, `refused`.
    pub decision: String,
}

/// A question of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldShown {
    /// The heading of its part.
    pub section: String,
    /// Its identifier.
    pub field: String,
    /// The question, in the language of the form.
    pub label: String,
    /// What a good answer has.
    pub help: String,
    /// From where it is answered: `given`, `person`, `facts`, `consent`, `documents`.
    pub source: String,
    /// Who has to be asked.
    pub ask: String,
    /// Whether it has to be answered.
    pub required: bool,
    /// Whether somebody writes it in.
    pub by_hand: bool,
    /// Answers to choose from; any when empty.
    pub choices: Vec<String>,
    /// The words of the answer, a paragraph each.
    pub answers: Vec<String>,
    /// `answered`, `facts`, `missing` or `open`.
    pub state: String,
}

/// A form that can be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormShown {
    /// Such as `special-procedures`.
    pub id: String,
    /// Its title, in its own language.
    pub title: String,
    /// For whom it is.
    pub recipient: String,
}

/// The forms that submissions can fill in, in order of their names.
///
/// # Errors
/// [`Refusal`] when one of them is wrong, with line and column.
pub fn forms() -> Result<Vec<FormShown>, Refusal> {
    let forms = Forms::builtin().map_err(|error| crate::disclosing::unclear(&error.to_string()))?;
    let shown =
        |form: &Form| FormShown { id: form.id.clone(), title: form.title.clone(), recipient: form.recipient.clone() };
    Ok(forms.all().map(shown).collect())
}

impl Case {
    /// A paper before it is made. Nothing is recorded: nothing leaves the case.
    pub(crate) fn show_paper(&mut self, query: &PaperQuery) -> Result<Reply, Refusal> {
        let hidden_in = self.naming_hidden(query)?;
        let mut query = PaperQuery { format: None, ..query.clone() };
        query.given.retain(|field, _| !hidden_in.contains(field));
        let (drafted, gated) = self.drafted_by(&query)?;
        let forms = Forms::builtin().map_err(|error| crate::disclosing::unclear(&error.to_string()))?;
        let form = forms.get(query.form.as_deref().unwrap_or("special-procedures"));
        let form = form.filter(|_| !drafted.draft.filled.is_empty());
        let across = self.across()?;
        let people = going(&across, &gated, &drafted.draft.paper);
        let preview = paper::html::preview(&drafted.draft.paper, MAX_BLOCKS);
        let shown = PaperShown {
            purpose: drafted.handing.purpose.as_str().to_owned(),
            on: gated.ask.on.to_string(),
            n_people: people.len(),
            standings: standings(&people),
            warnings: warnings(&gated, &people, query.kind == drafting::Kind::Tally.as_str()),
            people: people.into_iter().take(MAX_PEOPLE).collect(),
            fields: drafted.draft.filled.iter().map(field).collect(),
            form: form.map(|form| form.title.clone()).unwrap_or_default(),
            channel: form.map(|form| form.channel.clone()).unwrap_or_default(),
            hidden_in,
            n_left_out: preview.n_left_out,
            reported: drafted.reported,
        };
        Ok(Reply { answer: Answer::PaperShown(Box::new(shown)), body: preview.html.into_bytes() })
    }

    /// Fields with an answer that names somebody whom no consent covers.
    fn naming_hidden(&mut self, query: &PaperQuery) -> Result<Vec<String>, Refusal> {
        if query.given.is_empty() {
            return Ok(Vec::new());
        }
        let without = PaperQuery { given: BTreeMap::new(), format: None, ..query.clone() };
        let (Drafted { .. }, gated) = self.drafted_by(&without)?;
        let disclosed = &gated.disclosure.disclosed;
        let names = query.given.iter().filter(|(_, answer)| !disclosed.names_nobody_hidden(answer));
        Ok(names.map(|(field, _)| field.clone()).collect())
    }
}

/// Everybody whose name or pseudonym stands in the paper, found in one pass over its texts.
fn going(across: &crate::across::Across, gated: &Gated, paper: &Paper) -> Vec<PersonInPaper> {
    let disclosed = &gated.disclosure.disclosed;
    let names: BTreeMap<&str, &disclosure::Person> =
        disclosed.persons().iter().map(|person| (person.id.as_str(), person)).collect();
    let is_minor = |one: &&disclosure::Person| disclosure::is_minor(one, gated.ask.on);
    let minors: BTreeSet<&str> = gated.material.persons.iter().filter(is_minor).map(|one| one.id.as_str()).collect();
    let going = across.person_names().into_iter().filter_map(|(id, name)| {
        let person = *names.get(gated.disclosure.shown_id(Thing::Person, &id).as_str())?;
        let decided = gated.folded.consents.decide(&id, minors.contains(id.as_str()), &gated.ask);
        let (standing, decision) = (crate::word(&person.standing), word_of(&decided).to_owned());
        Some(PersonInPaper { id, name, shown: person.name.clone(), standing, decision })
    });
    let all: Vec<PersonInPaper> = going.collect();
    // Names that no automaton can hold are all listed: whoever looks must not miss anybody.
    let Ok(finder) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(all.iter().map(|one| &one.shown))
    else {
        return all;
    };
    let mut found: BTreeSet<usize> = BTreeSet::new();
    paper.texts(&mut |text| found.extend(finder.find_overlapping_iter(text).map(|at| at.pattern().as_usize())));
    let stands = |(idx, one): (usize, PersonInPaper)| found.contains(&idx).then_some(one);
    all.into_iter().enumerate().filter_map(stands).collect()
}

fn standings(people: &[PersonInPaper]) -> Vec<(String, usize)> {
    let all = [Standing::Kept, Standing::Consented, Standing::Overridden, Standing::Official, Standing::Pseudonym];
    let words = all.iter().map(crate::word);
    let counted = words.map(|word| {
        let n = people.iter().filter(|person| person.standing == word).count();
        (word, n)
    });
    counted.filter(|(_, n)| *n > 0).collect()
}

fn warnings(gated: &Gated, people: &[PersonInPaper], counts: bool) -> Vec<Warning> {
    let names: BTreeSet<&str> = people.iter().map(|one| one.shown.as_str()).collect();
    let ids: BTreeSet<String> = people.iter().map(|one| gated.disclosure.shown_id(Thing::Person, &one.id)).collect();
    let is_here = |warning: &&Warning| match warning {
        Warning::Rare { person, .. } | Warning::EndsSoon { person, .. } => {
            names.contains(person.as_str()) || ids.contains(person)
        }
        Warning::SmallCount { .. } => counts,
    };
    gated.disclosure.disclosed.warnings().iter().filter(is_here).cloned().collect()
}

fn field(filled: &Filled) -> FieldShown {
    let question = &filled.question;
    let source = question.source.as_str();
    FieldShown {
        section: filled.section.clone(),
        field: question.id.clone(),
        label: question.label.clone(),
        help: question.help.clone(),
        source: source.split('.').next().unwrap_or(source).to_owned(),
        ask: question.ask.as_str().to_owned(),
        required: question.required,
        by_hand: filled.by_hand,
        choices: question.choices.clone(),
        answers: filled.answers.clone(),
        state: match filled.state {
            FilledState::Answered => "answered",
            FilledState::Facts => "facts",
            FilledState::Missing => "missing",
            FilledState::Open => "open",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests;
