//! One event: its reports by independent origin, copies folded; who disputes it and in which words; how many people.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use casework::shown::EventShown;
use casework::{Answer, Request};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Default, Deserialize)]
pub struct By {
    /// The standard that it is measured by.
    standard: Option<String>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct Event<'a> {
    frame: Frame<'a>,
    shown: Box<EventShown>,
}

pub async fn event(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(id): Path<String>,
    Query(by): Query<By>,
) -> Result<Html<String>, Failure> {
    let standard = by.standard.filter(|standard| !standard.is_empty());
    let Answer::Event(shown) = desk.ask(Request::Event { id, standard }).await? else {
        return Err(Failure::unexpected());
    };
    Ok(Html(Event { frame: Frame::new(&desk, &visitor, "events"), shown }.render()?))
}
