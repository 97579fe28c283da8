//! Small invented cases for examples and tests.

use crate::{Assessment, Assessor, Labels, Standard};
use document::DateWindow;
use resolution::Digest;
use resolution::digest::{Act, Count, Entity, Kind, Participant, Role, Span, Statement, Status};
use resolution::families::{Fingerprints, Settings, find};
use resolution::result::{ActRef, EntityRef, Event, Identity, Judgement, Resolution};
use std::collections::BTreeMap;

/// Reports of one event, one a document.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The documents.
    pub digests: Vec<Digest>,
    /// Their texts.
    pub texts: Vec<String>,
}

/// One report, to which more is added.
#[derive(Debug)]
pub struct ReportOf<'a>(&'a mut Digest);

impl Case {
    /// A report that says where it is from.
    pub fn report(&mut self, origin: &str) -> ReportOf<'_> {
        self.with_text(origin, "")
    }

    /// The same with a text, all of which is evidence.
    pub fn with_text(&mut self, origin: &str, text: &str) -> ReportOf<'_> {
        let at = self.digests.len();
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX).max(10);
        let act = Act { act_type: "arrest".to_owned(), evidence: vec![Span(0, length)], ..Act::default() };
        let origin = (!origin.is_empty()).then(|| origin.to_owned()).into_iter().collect();
        self.texts.push(text.to_owned());
        let digest = Digest { document: format!("d{at}"), origin, acts: vec![act], ..Digest::default() };
        ReportOf(self.digests.push_mut(digest))
    }

    /// What was found across the reports: all acts are one event, the same names the same people.
    #[must_use]
    pub fn resolution(&self) -> Resolution {
        let prints: Vec<Fingerprints> = self.texts.iter().map(|text| Fingerprints::of(text)).collect();
        let texts = find(&self.digests, &prints, Settings::built_in());
        let mut by_name: BTreeMap<&str, Vec<EntityRef>> = BTreeMap::new();
        for (document, digest) in self.digests.iter().enumerate() {
            for (entity, one) in digest.entities.iter().enumerate() {
                by_name.entry(&one.name).or_default().push(EntityRef { document, entity });
            }
        }
        let persons = by_name.into_iter().zip(0..).map(|((name, entities), n)| Identity {
            id: format!("p{n}"),
            kind: Kind::Person,
            name: name.to_owned(),
            spellings: vec![(name.to_owned(), entities.clone())],
            entities,
            links: Vec::new(),
            confidence: 1.0,
            judgement: Judgement::Proposed,
        });
        let event = Event {
            id: "v0".to_owned(),
            act_type: "arrest".to_owned(),
            acts: (0..self.digests.len()).map(|document| ActRef { document, act: 0 }).collect(),
            links: Vec::new(),
            confidence: 1.0,
            judgement: Judgement::Proposed,
        };
        Resolution {
            persons: persons.collect(),
            families: texts.families,
            origins: texts.origins,
            events: vec![event],
            ..Resolution::default()
        }
    }

    /// The assessment without a standard.
    #[must_use]
    pub fn assess(&self) -> Assessment {
        self.assess_for(None)
    }

    /// The assessment for a standard.
    #[must_use]
    pub fn assess_for(&self, standard: Option<&Standard>) -> Assessment {
        let labels = Labels::built_in().unwrap_or_default();
        let resolution = self.resolution();
        Assessor::new(&self.digests, &resolution, &labels).assess(0, standard).unwrap_or_default()
    }
}

impl ReportOf<'_> {
    fn entity(&mut self, name: &str) -> usize {
        if let Some(known) = self.0.entities.iter().position(|entity| entity.name == name) {
            return known;
        }
        self.0.entities.push(Entity { kind: Kind::Person, name: name.to_owned(), ..Entity::default() });
        self.0.entities.len() - 1
    }

    fn act(&mut self, change: impl FnOnce(&mut Act)) -> &mut Self {
        if let Some(act) = self.0.acts.first_mut() {
            change(act);
        }
        self
    }

    fn part(&mut self, role: Role, name: &str) -> &mut Self {
        let entity = Some(self.entity(name));
        self.act(|act| {
            act.participants.push(Participant { role, entity, text: name.to_owned(), ..Participant::default() })
        })
    }

    /// To whom it was done.
    pub fn victim(&mut self, name: &str) -> &mut Self {
        self.part(Role::Victim, name)
    }

    /// Who is said to have done it.
    pub fn perpetrator(&mut self, name: &str) -> &mut Self {
        self.part(Role::Perpetrator, name)
    }

    /// To how many people it was done.
    pub fn count(&mut self, at_least: u64, at_most: Option<u64>) -> &mut Self {
        let count = Count { at_least: Some(at_least), at_most, ..Count::default() };
        self.act(|act| {
            act.participants.push(Participant { role: Role::Victim, count: Some(count), ..Participant::default() })
        })
    }

    /// On which day, as stated: year, month, day.
    pub fn on(&mut self, (year, month, day): (i16, i8, i8)) -> &mut Self {
        let date = jiff::civil::Date::new(year, month, day).map(DateWindow::day).unwrap_or_default();
        self.act(|act| (act.date, act.basis) = (date, "stated".to_owned()))
    }

    /// Somebody says (or denies) it.
    pub fn said(&mut self, name: &str, roles: &[&str], kind: &str) -> &mut Self {
        let speaker = self.entity(name);
        let at = self.0.statements.len();
        if let Some(entity) = self.0.entities.get_mut(speaker) {
            entity.roles.extend(roles.iter().map(|&role| role.to_owned()));
        }
        let spans = u32::try_from(at).map(|at| Span(20 * at + 20, 20 * at + 35)).unwrap_or_default();
        self.0.statements.push(Statement {
            kind: kind.to_owned(),
            speaker: Some(speaker),
            evidence: vec![spans],
            acts: vec![0],
            ..Statement::default()
        });
        let denied = kind == "denial";
        self.act(|act| {
            act.statements.push(at);
            act.status = if denied { Status::Denied } else { Status::Alleged };
        })
    }
}
