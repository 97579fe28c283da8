//! Numbers as they go out: the numbers stay, the words of the texts are left out where they could tell who.

use super::Gate;
use super::coarse::to_month;
use super::free::Style;
use crate::material::{Body, Counted, Figure, Person, Speaker, StatedNumber};
use std::collections::BTreeSet;

impl<'a> Gate<'a> {
    pub fn figures(&self) -> Vec<Figure> {
        let figure = |figure: &Figure| {
            let is_open = self.is_open_number(&figure.document, &figure.speaker);
            Figure {
                count: figure.count,
                of: figure.of.as_deref().filter(|_| is_open).and_then(|of| self.free(of, Style::Text)),
                act_type: figure.act_type.as_deref().map(|term| self.term(term)),
                period: figure.period.map(|period| if is_open { period } else { to_month(period) }),
                speaker: self.speaker(&figure.speaker, is_open),
                document: self.id("document", &figure.document),
                passages: self.passages(&figure.passages, is_open),
            }
        };
        let mut figures: Vec<Figure> = self.material.figures.iter().map(figure).collect();
        if !self.is_kept() {
            figures.sort_by_key(|figure| {
                (figure.document.clone(), figure.act_type.clone(), figure.count.at_least, figure.count.at_most)
            });
        }
        figures
    }

    pub fn counts(&self) -> Vec<Counted> {
        let coarse: BTreeSet<&str> =
            self.material.events.iter().filter(|event| !self.is_open(event)).map(|event| event.id.as_str()).collect();
        let counted = |counted: &Counted| {
            let is_coarse = counted.events.iter().any(|event| coarse.contains(event.as_str()));
            let mut events: Vec<String> = counted.events.iter().map(|event| self.id("event", event)).collect();
            if !self.is_kept() {
                events.sort();
            }
            Counted {
                act_type: self.term(&counted.act_type),
                period: counted.period.map(|period| if is_coarse { to_month(period) } else { period }),
                place: counted.place.as_deref().and_then(|place| self.place_id(place, is_coarse)),
                named: counted.named,
                reported: counted.reported,
                unnamed_at_least: counted.unnamed_at_least,
                is_sum: counted.is_sum,
                events,
                active_sources: counted.active_sources,
                numbers: counted.numbers.iter().map(|number| self.stated(number)).collect(),
                problems: counted.problems.iter().map(|problem| self.term(problem)).collect(),
            }
        };
        self.material.counts.iter().map(counted).collect()
    }

    fn stated(&self, number: &StatedNumber) -> StatedNumber {
        let is_open = self.is_open_number(&number.document, &number.speaker);
        StatedNumber {
            count: number.count,
            text: number.text.as_deref().filter(|_| is_open).and_then(|text| self.free(text, Style::Text)),
            speaker: self.speaker(&number.speaker, is_open),
            document: self.id("document", &number.document),
            passages: self.passages(&number.passages, is_open),
        }
    }

    fn is_open_number(&self, document: &str, speaker: &Speaker) -> bool {
        speaker.person.as_deref().is_none_or(|person| self.is_named(person)) && !self.is_withheld(document)
    }

    pub fn person_with(&self, id: &str) -> Option<&'a Person> {
        self.people.get(id).copied()
    }

    pub fn body_with(&self, id: &str) -> Option<&'a Body> {
        self.by_body.get(id).copied()
    }
}
