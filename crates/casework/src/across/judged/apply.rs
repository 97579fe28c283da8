//! The digest of one document with what people decided about it.

use super::fields::{Named, anchored, kind, status, window};
use super::state::{Added, State};
use super::{Judged, JudgedAct, Names, name_of};
use crate::across::event_view::{days, name_of as word_of};
use crate::device::digits;
use resolution::Digest;
use resolution::digest::{Act, Entity, Kind, Participant, Role, Span, Statement, words};
use resolution::result::ActRef;
use sha2::Digest as _;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Fields of an act that can be amended.
const FIELDS: [&str; 9] =
    ["type", "status", "date", "victims", "perpetrators", "places", "charges", "speaker", "passage"];
/// Who did it: by law or not.
const DOERS: [Role; 2] = [Role::Perpetrator, Role::Authority];

/// What was decided about one document.
pub struct Work<'a> {
    number: i64,
    /// By the key of the part: the record of the document, and what was decided.
    pub states: BTreeMap<&'a String, (&'a String, &'a State)>,
    /// What was entered by hand.
    pub added: Vec<&'a Added>,
}

impl Work<'_> {
    pub fn new(number: i64) -> Self {
        Self { number, states: BTreeMap::new(), added: Vec::new() }
    }

    /// Changes the digest, and writes down what it did.
    pub fn apply(
        self,
        document: usize,
        digest: &mut Digest,
        text: &mut dyn FnMut(i64) -> Option<String>,
        judged: &mut Judged,
    ) {
        let is_about_acts = digest.acts.iter().any(|act| self.states.contains_key(&act.key));
        if !is_about_acts && self.added.is_empty() {
            return;
        }
        let needs_text =
            !self.added.is_empty() || self.states.values().any(|(_, state)| state.fields.contains_key("passage"));
        let text: Vec<char> =
            if needs_text { text(self.number).unwrap_or_default().chars().collect() } else { Vec::new() };
        let mut desk = OneDocument { digest, text };
        let anchored = self.anchored(&desk.text, judged);
        for (added, spans) in anchored.iter().filter(|(added, _)| added.part == "entity") {
            desk.enter_entity(added, spans);
        }
        let names = (0..desk.digest.acts.len()).map(|act| format!("a{}", act + 1)).collect();
        let mut acts = Acts { document, names, gone: BTreeSet::new(), first: judged.acts.len(), judged };
        acts.amend_read(&self, &mut desk);
        acts.enter(&self, &anchored, &mut desk);
        for (added, spans) in anchored.iter().filter(|(added, _)| added.part == "statement") {
            desk.enter_statement(added, spans);
        }
        acts.finish(&mut desk);
    }

    /// What was entered and counts, where its words stand now.
    fn anchored(&self, text: &[char], judged: &mut Judged) -> Vec<(&Added, Vec<Span>)> {
        let mut found = Vec::new();
        for &added in &self.added {
            let spans: Vec<Span> = added.passages.iter().filter_map(|passage| anchored(passage, text)).collect();
            if added.waits || spans.is_empty() {
                judged.n_waiting += usize::from(added.waits);
                judged.n_unanchored += usize::from(!added.waits);
                judged.gone.insert((added.document.clone(), added.key.clone()));
            } else {
                found.push((added, spans));
            }
        }
        found
    }
}

/// The acts of a document while they are judged.
struct Acts<'a> {
    document: usize,
    names: Vec<String>,
    /// Positions of those that were rejected.
    gone: BTreeSet<usize>,
    /// Where those of this document begin among all that were judged.
    first: usize,
    judged: &'a mut Judged,
}

