//! The facts of a submission, in the groups that forms ask for.

use crate::forms::When;
use crate::looking::Look;
use crate::unknown::group;
use disclosure::{Event, Person};
use jiff::civil::Date;
use std::collections::BTreeMap;

const UNITED_NATIONS: &str = include_str!("../../../texts/en/united_nations.txt");
/// Being taken and held.
const TAKEN: &[&str] = &[
    "arrest",
    "detention",
    "mass_roundup",
    "incommunicado_detention",
    "house_arrest",
    "abduction",
    "enforced_disappearance",
];

/// The facts, in order of time.
pub struct Facts<'f, 'd> {
    look: &'f Look<'d>,
    /// All of them.
    pub events: &'f [&'d Event],
}

impl<'f, 'd> Facts<'f, 'd> {
    pub const fn new(look: &'f Look<'d>, events: &'f [&'d Event]) -> Facts<'f, 'd> {
        Facts { look, events }
    }

    fn those(&self, test: impl Fn(&Event) -> bool) -> Vec<&'d Event> {
        self.events.iter().copied().filter(|event| test(event)).collect()
    }

    /// Whether a question has to be answered.
    pub fn needs(&self, when: When, person: &Person) -> bool {
        match when {
            When::Always => true,
            When::Detained => !self.taken().is_empty(),
            When::Defender => person.attributes.defender == Some(true),
            When::Minor => person.minor,
        }
    }

    /// Arrests and what amounts to them.
    pub fn arrests(&self) -> Vec<&'d Event> {
        self.those(|event| matches!(event.act_type.as_deref(), Some("arrest" | "mass_roundup" | "abduction")))
    }

    /// Being taken and held.
    pub fn taken(&self) -> Vec<&'d Event> {
        self.those(|event| event.act_type.as_deref().is_some_and(|act| TAKEN.contains(&act)))
    }

    /// Being held and let go.
    pub fn detention(&self) -> Vec<&'d Event> {
        self.those(|event| event.act_type.as_deref().and_then(group) == Some("liberty"))
    }

    /// Proceedings and other steps of authorities. A complaint is a step of the person concerned.
    pub fn steps(&self) -> Vec<&'d Event> {
        self.those(|event| {
            let act = event.act_type.as_deref();
            act.and_then(group) == Some("process") && act != Some("complaint")
        })
    }

    /// What a disappearance began with: the surest kind of act first.
    pub fn disappearance(&self) -> Option<&'d Event> {
        let of = |kind: &str| self.events.iter().copied().find(|event| event.act_type.as_deref() == Some(kind));
        ["enforced_disappearance", "abduction", "arrest", "detention"].into_iter().find_map(of)
    }

    /// Facts that name the United Nations.
    pub fn cooperation(&self) -> Vec<&'d Event> {
        self.those(|event| self.names_united_nations(event))
    }

    /// Facts after the first of these; all but these when they have no date.
    pub fn after_cooperation(&self) -> Vec<&'d Event> {
        let since = self.cooperation().iter().filter_map(|event| begins(event)).min();
        self.those(|event| match (since, begins(event)) {
            (Some(since), Some(begins)) => begins >= since && !self.names_united_nations(event),
            _ => !self.names_united_nations(event),
        })
    }

    fn names_united_nations(&self, event: &Event) -> bool {
        let words = event.reports.iter().flat_map(|report| &report.passages).filter_map(|one| one.words.as_deref());
        let bodies = event.participants.iter().filter_map(|one| self.look.body(one.body.as_deref()?));
        words.chain(bodies.map(|body| body.name.as_str())).any(speaks_of_united_nations)
    }

    /// Those who take part in one of these ways, with the facts.
    pub fn agents(&self, roles: &[&str]) -> BTreeMap<String, Vec<&'d Event>> {
        let mut agents: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
        for &event in self.events {
            if let Some(named) = self.look.named(event, roles) {
                agents.entry(named.text).or_default().push(event);
            }
        }
        agents
    }
}

fn begins(event: &Event) -> Option<Date> {
    event.date.earliest.or(event.date.latest)
}

fn speaks_of_united_nations(text: &str) -> bool {
    let mut words = UNITED_NATIONS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    words.any(|word| {
        text.match_indices(word).any(|(at, _)| {
            // "UN " must not be the end of another word.
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric())
        })
    })
}
