//! What people concerned agreed to, refused and withdrew: recorded, listed, brought to the people across documents.

#[cfg(test)]
pub(crate) mod tests;

use crate::across::{Across, Sort};
use crate::case::Case;
use crate::disclosing::{Gated, Handing, day, purpose_of, today, unclear, word_of};
use crate::documents::subject;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use crate::shown::{ConsentShown, GoesOut, OverrideShown, PersonGoing};
use cache::ConsentRow;
use case_store::{Draft, Kind};
use disclosure::{Consent, ConsentState, Consents, Override, Thing};
use resolution::result::EntityRef;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest value of a field, characters.
const MAX_VALUE: usize = 2000;

/// What somebody records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentDraft {
    /// The person: the identifier, such as `p1a2b`, or a part of a document, `RECORD:e3`.
    pub person: String,
    /// `given`, `refused` or `withdrawn`.
    pub state: String,
    /// `keep`, `partner`, `government`, `public`; none: everything, only for what was refused or withdrawn.
    pub purpose: Option<String>,
    /// For whom; a partner or a government must be named in a consent.
    pub recipient: Option<String>,
    /// When it was given, ISO 8601; none: today.
    pub on: Option<String>,
    /// The last day on which it counts.
    pub until: Option<String>,
    /// How it was given.
    pub how: Option<String>,
    /// By whom, when not by the person.
    pub by: Option<String>,
    /// Whether a guardian gave it.
    pub guardian: bool,
    /// Whether the person is a child.
    pub minor: bool,
    /// Whatever else is to be known.
    pub note: Option<String>,
}

/// What is done about somebody who is named without having agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum OverrideStep {
    /// One member wants it.
    Propose {
        /// The person, as in [`ConsentDraft::person`].
        person: String,
        /// What for.
        purpose: String,
        /// For whom.
        recipient: String,
        /// Why; it cannot be left out.
        reason: String,
    },
    /// Another member agrees.
    Confirm {
        /// The beginning of the hash of the first entry.
        entry: String,
    },
    /// It no longer counts.
    End {
        /// The beginning of the hash of the first entry.
        entry: String,
    },
}

/// What was recorded, by the people across documents.
#[derive(Default)]
pub struct Folded {
    /// By identifier of the person.
    pub consents: Consents,
    /// Those that two members stand behind.
    pub overrides: Vec<Override>,
    /// People who were recorded to be children.
    pub minors: BTreeSet<String>,
    /// How many entries speak of somebody whom the latest readings have no more.
    pub n_lost: usize,
}

impl Case {
    /// Records what a person agreed to, refused or withdrew.
    pub(crate) fn record_consent(&mut self, draft: &ConsentDraft) -> Result<Answer, Refusal> {
        check(draft)?;
        let chosen = self.chosen(&draft.person)?;
        let on = match &draft.on {
            Some(on) => day(on)?,
            None => today(),
        };
        let yes = |is: bool| is.then(|| "yes".to_owned());
        let fields = [
            ("purpose", draft.purpose.clone()),
            ("recipient", draft.recipient.clone()),
            ("on", Some(on.to_string())),
            ("until", draft.until.as_deref().map(day).transpose()?.map(|day| day.to_string())),
            ("how", draft.how.clone()),
            ("by", draft.by.clone()),
            ("guardian", yes(draft.guardian)),
            ("minor", yes(draft.minor)),
            ("note", draft.note.clone()),
        ];
        self.append_consent(&chosen, &draft.state, fields)
    }

    /// One step of naming somebody who did not agree: proposed by one member, confirmed by another.
    pub(crate) fn override_consent(&mut self, step: &OverrideStep) -> Result<Answer, Refusal> {
        match step {
            OverrideStep::Propose { person, purpose, recipient, reason } => {
                let handing = Handing::of(purpose, recipient, None)?;
                if reason.trim().is_empty() {
                    return Err(unclear("naming somebody who did not agree needs a reason"));
                }
                check_length(&[Some(reason), Some(recipient)])?;
                let chosen = self.chosen(person)?;
                let fields = [
                    ("purpose", Some(handing.purpose.as_str().to_owned())),
                    ("recipient", Some(handing.recipient)),
                    ("on", Some(today().to_string())),
                    ("note", Some(reason.clone())),
                ];
                self.append_consent(&chosen, "override", fields)
            }
            OverrideStep::Confirm { entry } => self.answer_override(entry, "override-confirmed"),
            OverrideStep::End { entry } => self.answer_override(entry, "override-ended"),
        }
    }