impl Acts<'_> {
    fn amend_read(&mut self, work: &Work<'_>, desk: &mut OneDocument<'_>) {
        for at in 0..desk.digest.acts.len() {
            let Some(key) = desk.digest.acts.get(at).map(|act| act.key.clone()) else { continue };
            let Some((record, state)) = work.states.get(&key) else { continue };
            let machine = desk.told(at);
            let name = self.names.get(at).cloned().unwrap_or_default();
            let act = JudgedAct {
                document: self.document,
                name,
                at: Some(at),
                machine: Some(machine),
                state: (*state).clone(),
                entered: BTreeMap::new(),
            };
            self.judge(act, at, (record, &key), desk);
        }
    }

    fn enter(&mut self, work: &Work<'_>, anchored: &[(&Added, Vec<Span>)], desk: &mut OneDocument<'_>) {
        for (added, spans) in anchored.iter().filter(|(added, _)| added.part == "act") {
            let at = desk.digest.acts.len();
            desk.enter_act(added, spans);
            let name = name_of(&added.key, 'a', at);
            self.names.push(name.clone());
            self.judged.verdicts.insert(ActRef { document: self.document, act: at }, "add".to_owned());
            let state = work.states.get(&added.key).map(|(_, state)| (*state).clone()).unwrap_or_default();
            let act = JudgedAct {
                document: self.document,
                name,
                at: Some(at),
                machine: None,
                state,
                entered: added.fields.clone(),
            };
            self.judge(act, at, (&added.document, &added.key), desk);
        }
    }

    /// Takes over what was decided about an act.
    fn judge(&mut self, mut act: JudgedAct, at: usize, (record, key): (&str, &str), desk: &mut OneDocument<'_>) {
        let state = &act.state;
        self.judged.n_split += usize::from(state.is_contested || state.split().next().is_some());
        self.judged.n_waiting += state.waiting.len();
        if state.is_rejected() {
            self.judged.n_rejected += 1;
            self.judged.gone.insert((record.to_owned(), key.to_owned()));
            self.gone.insert(at);
            act.at = None;
        } else {
            for field in FIELDS {
                if let Some(value) = state.value(field) {
                    desk.amend(at, field, value);
                }
            }
            if let Some(verdict @ ("accept" | "amend")) = state.verdict {
                self.judged
                    .verdicts
                    .entry(ActRef { document: self.document, act: at })
                    .or_insert_with(|| verdict.to_owned());
                desk.trust(at);
            }
        }
        self.judged.acts.push(act);
    }

    /// Leaves out what was rejected, so that everything else keeps pointing at what it did.
    fn finish(mut self, desk: &mut OneDocument<'_>) {
        let mut moved: HashMap<usize, usize> = HashMap::new();
        let mut kept = Vec::with_capacity(desk.digest.acts.len());
        let mut names = Vec::with_capacity(self.names.len());
        for (at, act) in std::mem::take(&mut desk.digest.acts).into_iter().enumerate() {
            if !self.gone.contains(&at) {
                moved.insert(at, kept.len());
                names.push(std::mem::take(self.names.get_mut(at).unwrap_or(&mut String::new())));
                kept.push(act);
            }
        }
        desk.digest.acts = kept;
        for statement in &mut desk.digest.statements {
            statement.acts = statement.acts.iter().filter_map(|act| moved.get(act).copied()).collect();
        }
        let at_of = |act: usize| moved.get(&act).copied();
        for act in self.judged.acts.iter_mut().skip(self.first) {
            act.at = act.at.and_then(at_of);
        }
        let here = ActRef { document: self.document, act: 0 }..=ActRef { document: self.document, act: usize::MAX };
        let of_here: Vec<(ActRef, String)> =
            self.judged.verdicts.range(here).map(|(at, verdict)| (*at, verdict.clone())).collect();
        of_here.iter().for_each(|(at, _)| drop(self.judged.verdicts.remove(at)));
        let again =
            of_here.into_iter().filter_map(|(at, verdict)| Some((ActRef { act: at_of(at.act)?, ..at }, verdict)));
        self.judged.verdicts.extend(again);
        let entities =
            desk.digest.entities.iter().enumerate().map(|(at, entity)| name_of(&entity.key, 'e', at)).collect();
        self.judged.names.insert(self.document, Names { acts: names, entities });
    }
}

/// A digest that is being judged.
struct OneDocument<'a> {
    digest: &'a mut Digest,
    /// Its text; empty when nobody entered anything.
    text: Vec<char>,
}

