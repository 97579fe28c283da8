//! One intervention: its life as a picture and a table, what is due, acts that may be reprisals, and a form for each step.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::{Form, Upload};
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use crate::life_of_action;
use crate::papers::Made;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use casework::interventions::reprisals::Why;
use casework::interventions::{
    Around, Fielded, Kinds, LETTERS, LINKS, OUTCOMES, Proposed, REPLIES, Reminder, Step, Wrong, check,
};
use casework::shown::{CandidateShown, InterventionShown, StepShown};
use casework::{Answer, DocumentRow, Request};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest file that is hashed for a step, bytes.
pub const MAX_FILE: usize = 256 << 20;
/// The latest documents that are offered for a reply.
const OFFERED: i64 = 100;
/// More acts that may be reprisals are not offered on one page.
const MAX_CANDIDATES: usize = 20;

#[derive(Default, Deserialize)]
pub struct From {
    /// The step whose form is open.
    step: Option<String>,
    /// Something was just recorded.
    #[serde(default)]
    done: bool,
}

#[derive(Template)]
#[template(path = "intervention.html")]
struct Intervention<'a> {
    frame: Frame<'a>,
    shown: Box<InterventionShown>,
    line: String,
    open: Option<StepForm>,
    wrong: Option<String>,
    is_done: bool,
    /// Papers of this desk, any of which may be what was sent.
    made: Vec<(u64, Made)>,
}

/// The form of a step, with what somebody filled in.
struct StepForm {
    step: Step,
    fields: Vec<(String, bool)>,
    filled: Fielded,
    documents: Vec<DocumentRow>,
}

impl StepForm {
    fn value(&self, field: &str) -> &str {
        self.filled.get(field).and_then(|all| all.first()).map_or("", String::as_str)
    }

    fn has(&self, field: &str, value: &str) -> bool {
        self.filled.get(field).is_some_and(|all| all.iter().any(|one| one == value))
    }

    /// The values that a field can have; empty: any text.
    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "letter" => &LETTERS,
            "reply" => &REPLIES,
            "link" => &LINKS,
            "outcome" => &OUTCOMES,
            _ => &[],
        }
    }

    fn is_day(&self, field: &str) -> bool {
        matches!(field, "date" | "due")
    }

    /// A document of the case as a choice.
    fn title<'r>(&self, row: &'r DocumentRow) -> &'r str {
        row.title.as_deref().or(row.name.as_deref()).unwrap_or_default()
    }
}

impl Intervention<'_> {
    fn is_over(&self, reminder: &Reminder) -> bool {
        reminder.is_over(&self.shown.today)
    }

    fn then<'r>(&self, reminder: &'r Reminder) -> &'r str {
        reminder.text(self.frame.language())
    }

    /// Steps that have a form of their own; reprisals are marked at the acts.
    fn offered(&self) -> Vec<Step> {
        self.shown.possible.iter().copied().filter(|step| !matches!(step, Step::Reprisal | Step::Draft)).collect()
    }

    fn is_open(&self, step: &Step) -> bool {
        self.open.as_ref().is_some_and(|open| open.step == *step)
    }

    /// "Partial reply", "Letter sent to the government: allegation letter".
    fn heading(&self, shown: &StepShown) -> String {
        heading(shown, &self.frame)
    }

    /// Fields that are told as texts, in order, with their values.
    fn told<'s>(&self, shown: &'s StepShown) -> Vec<(&'static str, Vec<&'s str>)> {
        let fields = ["recipient", "channel", "copy", "reference", "due", "evidence", "note"];
        let told = fields.into_iter().map(|field| (field, shown.taken.all(field).collect::<Vec<_>>()));
        told.filter(|(_, values)| !values.is_empty()).collect()
    }

    fn candidates(&self) -> &[CandidateShown] {
        self.shown.candidates.get(..MAX_CANDIDATES).unwrap_or(&self.shown.candidates)
    }

    fn why(&self, one: &CandidateShown) -> String {
        match &one.why {
            Why::SamePerson { .. } => self.frame.with("candidate-same", &one.name),
            Why::Relative { words, .. } => self.frame.pair("candidate-relative", words, &one.name),
        }
    }

    fn links(&self) -> [&'static str; 3] {
        LINKS
    }
}