    fn answer_override(&mut self, entry: &str, state: &str) -> Result<Answer, Refusal> {
        let row = self.entry(entry)?;
        let rows = self.tables.look(&self.store, cache::Cache::consents)?;
        let proposed = rows.into_iter().find(|one| one.entry == row.hash && one.state.as_deref() == Some("override"));
        let proposed = proposed.ok_or_else(|| {
            Refusal::not_found("such override", "`saksi consent list CASE` shows those that wait for a second member")
        })?;
        if state == "override-confirmed" && proposed.author == self.me() {
            return Err(unclear("whoever proposed it cannot confirm it; a second member can"));
        }
        let document = self.document(&proposed.document.clone().unwrap_or_default())?;
        let subject = subject(&document);
        let mut draft = Draft::new(Kind::Consent, self.store.new_record()).with("state", state);
        draft = draft.about(subject, "subject", document.record.as_str()).with("confirms", proposed.entry);
        Ok(Answer::Entry { entry: self.store.append(&draft)?.hash.to_string() })
    }

    fn append_consent<const N: usize>(
        &mut self,
        chosen: &Chosen,
        state: &str,
        fields: [(&str, Option<String>); N],
    ) -> Result<Answer, Refusal> {
        let document = self.document(&chosen.record)?;
        let subject = subject(&document);
        let reading = document.reading.clone().unwrap_or_default();
        let mut draft = Draft::new(Kind::Consent, self.store.new_record()).with("state", state);
        draft = draft.about(subject, "subject", format!("{}/{reading}#{}", document.record, chosen.part));
        draft = draft.about(subject, "seen", chosen.key.as_str()).about(subject, "name", chosen.name.as_str());
        for (field, value) in fields {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                draft = draft.about(subject, field, value);
            }
        }
        Ok(Answer::Entry { entry: self.store.append(&draft)?.hash.to_string() })
    }

    /// The part of a document that stands for a person; people stay the same when documents come in, their identifiers may not.
    fn chosen(&mut self, wanted: &str) -> Result<Chosen, Refusal> {
        let across = self.across()?;
        across.chosen(wanted).ok_or_else(|| {
            Refusal::new(
                Why::NotFound,
                "there is no such person",
                "`saksi people CASE` lists everybody with an identifier",
            )
        })
    }

    /// What was recorded, in the order of the log; about one person when one is named.
    pub(crate) fn consents(&mut self, person: Option<&str>) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let wanted = match person {
            Some(person) => Some(across.person_id(person).ok_or_else(|| {
                Refusal::new(Why::NotFound, "there is no such person", "`saksi people CASE` lists everybody")
            })?),
            None => None,
        };
        let members = self.tables.look(&self.store, cache::Cache::members)?;
        let name_of = |author: &str| {
            let member =
                members.iter().find(|member| author == member.signing_key || author.starts_with(&member.signing_key));
            member.and_then(|member| member.name.clone())
        };
        let rows = self.tables.look(&self.store, cache::Cache::consents)?;
        let me = self.me();
        let mut shown = Vec::new();
        let mut overrides = Vec::new();
        for row in &rows {
            let people = across.people_of(row);
            if wanted.as_ref().is_some_and(|wanted| !people.contains(wanted)) {
                continue;
            }
            let person = people.first().cloned();
            let recorded_by = name_of(&row.author);
            match row.state.as_deref() {
                Some("override") => {
                    let (confirmed, ended) = answered(&rows, row);
                    let may_confirm = confirmed.is_none() && !ended && row.author != me;
                    let confirmed_by = confirmed.map(|by| name_of(by).unwrap_or_default());
                    overrides.push(OverrideShown {
                        person,
                        row: row.clone(),
                        recorded_by,
                        confirmed_by,
                        ended,
                        may_confirm,
                    });
                }
                Some("override-confirmed" | "override-ended") => {}
                _ => shown.push(ConsentShown { person, row: row.clone(), recorded_by }),
            }
        }
        Ok(Answer::Consents { rows: shown, overrides })
    }

    /// Who would go out by name and who by which pseudonym, and what a person should look at before.
    pub(crate) fn goes_out(&mut self, purpose: &str, recipient: &str, on: Option<&str>) -> Result<Reply, Refusal> {
        let handing = Handing { words: false, ..Handing::of(purpose, recipient, on)? };
        let across = self.across()?;
        let Gated { disclosure, material, folded, ask } = self.gated(&handing)?;
        let disclosed = &disclosure.disclosed;
        let minors: BTreeSet<&str> = material
            .persons
            .iter()
            .filter(|one| disclosure::is_minor(one, ask.on))
            .map(|one| one.id.as_str())
            .collect();
        let by_id: BTreeMap<&str, &disclosure::Person> =
            disclosed.persons().iter().map(|person| (person.id.as_str(), person)).collect();
        let going = across.person_names().into_iter().filter_map(|(id, name)| {
            let shown_id = disclosure.shown_id(Thing::Person, &id);
            let person = by_id.get(shown_id.as_str())?;
            let decision = word_of(&folded.consents.decide(&id, minors.contains(id.as_str()), &ask)).to_owned();
            Some(PersonGoing { id, name, shown: person.name.clone(), shown_id, standing: person.standing, decision })
        });
        let answer = GoesOut {
            persons: going.collect(),
            purpose: handing.purpose,
            recipient: disclosed.recipient().to_owned(),
            on: ask.on.to_string(),
            warnings: disclosed.warnings().to_vec(),
            done: disclosed.done(),
            n_lost: folded.n_lost,
        };
        Ok(Reply { answer: Answer::GoesOut(Box::new(answer)), body: Vec::new() })
    }

    /// Everything that was recorded, by the people that the latest readings have.
    pub(crate) fn consents_folded(&mut self, across: &Across) -> Result<Folded, Refusal> {
        let rows = self.tables.look(&self.store, cache::Cache::consents)?;
        let mut folded = Folded::default();
        let mut all = Vec::new();
        for row in &rows {
            let people = across.people_of(row);
            let is_about_somebody = !matches!(row.state.as_deref(), Some("override-confirmed" | "override-ended"));
            folded.n_lost += usize::from(people.is_empty() && is_about_somebody);
            for person in people {
                if row.minor {
                    folded.minors.insert(person.clone());
                }
                if row.state.as_deref() == Some("override") {
                    folded.overrides.extend(an_override(&rows, row, &person));
                } else {
                    all.extend(consent(row, person));
                }
            }
        }
        folded.consents = Consents::new(all);
        Ok(folded)
    }
}

