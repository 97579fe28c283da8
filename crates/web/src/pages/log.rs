//! The log: what was done, by whom, and whether all of it still holds. What people decided can be taken back, without limit.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use casework::{Answer, LogRow, Request, Verified};
use serde::Deserialize;
use std::sync::Arc;

/// Entries on one page.
const LIMIT: u32 = 60;

#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    offset: u32,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Log<'a> {
    frame: Frame<'a>,
    rows: Vec<LogRow>,
    total: i64,
    offset: u32,
    verified: Option<Verified>,
}

impl Log<'_> {
    /// Whether a field is told in the list; hashes and long values are not.
    fn is_told(&self, field: &str) -> bool {
        matches!(
            field,
            "name" | "verdict" | "field" | "value" | "reason" | "query" | "purpose" | "recipient" | "title" | "program"
        )
    }

    /// How much was checked.
    fn checked(&self, verified: &Verified) -> [i64; 2] {
        [verified.n_entries, verified.n_originals].map(|n| i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// The beginning of a hash.
    fn short<'h>(&self, hash: &'h str) -> &'h str {
        hash.get(..10).unwrap_or(hash)
    }

    fn is_judgement(&self, row: &LogRow) -> bool {
        row.kind == JUDGEMENT && !row.undone
    }

    fn next(&self) -> Option<u32> {
        let next = self.offset + LIMIT;
        (i64::from(next) < self.total).then_some(next)
    }
}

const JUDGEMENT: u16 = 4;

pub async fn log(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    page(&desk, &visitor, from.offset, None).await
}

/// Checks everything, then shows the log with what was found.
pub async fn verify(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    _form: Form,
) -> Result<Html<String>, Failure> {
    let Answer::Verified(verified) = desk.ask(Request::Verify { against: None }).await? else {
        return Err(Failure::unexpected());
    };
    page(&desk, &visitor, 0, Some(verified)).await
}

async fn page(
    desk: &Desk,
    visitor: &crate::frame::Visitor,
    offset: u32,
    verified: Option<Verified>,
) -> Result<Html<String>, Failure> {
    let request = Request::Log { document: None, offset, limit: LIMIT };
    let Answer::Log { rows, total } = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    Ok(Html(Log { frame: Frame::new(desk, visitor, "log"), rows, total, offset, verified }.render()?))
}

/// Takes an entry back: the named one, or everything that was decided last by whoever asks.
pub async fn undo(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
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
    match form.get("back") {
        Some("review") => Ok(Redirect::to(&desk.entrance.to("/review"))),
        Some(_) => Ok(super::beside::back(&desk, &form)),
        None => Ok(Redirect::to(&desk.entrance.to("/log"))),
    }
}
