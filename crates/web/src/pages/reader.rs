//! The reader: a document with what was read in it, in place, and the original one click away.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use crate::reader::ReaderView;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use casework::{Answer, DocumentShown, Request};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "reader.html")]
struct Reader<'a> {
    frame: Frame<'a>,
    view: ReaderView,
    /// Whether somebody chose to see the picture.
    sees: bool,
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    see: bool,
}

pub async fn reader(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(document): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let view = view(&desk, document).await?;
    Ok(Html(Reader { frame: Frame::new(&desk, &visitor, "document"), view, sees: wanted.see }.render()?))
}

/// A document and its record.
pub async fn view(desk: &Desk, document: String) -> Result<ReaderView, Failure> {
    let shown = desk.ask_with(Request::Show { document: document.clone(), record: true }, Vec::new()).await;
    let reply = match shown {
        // A document that was not read has no record.
        Err(failure) if failure.is_missing() => {
            desk.ask_with(Request::Show { document, record: false }, Vec::new()).await?
        }
        shown => shown?,
    };
    let Answer::Document(shown) = reply.answer else { return Err(Failure::unexpected()) };
    let shown: DocumentShown = *shown;
    Ok(ReaderView::new(shown, &reply.body))
}

/// The bytes as they came: only ever as a file to be kept, never as a page of ours.
pub async fn original(State(desk): State<Arc<Desk>>, Path(document): Path<String>) -> Result<Response, Failure> {
    let reply = desk.ask_with(Request::Original { document }, Vec::new()).await?;
    let Answer::Original { sha256 } = reply.answer else { return Err(Failure::unexpected()) };
    let short = sha256.get(..16).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"original-{short}\"")),
    ];
    Ok((headers, reply.body).into_response())
}
