//! What the reports of an event are worth, in parts and with their words.

use super::Across;
use super::event_view::name_of;
use crate::case::Case;
use crate::refusal::Refusal;
use crate::shown::{Disagree, Lack, Place, Speaks, Weighed};
use assessment::{Assessment, Evidence, Standard};
use resolution::digest::Span;

/// More words are not quoted for one speaker.
const MAX_WORDS: usize = 6;
/// More speakers are not listed.
const MAX_SPEAKERS: usize = 60;

impl Case {
    /// The assessment with its words.
    pub(super) fn weighed(&mut self, across: &Across, assessment: &Assessment) -> Result<Weighed, Refusal> {
        let mut weighed = Weighed { standards: standards(), ..Weighed::default() };
        for source in assessment.sources.iter().take(MAX_SPEAKERS) {
            let words = self.words_of(across, &source.evidence)?;
            let (name, identity) = (Some(source.name.clone()), source.identity.clone());
            weighed.sources.push(Speaks { name, identity, kind: name_of(&source.kind), words, ..Speaks::default() });
        }
        for dispute in assessment.disputed_by.iter().take(MAX_SPEAKERS) {
            let words = self.words_of(across, &dispute.evidence)?;
            let (name, identity) = (dispute.speaker.clone(), dispute.identity.clone());
            let kind = name_of(&dispute.kind);
            weighed.disputed_by.push(Speaks { name, identity, kind, words, ..Speaks::default() });
        }
        for one in assessment.acknowledged_by.iter().take(MAX_SPEAKERS) {
            weighed.acknowledged_by.push(Speaks {
                name: Some(one.speaker.clone()),
                identity: one.identity.clone(),
                kind: "official".to_owned(),
                against_interest: one.against_interest,
                words: self.words_of(across, &one.evidence)?,
            });
        }
        for one in &assessment.inconsistencies {
            let words = self.words_of(across, &one.evidence)?;
            weighed.disagree.push(Disagree { of: one.of.clone(), says: one.says.clone(), words });
        }
        let lacks = assessment.lacks.iter();
        weighed.lacks = lacks
            .map(|lack| Lack { need: lack.need.as_str().to_owned(), amount: lack.amount, has: lack.has })
            .collect();
        Ok(weighed)
    }

    fn words_of(&mut self, across: &Across, evidence: &[Evidence]) -> Result<Vec<(Place, String)>, Refusal> {
        let quoted = evidence.iter().take(MAX_WORDS).map(|one| {
            let part = across.part_at(one.document, one.span).unwrap_or_default();
            let place = Place { part, ..across.place(one.document, 'a', 0) };
            Ok((place, self.quoted(across, one.document, one.span)?))
        });
        quoted.collect()
    }
}

impl Across {
    /// The part of a document that rests on these words: a statement, an act, a figure.
    pub(super) fn part_at(&self, document: usize, span: Span) -> Option<String> {
        let digest = self.digests.get(document)?;
        let statement = digest.statements.iter().position(|one| one.evidence.contains(&span));
        let act = || digest.acts.iter().position(|one| one.evidence.contains(&span) || one.trigger == span);
        let within = || digest.acts.iter().position(|one| one.participants.iter().any(|one| one.span == span));
        let figure = || digest.figures.iter().position(|one| one.evidence.contains(&span));
        let named = |letter: char, position: usize| self.judged.name(document, letter, position);
        statement
            .map(|at| named('s', at))
            .or_else(|| act().map(|at| named('a', at)))
            .or_else(|| within().map(|at| named('a', at)))
            .or_else(|| figure().map(|at| named('f', at)))
    }
}

fn standards() -> Vec<(String, String)> {
    let all = Standard::built_in().unwrap_or_default();
    all.into_iter().map(|standard| (standard.id, standard.after)).collect()
}
