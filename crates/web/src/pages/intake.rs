//! The intake: what people send waits here and is nowhere else shown; forms are given out, things read, admitted or refused.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::{Form, Upload};
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use casework::intake::{Form as Blank, FormError, Number, read, write_page, write_text};
use casework::shown::{IntakeRow, IntakeShown};
use casework::{Answer, Incoming, Request};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Default, Deserialize)]
pub struct From {
    /// What was decided too.
    #[serde(default)]
    all: bool,
    /// What just happened: names the words for it.
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "intake.html")]
struct Queue<'a> {
    frame: Frame<'a>,
    rows: Vec<IntakeRow>,
    n_waiting: usize,
    is_all: bool,
    done: Option<&'static str>,
    wrong: Option<FormError>,
}

impl Queue<'_> {
    /// "Line 3, column 1".
    fn place(&self, wrong: &FormError) -> String {
        let Some(at) = wrong.at() else { return String::new() };
        self.frame.filled("intake-place", &[("line", &at.line.to_string()), ("column", &at.column.to_string())])
    }

    fn why(&self, wrong: &FormError) -> String {
        self.frame.t(&format!("wrong-form-{}", wrong.key()))
    }
}

#[derive(Template)]
#[template(path = "intake_one.html")]
struct One<'a> {
    frame: Frame<'a>,
    shown: Box<IntakeShown>,
}

impl One<'_> {
    fn is_waiting(&self) -> bool {
        self.shown.row.state == "waiting"
    }
}

/// Words for what just happened; no other is said.
const DONE: [&str; 3] = ["intake-taken", "intake-known", "intake-decided"];

pub async fn queue(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let done = DONE.into_iter().find(|known| from.done.as_deref() == Some(known));
    page(&desk, &visitor, from.all, done, None).await
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    is_all: bool,
    done: Option<&'static str>,
    wrong: Option<FormError>,
) -> Result<Html<String>, Failure> {
    let Answer::Intakes { rows, n_waiting } = desk.ask(Request::Intakes { all: is_all }).await? else {
        return Err(Failure::unexpected());
    };
    Ok(Html(Queue { frame: Frame::new(desk, visitor, "intake"), rows, n_waiting, is_all, done, wrong }.render()?))
}

/// One thing, as plain text: nothing in it can run, load or lead anywhere.
pub async fn one(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let Answer::Intake(shown) = desk.ask(Request::Intake { id, original: false }).await? else {
        return Err(Failure::unexpected());
    };
    Ok(Html(One { frame: Frame::new(&desk, &visitor, "intake"), shown }.render()?))
}

/// A form with a number of its own, as a file whose name tells nothing.
pub async fn form(State(desk): State<Arc<Desk>>, form: Form) -> Result<Response, Failure> {
    let language = form.required("language")?.to_owned();
    let is_page = form.required("as")? == "page";
    let request = Request::IssueForm { language: language.clone(), note: form.get("note").map(str::to_owned) };
    let Answer::FormIssued { number } = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let blank = Blank { number: Number::parse(&number).ok_or_else(Failure::unexpected)?, language };
    let (kind, name, text) = match is_page {
        true => ("text/html; charset=utf-8", "form.html", write_page(&blank)),
        false => ("text/plain; charset=utf-8", "form.txt", write_text(&blank)),
    };
    let name = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

/// Takes in what came. A form is read here, in the process without keys; what does not fit is refused whole.
pub async fn add(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Upload(mut parts): Upload,
) -> Result<Response, Failure> {
    let (mut how, mut bytes, mut is_letter) = (Incoming::default(), Vec::new(), false);
    while let Some(field) = parts.next_field().await.map_err(|_| Failure::unfit("form"))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            bytes = field.bytes().await.map_err(|_| Failure::too_long())?.to_vec();
            continue;
        }
        let text = field.text().await.map_err(|_| Failure::unfit("form"))?.trim().to_owned();
        let text = Some(text).filter(|text| !text.is_empty());
        match name.as_str() {
            "channel" => how.channel = text,
            "received" => how.received = text,
            "consent" => how.consent = text,
            "note" => how.note = text,
            "letter" => is_letter = text.is_some(),
            _ => {}
        }
    }
    if !is_letter {
        match read(&bytes) {
            Ok(filled) => how.form = Some(filled),
            Err(wrong) => {
                let page = page(&desk, &visitor, false, None, Some(wrong)).await?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
        }
    }
    let Answer::Waits { known, .. } = desk.ask_with(Request::TakeIn(how), bytes).await?.answer else {
        return Err(Failure::unexpected());
    };
    let done = if known { "intake-known" } else { "intake-taken" };
    Ok(Redirect::to(&desk.entrance.to(&format!("/intake?done={done}"))).into_response())
}

/// Admits or refuses; what was admitted is read then.
pub async fn decide(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let request = Request::Moderate {
        id: form.required("id")?.to_owned(),
        admit: form.get("decision") == Some("admit"),
        reason: form.get("reason").map(str::to_owned),
        destroy: form.get("destroy").is_some(),
    };
    let Answer::Moderated { document, .. } = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    if document.is_some() {
        super::inbox::start(&desk)?;
    }
    Ok(Redirect::to(&desk.entrance.to("/intake?all=true&done=intake-decided")))
}
