//! Search. What was looked for is in no address, and a search that meets people by name is recorded.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use casework::{Answer, FOUND, Found, Request};
use std::sync::Arc;

/// Documents on one page.
const LIMIT: u32 = 20;

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    frame: Frame<'a>,
    query: String,
    person: bool,
    purpose: String,
    offset: i64,
    found: Option<Found>,
    refused: Option<String>,
}

impl Search<'_> {
    /// A snippet cut at the marks around what was found: words, and whether they were looked for.
    fn parts<'t>(&self, snippet: &'t str) -> Vec<(&'t str, bool)> {
        let mut parts = Vec::new();
        let mut is_found = false;
        for part in snippet.split(FOUND) {
            if !part.is_empty() {
                parts.push((part, is_found));
            }
            is_found = !is_found;
        }
        parts
    }

    fn may_have_more(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.hits.len() == LIMIT as usize)
    }
}

pub async fn search(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Html<String>, Failure> {
    let frame = Frame::new(&desk, &visitor, "search");
    let page = Search {
        frame,
        query: String::new(),
        person: false,
        purpose: String::new(),
        offset: 0,
        found: None,
        refused: None,
    };
    Ok(Html(page.render()?))
}

pub async fn find(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Html<String>, Failure> {
    let query = form.get("query").unwrap_or_default().to_owned();
    let purpose = form.get("purpose").unwrap_or_default().to_owned();
    let person = form.get("person").is_some();
    let offset: u32 = form.get("offset").and_then(|offset| offset.parse().ok()).unwrap_or_default();
    let recorded = Some(purpose.clone()).filter(|purpose| !purpose.is_empty());
    let request = Request::Search { query: query.clone(), person, purpose: recorded, offset, limit: LIMIT };
    let (found, refused) = match desk.ask(request).await {
        Ok(Answer::Found(found)) => (Some(found), None),
        Err(failure) if failure.is_refusal() => (None, failure.message()),
        Ok(_) => return Err(Failure::unexpected()),
        Err(failure) => return Err(failure),
    };
    let frame = Frame::new(&desk, &visitor, "search");
    Ok(Html(Search { frame, query, person, purpose, offset: i64::from(offset), found, refused }.render()?))
}
