//! What is done about a case: steps of interventions are recorded, and put together to lives with what is due.

use crate::across::{Across, Anchor};
use crate::case::Case;
use crate::documents::record_id;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use crate::shown::{CandidateShown, InterventionList, InterventionRow, InterventionShown, StepShown};
use cache::StepRow;
use case_store::{Draft, Kind, SubjectId};
use interventions::reprisals::{Why as Reason, candidates};
use interventions::{Around, Deadlines, Fielded, Kinds, Life, Proposed, Step, TableError, Taken, Wrong, check, fold};
use std::collections::BTreeMap;

/// The step of an entry that holds the case's own table of deadlines.
const DEADLINES: &str = "deadlines";
/// Fields that name parts of documents.
const ANCHORED: [&str; 4] = ["person", "event", "denies", "act"];
/// More interventions are not handed out at once; those that are due first stay.
const MAX_LISTED: usize = 1000;

impl Case {
    pub(crate) fn interventions(&mut self, about: Option<&str>) -> Result<Answer, Refusal> {
        let (lives, deadlines) = (self.lives()?, self.table_of_deadlines()?);
        let across = self.across()?;
        let (today, total) = (today(), lives.len());
        let mut rows: Vec<InterventionRow> = Vec::new();
        for life in &lives {
            let how = about.map(|id| how(life, id, &across));
            if how.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            rows.push(InterventionRow { how: how.unwrap_or_default(), ..row(life, &across, &deadlines, &today) });
        }
        let due = |row: &InterventionRow| row.next.as_ref().map(|next| next.on.clone());
        rows.sort_by(|one, other| {
            let late = |row: &InterventionRow| (due(row).is_none(), due(row));
            late(one).cmp(&late(other)).then_with(|| other.since.cmp(&one.since)).then_with(|| one.id.cmp(&other.id))
        });
        rows.truncate(MAX_LISTED);
        Ok(Answer::Interventions(Box::new(InterventionList { rows, total, today })))
    }

    pub(crate) fn intervention(&mut self, id: &str) -> Result<Answer, Refusal> {
        let (life, deadlines) = (self.life_of(id)?, self.table_of_deadlines()?);
        let across = self.across()?;
        let today = today();
        let kinds = kinds()?;
        let row = row(&life, &across, &deadlines, &today);
        let consent = self.consents_of(&life, &across)?;
        let misplaced: BTreeMap<String, Wrong> = interventions::misplaced(&life, &kinds)
            .into_iter()
            .map(|(taken, wrong)| (taken.entry.clone(), wrong))
            .collect();
        Ok(Answer::Intervention(Box::new(InterventionShown {
            form: life.first(Step::Draft).and_then(|draft| draft.get("form")).map(str::to_owned),
            events: life.about("event").into_iter().filter_map(|anchor| across.what_is(anchor)).collect(),
            reminders: deadlines.of(&life),
            possible: interventions::possible(&life, &kinds),
            candidates: proposed_reprisals(&life, &row, &across),
            steps: life.steps.iter().map(|taken| step(taken, &misplaced, &across)).collect(),
            without_consent: consent.without,
            n_with_consent: consent.n_told,
            me: self.me(),
            row,
            today,
            life,
        })))
    }

