//! What a speaker does with the words, once it is known which acts they tell.

use super::content::Content;
use super::speakers;
use super::status::{Said, is_doer};
use crate::{Entities, Text};
use codebook::Stance;
use domain::{Act, ActStatus, EntityIdx, Statement, StatementKind};

/// Act types that are nobody's wrong: they end one, or are acts of the person concerned.
const NO_HARM: &[&str] = &[
    "release",
    "bail",
    "pardon_amnesty",
    "acquittal_or_charges_dropped",
    "appeal_decision",
    "complaint",
    "election",
    "confession",
    "exile",
    "trial",
];

/// Settles the kind of every statement whose cue leaves it open.
pub fn settle(text: &Text<'_>, entities: &Entities, acts: &[Act], statements: &mut [Statement], said: &[Said]) {
    let answers: Vec<bool> = (0..statements.len()).map(|i| answers_accusation(statements, i)).collect();
    for (i, statement) in statements.iter_mut().enumerate() {
        let Some(said) = said.get(i) else { continue };
        let content = Content::of(text, statement);
        let judged = Judged { text, entities, acts, statement, said, content: &content };
        statement.kind = judged.kind(answers[i]);
    }
}

/// A statement with all that its kind depends on.
struct Judged<'a> {
    text: &'a Text<'a>,
    entities: &'a Entities,
    acts: &'a [Act],
    statement: &'a Statement,
    said: &'a Said,
    content: &'a Content,
}