/// What a step is called, with the kind of letter, reply, link or end.
pub fn heading(shown: &StepShown, frame: &Frame<'_>) -> String {
    let taken = &shown.taken;
    let name = match taken.step {
        Step::Reviewed | Step::Consent => frame.name("took", taken.step.name()),
        step => frame.name("step", step.name()),
    };
    let which = ["letter", "reply", "link", "outcome"].into_iter().find_map(|field| Some((field, taken.get(field)?)));
    match which {
        None => name,
        Some(("reply", value)) => frame.name("reply", value),
        Some((field, value)) => format!("{name}: {}", frame.name(field, value)),
    }
}

async fn shown(desk: &Desk, id: String) -> Result<Box<InterventionShown>, Failure> {
    let Answer::Intervention(shown) = desk.ask(Request::Intervention { id }).await? else {
        return Err(Failure::unexpected());
    };
    Ok(shown)
}

fn kinds() -> Result<Kinds, Failure> {
    Kinds::built_in().map_err(|error| Failure::broken(&error.to_string()))
}

async fn form_of(desk: &Desk, step: Step, filled: Fielded) -> Result<StepForm, Failure> {
    let kinds = kinds()?;
    let fields = kinds.fields(step);
    let all: Vec<(String, bool)> =
        fields.all.iter().map(|field| (field.clone(), fields.required.contains(field))).collect();
    let documents =
        if fields.all.iter().any(|field| field == "document") { documents(desk).await? } else { Vec::new() };
    Ok(StepForm { step, fields: all, filled, documents })
}

/// The latest documents, the last one first.
async fn documents(desk: &Desk) -> Result<Vec<DocumentRow>, Failure> {
    let Answer::Documents { total, .. } = desk.ask(Request::List { after: 0, limit: 0 }).await? else {
        return Err(Failure::unexpected());
    };
    let last = Request::List { after: (total - OFFERED).max(0), limit: u32::try_from(OFFERED).unwrap_or(u32::MAX) };
    let Answer::Documents { mut rows, .. } = desk.ask(last).await? else { return Err(Failure::unexpected()) };
    rows.reverse();
    Ok(rows)
}

pub async fn intervention(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let shown = shown(&desk, id).await?;
    let step = from.step.as_deref().and_then(Step::named).filter(|step| shown.possible.contains(step));
    let open = match step {
        Some(step) => {
            let today = Fielded::from([("date".to_owned(), vec![shown.today.clone()])]);
            Some(form_of(&desk, step, today).await?)
        }
        None => None,
    };
    page(&desk, &visitor, shown, open, None, from.done)
}

fn page(
    desk: &Desk,
    visitor: &Visitor,
    shown: Box<InterventionShown>,
    open: Option<StepForm>,
    wrong: Option<String>,
    is_done: bool,
) -> Result<Html<String>, Failure> {
    let frame = Frame::new(desk, visitor, "interventions");
    let line = life_of_action::svg(&shown, &frame);
    let made = desk.papers.done();
    Ok(Html(Intervention { frame, shown, line, open, wrong, is_done, made }.render()?))
}

/// Records a step; the rules are asked before the case is, so that what is wrong is told in the language of the page.
pub async fn step(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Upload(mut parts): Upload,
) -> Result<Response, Failure> {
    let mut fields: Vec<(String, String)> = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(|_| Failure::unfit("form"))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "sha256" {
            let bytes = field.bytes().await.map_err(|_| Failure::too_long())?;
            if !bytes.is_empty() {
                fields.push((name, Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()));
            }
        } else {
            fields.push((name, field.text().await.map_err(|_| Failure::unfit("form"))?.trim().to_owned()));
        }
    }
    fields.retain(|(_, value)| !value.is_empty());
    take_made(&desk, &mut fields)?;
    let mut own = |name: &str| {
        let at = fields.iter().position(|(field, _)| field == name)?;
        Some(fields.remove(at).1)
    };
    let id = own("intervention").ok_or(Failure::unfit("intervention"))?;
    let step = own("step").as_deref().and_then(Step::named).ok_or(Failure::unfit("step"))?;
    // Copies are told in one line, separated by semicolons.
    let fields = spread(fields);
    let shown = shown(&desk, id.clone()).await?;
    if let Err(wrong) = checked(&shown, step, &fields) {
        let words = words(&wrong, &Frame::new(&desk, &visitor, "interventions"));
        let open = form_of(&desk, step, grouped(&fields)).await?;
        let page = page(&desk, &visitor, shown, Some(open), Some(words), false)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    desk.ask(Request::TakeStep { intervention: Some(id.clone()), step, fields }).await?;
    Ok(Redirect::to(&desk.entrance.to(&format!("/intervention/{id}?done=true"))).into_response())
}