    /// Records a step, when the rules allow it; else nothing.
    pub(crate) fn take_step(
        &mut self,
        intervention: Option<&str>,
        step: Step,
        fields: &[(String, String)],
    ) -> Result<Answer, Refusal> {
        let life = match intervention {
            Some(id) => self.life_of(id)?,
            None if step == Step::Draft => Life::default(),
            None => return Err(wrong(Wrong::Before { step, needs: Step::Draft })),
        };
        let mut told = Fielded::new();
        let mut anchors: BTreeMap<(String, String), Anchor> = BTreeMap::new();
        for (field, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let value = self.recorded(field, value.trim(), &life, &mut anchors)?;
            let values = told.entry(field.clone()).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        told.entry("date".to_owned()).or_insert_with(|| vec![today()]);
        self.check_step(&life, step, &told)?;
        let record = match intervention {
            Some(_) => record_id(&life.id)?,
            None => self.store.new_record(),
        };
        let mut draft = Draft::new(Kind::Intervention, record).with("step", step.name());
        for (field, values) in &told {
            for value in values {
                let anchor = anchors.get(&(field.clone(), value.clone()));
                let subject = anchor.and_then(|anchor| SubjectId::from_hex(&anchor.subject).ok());
                draft = draft.about(subject.unwrap_or(SubjectId::CASE), field, value.as_str());
            }
        }
        let entry = self.store.append(&draft)?.hash.to_string();
        Ok(Answer::StepTaken { intervention: record.to_string(), entry })
    }

    /// Whether the rules allow it, without what it replaces.
    fn check_step(&mut self, life: &Life, step: Step, told: &Fielded) -> Result<(), Refusal> {
        let replaced: Vec<&String> = told.get("replaces").into_iter().flatten().collect();
        let steps = life.steps.iter().filter(|one| !replaced.contains(&&one.entry)).cloned().collect();
        let rest = Life { id: life.id.clone(), steps };
        // The people whom a first draft names are not in the life yet, and a draft needs no consent.
        let consent = match step {
            Step::Consent | Step::Submitted => {
                let across = self.across()?;
                self.consents_of(&rest, &across)?
            }
            _ => Consents::default(),
        };
        let today = today();
        let around =
            Around { today: Some(&today), n_without_consent: consent.without.len(), n_with_consent: consent.n_told };
        let proposed = Proposed { fields: told.clone(), author: self.me() };
        check(&rest, step, &proposed, around, &kinds()?).map_err(wrong)
    }

    /// A value as it is recorded: parts of documents by their keys, documents and entries by their whole names.
    fn recorded(
        &mut self,
        field: &str,
        value: &str,
        life: &Life,
        anchors: &mut BTreeMap<(String, String), Anchor>,
    ) -> Result<String, Refusal> {
        match field {
            "document" => Ok(self.document(value)?.record),
            "replaces" => {
                let digits = value.to_lowercase();
                let mut found = life.steps.iter().filter(|one| digits.len() >= 6 && one.entry.starts_with(&digits));
                let hint = "`saksi intervention CASE show ID` shows the steps with their entries";
                let first = found.next().filter(|_| found.next().is_none());
                first
                    .map(|one| one.entry.clone())
                    .ok_or_else(|| Refusal::not_found("such step of this intervention", hint))
            }
            _ if ANCHORED.contains(&field) => {
                let wanted = match value.split_once([':', '#']) {
                    Some((document, part)) => format!("{}:{part}", self.document(document)?.record),
                    None => value.to_owned(),
                };
                let missing = || {
                    let hint = "`saksi people CASE` and `saksi events CASE` list them; identifiers may change when documents come in";
                    Refusal::new(Why::NotFound, format!("there is nothing such as the field `{field}` names"), hint)
                };
                let anchor = self.across()?.anchor(&wanted).ok_or_else(missing)?;
                let text = anchor.text.clone();
                anchors.insert((field.to_owned(), text.clone()), anchor);
                Ok(text)
            }
            _ => Ok(value.to_owned()),
        }
    }

    /// The case's own table when there is one that reads, else the built-in one.
    fn table_of_deadlines(&mut self) -> Result<Deadlines, Refusal> {
        let own = self.own_deadlines()?.and_then(|table| Deadlines::parse(&table).ok());
        own.map_or_else(|| Deadlines::built_in().map_err(|error| table(&error)), Ok)
    }

    fn own_deadlines(&mut self) -> Result<Option<String>, Refusal> {
        let rows = self.step_rows()?;
        let table = rows.iter().rfind(|row| value(row, "step") == Some(DEADLINES));
        Ok(table.and_then(|row| value(row, "table")).filter(|text| !text.trim().is_empty()).map(str::to_owned))
    }

    pub(crate) fn deadlines(&mut self, set: Option<String>) -> Result<Answer, Refusal> {
        if let Some(text) = set {
            if !text.trim().is_empty() {
                Deadlines::parse(&text).map_err(|error| table(&error))?;
            }
            let draft = Draft::new(Kind::Intervention, self.store.new_record()).with("step", DEADLINES);
            self.store.append(&draft.with("table", text))?;
        }
        let text = self.own_deadlines()?.unwrap_or_else(|| Deadlines::built_in_text().to_owned());
        Ok(Answer::Text { text })
    }

    fn step_rows(&mut self) -> Result<Vec<StepRow>, Refusal> {
        self.tables.look(&self.store, |cache| cache.steps(Kind::Intervention.number()))
    }

    fn lives(&mut self) -> Result<Vec<Life>, Refusal> {
        Ok(fold(self.step_rows()?.into_iter().filter_map(taken).collect()))
    }

    fn life_of(&mut self, digits: &str) -> Result<Life, Refusal> {
        let hint = "`saksi intervention CASE list` shows them; give at least the first four digits of one";
        let digits = digits.trim().to_lowercase();
        if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Refusal::new(Why::Unclear, "this is not the beginning of an intervention's number", hint));
        }
        let mut found = self.lives()?.into_iter().filter(|life| life.id.starts_with(&digits));
        match (found.next(), found.next()) {
            (Some(life), None) => Ok(life),
            (None, _) => Err(Refusal::not_found("such intervention", hint)),
            _ => Err(Refusal::new(Why::Unclear, "more than one intervention starts with these digits", hint)),
        }
    }

    /// Whose consent covers that this goes out. Where nobody's is recorded, nobody lacks it: then a person has to say how it was given.
    fn consents_of(&mut self, life: &Life, across: &Across) -> Result<Consents, Refusal> {
        let folded = self.consents_folded(across)?;
        let people: Vec<Option<(String, String)>> =
            life.about("person").into_iter().map(|anchor| across.who_is(anchor)).collect();
        let is_told = |(id, _): &&(String, String)| !folded.consents.of(id).is_empty();
        let n_told = people.iter().flatten().filter(is_told).count();
        let mut without = Vec::new();
        if n_told > 0 {
            let kinds = kinds()?;
            let purpose = disclosure::Purpose::from_word(kinds.purpose(life.kind())).unwrap_or_default();
            for person in people {
                // Whose document was taken out cannot be asked about.
                let Some((id, name)) = person else {
                    without.push((None, String::new(), "none".to_owned()));
                    continue;
                };
                let decision = self.consent_about(&id, purpose, life.recipient().unwrap_or_default())?.decision;
                if decision != "given" {
                    without.push((Some(id), name, decision.to_owned()));
                }
            }
        }
        Ok(Consents { without, n_told })
    }
}

