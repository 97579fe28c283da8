//! A person, organisation or place: every spelling with where it came from, the life line, who may be the same, what happened.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use casework::shown::PersonShown;
use casework::{Answer, Request};
use serde::Deserialize;
use std::sync::Arc;

/// Events on one page.
const LIMIT: u32 = 40;

#[derive(Default, Deserialize)]
pub struct From {
    #[serde(default)]
    offset: u32,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Person<'a> {
    frame: Frame<'a>,
    shown: Box<PersonShown>,
}

pub async fn person(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(wanted): Path<String>,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let request = Request::Person { wanted, offset: from.offset, limit: LIMIT };
    let Answer::Person(shown) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    Ok(Html(Person { frame: Frame::new(&desk, &visitor, "people"), shown }.render()?))
}
