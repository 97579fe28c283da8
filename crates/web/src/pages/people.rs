//! People, organisations and places: every spelling, in how many documents, what is said to have happened to them. Whom somebody
//! looks for is in no address, and a search for a person is recorded.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Html;
use casework::shown::PersonList;
use casework::{Answer, Order, Request, Sort};
use serde::Deserialize;
use std::sync::Arc;

/// People on one page.
const LIMIT: u32 = 50;
/// Roles told in a list.
const MAX_ROLES: usize = 3;

/// The lists: name and what is asked for.
const SORTS: [(&str, Sort); 3] =
    [("people", Sort::People), ("organizations", Sort::Organizations), ("places", Sort::Places)];

#[derive(Default, Deserialize)]
pub struct From {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    offset: u32,
}

#[derive(Template)]
#[template(path = "people.html")]
struct People<'a> {
    frame: Frame<'a>,
    sort: &'static str,
    is_by_name: bool,
    offset: u32,
    named: String,
    purpose: String,
    list: PersonList,
}

impl People<'_> {
    /// The first roles; the page of the person has all.
    fn some<'r>(&self, roles: &'r [String]) -> &'r [String] {
        roles.get(..MAX_ROLES).unwrap_or(roles)
    }

    fn sorts(&self) -> impl Iterator<Item = &'static str> {
        SORTS.iter().map(|(name, _)| *name)
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
        !self.named.is_empty()
    }
}

pub async fn people(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    page(&desk, &visitor, &from, None).await
}

/// Looks for a name.
pub async fn find(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Html<String>, Failure> {
    let text = |field: &str| form.get(field).unwrap_or_default().to_owned();
    let offset = form.get("offset").and_then(|offset| offset.parse().ok()).unwrap_or_default();
    let from = From { sort: text("sort"), order: text("order"), offset };
    let named = form.get("named").map(|named| (named.to_owned(), text("purpose")));
    page(&desk, &visitor, &from, named).await
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    from: &From,
    searched: Option<(String, String)>,
) -> Result<Html<String>, Failure> {
    let (name, sort) = SORTS.into_iter().find(|(name, _)| *name == from.sort).unwrap_or(SORTS[0]);
    let order = if from.order == "name" { Order::Name } else { Order::Documents };
    let (named, purpose) = searched.clone().unzip();
    let purpose = purpose.filter(|purpose| !purpose.is_empty());
    let request = Request::People { sort, order, named, purpose, offset: from.offset, limit: LIMIT };
    let Answer::People(list) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let (named, purpose) = searched.unwrap_or_default();
    let frame = Frame::new(desk, visitor, "people");
    let is_by_name = order == Order::Name;
    Ok(Html(People { frame, sort: name, is_by_name, offset: from.offset, named, purpose, list }.render()?))
}