/// A paper that was made here stands for its hash; a file that was chosen comes first.
fn take_made(desk: &Desk, fields: &mut Vec<(String, String)>) -> Result<(), Failure> {
    let Some(at) = fields.iter().position(|(field, _)| field == "made") else { return Ok(()) };
    let number = fields.remove(at).1.parse().map_err(|_| Failure::unfit("made"))?;
    let made = desk.papers.get(number).ok_or(Failure::unfit("made"))?;
    let hash = made.reported().map(|reported| reported.sha256.clone()).ok_or(Failure::unfit("made"))?;
    if !fields.iter().any(|(field, _)| field == "sha256") {
        fields.push(("sha256".to_owned(), hash));
    }
    Ok(())
}

/// Takes a step back.
pub async fn take_back(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let (id, entry) = (form.required("intervention")?.to_owned(), form.required("entry")?.to_owned());
    desk.ask(Request::Undo { entry, reason: form.get("reason").map(str::to_owned) }).await?;
    // The last draft may have been taken back, and then there is nothing to be shown.
    let is_there = desk.ask(Request::Intervention { id: id.clone() }).await.is_ok();
    let path = if is_there { format!("/intervention/{id}?done=true") } else { "/interventions".to_owned() };
    Ok(Redirect::to(&desk.entrance.to(&path)))
}

fn spread(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let pieces = fields.into_iter().flat_map(|(field, value)| {
        let pieces: Vec<String> = match field.as_str() {
            "copy" => value.split(';').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
            _ => vec![value],
        };
        pieces.into_iter().map(move |value| (field.clone(), value))
    });
    pieces.collect()
}

fn grouped(fields: &[(String, String)]) -> Fielded {
    let mut grouped: Fielded = BTreeMap::new();
    for (field, value) in fields {
        grouped.entry(field.clone()).or_default().push(value.clone());
    }
    grouped
}

fn checked(shown: &InterventionShown, step: Step, fields: &[(String, String)]) -> Result<(), Wrong> {
    let Ok(kinds) = Kinds::built_in() else { return Ok(()) };
    let around = Around {
        today: Some(&shown.today),
        n_without_consent: shown.without_consent.len(),
        n_with_consent: shown.n_with_consent,
    };
    check(&shown.life, step, &Proposed { fields: grouped(fields), author: shown.me.clone() }, around, &kinds)
}

/// What is wrong, in the language of the page.
fn words(wrong: &Wrong, frame: &Frame<'_>) -> String {
    let key = format!("wrong-step-{}", wrong.key());
    let name = |step: &Step| frame.name("step", step.name());
    let told = |field: &str| frame.t(&format!("told-{}", field.replace('_', "-")));
    match wrong {
        Wrong::Before { step, needs } => frame.filled(&key, &[("step", &name(step)), ("needs", &name(needs))]),
        Wrong::NoSuchStep { step } => frame.filled(&key, &[("step", &name(step))]),
        Wrong::Gone { on, .. } | Wrong::Closed { on, .. } => frame.filled(&key, &[("day", on)]),
        Wrong::Missing { field, .. } | Wrong::Value { field, .. } | Wrong::Day { field } => {
            frame.filled(&key, &[("field", &told(field))])
        }
        Wrong::TooEarly { step, on } => frame.filled(&key, &[("needs", &name(step)), ("day", on)]),
        _ => frame.t(&key),
    }
}
