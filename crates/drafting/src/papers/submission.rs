//! A form, filled in from the record: what it asks in its order, the facts with their notes, what is missing and who must be asked.

mod answer;
mod facts;

use super::frame;
use crate::chronology::Chronology;
use crate::citing::Citing;
use crate::forms::{Field as Question, Form, Missing, Source, Whom};
use crate::looking::{Look, is_supposed, takes_part};
use crate::words::{n, t, with};
use crate::{Draft, DraftError, Filled, FilledState, Wanted, annex};
use answer::{Answer, Answering};
use disclosure::{Disclosed, Event};
use facts::Facts;
use paper::clean::clean;
use paper::{Block, Face, Field, Run};

/// The submission about a person.
///
/// # Errors
/// [`DraftError`] when nobody is named, the person is not there, or an answer is given that the form does not ask for.
pub fn submission(disclosed: &Disclosed, wanted: &Wanted, form: &Form) -> Result<Draft, DraftError> {
    check_given(form, wanted)?;
    let look = Look::new(disclosed);
    let id = wanted.person.as_deref().ok_or(DraftError::NobodyNamed)?;
    let person = look.person(id).ok_or(DraftError::NoPerson)?;
    let events = look.events(wanted.from, wanted.to).into_iter();
    let events: Vec<&Event> = events.filter(|event| takes_part(event, id) && !is_supposed(event)).collect();
    let mut told = Chronology::default();
    let mut citing = Citing::new(&look);
    // Told first, so that every answer can say which paragraph it rests on.
    let facts = Facts::new(&look, &events);
    let after_only = form.fields().any(|field| field.source == Source::FactsAfterCooperation);
    let first = if after_only { facts.after_cooperation() } else { events.clone() };
    let chronology = told.tell(&mut citing, &first);

    let mut paper = frame::paper(disclosed, wanted, &person.name);
    paper.title_page.facts.push((t("fact-form"), clean(&form.title)));
    paper.title_page.facts.push((t("fact-channel"), clean(&form.channel)));
    let mut sheet = Sheet { blocks: Vec::new(), rows: Vec::new(), missing: Vec::new() };
    let mut answering = Answering { look: &look, person, facts: &facts, told: &mut told, citing: &mut citing, wanted };
    let mut filled = Vec::new();
    for section in &form.sections {
        sheet.heading(&section.title);
        for question in &section.fields {
            let answer = answering.answer(question);
            let is_needed = question.required && facts.needs(question.when, person);
            filled.push(tell(&section.title, question, &answer, is_needed, chronology.is_empty()));
            match answer {
                Answer::Facts => sheet.facts(question, &chronology),
                Answer::Lines(lines) => sheet.row(question, lines, false),
                Answer::Nothing if is_needed => sheet.lacks(question, answering.hint(question.source)),
                Answer::Nothing => sheet.nothing(question),
            }
        }
    }
    sheet.flush();
    if form.fields().any(|field| !field.is_checked) {
        sheet.blocks.push(Block::Small { runs: vec![Run::text(&t("form-unchecked"))] });
    }
    let Sheet { blocks, missing, .. } = sheet;
    if !missing.is_empty() {
        paper.blocks.push(missing_notice(&missing));
    }
    paper.blocks.extend(blocks);
    paper.title_page.notice = frame::notice(disclosed, &told);
    paper.blocks.extend(annex::annex(&citing));
    Ok(Draft { paper, missing, n_facts: told.events.len(), filled })
}

/// What answers a question, in words alone.
fn tell(section: &str, question: &Question, answer: &Answer, is_needed: bool, has_no_facts: bool) -> Filled {
    let (answers, state) = match answer {
        Answer::Lines(lines) => {
            let words = |runs: &Vec<Run>| runs.iter().map(Run::letters).collect::<String>();
            (lines.iter().map(words).collect(), FilledState::Answered)
        }
        Answer::Facts if !has_no_facts => (Vec::new(), FilledState::Facts),
        Answer::Facts if question.required => (Vec::new(), FilledState::Missing),
        Answer::Nothing if is_needed => (Vec::new(), FilledState::Missing),
        Answer::Facts | Answer::Nothing => (Vec::new(), FilledState::Open),
    };
    let by_hand = is_by_hand(question.source);
    Filled { section: section.to_owned(), question: question.clone(), by_hand, answers, state }
}

/// An answer for a field that nobody fills in by hand would be lost.
fn check_given(form: &Form, wanted: &Wanted) -> Result<(), DraftError> {
    let by_hand = || form.fields().filter(|field| is_by_hand(field.source));
    for field in wanted.given.keys() {
        if !by_hand().any(|known| known.id == *field) {
            let known = by_hand().map(|field| field.id.as_str()).collect::<Vec<_>>().join(", ");
            return Err(DraftError::NoField { field: field.chars().take(40).collect(), known });
        }
    }
    Ok(())
}

/// Whether somebody writes the answer in; what is known of people, their consents and documents is recorded in the case.
const fn is_by_hand(source: Source) -> bool {
    matches!(
        source,
        Source::Given
            | Source::FactsCooperation
            | Source::FactsLink
            | Source::FactsSteps
            | Source::FactsLaw
            | Source::FactsDetention
            | Source::FactsPerpetrators
            | Source::FactsResponsibleWhy
            | Source::FactsAuthorities
            | Source::FactsStates
            | Source::FactsDisappearanceDate
            | Source::FactsDisappearancePlace
    )
}

fn missing_notice(missing: &[Missing]) -> Block {
    let item = |one: &Missing| {
        let whom = t(&format!("whom-{}", one.ask.as_str()));
        vec![Run::text(&with("missing-item", &[("label", &one.label), ("whom", &whom)]))]
    };
    Block::Notice { title: n("missing-title", missing.len()), items: missing.iter().map(item).collect() }
}

/// The form as it is filled in.
struct Sheet {
    blocks: Vec<Block>,
    rows: Vec<Field>,
    missing: Vec<Missing>,
}

impl Sheet {
    fn heading(&mut self, title: &str) {
        self.flush();
        self.blocks.push(Block::heading(1, title));
    }

    fn flush(&mut self) {
        if !self.rows.is_empty() {
            self.blocks.push(Block::Fields { rows: std::mem::take(&mut self.rows) });
        }
    }

    fn row(&mut self, question: &Question, answers: Vec<Vec<Run>>, missing: bool) {
        self.rows.push(Field { label: question.label.clone(), answers, missing });
    }

    fn facts(&mut self, question: &Question, chronology: &[Block]) {
        if chronology.is_empty() {
            return if question.required { self.lacks(question, None) } else { self.nothing(question) };
        }
        self.flush();
        self.blocks.push(Block::heading(2, &question.label));
        self.blocks.extend(chronology.iter().cloned());
    }

    fn nothing(&mut self, question: &Question) {
        self.row(question, vec![vec![Run::faced(&t("not-answered"), Face::Emphasis)]], false);
    }

    fn lacks(&mut self, question: &Question, hint: Option<String>) {
        let whom = t(&format!("whom-{}", question.ask.as_str()));
        let line = with("missing-answer", &[("whom", &whom), ("help", &question.help)]);
        let lines = [Some(line), hint].into_iter().flatten();
        self.row(question, lines.map(|line| vec![Run::faced(&line, Face::Missing)]).collect(), true);
        self.missing.push(missing(question));
    }
}

fn missing(question: &Question) -> Missing {
    Missing {
        field: question.id.clone(),
        label: question.label.clone(),
        help: question.help.clone(),
        ask: whom(question),
        by_hand: is_by_hand(question.source),
    }
}

const fn whom(question: &Question) -> Whom {
    question.ask
}
