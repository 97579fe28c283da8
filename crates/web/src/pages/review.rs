//! Review: one proposal at a time, in plain words, with its passage; the most harmful if wrong first.

use super::beside::back;
use super::reader::view;
use crate::amending::{ActForm, Choice, FIELDS};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use crate::reader::sentences::joined;
use crate::reader::{Fact, Paragraph, ReaderView};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use casework::{Answer, Request, Target, ToReview, Verdict};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Instant;

/// Groups of act types, the most harmful if wrong first.
const GROUPS: [&str; 6] = ["integrity", "liberty", "movement", "process", "pressure", "space"];

#[derive(Deserialize)]
pub struct Place {
    /// So many were skipped.
    #[serde(default)]
    skip: u32,
    /// This one, whether it was decided or not.
    document: Option<String>,
    act: Option<String>,
    /// Show the form that amends it.
    #[serde(default)]
    amend: bool,
    /// Where the form goes when it is saved.
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Review<'a> {
    frame: Frame<'a>,
    queue: ToReview,
    skip: u32,
    back: &'static str,
    pace: Option<i64>,
    one: Option<(&'a ReaderView, &'a Paragraph, &'a Fact)>,
    fields: Option<ActFields>,
    wrong: Vec<&'static str>,
}

impl Review<'_> {
    fn left(&self) -> i64 {
        self.queue.total - self.queue.done
    }

    /// What the form was filled with first, to see what was changed.
    fn was(&self) -> Vec<(&'static str, String)> {
        let Some((view, _, fact)) = self.one else { return Vec::new() };
        let before = ActForm::of(fact, &view.choices);
        FIELDS.iter().map(|field| (*field, before.value(field))).collect()
    }

    /// Where somebody goes who changes nothing.
    fn away(&self, view: &ReaderView, fact: &Fact) -> String {
        match self.back {
            "document" => self.frame.to(&format!("/document/{}#{}", view.document.record, fact.act)),
            "person" | "event" => self.frame.to(&format!("/event/{}:{}", view.document.record, fact.act)),
            _ => self.frame.to(&format!("/review?skip={}", self.skip)),
        }
    }
}