/// An entity of a document that stands for a person.
pub struct Chosen {
    record: String,
    part: String,
    key: String,
    name: String,
}

impl Across {
    /// The first part with a name of the person with this identifier, or the part itself.
    fn chosen(&self, wanted: &str) -> Option<Chosen> {
        let at = self.entities_of_person(wanted)?;
        let named = |at: &&EntityRef| self.entity(**at).is_some_and(|entity| entity.named > 0);
        let at = *at.iter().find(named).or_else(|| at.first())?;
        let entity = self.entity(at)?;
        let (record, part) = self.part_name(at)?;
        Some(Chosen { record, part, key: entity.key.clone(), name: entity.name.clone() })
    }

    /// The people whom an entry is about: whoever has the part that was chosen. When the latest reading has that part no more, a
    /// consent is lost, and a refusal counts for everybody of that name.
    fn people_of(&self, row: &ConsentRow) -> Vec<String> {
        let (Some(record), Some(key)) = (&row.document, &row.key) else { return Vec::new() };
        if let Some(person) = self.person_with_key(record, key) {
            return vec![person];
        }
        let is_refusal = matches!(row.state.as_deref(), Some("refused" | "withdrawn"));
        let name = row.name.as_deref().filter(|_| is_refusal);
        name.map(|name| self.ids_named(Sort::People, name)).unwrap_or_default()
    }
}

