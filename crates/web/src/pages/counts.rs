//! How many people: documented by name and reported as numbers, never one series; with everything that a number leaves out.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use casework::shown::{CountList, CountQuery};
use casework::{Answer, Request};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "counts.html")]
struct Counts<'a> {
    frame: Frame<'a>,
    query: CountQuery,
    list: Box<CountList>,
}

pub async fn counts(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Html<String>, Failure> {
    page(&desk, &visitor, CountQuery::default()).await
}

/// Counts what the form asks for.
pub async fn count(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Html<String>, Failure> {
    let text = |field: &str| form.get(field).map(str::to_owned);
    let query = CountQuery {
        act_type: text("act"),
        from: text("from"),
        until: text("until"),
        period: text("period"),
        by_place: form.get("places").is_some(),
        draw_as: None,
    };
    page(&desk, &visitor, query).await
}

async fn page(desk: &Desk, visitor: &Visitor, query: CountQuery) -> Result<Html<String>, Failure> {
    let Answer::Counts(list) = desk.ask(Request::Counts(query.clone())).await? else {
        return Err(Failure::unexpected());
    };
    Ok(Html(Counts { frame: Frame::new(desk, visitor, "counts"), query, list }.render()?))
}