/// What the case says about consent of the people of an intervention.
#[derive(Debug, Default)]
struct Consents {
    /// Identifier, name, and what is missing.
    without: Vec<(Option<String>, String, String)>,
    /// Of how many anything is recorded.
    n_told: usize,
}

/// Today in UTC.
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn day_of(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|time| time.strftime("%Y-%m-%d").to_string())
        .unwrap_or_default()
}

fn value<'r>(row: &'r StepRow, field: &str) -> Option<&'r str> {
    row.fields.iter().find(|(name, _)| name == field).and_then(|(_, value)| value.as_deref())
}

/// A step as the rules see it; none of a step that a newer program wrote.
fn taken(row: StepRow) -> Option<Taken> {
    let step = Step::named(value(&row, "step")?)?;
    let mut fields = Fielded::new();
    for (field, value) in &row.fields {
        if let (Some(value), false) = (value, field == "step") {
            fields.entry(field.clone()).or_default().push(value.clone());
        }
    }
    let date = fields.get("date").and_then(|all| all.first()).cloned().unwrap_or_else(|| day_of(row.time));
    let StepRow { entry, record: intervention, author, author_name, time, .. } = row;
    Some(Taken { entry, intervention, step, date, author, author_name, time, fields })
}

fn row(life: &Life, across: &Across, deadlines: &Deadlines, today: &str) -> InterventionRow {
    let due = deadlines.of(life);
    let state = life.state();
    let person = |anchor: &str| match across.who_is(anchor) {
        Some((id, name)) => (Some(id), name),
        None => (None, String::new()),
    };
    InterventionRow {
        id: life.id.clone(),
        kind: life.kind().to_owned(),
        title: life.title().to_owned(),
        recipient: life.recipient().map(str::to_owned),
        since: life.of(state).last().map(|one| one.date.clone()).unwrap_or_default(),
        state,
        people: life.about("person").into_iter().map(person).collect(),
        n_over: due.iter().filter(|one| one.is_over(today)).count(),
        next: due.into_iter().next(),
        reply: life.of(Step::Reply).last().and_then(|one| one.get("reply")).map(str::to_owned),
        n_reprisals: life.of(Step::Reprisal).filter(|one| one.get("link") != Some("none")).count(),
        how: Vec::new(),
    }
}