/// An entry as the gate takes it; none when it says nothing that this program knows. An unknown day counts against a consent.
fn consent(row: &ConsentRow, person: String) -> Option<Consent> {
    let state = match row.state.as_deref()? {
        "given" => ConsentState::Given,
        "withdrawn" => ConsentState::Withdrawn,
        _ => ConsentState::Refused,
    };
    let read = |text: &Option<String>| text.as_deref().map(day).transpose();
    let (on, until) = (read(&row.on), read(&row.until));
    let purpose = row.purpose.as_deref().map(disclosure::Purpose::from_word);
    let is_clear = on.is_ok() && until.is_ok() && purpose != Some(None);
    Some(Consent {
        anchor: format!("{}/{}", row.document.as_deref().unwrap_or_default(), row.key.as_deref().unwrap_or_default()),
        person,
        state: if is_clear { state } else { ConsentState::Refused },
        purpose: purpose.flatten(),
        recipient: row.recipient.clone(),
        on: on.ok().flatten(),
        until: until.ok().flatten(),
        how: row.how.clone(),
        by: row.by.clone(),
        guardian: row.guardian,
        note: row.note.clone(),
        entry: Some(row.entry.clone()),
    })
}

/// An override that a second member confirmed and nobody ended.
fn an_override(rows: &[ConsentRow], row: &ConsentRow, person: &str) -> Option<Override> {
    let (confirmed, ended) = answered(rows, row);
    let by = confirmed.filter(|_| !ended)?;
    Some(Override {
        person: person.to_owned(),
        purpose: disclosure::Purpose::from_word(row.purpose.as_deref()?)?,
        recipient: row.recipient.clone()?,
        by: [row.author.clone(), by.to_owned()],
        reason: row.note.clone()?,
    })
}

/// Who confirmed an override, and whether it ended.
fn answered<'a>(rows: &'a [ConsentRow], row: &ConsentRow) -> (Option<&'a str>, bool) {
    let answers = || rows.iter().filter(|one| one.confirms.as_deref() == Some(row.entry.as_str()));
    let is = |one: &&ConsentRow, state: &str| one.state.as_deref() == Some(state);
    let confirmed = answers().find(|one| is(one, "override-confirmed") && one.author != row.author);
    (confirmed.map(|one| one.author.as_str()), answers().any(|one| is(&one, "override-ended")))
}

fn check(draft: &ConsentDraft) -> Result<(), Refusal> {
    let purpose = draft.purpose.as_deref().map(purpose_of).transpose()?;
    let has_recipient = draft.recipient.as_deref().is_some_and(|name| !name.trim().is_empty());
    match (draft.state.as_str(), purpose) {
        ("given", None) => return Err(unclear("a consent is for one purpose: keep, partner, government or public")),
        ("given", Some(purpose)) if purpose.needs_recipient() && !has_recipient => {
            return Err(unclear("a consent for a partner or a government names the one that it is for"));
        }
        ("given" | "refused" | "withdrawn", _) => {}
        _ => return Err(unclear("what is recorded is given, refused or withdrawn")),
    }
    if let (Some(on), Some(until)) = (&draft.on, &draft.until)
        && day(until)? < day(on)?
    {
        return Err(unclear("it ends before it begins"));
    }
    check_length(&[draft.recipient.as_ref(), draft.how.as_ref(), draft.by.as_ref(), draft.note.as_ref()])
}

fn check_length(values: &[Option<&String>]) -> Result<(), Refusal> {
    let is_long = values.iter().flatten().any(|value| value.chars().count() > MAX_VALUE);
    if is_long { Err(unclear("a value is longer than 2,000 characters")) } else { Ok(()) }
}