/// An act's form with what can be chosen in it.
pub struct ActFields {
    /// What it holds.
    pub form: ActForm,
    /// Act types by group: the words for the group, ids and their words.
    pub groups: Vec<(String, Vec<(String, String)>)>,
    /// Who can be chosen, those beside the words first: for `victims`, `perpetrators`, `speaker`, and places for `places`.
    pub choices: [(&'static str, Vec<Choice>, Vec<Choice>); 4],
}

impl ActFields {
    /// `at`: where the act stands.
    pub fn new(frame: &Frame<'_>, form: ActForm, view: &ReaderView, at: (usize, usize)) -> Self {
        let people = |field, chosen: &[String]| {
            let (near, far) = view.choices.people_near(at, chosen);
            (field, near, far)
        };
        let (near, far) = view.choices.places_near(at, &form.places.chosen);
        let choices = [
            people("victims", &form.victims.chosen),
            people("perpetrators", &form.perpetrators.chosen),
            ("places", near, far),
            people("speaker", &form.speaker.chosen),
        ];
        Self { groups: groups(frame), choices, form }
    }

    /// What stands in one of the fields that hold several.
    pub fn several(&self, field: &str) -> &crate::amending::Several {
        match field {
            "victims" => &self.form.victims,
            "perpetrators" => &self.form.perpetrators,
            "places" => &self.form.places,
            _ => &self.form.speaker,
        }
    }
}

fn groups(frame: &Frame<'_>) -> Vec<(String, Vec<(String, String)>)> {
    let types = frame.act_types();
    let of = |group: &str| types.iter().filter(|(id, _)| frame.group(id) == group).cloned().collect::<Vec<_>>();
    let known = GROUPS.iter().map(|group| (frame.name("group", group), of(group)));
    let other = types.iter().filter(|(id, _)| !GROUPS.contains(&frame.group(id))).cloned().collect::<Vec<_>>();
    known.chain([(frame.name("group", "other"), other)]).filter(|(_, types)| !types.is_empty()).collect()
}

pub async fn review(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(place): Query<Place>,
) -> Result<Html<String>, Failure> {
    let named = place.document.zip(place.act);
    let back = back_to(place.back.as_deref());
    page(&desk, &visitor, (place.skip, back), named, place.amend, None).await
}

fn back_to(back: Option<&str>) -> &'static str {
    ["document", "person", "event"].into_iter().find(|known| Some(*known) == back).unwrap_or("review")
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    (skip, back): (u32, &'static str),
    named: Option<(String, String)>,
    amend: bool,
    posted: Option<ActForm>,
) -> Result<Html<String>, Failure> {
    let request = Request::ToReview { skip, harm: harm(desk) };
    let Answer::ToReview(queue) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let wanted = named.or_else(|| queue.next.clone());
    let shown = match &wanted {
        Some((document, _)) => Some(view(desk, document.clone()).await?),
        None => None,
    };
    let one = shown.as_ref().zip(wanted.as_ref()).and_then(|(view, (_, act))| {
        let (paragraph, fact) = view.fact(act)?;
        Some((view, paragraph, fact))
    });
    let frame = Frame::new(desk, visitor, "review");
    let mut wrong = Vec::new();
    let fields = one.filter(|_| amend).map(|(view, line, fact)| {
        let mut form = posted.unwrap_or_else(|| ActForm::of(fact, &view.choices));
        wrong = std::mem::take(&mut form.wrong);
        ActFields::new(&frame, form, view, line.place)
    });
    Ok(Html(Review { frame, queue, skip, back, pace: desk.pace.an_hour(), one, fields, wrong }.render()?))
}

/// Act types, the most harmful if wrong first.
fn harm(desk: &Desk) -> Vec<String> {
    let rank = |group: &str| GROUPS.iter().position(|one| *one == group).unwrap_or(GROUPS.len());
    let mut types: Vec<_> = desk.codebook.act_types.iter().map(|act| (rank(&act.group), act.id.clone())).collect();
    types.sort_by_key(|(rank, _)| *rank);
    types.into_iter().map(|(_, id)| id).collect()
}

/// Accepts or rejects, and goes to the next one.
pub async fn decide(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let verdict = match form.required("verdict")? {
        "accept" => Verdict::Accept,
        "reject" => Verdict::Reject,
        "unsure" => Verdict::Unsure,
        _ => return Err(Failure::unfit("verdict")),
    };
    let reason = form.get("reason").map(str::to_owned);
    desk.ask(Request::Judge { verdict, of: vec![target(&form)?], field: None, value: None, reason }).await?;
    desk.pace.count(Instant::now());
    Ok(next(&desk, &form))
}

/// Records each field that was changed; when something is wrong, the form comes back as it was filled in, and says what.
pub async fn amend(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Response, Failure> {
    let of = target(&form)?;
    let act = ActForm::posted(&form, &|id| desk.codebook.act_types.get(id).is_some());
    if !act.wrong.is_empty() {
        let named = Some((of.document, of.part.unwrap_or_default()));
        let page = page(&desk, &visitor, (skip(&form), back_to(form.get("back"))), named, true, Some(act)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let passages = match act.passages.is_empty() {
        true => Vec::new(),
        false => {
            let letters = view(&desk, of.document.clone()).await?.letters;
            joined(act.passages.iter().map(String::as_str), &letters).ok_or(Failure::unfit("passage"))?
        }
    };
    let changes = act.changes(&form);
    if changes.is_empty() && passages.is_empty() {
        return Ok(next(&desk, &form).into_response());
    }
    let reason = Some(act.reason).filter(|reason| !reason.is_empty());
    desk.ask(Request::Amend { of, changes, passages, reason }).await?;
    desk.pace.count(Instant::now());
    Ok(next(&desk, &form).into_response())
}

fn target(form: &Form) -> Result<Target, Failure> {
    Ok(Target { document: form.required("document")?.to_owned(), part: Some(form.required("act")?.to_owned()) })
}

fn skip(form: &Form) -> u32 {
    form.get("skip").and_then(|skip| skip.parse().ok()).unwrap_or_default()
}

/// To where the form stood; else to the next proposal.
fn next(desk: &Desk, form: &Form) -> Redirect {
    match form.get("back") {
        Some("document" | "person" | "event") => back(desk, form),
        _ => Redirect::to(&desk.entrance.to(&format!("/review?skip={}", skip(form)))),
    }
}
