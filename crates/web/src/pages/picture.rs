//! Pictures among the documents: blurred until somebody chooses to see one. Copies are made anew each time and kept nowhere.

use crate::desk::{Desk, Picture};
use crate::failure::Failure;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use casework::{Answer, Request};
use std::sync::Arc;

/// Longer originals are not copied, bytes.
const MAX_PICTURE: i64 = 32 << 20;

/// Blurred beyond recognition.
pub async fn preview(State(desk): State<Arc<Desk>>, Path(document): Path<String>) -> Result<Response, Failure> {
    copied(&desk, document, Picture::Blurred).await
}

/// To be looked at; the page asks for it after somebody chose to see it.
pub async fn picture(State(desk): State<Arc<Desk>>, Path(document): Path<String>) -> Result<Response, Failure> {
    copied(&desk, document, Picture::Clear).await
}

async fn copied(desk: &Desk, document: String, how: Picture) -> Result<Response, Failure> {
    let shown = desk.ask(Request::Show { document: document.clone(), record: false }).await?;
    let Answer::Document(shown) = shown else { return Err(Failure::unexpected()) };
    if shown.document.size.is_none_or(|size| size > MAX_PICTURE) {
        return Err(Failure::no_picture("picture-too-large".to_owned()));
    }
    let original = desk.ask_with(Request::Original { document }, Vec::new()).await?;
    let copy = desk.picture(original.body, how).await?;
    let headers =
        [(header::CONTENT_TYPE, how.media_type()), (header::CONTENT_DISPOSITION, "inline; filename=\"copy\"")];
    Ok((headers, copy).into_response())
}
