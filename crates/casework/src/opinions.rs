//! What people say of one document and its parts, beside what the program read: what stands, what waits, what was entered, comments.

use crate::across::judged::fields::anchored;
use crate::across::judged::state::{State, States, added_name, counting, parts_of};
use crate::case::Case;
use crate::documents::record_id;
use crate::refusal::Refusal;
use crate::request::{Answer, DocumentShown, Target, Verdict};
use crate::shown::{AddedShown, CommentShown, Opinion};
use crate::{JudgementRow, MemberRow};
use std::collections::{BTreeSet, HashMap};

impl Case {
    /// Adds what people say to a document that is shown; what was amended and counts takes the place of what was read.
    pub(crate) fn with_opinions(&mut self, mut shown: DocumentShown) -> Result<DocumentShown, Refusal> {
        if shown.judgements.is_empty() {
            return Ok(shown);
        }
        let people = People { members: self.tables.look(&self.store, cache::Cache::members)?, me: self.me() };
        let states = States::of_document(&shown.judgements, self.asks_for_two()?);
        let acts = shown.acts.iter().map(|act| (act.key.clone(), act.act.clone()));
        let entities = shown.entities.iter().map(|one| (one.key.clone(), one.entity.clone()));
        let statements = shown.statements.iter().map(|one| (one.key.clone(), one.statement.clone()));
        let names: HashMap<String, String> = acts.chain(entities).chain(statements).collect();
        let name = |key: &str| added_name(key).or_else(|| names.get(key).cloned());
        for act in &mut shown.acts {
            let state = states.part(&shown.document.record, &act.key);
            act.verdict = state.and_then(|state| state.verdict).map(str::to_owned);
            act.amended = state.map(amended).unwrap_or_default();
        }
        let here = states.parts.iter().filter(|((record, _), _)| *record == shown.document.record);
        shown.opinions = here.filter_map(|((_, key), state)| Some(people.opinion(name(key)?, state))).collect();
        let letters: Vec<char> = if states.added.is_empty() { Vec::new() } else { shown.text.chars().collect() };
        let rejected = |key: &str| states.part(&shown.document.record, key).is_some_and(|state| state.is_rejected());
        let added =
            states.added.iter().filter(|added| added.document == shown.document.record && !rejected(&added.key));
        shown.added = added
            .map(|added| AddedShown {
                name: added_name(&added.key).unwrap_or_default(),
                key: added.key.clone(),
                part: added.part.clone(),
                fields: added.fields.clone(),
                passages: added
                    .passages
                    .iter()
                    .filter_map(|passage| anchored(passage, &letters))
                    .map(|span| [span.0, span.1])
                    .collect(),
                entry: added.entry.clone(),
                author: people.name(&added.author),
                time: added.time,
            })
            .collect();
        let rows = counting(&shown.judgements);
        shown.comments = rows.iter().filter_map(|row| people.comment(row, &shown.document.record, &name)).collect();
        shown.claims = rows.iter().filter_map(|row| people.claim(row)).collect();
        Ok(shown)
    }

    /// What people wrote beside a document, a part of one, or a person, body, place or event across documents.
    pub(crate) fn comments(&mut self, of: &Target) -> Result<Answer, Refusal> {
        let people = People { members: self.tables.look(&self.store, cache::Cache::members)?, me: self.me() };
        let mut parts: BTreeSet<(String, String)> = BTreeSet::new();
        for target in self.parts_of(Verdict::Comment, std::slice::from_ref(of))? {
            parts.insert(self.part_of(&target)?);
        }
        let records: BTreeSet<&String> = parts.iter().map(|(record, _)| record).collect();
        let mut rows: Vec<JudgementRow> = Vec::new();
        for record in records {
            let id = record_id(record)?;
            rows.extend(self.tables.look(&self.store, |cache| cache.judgements_of(id))?);
        }
        rows.sort_by(|one, other| (one.time, &one.entry).cmp(&(other.time, &other.entry)));
        rows.dedup_by(|one, other| one.entry == other.entry);
        let is_about = |row: &&JudgementRow| {
            let about = parts_of(row);
            if about.is_empty() {
                row.of.iter().flatten().any(|of| parts.contains(&(of.clone(), String::new())))
            } else {
                about.iter().any(|part| parts.contains(part))
            }
        };
        let comments = counting(&rows)
            .into_iter()
            .filter(is_about)
            .filter_map(|row| people.comment(row, "", &added_name))
            .collect();
        Ok(Answer::Comments { rows: comments })
    }
}

/// Who is who.
struct People {
    members: Vec<MemberRow>,
    me: String,
}

impl People {
    /// A member's name, or the beginning of their key.
    fn name(&self, author: &str) -> String {
        let named =
            self.members.iter().find(|member| member.signing_key == author).and_then(|member| member.name.clone());
        named.unwrap_or_else(|| author.get(..8).unwrap_or(author).to_owned())
    }

    fn opinion(&self, name: String, state: &State) -> Opinion {
        let mut waiting: Vec<String> = state.waiting.iter().map(|(_, author)| self.name(author)).collect();
        waiting.dedup();
        let mut proposed: Vec<String> = state.proposed.iter().map(|verdict| (*verdict).to_owned()).collect();
        proposed.dedup();
        let values = |given: &[crate::across::judged::state::Given]| {
            given.iter().map(|one| (one.value.clone(), self.name(&one.author))).collect()
        };
        Opinion {
            name,
            verdict: state.verdict.map(str::to_owned),
            amended: amended(state),
            split: state.split().map(|(field, given)| (field.clone(), values(given))).collect(),
            is_contested: state.is_contested,
            may_confirm: state.waiting.iter().any(|(_, author)| *author != self.me),
            waiting,
            proposed,
        }
    }

    fn comment(&self, row: &JudgementRow, record: &str, name: &dyn Fn(&str) -> Option<String>) -> Option<CommentShown> {
        if row.verdict.as_deref() != Some("comment") {
            return None;
        }
        let parts = parts_of(row);
        let part = parts.iter().find(|(document, _)| record.is_empty() || document == record);
        Some(CommentShown {
            part: part.and_then(|(_, key)| name(key)),
            mark: row.field.clone(),
            text: row.value.clone().unwrap_or_default(),
            author: self.name(&row.author),
            time: row.time,
            entry: row.entry.clone(),
        })
    }

    /// Who works on it, until when, and whether it is whoever asks.
    fn claim(&self, row: &JudgementRow) -> Option<(String, i64, bool)> {
        let until: i64 = row.value.as_deref().filter(|_| row.verdict.as_deref() == Some("claim"))?.parse().ok()?;
        let now = jiff::Timestamp::now().as_millisecond();
        (until > now).then(|| (self.name(&row.author), until, row.author == self.me))
    }
}

/// Fields with the one value that counts.
fn amended(state: &State) -> Vec<(String, String)> {
    let one = state.fields.keys().filter_map(|field| Some((field.clone(), state.value(field)?.to_owned())));
    one.filter(|(field, _)| field != "passage").collect()
}
