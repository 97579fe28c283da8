//! The answer to one question, from the record.

use super::facts::Facts;
use crate::chronology::Chronology;
use crate::citing::Citing;
use crate::forms::{Field, Source};
use crate::looking::Look;
use crate::naming::{chain_names, one_line};
use crate::papers::person;
use crate::words::{self, n, t, with};
use crate::{Wanted, when};
use disclosure::{ConsentState, Event, Person, Purpose};
use paper::{Face, Run};
use std::collections::BTreeSet;

/// An answer.
pub enum Answer {
    /// The facts in order of time stand here.
    Facts,
    /// A paragraph each.
    Lines(Vec<Vec<Run>>),
    /// There is none.
    Nothing,
}

/// What answers are made from.
pub struct Answering<'a, 'd> {
    pub look: &'d Look<'d>,
    pub person: &'d Person,
    pub facts: &'a Facts<'d, 'd>,
    pub told: &'a mut Chronology<'d>,
    pub citing: &'a mut Citing<'d>,
    pub wanted: &'a Wanted,
}

impl<'d> Answering<'_, 'd> {
    /// What the record answers, and what was written in.
    pub fn answer(&mut self, question: &Field) -> Answer {
        let mut lines = match self.recorded(question.source) {
            Answer::Lines(lines) => lines,
            Answer::Nothing => Vec::new(),
            facts @ Answer::Facts => return facts,
        };
        let given = self.wanted.given.get(&question.id).filter(|given| !given.trim().is_empty());
        lines.extend(given.map(|given| vec![Run::text(&one_line(given))]));
        if lines.is_empty() { Answer::Nothing } else { Answer::Lines(lines) }
    }

    fn recorded(&mut self, source: Source) -> Answer {
        let facts = &self.person.attributes;
        match source {
            Source::Given => Answer::Nothing,
            Source::PersonName if self.person.is_pseudonymous() => Answer::Nothing,
            Source::PersonName => one(Some(self.person.name.clone())),
            Source::PersonOtherNames => all(person::other_names(self.person)),
            Source::PersonBirthOrAge => {
                all(person::birth(self.person).into_iter().chain(person::ages(self.person)).collect())
            }
            Source::PersonMinor => one(self.person.minor.then(|| t("yes"))),
            Source::PersonGender => one(facts.gender.clone()),
            Source::PersonNationality => one(facts.nationality.clone()),
            Source::PersonOccupation => one(facts.occupation.clone()),
            Source::PersonResidence => one(person::residence(self.look, self.person)),
            Source::PersonContact => one(facts.contact.clone()),
            Source::PersonDefender => one(facts.defender.map(person::yes_no)),
            Source::PersonDefenderWork => one(facts.defender_work.clone()),
            Source::ConsentPartner => self.consent(Purpose::Partner),
            Source::ConsentGovernment => self.consent(Purpose::Government),
            Source::ConsentPublic => self.consent(Purpose::Public),
            Source::Documents => self.documents(),
            facts => self.told_facts(facts),
        }
    }

    fn told_facts(&mut self, source: Source) -> Answer {
        match source {
            Source::FactsChronology | Source::FactsAfterCooperation => Answer::Facts,
            Source::FactsStates => self.states(),
            Source::FactsArrest => self.sentences(&self.facts.arrests()),
            Source::FactsDetention => self.references(&self.facts.detention()),
            Source::FactsSteps => self.references(&self.facts.steps()),
            Source::FactsDisappearanceDate => one(self.facts.disappearance().and_then(month_at_least)),
            Source::FactsDisappearancePlace => {
                let chain = self.facts.disappearance().map(|event| self.look.where_it_was(event)).unwrap_or_default();
                one((!chain.is_empty()).then(|| chain_names(&chain)))
            }
            Source::FactsPerpetrators => self.agents(&["perpetrator"]),
            Source::FactsAuthorities => self.agents(&["authority"]),
            Source::FactsResponsibleWhy => self.why(),
            Source::FactsLaw => self.law(),
            Source::FactsDisputes => self.disputes(),
            Source::FactsCooperation => self.sentences(&self.facts.cooperation()),
            Source::FactsLink => self.link(),
            _ => Answer::Nothing,
        }
    }

    /// What helps whoever has to answer: how texts describe a person is no occupation that they gave.
    pub fn hint(&self, source: Source) -> Option<String> {
        let roles: Vec<String> = self.person.roles.iter().take(6).map(|role| one_line(role)).collect();
        let is_asked = source == Source::PersonOccupation && !roles.is_empty();
        is_asked.then(|| with("in-texts", &[("roles", &roles.join("; "))]))
    }

    fn states(&self) -> Answer {
        let states: BTreeSet<String> =
            self.facts.events.iter().filter_map(|event| self.look.country(event)).map(|(_, name)| name).collect();
        all(states.into_iter().collect())
    }

    /// A refusal to submit is no answer that lets a form go out; a refusal to be named elsewhere is one.
    fn consent(&self, purpose: Purpose) -> Answer {
        let found = person::consent(self.person, purpose);
        let counts = found.filter(|consent| purpose != Purpose::Partner || consent.state == ConsentState::Given);
        one(counts.map(person::consent_words))
    }

    fn documents(&self) -> Answer {
        let documents: BTreeSet<&str> =
            self.told.events.iter().flat_map(|event| &event.reports).map(|report| report.document.as_str()).collect();
        one((!documents.is_empty()).then(|| n("attached", documents.len())))
    }

    /// Sentences with their notes.
    fn sentences(&mut self, events: &[&'d Event]) -> Answer {
        let lines = events.iter().map(|event| {
            let mut runs = vec![Run::text(&self.look.sentence(event)), self.citing.event(event)];
            let paragraphs = self.told.paragraphs(&[event]);
            if !paragraphs.is_empty() {
                runs.push(Run::text(&format!(" ({paragraphs})")));
            }
            runs
        });
        lines_or_nothing(lines.collect())
    }

    /// "Charge, 14 March 2031 (para. 4)".
    fn references(&self, events: &[&Event]) -> Answer {
        let lines = events.iter().map(|event| {
            let label = event.act_type.as_deref().map(words::label).unwrap_or_default();
            let parts = [label, when::short(event.date)];
            let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let paragraphs = self.told.paragraphs(&[event]);
            vec![Run::text(&if paragraphs.is_empty() { text } else { format!("{text} ({paragraphs})") })]
        });
        lines_or_nothing(lines.collect())
    }

    fn agents(&self, roles: &[&str]) -> Answer {
        let agents = self.facts.agents(roles).into_iter();
        let agents = agents.filter(|(name, _)| *name != n("nobody-named", 1) && *name != t("unnamed-person"));
        all(agents.map(|(name, _)| when::upper_first(&name)).collect())
    }

    /// Who is named for what, and where the record says so.
    fn why(&self) -> Answer {
        let lines = self.facts.agents(&["perpetrator"]).into_iter().filter_map(|(name, events)| {
            let paragraphs = self.told.paragraphs(&events);
            let name = when::upper_first(&name);
            (!paragraphs.is_empty()).then(|| with("responsible-of", &[("agent", &name), ("paragraphs", &paragraphs)]))
        });
        all(lines.collect())
    }

    fn law(&self) -> Answer {
        let charges: BTreeSet<String> =
            self.facts.events.iter().flat_map(|event| &event.charges).map(|charge| one_line(charge)).collect();
        all(charges.iter().map(|charge| with("law-charge", &[("charge", charge)])).collect())
    }

    fn disputes(&mut self) -> Answer {
        let mut lines = Vec::new();
        for event in &self.told.events {
            for dispute in &event.disputed_by {
                let who = self.look.speaker(&dispute.speaker).unwrap_or_else(|| t("somebody"));
                let paragraphs = self.told.paragraphs(&[event]);
                let said = crate::chronology::disputed(&who, &dispute.passages);
                let mut runs = vec![Run::faced(&format!("{}: ", when::upper_first(&paragraphs)), Face::Strong)];
                runs.push(Run::text(&said));
                if !dispute.passages.is_empty() {
                    runs.push(self.citing.passages_note(&dispute.passages));
                }
                lines.push(runs);
            }
        }
        lines_or_nothing(lines)
    }

    /// A link that a document states: an act that is told as a reprisal.
    fn link(&mut self) -> Answer {
        let events = self.facts.events.iter().copied();
        let reprisals: Vec<&Event> = events.filter(|event| event.act_type.as_deref() == Some("reprisal")).collect();
        self.sentences(&reprisals)
    }
}

fn one(line: Option<String>) -> Answer {
    all(line.into_iter().collect())
}

fn all(lines: Vec<String>) -> Answer {
    lines_or_nothing(lines.iter().filter(|line| !line.trim().is_empty()).map(|line| vec![Run::text(line)]).collect())
}

fn lines_or_nothing(lines: Vec<Vec<Run>>) -> Answer {
    if lines.is_empty() { Answer::Nothing } else { Answer::Lines(lines) }
}

/// The day of an event when at least month and year are known.
fn month_at_least(event: &Event) -> Option<String> {
    let (first, last) = (event.date.earliest?, event.date.latest?);
    (first.year() == last.year() && first.month() == last.month()).then(|| when::short(event.date))
}