/// How an intervention hangs together with a person or an event.
fn how(life: &Life, id: &str, across: &Across) -> Vec<String> {
    let is_at = |anchor: &&str| across.stands_for(anchor, id);
    let all = |step: Step, field: &'static str| life.of(step).any(|one| one.all(field).any(|anchor| is_at(&anchor)));
    let marked = life.of(Step::Reprisal).filter(|one| one.get("link") != Some("none"));
    let found = [
        ("about", life.about("person").iter().any(is_at) || life.about("event").iter().any(is_at)),
        ("denies", all(Step::Reply, "denies")),
        ("reprisal", marked.filter_map(|one| one.get("act")).any(|anchor| is_at(&anchor))),
    ];
    found.into_iter().filter(|(_, is_so)| *is_so).map(|(how, _)| how.to_owned()).collect()
}

fn step(taken: &Taken, misplaced: &BTreeMap<String, Wrong>, across: &Across) -> StepShown {
    let mut shown = taken.clone();
    shown.fields.retain(|field, _| !ANCHORED.contains(&field.as_str()));
    StepShown {
        document: taken.get("document").and_then(|record| across.document_place(record)),
        denies: taken.all("denies").filter_map(|anchor| across.what_is(anchor)).collect(),
        act: taken.get("act").and_then(|anchor| across.what_is(anchor)),
        misplaced: misplaced.get(&taken.entry).cloned(),
        taken: shown,
    }
}

/// What the program proposes as reprisals; it marks none.
fn proposed_reprisals(life: &Life, row: &InterventionRow, across: &Across) -> Vec<CandidateShown> {
    let Some(submitted) = life.submitted_on() else { return Vec::new() };
    let people: Vec<String> = row.people.iter().filter_map(|(id, _)| id.clone()).collect();
    let looked_at = life.of(Step::Reprisal).filter_map(|one| across.what_is(one.get("act")?)).map(|event| event.id);
    let about = life.about("event").into_iter().filter_map(|anchor| across.what_is(anchor)).map(|event| event.id);
    let known: Vec<String> = looked_at.chain(about).collect();
    let found = candidates(submitted, &people, &known, &across.acts_around(&people));
    let shown = |one: interventions::reprisals::Candidate| {
        let (Reason::SamePerson { person } | Reason::Relative { person, .. }) = &one.why;
        let name = row.people.iter().find(|(id, _)| id.as_ref() == Some(person)).map(|(_, name)| name.clone());
        Some(CandidateShown { event: across.row_of_event(&one.event)?, name: name.unwrap_or_default(), why: one.why })
    };
    found.into_iter().filter_map(shown).collect()
}

fn kinds() -> Result<Kinds, Refusal> {
    Kinds::built_in().map_err(|error| table(&error))
}

fn table(error: &TableError) -> Refusal {
    let hint = "`saksi intervention CASE deadlines` prints the table that counts now; nothing was changed";
    Refusal::new(Why::Unclear, format!("the table cannot be used: {error}"), hint)
}

fn wrong(wrong: Wrong) -> Refusal {
    Refusal::new(Why::Unclear, wrong.to_string(), wrong.hint())
}

#[cfg(test)]
mod tests;
