//! Search: words in documents, and events by who, what, where and when. What was looked for is in no address, and a search that
//! meets people by name is recorded.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use crate::pictures::telling::n;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use casework::pictured::{EventSearch, FoundEvents};
use casework::{Answer, FOUND, Found, Request};
use std::sync::Arc;

/// Documents or events on one page.
const LIMIT: u32 = 20;

/// What was filled in.
#[derive(Default)]
struct Asked {
    query: String,
    person: bool,
    purpose: String,
    who: String,
    act: String,
    place: String,
    from: String,
    until: String,
    offset: u32,
}

impl Asked {
    fn of(form: &Form) -> Self {
        let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
        Self {
            query: text("query"),
            person: form.get("person").is_some(),
            purpose: text("purpose"),
            who: text("who"),
            act: text("act"),
            place: text("place"),
            from: text("from"),
            until: text("until"),
            offset: form.get("offset").and_then(|offset| offset.parse().ok()).unwrap_or_default(),
        }
    }

    /// Whether events are looked for.
    fn is_of_events(&self) -> bool {
        [&self.who, &self.act, &self.place, &self.from, &self.until].into_iter().any(|field| !field.is_empty())
    }

    fn request(&self) -> Request {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        if !self.is_of_events() {
            let (query, person, purpose) = (self.query.clone(), self.person, given(&self.purpose));
            return Request::Search { query, person, purpose, offset: self.offset, limit: LIMIT };
        }
        Request::FindEvents(EventSearch {
            words: given(&self.query),
            who: given(&self.who),
            act_type: given(&self.act),
            place: given(&self.place),
            from: given(&self.from),
            until: given(&self.until),
            purpose: given(&self.purpose),
            offset: self.offset,
            limit: LIMIT,
        })
    }
}

#[derive(Default)]
struct Outcome {
    documents: Option<Found>,
    events: Option<FoundEvents>,
    refused: Option<String>,
    /// Nothing was given.
    is_blank: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    frame: Frame<'a>,
    asked: Asked,
    result: Outcome,
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

    /// The part of an address that leads to the line with the words.
    fn line(&self, found: &Found, idx: &usize) -> String {
        found.lines.get(*idx).copied().flatten().map_or_else(String::new, |line| format!("#w{line}"))
    }

    /// Where the next page begins.
    fn next(&self) -> Option<u32> {
        let next = self.asked.offset.saturating_add(LIMIT);
        let documents = self.result.documents.as_ref().is_some_and(|found| found.hits.len() == LIMIT as usize);
        let events = self.result.events.as_ref().is_some_and(|found| n(found.total) > i64::from(next));
        (documents || events).then_some(next)
    }

    /// The fields of the form that leads there.
    fn fields(&self) -> [(&'static str, &str); 7] {
        let asked = &self.asked;
        [
            ("query", &asked.query),
            ("purpose", &asked.purpose),
            ("who", &asked.who),
            ("act", &asked.act),
            ("place", &asked.place),
            ("from", &asked.from),
            ("until", &asked.until),
        ]
    }
}

pub async fn search(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Html<String>, Failure> {
    page(&desk, &visitor, Asked::default(), Outcome::default())
}

pub async fn find(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Html<String>, Failure> {
    let asked = Asked::of(&form);
    let mut result = Outcome { is_blank: asked.query.is_empty() && !asked.is_of_events(), ..Outcome::default() };
    if !result.is_blank {
        match desk.ask(asked.request()).await {
            Ok(Answer::Found(found)) => result.documents = Some(found),
            Ok(Answer::FoundEvents(found)) => result.events = Some(*found),
            Err(failure) if failure.is_refusal() => result.refused = failure.said(),
            Ok(_) => return Err(Failure::unexpected()),
            Err(failure) => return Err(failure),
        }
    }
    page(&desk, &visitor, asked, result)
}

fn page(desk: &Desk, visitor: &Visitor, asked: Asked, result: Outcome) -> Result<Html<String>, Failure> {
    Ok(Html(Search { frame: Frame::new(desk, visitor, "search"), asked, result }.render()?))
}
