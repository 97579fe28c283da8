//! Two that may be one: a pair at a time, the greatest effect on the counts first; Same, Not the same, Unsure, and all of it undone.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use casework::shown::{Pair, Queue};
use casework::{Answer, Request, Target, Verdict};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Default, Deserialize)]
pub struct From {
    /// So many were skipped.
    #[serde(default)]
    skip: u32,
}

#[derive(Template)]
#[template(path = "pairs.html")]
struct Pairs<'a> {
    frame: Frame<'a>,
    skip: u32,
    total: usize,
    one: Option<Pair>,
}

pub async fn pairs(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let request = Request::Queue { offset: from.skip, limit: 1 };
    let Answer::Queue(Queue { pairs, total }) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let frame = Frame::new(&desk, &visitor, "people");
    Ok(Html(Pairs { frame, skip: from.skip, total, one: pairs.into_iter().next() }.render()?))
}

/// Records what somebody decided about two people, bodies, places or events.
pub async fn same(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let verdict = match form.required("verdict")? {
        "same" => Verdict::Same,
        "not_same" => Verdict::NotSame,
        "unsure" => Verdict::Unsure,
        _ => return Err(Failure::unfit("verdict")),
    };
    let [left, right] = [form.required("left")?, form.required("right")?];
    let of = [target(left), target(right)].into_iter().collect::<Option<Vec<_>>>().ok_or(Failure::unfit("left"))?;
    let reason = form.get("reason").map(str::to_owned);
    desk.ask(Request::Judge { verdict, of, field: None, value: None, reason }).await?;
    Ok(Redirect::to(&back(&desk, &form)))
}

/// Takes a judgement back: the named one, or what whoever asks decided last.
pub async fn take_back(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let reason = form.get("reason").map(str::to_owned);
    let request = match form.get("entry") {
        Some(entry) => Request::Undo { entry: entry.to_owned(), reason },
        None => Request::UndoLast { reason },
    };
    match desk.ask(request).await {
        // Nothing is left to be taken back.
        Err(failure) if failure.is_missing() && form.get("entry").is_none() => {}
        asked => drop(asked?),
    }
    Ok(Redirect::to(&back(&desk, &form)))
}

/// To whoever the form came from, when it still is who it was; else to the next pair.
fn back(desk: &Desk, form: &Form) -> String {
    let prefix = desk.entrance.prefix();
    match form.get("back") {
        Some(part) if target(part).is_some() && part.starts_with('v') => format!("{prefix}/event/{part}"),
        Some(part) if target(part).is_some() => format!("{prefix}/person/{part}?done=true"),
        _ => {
            let skip: u32 = form.get("skip").and_then(|skip| skip.parse().ok()).unwrap_or_default();
            format!("{prefix}/pairs?skip={skip}")
        }
    }
}

/// `RECORD:e1`, or the identifier of an event.
pub fn target(text: &str) -> Option<Target> {
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match text.split_once(':') {
        Some((record, part)) if is_plain(record) && is_plain(part) => {
            Some(Target { document: record.to_owned(), part: Some(part.to_owned()) })
        }
        None if is_plain(text) && text.starts_with('v') => Some(Target { document: text.to_owned(), part: None }),
        _ => None,
    }
}
