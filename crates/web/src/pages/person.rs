//! A person, organisation or place: every spelling with where it came from, the life line, who may be the same, what happened.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use crate::life;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use casework::shown::{CommentShown, Conflict, InterventionRow, Pair, PersonShown};
use casework::{Answer, Judgement, Request, Verdict};
use serde::Deserialize;
use std::sync::Arc;

/// Events on one page.
const LIMIT: u32 = 40;

#[derive(Default, Deserialize)]
pub struct From {
    #[serde(default)]
    offset: u32,
    /// Something was just recorded.
    #[serde(default)]
    done: bool,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Person<'a> {
    frame: Frame<'a>,
    shown: Box<PersonShown>,
    from: From,
    line: Option<String>,
    comments: Vec<CommentShown>,
    actions: Vec<InterventionRow>,
}

impl Person<'_> {
    fn is_joined(&self) -> bool {
        self.shown.row.n_documents > 1
    }

    fn is_confirmed(&self) -> bool {
        self.shown.row.judgement == Judgement::Confirmed
    }

    /// Where forms lead back to: a part that stays when identifiers change.
    fn part(&self) -> String {
        format!("{}:{}", self.shown.part.document, self.shown.part.part)
    }

    /// Whether a person stands behind a pair.
    fn is_decided(&self, pair: &Pair) -> bool {
        pair.judgement == Judgement::Confirmed
    }

    fn is_open(&self, days: &[Option<String>; 2]) -> bool {
        days.iter().all(Option::is_none)
    }

    /// Where reports do not fit together, in words.
    fn conflict(&self, conflict: &Conflict) -> String {
        let word = |(key, value): &(String, String)| match key.as_str() {
            "earlier" | "later" => (key.clone(), self.frame.name("state", value)),
            _ => (key.replace('_', "-"), self.frame.days(&ends(value))),
        };
        let words: Vec<(String, String)> = conflict.values.iter().map(word).collect();
        let words: Vec<(&str, &str)> = words.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        self.frame.filled(&format!("conflict-{}", conflict.kind), &words)
    }

    fn before(&self) -> Option<u32> {
        (self.from.offset > 0).then(|| self.from.offset.saturating_sub(LIMIT))
    }

    fn next(&self) -> Option<u32> {
        let next = self.from.offset.saturating_add(LIMIT);
        ((next as usize) < self.shown.n_events).then_some(next)
    }
}

pub async fn person(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(wanted): Path<String>,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let shown = shown(&desk, wanted, from.offset).await?;
    let frame = Frame::new(&desk, &visitor, "people");
    let line = shown.life.as_ref().and_then(|line| life::svg(line, &shown.row.name, &frame));
    let comments = super::beside::comments(&desk, &shown.row.id).await;
    let actions = super::interventions::about(&desk, &shown.row.id).await;
    Ok(Html(Person { frame, shown, from, line, comments, actions }.render()?))
}

/// The life line as a file; its name tells nothing.
pub async fn line(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(wanted): Path<String>,
) -> Result<Response, Failure> {
    let shown = shown(&desk, wanted, 0).await?;
    let frame = Frame::new(&desk, &visitor, "people");
    let line =
        shown.life.as_ref().and_then(|line| life::svg(line, &shown.row.name, &frame)).ok_or(Failure::missing())?;
    Ok((drawing("line"), line).into_response())
}

/// Headers of a drawing that is to be kept.
pub fn drawing(name: &str) -> [(header::HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, "image/svg+xml".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.svg\"")),
    ]
}

async fn shown(desk: &Desk, wanted: String, offset: u32) -> Result<Box<PersonShown>, Failure> {
    let Answer::Person(shown) = desk.ask(Request::Person { wanted, offset, limit: LIMIT }).await? else {
        return Err(Failure::unexpected());
    };
    Ok(shown)
}

/// Enters another name by hand, with the days on which it means this one.
pub async fn alias(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let of = form.required("of")?;
    let target = super::pairs::target(of).ok_or(Failure::unfit("of"))?;
    let day = |field: &str| form.get(field).unwrap_or("..").to_owned();
    let (from, until) = (day("from"), day("until"));
    let is_day = |text: &str| text == ".." || text.parse::<jiff::civil::Date>().is_ok();
    if !is_day(&from) || !is_day(&until) {
        return Err(Failure::unfit("from"));
    }
    let request = Request::Judge {
        verdict: Verdict::Alias,
        of: vec![target],
        field: Some(format!("{from}/{until}")),
        value: Some(form.required("name")?.to_owned()),
        reason: form.get("reason").map(str::to_owned),
    };
    desk.ask(request).await?;
    Ok(Redirect::to(&format!("{}/person/{of}?done=true#decided", desk.entrance.prefix())))
}

/// The ends of `2021-03-03..2021-03-05`, `?..2021-03-05` or `2021-03-03`.
fn ends(window: &str) -> [Option<String>; 2] {
    let (first, last) = window.split_once("..").unwrap_or((window, window));
    [first, last].map(|day| Some(day.to_owned()).filter(|day| day != "?"))
}