impl Judged<'_> {
    fn kind(&self, answers: bool) -> StatementKind {
        match self.said.cue_kind {
            StatementKind::Claim => self.claim(answers),
            StatementKind::Opinion if self.harms_somebody() && !self.said.infinitive && self.is_speech() => {
                StatementKind::Accusation
            }
            StatementKind::Denial if self.said.negated => StatementKind::Claim,
            kind => kind,
        }
    }

    fn claim(&self, answers: bool) -> StatementKind {
        if self.in_confession() {
            return StatementKind::Confession;
        }
        if self.threatens() {
            return StatementKind::Threat;
        }
        if self.denies() || (answers && self.said.official) {
            return StatementKind::Denial;
        }
        if self.demands() {
            return StatementKind::Demand;
        }
        if self.harms_somebody() {
            return StatementKind::Accusation;
        }
        StatementKind::Claim
    }

    /// Thoughts told as speech ("believes that police shot him"), not tastes.
    fn is_speech(&self) -> bool {
        matches!(self.said.cue.as_str(), "believe" | "think" | "feel" | "suppose" | "suspect" | "assume")
    }

    /// "said in the confession".
    fn in_confession(&self) -> bool {
        let text = self.text;
        let cue = text.annotations.tokens_in(self.statement.cue);
        let verb = cue.clone().rev().find(|&i| text.token(i).pos == "VERB");
        let settings = verb.into_iter().flat_map(|verb| text.tree.with(verb, &["prep"]).collect::<Vec<_>>());
        let mut nouns = settings.filter_map(|preposition| text.tree.first(preposition, &["pobj"]));
        nouns.any(|noun| self.is(noun, Stance::Confession))
    }

    /// What will be done to somebody, said by those who can do it.
    fn threatens(&self) -> bool {
        let told = self.statement.acts.iter().filter_map(|&i| self.acts.get(i));
        let mut coming = told.filter(|act| self.is_harm(act) && self.content.asserts(self.text, act.trigger));
        let by_act = coming.any(|act| match act.status {
            ActStatus::Threatened => true,
            ActStatus::Planned
            | ActStatus::Denied
            | ActStatus::Alleged
            | ActStatus::Hypothetical
            | ActStatus::Reported => self.is_future(act.trigger.start),
        });
        self.said.official && by_act || (self.said.official || self.paper_of_office()) && self.announces_retribution()
    }

    /// A text that speaks of what an office will do.
    fn paper_of_office(&self) -> bool {
        let (text, entities) = (self.text, self.entities);
        let mut subjects = self.content.predicates.iter().filter_map(|&verb| text.tree.first(verb, &["nsubj"]));
        speakers::is_paper(text, self.statement)
            && subjects.any(|subject| speakers::is_office_at(text, entities, subject))
    }

    /// "will take measures against them", "won't go unpunished".
    fn announces_retribution(&self) -> bool {
        let future = self
            .content
            .predicates
            .iter()
            .any(|&verb| self.has_auxiliary(verb, &["will", "'ll", "’ll", "wo", "shall"]));
        future && self.content.has(self.text, Stance::Retribution)
    }

    fn is_future(&self, offset: usize) -> bool {
        let text = self.text;
        let trigger = text.annotations.token_at(offset);
        trigger < text.len()
            && std::iter::once(trigger)
                .chain(text.tree.ancestors(trigger).take(2))
                .any(|i| self.has_auxiliary(i, &["will", "would", "'ll", "’ll", "wo", "shall"]))
    }

    fn has_auxiliary(&self, verb: usize, words: &[&str]) -> bool {
        self.text.tree.with(verb, &["aux"]).any(|aux| words.contains(&self.text.lower(aux).as_str()))
    }

    /// Calls it untrue, or says that a wrong was not done.
    fn denies(&self) -> bool {
        let told = self.statement.acts.iter().filter_map(|&i| self.acts.get(i));
        let mut denied =
            told.filter(|act| act.status == ActStatus::Denied && self.content.asserts(self.text, act.trigger));
        let by_act = denied.any(|act| self.is_harm(act) && !self.suffers(act));
        by_act || self.calls_untrue() || self.negates()
    }

    /// "the report is baseless", "they are twisting the truth": in a predicate, not in passing.
    fn calls_untrue(&self) -> bool {
        let text = self.text;
        self.content.main.iter().any(|&i| {
            let predicate = self.content.predicates.binary_search(&i).is_ok()
                || text.tree.relation(i).is_in(&["acomp", "attr", "oprd"])
                || text.tree.relation(i) == "conj" && text.tree.relation(text.tree.head(i)).is_in(&["acomp", "attr"])
                || text.tree.relation(i).is_in(&["amod", "pobj", "dobj"])
                    && self.said.official
                    && !self.is(text.tree.head(i), Stance::Confession);
            predicate && self.is(i, Stance::Denial)
        })
    }

    /// A main predicate with "not" by an official, or by somebody who says "not I" of a wrong.
    fn negates(&self) -> bool {
        let text = self.text;
        let negated = |&&verb: &&usize| self.is_negated(verb);
        let mut verbs = self.content.predicates.iter().filter(negated);
        verbs.any(|&verb| {
            let subject = text.tree.first(verb, &["nsubj", "nsubjpass"]);
            let own = subject.is_some_and(|subject| matches!(text.lower(subject).as_str(), "i" | "we"));
            let wrong = self.content.has(text, Stance::Harm);
            let about_truth = self
                .content
                .main
                .iter()
                .any(|&i| matches!(text.lemma(i), "reality" | "truth" | "true" | "fact" | "correct"));
            let asks = self.has_auxiliary(verb, &["should", "must", "will", "would", "wo", "can", "could"]);
            let of_office = subject.is_some_and(|subject| speakers::is_office_at(text, self.entities, subject));
            let innocent = self.is(verb, Stance::Doing) || wrong;
            !asks && (own && innocent || self.said.official && (wrong || about_truth || of_office))
        })
    }

    /// "not", "nor", "no officer", "nobody".
    fn is_negated(&self, verb: usize) -> bool {
        let text = self.text;
        let no = |noun: usize| {
            let nobody = matches!(text.lower(noun).as_str(), "nobody" | "none" | "nothing" | "no-one");
            nobody || text.tree.with(noun, &["det", "neg"]).any(|word| text.lower(word) == "no")
        };
        text.tree.with(verb, &["neg"]).next().is_some()
            || text.tree.with(verb, &["preconj", "cc"]).any(|word| text.lower(word) == "nor")
            || text.tree.with(verb, &["nsubj", "nsubjpass", "dobj"]).any(no)
    }

    /// "should stop", "must be freed", "Release him!", "we urge".
    fn demands(&self) -> bool {
        let text = self.text;
        let subject = |verb: usize| text.tree.first(verb, &["nsubj", "nsubjpass"]);
        self.content.predicates.iter().any(|&verb| {
            let duty = text.tree.with(verb, &["aux"]).any(|aux| self.is(aux, Stance::Duty));
            let perfect = self.has_auxiliary(verb, &["have"]);
            let first_person = subject(verb).is_some_and(|i| matches!(text.lower(i).as_str(), "i" | "we"));
            let asks = first_person && crate::statements::asks(text, verb);
            duty && !perfect && !first_person || asks || self.is_imperative(verb)
        })
    }

    fn is_imperative(&self, verb: usize) -> bool {
        let text = self.text;
        self.statement.direct
            && text.token(verb).tag == "VB"
            && text.tree.is_root(verb)
            && text.tree.first(verb, &["nsubj", "nsubjpass", "aux", "expl"]).is_none()
            && !matches!(text.lemma(verb), "let" | "look" | "see" | "imagine" | "thank" | "say")
    }

    /// Tells a wrong that somebody else did.
    fn harms_somebody(&self) -> bool {
        let told = self.statement.acts.iter().filter_map(|&i| self.acts.get(i));
        let by_act = told
            .filter(|act| self.is_harm(act) && self.content.asserts(self.text, act.trigger))
            .any(|act| self.accuses(act));
        by_act || (!self.said.official && self.names_harm())
    }

    fn accuses(&self, act: &Act) -> bool {
        let happened = matches!(act.status, ActStatus::Alleged | ActStatus::Reported);
        let mut doers = act.participants.iter().filter(|one| is_doer(one));
        let own = |entity: Option<EntityIdx>| entity.is_some() && entity == self.statement.speaker;
        let by_others = doers.clone().any(|one| !own(one.entity));
        let by_self = doers.any(|one| own(one.entity));
        let grave = self
            .text
            .codebook
            .act_types
            .get(&act.act_type)
            .is_some_and(|one| matches!(one.group.as_str(), "integrity" | "pressure" | "space"));
        happened && !by_self && if self.said.official { by_others && grave } else { by_others || grave }
    }

    /// A word for a wrong in a main clause that is neither negated nor asked to end.
    fn names_harm(&self) -> bool {
        let text = self.text;
        let plain = |&verb: &usize| text.tree.with(verb, &["neg"]).next().is_none();
        let asserted = self.content.predicates.is_empty() || self.content.predicates.iter().any(plain);
        asserted && self.content.has(text, Stance::Harm)
    }

    fn suffers(&self, act: &Act) -> bool {
        let victim = |one: &domain::Participant| {
            one.role == domain::Role::Victim && one.entity.is_some() && one.entity == self.statement.speaker
        };
        act.participants.iter().any(victim) && !speakers::is_official(self.text, self.entities, self.statement)
    }

    fn is_harm(&self, act: &Act) -> bool {
        let Some(act_type) = self.text.codebook.act_types.get(&act.act_type) else { return false };
        (act_type.patient_role.starts_with("victim") || act_type.patient_role == "target")
            && !NO_HARM.contains(&act_type.id.as_str())
    }

    fn is(&self, token_idx: usize, stance: Stance) -> bool {
        self.text.lexicons().stances.is(&self.text.lemma(token_idx).to_lowercase(), stance)
    }
}

/// Whether somebody else's accusation is told inside: "they often accuse us of ...", said by the accused.
fn answers_accusation(statements: &[Statement], statement_idx: usize) -> bool {
    let outer = &statements[statement_idx];
    // Statements stand in order of their cues, so what lies inside stands close by.
    let inside = |inner: &&Statement| outer.content.iter().any(|span| span.contains(inner.cue));
    let near = statements.iter().skip(statement_idx.saturating_sub(3)).take(7);
    let accusation = |inner: &&Statement| inner.kind == StatementKind::Accusation && inner.speaker_span.is_some();
    near.filter(inside).filter(accusation).any(|inner| inner.speaker_span != outer.speaker_span)
}