impl OneDocument<'_> {
    /// The fields of an act, written as amendments are.
    fn told(&self, at: usize) -> BTreeMap<String, String> {
        let Some(act) = self.digest.acts.get(at) else { return BTreeMap::new() };
        let name = |entity: usize| self.digest.entities.get(entity).map(|entity| entity.name.clone());
        let people = |roles: &[Role]| {
            let of_role = act.participants.iter().filter(|one| roles.contains(&one.role));
            let names = of_role.map(|one| one.entity.and_then(name).unwrap_or_else(|| one.text.clone()));
            names.collect::<Vec<_>>().join("; ")
        };
        let speakers = act.statements.iter().filter_map(|idx| self.digest.statements.get(*idx));
        let speakers = speakers.filter_map(|one| one.speaker.and_then(name).or_else(|| one.speaker_text.clone()));
        let [first, last] = days(act.date).map(Option::unwrap_or_default);
        let date = if first == last { first } else { format!("{first}/{last}") };
        let places: Vec<String> = act.places.iter().rev().filter_map(|place| name(*place)).collect();
        let all = [
            ("type", act.act_type.clone()),
            ("status", word_of(&act.status)),
            ("date", date),
            ("victims", people(&[Role::Victim])),
            ("perpetrators", people(&DOERS)),
            ("places", places.join("; ")),
            ("charges", act.charges.join("; ")),
            ("speaker", speakers.collect::<Vec<_>>().join("; ")),
        ];
        all.into_iter().map(|(field, value)| (field.to_owned(), value)).collect()
    }

    fn act(&mut self, at: usize) -> Option<&mut Act> {
        self.digest.acts.get_mut(at)
    }

    /// A person says so: it is as sure as it can be.
    fn trust(&mut self, at: usize) {
        if let Some(act) = self.act(at) {
            act.confidence = 1.0;
        }
    }

    /// Puts a value in the place of what was read. What cannot be understood changes nothing.
    fn amend(&mut self, at: usize, field: &str, value: &str) {
        match field {
            "victims" => self.take_part(at, &[Role::Victim], value),
            "perpetrators" => self.take_part(at, &DOERS, value),
            "places" => self.places(at, value),
            "speaker" => self.speaker(at, value),
            "passage" => self.passage(at, value),
            _ => self.plain(at, field, value),
        }
    }

    fn plain(&mut self, at: usize, field: &str, value: &str) {
        let Some(act) = self.act(at) else { return };
        match field {
            "type" => value.clone_into(&mut act.act_type),
            "status" => act.status = status(value).unwrap_or(act.status),
            "charges" => act.charges = Named::all(value).map(|one| one.name.to_owned()).collect(),
            _ => {
                if let Some(window) = window(value) {
                    act.date = window;
                    act.basis = if window.is_open() { "unknown" } else { "stated" }.to_owned();
                }
            }
        }
    }

    fn take_part(&mut self, at: usize, roles: &[Role], value: &str) {
        let Some(act) = self.act(at) else { return };
        let (old, others): (Vec<Participant>, Vec<Participant>) =
            std::mem::take(&mut act.participants).into_iter().partition(|one| roles.contains(&one.role));
        let place = act.evidence.first().copied().unwrap_or(act.trigger);
        let mut now: Vec<Participant> = Vec::new();
        for named in Named::all(value) {
            let same_words =
                |one: &&Participant| one.entity.is_none() && cache::folded(&one.text) == cache::folded(named.name);
            if let Some(same) = old.iter().find(same_words) {
                now.push(same.clone());
                continue;
            }
            let known = self.entity(&named, false);
            if known.is_none()
                && named.kind.is_none()
                && let Some(count) = named.count()
            {
                let text = named.name.to_owned();
                now.push(Participant {
                    role: roles.first().copied().unwrap_or_default(),
                    entity: None,
                    text,
                    span: place,
                    count: Some(count),
                });
                continue;
            }
            let entity = known.unwrap_or_else(|| self.somebody_new(&named, Kind::Person, place));
            let before = old.iter().find(|one| one.entity == Some(entity)).cloned();
            now.push(before.unwrap_or_else(|| Participant {
                role: roles.first().copied().unwrap_or_default(),
                entity: Some(entity),
                text: named.name.to_owned(),
                span: place,
                count: None,
            }));
        }
        if let Some(act) = self.act(at) {
            act.participants = now.into_iter().chain(others).collect();
        }
    }

    /// The narrowest place stands first in the field, and last in the digest.
    fn places(&mut self, at: usize, value: &str) {
        let Some(place) = self.act(at).map(|act| act.evidence.first().copied().unwrap_or(act.trigger)) else { return };
        let mut places: Vec<usize> = Vec::new();
        for named in Named::all(value) {
            let named = Named { kind: None, ..named };
            let entity = self.entity(&named, true).unwrap_or_else(|| self.somebody_new(&named, Kind::Place, place));
            if !places.contains(&entity) {
                places.push(entity);
            }
        }
        places.reverse();
        if let Some(act) = self.act(at) {
            act.places = places;
        }
    }

    /// Who says so; nobody: the document itself.
    fn speaker(&mut self, at: usize, value: &str) {
        let Some((place, evidence, key)) = self
            .act(at)
            .map(|act| (act.evidence.first().copied().unwrap_or(act.trigger), act.evidence.clone(), act.key.clone()))
        else {
            return;
        };
        let mut statements = Vec::new();
        for named in Named::all(value) {
            let speaker = self.entity(&named, false).unwrap_or_else(|| self.somebody_new(&named, Kind::Person, place));
            statements.push(self.digest.statements.len());
            self.digest.statements.push(Statement {
                key: format!("+s claim {} {key}", cache::folded(named.name)),
                kind: "claim".to_owned(),
                speaker: Some(speaker),
                speaker_text: Some(named.name.to_owned()),
                evidence: evidence.clone(),
                acts: vec![at],
                ..Statement::default()
            });
        }
        // Whoever denies it still does.
        let denials: Vec<usize> = self.digest.acts.get(at).map(|act| act.statements.clone()).unwrap_or_default();
        let denials =
            denials.into_iter().filter(|idx| self.digest.statements.get(*idx).is_some_and(|one| one.kind == "denial"));
        statements.extend(denials.collect::<Vec<_>>());
        let before = self.digest.acts.get(at).map(|act| act.statements.clone()).unwrap_or_default();
        for idx in before.into_iter().filter(|idx| !statements.contains(idx)) {
            if let Some(statement) = self.digest.statements.get_mut(idx) {
                statement.acts.retain(|act| *act != at);
            }
        }
        if let Some(act) = self.act(at) {
            act.statements = statements;
        }
    }

    /// The words that say it, one passage a line.
    fn passage(&mut self, at: usize, value: &str) {
        let spans: Vec<Span> = value.lines().filter_map(|passage| anchored(passage, &self.text)).collect();
        let words = self.stems(&spans);
        if let (Some(act), false) = (self.act(at), spans.is_empty()) {
            act.evidence = spans;
            act.words = words;
        }
    }

    fn stems(&self, spans: &[Span]) -> Vec<String> {
        let mut stems: Vec<String> = spans.iter().flat_map(|span| words::stems(&self.quoted(*span))).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    fn quoted(&self, span: Span) -> String {
        self.text.get(span.0 as usize..span.1 as usize).map(|letters| letters.iter().collect()).unwrap_or_default()
    }

    /// The entity that a name means: by its key, else by any of its spellings; one that is named before one that is not.
    fn entity(&self, named: &Named<'_>, is_place: bool) -> Option<usize> {
        let entities = || self.digest.entities.iter().enumerate();
        if let Some(key) = named.key
            && let Some((at, _)) = entities().find(|(_, entity)| entity.key == key)
        {
            return Some(at);
        }
        let folded = cache::folded(named.name);
        let fits = |entity: &Entity| {
            let is_kind = named.kind.map_or((entity.kind == Kind::Place) == is_place, |kind| entity.kind == kind);
            is_kind
                && (cache::folded(&entity.name) == folded
                    || entity.spellings.iter().any(|one| cache::folded(one) == folded))
        };
        let all = || entities().filter(|(_, entity)| fits(entity));
        all().find(|(_, entity)| entity.named > 0).or_else(|| all().next()).map(|(at, _)| at)
    }

    /// Somebody whom the document does not have under this name.
    fn somebody_new(&mut self, named: &Named<'_>, otherwise: Kind, place: Span) -> usize {
        let kind = named.kind.unwrap_or(otherwise);
        let folded = cache::folded(named.name);
        let id = digits(&sha2::Sha256::digest(format!("{} {folded}", word_of(&kind))));
        let at = self.digest.entities.len();
        self.digest.entities.push(Entity {
            key: format!("+e {} {folded} {}", word_of(&kind), id.get(..32).unwrap_or_default()),
            kind,
            name: named.name.to_owned(),
            spellings: vec![named.name.to_owned()],
            named: 1,
            mentions: vec![place],
            ..Entity::default()
        });
        at
    }

    fn enter_entity(&mut self, added: &Added, spans: &[Span]) {
        let field = |name: &str| added.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        let (Some(name), kind) = (field("name"), field("kind").and_then(kind).unwrap_or(Kind::Person)) else { return };
        let roles: Vec<String> =
            field("roles").map(|roles| Named::all(roles).map(|one| one.name.to_owned()).collect()).unwrap_or_default();
        let named = Named { name, key: None, kind: Some(kind) };
        if let Some(entity) = self.entity(&named, kind == Kind::Place).and_then(|at| self.digest.entities.get_mut(at)) {
            // Named here already: what was added is one more place, and what is said of them.
            entity.mentions.extend(spans);
            entity.named = entity.named.max(1);
            entity.roles.extend(roles);
            return;
        }
        self.digest.entities.push(Entity {
            key: added.key.clone(),
            kind,
            name: name.to_owned(),
            spellings: vec![name.to_owned()],
            named: 1,
            mentions: spans.to_vec(),
            roles,
            protected: field("protected") == Some("yes"),
            ..Entity::default()
        });
    }

    fn enter_act(&mut self, added: &Added, spans: &[Span]) {
        let at = self.digest.acts.len();
        self.digest.acts.push(Act {
            key: added.key.clone(),
            evidence: spans.to_vec(),
            trigger: spans.first().copied().unwrap_or_default(),
            words: self.stems(spans),
            basis: "unknown".to_owned(),
            confidence: 1.0,
            ..Act::default()
        });
        for field in FIELDS.iter().filter(|field| **field != "passage") {
            if let Some(value) = added.fields.get(*field) {
                self.amend(at, field, value);
            }
        }
    }

    fn enter_statement(&mut self, added: &Added, spans: &[Span]) {
        let place = spans.first().copied().unwrap_or_default();
        let named =
            added.fields.get("speaker").map(|value| Named::one(value.trim())).filter(|named| !named.name.is_empty());
        let speaker = named
            .as_ref()
            .map(|named| self.entity(named, false).unwrap_or_else(|| self.somebody_new(named, Kind::Person, place)));
        let kind = added.fields.get("kind").cloned().unwrap_or_else(|| "claim".to_owned());
        let keys: Vec<&str> =
            added.fields.get("acts").map(|acts| acts.split(';').map(str::trim).collect()).unwrap_or_default();
        let acts: Vec<usize> = (self.digest.acts.iter().enumerate())
            .filter(|(_, act)| keys.contains(&act.key.as_str()))
            .map(|(at, _)| at)
            .collect();
        let idx = self.digest.statements.len();
        // A denial speaks of its acts, but an act names only who asserts it.
        for at in acts.iter().filter(|_| kind != "denial") {
            if let Some(act) = self.digest.acts.get_mut(*at) {
                act.statements.push(idx);
            }
        }
        self.digest.statements.push(Statement {
            key: added.key.clone(),
            kind,
            speaker,
            speaker_text: named.map(|named| named.name.to_owned()),
            evidence: spans.to_vec(),
            acts,
            ..Statement::default()
        });
    }
}
