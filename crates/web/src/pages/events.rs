//! What happened, across documents: each event with how many independent origins tell of it, and one word for how it stands.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Html;
use casework::shown::{EventPage, EventQuery};
use casework::{Answer, Request};
use serde::Deserialize;
use std::sync::Arc;

/// Events on one page.
const LIMIT: u32 = 50;

#[derive(Default, Deserialize)]
pub struct From {
    #[serde(default)]
    offset: u32,
}

#[derive(Template)]
#[template(path = "events.html")]
struct Events<'a> {
    frame: Frame<'a>,
    offset: u32,
    query: EventQuery,
    list: EventPage,
}

impl Events<'_> {
    /// Act types of the case in the order of their words: id, words, how many events.
    fn act_types(&self) -> Vec<(&str, String, usize)> {
        let named = |(id, n): &'_ (String, usize)| (self.frame.name("act", id), *n);
        let mut types: Vec<_> = self.list.act_types.iter().map(|one| (one.0.as_str(), named(one))).collect();
        types.sort_by(|(_, one), (_, other)| one.cmp(other));
        types.into_iter().map(|(id, (label, n))| (id, label, n)).collect()
    }

    fn words(&self) -> [&'static str; 4] {
        ["single-origin", "corroborated", "acknowledged-by-authority", "disputed"]
    }

    fn is_act(&self, id: &str) -> bool {
        self.query.act_type.as_deref() == Some(id)
    }

    /// A field as it was filled in.
    fn asked(&self, field: &str) -> &str {
        let query = &self.query;
        let value = match field {
            "act" => &query.act_type,
            "who" => &query.who,
            "place" => &query.place,
            "from" => &query.from,
            "until" => &query.until,
            "word" => &query.word,
            _ => &query.purpose,
        };
        value.as_deref().unwrap_or_default()
    }

    /// What stands before and behind the rows of this page.
    fn before(&self) -> Option<u32> {
        (self.offset > 0).then(|| self.offset.saturating_sub(LIMIT))
    }

    fn next(&self) -> Option<u32> {
        let next = self.offset.saturating_add(LIMIT);
        ((next as usize) < self.list.total).then_some(next)
    }

    fn is_search(&self) -> bool {
        self.query != EventQuery::default()
    }
}

pub async fn events(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    page(&desk, &visitor, EventQuery::default(), from.offset).await
}

/// Events with this act, person, place, days or word.
pub async fn find(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Html<String>, Failure> {
    let text = |field: &str| form.get(field).map(str::to_owned);
    let query = EventQuery {
        act_type: text("act"),
        who: text("who"),
        place: text("place"),
        from: text("from"),
        until: text("until"),
        word: text("word"),
        supposed: form.get("supposed").is_some(),
        purpose: text("purpose"),
    };
    let offset = form.get("offset").and_then(|offset| offset.parse().ok()).unwrap_or_default();
    page(&desk, &visitor, query, offset).await
}

async fn page(desk: &Desk, visitor: &Visitor, query: EventQuery, offset: u32) -> Result<Html<String>, Failure> {
    let request = Request::EventPage { query: query.clone(), offset, limit: LIMIT };
    let Answer::EventPage(list) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    Ok(Html(Events { frame: Frame::new(desk, visitor, "events"), offset, query, list }.render()?))
}
